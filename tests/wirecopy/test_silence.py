"""Silent feeds: noticed by their own rhythm, never at night, never on little history."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from wirecopy.silence import AGENCIES, NAME_LENGTH, Baseline, Silence, in_words

#: A Monday.
START = datetime(2026, 3, 2, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

Rate = Callable[[datetime], float]


def feed(baseline: Baseline, agency: str, rate: Rate, begin: datetime, end: datetime, *, seed: int = 1) -> None:
    """Stories by chance alone, at so many an hour."""
    for at in by_chance(rate, begin, end, seed):
        baseline.arrived(agency, at)


def by_chance(rate: Rate, begin: datetime, end: datetime, seed: int) -> Iterator[datetime]:
    chance, at = random.Random(seed), begin
    while (at := at + timedelta(hours=chance.expovariate(60))) < end:
        if chance.random() < rate(at) / 60:
            yield at


def steady(per_hour: float) -> Rate:
    return lambda _: per_hour


def by_day(at: datetime) -> float:
    """Awake from 6 to 22 h."""
    return 22.0 if 6 <= at.hour < 22 else 0.2


def working_days(at: datetime) -> float:
    return by_day(at) if at.weekday() < 5 else 0.0


def alarms(rate: Rate, days: int, *, seed: int = 1) -> list[Silence]:
    """Whoever is called silent while a feed just goes on, looked at every five minutes."""
    baseline, found = Baseline(), list[Silence]()
    arrivals = by_chance(rate, START, START + days * DAY, seed)
    upcoming, now = next(arrivals, None), START
    while now < START + days * DAY:
        while upcoming is not None and upcoming <= now:
            baseline.arrived("AFP", upcoming)
            upcoming = next(arrivals, None)
        found += baseline.silent(now)
        now += 5 * MINUTE
    return found


def test_a_feed_that_stops_is_reported_with_the_reason_in_words() -> None:
    """How long, and what is usual at that hour."""
    baseline, stopped = Baseline(), START + 9 * DAY + 14 * HOUR
    feed(baseline, "AFP", steady(22), START, stopped)
    baseline.arrived("AFP", stopped)
    assert baseline.silent(stopped + 30 * MINUTE) == ()
    (silence,) = baseline.silent(stopped + 47 * MINUTE)
    assert (silence.agency, silence.since, silence.seconds) == ("AFP", stopped, 47 * 60)
    assert 14 < silence.missing < 20
    assert silence.says.startswith(
        "AFP: nothing for 47 minutes; between 14 and 15 h UTC on working days it usually sends 2"
    )
    assert silence.says.endswith(" stories an hour.")


def test_it_is_silent_until_its_next_story() -> None:
    """Through the quiet night, in which nothing would be missed, too."""
    baseline, stopped = Baseline(), START + 9 * DAY + 14 * HOUR
    feed(baseline, "AFP", by_day, START, stopped)
    for hours in (1, 4, 9, 16, 40):
        assert len(baseline.silent(stopped + hours * HOUR)) == 1
    baseline.arrived("AFP", stopped + 40 * HOUR)
    assert baseline.silent(stopped + 40 * HOUR) == ()


@pytest.mark.parametrize(
    "rate",
    [steady(22), steady(2), steady(0.1), steady(300), by_day, working_days],
    ids=["22", "2", "0.1", "300", "day", "week"],
)
def test_a_feed_that_goes_on_as_usual_is_never_silent(rate: Rate) -> None:
    """Neither at night nor at weekends, nor by chance: three weeks, looked at every five minutes."""
    assert [one.says for seed in range(3) for one in alarms(rate, 21, seed=seed)] == []


def test_a_feed_that_sends_in_heaps_is_not_silent_between_them() -> None:
    """A press release wire sends 60 at the full hour, and then nothing until the next."""
    baseline, found = Baseline(), list[Silence]()
    for hour in range(14 * 24):
        for second in range(60):
            baseline.arrived("GlobeNewswire", START + hour * HOUR + timedelta(seconds=second))
        found += [one for minute in (20, 40, 59) for one in baseline.silent(START + hour * HOUR + minute * MINUTE)]
    assert found == []


def test_a_feed_that_turns_to_heaps_is_reported_for_some_days_and_then_understood() -> None:
    """What comes back again and again becomes a habit."""
    baseline, turned = Baseline(), START + 8 * DAY
    feed(baseline, "AFP", steady(60), START, turned)
    reported = []
    for hour in range(5 * 24):
        for second in range(60):
            baseline.arrived("AFP", turned + hour * HOUR + timedelta(seconds=second))
        if baseline.silent(turned + hour * HOUR + 59 * MINUTE):
            reported.append(hour)
    assert reported
    assert max(reported) < 3 * 24


def test_little_history_gives_no_alarm() -> None:
    """Two days are not enough: a restarted worker must not cry wolf."""
    baseline = Baseline()
    feed(baseline, "AFP", steady(22), START, START + 2 * DAY)
    assert baseline.silent(START + 4 * DAY) == ()
    assert baseline.known() == ()


def test_an_outage_is_no_habit() -> None:
    """The same on the next day is reported little later."""
    baseline, stopped = Baseline(), START + 9 * DAY + 10 * HOUR
    feed(baseline, "AFP", steady(22), START, stopped)
    back = stopped + 5 * HOUR
    feed(baseline, "AFP", steady(22), back, back + 20 * HOUR, seed=2)
    baseline.arrived("AFP", back + 20 * HOUR)
    assert len(baseline.silent(back + 20 * HOUR + 75 * MINUTE)) == 1


def test_a_new_rhythm_is_learned() -> None:
    """A feed that sends a tenth of what it sent is not silent after two weeks of that."""
    baseline = Baseline()
    feed(baseline, "AFP", steady(60), START, START + 7 * DAY)
    feed(baseline, "AFP", steady(3), START + 7 * DAY, START + 35 * DAY, seed=3)
    last = START + 35 * DAY
    baseline.arrived("AFP", last)
    assert baseline.silent(last + 2 * HOUR) == ()
    assert len(baseline.silent(last + 12 * HOUR)) == 1


def test_what_is_gone_for_a_week_is_forgotten() -> None:
    """A contract that ended is no outage."""
    baseline, stopped = Baseline(), START + 9 * DAY
    feed(baseline, "AFP", steady(22), START, stopped)
    assert len(baseline.silent(stopped + 6 * DAY)) == 1
    assert baseline.silent(stopped + 8 * DAY) == ()
    baseline.arrived("AFP", stopped + 9 * DAY)
    assert baseline.known() == ()


def test_the_agency_that_has_been_silent_longest_comes_first() -> None:
    """Several at once: the line is down."""
    baseline, stopped = Baseline(), START + 9 * DAY + 12 * HOUR
    feed(baseline, "AP", steady(40), START, stopped - 20 * MINUTE)
    feed(baseline, "AFP", steady(40), START, stopped, seed=2)
    assert [one.agency for one in baseline.silent(stopped + HOUR)] == ["AP", "AFP"]


def test_time_in_which_nobody_listened_is_no_silence() -> None:
    """After partitions were given to another worker, silence begins anew."""
    baseline, stopped = Baseline(), START + 9 * DAY + 12 * HOUR
    feed(baseline, "AFP", steady(22), START, stopped)
    baseline.begin_anew(stopped + 2 * HOUR)
    assert baseline.silent(stopped + 2 * HOUR + 20 * MINUTE) == ()
    assert len(baseline.silent(stopped + 3 * HOUR + 5 * MINUTE)) == 1


def test_memory_is_bounded_and_the_busy_stay() -> None:
    """A stranger who invents an agency for each story drives none out that has a rhythm."""
    baseline = Baseline()
    feed(baseline, "AFP", steady(22), START, START + 9 * DAY)
    for number in range(20 * AGENCIES):
        baseline.arrived(f"Invented {number}", START + 9 * DAY)
    baseline.arrived("x" * (NAME_LENGTH + 1), START + 9 * DAY)
    baseline.arrived("  ", START + 9 * DAY)
    assert len(baseline._rhythms) == AGENCIES
    assert baseline.known() == ("AFP",)


def test_any_order_of_times_is_taken() -> None:
    """Partitions are read side by side, and publishers set the time as they like."""
    baseline, chance = Baseline(), random.Random(4)
    for _ in range(2_000):
        baseline.arrived("AFP", START + timedelta(seconds=chance.uniform(-1e7, 1e7)))
    assert len(baseline.silent(START + 365 * DAY)) == 0


def test_a_late_story_does_not_move_time_back() -> None:
    """Its silence counts from the latest story."""
    baseline, stopped = Baseline(), START + 9 * DAY + 12 * HOUR
    feed(baseline, "AFP", steady(22), START, stopped)
    baseline.arrived("AFP", stopped)
    baseline.arrived("AFP", stopped - 3 * DAY)
    (silence,) = baseline.silent(stopped + 2 * HOUR)
    assert silence.since == stopped


@pytest.mark.parametrize(
    ("span", "words"),
    [(MINUTE, "1 minute"), (47 * MINUTE, "47 minutes"), (125 * MINUTE, "2 h 5 min"), (3 * DAY, "3 days")],
)
def test_a_span_is_told_in_words(span: timedelta, words: str) -> None:
    """As people say it."""
    assert in_words(span) == words
