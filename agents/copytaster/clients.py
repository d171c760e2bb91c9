"""Kafka clients for the command line: made from the settings, closed in any case."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from copytaster.brokers import reachable, traits
from copytaster.settings import Settings
from copytaster.topics import DEAD_LETTER_HEADROOM


@asynccontextmanager
async def producer(settings: Settings) -> AsyncIterator[AIOKafkaProducer]:
    """A producer that waits for all replicas.

    Raises:
        BrokerUnreachable: nothing answers there.
    """
    await reachable(settings.bootstrap)
    client = AIOKafkaProducer(
        bootstrap_servers=settings.bootstrap,
        acks="all",
        enable_idempotence=traits(settings).idempotent,
        max_request_size=settings.max_message_bytes + DEAD_LETTER_HEADROOM,
    )
    await client.start()
    try:
        yield client
    finally:
        await client.stop()


@asynccontextmanager
async def consumer(settings: Settings, topics: Sequence[str], *, from_start: bool) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer of all partitions of some topics, outside any group, so that it disturbs nobody.

    Raises:
        BrokerUnreachable: nothing answers there.
    """
    await reachable(settings.bootstrap)
    client = AIOKafkaConsumer(
        *topics,
        bootstrap_servers=settings.bootstrap,
        auto_offset_reset="earliest" if from_start else "latest",
        max_partition_fetch_bytes=settings.max_message_bytes,
        fetch_max_wait_ms=traits(settings).fetch_wait_ms,
    )
    await client.start()
    try:
        yield client
    finally:
        await client.stop()
