"""The monitor: what the pages show, bounded, by an injected clock."""

from copytaster.monitor import (
    ALERTS_KEPT,
    STORIES_KEPT,
    AlertLine,
    FlowRate,
    Monitor,
    ReasonCount,
    StoryLine,
    Tally,
)
from tests import newsroom
from tests.newsroom import FakeClock
from wirecopy.errors import Reason


def monitor_at(clock: FakeClock) -> Monitor:
    return Monitor(clock=clock.now, ticks=clock.ticks)


def test_a_story_is_kept_as_one_line() -> None:
    """The line has the gazetteer's place, and counts instead of quotes and sources."""
    monitor = monitor_at(FakeClock())
    monitor.story_enriched(newsroom.story(), 0.12345)
    assert monitor.stories() == (
        StoryLine(
            at=newsroom.NOON,
            uri="urn:nordvest:1",
            version="1",
            headline="Harbour reopens after storm",
            agency="Nordvest",
            place="Bergen",
            country="Norway",
            status="usable",
            relation="new",
            embargoed_until=None,
            urgency=4,
            quotes=2,
            sources=1,
            seconds=0.123,
        ),
    )


def test_a_story_without_dateline_has_no_place() -> None:
    """Nothing is made up."""
    monitor = monitor_at(FakeClock())
    monitor.story_enriched(newsroom.story(dateline=None), None)
    (line,) = monitor.stories()
    assert (line.place, line.country, line.seconds) == (None, None, None)


def test_an_alert_is_kept_with_its_reasons() -> None:
    """Why it was raised stands beside it, in words."""
    monitor = monitor_at(FakeClock())
    monitor.alert_published(newsroom.alert())
    assert monitor.alerts() == (
        AlertLine(
            at=newsroom.NOON,
            id="a1",
            rule="single-anonymous-source",
            title="Rests on one unnamed source",
            severity="high",
            status="raised",
            uri="urn:nordvest:1",
            headline="Harbour reopens after storm",
            agency="Nordvest",
            why=("the only source is not named",),
        ),
    )


def test_only_the_latest_are_kept_newest_first() -> None:
    """A worker that runs for a year holds no more than one that runs for a minute."""
    monitor = monitor_at(FakeClock())
    for number in range(STORIES_KEPT + 3):
        monitor.story_enriched(newsroom.story(uri=f"urn:{number}"), None)
        monitor.alert_published(newsroom.alert(id=f"a{number}"))
    assert [line.uri for line in monitor.stories()] == [f"urn:{n}" for n in range(STORIES_KEPT + 2, 2, -1)]
    assert len(monitor.alerts()) == ALERTS_KEPT


def test_dead_letters_are_counted_by_agent_and_reason() -> None:
    """The most frequent reason comes first."""
    monitor = monitor_at(FakeClock())
    given: tuple[tuple[str, Reason], ...] = (
        ("enrich", "empty"),
        ("enrich", "timeout"),
        ("enrich", "timeout"),
        ("alert", "bad-event"),
    )
    for stage, reason in given:
        monitor.dead_letter(stage=stage, reason=reason, message="Mend it.", position="wire.raw.v1, partition 0")
    assert monitor.reasons() == (
        ReasonCount(stage="enrich", reason="timeout", count=2),
        ReasonCount(stage="enrich", reason="empty", count=1),
        ReasonCount(stage="alert", reason="bad-event", count=1),
    )
    assert [line.reason for line in monitor.dead_letters()] == ["bad-event", "timeout", "timeout", "empty"]


def test_rates_are_over_the_last_minute_and_the_last_five() -> None:
    """60 messages in the first minute, then nothing for two: none in the last minute, one in three seconds in all."""
    clock = FakeClock()
    monitor = monitor_at(clock)
    for _ in range(60):
        monitor.message_taken()
        clock.move(1)
    clock.move(120)
    assert monitor.rates()[0] == FlowRate(flow="received", total=60, minute=0.0, five_minutes=0.333)


def test_a_young_worker_is_not_called_slow() -> None:
    """Ten seconds after the start a rate is per ten seconds, not per minute."""
    clock = FakeClock()
    tally = Tally(clock.ticks)
    tally.count(50)
    clock.move(10)
    assert tally.per_second(60) == 5.0


def test_a_tally_is_bounded() -> None:
    """An hour at any speed is kept in five minutes' worth of seconds."""
    clock = FakeClock()
    tally = Tally(clock.ticks)
    for _ in range(3600):
        tally.count(1000)
        clock.move(1)
    assert len(tally._seconds) <= 301
    assert tally.per_second(300) == 1000.0
