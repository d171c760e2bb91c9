"""What is made to blow up is read or refused, and what reaches out is refused before anybody follows it.

How long each takes, and how much memory, full size and one process each: `python -m bench.formats.bombs`.
"""

import pytest

from bench.formats.bombs import BOMBS
from wirecopy.errors import REASONS, Unreadable
from wirecopy.formats import read

LIMIT = 1_000_000
#: The tests light each at this part of its full size.
PART = 1_000

#: What must not even be looked at.
UNSAFE = {
    "a billion laughs",
    "a billion laughs in UTF-16",
    "a billion laughs in an attribute, UTF-16",
    "an external entity",
    "a DOCTYPE with a subset",
}


def outcome(data: bytes) -> str:
    """The reason of a refusal, or "read"."""
    try:
        contents = read(data, limit=LIMIT)
    except Unreadable as error:
        return error.reason
    return "read" if contents.stories or contents.set_aside else ""


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_read_or_refused(bomb: str) -> None:
    """Nothing else comes of it."""
    size, make = BOMBS[bomb]
    assert outcome(make(max(size // PART, 1))) in {"read", *REASONS}


@pytest.mark.parametrize("bomb", sorted(UNSAFE))
def test_xml_that_declares_entities_is_refused_unread(bomb: str) -> None:
    """In whatever encoding."""
    assert outcome(BOMBS[bomb][1](1)) == "unsafe-xml"


@pytest.mark.parametrize("bomb", [name for name in BOMBS if "laughs" in name or "entity" in name])
def test_no_entity_of_the_senders_own_reaches_a_story(bomb: str) -> None:
    """Neither what it stands for nor the file that it names."""
    try:
        stories = read(BOMBS[bomb][1](1), limit=LIMIT).stories
    except Unreadable:
        return
    told = " ".join(f"{story.headline} {story.uri} {story.body}" for story in stories)
    assert "haha" not in told
    assert "root:" not in told


def test_what_is_too_large_is_refused_by_its_size_alone() -> None:
    """Whatever it is."""
    size, make = BOMBS["1 million elements that close, in NITF"]
    assert outcome(make(size // 4)) == "too-large"
