"""Many distinct stories for the fault runs: the plain samples again and again, each with an identity of its own."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from copytaster.samples import samples

#: Versions of each story: what must stay in order.
VERSIONS = 5


@dataclass(frozen=True)
class Raw:
    """One raw message."""

    key: bytes
    value: bytes


def stories(count: int) -> Iterator[Raw]:
    """So many messages, every story in `VERSIONS` versions that follow one another at a distance."""
    bodies = [sample.value for sample in samples() if sample.name.endswith(".txt") and not _has_headers(sample.value)]
    endless = itertools.cycle(bodies)
    spread = max(1, count // VERSIONS)
    for number in range(count):
        uri = f"urn:load:{number % spread}"
        head = f"Message-ID: <{uri}>\nVersion: {number // spread + 1}\n\n"
        yield Raw(key=uri.encode(), value=head.encode() + next(endless))


def _has_headers(value: bytes) -> bool:
    first = value.split(b"\n", 1)[0]
    return b": " in first and b" " not in first.split(b":", 1)[0]
