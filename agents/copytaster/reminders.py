"""Reminders: what must be done though no message comes. An embargo ends; a story's life is forgotten.

A reminder goes through the agent's window like a message, so that it takes its turn among the messages of its partition
and its outputs are confirmed like theirs. Nobody publishes or acks it: after a crash the time has come just the same.
"""

import time
from collections.abc import Callable, Iterable

from copytaster.delivered import Delivered
from copytaster.delivery import Window
from copytaster.store import REMINDER, Entry, Forgotten, Store


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
        #: The entries that were reminded of, as they were then: who has not changed since is not reminded of again,
        #: be it on its way or a dead letter. A worker that starts anew tries once more.
        self._reminded: dict[tuple[int, bytes], Entry] = {}

    async def remind(self) -> int:
        """Put what is due now on its way; gives how many that were.

        A partition that has just become ours is restored here, so that its embargoes end though no message comes.
        """
        reminded, count = self._reminded, 0
        for partition in self._partitions():
            try:
                due = await self._due(partition)
            except Forgotten:
                return count
            for key, entry in due.items():
                if self._reminded is not reminded:
                    return count  # the partitions were given up while we waited
                if reminded.get((partition, key)) is not entry:
                    reminded[partition, key] = entry
                    await self._window.admit(self._reminder(partition, key), _nothing_to_ack)
                    count += 1
        return count

    def forget(self) -> None:
        """What was on its way is given up: the partitions may be another worker's now."""
        self._reminded = {}

    async def _due(self, partition: int) -> dict[bytes, Entry]:
        """What is due in a partition; what was reminded of and is not due any more needs no remembering."""
        async with self._store.turn(partition):
            due = self._store.due(partition, self._clock())
        for known in [one for one in self._reminded if one[0] == partition and one[1] not in due]:
            del self._reminded[known]
        return due

    def _reminder(self, partition: int, key: bytes) -> Delivered:
        return Delivered(
            topic=self._topic,
            partition=partition,
            offset=-1,
            key=key,
            value=None,
            headers=(("ce_type", REMINDER.encode()),),
        )


def _nothing_to_ack() -> None:
    """No message of Kafka's stands behind a reminder."""
