"""The files that a command is given: each is one message, or each of its lines is."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from copytaster.halt import USAGE


@dataclass(frozen=True, slots=True)
class Message:
    """The bytes of one message and where they came from: a file name, with the line if lines are messages."""

    name: str
    value: bytes


def messages(paths: Sequence[Path], *, lines: bool) -> Iterator[Message]:
    """Read the files in the order given; "-" is standard input. An unreadable file ends the command (code 2)."""
    for path in paths:
        value = _bytes(path)
        if lines:
            numbered = enumerate(value.splitlines(), start=1)
            yield from (Message(f"{path}:{number}", line) for number, line in numbered if line.strip())
        else:
            yield Message(str(path), value)


def _bytes(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        typer.echo(f"{path} cannot be read: {error.strerror}.", err=True)
        raise typer.Exit(USAGE) from None
