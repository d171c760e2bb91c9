"""What a worker hears of the feeds: only while it hears everything, told once, shown everywhere."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from copytaster.hearing import Hearing
from copytaster.membership import Partition
from copytaster.settings import Settings
from tests import newsroom
from tests.newsroom import FakeMembership

RAW = "wire.raw.v1"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
#: A Thursday.
START = datetime(2026, 3, 5, tzinfo=UTC)


def partition(number: int = 0, *, lag: int | None = 0, topic: str = RAW) -> Partition:
    return Partition(topic=topic, partition=number, committed=10, end=None if lag is None else 10 + lag)


@dataclass
class Ear:
    """A hearing whose clock we hold. It has heard AFP every five minutes for eleven days."""

    now: datetime = START

    def __post_init__(self) -> None:
        self.group = FakeMembership(partitions=[partition()])
        self.hearing = Hearing(Settings(window_stories=64), RAW, self.group, clock=lambda: self.now)
        self.hearing.look()
        while self.now < START + 11 * DAY:
            self.now += timedelta(minutes=5)
            self.hear()

    def hear(self, agency: str | None = "AFP", *, ago: timedelta = timedelta()) -> None:
        self.hearing.story(newsroom.story(agency=agency), (self.now - ago).timestamp())

    def silent(self) -> list[str]:
        return [one.agency for one in self.hearing.silences()]


@pytest.fixture
def ear() -> Ear:
    return Ear()


def test_a_silence_is_logged_once_and_so_is_its_end(ear: Ear, caplog: pytest.LogCaptureFixture) -> None:
    """The warning is the reason in words."""
    caplog.set_level(logging.INFO, logger="copytaster.hearing")
    for _ in range(3):
        ear.now += 2 * HOUR
        ear.hearing.look()
    ear.hear()
    for _ in range(2):
        ear.hearing.look()
    assert [(record.levelname, record.message) for record in caplog.records] == [
        (
            "WARNING",
            "AFP: nothing for 2 h 0 min; between 0 and 1 h UTC on working days it usually sends 12 stories an hour.",
        ),
        ("INFO", "AFP sends again, after 6 h 0 min."),
    ]


def test_seconds_are_nought_for_a_feed_that_goes_on(ear: Ear) -> None:
    """So the metric has a value before anything happens, and comes back to it."""
    assert ear.hearing.seconds() == {"AFP": 0.0}
    ear.now += 2 * HOUR
    assert ear.hearing.seconds() == {"AFP": 7200.0}
    ear.hear()
    assert ear.hearing.seconds() == {"AFP": 0.0}


@pytest.mark.parametrize(
    "held",
    [[], [partition(topic="wire.stories.v1")], [partition(lag=None)], [partition(lag=65)]],
    ids=["no partition", "none of the raw topic", "lag not known", "behind"],
)
def test_a_worker_that_does_not_hear_everything_says_nothing_new(ear: Ear, held: list[Partition]) -> None:
    """What it has not read may be what it misses."""
    ear.group.held = tuple(held)
    ear.now += 2 * HOUR
    assert ear.silent() == []


def test_what_was_silent_before_the_worker_fell_behind_stays_so(ear: Ear) -> None:
    """An alarm that comes and goes is worse than none."""
    ear.now += 2 * HOUR
    assert ear.silent() == ["AFP"]
    ear.group.held = (partition(lag=10_000),)
    assert ear.silent() == ["AFP"]


def test_silence_begins_anew_when_the_partitions_change(ear: Ear) -> None:
    """What another worker read meanwhile we did not hear."""
    ear.now += 2 * HOUR
    ear.group.held = (partition(), partition(1))
    assert ear.silent() == []
    ear.now += 2 * HOUR
    assert ear.silent() == ["AFP"]


def test_the_time_is_the_broker_s(ear: Ear) -> None:
    """A backlog that is read in a minute did not come in a minute; a story of the future came now."""
    ear.hear(ago=-10 * DAY)
    ear.now += 2 * HOUR
    ear.hear(ago=timedelta(minutes=90))
    assert [one.seconds for one in ear.hearing.silences()] == [90 * 60]


@pytest.mark.parametrize("timestamp", [0.0, 1e18, -5.0])
def test_a_time_that_is_none_is_now(ear: Ear, timestamp: float) -> None:
    """Publishers set it as they like."""
    ear.now += 2 * HOUR
    ear.hearing.story(newsroom.story(agency="AFP"), timestamp)
    assert ear.silent() == []


def test_a_story_without_an_agency_teaches_nothing(ear: Ear) -> None:
    """Whose would it be?"""
    ear.hear(None)
    assert list(ear.hearing.seconds()) == ["AFP"]
