r"""How fast stories are read on one core, beside the full language model and beside textacy, in the same run.

Ours is the whole reading of a story: raw bytes to event bytes. The full `en_core_web_sm` pipeline (tagger, parser,
lemmatizer, entities) is what a reader built on this model would pay before it has read anything. textacy finds direct
quotes with that pipeline, paragraph by paragraph (`bench.peers`).

All of them take turns, round by round, on the same stories: our samples and the open stories of GUM. The processes are
pinned to one core, so that no other core helps with the matrices. A word is a match of `\\w+` in the story's text.
"""

import json
import re
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import spacy

from bench.accuracy.readers import PEERS_PYTHON, ROOT
from bench.open import GUM
from bench.scoring.records import rows
from bench.turns import ROUNDS, Round, in_a_process, one_core, take_turns, timed, times_as_fast
from copytaster.reading import Job, Plan, Reader
from copytaster.samples import samples
from wirecopy.extract import load
from wirecopy.extract.pipeline import ALIASES
from wirecopy.formats import read
from wirecopy.identity import identify

MODEL = "en_core_web_sm"
LIMIT = 1_000_000
#: How many messages a pool process is given at once.
BATCH = 8


def main() -> None:
    """Print words per second of each, and how much faster ours is, round by round."""
    values = [*(sample.value for sample in samples()), *(row["text"].encode() for row in rows(GUM))]
    texts = [identify(raw).text for value in values for raw in read(value, limit=LIMIT).stories]
    words = sum(len(re.findall(r"\w+", text)) for text in texts)
    with one_core() as pinned, _textacy(texts) as textacy:
        rounds = {"raw bytes to event bytes": _ours(values), f"the full {MODEL} pipeline": _full_model(texts)}
        if textacy:
            rounds["textacy, direct quotes"] = textacy
        seconds = take_turns(rounds)
    print(f"reading, {pinned}, {len(texts)} stories of {words} words (\\w+), {ROUNDS} rounds taking turns (median):")
    ours = seconds["raw bytes to event bytes"]
    for name, taken in seconds.items():
        beside = "" if taken is ours else f"   ours is {times_as_fast(ours, taken)}"
        print(f"  {name:32} {words / statistics.median(taken):8.0f} words/s{beside}")
    if not textacy:
        print("  textacy is left out: it is not installed; run: make peers")


def _ours(values: Sequence[bytes]) -> Round:
    reader = Reader(Plan(model=MODEL, topic_prefix="wire", group="bench", max_story_bytes=LIMIT), load(MODEL))
    jobs = [Job(key=None, value=value) for value in values]
    return timed(lambda: [reader.read(jobs[at : at + BATCH]) for at in range(0, len(jobs), BATCH)])


def _full_model(texts: Sequence[str]) -> Round:
    bare = spacy.load(ALIASES.get(MODEL, MODEL))
    return timed(lambda: list(bare.pipe(texts)))


@contextmanager
def _textacy(texts: Sequence[str]) -> Iterator[Round | None]:
    """Rounds of textacy in a process of the peers' environment; None where it is not installed."""
    if not PEERS_PYTHON.exists():
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "stories.jsonl"
        given.write_text("".join(json.dumps({"id": "", "text": text}) + "\n" for text in texts), encoding="utf-8")
        with in_a_process([str(PEERS_PYTHON), "-m", "bench.peers", "textacy", str(given)], ROOT) as textacy:
            yield textacy


if __name__ == "__main__":
    main()
