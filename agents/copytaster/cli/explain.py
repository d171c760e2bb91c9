"""`copytaster explain`: a story in the terminal, with what was found in it and why."""

from pathlib import Path
from typing import Annotated

import typer

from copytaster.cli.files import messages
from copytaster.cli.output import Form, Output, talk, write_json
from copytaster.cli.render import render
from copytaster.cli.sent import Sent
from copytaster.settings import Settings


def explain(
    file: Annotated[Path, typer.Argument(help="A file that holds one message; - is standard input.")],
    key: Annotated[str | None, typer.Option(help="What the Kafka key would be: the story's uri.")] = None,
    sent: Sent = None,
    output: Output = Form.pretty,
) -> None:
    """Show a story with dateline, quotes, cues, speakers and sources marked, and the reason for each."""
    from wirecopy.codec import encode
    from wirecopy.extract import enrich, load
    from wirecopy.formats import read
    from wirecopy.identity import identify_all

    settings = Settings.from_env()
    for message in messages([file], lines=False):
        contents = read(message.value, limit=settings.max_story_bytes)
        for item in contents.set_aside:
            talk.print(f"{message.name}: {item}", markup=False)
        for story in enrich(load(settings.model), identify_all(contents.stories, key.encode() if key else None, sent)):
            if output is Form.pretty:
                render(story, reasons=True)
            else:
                write_json(encode(story), output)
