"""`python -m bench.formats.fuzz --data FOLDER`: damaged copies of every feed file, each read within a limit of time.

With `--swollen BYTES` one thing over and over is put into the golden message "full" of each format: what takes more
than linear time shows there.

The files: those of the manifest, IPTC's open examples, and our own golden messages. Printed: every exception with the
file, the seed and the damage, so that `damaged(data, seed)` gives the same bytes again; and the slowest copies.
"""

import argparse
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from bench.accuracy.readers import ROOT
from bench.formats import fixtures
from bench.formats.damage import damaged, swollen
from wirecopy.errors import Unreadable
from wirecopy.formats import read

LIMIT = 1_000_000
#: No copy may take longer, in seconds.
LONGEST = 2.0
#: A copy that takes longer is read twice, in seconds.
SLOW = 0.02
#: How many of the slowest copies are shown, and how many of each trouble.
SLOWEST, SHOWN = 10, 3


class TookTooLong(BaseException):
    """The limit of time is over. No `Exception`, so that no reader passes it over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One damaged copy of one file."""

    file: str
    seed: str
    how: str
    size: int
    seconds: float
    #: Where it broke; empty if it was read or refused.
    trouble: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read all copies; returns 1 if any was neither read nor refused."""
    parser = argparse.ArgumentParser(prog="python -m bench.formats.fuzz", description="Read damaged feed files.")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds data/")
    parser.add_argument("--cut", type=int, default=50, help="copies of each file that are cut off")
    parser.add_argument("--changed", type=int, default=50, help="copies of each file with changed bytes")
    parser.add_argument("--swollen", type=int, default=0, help="bytes of one thing that are put into some files")
    parser.add_argument("--seed", default="1", help="another seed gives other damage")
    wanted = parser.parse_args(arguments)
    files = list(_files(wanted.data))
    _tried("", "", "", b"Fog closes port\n\nOSLO (AP) - Fog.\n")  # what is imported late is no file's fault
    print(f"{len(files)} files, {wanted.cut} copies cut off, {wanted.changed} with changed bytes, seed {wanted.seed}")
    tried = [
        _tried(file, f"{wanted.seed}/{file}", how, copy)
        for file, data in files
        for how, copy in damaged(data, f"{wanted.seed}/{file}", cut=wanted.cut, changed=wanted.changed)
    ]
    tried += [
        _tried(file, f"{wanted.seed}/{file}", how, copy)
        for file, data in (_samples(files) if wanted.swollen else ())
        for how, copy in swollen(data, f"{wanted.seed}/{file}", wanted.swollen)
    ]
    return _report(tried)


def _samples(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The golden messages that have everything in them that their format can carry."""
    return [file for file in files if file[0].startswith("tests/") and Path(file[0]).stem == "full"]


def _files(shared: Path) -> Iterator[tuple[str, bytes]]:
    try:
        yield from ((one.name, one.data) for one in fixtures.fixtures(shared))
    except fixtures.DataMissing as error:
        print(error)
    yield from fixtures.open_files(shared)
    wire = ROOT / "tests" / "wire"
    for path in sorted(wire.rglob("*")):
        if path.is_file() and not path.name.endswith((".read.json", ".py", ".md", ".pyc", ".gitattributes")):
            yield path.relative_to(ROOT).as_posix(), path.read_bytes()


def _tried(file: str, seed: str, how: str, data: bytes) -> Tried:
    """One copy; one that was slow is read again, because the machine may have been busy with something else."""
    first = _read_once(file, seed, how, data)
    if first.trouble or first.seconds < SLOW:
        return first
    return min(first, _read_once(file, seed, how, data), key=lambda one: one.seconds)


def _read_once(file: str, seed: str, how: str, data: bytes) -> Tried:
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    began, trouble = time.perf_counter(), ""
    try:
        read(data, limit=LIMIT)
    except Unreadable:
        pass
    except (Exception, TookTooLong) as error:  # whatever it is, it must be told
        where = traceback.extract_tb(error.__traceback__)[-1]
        trouble = f"{type(error).__name__}: {str(error)[:120]!r} at {Path(where.filename).name}:{where.lineno}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    seconds = time.perf_counter() - began
    return Tried(file=file, seed=seed, how=how, size=len(data), seconds=seconds, trouble=trouble)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TookTooLong(f"more than {LONGEST} s")


def _report(tried: Sequence[Tried]) -> int:
    broken = [one for one in tried if one.trouble]
    seconds = sum(one.seconds for one in tried)
    print(f"{len(tried):,} copies read in {seconds:.0f} s; {len(broken)} neither read nor refused")
    for trouble, times in Counter(one.trouble for one in broken).most_common():
        print(f"  {times} times {trouble}")
        for one in [one for one in broken if one.trouble == trouble][:SHOWN]:
            print(f"    {one.file}, seed {one.seed!r}, {one.how}")
    print("the slowest:")
    for one in sorted(tried, key=lambda one: -one.seconds)[:SLOWEST]:
        print(f"  {1000 * one.seconds:7.1f} ms  {one.size:9,} bytes  {one.file}, {one.how}")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
