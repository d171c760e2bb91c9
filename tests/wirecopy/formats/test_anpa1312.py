"""ANPA 1312: coded lines, agate, the marks of the wire, the time of transmission."""

from datetime import UTC, datetime

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.anpa1312 import read, sniff
from wirecopy.story import RawStory

HEADER = "\x16\x16\x01W1645\x1fnorth\r\nu i\x13\x11 BC-RUR--Fog 1stLd   11-24 0044\r\n\x02"


def only(text: str, header: str = HEADER) -> RawStory:
    """The one story of a message."""
    (story,) = read((header + text).encode()).stories
    return story


@pytest.mark.parametrize(
    ("data", "sure"),
    [
        (HEADER.encode(), 0.95),
        (HEADER.encode()[3:], 0.95),
        (b"\x01a0105KYODO\x1fkoko-\r\nu s\x14\x12 BC-Fog", 0.95),
        (b"\x01ZENDA\x1f6\x1fN\x1fN\x1fNSW\x1fWednesday\r\n\r\n1. LAMP", 0.0),
        (b"\x01nwa0142 3 i 93  nw 0157\r\n\x02Fog", 0.0),
        (b"W1645 north\nu i BC-Fog", 0.0),
        (b"", 0.0),
    ],
)
def test_it_is_known_by_its_two_header_lines(data: bytes, sure: float) -> None:
    """Race results begin with the same control characters, and are none."""
    assert sniff(data) == sure


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("^Fog closes port<", "headline", "Fog closes port"),
        ("^Fog closes\r\nport<", "headline", "Fog closes port"),
        ("^BC-RUR--Fog, 1st Ld-Writethru,117<", "slug", "BC-RUR--Fog, 1st Ld-Writethru"),
        ("^Fog, 1st Ld,0117<\r\n^x<", "slug", "BC-RUR--Fog 1stLd"),
        ("^Eds: UPDATES with\r\nquotes.<", "ed_note", "Eds: UPDATES with quotes."),
        ("^URGENT<", "ed_note", "URGENT"),
        ("^With AP Photos<", "ed_note", "With AP Photos"),
        ("^Precede ZENDA<", "ed_note", "Precede ZENDA"),
        ("^(For release Sunday)<", "ed_note", "(For release Sunday)"),
        ("^By JANE ROE=\r\n^Associated Press Writer=", "byline", "JANE ROE, Associated Press Writer"),
        ("^c.2026 Strelsau Gazette=", "provider", "Strelsau Gazette"),
        ("^One<\r\n^Two<", "deck", "Two"),
    ],
)
def test_each_coded_line_says_one_thing(line: str, field: str, value: str) -> None:
    """And none of them gets into the copy."""
    story = only(f"{line}\r\n\t   STRELSAU (AP) - Fog came.\r\n\x03")
    assert getattr(story, field) == value
    assert story.body == "STRELSAU (AP) - Fog came."


@pytest.mark.parametrize(
    ("copy", "body"),
    [
        ("STRELSAU (AP) _ Fog.", "STRELSAU (AP) — Fog."),
        ("STRELSAU (AP)_ Fog.", "STRELSAU (AP)— Fog."),
        ("``Fog,'' he said.", "“Fog,” he said."),
        ("``He said `never,''' she said.", "“He said `never,'” she said."),
        ("It's at 5{ o'clock in some_place.", "It's at 5½ o'clock in some_place."),
        ("a {b} c", "a {b} c"),
    ],
)
def test_marks_of_the_wire_become_typographic(copy: str, body: str) -> None:
    """Where they stand for nothing else."""
    assert only(f"^Fog<\r\n\t   {copy}\r\n\x03").body == body


def test_what_was_put_in_is_noted() -> None:
    """With its number."""
    story = only("^Fog<\r\n\t   ``Fog,'' he said _ at 5{.\r\n\x03")
    assert story.repairs == ("marks of the wire became typographic ones (quotation marks 2, dashes 1, halves 1)",)


def test_a_table_keeps_its_rows() -> None:
    """Rows of agate are lines, and its headings stand apart."""
    rows = "\x08^;W;L\x10\r\n\x08Bodo;2;1\x10\r\n\x08New\x10 Zenda;1;2\x10\r\n"
    story = only(f"^Standings=\r\n^All Times CET=\r\n^NORTH=\r\n{rows}\x03")
    assert story.headline == "Standings"
    assert story.body == "All Times CET\n\nNORTH\n;W;L\nBodo;2;1\nNew Zenda;1;2"


@pytest.mark.parametrize(
    ("trailer", "sent"),
    [
        ("AP-WF-11-24-26 1509GMT<", datetime(2026, 11, 24, 15, 9, tzinfo=UTC)),
        ("NYT-11-24-26 0620EST<", datetime(2026, 11, 24, 11, 20, tzinfo=UTC)),
        ("KWS-21:37-24-11-26", datetime(2026, 11, 24, 12, 37, tzinfo=UTC)),
        ("AP-WF-13-24-26 1509GMT<", None),
        ("16:35ET 24-11-26<", None),
    ],
)
def test_the_trailer_is_when_it_was_sent(trailer: str, sent: datetime | None) -> None:
    """AP writes the month first, Kyodo the day, in Japan's time; a time that cannot be read is left out."""
    assert only(f"^Fog<\r\n\t   Fog.\r\n\x03{trailer}\r\n\x04").sent == sent


def test_without_etx_the_trailer_ends_the_text() -> None:
    """It is no copy."""
    story = only("^Fog<\r\n\t   Fog came.\r\n\r\nAP-WF-11-24-26 1509GMT<\r\n")
    assert (story.sent, story.body) == (datetime(2026, 11, 24, 15, 9, tzinfo=UTC), "Fog came.")


def test_the_letter_is_no_urgency() -> None:
    """It is a flash on one feed and finance on another."""
    story = only("^Fog<\r\n\t   Fog.\r\n\x03")
    assert (story.priority, story.urgency, story.item) == ("u", None, "W1645")


def test_a_message_without_coded_lines_is_read_by_its_indentation() -> None:
    """Lines above the first indented one are its head."""
    story = only("BC-RUR--Fog\r\nFog closes the\r\nport+\r\n     STRELSAU, Nov. 24 Kyodo - Fog came.\r\n\x03")
    assert (story.slug, story.headline) == ("BC-RUR--Fog", "Fog closes the port")
    assert story.body == "STRELSAU, Nov. 24 Kyodo - Fog came."


def test_a_message_without_any_form_is_read_as_plain_copy() -> None:
    """Nothing is indented, nothing is coded: what is there is not lost."""
    story = only("Fog closes port\r\n\r\nThe fog came in the night.\r\n\x03")
    assert (story.headline, story.body) == ("Fog closes port", "The fog came in the night.")


def test_what_is_no_message_of_this_format_is_left_to_others() -> None:
    """And one without words is refused."""
    with pytest.raises(NotThisFormat):
        read(b"Fog closes port")
    with pytest.raises(Unreadable, match="no words under it"):
        read(HEADER.encode() + b"\r\n\x03AP-WF-11-24-26 1509GMT")
