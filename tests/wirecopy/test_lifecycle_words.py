"""The words by which wires label, kill and correct, and their look-alikes."""

import pytest

from wirecopy.lifecycle import lifecycle
from wirecopy.story import PubStatus, RawStory, Relation

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
        ("Embargo: 00.01 Monday 30 November", ("embargo", None, "withheld")),
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
        "///-- ANNULE --///",
        'Please kill item dpa 0142 "Museum"',
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
        "Embargo 2011: What Cuba lost",
        "“Please kill story”: Editor quits",
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
