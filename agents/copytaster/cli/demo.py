"""`copytaster demo`: the main job on this machine, with nothing else installed."""

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

import copytaster
from copytaster.cli.output import talk
from copytaster.halt import FAILED
from copytaster.settings import EMBEDDED, PREFIX, Settings
from copytaster.supervised import WorkerDidNotStart, on_this_machine, worker_process

if TYPE_CHECKING:
    from aiokafka import AIOKafkaConsumer

#: Where the sample stories lie, in a checkout or in an installed package.
SAMPLES = Path(copytaster.__file__).parent / "samples"

#: How long the demo waits for the last event before it says that something is wrong, in seconds.
EVENTS_DEADLINE = 120.0

#: What can be tried at any time, what needs the demo's worker, and what brings that back.
NEXT_STEPS = """
What to try next:
  one story, marked  {me} explain {samples}/01-tass-caspian.txt
  no Kafka at all    {me} process {samples}/*.txt | head -1
"""
WHILE_UP = """\
  status page        {web}
  publish your own   {env} {me} publish FILE
  follow the quotes  {env} {me} tail quotes --from-start -o pretty
"""
AGAIN = """\
  stay up            {me} demo
"""


def demo(
    once: Annotated[bool, typer.Option("--once", help="End when all sample stories are through.")] = False,
    rate: Annotated[float, typer.Option(min=0, help="Stories per second; 0 is as fast as it goes.")] = 5.0,
) -> None:
    """Start a broker and a worker, publish the sample stories, print what comes out, and keep the web view up."""
    settings = on_this_machine(Settings.from_env())
    for ending in (signal.SIGTERM, signal.SIGHUP):  # a closed terminal too: the worker must not outlive the demo
        signal.signal(ending, _end)
    with _worker(settings) as web:
        asyncio.run(_show(settings, rate))
        command = f"{PREFIX}BROKER={EMBEDDED} {PREFIX}EMBEDDED_PORT={settings.embedded_port}"
        steps = NEXT_STEPS + (AGAIN if once else WHILE_UP)
        shown = steps.format(web=web, env=command, me=_own_name(), samples=_from_here(SAMPLES))
        talk.print(shown, markup=False, soft_wrap=True)
        if not once:
            _stay_up(web)


def _end(number: int, _: object) -> NoReturn:
    """End as the shell says it of a signal, but in order: worker and broker are stopped on the way out."""
    raise SystemExit(128 + number)


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
        talk.print(
            f"Worker ready after {time.monotonic() - started:.1f} s. Web view: {web}", markup=False, soft_wrap=True
        )
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
    events = ", ".join(f"{count} on {topic}" for topic, count in counts.items())
    talk.print(f"\nEvents: {events}", markup=False, soft_wrap=True)


@asynccontextmanager
async def _outputs(settings: Settings) -> AsyncIterator["AIOKafkaConsumer"]:
    from copytaster.clients import consumer
    from copytaster.topics import topology

    topics = topology(settings.topic_prefix)
    names = [topic.name for topic in topics.outputs()]
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
    """Print stories, alerts and dead letters until every story is through and nothing more comes; count everything.

    A story's event holds its quotes and sources; printing those topics too would say everything twice.
    """
    from copytaster.cli.render import print_event
    from copytaster.topics import topology

    topics = topology(settings.topic_prefix)
    titles = {topic.name: topic.title for topic in topics.outputs()}
    counts = dict.fromkeys(titles, 0)
    last = time.monotonic()
    while True:
        through = counts[topics.stories.name] + counts[topics.dead_letters.name] >= stories
        batches = await consumer.getmany(timeout_ms=1000)
        if through and not batches:
            return counts
        last = time.monotonic() if batches else last
        if time.monotonic() - last > EVENTS_DEADLINE:
            talk.print(f"No event came for {EVENTS_DEADLINE:.0f} s; try copytaster doctor.")
            raise typer.Exit(FAILED)
        for record in (record for records in batches.values() for record in records):
            counts[record.topic] += 1
            if record.topic not in (topics.quotes.name, topics.sources.name):
                print_event(titles[record.topic], record)


def _own_name() -> str:
    """How this program was called: "copytaster", or the path to it where it is not on the PATH."""
    program = Path(sys.argv[0])
    if program.name != "copytaster" or which("copytaster") == str(program.resolve()):
        return "copytaster"
    return _from_here(program)


def _from_here(path: Path) -> str:
    """A path as short as it can be typed."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _stay_up(web: str) -> None:
    talk.print(f"The worker and its web view stay up at {web} until you press Ctrl+C.", markup=False, soft_wrap=True)
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        talk.print("Stopping …")
