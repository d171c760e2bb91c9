"""Stories with people's annotations, as the scorer sees them: tokens, cues, pairs, and what is right of each."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from wirecopy.extract.quotes.marks import quotations
from wirecopy.extract.quotes.pairing import Pairing, Pairs
from wirecopy.extract.tokens import Ints, Labels, Tokens, tokens_of

#: First and last code point of a stretch.
Stretch = Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One annotated attribution, in tokens."""

    cue: int
    pieces: tuple[tuple[int, int], ...]
    speaker: int | None
    #: Speech, not a belief or an intention.
    speech: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as arrays, with its attributions."""

    id: str
    doc: Doc
    tokens: Tokens
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is right: for each token whether it cues anything and whether it cues speech; for each pair of `Scored`."""

    tokens: npt.NDArray[np.float32]
    pairs: npt.NDArray[np.float32]


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines, gunzipped where it ends in .gz."""
    held = path.read_bytes()
    lines = (gzip.decompress(held) if path.suffix == ".gz" else held).decode("utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def stories(nlp: Language, found: Sequence[Mapping[str, Any]], labels: Labels) -> Iterator[Story]:
    """Parse annotated records, in their order."""
    for record, doc in zip(found, nlp.pipe((str(one["text"]) for one in found), batch_size=16), strict=True):
        text = str(record["text"])
        tokens = tokens_of(doc, list(quotations(text)), labels)
        quotes = record["quotes"]
        said = [one for quote in quotes if (one := attribution(tokens, text, quote)) is not None]
        yield Story(id=str(record["id"]), doc=doc, tokens=tokens, attributions=tuple(said))


def attribution(tokens: Tokens, text: str, quote: Mapping[str, Any]) -> Attribution | None:
    """An annotated quote in tokens; None where it has no cue, or nothing said."""
    if quote.get("ignore") or not quote.get("cue"):
        return None
    cue = top(tokens, quote["cue"])
    parts: Iterable[Stretch] = quote.get("parts") or [[quote["start"], quote["end"]]]
    pieces = [piece for part in parts if (piece := _piece(tokens, text, part)) is not None]
    if cue is None or not pieces:
        return None
    return Attribution(
        cue=cue,
        pieces=tuple(pieces),
        speaker=top(tokens, quote["speaker"]) if quote.get("speaker") else None,
        speech=quote["scope"] == "speech" or quote["kind"] != "indirect",
    )


def top(tokens: Tokens, stretch: Stretch) -> int | None:
    """The token of a stretch that the others hang on; of several the nearest to its sentence's root."""
    first, last = tokens.between(stretch[0], stretch[1])
    roots = [at for at in range(first, last) if not first <= tokens.head[at] < last or tokens.head[at] == at]
    return min(roots, key=lambda at: _depth(tokens, at), default=None)


def _depth(tokens: Tokens, at: int) -> int:
    depth = 0
    while tokens.head[at] != at and depth < 100:
        at, depth = int(tokens.head[at]), depth + 1
    return depth


def _piece(tokens: Tokens, text: str, part: Stretch) -> tuple[int, int] | None:
    """A piece without the punctuation at its ends and without a leading "that"."""
    first, last = tokens.between(part[0], part[1])
    while first < last and not _has_letters(tokens, text, first):
        first += 1
    while last > first and not _has_letters(tokens, text, last - 1):
        last -= 1
    if last - first > 1 and text[tokens.start[first] : tokens.end[first]].lower() == "that":
        first += 1
    return (first, last) if last > first else None


def _has_letters(tokens: Tokens, text: str, at: int) -> bool:
    return any(map(str.isalnum, text[tokens.start[at] : tokens.end[at]]))


def answers(story: Story, cues: Ints) -> tuple[Pairs, Answers]:
    """The pairs of some cues of a story with what is right of each."""
    those = Pairing(story.tokens).pairs(cues)
    by_cue: dict[int, list[Attribution]] = defaultdict(list)
    for one in story.attributions:
        by_cue[one.cue].append(one)
    right = np.zeros((len(those.token), 4), np.float32)
    for at, cue in enumerate(cues.tolist()):
        begin, (low, high) = int(those.begin[at]), those.first[at : at + 2].tolist()
        for one in by_cue.get(cue, ()):
            _mark(right[low:high], one, begin)
    token = np.zeros((len(story.tokens), 2), np.float32)
    for one in story.attributions:
        token[one.cue] = 1.0, max(token[one.cue, 1], float(one.speech))
    return those, Answers(tokens=token, pairs=right)


def _mark(right: npt.NDArray[np.float32], one: Attribution, begin: int) -> None:
    length = len(right)
    for first, last in one.pieces:
        low, high = max(first - begin, 0), min(last - begin, length)
        if high <= low:
            continue
        right[low:high, 0] = 1
        right[low, 1] = first >= begin
        right[high - 1, 2] = last - begin <= length
    if one.speaker is not None and 0 <= one.speaker - begin < length:
        right[one.speaker - begin, 3] = 1
