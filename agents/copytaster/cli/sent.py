"""The option --sent of the commands that take story files: when the stories were sent, where they do not say it."""

from datetime import datetime
from typing import Annotated

import typer

from wirecopy.formats.times import mail_time


def _time(text: str) -> datetime:
    moment = mail_time(text)
    if moment is None:
        raise typer.BadParameter(f"{text!r} is no time; write one as 2026-03-05T14:05:00Z.")
    return moment


Sent = Annotated[
    datetime | None,
    typer.Option(
        "--sent",
        parser=_time,
        metavar="TIME",
        help="When it was sent, for stories that do not say so: it gives the dateline its year.",
    ),
]
