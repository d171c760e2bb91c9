"""Running until told to stop: SIGINT and SIGTERM let the message on its way be confirmed, then end."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine
from typing import TypeVar

T = TypeVar("T")


class Stop:
    """Whether we were told to stop."""

    def __init__(self) -> None:
        self._wanted = asyncio.Event()

    @property
    def wanted(self) -> bool:
        """Whether we were."""
        return self._wanted.is_set()

    def now(self) -> None:
        """Stop."""
        self._wanted.set()

    async def rest(self, seconds: float) -> None:
        """Wait so long, or until we are told to stop."""
        await self.unless(asyncio.sleep(seconds))

    async def unless(self, work: Coroutine[object, object, T]) -> T | None:
        """Do some work that may be given up at any time; None if we were told to stop before it was done."""
        doing, stopping = asyncio.ensure_future(work), asyncio.ensure_future(self._wanted.wait())
        try:
            await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return doing.result() if doing.done() else None
        finally:
            for task in (doing, stopping):
                task.cancel()


async def until_stopped(work: Callable[[Stop], Awaitable[None]], grace: float) -> None:
    """Work until it ends, or until a signal says so.

    Args:
        work: is to end soon after `Stop.wanted`, in its own order.
        grace: seconds that it may take for that; then, or at a second signal, it is given up.
    """
    stop, loop = Stop(), asyncio.get_running_loop()
    working = asyncio.ensure_future(work(stop))

    def told() -> None:
        if stop.wanted:
            working.cancel()
        stop.now()
        loop.call_later(grace, working.cancel)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told)
    try:
        await asyncio.wait({working})
    finally:
        working.cancel()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
    if not working.cancelled():
        working.result()
