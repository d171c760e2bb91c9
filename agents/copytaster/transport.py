"""Faust's Kafka transport with overrides, each mending something in faust-streaming 0.15.3.

1. `_new_offset`: Faust may commit past a message that is still being worked on (its issue #606), and stalls on gaps in
   a fresh group. Our window acks strictly in offset order, so one past the last ack is always safe, gaps or not.
2. `_commit_offsets`: Faust books an offset as committed even when the commit failed (#316); we take that back.
3. The producer waits for all replicas, and is idempotent where the broker can do that.
4. Messages that aiokafka cannot decode end the worker with a sentence instead of a crash in four tracebacks.
5. How long a fetch may wait is the broker's trait; Faust has 1.5 seconds written into its code.

The livelock detector is off: it warns of healthy workers (#446), and lag is shown on the status page and in /metrics.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import UnsupportedCodecError
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from mode.types import ServiceT

from copytaster.brokers import traits
from copytaster.halt import CANNOT_GO_ON, halt
from copytaster.settings import Settings


class TasterConsumerThread(driver.AIOKafkaConsumerThread):
    """The thread that holds the client: it waits for new messages as long as the broker's kind asks for."""

    def _create_worker_consumer(self, transport: driver.Transport) -> AIOKafkaConsumer:
        client = super()._create_worker_consumer(transport)
        client._fetch_max_wait_ms = traits(_settings(self.app)).fetch_wait_ms  # noqa: SLF001 - Faust hides the argument
        return client


class TasterConsumer(driver.Consumer):
    """Commits exactly what was acked, in order."""

    def _new_consumer_thread(self) -> TasterConsumerThread:
        return TasterConsumerThread(self, loop=self.loop, beacon=self.beacon)

    def _new_offset(self, tp: TP) -> int | None:
        """One past the last acked offset of a partition; None where nothing was acked."""
        acked = self._acked[tp]
        if not acked:
            return None
        last = max(acked)
        # The last one stays, to be offered again should this commit fail.
        self._acked_index[tp].difference_update(offset for offset in acked if offset != last)
        acked[:] = [last]
        return last + 1

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Gaps need no book-keeping where acks are in order."""

    async def _commit_offsets(self, offsets: Mapping[TP, int], start_new_transaction: bool = True) -> bool:
        before = {tp: self._committed_offset[tp] for tp in offsets}
        committed = bool(await super()._commit_offsets(offsets, start_new_transaction=start_new_transaction))
        if not committed:
            self._committed_offset.update(before)
        return committed

    async def _drain_messages(self, fetcher: ServiceT) -> None:
        try:
            await super()._drain_messages(fetcher)
        except UnsupportedCodecError as error:
            halt(
                f"A publisher compresses its messages in a way that cannot be read here ({error}); run: "
                "python -m pip install cramjam",
                CANNOT_GO_ON,
            )
        except UnicodeDecodeError as error:
            halt(
                f"The next message of a partition has a header whose name is not UTF-8 ({error}), and the Kafka client "
                "cannot read past it; step over it with kafka-consumer-groups --reset-offsets --shift-by 1.",
                CANNOT_GO_ON,
            )

    async def verify_all_partitions_active(self) -> None:
        """Switched off, see above."""


class TasterProducer(driver.Producer):
    """Waits for all replicas; idempotent where the broker can do that."""

    def _settings_extra(self) -> Mapping[str, Any]:
        return {"acks": "all", "enable_idempotence": traits(_settings(self.app)).idempotent}


class TasterTransport(driver.Transport):
    """The transport that `TasterApp` uses for both directions."""

    Consumer: ClassVar[type[driver.Consumer]] = TasterConsumer
    Producer: ClassVar[type[driver.Producer]] = TasterProducer


def _settings(app: object) -> Settings:
    """The settings of the app that a part of the transport belongs to, which is always a TasterApp."""
    return cast("Settings", app.taster_settings)  # type: ignore[attr-defined]  # a circular import otherwise
