"""What an agent tells of its work, passed on to the metrics and to the pages."""

import logging
import time
from collections.abc import Callable

from copytaster.delivered import Delivered, Done, Failed
from copytaster.envelope import received_time
from copytaster.metrics import Metrics
from copytaster.monitor import Monitor
from copytaster.step import Settled
from wirecopy.events import EnrichedStory

logger = logging.getLogger(__name__)


class Watch:
    """Told of every message that one agent takes and finishes.

    Args:
        agent: the agent's name.
        metrics: where everything is counted.
        monitor: what the pages show. Only the messages that the enrich agent takes are "received": the others are ours.
        on_story: told of every story, and when the broker took its message (seconds since 1970; 0 if not known).
        clock: seconds since 1970, to compare with the timestamps of messages.
    """

    def __init__(
        self,
        agent: str,
        *,
        metrics: Metrics,
        monitor: Monitor,
        on_story: Callable[[EnrichedStory, float], None] = lambda _, __: None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._agent = agent
        self._metrics = metrics
        self._monitor = monitor
        self._on_story = on_story
        self._clock = clock

    def taken(self, message: Delivered) -> None:
        """The agent took a message from its topic."""
        self._metrics.message_taken(message.topic)
        if self._agent == "enrich":
            self._monitor.message_taken()

    def settled(self, settled: Settled) -> None:
        """All that came of a message is confirmed, and the message is acked. Never raises: the flow must not stop."""
        try:
            self._settled(settled)
        except Exception:
            logger.exception("%s could not be counted.", settled.message.position)

    def _settled(self, settled: Settled) -> None:
        seconds = self._age(settled.message)
        if seconds is not None:
            self._metrics.finished(self._agent, seconds)
        for record in settled.records:
            self._metrics.event_published(record.topic)
        if isinstance(settled.outcome, Failed):
            self._failed(settled.message, settled.outcome)
        else:
            self._done(settled.message, settled.outcome, seconds)
            for item in settled.outcome.set_aside:
                self._metrics.set_aside(item.what)
                logger.info("%s: %s", settled.message.position, item)

    def _done(self, message: Delivered, done: Done, seconds: float | None) -> None:
        for story in done.stories:
            if self._agent == "enrich":
                self._metrics.story_enriched(story)
                self._on_story(story, message.timestamp)
            else:  # the life agent's: as it was published
                self._monitor.story_enriched(story, seconds)
        for alert in done.alerts:
            self._metrics.alert_published(alert)
            self._monitor.alert_published(alert)

    def _failed(self, message: Delivered, failed: Failed) -> None:
        self._metrics.dead_letter(self._agent, failed.reason)
        self._monitor.dead_letter(
            stage=self._agent, reason=failed.reason, message=failed.message, position=message.position
        )

    def _age(self, message: Delivered) -> float | None:
        """Seconds since the broker took the raw message; None if nobody knows. Its clock may be ahead of ours."""
        received = received_time(message.headers, message.timestamp)
        return max(0.0, self._clock() - received) if received else None
