"""What we rely on in a broker, stated once and asked of both: Apache Kafka, and the embedded Tansu.

Where the two honestly differ, `copytaster.brokers.traits` says so, and the test asks for what the trait says.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError

from copytaster import provision
from copytaster.brokers import traits
from copytaster.clients import consumer, producer
from copytaster.settings import EMBEDDED, Settings
from copytaster.topics import topology
from tests.brokers import RunningBroker

pytestmark = pytest.mark.broker

T = TypeVar("T")

#: How long any of this may take, in seconds, before the test gives up.
PATIENCE = 60.0

PARTITIONS = 4


@dataclass(frozen=True)
class Message:
    """What a publisher says and a subscriber hears."""

    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...] = field(default=())


@pytest.fixture(params=[pytest.param("kafka", marks=pytest.mark.kafka), "tansu"])
def settings(request: pytest.FixtureRequest) -> Settings:
    """Settings that lead to one of the brokers, with names that no other test uses."""
    running: RunningBroker = request.getfixturevalue(request.param)
    name = running.unique()
    return running.settings(topic_prefix=name, group=name, partitions=PARTITIONS, **_kind(running))


def _kind(running: RunningBroker) -> dict[str, object]:
    """What tells our clients that the broker is the embedded one."""
    port = int(running.bootstrap.rpartition(":")[2])
    return {"broker": EMBEDDED, "embedded_port": port} if running.kind == "embedded" else {}


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(asyncio.wait_for(work, PATIENCE))


def raw_topic(settings: Settings) -> str:
    return topology(settings.topic_prefix).raw.name


async def publish(settings: Settings, messages: Sequence[Message]) -> list[TopicPartition]:
    """Publish messages one after the other, each confirmed; gives the partitions that they went to."""
    async with producer(settings) as client:
        sent = [
            await client.send_and_wait(raw_topic(settings), one.value, key=one.key, headers=list(one.headers))
            for one in messages
        ]
    return [TopicPartition(one.topic, one.partition) for one in sent]


async def collect(client: AIOKafkaConsumer, count: int) -> dict[int, list[Message]]:
    """Read so many messages; by partition, in the order in which they came."""
    got: dict[int, list[Message]] = {}
    while sum(map(len, got.values())) < count:
        for partition, records in (await client.getmany(timeout_ms=500)).items():
            heard = [Message(one.key, one.value, tuple(one.headers)) for one in records]
            got.setdefault(partition.partition, []).extend(heard)
    return got


async def read_all(settings: Settings, count: int) -> dict[int, list[Message]]:
    async with consumer(settings, [raw_topic(settings)], from_start=True) as client:
        return await collect(client, count)


@asynccontextmanager
async def member(settings: Settings) -> AsyncIterator[AIOKafkaConsumer]:
    """A member of the consumer group, which commits when it is told to."""
    client = AIOKafkaConsumer(
        raw_topic(settings),
        bootstrap_servers=settings.bootstrap,
        group_id=settings.group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        # The embedded broker lets a group wait as long as its members allow.
        session_timeout_ms=6000,
        rebalance_timeout_ms=3000,
        heartbeat_interval_ms=500,
    )
    await client.start()
    try:
        yield client
    finally:
        await client.stop()


def test_bytes_come_back_as_they_went_in(settings: Settings) -> None:
    """Keys, values and headers are bytes to a broker; a missing key or value stays missing and is not an empty one."""
    messages = [
        Message(b"urn:one", b"\xff\x00 not UTF-8", (("ce_id", b"\x01"), ("empty", b""), ("ce_id", b"again"))),
        Message(b"urn:one", None, (("why", b"a null value"),)),
        Message(b"urn:one", b""),
    ]

    async def work() -> dict[int, list[Message]]:
        await provision.create(settings)
        await publish(settings, messages)
        return await read_all(settings, len(messages))

    assert list(run(work()).values()) == [messages]


def test_a_message_without_a_key_has_none_when_it_comes_back(settings: Settings) -> None:
    """Publishers need not give one."""

    async def work() -> dict[int, list[Message]]:
        await provision.create(settings)
        await publish(settings, [Message(None, b"a story")])
        return await read_all(settings, 1)

    assert list(run(work()).values()) == [[Message(None, b"a story")]]


@pytest.mark.parametrize("codec", ["gzip", "snappy", "lz4", "zstd"])
def test_publishers_may_compress_as_they_like(settings: Settings, codec: str) -> None:
    """Kafka hands on what it got; a consumer that cannot unpack it is stuck at that message for ever."""
    message = Message(b"urn:packed", b"A story. " * 100)

    async def work() -> dict[int, list[Message]]:
        await provision.create(settings)
        publisher = AIOKafkaProducer(
            bootstrap_servers=settings.bootstrap, compression_type=codec, enable_idempotence=traits(settings).idempotent
        )
        async with publisher:
            await publisher.send_and_wait(raw_topic(settings), message.value, key=message.key)
        return await read_all(settings, 1)

    assert list(run(work()).values()) == [[message]]


def test_a_message_of_ten_megabytes_passes(settings: Settings) -> None:
    """Far more than a story may have: what is too large must arrive, to end as a dead letter."""
    message = Message(b"urn:large", b"A long story. " * 750_000)

    async def work() -> dict[int, list[Message]]:
        await provision.create(settings)
        await publish(settings, [message])
        return await read_all(settings, 1)

    assert list(run(work()).values()) == [[message]]


def test_one_key_is_one_partition_in_order(settings: Settings) -> None:
    """So the versions of a story are read in the order in which they were sent; and different stories are spread."""
    messages = [Message(f"urn:{n % 10}".encode(), str(n).encode()) for n in range(100)]

    async def work() -> tuple[list[TopicPartition], dict[int, list[Message]]]:
        await provision.create(settings)
        return await publish(settings, messages), await read_all(settings, len(messages))

    sent, got = run(work())
    wanted: dict[int, list[Message]] = {}
    for partition, message in zip(sent, messages, strict=True):
        wanted.setdefault(partition.partition, []).append(message)
    assert got == wanted
    homes: dict[bytes | None, set[TopicPartition]] = {}
    for partition, message in zip(sent, messages, strict=True):
        homes.setdefault(message.key, set()).add(partition)
    assert {len(partitions) for partitions in homes.values()} == {1}
    assert len(got) > 1


def test_a_group_goes_on_where_it_committed(settings: Settings) -> None:
    """What was read but not committed is read again by the next member, and what was committed is not."""
    messages = [Message(b"urn:one", str(n).encode()) for n in range(10)]

    async def work() -> tuple[list[bytes | None], list[bytes | None]]:
        await provision.create(settings)
        (home, *_) = await publish(settings, messages)
        async with member(settings) as first:
            read = await collect(first, len(messages))
            await first.commit({home: 4})
        async with member(settings) as second:
            again = await collect(second, 6)
        return [one.value for one in read[home.partition]], [one.value for one in again[home.partition]]

    values = [message.value for message in messages]
    assert run(work()) == (values, values[4:])


def test_two_members_share_the_partitions_and_inherit_them(settings: Settings) -> None:
    """Each partition is read by one of them; when one leaves, the other has all."""

    async def settle(client: AIOKafkaConsumer, count: int) -> set[TopicPartition]:
        while len(client.assignment()) != count:
            await client.getmany(timeout_ms=100)
        return set(client.assignment())

    async def work() -> tuple[set[TopicPartition], set[TopicPartition]]:
        await provision.create(settings)
        async with member(settings) as stays:
            async with member(settings) as leaves:
                half = PARTITIONS // 2
                one, other = await asyncio.gather(settle(stays, half), settle(leaves, half))
                assert one & other == set()
                shared = one | other
            return shared, await settle(stays, PARTITIONS)

    every = {TopicPartition(raw_topic(settings), n) for n in range(PARTITIONS)}
    assert run(work()) == (every, every)


def test_topics_that_were_created_are_as_they_should_be(settings: Settings) -> None:
    """`topics create` and then `topics check` finds nothing to say."""

    async def work() -> tuple[tuple[str, ...], tuple[provision.Finding, ...]]:
        return await provision.create(settings), await provision.check(settings)

    names = tuple(topic.name for topic in topology(settings.topic_prefix).all())
    assert run(work()) == (names, ())


def test_creating_twice_creates_nothing(settings: Settings) -> None:
    """Existing topics are left alone, so that the command can be run at each start."""

    async def work() -> tuple[str, ...]:
        await provision.create(settings)
        return await provision.create(settings)

    assert run(work()) == ()


def test_missing_topics_are_named_each_with_what_to_do(settings: Settings) -> None:
    """Before anything is created."""
    assert run(provision.check(settings)) == tuple(
        provision.Finding(topic=topic.name, says="it is missing; run: copytaster topics create.", fatal=True)
        for topic in topology(settings.topic_prefix).all()
    )


def test_a_producer_is_idempotent_where_the_trait_says_so(settings: Settings) -> None:
    """Kafka tells producers apart; Tansu answers InitProducerId with an error, so our producers do without there."""

    async def idempotent() -> bool:
        client = AIOKafkaProducer(bootstrap_servers=settings.bootstrap, enable_idempotence=True)
        try:
            async with asyncio.timeout(10):
                await client.start()
        except (KafkaError, TimeoutError):
            return False
        finally:
            await client.stop()
        return True

    assert run(idempotent()) is traits(settings).idempotent
