"""`copytaster publish`: put raw stories on the input topic."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from copytaster.cli.files import Message, messages
from copytaster.cli.output import Form, talk, write_line
from copytaster.settings import Settings


def publish(
    files: Annotated[list[Path], typer.Argument(help="Files, one story each; - is standard input.")],
    topic: Annotated[str | None, typer.Option(help="Another topic than the input topic.")] = None,
    key: Annotated[str | None, typer.Option(help="The message key: the story's uri.")] = None,
    rate: Annotated[float, typer.Option(help="Stories per second; 0 is as fast as Kafka takes them.")] = 0.0,
    lines: Annotated[bool, typer.Option("--lines", help="Each line of a file is a story (JSON lines).")] = False,
    output: Annotated[Form, typer.Option("--output", "-o", help="How to print where each story went.")] = Form.pretty,
) -> None:
    """Publish raw stories, byte for byte, and print where Kafka put each."""
    settings = Settings.from_env()
    asyncio.run(_publish(settings, list(messages(files, lines=lines)), topic, key, rate, output))


async def _publish(
    settings: Settings, stories: Sequence[Message], topic: str | None, key: str | None, rate: float, output: Form
) -> None:
    from copytaster import clients
    from copytaster.topics import topology

    name = topic or topology(settings.topic_prefix).raw.name
    async with clients.producer(settings) as producer:
        with _progress(len(stories)) as progress:
            bar = progress.add_task("Publishing", total=len(stories))
            for story in stories:
                sent = await producer.send_and_wait(name, story.value, key=key.encode() if key else None)
                where = {"file": story.name, "topic": name, "partition": sent.partition, "offset": sent.offset}
                write_line(where, output, f"{story.name} → {name}, partition {sent.partition}, offset {sent.offset}")
                progress.advance(bar)
                await asyncio.sleep(1 / rate if rate > 0 else 0)


def _progress(total: int) -> Progress:
    """A bar on standard error, on a terminal only and only where there is something to wait for."""
    columns: Iterable[SpinnerColumn | TextColumn | TimeElapsedColumn] = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:.0f} of {task.total:.0f}"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal or total < 2)
