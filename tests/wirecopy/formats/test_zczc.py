"""ZCZC … NNNN: what the first sign of a line says, desk by desk."""

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.zczc import read, sniff
from wirecopy.story import RawStory


def only(text: str) -> RawStory:
    """The one story of a message."""
    (story,) = read(text.encode()).stories
    return story


@pytest.mark.parametrize(
    ("data", "sure"),
    [
        (b"ZCZC\nFog\nNNNN", 0.9),
        (b"\r   zczc AAP\r\n", 0.9),
        (b"\x01ZENDA\x1f6\x1fN\x1fN\x1fNSW\x1fWednesday\r\n", 0.9),
        (b"ZCZCX closes port", 0.0),
        (b"Fog\nZCZC\n", 0.0),
        (b"\x01W1645\x1fnorth\r\nu i\x13\x11 BC-Fog\r\n\x02", 0.0),
    ],
)
def test_it_is_known_by_its_start(data: bytes, sure: float) -> None:
    """Or by the first line of AAP's race results."""
    assert sniff(data) == sure


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_coded_lines_stand_above_the_copy(end: str) -> None:
    """Whatever ends a line."""
    story = only(
        end.join(["ZCZC AAP", "%MGD", "$T", ":Fog", "=2nd Wrap", "^FOG: Port shut", "*X", "Fog came.", "NNNN"])
    )
    assert (story.slug, story.headline, story.body) == ("Fog, 2nd Wrap", "FOG: Port shut", "Fog came.")
    assert story.provider == "AAP"


def test_the_broadcast_desk_writes_the_headline_behind_a_dollar() -> None:
    """And the place in brackets, which the copy does not have."""
    story = only("ZCZC AAP\n%A\n#Fog_BC1\n$Fog closes port\n:(HOBART)\n*07000000\nFog came.\n\nAAP RTV\nNNNN")
    assert (story.slug, story.headline, story.located) == ("Fog_BC1", "Fog closes port", "HOBART")
    assert story.body == "Fog came."


def test_a_date_is_no_headline() -> None:
    """Then the copy has one, or none."""
    story = only("ZCZC\n#Zenda Betting\n:11/2/2026\n   ZENDA, Nov 24 AAP - Latest betting.\nNNNN")
    assert (story.slug, story.headline, story.body) == ("Zenda Betting", "", "ZENDA, Nov 24 AAP - Latest betting.")


def test_signs_of_another_desk_are_copy() -> None:
    """News Bites has two letters and a sharp; a line that begins with a sharp alone is none of its fields."""
    story = only("ZCZC\nAN#007\nTI#Fog lamp profit\nTX#\n#fog is a word.\n")
    assert (story.headline, story.item, story.body) == ("Fog lamp profit", "News Bites 7", "#fog is a word.")


def test_anybody_else_writes_plain_copy_between_start_and_end() -> None:
    """What stands behind the end belongs to nobody."""
    story = only("ZCZC NW1\nFog closes port\n\nOSLO, Nov 24 (NW) - Fog.\nNNNN\nnoise")
    assert (story.headline, story.body, story.provider) == ("Fog closes port", "OSLO, Nov 24 (NW) - Fog.", None)


def test_several_messages_give_several_stories() -> None:
    """Each from its start to its end."""
    assert [story.headline for story in read(b"ZCZC\nFog\nNNNN\n\nZCZC\nRain\nNNNN\n").stories] == ["Fog", "Rain"]


def test_what_is_no_message_of_this_format_is_left_to_others() -> None:
    """And one without words is refused."""
    with pytest.raises(NotThisFormat):
        read(b"Fog closes port")
    with pytest.raises(Unreadable, match="no words between ZCZC and NNNN"):
        read(b"ZCZC AAP\n$T\nNNNN")
    with pytest.raises(Unreadable, match="The message holds 101 stories"):
        read(b"ZCZC\nFog\nNNNN\n" * 101)
