"""Every metric of the program, declared once, and the only way to count.

`METRICS` is the closed list: docs/monitoring.md is checked against it. `Metrics` has a method for each thing that can
happen, so that nobody can count something that is not declared, or under a label that is not foreseen. Labels are of
low cardinality: topics, partitions, rules, codes, and 100 agencies at the most; never a story's words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from copytaster.membership import Partition
from wirecopy.errors import REASONS, Reason
from wirecopy.events import AlertEvent, EnrichedStory
from wirecopy.story import QuoteKind

Kind = Literal["counter", "gauge", "histogram"]

#: The steps of a story's way through a worker that are timed.
TimedStage = Literal["queue", "read", "publish"]

#: What POST /ingest may answer.
POST_STATUSES = (202, 400, 401, 404, 408, 413, 503)

#: Reading a story of 3 kB takes some 50 ms, publishing 5 ms, and a batch is ended after 20 s by default.
STAGE_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
#: From an idle worker (some 0.1 s) to one that catches up after an hour's outage.
END_TO_END_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One metric as it is declared."""

    name: str
    kind: Kind
    #: What it counts or measures, for docs/monitoring.md and the HELP line.
    help: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()


STORIES = Declared(
    name="copytaster_stories_total",
    kind="counter",
    labels=("outcome",),
    help="Stories that the enrich agent has finished, by outcome: enriched, or dead-lettered.",
)
MESSAGES = Declared(
    name="copytaster_messages_total",
    kind="counter",
    labels=("topic",),
    help="Messages taken from an input topic. One that is delivered again after a crash is counted again.",
)
EVENTS = Declared(
    name="copytaster_events_total",
    kind="counter",
    labels=("topic",),
    help="Messages published and confirmed by the broker, dead letters included.",
)
QUOTES = Declared(
    name="copytaster_quotes_total", kind="counter", labels=("kind",), help="Quotes read: direct, indirect, mixed."
)
ALERTS = Declared(
    name="copytaster_alerts_total", kind="counter", labels=("rule", "severity"), help="Alerts published, by rule."
)
DEAD_LETTERS = Declared(
    name="copytaster_dead_letters_total",
    kind="counter",
    labels=("stage", "reason"),
    help="Messages given up, by the agent that gave up (enrich, life, alert) and the reason.",
)
STAGE_SECONDS = Declared(
    name="copytaster_stage_seconds",
    kind="histogram",
    labels=("stage",),
    buckets=STAGE_BUCKETS,
    help="Seconds in one stage: queue (waiting for a reading process), read, publish (until confirmed).",
)
END_TO_END_SECONDS = Declared(
    name="copytaster_end_to_end_seconds",
    kind="histogram",
    labels=("agent",),
    buckets=END_TO_END_BUCKETS,
    help="Seconds from the timestamp of the raw message until all that an agent made of it was confirmed.",
)
LAG = Declared(
    name="copytaster_lag_messages",
    kind="gauge",
    labels=("topic", "partition"),
    help="Messages behind the end of a partition assigned to this worker: end offset less committed offset.",
)
IN_FLIGHT = Declared(
    name="copytaster_in_flight", kind="gauge", labels=("agent",), help="Messages taken by an agent and not yet acked."
)
LIVES = Declared(
    name="copytaster_lives", kind="gauge", labels=("agent",), help="Stories whose life an agent remembers."
)
HELD = Declared(
    name="copytaster_held_stories", kind="gauge", help="Embargoed stories that wait for their time on this worker."
)
SET_ASIDE = Declared(
    name="copytaster_set_aside_total",
    kind="counter",
    labels=("what",),
    help="Items that are no text stories, by what they are: a picture, a video, a planning item.",
)
POOL_RESTARTS = Declared(
    name="copytaster_pool_restarts_total",
    kind="counter",
    help="Reading processes that died or were killed at their deadline.",
)
REBALANCES = Declared(
    name="copytaster_rebalances_total", kind="counter", help="Rebalances of the consumer group seen by this worker."
)
ASSIGNED = Declared(
    name="copytaster_assigned_partitions",
    kind="gauge",
    help="Partitions assigned to this worker. 0 for long is a worker too many, or one that cannot join.",
)
POSTS = Declared(
    name="copytaster_posts_total",
    kind="counter",
    labels=("status",),
    help="Requests to POST /ingest, by the HTTP status of the answer: 202 is a story that the broker has confirmed.",
)
SILENT = Declared(
    name="copytaster_feed_silent_seconds",
    kind="gauge",
    labels=("agency",),
    help="Seconds since the last story of an agency that is silent for unusually long; 0 while it is not. Only "
    "agencies whose usual rhythm this worker has learned, and 100 at the most.",
)
BUILD = Declared(
    name="copytaster_build_info",
    kind="gauge",
    labels=("version", "model"),
    help="Always 1; its labels say what is running.",
)

METRICS: tuple[Declared, ...] = (
    STORIES,
    MESSAGES,
    EVENTS,
    QUOTES,
    ALERTS,
    DEAD_LETTERS,
    STAGE_SECONDS,
    END_TO_END_SECONDS,
    LAG,
    IN_FLIGHT,
    LIVES,
    HELD,
    SET_ASIDE,
    POOL_RESTARTS,
    REBALANCES,
    ASSIGNED,
    POSTS,
    SILENT,
    BUILD,
)


