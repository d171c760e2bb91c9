"""`copytaster demo`: the main job on this machine, with nothing else installed."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from copytaster.cli.output import talk
from copytaster.halt import FAILED
from copytaster.settings import EMBEDDED, PREFIX, Settings
from copytaster.supervised import WorkerDidNotStart, free_port, worker_process

if TYPE_CHECKING:
    from aiokafka import AIOKafkaConsumer

#: How long the demo waits for the last event before it says that something is wrong, in seconds.
EVENTS_DEADLINE = 120.0

NEXT_STEPS = """
What to try next:
  status page        {web}
  one story          copytaster explain FILE
  no Kafka at all    copytaster process FILE | head
  publish your own   {env} copytaster publish FILE
  follow the quotes  {env} copytaster tail quotes -o pretty
"""


def demo(
    once: Annotated[bool, typer.Option("--once", help="End when all sample stories are through.")] = False,
    rate: Annotated[float, typer.Option(help="Stories per second.")] = 5.0,
) -> None:
    """Start a broker and a worker, publish the sample stories, print what comes out, and keep the web view up."""
    settings = Settings.from_env().with_changes(
        broker=EMBEDDED, embedded_port=free_port(19092), web_port=free_port(6066), web_bind="127.0.0.1"
    )
    with _worker(settings) as web:
        asyncio.run(_show(settings, rate))
        command = f"{PREFIX}BROKER={EMBEDDED} {PREFIX}EMBEDDED_PORT={settings.embedded_port}"
        talk.print(NEXT_STEPS.format(web=web, env=command), markup=False)
        if not once:
            _stay_up(web)


@contextmanager
def _worker(settings: Settings) -> Iterator[str]:
    """A worker beside us, with a spinner while it starts; yields the address of its web view."""
    started = time.monotonic()
    with ExitStack() as stack:
        try:
            with talk.status("Starting the broker and the worker (the model loads, the group is joined) …"):
                web = stack.enter_context(worker_process(settings)).web
        except WorkerDidNotStart as error:
            talk.print(str(error), markup=False)
            raise typer.Exit(FAILED) from None
        talk.print(f"Worker ready after {time.monotonic() - started:.1f} s. Web view: {web}", markup=False)
        yield web


async def _show(settings: Settings, rate: float) -> None:
    """Publish the samples and print each event as it arrives, until all are through."""
    from copytaster.samples import samples

    stories = samples()
    async with _outputs(settings) as consumer:
        talk.print(f"Publishing {len(stories)} sample stories to the raw topic, {rate:g} a second …\n")
        publishing = asyncio.create_task(_publish(settings, rate))
        counts = await _print_events(settings, consumer, len(stories))
        await publishing
    talk.print("\n" + ", ".join(f"{count} on {topic}" for topic, count in counts.items()), markup=False)


@asynccontextmanager
async def _outputs(settings: Settings) -> AsyncIterator["AIOKafkaConsumer"]:
    from copytaster.clients import consumer
    from copytaster.topics import topology

    topics = topology(settings.topic_prefix)
    names = [topic.name for topic in topics.all() if topic != topics.raw]
    async with consumer(settings, names, from_start=True) as client:
        yield client


async def _publish(settings: Settings, rate: float) -> None:
    from copytaster.clients import producer
    from copytaster.samples import samples
    from copytaster.topics import topology

    async with producer(settings) as client:
        for sample in samples():
            await client.send_and_wait(topology(settings.topic_prefix).raw.name, sample.value, key=sample.key)
            await asyncio.sleep(1 / rate if rate > 0 else 0)


async def _print_events(settings: Settings, consumer: "AIOKafkaConsumer", stories: int) -> dict[str, int]:
    """Print events until every story is through: enriched, or a dead letter."""
    from copytaster.cli.render import pretty_event
    from copytaster.topics import topology

    topics = topology(settings.topic_prefix)
    titles = {topic.name: topic.title for topic in topics.all()}
    counts = dict.fromkeys((topic.name for topic in topics.all() if topic != topics.raw), 0)
    quiet_until = time.monotonic() + EVENTS_DEADLINE
    while counts[topics.stories.name] + counts[topics.dead_letters.name] < stories:
        if time.monotonic() > quiet_until:
            talk.print(
                "No event came for two minutes: the worker's log is of no more help here; try copytaster doctor."
            )
            raise typer.Exit(FAILED)
        for records in (await consumer.getmany(timeout_ms=500)).values():
            quiet_until = time.monotonic() + EVENTS_DEADLINE
            for record in records:
                counts[record.topic] += 1
                typer.echo(pretty_event(titles[record.topic], record))
    return counts


def _stay_up(web: str) -> None:
    talk.print(f"The worker and its web view stay up at {web} until you press Ctrl+C.", markup=False)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        talk.print("Stopping …")
