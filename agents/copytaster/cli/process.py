"""`copytaster process`: files in, enriched JSON out, without Kafka."""

from pathlib import Path
from typing import Annotated

import typer

from copytaster.cli.files import messages
from copytaster.cli.output import Form, talk, write_json
from copytaster.cli.render import render
from copytaster.cli.sent import Sent
from copytaster.halt import FAILED
from copytaster.settings import Settings


def process(
    files: Annotated[list[Path], typer.Argument(help="Files, one message each; - is standard input.")],
    key: Annotated[str | None, typer.Option(help="What the Kafka key would be: the story's uri.")] = None,
    sent: Sent = None,
    lines: Annotated[bool, typer.Option("--lines", help="Each line of a file is a message (JSON lines).")] = False,
    output: Annotated[Form, typer.Option("--output", "-o", help="jsonl, json or pretty.")] = Form.jsonl,
) -> None:
    """Read stories from files and print what a worker would publish as the enriched story."""
    from wirecopy.codec import encode
    from wirecopy.errors import Unreadable
    from wirecopy.extract import enrich, load
    from wirecopy.formats import read
    from wirecopy.identity import identify_all

    settings = Settings.from_env()
    nlp = load(settings.model)
    unread = 0
    for message in messages(files, lines=lines):
        try:
            contents = read(message.value, limit=settings.max_story_bytes)
        except Unreadable as error:
            unread += 1
            talk.print(f"{message.name}: {error} ({error.reason})", style="red", markup=False)
            continue
        for item in contents.set_aside:
            talk.print(f"{message.name}: {item}", markup=False)
        for story in enrich(nlp, identify_all(contents.stories, key.encode() if key else None, sent)):
            if output is Form.pretty:
                render(story)
            else:
                write_json(encode(story), output)
    if unread:
        raise typer.Exit(FAILED)
