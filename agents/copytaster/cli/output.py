"""Printing: JSON lines for programs, indented JSON for people who read JSON, pretty text for everybody else."""

import json
import os
import select
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import orjson
import typer
from rich.console import Console

if TYPE_CHECKING:
    from copytaster.outlet import Placed

#: Talk: progress, hints, errors.
talk = Console(stderr=True, highlight=False)


class Paper(Console):
    """Standard output for pretty text. A reader who has seen enough (`… | head`) is no failure."""

    def __init__(self) -> None:
        super().__init__(highlight=False, soft_wrap=True)

    def on_broken_pipe(self) -> None:
        """End as it is done for JSON; rich would end the program with code 1."""
        _seen_enough()


def reader_is_gone() -> bool:
    """Whether nobody reads our standard output any more. Writing would show it too, but only with the next message."""
    poll = select.poll()
    try:
        poll.register(sys.stdout.fileno(), 0)
    except (OSError, ValueError):
        return False
    return any(events & select.POLLERR for _, events in poll.poll(0))


class Form(StrEnum):
    """What `-o` takes."""

    json = "json"
    jsonl = "jsonl"
    pretty = "pretty"


#: The option of the commands that write for people unless they are told otherwise.
Output = Annotated[Form, typer.Option("--output", "-o", help="pretty, json or jsonl.")]


def write_json(data: bytes, form: Form) -> None:
    """Write one JSON document to standard output, on a line of its own or indented.

    Raises:
        orjson.JSONDecodeError: the data is no JSON document.
    """
    document = orjson.loads(data)  # always: what others wrote on a topic may be no JSON, or stand on several lines
    if form is Form.json:
        line = orjson.dumps(document, option=orjson.OPT_INDENT_2)
    else:
        line = orjson.dumps(document) if b"\n" in data else data
    _write(line + b"\n")


def write_line(fields: dict[str, object], form: Form, pretty: str) -> None:
    """Write one small record: as JSON, or as the given text."""
    if form is Form.pretty:
        _write(pretty.encode(errors="surrogateescape") + b"\n")
    else:
        write_json(json.dumps(fields, ensure_ascii=False).encode(), form)


def write_placed(what: str, name: str, put: "Placed", form: Form) -> None:
    """Write where Kafka put a message, which came from a `what` of this name."""
    where = {what: name, "topic": put.topic, "partition": put.partition, "offset": put.offset}
    write_line(where, form, f"{name} → {put.topic}, partition {put.partition}, offset {put.offset}")


def _write(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _seen_enough()


def _seen_enough() -> NoReturn:
    """End the command with code 0. What is still in Python's buffer goes nowhere, and nothing complains of that."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit
