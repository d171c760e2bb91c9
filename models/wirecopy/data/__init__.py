"""Word lists and tables of the wire: tab-separated, sorted, each with its source in SOURCES.md."""

import gzip
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path


def path_of(name: str) -> Path:
    """The path of a file of this folder. The package is always a folder: wheels are unpacked."""
    return Path(str(files(__name__) / name))


def lines(name: str) -> list[str]:
    """The lines of a table (`name` with its ending, gunzipped where it ends in .gz), comments and head left out."""
    data = (files(__name__) / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, each a list of its fields; a field may be empty."""
    return (line.split("\t") for line in lines(name))
