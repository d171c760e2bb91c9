"""Weighing what metadata, labels, notes and copy say: the relation, the status, and why."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.formats import read
from wirecopy.lifecycle import RANK, SHOWN, lifecycle
from wirecopy.story import Evidence, Lifecycle, RawStory, Relation

DATELINE = "TALLINN, Nov 24 (Reuters) - "


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


@pytest.mark.parametrize(
    ("message", "relation", "refers_to"),
    [
        (
            "BC-US--Bridge,KILL\nBULLETIN KILL\nEDITORS:\nKill BC-US--Bridge, moved at 1412 GMT.\nA kill is mandatory.",
            "kill",
            ("BC-US--Bridge",),
        ),
        (
            "dpa 0197\n\n'''''\nKILL KILL KILL\nPlease kill item dpa 0142 \"Museum\". Substitute follows.\n'''''\n",
            "kill",
            ("dpa 0142",),
        ),
        (
            "(KILL) Ferry sinks off Mokpo\n\n(ATTN: Please kill our story on the ferry)\n",
            "kill",
            (),
        ),
        (
            "HOLD HOLD HOLD\n\nPlease do not use item dpa 0142 until further notice.\n",
            "hold",
            ("dpa 0142",),
        ),
        (
            "(2nd LD) Ferry sinks\n(ATTN: UPDATES with toll in para 2)\nMOKPO, Nov. 24 (Yonhap) -- A ferry sank.\n",
            "lead",
            (),
        ),
        (
            "EMBARGOED TO 0001 MONDAY NOVEMBER 30\n\nLibraries lend more\n\nLONDON (PA) - More people lent books.\n",
            "embargo",
            (),
        ),
    ],
)
def test_whole_messages(message: str, relation: Relation, refers_to: tuple[str, ...]) -> None:
    """From the bytes on, wherever the reader of plain text puts the labels: headline, slug, note or copy."""
    (raw,) = read(message.encode(), limit=10_000).stories
    life = lifecycle(raw)
    assert (life.relation, life.refers_to) == (relation, refers_to)


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
