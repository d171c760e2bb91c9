"""How much came in: published, waiting, failed, per second."""

import time
from collections.abc import Callable

#: Seconds over which the rate is taken: a feed that paused shows it soon.
RATE_OVER = 60.0


class Tally:
    """Counts of one run.

    Args:
        ticks: a monotonic clock, in seconds.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._began = self._marked = ticks()
        self._before = self._since = 0
        self.published = 0
        #: What is there and not yet published.
        self.waiting = 0
        self.failed = 0

    def add(self) -> None:
        """One more was confirmed."""
        self._turn()
        self.published += 1
        self._since += 1

    def per_second(self) -> float:
        """Published per second over the last one to two minutes, or since the start if that is less ago."""
        self._turn()
        counted_from = self._marked - RATE_OVER if self._marked > self._began else self._began
        return (self._before + self._since) / max(1.0, self._ticks() - counted_from)

    def __str__(self) -> str:
        return (
            f"published {self.published:,}, waiting {self.waiting:,}, failed {self.failed:,}; "
            f"{self.per_second():.3g} per second"
        )

    def _turn(self) -> None:
        """Begin a new minute when the last one is over; of those before only the last counts."""
        minutes = int((self._ticks() - self._marked) // RATE_OVER)
        if minutes:
            self._before = self._since if minutes == 1 else 0
            self._since = 0
            self._marked += minutes * RATE_OVER
