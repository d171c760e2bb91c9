"""What this worker has lately done: plain state in memory, bounded, for the pages. Nothing in it outlives the worker.

The numbers that must be kept are metrics (`metrics.py`); this is what a person wants to see who opens the page.
"""

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from wirecopy.errors import Reason
from wirecopy.events import AlertEvent, AlertStatus, EnrichedStory, Severity
from wirecopy.story import PubStatus, Relation
from wirecopy.tell import headline_of

#: What is counted per second: messages in, stories out, alerts, messages given up.
Flow = Literal["received", "enriched", "alerts", "dead-letters"]

STORIES_KEPT = 50
ALERTS_KEPT = 50
DEAD_LETTERS_KEPT = 20

MINUTE = 60
FIVE_MINUTES = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One enriched story as the page shows it."""

    #: When its events were confirmed.
    at: datetime
    uri: str
    version: str
    headline: str
    agency: str | None
    #: The first place of the dateline, by the gazetteer's name or else as printed.
    place: str | None
    country: str | None
    status: PubStatus
    relation: Relation
    #: Not to be published before this time.
    embargoed_until: datetime | None
    urgency: int | None
    quotes: int
    sources: int
    #: From the broker's timestamp of the raw message to here; None if it had none.
    seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """One alert as the page shows it."""

    at: datetime
    id: str
    rule: str
    title: str
    severity: Severity
    status: AlertStatus
    uri: str
    headline: str
    agency: str | None
    #: What matched, in words.
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterLine:
    """One message that was given up."""

    at: datetime
    #: The agent that gave up.
    stage: str
    reason: Reason
    #: One sentence: what was wrong, and what to do.
    message: str
    #: Where the message stands: topic, partition, offset.
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How many messages an agent gave up for one reason since the worker started."""

    stage: str
    reason: Reason
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRate:
    """How much of something there was."""

    flow: Flow
    #: Since the worker started.
    total: int
    #: Per second, over the last minute; over the worker's life while that is shorter.
    minute: float
    #: Per second, over the last five minutes, likewise.
    five_minutes: float


class Tally:
    """Counts what happens, second by second, for the last five minutes.

    Args:
        ticks: a monotonic clock, in seconds.
    """

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._began = ticks()
        self._seconds: deque[tuple[int, int]] = deque(maxlen=FIVE_MINUTES + 1)
        self.total = 0

    def count(self, number: int = 1) -> None:
        """So many happened now."""
        second = int(self._ticks())
        earlier = self._seconds.pop()[1] if self._seconds and self._seconds[-1][0] == second else 0
        self._seconds.append((second, earlier + number))
        self.total += number

    def per_second(self, window: int) -> float:
        """How many there were per second over the last `window` seconds, or since the start if that is less ago."""
        now = self._ticks()
        happened = sum(number for second, number in self._seconds if second >= now - window)
        return happened / max(1.0, min(window, now - self._began))


class Monitor:
    """The latest stories, alerts and dead letters of this worker, and how many there were.

    Args:
        clock: the time of day, aware.
        ticks: a monotonic clock, in seconds.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock
        self.started = clock()
        self._tallies = {flow: Tally(ticks) for flow in get_args(Flow)}
        self._stories: deque[StoryLine] = deque(maxlen=STORIES_KEPT)
        self._alerts: deque[AlertLine] = deque(maxlen=ALERTS_KEPT)
        self._dead_letters: deque[DeadLetterLine] = deque(maxlen=DEAD_LETTERS_KEPT)
        self._reasons: Counter[tuple[str, Reason]] = Counter()

    def message_taken(self) -> None:
        """A raw message was taken from the input topic."""
        self._tallies["received"].count()

    def story_enriched(self, story: EnrichedStory, seconds: float | None) -> None:
        """A story's events are confirmed, so many seconds after the broker took the raw message."""
        self._tallies["enriched"].count()
        self._stories.append(_story_line(story, self.clock(), seconds))

    def alert_published(self, alert: AlertEvent) -> None:
        """An alert is confirmed."""
        self._tallies["alerts"].count()
        self._alerts.append(_alert_line(alert, self.clock()))

    def dead_letter(self, *, stage: str, reason: Reason, message: str, position: str) -> None:
        """A message was given up, and its dead letter is confirmed."""
        self._tallies["dead-letters"].count()
        self._reasons[stage, reason] += 1
        self._dead_letters.append(
            DeadLetterLine(at=self.clock(), stage=stage, reason=reason, message=message, position=position)
        )

    def rates(self) -> tuple[FlowRate, ...]:
        """How much there was of everything, now."""
        return tuple(
            FlowRate(
                flow=flow,
                total=tally.total,
                minute=round(tally.per_second(MINUTE), 3),
                five_minutes=round(tally.per_second(FIVE_MINUTES), 3),
            )
            for flow, tally in self._tallies.items()
        )

    def stories(self) -> tuple[StoryLine, ...]:
        """The last stories, newest first."""
        return tuple(reversed(self._stories))

    def alerts(self) -> tuple[AlertLine, ...]:
        """The last alerts, newest first."""
        return tuple(reversed(self._alerts))

    def dead_letters(self) -> tuple[DeadLetterLine, ...]:
        """The last dead letters, newest first."""
        return tuple(reversed(self._dead_letters))

    def reasons(self) -> tuple[ReasonCount, ...]:
        """Why messages were given up, the most frequent reason first."""
        return tuple(
            ReasonCount(stage=stage, reason=reason, count=count)
            for (stage, reason), count in self._reasons.most_common()
        )


def _story_line(story: EnrichedStory, at: datetime, seconds: float | None) -> StoryLine:
    place = story.dateline.places[0] if story.dateline and story.dateline.places else None
    return StoryLine(
        at=at,
        uri=story.uri,
        version=story.version,
        headline=headline_of(story),
        agency=story.agency,
        place=(place.name or place.printed) if place else None,
        country=(place.country or place.printed_region) if place else None,
        status=story.lifecycle.status,
        relation=story.lifecycle.relation,
        embargoed_until=story.lifecycle.embargoed_until,
        urgency=story.urgency,
        quotes=len(story.quotes),
        sources=len(story.sources),
        seconds=seconds if seconds is None else round(seconds, 3),
    )


def _alert_line(alert: AlertEvent, at: datetime) -> AlertLine:
    return AlertLine(
        at=at,
        id=alert.id,
        rule=alert.rule,
        title=alert.title,
        severity=alert.severity,
        status=alert.status,
        uri=alert.story.uri,
        headline=alert.story.headline,
        agency=alert.story.agency,
        why=tuple(dict.fromkeys(evidence.says for evidence in alert.why)),
    )
