"""What a message is in the life of its story. A missed kill harms users most, a false one a true story."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.lifecycle import RANK, SHOWN, lifecycle
from wirecopy.story import Evidence, Lifecycle, PubStatus, RawStory, Relation

DATELINE = "TALLINN, Nov 24 (Reuters) - "

#: What the relation of a message comes to, with its number and status.
Answer = tuple[Relation, int | None, PubStatus]


def answer(
    headline: str = "Bridge over the Emajogi reopens",
    body: str = DATELINE + "The bridge reopened on Tuesday.",
    *,
    note: str | None = None,
    slug: str | None = None,
) -> Answer:
    raw = RawStory(format="plain", headline=headline, body=body, ed_note=note, slug=slug)
    life = lifecycle(raw)
    return life.relation, life.number, life.status


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("UPDATE 3-Mine reopens after flood", ("update", 3, "usable")),
        ("UPDATE 2 -Mine reopens after flood", ("update", 2, "usable")),
        ("WRAPUP 4-Fed holds rates", ("update", 4, "usable")),
        ("UPDATED-Mine reopens after flood", ("update", None, "usable")),
        ("Update: Mine reopens after flood", ("update", None, "usable")),
        ("Mine reopens after flood (updated 3)", ("update", 3, "usable")),
        ("CORRECTED-Dairy group cuts 200 jobs, not 2,000", ("correction", None, "usable")),
        ("CORRECTED (OFFICIAL)-Estonian output fell 0.3 pct", ("correction", None, "usable")),
        ("UPDATE 1-CORRECTED-Dairy group cuts 200 jobs", ("correction", 1, "usable")),
        ("CORRECTED-UPDATE 2-Dairy group cuts 200 jobs", ("correction", 2, "usable")),
        ("(CORRECTED) - DAIRY GROUP CUTS 200 JOBS", ("correction", None, "usable")),
        ("Correction: Bridge-Reopening story", ("correction", None, "usable")),
        ("CLARIFICATION-Bridge owner is a city firm", ("correction", None, "usable")),
        ("Corrected version: Bridge reopens", ("correction", None, "usable")),
        ("ANNULE ET REMPLACE: Le pont rouvre", ("correction", None, "usable")),
        ("REFILE-Dairy group cuts 200 jobs", ("refile", None, "usable")),
        ("REFILE-UPDATE 1-Dairy group cuts 200 jobs", ("refile", 1, "usable")),
        ("RPT-Dairy group cuts 200 jobs", ("repeat", None, "usable")),
        ("REPEAT-Dairy group cuts 200 jobs", ("repeat", None, "usable")),
        ("RESENDING: Dairy group cuts 200 jobs", ("repeat", None, "usable")),
        ("(LEAD) Satellite reaches orbit", ("lead", None, "usable")),
        ("(2nd LD) Satellite reaches orbit", ("lead", 2, "usable")),
        ("(4th LD)(URGENT) Satellite reaches orbit", ("lead", 4, "usable")),
        ("(URGENT) (LEAD) Satellite reaches orbit", ("lead", None, "usable")),
        ("1st LD: Two miners found alive", ("lead", 1, "usable")),
        ("2nd Ld-Writethru: Two miners found alive", ("lead", 2, "usable")),
        ("LEAD 2: Zoo finds its red panda", ("lead", 2, "usable")),
        ("TAKE 2 OF 3: The year in rowing", ("take", 2, "usable")),
        ("(URGENT) Satellite reaches orbit", ("new", None, "usable")),
        ("Xinhua Baltic news advisory -- Nov. 24", ("advisory", None, "usable")),
        ("MEDIA ADVISORY: Harbour tour", ("advisory", None, "usable")),
        ("EMBARGOED: Short sleep ages mice", ("embargo", None, "withheld")),
        ("EMBARGOED UNTIL 0001 GMT NOV 30: Short sleep ages mice", ("embargo", None, "withheld")),
        ("EMBARGO 0001 GMT: Short sleep ages mice", ("embargo", None, "withheld")),
        ("HOLD HOLD HOLD", ("hold", None, "withheld")),
        ("HOLD - Zoo loses its red panda", ("hold", None, "withheld")),
        ("DO NOT USE: Zoo loses its red panda", ("hold", None, "withheld")),
    ],
)
def test_labels_of_headlines(headline: str, expected: Answer) -> None:
    """A label that stands first, or last in brackets, says what the message is; a second one ranks with it."""
    assert answer(headline) == expected


@pytest.mark.parametrize(
    "headline",
    [
        "KILL: Minister resigns",
        "KILL - Minister resigns",
        "KILL-Minister resigns",
        "(KILL) Minister resigns",
        "[KILL] Minister resigns",
        "KILL KILL KILL",
        "KILL/KILL/KILL - Minister resigns",
        "*** KILL ***",
        "///KILL///",
        "AFP KILL: Minister resigns",
        "XINHUA KILL - Minister resigns",
        "URGENT KILL: Minister resigns",
        "URGENT - KILL - Minister resigns",
        "Attention - KILL - Minister resigns",
        "NOTICE TO EDITORS: KILL: Minister resigns",
        "BULLETIN KILL",
        "MANDATORY KILL: Minister resigns",
        "Mandatory kill: Minister resigns",
        "KILL NOTICE: Minister resigns",
        "Kill advisory: Minister resigns",
        "KILL AND REPLACE: Minister resigns",
        "KILL/REPLACE: Minister resigns",
        "STORY WITHDRAWN-Minister resigns",
        "Story withdrawn: Minister resigns",
        "STORY REMOVED: Minister resigns",
        "AFP STORY KILLED",
        "WITHDRAWN-Minister resigns",
        "RETRACTION: Minister resigns",
        "UPDATE 2-WITHDRAWN-Minister resigns",
        "ANNULE: Le ministre démissionne",
    ],
)
def test_kills_in_headlines(headline: str) -> None:
    """However an agency labels it, a kill is a kill and the story is canceled."""
    relation, _, status = answer(headline)
    assert (relation, status) == ("kill", "canceled")


@pytest.mark.parametrize(
    "headline",
    [
        "US kills terror leader in drone strike",
        "Bomb kills three in market",
        "KILLED: THREE IN CRASH",
        "Kill switch law passes senate",
        "KILL SWITCH LAW PASSES SENATE",
        "KILL-SWITCH BILL PASSES SENATE",
        "KILL BILL: A LOOK BACK",
        "Kill Bill: The sequel that never was",
        "Kill or cure: The doctors' strike",
        "ROAD KILL: WHAT BADGERS COST DRIVERS",
        "WINTER KILL HITS RAPESEED",
        "Withdrawn: The drug that failed",
        "WITHDRAWN TROOPS TO RETURN",
        "Retraction of drought warning pleases farmers",
        "DISREGARD FOR LAW GROWS, JUDGE SAYS",
        "Story of a withdrawn child wins prize",
        "STORY WITHDRAWN FROM PRIZE LIST",
        "Correction territory: stocks fall",
        "CORRECTION LOOMS FOR STOCKS",
        "CORRECTIONS OFFICER FREED",
        "Corrected lenses recalled",
        "Clarification sought on tax",
        "Lead paint found in toys",
        "LEAD-PAINT MAKERS TO PAY",
        "LEAD POISONING: CITY TO PAY",
        "Lead: The metal that stays in the soil",
        "LEAD 3 TO 1 HOLDS FOR ROVERS",
        "1st lead pipe removed in Flint",
        "2nd lead prosecutor quits",
        "Update on the budget expected",
        "UPDATE ON BUDGET DUE",
        "iOS update 17: What is new",
        "Repeat offenders face longer terms",
        "REPEAT-OFFENDER LAW PASSES",
        "Take 5: The quiz",
        "Take two: Museum reopens",
        "2nd take-off fails at Tallinn airport",
        "1st add-on fee for ferries",
        "Hold on tight: Fares rise",
        "HOLD THE LINE: UNION TELLS MEMBERS",
        "HOLD-UP AT BANK LEAVES TWO HURT",
        "Hold for release of prisoners, families told",
        "Advisory board quits over chairman's pay",
        "ADVISORY-BOARD MEMBERS QUIT",
        "Embargo: What Cuba lost",
        "Arms embargo until 2030 agreed",
        "FLASH-FLOOD TOLL RISES",
        "URGENT-CARE CLINICS CLOSE",
        "Attention: School buses are back",
        "Editors: The new power in pop",
    ],
)
def test_headlines_that_only_look_like_labels(headline: str) -> None:
    """The word alone is no label: these are new stories that anybody may use."""
    assert answer(headline) == ("new", None, "usable")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("KILL", ("kill", None, "canceled")),
        ("Kill.", ("kill", None, "canceled")),
        ("Please kill", ("kill", None, "canceled")),
        ("Eds: Kill BC-Bridge, w0123. A substitute follows.", ("kill", None, "canceled")),
        ("MANDATORY KILL. The bridge was never closed.", ("kill", None, "canceled")),
        ("STORY WITHDRAWN", ("kill", None, "canceled")),
        ("Story has been withdrawn at the source's request", ("kill", None, "canceled")),
        ("This story must be killed", ("kill", None, "canceled")),
        ("Please disregard our earlier alert on the bridge", ("kill", None, "canceled")),
        ("Clients are asked to kill the story on the bridge", ("kill", None, "canceled")),
        ("Eds: CORRECTS name in 3rd graf", ("correction", None, "usable")),
        ("Eds: UPDATES with quotes, CORRECTS age to 41", ("correction", None, "usable")),
        ("Eds: SUBS 28th graf to CORRECT spelling", ("correction", None, "usable")),
        ("ATTN: CORRECTS figure in last para", ("correction", None, "usable")),
        ("Corrects to remove reference to ferry", ("correction", None, "usable")),
        ("Disregard the previous version; corrects age", ("correction", None, "usable")),
        ("Refiles to fix typo in headline", ("refile", None, "usable")),
        ("Repeats story first published on Monday", ("repeat", None, "usable")),
        ("REPEATING to add coding", ("repeat", None, "usable")),
        ("1ST LEAD", ("lead", 1, "usable")),
        ("ATTN: ADDS details in paras 4-5", ("update", None, "usable")),
        ("Recasts, adds byline", ("update", None, "usable")),
        ("Eds: Updates with three killed. Will be led.", ("update", None, "usable")),
        ("HOLD", ("hold", None, "withheld")),
        ("Hold until further notice", ("hold", None, "withheld")),
        ("Do not use until the police have named the victims", ("hold", None, "withheld")),
        ("Please hold this story", ("hold", None, "withheld")),
        ("Please do not publish before we have confirmed the toll", ("hold", None, "withheld")),
        ("HOLD FOR RELEASE SUNDAY", ("embargo", None, "withheld")),
        ("For release Monday, Nov. 30", ("embargo", None, "withheld")),
        ("For Use Sat., Nov. 28 And Thereafter", ("embargo", None, "withheld")),
        ("Embargo: 30 November 0001 GMT", ("embargo", None, "withheld")),
        ("Embargoed for 0001 GMT", ("embargo", None, "withheld")),
        ("Do not publish before 0001 GMT Nov 30", ("embargo", None, "withheld")),
        ("Not for publication until 0001 GMT Nov 30", ("embargo", None, "withheld")),
    ],
)
def test_notes_to_editors(note: str, expected: Answer) -> None:
    """A note says it in verbs, capitals or a fixed phrase."""
    assert answer(note=note) == expected


@pytest.mark.parametrize(
    "note",
    [
        "Eds: The word kill in 3rd graf is correct",
        "Contains graphic details of a killing",
        "KILLING of journalist: background",
        "Story may be led if the vote fails",
        "This story was retracted by the journal Nature",
        "Note correct spelling of Mokoena-Pratt",
        "Embargo lifted",
        "Please hold space for photos",
        "Hold the front page",
        "With Bridge-Photos",
        "For immediate release",
    ],
)
def test_notes_that_claim_nothing(note: str) -> None:
    """A note may speak of killing, spelling and embargoes without being a kill, a correction or an embargo."""
    assert answer(note=note) == ("new", None, "usable")


@pytest.mark.parametrize(
    "body",
    [
        "Please kill item dpa 157. A substitute follows.",
        "KILL KILL KILL\n\nPlease do not use item dpa 157 in any form.",
        "''''' KILL KILL KILL '''''\n\nThe item was sent by mistake.",
        "EDITORS: Kill the Nov. 24 story slugged BC-Bridge.",
        "Attention editors: kill our story on the bridge.",
        "NEW YORK (AP) — Kill the story slugged BC-Bridge. The bridge was not closed.",
        "NEW YORK (AP) — The Associated Press has withdrawn its story about a bridge. It was never closed.",
        "A kill is mandatory. Make certain the story is not published.",
        '(Reuters) - The story headlined "Bridge closes" is withdrawn as the city denied it.',
        'TALLINN, Nov 24 (Reuters) - The Nov. 23 story headlined "Bridge closes" has been withdrawn.',
        'The Reuters story "Bridge closes" was withdrawn because it rested on an old notice.',
        "The bridge was not closed. There will be no substitute story.",
        "This story has been withdrawn.",
        "Clients are requested to disregard the dispatch on the bridge.",
        "Please withdraw BC-Bridge-Closes.",
        "PARIS, Nov 24, 2026 (AFP) - AFP is withdrawing its alert on the bridge, which the city denies.",
    ],
)
def test_kills_in_the_copy(body: str) -> None:
    """A kill notice that is sent as a story is found by what its first sentences ask of editors."""
    relation, _, status = answer("Bridge over the Emajogi closes", body)
    assert (relation, status) == ("kill", "canceled")


@pytest.mark.parametrize(
    "body",
    [
        DATELINE + "Police said the man had written KILL KILL KILL on the wall.",
        DATELINE + "The band's KILL, KILL tour begins on Tuesday.",
        DATELINE + '"Please kill the story," the minister told the editor.',
        DATELINE + "Kill the story, the minister told the editor.",
        DATELINE + "The minister asked the paper to please withdraw the report on mining.",
        DATELINE + "The story headlined “Mud” was killed by an editor under pressure, staff said.",
        DATELINE + "The item sent by mail was withdrawn from the auction.",
        DATELINE + "This item was withdrawn after protests, the auctioneer said.",
        DATELINE + "This story has been withdrawn from the contest, the jury said.",
        DATELINE + "The dispatch sent from the front has been killed off by the censor.",
        DATELINE + "Users should ignore the alert on their phones, the company said.",
        DATELINE + "Subscribers must cancel the series themselves, the broadcaster said.",
        DATELINE + "There will be no replacement for the coach.",
        DATELINE + "A drone killed the leader of the group, the army said.",
        DATELINE + "Please do not use the lift, a sign says.",
    ],
)
def test_copy_that_only_speaks_of_kills(body: str) -> None:
    """What happens in a story, and what people in it say, kills no story."""
    assert answer(body=body) == ("new", None, "usable")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(ATTN: ADDS details in paras 4-5)", ("update", None, "usable")),
        ("(Corrects figure in paragraph 3)", ("correction", None, "usable")),
        ("Corrects spelling of name in second paragraph", ("correction", None, "usable")),
        ("Eds: Repeats to all points", ("repeat", None, "usable")),
        ("Editors: Please hold this story until further notice", ("hold", None, "withheld")),
        ("EMBARGOED until 0001 GMT, Monday, Nov. 30", ("embargo", None, "withheld")),
        ("(Adds the mayor to the list of guests.) He came later.", ("new", None, "usable")),
        ("Corrects was the word that the mayor used", ("correction", None, "usable")),
    ],
)
def test_notes_above_the_copy(line: str, expected: Answer) -> None:
    """A line in brackets, to editors, or without a subject, is a note wherever a format left it."""
    assert answer(body=f"{line}\n\n{DATELINE}The bridge reopened.") == expected


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("BC-Bridge, 5th Ld-Writethru", ("lead", 5, "usable")),
        ("BC-BRIDGE-2NDTAKE-NYT", ("take", 2, "usable")),
        ("BC-BRIDGE-$ADV13-NYT", ("embargo", None, "withheld")),
        ("BRIDGE-REOPENING (UPDATE 2)", ("update", 2, "usable")),
        ("BRIDGE-REOPENING (CORRECTED)", ("correction", None, "usable")),
        ("BC-Bridge, Correction", ("correction", None, "usable")),
        ("BC-Bridge, KILL", ("kill", None, "canceled")),
        ("BULLETIN KILL", ("kill", None, "canceled")),
        ("KILL", ("kill", None, "canceled")),
        ("KILL-SWITCH/LAW", ("new", None, "usable")),
        ("KILL BILL-FILM", ("new", None, "usable")),
        ("USA-KILLING/POLICE", ("new", None, "usable")),
        ("LEAD-POISONING/FLINT", ("new", None, "usable")),
        ("ADVENT-MARKETS", ("new", None, "usable")),
        ("JAPAN-2TAKES", ("new", None, "usable")),
    ],
)
def test_slugs(slug: str, expected: Answer) -> None:
    """AP and Reuters number their versions in the slug; subjects made of the same words are subjects."""
    assert answer(slug=slug) == expected


def test_a_plain_story_has_no_evidence() -> None:
    """New, usable, and nothing more to say."""
    assert lifecycle(RawStory(format="plain", headline="Bridge reopens", body=DATELINE + "It did.")) == Lifecycle(
        status="usable", relation="new"
    )


def test_ninjs_canceled_is_a_kill_whatever_the_words_say() -> None:
    """The status of the metadata is the first evidence, the label comes after it."""
    raw = RawStory(format="ninjs", headline="UPDATE 2-Mine reopens", pub_status="canceled", refers_to=("urn:x:mine",))
    assert lifecycle(raw) == Lifecycle(
        status="canceled",
        relation="kill",
        number=2,
        refers_to=("urn:x:mine",),
        evidence=(
            Evidence(field="pub_status", value="canceled", says="the story is withdrawn"),
            Evidence(field="headline", value="UPDATE 2-", says="the story is an update"),
        ),
    )


def test_ninjs_withheld_is_a_hold_and_with_a_time_an_embargo() -> None:
    """The time is handed on; without one the hold is until further notice."""
    noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    held = lifecycle(RawStory(format="ninjs", headline="Mine reopens", pub_status="withheld"))
    timed = lifecycle(RawStory(format="ninjs", headline="Mine reopens", pub_status="withheld", embargoed_until=noon))
    assert (held, timed) == (
        Lifecycle(
            status="withheld",
            relation="hold",
            evidence=(Evidence(field="pub_status", value="withheld", says="the story is not to be used for now"),),
        ),
        Lifecycle(
            status="withheld",
            relation="embargo",
            embargoed_until=noon,
            evidence=(
                Evidence(
                    field="embargoed_until",
                    value="2026-11-30T12:00:00+00:00",
                    says="the story is not to be published before a time",
                ),
            ),
        ),
    )


def test_a_kill_in_the_copy_outweighs_usable_metadata() -> None:
    """An agency that forgets the status still says it in words; the item killed is named."""
    raw = RawStory(
        format="ninjs", headline="Museum says sketchbook stolen", body="Please kill item dpa 157. A substitute follows."
    )
    assert lifecycle(raw) == Lifecycle(
        status="canceled",
        relation="kill",
        refers_to=("dpa 157",),
        evidence=(Evidence(field="body", value="Please kill item dpa 157", says="the story is withdrawn"),),
    )


def test_a_correction_that_is_also_a_kill_is_a_kill() -> None:
    """The graver claim decides; both stand in the evidence."""
    life = lifecycle(RawStory(format="plain", headline="CORRECTED-Mine shuts", ed_note="Kill BC-Mine, w0123"))
    assert life == Lifecycle(
        status="canceled",
        relation="kill",
        refers_to=("BC-Mine",),
        evidence=(
            Evidence(field="headline", value="CORRECTED-", says="the story corrects an earlier version"),
            Evidence(field="ed_note", value="Kill BC-Mine, w0123", says="the story is withdrawn"),
        ),
    )


def test_an_embargo_that_is_printed_as_a_whole_time_is_read() -> None:
    """ "0001 GMT Monday" needs a calendar: it is withheld without a time."""
    whole = lifecycle(RawStory(format="plain", headline="X", ed_note="Embargoed until 2026-11-30T00:01:00Z"))
    partial = lifecycle(RawStory(format="plain", headline="X", ed_note="Embargoed until 0001 GMT Monday"))
    assert [(one.status, one.embargoed_until) for one in (whole, partial)] == [
        ("withheld", datetime(2026, 11, 30, 0, 1, tzinfo=UTC)),
        ("withheld", None),
    ]


@pytest.mark.parametrize(
    ("note", "value"),
    [
        ("Eds: UPDATES with blast near U.S. Embassy. With Photos", "UPDATES with blast near U.S. Embassy"),
        ("For release Sun., Sept. 13. By Jane Roe", "For release Sun., Sept. 13"),
        ("Eds: Adds quote; corrects age", "Adds quote"),
        ("ADDS " + "very " * 100, ("ADDS " + "very " * 100)[:SHOWN]),
    ],
)
def test_evidence_quotes_the_clause(note: str, value: str) -> None:
    """An abbreviation's full stop ends no clause; what is long is cut."""
    evidence = lifecycle(RawStory(format="plain", headline="X", ed_note=note)).evidence
    assert value in [one.value for one in evidence]


