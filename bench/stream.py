"""How many stories a second go through a worker with one reading process, beside the same reading without Kafka.

The peer is the reader alone, in this process, on the same messages in batches of the same size: what a worker with one
process could do at the most. The ratio says what is left of it when the stories come from Kafka, and their events are
published, confirmed and acked in order. Both run one after the other in the same run.
"""

import asyncio
import itertools
import time
from collections.abc import Sequence

from copytaster.clients import consumer, producer
from copytaster.pool import BATCH_JOBS
from copytaster.reading import Job, Plan, Reader
from copytaster.samples import Sample, samples
from copytaster.settings import Settings
from copytaster.supervised import on_this_machine, worker_process
from copytaster.topics import topology
from wirecopy.extract import load

STORIES = 1000
#: The first stories are not counted: the worker's buffers are still filling.
WARM_UP = 100


def main() -> None:
    """Print stories per second of both, and the ratio."""
    stories = list(itertools.islice(itertools.cycle(samples()), STORIES))
    alone = _alone(stories[WARM_UP:])
    settings = on_this_machine(Settings.from_env()).with_changes(processes=1)
    with worker_process(settings):
        streamed = asyncio.run(_streamed(settings, stories))
    print(f"through a worker with one reading process, {STORIES} sample stories at once, embedded broker:")
    print(f"  the reader alone          {alone:8.1f} stories/s")
    print(f"  Kafka to Kafka            {streamed:8.1f} stories/s")
    print(f"  speed against the reader  {streamed / alone:8.2f}")


def _alone(stories: Sequence[Sample]) -> float:
    settings = Settings.from_env()
    reader = Reader(Plan.of(settings), load(settings.model))
    jobs = [Job(key=one.key, value=one.value) for one in stories]
    reader.read(jobs[:BATCH_JOBS])  # warm-up
    began = time.perf_counter()
    for at in range(0, len(jobs), BATCH_JOBS):
        reader.read(jobs[at : at + BATCH_JOBS])
    return len(jobs) / (time.perf_counter() - began)


async def _streamed(settings: Settings, stories: Sequence[Sample]) -> float:
    topics = topology(settings.topic_prefix)
    arrived: list[float] = []
    async with producer(settings) as out, consumer(settings, [topics.stories.name], from_start=True) as back:
        sent = [await out.send(topics.raw.name, one.value, key=one.key) for one in stories]
        await asyncio.gather(*sent)
        while len(arrived) < len(stories):
            async with asyncio.timeout(60):
                await back.getone()
            arrived.append(time.perf_counter())
    return (len(arrived) - WARM_UP) / (arrived[-1] - arrived[WARM_UP - 1])


if __name__ == "__main__":
    main()
