"""Health: a ping for each thing that the worker depends on. The answer names what fails, in one sentence.

Live means: restart me if this fails. Ready means: I do my work. A broker that is away makes a worker not ready, but a
restart would not help it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from copytaster.membership import Membership

#: Seconds that the event loop may be blocked before the worker counts as hung.
HEARTBEAT_LIMIT = 10.0
HEARTBEAT_EVERY = 1.0

#: Seconds that one ping may take. Kubernetes gives a probe 1 s by default: give it more (timeoutSeconds: 5).
PING_TIMEOUT = 3.0


@dataclass(frozen=True, slots=True)
class Ping:
    """One dependency and how to ask after it."""

    name: str
    #: Returns what is wrong, in a sentence; None if nothing is.
    trouble: Callable[[], Awaitable[str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a ping said."""

    name: str
    ok: bool
    #: What is wrong and what to do, in one sentence; empty if nothing is wrong.
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What all pings said."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return all(check.ok for check in self.checks)

    @property
    def says(self) -> str:
        """The first thing that is wrong, with its name; empty if nothing is."""
        return next((f"{check.name.capitalize()}: {check.says}" for check in self.checks if not check.ok), "")


class Heartbeat:
    """Shows that the event loop turns: it notes the time every second, and complains when that was long ago.

    Args:
        ticks: a monotonic clock, in seconds.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._last = ticks()

    def beat(self) -> None:
        """The loop has come round."""
        self._last = self._ticks()

    async def run(self) -> None:
        """Beat until cancelled."""
        while True:
            self.beat()
            await asyncio.sleep(HEARTBEAT_EVERY)

    async def trouble(self) -> str | None:
        """How long the loop has been blocked, if for too long."""
        age = self._ticks() - self._last
        return (
            None if age < HEARTBEAT_LIMIT else f"The event loop has been blocked for {age:.0f} s; restart the worker."
        )


class Health:
    """The pings of one worker.

    Args:
        live: what a restart would mend.
        ready: what the worker needs for its work.
        heartbeat: the beat of the loop, which the web view keeps going.
        timeout: seconds that one ping may take.
    """

    def __init__(
        self,
        *,
        live: Sequence[Ping],
        ready: Sequence[Ping],
        heartbeat: Heartbeat | None = None,
        timeout: float = PING_TIMEOUT,
    ) -> None:
        self.heartbeat = heartbeat or Heartbeat()
        self._live = (Ping("event loop", self.heartbeat.trouble), *live)
        self._ready = tuple(ready)
        self._timeout = timeout

    async def live(self) -> Report:
        """Whether the worker runs at all."""
        return await self._report(self._live)

    async def ready(self) -> Report:
        """Whether the worker does its work."""
        return await self._report(self._ready)

    async def _report(self, pings: Sequence[Ping]) -> Report:
        return Report(checks=tuple(await asyncio.gather(*(self._check(ping) for ping in pings))))

    async def _check(self, ping: Ping) -> Check:
        try:
            says = await asyncio.wait_for(ping.trouble(), self._timeout)
        except TimeoutError:
            says = f"No answer within {self._timeout:g} s."
        except Exception as error:  # whatever a dependency throws is an answer too
            says = f"It fails with {type(error).__name__}; the worker's log says more."
        return Check(name=ping.name, ok=says is None, says=says or "")


def worker_health(membership: Membership, *, pool_is_ready: Callable[[], bool]) -> Health:
    """The pings of a worker: loop and crash (live); group, broker, reading processes (ready)."""

    async def pool_trouble() -> str | None:
        return None if pool_is_ready() else "The reading processes are still loading the language model."

    return Health(
        live=[Ping("worker", membership.crash)],
        ready=[
            Ping("consumer group", membership.trouble),
            Ping("broker", membership.broker_trouble),
            Ping("reading processes", pool_trouble),
        ],
    )
