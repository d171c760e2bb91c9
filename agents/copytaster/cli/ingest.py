"""`copytaster ingest`: stories from a folder or from feeds onto the raw topic, until stopped."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from copytaster.cli.output import Form, talk, write_placed
from copytaster.cli.reporting import Complaints, reporting
from copytaster.halt import FAILED, USAGE
from copytaster.settings import Settings

if TYPE_CHECKING:
    from yarl import URL

    from copytaster.ingest.polling import Poller
    from copytaster.ingest.reception import Reception
    from copytaster.ingest.stopping import Stop
    from copytaster.ingest.tally import Tally
    from copytaster.outlet import Placed

app = typer.Typer(help="Bring stories in from a folder or from feeds.", no_args_is_help=True)

#: How many feeds are polled at once: each may hold a document of 10 MB meanwhile.
POLLS_AT_ONCE = 8

Once = Annotated[bool, typer.Option("--once", help="End when everything that is there now is through; for cron.")]
Output = Annotated[Form, typer.Option("--output", "-o", help="How to print where each story went.")]

#: What one way in does: until it is told to stop, or until it has nothing left to do.
Work = Callable[["Reception", "Stop"], Awaitable[None]]


@app.command("folder")
def folder(
    path: Annotated[Path, typer.Argument(help="The folder. Files move on to done/ or failed/ in it.")],
    key: Annotated[str | None, typer.Option(help="The message key of every story.")] = None,
    settle: Annotated[
        float, typer.Option(min=0, help="Seconds without a change after which a file counts as whole.")
    ] = 2.0,
    every: Annotated[float, typer.Option(min=0.05, help="Seconds between two looks into the folder.")] = 1.0,
    once: Once = False,
    output: Output = Form.pretty,
) -> None:
    """Watch a folder: each file is published byte for byte, and moved when Kafka has confirmed it."""
    from copytaster.ingest.carry import Carrier
    from copytaster.ingest.folder import Folder, FolderUnusable

    settings = Settings.from_env()

    async def work(reception: "Reception", stop: "Stop") -> None:
        watched = Folder(path, settle=settle, on_trouble=reception.failed)
        watched.open()
        carrier = Carrier(watched, reception, limit=settings.max_message_bytes, key=key.encode() if key else None)
        try:
            while not stop.wanted:
                await carrier.round(stop)
                if once and watched.waiting == watched.stuck:
                    return
                await stop.rest(every)
        finally:
            watched.close()

    try:
        _run(settings, work, "file", output, once=once)
    except FolderUnusable as error:
        _give_up(error, USAGE)


@app.command("feed")
def feed(
    urls: Annotated[list[str], typer.Argument(help="RSS or Atom feeds.")],
    interval: Annotated[float, typer.Option(min=1, help="Seconds between two polls of a feed.")] = 60.0,
    state: Annotated[
        Path | None,
        typer.Option(help="The file that remembers what is out; by default copytaster/feeds.json in $XDG_STATE_HOME."),
    ] = None,
    once: Once = False,
    output: Output = Form.pretty,
) -> None:
    """Poll RSS and Atom feeds: each entry that is new or changed is published as a feed of its own."""
    from copytaster.ingest.fetching import client, fetch
    from copytaster.ingest.memory import Memory, MemoryUnusable
    from copytaster.ingest.polling import Poller

    settings, addresses = Settings.from_env(), [_address(url) for url in dict.fromkeys(urls)]

    async def work(reception: "Reception", stop: "Stop") -> None:
        at_once = asyncio.Semaphore(POLLS_AT_ONCE)
        with Memory(state or _default_state()) as memory:
            async with client() as session, _together() as polls:
                for url in addresses:
                    poller = Poller(url, reception, fetch=partial(fetch, session), memory=memory, interval=interval)
                    polls.create_task(_poll(poller, stop, at_once, once=once))

    try:
        _run(settings, work, "entry", output, once=once)
    except MemoryUnusable as error:
        _give_up(error, FAILED)


@asynccontextmanager
async def _together() -> AsyncIterator[asyncio.TaskGroup]:
    """Tasks of which the first that fails ends all, with its own exception."""
    try:
        async with asyncio.TaskGroup() as tasks:
            yield tasks
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None


async def _poll(poller: "Poller", stop: "Stop", at_once: asyncio.Semaphore, *, once: bool) -> None:
    """Poll one feed until stopped, or until its server says that it is gone."""
    while not stop.wanted:
        async with at_once:
            wait = await poller.poll(stop)
        if once or wait is None:
            return
        await stop.rest(wait)


def _run(settings: Settings, work: Work, what: str, output: Form, *, once: bool) -> None:
    """Connect, work until told to stop, and say at the end how much came in. `what` is what a story comes as."""
    from copytaster.ingest.tally import Tally

    # What it says of a broker that is away, we say in a sentence.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL + 1)
    tally = Tally()
    asyncio.run(_connected(settings, work, tally, partial(_print, what, output), patient=not once))
    talk.print(str(tally), markup=False)
    if once and tally.failed:
        raise typer.Exit(FAILED)


async def _connected(
    settings: Settings, work: Work, tally: "Tally", on_placed: "Callable[[str, Placed], None]", *, patient: bool
) -> None:
    from copytaster.ingest.reception import Reception
    from copytaster.ingest.stopping import until_stopped
    from copytaster.outlet import Outlet
    from copytaster.topics import topology

    says = Complaints()
    topic = topology(settings.topic_prefix).raw.name
    async with Outlet(settings, topic, on_wait=says if patient else None) as outlet:
        reception = Reception(put=outlet.put, tally=tally, on_placed=on_placed, on_trouble=says)
        with reporting(tally):
            await until_stopped(partial(work, reception), settings.grace)


def _print(what: str, output: Form, name: str, placed: "Placed") -> None:
    write_placed(what, name, placed, output)


def _address(text: str) -> "URL":
    from yarl import URL

    with suppress(ValueError):
        url = URL(text)
        if url.scheme in ("http", "https") and url.host:
            return url
    raise typer.BadParameter(f"{text!r} is no http or https address.")


def _default_state() -> Path:
    home = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(home).expanduser() / "copytaster" / "feeds.json"


def _give_up(error: Exception, code: int) -> NoReturn:
    talk.print(str(error), markup=False, soft_wrap=True)
    raise typer.Exit(code)
