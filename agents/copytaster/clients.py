"""Kafka clients for the command line: made from the settings, for topics that exist, closed in any case."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from aiokafka import AIOKafkaClient, AIOKafkaConsumer, AIOKafkaProducer

from copytaster.brokers import reachable, traits
from copytaster.settings import Settings
from copytaster.topics import DEAD_LETTER_HEADROOM

#: Seconds that a client may take to close: with the broker away it would wait for it, for ever.
CLOSE_DEADLINE = 5.0


class NoSuchTopic(Exception):
    """A topic that is wanted is not there; the message names it and says what to do."""


@asynccontextmanager
async def producer(settings: Settings, topics: Sequence[str] = ()) -> AsyncIterator[AIOKafkaProducer]:
    """A producer that waits for all replicas.

    Raises:
        BrokerUnreachable: nothing answers there.
        NoSuchTopic: one of the topics is missing there.
    """
    await reachable(settings.bootstrap)
    await _see(settings, topics)
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
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_DEADLINE):
                await client.stop()


@asynccontextmanager
async def consumer(settings: Settings, topics: Sequence[str], *, from_start: bool) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer of all partitions of some topics, outside any group, so that it disturbs nobody.

    Raises:
        BrokerUnreachable: nothing answers there.
        NoSuchTopic: one of the topics is missing there.
    """
    await reachable(settings.bootstrap)
    await _see(settings, topics)
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


async def _see(settings: Settings, topics: Sequence[str]) -> None:
    """See that the topics are there: aiokafka asks after a missing one for 40 seconds and says nothing useful."""
    if not topics:
        return
    client = AIOKafkaClient(bootstrap_servers=settings.bootstrap)
    try:
        await client.bootstrap()
        # Of all topics: asking for one by its name creates it on a broker that is set up that way.
        there = (await client.fetch_all_metadata()).topics()
    finally:
        await client.close()
    missing = [topic for topic in topics if topic not in there]
    if missing:
        raise NoSuchTopic(
            f"There is no topic {' and no topic '.join(missing)} at {settings.bootstrap}; "
            "see COPYTASTER_TOPIC_PREFIX, or run: copytaster topics create"
        )
