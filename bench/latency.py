"""From publishing a story to reading its enriched event, on the embedded broker, at 5 stories a second.

Measured from outside: this process publishes, and reads the story topic as any subscriber would. The start of the
worker is timed too, from starting its process to /health/ready.
"""

import asyncio
import itertools
import statistics
import time

from aiokafka import AIOKafkaProducer

from copytaster.clients import consumer, producer
from copytaster.samples import samples
from copytaster.settings import Settings
from copytaster.supervised import on_this_machine, worker_process
from copytaster.topics import topology

RATE = 5.0
STORIES = 300


def main() -> None:
    """Print the start time and the latency."""
    settings = on_this_machine(Settings.from_env())
    started = time.perf_counter()
    with worker_process(settings):
        print(f"worker start to ready, embedded broker: {time.perf_counter() - started:.1f} s")
        delays = asyncio.run(_delays(settings))
    percentiles = statistics.quantiles(delays, n=100)
    print(f"publish to enriched event, {len(delays)} stories at {RATE:g}/s:")
    print(f"  p50 {1000 * percentiles[49]:6.0f} ms")
    print(f"  p99 {1000 * percentiles[98]:6.0f} ms")
    print(f"  max {1000 * max(delays):6.0f} ms")


async def _delays(settings: Settings) -> list[float]:
    """Seconds from publishing to reading, one for each story."""
    topics = topology(settings.topic_prefix)
    sent: dict[str, float] = {}
    delays: list[float] = []
    async with producer(settings) as out, consumer(settings, [topics.stories.name], from_start=True) as back:
        publishing = asyncio.create_task(_publish(out, topics.raw.name, sent))
        while len(delays) < STORIES:
            async with asyncio.timeout(60):
                record = await back.getone()
            now = time.perf_counter()
            origin = dict(record.headers)["copytaster-origin"].decode()
            delays.append(now - sent[origin])
        await publishing
    return delays


async def _publish(out: AIOKafkaProducer, topic: str, sent: dict[str, float]) -> None:
    for sample in itertools.islice(itertools.cycle(samples()), STORIES):
        began = time.perf_counter()
        where = await out.send_and_wait(topic, sample.value, key=sample.key)
        sent[f"{topic}/{where.partition}/{where.offset}"] = began
        await asyncio.sleep(max(0.0, 1 / RATE - (time.perf_counter() - began)))


if __name__ == "__main__":
    main()