class Metrics:
    """The metrics of one worker, in a registry of its own: two apps in one process do not mix.

    Args:
        version: the program's version.
        model: the language model.
        agents: the names of the agents, each a label value.
    """

    def __init__(self, *, version: str, model: str, agents: Iterable[str] = ("enrich", "life", "alert")) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._stories = self._counter(STORIES)
        self._messages = self._counter(MESSAGES)
        self._events = self._counter(EVENTS)
        self._quotes = self._counter(QUOTES)
        self._alerts = self._counter(ALERTS)
        self._dead_letters = self._counter(DEAD_LETTERS)
        self._stage_seconds = self._histogram(STAGE_SECONDS)
        self._end_to_end = self._histogram(END_TO_END_SECONDS)
        self._lag = self._gauge(LAG)
        self._in_flight = self._gauge(IN_FLIGHT)
        self._lives = self._gauge(LIVES)
        self._held = self._gauge(HELD)
        self._set_aside = self._counter(SET_ASIDE)
        self._pool_restarts = self._counter(POOL_RESTARTS)
        self._rebalances = self._counter(REBALANCES)
        self._assigned = self._gauge(ASSIGNED)
        self._posts = self._counter(POSTS)
        self._silent = self._gauge(SILENT)
        self._gauge(BUILD).labels(version, model).set(1)
        self._begin_at_zero(tuple(agents))

    def message_taken(self, topic: str) -> None:
        """A message of an input topic was taken."""
        self._messages.labels(topic).inc()

    def story_enriched(self, story: EnrichedStory) -> None:
        """A story was read, and its events are confirmed."""
        self._stories.labels("enriched").inc()
        for quote in story.quotes:
            self._quotes.labels(quote.kind).inc()

    def alert_published(self, alert: AlertEvent) -> None:
        """An alert is confirmed."""
        self._alerts.labels(alert.rule, alert.severity).inc()

    def dead_letter(self, stage: str, reason: Reason) -> None:
        """A message became a dead letter, and that is confirmed."""
        self._dead_letters.labels(stage, reason).inc()
        if stage == "enrich":
            self._stories.labels("dead-lettered").inc()

    def event_published(self, topic: str) -> None:
        """A message that we published is confirmed."""
        self._events.labels(topic).inc()

    def finished(self, agent: str, seconds: float) -> None:
        """Everything that an agent made of a message is confirmed, so long after the message's own timestamp."""
        self._end_to_end.labels(agent).observe(seconds)

    def stage_took(self, stage: TimedStage, seconds: float) -> None:
        """One stage took so long."""
        self._stage_seconds.labels(stage).observe(seconds)

    @contextmanager
    def timing(self, stage: TimedStage) -> Iterator[None]:
        """Time a stage; it counts whether it succeeds or not."""
        with self._stage_seconds.labels(stage).time():
            yield

    def watch_in_flight(self, agent: str, count: Callable[[], int]) -> None:
        """Have an agent's messages in flight counted whenever the metrics are asked for."""
        self._in_flight.labels(agent).set_function(count)

    def watch_state(self, agent: str, kept: Callable[[], int], held: Callable[[], int] | None = None) -> None:
        """Have what an agent remembers counted whenever the metrics are asked for, and how many stories it holds."""
        self._lives.labels(agent).set_function(kept)
        if held is not None:
            self._held.set_function(held)

    def set_aside(self, what: str) -> None:
        """An item of a message is no text story."""
        self._set_aside.labels(what).inc()

    def pool_restarted(self) -> None:
        """A reading process died or was killed."""
        self._pool_restarts.inc()

    def rebalanced(self) -> None:
        """The group was rebalanced."""
        self._rebalances.inc()

    def posted(self, status: int) -> None:
        """A request to post a story was answered."""
        self._posts.labels(str(status)).inc()

    def silences(self, seconds: Mapping[str, float]) -> None:
        """How long each agency with a known rhythm has been silent for unusually long; 0 if it is not."""
        self._silent.clear()
        for agency, silent in seconds.items():
            self._silent.labels(agency).set(silent)

    def exposition(self, partitions: Iterable[Partition]) -> bytes:
        """Everything in the Prometheus text format.

        Args:
            partitions: what is assigned to this worker now; a partition whose lag is not known yet is left out.
        """
        assigned = tuple(partitions)
        self._assigned.set(len(assigned))
        self._lag.clear()
        for one in assigned:
            if one.lag is not None:
                self._lag.labels(one.topic, str(one.partition)).set(one.lag)
        return generate_latest(self._registry)

    def _begin_at_zero(self, agents: tuple[str, ...]) -> None:
        """Show every label value that is known beforehand: a counter that first appears at 1 has no rate at 1."""
        for outcome in ("enriched", "dead-lettered"):
            self._stories.labels(outcome)
        for kind in get_args(QuoteKind):
            self._quotes.labels(kind)
        for stage in get_args(TimedStage):
            self._stage_seconds.labels(stage)
        for status in POST_STATUSES:
            self._posts.labels(str(status))
        for agent in agents:
            self._end_to_end.labels(agent)
            for reason in REASONS:
                self._dead_letters.labels(agent, reason)

    def _counter(self, one: Declared) -> Counter:
        return Counter(one.name, one.help, one.labels, registry=self._registry)

    def _gauge(self, one: Declared) -> Gauge:
        return Gauge(one.name, one.help, one.labels, registry=self._registry)

    def _histogram(self, one: Declared) -> Histogram:
        return Histogram(one.name, one.help, one.labels, registry=self._registry, buckets=one.buckets)


def markdown_table() -> str:
    """The metrics as the table of docs/monitoring.md."""
    rows = (
        f"| `{one.name}` | {one.kind} | {', '.join(f'`{label}`' for label in one.labels)} | {one.help} |"
        for one in METRICS
    )
    return "\n".join(("| metric | kind | labels | what it says |", "|---|---|---|---|", *rows)) + "\n"
