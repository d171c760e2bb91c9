"""How fast stories are read, beside the bare language model on the same texts in the same run.

The model alone (tagger, parser, entities) is what any reader with this model must pay; the ratio says what datelines,
quotes, sources and the events cost on top. Both run in this process, one after the other in alternating rounds.
"""

import statistics
import time
from collections.abc import Callable

import spacy

from copytaster.reading import Job, Plan, Reader
from copytaster.samples import samples
from wirecopy.extract import load
from wirecopy.extract.pipeline import ALIASES
from wirecopy.formats import read
from wirecopy.identity import identify

MODEL = "en_core_web_sm"
ROUNDS = 5
LIMIT = 1_000_000


def main() -> None:
    """Print words per second of both, and the ratio round by round."""
    values = [sample.value for sample in samples()]
    texts = [identify(raw).text for value in values for raw in read(value, limit=LIMIT)]
    words = sum(len(text.split()) for text in texts)
    bare = spacy.load(ALIASES.get(MODEL, MODEL))
    reader = Reader(Plan(model=MODEL, topic_prefix="wire", group="bench", max_story_bytes=LIMIT), load(MODEL))
    jobs = [Job(key=None, value=value) for value in values]
    alone, ours = [], []
    for _ in range(ROUNDS):
        alone.append(_seconds(lambda: list(bare.pipe(texts))))
        ours.append(_seconds(lambda: [reader.read(jobs[at : at + 8]) for at in range(0, len(jobs), 8)]))
    ratios = [a / o for a, o in zip(alone, ours, strict=True)]
    print(f"reading, one core, {len(texts)} sample stories of {words} words, {ROUNDS} rounds (median):")
    print(f"  the bare model            {words / statistics.median(alone):8.0f} words/s")
    print(f"  raw bytes to event bytes  {words / statistics.median(ours):8.0f} words/s")
    print(f"  speed against the model   {statistics.median(ratios):8.2f}  ({min(ratios):.2f} to {max(ratios):.2f})")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
