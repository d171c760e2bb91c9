"""Reminders: what must be done though no message comes. An embargo ends; a story's life is forgotten.

A reminder goes through the agent's window like a message, so that it takes its turn among the messages of its partition
and its outputs are confirmed like theirs. Nobody publishes or acks it: after a crash the time has come just the same.
"""

import time
from collections.abc import Callable, Iterable

from copytaster.delivered import Delivered
from copytaster.delivery import Window
from copytaster.store import REMINDER, Store


class Reminders:
    """The reminders of one agent.

    Args:
        store: whose entries come due.
        window: the agent's window.
        topic: the agent's input topic.
        partitions: the partitions of it that are assigned to this worker now.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        *,
        store: Store,
        window: Window,
        topic: str,
        partitions: Callable[[], Iterable[int]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._window = window
        self._topic = topic
        self._partitions = partitions
        self._clock = clock
        self._on_their_way: set[tuple[int, bytes]] = set()

    async def remind(self) -> int:
        """Put what is due now on its way; gives how many that were.

        A partition that has just become ours is restored here, so that its embargoes end though no message comes.
        """
        reminded = 0
        for partition in self._partitions():
            async with self._store.turn(partition):
                await self._store.restore(partition)
                due = self._store.due(partition, self._clock())
            for key in due:
                reminded += await self._admit(partition, key)
        return reminded

    def forget(self) -> None:
        """What was on its way is given up: the partitions may be another worker's now."""
        self._on_their_way.clear()

    async def _admit(self, partition: int, key: bytes) -> bool:
        if (partition, key) in self._on_their_way:
            return False
        self._on_their_way.add((partition, key))
        reminder = Delivered(
            topic=self._topic,
            partition=partition,
            offset=-1,
            key=key,
            value=None,
            headers=(("ce_type", REMINDER.encode()),),
        )
        await self._window.admit(reminder, lambda: self._on_their_way.discard((partition, key)))
        return True
