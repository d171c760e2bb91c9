"""The scripted day: whatever the order of arrival, the desk knows the same at its end.

The messages of tests/wire/day go through the agents' own steps, without Kafka; tests/faults does the same day with it.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.desk import Desk
from tests.in_process import SETTINGS, Wire
from wirecopy.events import EnrichedStory
from wirecopy.extract import enrich, load
from wirecopy.formats import read
from wirecopy.identity import identify_all

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parent / "day"
DAY: dict[str, Any] = json.loads((FOLDER / "day.json").read_text(encoding="utf-8"))
START, END = (datetime.fromisoformat(DAY[name]) for name in ("start", "end"))
MESSAGES: list[dict[str, Any]] = DAY["messages"]


@cache
def enriched(file: str, key: str | None) -> tuple[EnrichedStory, ...]:
    """What the pool makes of a message."""
    contents = read((FOLDER / file).read_bytes(), limit=SETTINGS.max_story_bytes)
    copies = identify_all(contents.stories, key.encode() if key else None)
    return tuple(enrich(load(SETTINGS.model), copies))


def day(order: Sequence[int], end: datetime = END) -> Desk:
    """What the desk knows at the end of the day, or later, if the messages arrive in an order."""
    wire = Wire(START)
    for slot, at in enumerate(order):
        wire.set_clock(START + timedelta(minutes=MESSAGES[slot]["minutes"]))
        message = MESSAGES[at]
        wire.publish(enriched(message["file"], message["key"]))
    wire.set_clock(end)
    return wire.desk


def shuffled(seed: int) -> list[int]:
    """Every order that a feed can make of the day."""
    order = list(range(len(MESSAGES)))
    Random(seed).shuffle(order)
    return order


@pytest.fixture(scope="module")
def evening() -> Desk:
    """The day as it was published."""
    return day(range(len(MESSAGES)))


@pytest.mark.parametrize("story", DAY["stories"], ids=lambda story: story["name"])
def test_the_desk_knows_at_the_end_what_a_person_would(evening: Desk, story: dict[str, Any]) -> None:
    """Status, the quotes that stand and those that do not, and the alert."""
    uri = story["uri"]
    status = "held" if story["status"] == "held" else evening.stories[uri]["status"]
    stand = evening.standing_quotes(uri)
    assert status == story["status"]
    assert sorted(begin for begin in story["quotes"] if any(words.startswith(begin) for words in stand)) == sorted(
        story["quotes"]
    )
    assert [begin for begin in story["gone"] if any(words.startswith(begin) for words in stand)] == []
    became = evening.alert_on(uri, "urgent")
    assert {None: None, "raised": "stands", "updated": "stands"}.get(became, became) == story["urgent_alert"]


@pytest.mark.parametrize("seed", range(20))
def test_the_day_ends_the_same_in_any_order_of_arrival(evening: Desk, seed: int) -> None:
    """Late versions replace nothing, a kill that comes before its story kills it, takes stand where they belong."""
    assert day(shuffled(seed)).outcome() == evening.outcome()


def test_what_is_embargoed_is_told_to_nobody_before_its_time(evening: Desk) -> None:
    """The desk knows that something is held and until when, not what it says."""
    uri = next(story["uri"] for story in DAY["stories"] if story["status"] == "held")
    assert (evening.stories[uri]["type"], evening.known_quotes(uri)) == ("wire.story.held.v1", [])


def test_an_embargo_that_ends_at_noon_ends_at_noon() -> None:
    """Whatever comes in between; a restart is another matter (tests/faults)."""
    bank = [message for message in MESSAGES if message["file"].startswith("bank")]
    wire = Wire(START)
    wire.publish(enriched(bank[0]["file"], bank[0]["key"]))
    until = next(iter(enriched(bank[0]["file"], bank[0]["key"]))).lifecycle.embargoed_until
    assert until is not None
    wire.set_clock(until - timedelta(seconds=1))
    assert wire.desk.quotes == {}
    wire.set_clock(until)
    assert wire.desk.standing_quotes(bank[0]["key"]) != []
