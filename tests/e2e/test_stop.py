"""SIGTERM under load, on a real broker: what was begun is finished, what is committed is out, the code is 0."""

import asyncio
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from copytaster import provision
from copytaster.clients import consumer, producer
from copytaster.samples import samples
from copytaster.settings import Settings
from copytaster.supervised import RunningWorker, free_port, worker_process
from copytaster.topics import Topic, topology
from tests.brokers import RunningBroker

if TYPE_CHECKING:
    from aiokafka import ConsumerRecord

pytestmark = [pytest.mark.broker, pytest.mark.model]

STORIES = 204

Position = tuple[int, int]


@dataclass(frozen=True)
class Outcome:
    """What the topics hold after the worker's end, as raw messages (partition, offset)."""

    #: Those that were read, and those of them that the enrich agent has committed.
    read: list[Position]
    read_committed: list[Position]
    #: Those that are out as stories, and those that the life agent has committed.
    out: list[Position]
    out_committed: list[Position]


@pytest.mark.parametrize("signals", [1, 3], ids=["one SIGTERM", "impatient"])
def test_a_worker_that_is_told_to_stop_finishes_what_it_holds(broker: RunningBroker, signals: int) -> None:
    """Nothing that is committed is missing, nothing is out twice, and asking again does no harm."""
    name = broker.unique()
    settings = broker.settings(topic_prefix=name, group=name, web_port=free_port(0), processes=1, window_stories=8)
    asyncio.run(provision.create(settings))
    with worker_process(settings) as worker:
        asyncio.run(stop_in_the_middle(settings, worker, signals))
        code = worker.process.wait(timeout=60)
    outcome = asyncio.run(look(settings))
    assert code == 0
    assert 0 < len(outcome.out) < STORIES, "the worker was not stopped in the middle"
    assert (sorted(outcome.read), len(set(outcome.read))) == (sorted(outcome.read_committed), len(outcome.read))
    assert (sorted(outcome.out), len(set(outcome.out))) == (sorted(outcome.out_committed), len(outcome.out))


async def stop_in_the_middle(settings: Settings, worker: RunningWorker, signals: int) -> None:
    """Publish, wait for the first event, and send the signals."""
    topics = topology(settings.topic_prefix)
    async with producer(settings) as out, consumer(settings, [topics.stories.name], from_start=True) as back:
        stories = samples() * (STORIES // len(samples()))
        sent = [
            await out.send(topics.raw.name, story.value, key=b"%d" % number) for number, story in enumerate(stories)
        ]
        await asyncio.gather(*sent)
        async with asyncio.timeout(60):
            await back.getone()
    for _ in range(signals):
        worker.process.send_signal(signal.SIGTERM)


async def look(settings: Settings) -> Outcome:
    """What each agent has published, and what it has committed of its input."""
    topics = topology(settings.topic_prefix)
    read = [one for one in await messages(settings, topics.read) if b"wire.story.read.v1" in dict(one.headers).values()]
    stories = await messages(settings, topics.stories)
    raw_reached, read_reached = await committed(settings, topics.raw), await committed(settings, topics.read)
    return Outcome(
        read=[origin(one) for one in read],
        read_committed=[(partition, offset) for partition, end in raw_reached.items() for offset in range(end)],
        out=[origin(one) for one in stories],
        out_committed=[origin(one) for one in read if one.offset < read_reached[one.partition]],
    )


async def messages(settings: Settings, topic: Topic) -> list["ConsumerRecord[bytes, bytes]"]:
    """Everything on a topic."""
    async with consumer(settings, [topic.name], from_start=True) as client:
        ends = await client.end_offsets(client.assignment())
        return [await client.getone() for _ in range(sum(ends.values()))]


async def committed(settings: Settings, topic: Topic) -> dict[int, int]:
    """How far the group has committed each partition of a topic."""
    group = AIOKafkaConsumer(bootstrap_servers=settings.bootstrap, group_id=settings.group, enable_auto_commit=False)
    await group.start()
    try:
        lanes = [TopicPartition(topic.name, number) for number in range(settings.partitions)]
        return {lane.partition: await group.committed(lane) or 0 for lane in lanes}
    finally:
        await group.stop()


def origin(message: "ConsumerRecord[bytes, bytes]") -> Position:
    """Which raw message it was made from."""
    _, partition, offset = dict(message.headers)["copytaster-origin"].decode().split("/")
    return int(partition), int(offset)
