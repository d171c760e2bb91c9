"""Draw the attributions that the gold labels: seeded, spread over the documents, pronouns and nominals in fair numbers.

Run: `python -m bench.gold.sample ../shared/data/quotes/polnear > sample.jsonl`. Prints ids and offsets, no text.
"""

import gzip
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEED = 20_261_125
#: As they come, from each document.
PER_DOCUMENT = 3
#: Those drawn with more left out for what cannot be judged: a cue marked as a speaker, half a sentence.
WANTED = 424
#: Of what is drawn beyond `PER_DOCUMENT`, how much has a speaker that is neither a name nor a pronoun.
NOMINALS = 0.75
_PRONOUNS = frozenset({"he", "she", "they", "who", "it", "his", "her", "their", "i", "we", "which", "him", "them"})
#: Contents shorter than this are not scored, in words.
_SHORTEST = 3


@dataclass(frozen=True, slots=True, order=True)
class Attribution:
    """Where an attribution stands: its document, the hull of its content, its speaker."""

    document: str
    start: int
    end: int
    speaker: tuple[int, int]
    nominal: bool


def draw(folder: Path) -> list[Attribution]:
    """The sample, in the order of documents and offsets. folder: with polnear.dev and polnear.multi_dev."""
    dice = random.Random(SEED)  # noqa: S311 - a sample that can be drawn again
    by_document = {document["id"]: list(_attributions(document)) for document in _documents(folder)}
    drawn: list[Attribution] = []
    rest: list[Attribution] = []
    for attributions in by_document.values():
        dice.shuffle(attributions)
        drawn += attributions[:PER_DOCUMENT]
        rest += attributions[PER_DOCUMENT:]
    dice.shuffle(rest)
    missing = WANTED - len(drawn)
    nominal = [one for one in rest if one.nominal][: round(missing * NOMINALS)]
    other = [one for one in rest if not one.nominal][: missing - len(nominal)]
    return sorted(drawn + nominal + other)


def _documents(folder: Path) -> Iterator[dict[str, Any]]:
    """The development documents, then one annotator's version of each document that several people read."""
    seen: set[str] = set()
    for part in ("dev", "multi_dev"):
        with gzip.open(folder / f"polnear.{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                if document["id"] not in seen:
                    seen.add(document["id"])
                    yield document


def _attributions(document: dict[str, Any]) -> Iterator[Attribution]:
    text = document["text"]
    for quote in document["quotes"]:
        said = text[quote["start"] : quote["end"]].split()
        if quote["scope"] != "speech" or quote["speaker"] is None or len(said) < _SHORTEST:
            continue
        start, end = quote["speaker"]
        yield Attribution(document["id"], quote["start"], quote["end"], (start, end), _is_nominal(text[start:end]))


def _is_nominal(speaker: str) -> bool:
    words = speaker.replace("’", "'").split()
    if len(words) == 1 and words[0].casefold().removesuffix("'s") in _PRONOUNS:
        return False
    plural = len(words) == 1 and words[0].endswith("s")
    return plural or words[0][0].islower() or any(word[0].islower() for word in words[1:])


def main(arguments: Sequence[str]) -> None:
    """Print the sample; arguments: the folder of PolNeAR."""
    for one in draw(Path(arguments[0])):
        print(json.dumps({"id": one.document, "start": one.start, "end": one.end, "speaker": list(one.speaker)}))


if __name__ == "__main__":
    main(sys.argv[1:])
