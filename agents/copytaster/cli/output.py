"""Printing: JSON lines for programs, indented JSON for people who read JSON, pretty text for everybody else."""

import json
import sys
from enum import StrEnum

import orjson
from rich.console import Console

#: Talk: progress, hints, errors.
talk = Console(stderr=True, highlight=False)


class Form(StrEnum):
    """What `-o` takes."""

    json = "json"
    jsonl = "jsonl"
    pretty = "pretty"


def write_json(data: bytes, form: Form) -> None:
    """Write one JSON document to standard output, on a line of its own or indented."""
    line = orjson.dumps(orjson.loads(data), option=orjson.OPT_INDENT_2) if form is Form.json else data
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def write_line(fields: dict[str, object], form: Form, pretty: str) -> None:
    """Write one small record: as JSON, or as the given text."""
    if form is Form.pretty:
        sys.stdout.write(pretty + "\n")
        sys.stdout.flush()
    else:
        write_json(json.dumps(fields, ensure_ascii=False).encode(), form)
