"""Several programs on the same work in the same run: they take turns, round by round, on one core.

What counts are seconds of the processor, not of the clock: what else runs on the machine is nobody's fault.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROUNDS = 5

#: Reads all stories once; returns the seconds.
Round = Callable[[], float]


def take_turns(rounds: dict[str, Round]) -> dict[str, list[float]]:
    """The seconds of each, round by round, after a round that warms up and does not count."""
    for work in rounds.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in rounds}
    for _ in range(ROUNDS):
        for name, work in rounds.items():
            seconds[name].append(work())
    return seconds


def timed(work: Callable[[], object]) -> Round:
    """A round of work in this process."""

    def round_of_work() -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    return round_of_work


@contextmanager
def in_a_process(command: Sequence[str], root: Path) -> Iterator[Round]:
    """Rounds of a program that reads all its stories once for each line that it is sent, and answers the seconds."""
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=root
    ) as peer:
        yield lambda: _answer_of(peer)


def _answer_of(peer: "subprocess.Popen[str]") -> float:
    """Ask the process for one round. Its pipes are open: it was started with both."""
    if peer.stdin is None or peer.stdout is None:
        raise RuntimeError("the peer was started without pipes")
    peer.stdin.write("\n")
    peer.stdin.flush()
    return float(peer.stdout.readline())


@contextmanager
def one_core() -> Iterator[str]:
    """This process and those that it starts on one core, where the system can; in words, what was done."""
    if sys.platform != "linux":
        yield "not pinned to a core (this system cannot)"
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield "pinned to one core"
    finally:
        os.sched_setaffinity(0, allowed)


def times_as_fast(mine: Sequence[float], theirs: Sequence[float]) -> str:
    """How many times as fast mine is, in the median round, and in the worst and the best."""
    ratios = [other / own for own, other in zip(mine, theirs, strict=True)]
    return f"{statistics.median(ratios):.2f} times as fast ({min(ratios):.2f} to {max(ratios):.2f})"
