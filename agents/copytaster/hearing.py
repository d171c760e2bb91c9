"""Which feeds have fallen silent, as far as this worker hears: `wirecopy.silence` with a clock and a log.

A worker that is behind, or whose partitions have just changed, has not heard everything: then nothing new is said.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from copytaster.envelope import one_line
from copytaster.membership import Membership
from copytaster.settings import Settings
from wirecopy.events import EnrichedStory
from wirecopy.silence import Baseline, Silence, in_words

logger = logging.getLogger(__name__)

#: Seconds between two looks.
LOOK_EVERY = 30.0


class Hearing:
    """What one worker hears of the feeds. The baseline is learned from its start on; nothing of it outlives it.

    Args:
        settings: for the name of the raw topic, and how many stories are on their way when all is well.
        topic: the raw topic.
        membership: which partitions this worker reads, and how far behind it is.
        clock: the time of day, aware.
    """

    def __init__(
        self,
        settings: Settings,
        topic: str,
        membership: Membership,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._on_their_way = settings.window_stories
        self._topic = topic
        self._membership = membership
        self._clock = clock
        self._baseline = Baseline()
        self._heard: frozenset[int] = frozenset()
        self._silent: tuple[Silence, ...] = ()
        self._said: dict[str, Silence] = {}

    def story(self, story: EnrichedStory, timestamp: float) -> None:
        """A story was read, which the broker took at this time (seconds since 1970; 0 if it is not known)."""
        if story.agency:
            now = self._clock()
            # Publishers set the timestamp as they like: a story of the future came now.
            arrived = datetime.fromtimestamp(timestamp, UTC) if 0 < timestamp < now.timestamp() else now
            self._baseline.arrived(one_line(story.agency), arrived)

    def silences(self) -> tuple[Silence, ...]:
        """The agencies that are silent for unusually long; as it was, while the worker has not heard everything."""
        now = self._clock()
        if self._hears_all(now):
            self._silent = self._baseline.silent(now)
        return self._silent

    def seconds(self) -> Mapping[str, float]:
        """For every agency whose rhythm is known: how long it has been silent if that is unusual, else 0."""
        return dict.fromkeys(self._baseline.known(), 0.0) | {one.agency: one.seconds for one in self.silences()}

    def look(self) -> None:
        """Log each silence once, and its end."""
        silent = {one.agency: one for one in self.silences()}
        for agency, one in silent.items():
            if agency not in self._said:
                logger.warning("%s", one.says)
        for agency, one in self._said.items():
            if agency not in silent:
                logger.info("%s sends again, after %s.", agency, in_words(self._clock() - one.since))
        self._said = silent

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                self.look()
            except Exception:  # nobody's work may stop over this
                logger.exception("Silent feeds could not be looked for.")

    def _hears_all(self, now: datetime) -> bool:
        held = [one for one in self._membership.partitions() if one.topic == self._topic]
        numbers = frozenset(one.partition for one in held)
        if numbers != self._heard:
            self._heard = numbers
            self._baseline.begin_anew(now)
        lags = [one.lag for one in held]
        return bool(held) and all(lag is not None and lag <= self._on_their_way for lag in lags)
