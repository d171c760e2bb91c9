"""SIGTERM under load, on a real broker: what was begun is finished, what is committed is out, the code is 0."""

import asyncio
import signal
from dataclasses import dataclass

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from copytaster import provision
from copytaster.clients import consumer, producer
from copytaster.samples import samples
from copytaster.settings import Settings
from copytaster.supervised import RunningWorker, free_port, worker_process
from copytaster.topics import topology
from tests.brokers import RunningBroker

pytestmark = [pytest.mark.broker, pytest.mark.model]

STORIES = 204

Position = tuple[int, int]


@dataclass(frozen=True)
class Outcome:
    """What the topics hold after the worker's end: raw messages (partition, offset) that are out, and are committed."""

    out: list[Position]
    committed: set[Position]


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
    assert (sorted(outcome.out), len(set(outcome.out))) == (sorted(outcome.committed), len(outcome.out))


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
    """Read all stories that are out, and what the group has committed."""
    topics = topology(settings.topic_prefix)
    async with consumer(settings, [topics.stories.name], from_start=True) as client:
        ends = await client.end_offsets(client.assignment())
        out = [origin(dict((await client.getone()).headers)) for _ in range(sum(ends.values()))]
    group = AIOKafkaConsumer(bootstrap_servers=settings.bootstrap, group_id=settings.group, enable_auto_commit=False)
    await group.start()
    try:
        lanes = [TopicPartition(topics.raw.name, number) for number in range(settings.partitions)]
        reached = {lane.partition: await group.committed(lane) or 0 for lane in lanes}
    finally:
        await group.stop()
    return Outcome(out, {(partition, offset) for partition, end in reached.items() for offset in range(end)})


def origin(headers: dict[str, bytes]) -> Position:
    """Which raw message a story was made from."""
    _, partition, offset = headers["copytaster-origin"].decode().split("/")
    return int(partition), int(offset)
