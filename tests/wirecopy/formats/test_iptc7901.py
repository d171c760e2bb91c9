"""IPTC 7901: the header line, the head block, the copy, the notebook, the time of transmission."""

from datetime import UTC, datetime

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.iptc7901 import read, sniff
from wirecopy.story import RawStory

HEADER = "\x01nwa0142 3 i 93  nw 0157"


def only(text: str) -> RawStory:
    """The one story of a message."""
    (story,) = read(text.encode()).stories
    return story


def message(head: str = "Fog closes port =", copy: str = "Bodö (nw) - Fog.", trailer: str = "") -> str:
    """A message with the header above."""
    return f"{HEADER}\r\nFog/\r\n\x02{head}\r\n\r\n{copy}\r\n\x03{trailer}\r\n\x04"


@pytest.mark.parametrize(
    ("data", "sure"),
    [
        (HEADER.encode() + b"\r\n\x02Fog", 0.95),
        (b"\x7f\x7f\r\n" + HEADER.encode() + b"\r\n", 0.95),
        (HEADER[1:].encode() + b"\nFog", 0.7),
        (b"\x16\x16\x01W1645\x1fnorth\r\nb a\x13\x11 BC-Fog\r\n\x02^BC-Fog<", 0.0),
        (b"Fog 3 i 93 closes port", 0.0),
        (b"", 0.0),
    ],
)
def test_it_is_known_by_its_header_line(data: bytes, sure: float) -> None:
    """With a frame of control characters for certain, without one still likely."""
    assert sniff(data) == sure


@pytest.mark.parametrize(
    ("trailer", "sent", "noted"),
    [
        ("071341 GMT Okt 24", datetime(2024, 10, 7, 13, 41, tzinfo=UTC), False),
        ("241600 MESZ Jul 26", datetime(2026, 7, 24, 14, 0, tzinfo=UTC), False),
        ("091223 dec 18", datetime(2018, 12, 9, 12, 23, tzinfo=UTC), True),
        ("310229 GMT Feb 26", None, False),
        ("071341 XYZ Okt 24", None, False),
        ("no time at all", None, False),
        ("", None, False),
    ],
)
def test_the_trailer_is_when_it_was_sent(trailer: str, sent: datetime | None, noted: bool) -> None:
    """Months in any language of the wires; a zone that is not printed is UTC, and that is noted."""
    story = only(message(trailer=trailer))
    assert story.sent == sent
    assert bool(story.repairs) == noted


@pytest.mark.parametrize(
    ("head", "headline", "byline", "note", "section"),
    [
        ("Fog closes port =", "Fog closes port", None, None, None),
        ("EXTRA\r\nFog closes port =", "Fog closes port", None, "EXTRA", None),
        ("(Achtung)\r\nFog\r\n=", "Fog", None, "(Achtung)", None),
        ("Fog\r\nBy Jane Roe, nw =", "Fog", "Jane Roe, nw", None, None),
        ("Nebel\r\nVon Jörg Müller, nw =", "Nebel", "Jörg Müller, nw", None, None),
        ("Situation\r\nRuritanie:\r\nla brume =", "Ruritanie: la brume", None, None, "Situation"),
    ],
)
def test_the_head_block_ends_with_an_equals_sign(
    head: str, headline: str, byline: str | None, note: str | None, section: str | None
) -> None:
    """Labels are notes to editors, one line is the headline, one may be a byline."""
    story = only(message(head))
    assert (story.headline, story.byline, story.ed_note, story.section) == (headline, byline, note, section)
    assert story.body == "Bodö (nw) - Fog."


def test_without_a_head_block_the_copy_tells() -> None:
    """An equals sign far below closes nothing."""
    story = only(message(head="Fog closes port", copy="Bodö (nw) - Fog.\r\n\r\n1 + 1 ="))
    assert (story.headline, story.body) == ("Fog closes port", "Bodö (nw) - Fog.\n\n1 + 1 =")


@pytest.mark.parametrize(
    ("rest", "item"),
    [("  nw 0157", "nw 157"), ("  ccccb   nw 099", "nw 99"), ("  nw-tns 0908", "nw-tns 908"), ("", None)],
)
def test_editors_call_an_item_by_its_number(rest: str, item: str | None) -> None:
    """Zeros before it are the machine's."""
    assert only(f"\x01nwa0142 3 i 93{rest}\r\n\x02Fog =\r\n\r\nFog.\x03").item == item


def test_the_agency_of_the_number_is_the_provider() -> None:
    """As newsrooms name it; one that is not known is none."""
    assert only("\x01eca0142 3 i 93  dpa-tns 0157\r\n\x02Fog =\r\n\r\nFog.\x03").provider == "dpa"
    assert only(message()).provider is None


def test_the_digit_is_no_urgency() -> None:
    """It is handed on as the feed wrote it."""
    assert (only(message()).priority, only(message()).urgency) == ("3", None)


def test_what_is_no_message_of_this_format_is_left_to_others() -> None:
    """And one without words is refused."""
    with pytest.raises(NotThisFormat):
        read(b"Fog closes port")
    with pytest.raises(Unreadable, match="no words under it"):
        read(HEADER.encode() + b"\r\nFog/\r\n\x02 \x03")


def test_a_hundred_messages_and_no_more() -> None:
    """A story is read as a whole or not at all, so a message must stay small."""
    with pytest.raises(Unreadable, match="The message holds 101 stories; send at most 100 in one message"):
        read(message().encode() * 101)
