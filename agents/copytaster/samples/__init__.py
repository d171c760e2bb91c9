"""Sample stories: raw messages as publishers would put them on the input topic, invented for this program.

The demo, the benchmark and the tests use them. README.md in this folder says what they are; samples.tsv lists them.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import attrgetter

INDEX = "samples.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One raw message."""

    #: The file's name; names sort in the order in which the messages are to be published.
    name: str
    #: The Kafka key: the story's uri, or None where the publisher gives none.
    key: bytes | None
    #: The message itself, as it goes on the wire.
    value: bytes
    #: What it shows, in one line.
    about: str


@cache
def samples() -> tuple[Sample, ...]:
    """All samples in publishing order: updates, corrections and kills come after the stories they speak of."""
    folder = files(__name__)
    rows = csv.DictReader(
        folder.joinpath(INDEX).read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    found = (
        Sample(
            name=row["file"],
            key=row["key"].encode() or None,
            value=folder.joinpath(row["file"]).read_bytes(),
            about=row["about"],
        )
        for row in rows
    )
    return tuple(sorted(found, key=attrgetter("name")))
