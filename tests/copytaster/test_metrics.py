"""The metrics: a closed list, shown from the start, each counted by one method."""

import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from copytaster.delivered import Delivered, Done, Failed
from copytaster.envelope import OutgoingRecord
from copytaster.membership import Partition
from copytaster.metrics import METRICS, Metrics
from copytaster.monitor import Monitor
from copytaster.step import Settled
from copytaster.watch import Watch
from tests import newsroom

MONITORING = Path(__file__).parents[2] / "docs" / "monitoring.md"


def exposed(metrics: Metrics, *partitions: Partition) -> dict[tuple[str, tuple[str, ...]], float]:
    """What a scrape would see: name and label values, in the order of the labels' names, to value."""
    families = text_string_to_metric_families(metrics.exposition(partitions).decode())
    return {
        (sample.name, tuple(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(version="1.2.3", model="en_core_web_sm")


def test_every_declared_metric_is_exposed_as_it_is_declared(metrics: Metrics) -> None:
    """The scrape of a worker that has done nothing names every metric, with the kind and the help that we declared."""
    families = {
        family.name: (family.type, family.documentation)
        for family in text_string_to_metric_families(metrics.exposition(()).decode())
    }
    declared = {one.name.removesuffix("_total"): (one.kind, one.help) for one in METRICS}
    assert declared.items() <= families.items()


def test_nothing_of_ours_is_exposed_that_is_not_declared(metrics: Metrics) -> None:
    """The list is closed."""
    names = {family.name for family in text_string_to_metric_families(metrics.exposition(()).decode())}
    ours = {name for name in names if name.startswith("copytaster_") and not name.endswith("_created")}
    assert ours == {one.name.removesuffix("_total") for one in METRICS}


def test_the_monitoring_guide_names_only_metrics_that_there_are() -> None:
    """An alarm on a metric that does not exist never rings."""
    named = re.findall(r"copytaster_[a-z_]+", MONITORING.read_text(encoding="utf-8"))
    assert {name.removesuffix("_bucket") for name in named} <= {one.name for one in METRICS}


def test_two_apps_in_one_process_do_not_share_a_registry(metrics: Metrics) -> None:
    """What one counts, the other does not see."""
    other = Metrics(version="1.2.3", model="en_core_web_sm")
    metrics.rebalanced()
    assert exposed(metrics)["copytaster_rebalances_total", ()] == 1
    assert exposed(other)["copytaster_rebalances_total", ()] == 0


def test_a_counter_shows_its_foreseen_labels_at_zero(metrics: Metrics) -> None:
    """A counter that first appears at 1 has no rate; so the first dead letter would raise no alarm."""
    assert exposed(metrics)["copytaster_dead_letters_total", ("not-utf8", "enrich")] == 0
    assert exposed(metrics)["copytaster_stories_total", ("enriched",)] == 0


def test_lag_is_shown_for_the_partitions_held_now(metrics: Metrics) -> None:
    """A partition that was given to another worker disappears; one whose end is not known yet is left out."""
    exposed(metrics, Partition(topic="wire.raw.v1", partition=0, committed=3, end=10))
    seen = exposed(
        metrics,
        Partition(topic="wire.raw.v1", partition=1, committed=10, end=12),
        Partition(topic="wire.raw.v1", partition=2),
    )
    assert {key: value for key, value in seen.items() if key[0] == "copytaster_lag_messages"} == {
        ("copytaster_lag_messages", ("1", "wire.raw.v1")): 2
    }
    assert seen["copytaster_assigned_partitions", ()] == 2


def test_silence_is_shown_for_the_agencies_that_are_known_now(metrics: Metrics) -> None:
    """One that was forgotten disappears."""
    metrics.silences({"AP": 0.0, "AFP": 2820.0})
    metrics.silences({"AFP": 2880.0})
    assert {key: value for key, value in exposed(metrics).items() if key[0] == "copytaster_feed_silent_seconds"} == {
        ("copytaster_feed_silent_seconds", ("AFP",)): 2880.0
    }


def test_in_flight_is_counted_at_the_scrape(metrics: Metrics) -> None:
    """The gauge asks the window itself."""
    flying = [1, 2, 3]
    metrics.watch_in_flight("enrich", lambda: len(flying))
    flying.pop()
    assert exposed(metrics)["copytaster_in_flight", ("enrich",)] == 2


def test_stages_are_timed_whether_they_succeed_or_not(metrics: Metrics) -> None:
    """A publish that failed took its time too."""
    metrics.stage_took("queue", 0.2)
    with pytest.raises(OSError, match="away"), metrics.timing("publish"):
        raise OSError("away")
    seen = exposed(metrics)
    assert seen["copytaster_stage_seconds_sum", ("queue",)] == pytest.approx(0.2)
    assert seen["copytaster_stage_seconds_count", ("publish",)] == 1


def test_a_finished_message_is_counted_once_everywhere(metrics: Metrics) -> None:
    """A story with two quotes, read, then published as two events, an alert, and a message that could not be read."""
    clock = newsroom.FakeClock()
    monitor = Monitor(clock=clock.now, ticks=clock.ticks)
    enrich = Watch("enrich", metrics=metrics, monitor=monitor, clock=lambda: 1002.5)
    life = Watch("life", metrics=metrics, monitor=monitor, clock=lambda: 1002.75)
    alert = Watch("alert", metrics=metrics, monitor=monitor, clock=lambda: 1003.0)
    message = Delivered(topic="wire.raw.v1", partition=1, offset=7, key=None, value=b"x", timestamp=1000.0)

    enrich.taken(message)
    enrich.settled(
        Settled(
            message=message,
            outcome=Done(records=(), stories=(newsroom.story(),)),
            records=(record("wire.quotes.v1"), record("wire.stories.v1")),
        )
    )
    life.settled(Settled(message=message, outcome=Done(records=(), stories=(newsroom.story(),)), records=()))
    alert.settled(Settled(message=message, outcome=Done(records=(), alerts=(newsroom.alert(),)), records=()))
    enrich.settled(
        Settled(
            message=message,
            outcome=Failed(reason="not-utf8", message="Send UTF-8."),
            records=(record("wire.raw.v1.dead-letters"),),
        )
    )

    counted = {
        key: value
        for key, value in exposed(metrics).items()
        if value and key[0].startswith("copytaster_") and key[0].endswith(("_total", "_seconds_sum"))
    }
    assert counted == {
        ("copytaster_messages_total", ("wire.raw.v1",)): 1,
        ("copytaster_stories_total", ("enriched",)): 1,
        ("copytaster_stories_total", ("dead-lettered",)): 1,
        ("copytaster_quotes_total", ("direct",)): 1,
        ("copytaster_quotes_total", ("indirect",)): 1,
        ("copytaster_events_total", ("wire.quotes.v1",)): 1,
        ("copytaster_events_total", ("wire.stories.v1",)): 1,
        ("copytaster_events_total", ("wire.raw.v1.dead-letters",)): 1,
        ("copytaster_alerts_total", ("single-anonymous-source", "high")): 1,
        ("copytaster_dead_letters_total", ("not-utf8", "enrich")): 1,
        ("copytaster_end_to_end_seconds_sum", ("enrich",)): 5.0,
        ("copytaster_end_to_end_seconds_sum", ("life",)): 2.75,
        ("copytaster_end_to_end_seconds_sum", ("alert",)): 3.0,
    }
    assert [line.seconds for line in monitor.stories()] == [2.75]
    assert [(line.reason, line.position) for line in monitor.dead_letters()] == [("not-utf8", message.position)]


def test_counting_never_stops_the_flow(metrics: Metrics, caplog: pytest.LogCaptureFixture) -> None:
    """A fault in the book-keeping is logged; the agent that reports its work does not see it."""

    def broken() -> float:
        raise ArithmeticError

    watch = Watch("enrich", metrics=metrics, monitor=Monitor(), clock=broken)
    message = Delivered(topic="wire.raw.v1", partition=1, offset=7, key=None, value=b"x", timestamp=1000.0)
    watch.settled(Settled(message=message, outcome=Done(records=()), records=()))
    assert "offset 7 could not be counted" in caplog.text


def test_every_story_is_told_with_the_time_of_its_message(metrics: Metrics) -> None:
    """That is how silence is heard."""
    told: list[tuple[object, float]] = []
    watch = Watch("enrich", metrics=metrics, monitor=Monitor(), on_story=lambda *one: told.append(one))
    message = Delivered(topic="wire.raw.v1", partition=1, offset=7, key=None, value=b"x", timestamp=1000.0)
    watch.settled(Settled(message=message, outcome=Done(records=(), stories=(newsroom.story(),)), records=()))
    assert told == [(newsroom.story(), 1000.0)]


def record(topic: str) -> OutgoingRecord:
    return OutgoingRecord(topic=topic, key=None, value=b"{}")
