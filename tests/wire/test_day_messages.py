"""The messages of the scripted day are what its manifest says: read, of their story, in their relation to it."""

import json
from pathlib import Path
from typing import Any

import pytest

from wirecopy.formats import read
from wirecopy.lifecycle import lifecycle
from wirecopy.story import RawStory, Relation

FOLDER = Path(__file__).parent / "day"
DAY: dict[str, Any] = json.loads((FOLDER / "day.json").read_text(encoding="utf-8"))
URIS = {story["story"]: story["uri"] for story in DAY["stories"]}

#: What `lifecycle` makes of what the manifest says in words. That a newer version is an update tells only its number.
RELATIONS: dict[str, set[Relation]] = {
    "new": {"new"},
    "update": {"update", "new"},
    "late update": {"update"},
    "lead": {"lead"},
    "late lead": {"lead"},
    "take": {"take"},
    "correction": {"correction"},
    "correction under embargo": {"correction"},
    "refile": {"refile"},
    "repeat": {"repeat"},
    "hold": {"hold"},
    "release of the hold": {"update"},
    "embargo": {"embargo"},
    "embargo in prose": {"embargo"},
    "update under embargo": {"update"},
    "kill": {"kill"},
    "kill notice": {"kill"},
    "advisory": {"advisory"},
}
MESSAGES = [message for message in DAY["messages"] if message["is"] != "duplicate"]
EACH_MESSAGE = pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message["file"])


def story_of(message: dict[str, Any]) -> RawStory:
    """The one story that a message holds."""
    (story,) = read((FOLDER / message["file"]).read_bytes(), limit=100_000).stories
    return story


def test_the_day_has_sixty_messages_of_twelve_stories_in_order() -> None:
    """And no file that it does not name."""
    minutes = [message["minutes"] for message in DAY["messages"]]
    assert (len(minutes), len(DAY["stories"])) == (60, 12)
    assert minutes == sorted(set(minutes))
    named = {message["file"] for message in DAY["messages"]} | {"day.json", "README.md"}
    assert {path.name for path in FOLDER.iterdir()} == named


@EACH_MESSAGE
def test_a_version_of_a_story_has_the_storys_identity(message: dict[str, Any]) -> None:
    """Its own, or the one that the Kafka key gives it; an advisory and a kill notice have another."""
    uri = story_of(message).uri or message["key"]
    assert (uri == URIS[message["story"]]) == (message["version"] is not None)


@EACH_MESSAGE
def test_a_message_says_what_it_is(message: dict[str, Any]) -> None:
    """By its metadata, its labels or its notes."""
    assert lifecycle(story_of(message)).relation in RELATIONS[message["is"]]


@pytest.mark.parametrize("story", DAY["stories"], ids=lambda story: story["name"])
def test_what_stands_at_the_end_stands_in_the_messages(story: dict[str, Any]) -> None:
    """Every quote that the manifest speaks of was sent, and those that stand are in the last versions."""
    copy = {m["version"]: story_of(m).body for m in MESSAGES if m["story"] == story["story"]}
    assert all(any(words in body for body in copy.values()) for words in story["quotes"] + story["gone"])
    assert max(version for version in copy if version) == story["current"]
    assert story["live"] == bool(story["quotes"]) == (story["status"] == "usable")
