"""Delivery: at least once, in order, nothing acked before its outputs are confirmed.

A `Window` holds the messages that are on their way through one agent. Each partition has a lane: work on its messages
runs side by side, but outputs are published and messages acked strictly in offset order. A lane drains by itself: as
soon as the work at its head is done, that message and the finished ones right behind it are published, confirmed and
acked in one go. The window is bounded in messages and bytes; a full window makes `admit` wait, so Faust stops reading.

Learned the hard way by others: acks out of order lose messages in Faust; `flush()` hides failed sends; a window that
releases only when the next message arrives never drains a quiet topic.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from copytaster.delivered import Delivered
from copytaster.envelope import OutgoingRecord
from copytaster.step import Settled

logger = logging.getLogger(__name__)

Partition = tuple[str, int]

#: Publishes records and returns when the broker has confirmed every one; raises if one could not be.
Publish = Callable[[Iterable[OutgoingRecord]], Awaitable[None]]


@dataclass(slots=True, eq=False)
class Entry:
    """One message on its way: the work that is being done on it, and how to ack it."""

    message: Delivered
    work: asyncio.Task[Settled]
    ack: Callable[[], object]


@dataclass(slots=True, eq=False)
class Lane:
    """One partition's messages in offset order, and the task that releases them."""

    entries: deque[Entry] = field(default_factory=deque)
    release: asyncio.Task[None] | None = None


class Window:
    """The messages on their way through one agent.

    Args:
        work: what is done with a message. Should it raise after all, the message counts as lost.
        publish: publishes and confirms records.
        on_settled: told of every message that was published and acked, for the metrics and the pages.
        on_lost: told when records could not be made or published. Nothing more is acked then; the process should stop.
        max_messages: how many messages one partition may have on the way.
        max_bytes: how many bytes all partitions together may have on the way; one message always passes.
    """

    def __init__(
        self,
        *,
        work: Callable[[Delivered], Awaitable[Settled]],
        publish: Publish,
        on_settled: Callable[[Settled], None],
        on_lost: Callable[[Exception], Awaitable[None]],
        max_messages: int,
        max_bytes: int,
    ) -> None:
        self._work = work
        self._publish = publish
        self._on_settled = on_settled
        self._on_lost = on_lost
        self._max_messages = max_messages
        self._max_bytes = max_bytes
        self._lanes: dict[Partition, Lane] = {}
        self._bytes = 0
        self._lost = False
        self._generation = 0
        self._changed = asyncio.Condition()

    @property
    def in_flight(self) -> int:
        """How many messages are on their way."""
        return sum(len(lane.entries) for lane in self._lanes.values())

    async def admit(self, message: Delivered, ack: Callable[[], object]) -> None:
        """Take a message in as soon as there is room. Messages of a partition must come in offset order.

        A message that waits while the window is given up is dropped: it will be delivered again.
        """
        partition, generation = (message.topic, message.partition), self._generation
        async with self._changed:
            await self._changed.wait_for(lambda: self._has_room(partition, message) or generation != self._generation)
        if generation != self._generation:
            return  # its predecessors were given up meanwhile: acking it would commit past them
        lane = self._lanes.setdefault(partition, Lane())
        self._bytes += message.size
        lane.entries.append(Entry(message=message, work=asyncio.ensure_future(self._work(message)), ack=ack))
        if lane.release is None or lane.release.done():
            lane.release = asyncio.create_task(self._release(lane))

    async def drain(self, grace: float) -> bool:
        """Wait until nothing is on its way, `grace` seconds at the most; what is left is given up, never acked.

        Returns:
            Whether everything was published and acked.
        """
        try:
            async with asyncio.timeout(grace), self._changed:
                await self._changed.wait_for(lambda: not self.in_flight)
        except TimeoutError:
            logger.warning("%d messages were not finished in %s s; they will be read again.", self.in_flight, grace)
            await self.abandon()
            return False
        return True

    async def abandon(self) -> None:
        """Give up everything on its way without acking it: it will be delivered again."""
        lanes, self._lanes, self._bytes = list(self._lanes.values()), {}, 0
        self._generation += 1
        for lane in lanes:
            for task in (lane.release, *(entry.work for entry in lane.entries)):
                if task is not None:
                    task.cancel()
            lane.entries.clear()
        await self._tell_change()

    def _has_room(self, partition: Partition, message: Delivered) -> bool:
        if self._lost:
            return False
        lane = self._lanes.get(partition)
        fits = self._bytes == 0 or self._bytes + message.size <= self._max_bytes
        return fits and (lane is None or len(lane.entries) < self._max_messages)

    async def _release(self, lane: Lane) -> None:
        """Publish and ack a lane's messages from its head until it is empty."""
        while lane.entries:
            await asyncio.wait([lane.entries[0].work])
            finished = list(_finished_head(lane.entries))
            try:
                settled = [entry.work.result() for entry in finished]
                await self._publish(record for one in settled for record in one.records)
                if any(one.state for one in settled):
                    await self._publish(record for one in settled for record in one.state)
            except Exception as error:  # the shell's last line of defence: no ack, no further release
                self._lost = True
                await self._on_lost(error)
                return
            for entry, one in zip(finished, settled, strict=True):
                entry.ack()
                lane.entries.popleft()
                self._bytes -= entry.message.size
                self._on_settled(one)
            await self._tell_change()

    async def _tell_change(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def _finished_head(entries: Iterable[Entry]) -> Iterable[Entry]:
    """The entries at the head of a lane whose work is done, up to the first whose is not."""
    for entry in entries:
        if not entry.work.done():
            return
        yield entry
