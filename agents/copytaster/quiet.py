"""Keeps the Kafka client from filling the log: while a broker is away it says the same ninety times a second."""

import logging
import time
from collections.abc import Callable

#: Seconds in which a complaint is logged once.
EVERY = 10.0


class OnceInAWhile(logging.Filter):
    """Lets a warning or error pass if the same (its text before its arguments are put in) has not for a while.

    Args:
        every: seconds.
        ticks: a monotonic clock, in seconds.
    """

    def __init__(self, every: float = EVERY, ticks: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._every = every
        self._ticks = ticks
        self._last: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is logged. What is no complaint always is."""
        if record.levelno < logging.WARNING:
            return True
        now, complaint = self._ticks(), (record.name, str(record.msg))
        if now - self._last.get(complaint, -self._every) < self._every:
            return False
        self._last[complaint] = now
        return True


def quieten(package: str = "aiokafka") -> None:
    """Put such a filter on every logger of a package that is loaded: a filter does not hold for loggers below it."""
    once = OnceInAWhile()
    for name in list(logging.root.manager.loggerDict):
        if name == package or name.startswith(f"{package}."):
            logging.getLogger(name).addFilter(once)
