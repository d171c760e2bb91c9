"""What Faust knows of this worker's place in its consumer group.

Nothing here raises, whatever Faust is doing: before the consumer has started, during a rebalance and while the worker
stops, the answer is that nothing is known.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

import faust
from faust.types import TP, ConsumerT

#: What the worker is doing, as far as the group is concerned. "idle" is a member with nothing to do, because the
#: group has more workers than the topics have partitions.
Phase = Literal["starting", "rebalancing", "running", "idle", "stopping", "crashed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """One partition that is assigned to this worker."""

    topic: str
    partition: int
    #: The offset that a restarted worker would go on from; None before the first commit.
    committed: int | None = None
    #: The offset that the next message of the partition will get; None until the broker has said so.
    end: int | None = None

    @property
    def lag(self) -> int | None:
        """How many messages are not committed yet; None where it is not known.

        Without a commit, everything counts from offset 0: too much where old messages have already been deleted.
        """
        return None if self.end is None else max(0, self.end - (self.committed or 0))


class Membership:
    """A worker's place in its consumer group.

    The end of a partition is what the last fetch from it said. A worker with a backlog fetches all the time; one that
    is stuck does not, and its lag stands still.

    Args:
        app: the Faust app.
        topics: the topics that count; Faust subscribes to others of its own.
    """

    def __init__(self, app: faust.App, topics: Collection[str]) -> None:
        # Any: Faust keeps what we need in attributes that its types do not have.
        self._app: Any = app
        self._topics = frozenset(topics)

    def phase(self) -> Phase:
        """What the worker is doing."""
        app = self._app
        if app.crashed:
            return "crashed"
        if app.should_stop:
            return "stopping"
        if app._assignment is None:  # noqa: SLF001 - None until the first assignment; nothing public says so
            return "starting"
        if app.rebalancing:
            return "rebalancing"
        return "running" if self._assigned() else "idle"

    def partitions(self) -> tuple[Partition, ...]:
        """What is assigned to this worker, in order of topic and partition."""
        return tuple(self._partition(tp) for tp in self._assigned())

    async def crash(self) -> str | None:
        """What crashed the worker, in a sentence; None if it did not crash."""
        if not self._app.crashed:
            return None
        return f"The worker crashed with {type(self._app.crash_reason).__name__}; its log says more. Restart it."

    async def trouble(self) -> str | None:
        """Why no messages come to this worker, in a sentence; None if they do, or if there are none for it."""
        return {
            "starting": "The worker has not joined its consumer group yet; this takes up to a minute.",
            "rebalancing": "The consumer group is being rebalanced; reading goes on in a moment.",
            "stopping": "The worker is stopping.",
            "crashed": "The worker has crashed.",
        }.get(self.phase())

    async def broker_trouble(self) -> str | None:
        """Why the broker cannot be used, in a sentence; None if it answers a metadata request of the producer."""
        client = self._producer_client()
        if client is None:
            return "The producer is not connected to the broker yet."
        if not await client.force_metadata_update():
            return "The broker does not answer a metadata request; see whether it runs and can be reached."
        return None

    def _producer_client(self) -> Any | None:  # noqa: ANN401 - aiokafka has no types
        """The producer's client. `app.producer` would make a producer; this only looks."""
        producer = getattr(self._app._producer, "_producer", None)  # noqa: SLF001 - see above
        return getattr(producer, "client", None)

    def _assigned(self) -> list[TP]:
        assignment = self._app._assignment or ()  # noqa: SLF001 - `consumer.assignment()` raises before the start
        return sorted(tp for tp in assignment if tp.topic in self._topics)

    def _partition(self, tp: TP) -> Partition:
        consumer = self._app._consumer  # noqa: SLF001 - `app.consumer` would make one; this only looks
        if consumer is None:
            return Partition(topic=tp.topic, partition=tp.partition)
        return Partition(
            topic=tp.topic,
            partition=tp.partition,
            committed=consumer._committed_offset.get(tp),  # noqa: SLF001 - nothing public says it
            end=_end(consumer, tp),
        )


def _end(consumer: ConsumerT, tp: TP) -> int | None:
    """The end of a partition as the last fetch from it said; None if there was none."""
    try:
        return consumer.highwater(tp)
    except Exception:  # not started, just revoked, or closing: several layers each raise something of their own
        return None