wire_words = st.sampled_from(
    (
        *("KILL", "kill", "please", "WITHDRAWN", "story", "item", "BC-X", "CORRECTS", "CORRECTED", "UPDATE", "2nd"),
        *("LD", "take", "HOLD", "EMBARGO", "until", "0001 GMT", "Eds:", "(", ")", "-", "--", ":", ";", ".", "\n"),
        *("the", "has been", "headlined", "Reuters", "2026-13-45T99:99Z", "\U0001f6a8", "\u2028", "\x00", "999"),
    )
)
wire_lines = st.one_of(st.text(max_size=120), st.lists(wire_words, max_size=30).map(" ".join))


@given(headline=wire_lines, body=wire_lines, note=st.none() | wire_lines, slug=st.none() | wire_lines)
def test_never_raises_and_always_says_why(headline: str, body: str, note: str | None, slug: str | None) -> None:
    """Whatever the words: a status that follows from the relation's claims, and evidence for all but a new story."""
    raw = RawStory(format="plain", headline=headline, body=body, ed_note=note, slug=slug)
    life = lifecycle(raw)
    assert life == lifecycle(raw)
    assert life.relation in RANK
    assert (life.relation == "new") == (life.evidence == ())
    assert (life.relation == "kill") == (life.status == "canceled")
    where = {"headline": headline, "slug": slug, "ed_note": note, "body": body}
    assert all(one.value in (where[one.field] or "") for one in life.evidence)
