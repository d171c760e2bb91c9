"""`copytaster publish`: put raw stories on the input topic."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from copytaster.cli.files import Message, messages
from copytaster.cli.output import Form, talk, write_placed
from copytaster.cli.sent import Sent
from copytaster.halt import FAILED, USAGE
from copytaster.settings import Settings

if TYPE_CHECKING:
    from copytaster.envelope import Headers
    from copytaster.outlet import Outlet, Placed


@dataclass(frozen=True, slots=True)
class Address:
    """Where all stories of one command go, and what goes with each."""

    topic: str
    key: str | None
    #: CloudEvents' `time`, which the worker takes for the time of transmission.
    sent: datetime | None

    @property
    def key_bytes(self) -> bytes | None:
        """The key as Kafka has it."""
        return self.key.encode() if self.key else None

    @property
    def headers(self) -> "Headers":
        """The message's headers."""
        return (("ce_time", self.sent.isoformat().encode()),) if self.sent else ()


def publish(
    files: Annotated[list[Path], typer.Argument(help="Files, one story each; - is standard input.")],
    topic: Annotated[str | None, typer.Option(help="Another topic than the input topic.")] = None,
    key: Annotated[str | None, typer.Option(help="The message key: the story's uri.")] = None,
    sent: Sent = None,
    rate: Annotated[float, typer.Option(min=0, help="Stories per second; 0 is as fast as Kafka takes them.")] = 0.0,
    lines: Annotated[bool, typer.Option("--lines", help="Each line of a file is a story (JSON lines).")] = False,
    output: Annotated[Form, typer.Option("--output", "-o", help="How to print where each story went.")] = Form.pretty,
) -> None:
    """Publish raw stories, byte for byte, and print where Kafka put each."""
    from copytaster.topics import is_legal, topology

    settings = Settings.from_env()
    name = topology(settings.topic_prefix).raw.name if topic is None else topic
    if not is_legal(name):
        _give_up(
            f"{name!r} is no name of a topic; Kafka takes ASCII letters, digits, '.', '_' and '-', 249 at the most.",
            USAGE,
        )
    asyncio.run(_publish(settings, list(messages(files, lines=lines)), Address(name, key, sent), rate, output))


async def _publish(settings: Settings, stories: Sequence[Message], to: Address, rate: float, output: Form) -> None:
    from copytaster.outlet import Outlet

    async with Outlet(settings, to.topic) as outlet:
        with _progress(len(stories)) as progress:
            bar = progress.add_task("Publishing", total=len(stories))
            for number, story in enumerate(stories):
                if number and rate > 0:
                    await asyncio.sleep(1 / rate)
                write_placed("file", story.name, await _send(outlet, to, story), output)
                progress.advance(bar)


async def _send(outlet: "Outlet", to: Address, story: Message) -> "Placed":
    """Send one story and wait for the broker's confirmation; what is in the way ends the command with a sentence."""
    from copytaster.outlet import Raw, TooLarge

    try:
        return await outlet.put(Raw(name=story.name, value=story.value, key=to.key_bytes, headers=to.headers))
    except TooLarge as error:
        _give_up(str(error), FAILED)


def _give_up(sentence: str, code: int) -> NoReturn:
    talk.print(sentence, markup=False, soft_wrap=True)
    raise typer.Exit(code)


def _progress(total: int) -> Progress:
    """A bar on standard error, on a terminal only and only where there is something to wait for."""
    columns: Iterable[SpinnerColumn | TextColumn | TimeElapsedColumn] = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:.0f} of {task.total:.0f}"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal or total < 2)
