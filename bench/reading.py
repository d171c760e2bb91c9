r"""How fast stories are read on one core, beside the full language model and beside textacy, in the same run.

Ours is the whole reading of a story: raw bytes to event bytes. The full `en_core_web_sm` pipeline (tagger, parser,
lemmatizer, entities) is what a reader built on this model would pay before it has read anything. textacy finds direct
quotes with that pipeline, paragraph by paragraph (`bench.peers`).

All of them take turns, round by round, on the same stories: our samples and the open stories of GUM. The processes are
pinned to one core, so that no other core helps with the matrices. A word is a match of `\\w+` in the story's text.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import spacy

from bench.accuracy.readers import PEERS_PYTHON, ROOT
from bench.open import GUM
from bench.scoring.records import rows
from copytaster.reading import Job, Plan, Reader
from copytaster.samples import samples
from wirecopy.extract import load
from wirecopy.extract.pipeline import ALIASES
from wirecopy.formats import read
from wirecopy.identity import identify

MODEL = "en_core_web_sm"
ROUNDS = 5
LIMIT = 1_000_000
#: How many messages a pool process is given at once.
BATCH = 8

#: Reads all stories once; returns the seconds.
Round = Callable[[], float]


def main() -> None:
    """Print words per second of each, and how much faster ours is, round by round."""
    values = [*(sample.value for sample in samples()), *(row["text"].encode() for row in rows(GUM))]
    texts = [identify(raw).text for value in values for raw in read(value, limit=LIMIT).stories]
    words = sum(len(re.findall(r"\w+", text)) for text in texts)
    with _one_core() as pinned, _textacy(texts) as textacy:
        rounds = {"raw bytes to event bytes": _ours(values), f"the full {MODEL} pipeline": _full_model(texts)}
        if textacy:
            rounds["textacy, direct quotes"] = textacy
        seconds = _take_turns(rounds)
    print(f"reading, {pinned}, {len(texts)} stories of {words} words (\\w+), {ROUNDS} rounds taking turns (median):")
    ours = seconds["raw bytes to event bytes"]
    for name, taken in seconds.items():
        ratios = [theirs / mine for theirs, mine in zip(taken, ours, strict=True)]
        beside = "" if taken is ours else f"   ours is {statistics.median(ratios):.2f} times as fast {_range(ratios)}"
        print(f"  {name:32} {words / statistics.median(taken):8.0f} words/s{beside}")
    if not textacy:
        print("  textacy is left out: it is not installed; run: make peers")


def _take_turns(rounds: dict[str, Round]) -> dict[str, list[float]]:
    """The seconds of each, round by round, after a round that warms up and does not count."""
    for work in rounds.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in rounds}
    for _ in range(ROUNDS):
        for name, work in rounds.items():
            seconds[name].append(work())
    return seconds


def _ours(values: Sequence[bytes]) -> Round:
    reader = Reader(Plan(model=MODEL, topic_prefix="wire", group="bench", max_story_bytes=LIMIT), load(MODEL))
    jobs = [Job(key=None, value=value) for value in values]
    return lambda: _seconds(lambda: [reader.read(jobs[at : at + BATCH]) for at in range(0, len(jobs), BATCH)])


def _full_model(texts: Sequence[str]) -> Round:
    bare = spacy.load(ALIASES.get(MODEL, MODEL))
    return lambda: _seconds(lambda: list(bare.pipe(texts)))


@contextmanager
def _textacy(texts: Sequence[str]) -> Iterator[Round | None]:
    """Rounds of textacy in a process of the peers' environment; None where it is not installed."""
    if not PEERS_PYTHON.exists():
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "stories.jsonl"
        given.write_text("".join(json.dumps({"id": "", "text": text}) + "\n" for text in texts), encoding="utf-8")
        command = [str(PEERS_PYTHON), "-m", "bench.peers", "textacy", str(given)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
        ) as peer:
            yield lambda: _round_of(peer)


def _round_of(peer: "subprocess.Popen[str]") -> float:
    """Ask the process for one round. Its pipes are open: it was started with both."""
    if peer.stdin is None or peer.stdout is None:
        raise RuntimeError("the peer was started without pipes")
    peer.stdin.write("\n")
    peer.stdin.flush()
    return float(peer.stdout.readline())


@contextmanager
def _one_core() -> Iterator[str]:
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


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _range(ratios: Sequence[float]) -> str:
    return f"({min(ratios):.2f} to {max(ratios):.2f})"


if __name__ == "__main__":
    main()
