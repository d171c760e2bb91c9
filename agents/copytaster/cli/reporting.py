"""What a command that runs on says on standard error: how much came in, and what is in the way."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from copytaster.cli.output import talk

#: Seconds between two lines of progress where standard error is no terminal, and between two updates where it is one.
LINE_EVERY, UPDATE_EVERY = 60.0, 0.5

#: Seconds in which the same sentence is said once.
SAY_AGAIN = 60.0

#: How many sentences are remembered as said.
SAID_KEPT = 100


class Complaints:
    """Says sentences, each on a line, the same one not again for a minute.

    Args:
        ticks: a monotonic clock, in seconds.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._said: dict[str, float] = {}

    def __call__(self, sentence: str) -> None:
        """Say it, unless it was said just now."""
        now = self._ticks()
        if now - self._said.get(sentence, -SAY_AGAIN) >= SAY_AGAIN:
            self._said[sentence] = now
            talk.print(sentence, markup=False, soft_wrap=True)
        if len(self._said) > SAID_KEPT:
            self._said = {sentence: now}


@contextmanager
def reporting(tally: object) -> Iterator[None]:
    """While this lasts, show the tally: on a terminal one line that changes, else a line a minute if it has changed."""
    telling = asyncio.create_task(_on_a_terminal(tally) if talk.is_terminal else _in_a_log(tally))
    try:
        yield
    finally:
        telling.cancel()


async def _on_a_terminal(tally: object) -> None:
    with talk.status(str(tally)) as status:
        while True:
            await asyncio.sleep(UPDATE_EVERY)
            status.update(str(tally))


async def _in_a_log(tally: object) -> None:
    before = str(tally)
    while True:
        await asyncio.sleep(LINE_EVERY)
        if str(tally) != before:
            before = str(tally)
            talk.print(before, markup=False)
