"""From scores to quotes: where a cue's quote begins and ends, and whose it is. One pass, no overlaps."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from wirecopy.extract.quotes.scorer import FIRST, INSIDE, LAST, SPEAKER, Scored
from wirecopy.extract.tokens import Floats, Tokens

#: First token, and one past the last.
Run = tuple[int, int]

#: How much each token inside counts against the two ends; tuned on the development stories.
_INSIDE_WEIGHT = 0.5

#: A piece of fewer tokens is not preferred, unless it is better by so much.
_FEWEST_TOKENS, _STRAY = 3, 5.0

#: A quote of two pieces, before and behind its cue, needs this much for the second.
_SECOND_PIECE = -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoped:
    """A cue with its quote and speaker, in tokens."""

    cue: int
    #: First token of the cue's sentence.
    begin: int
    #: Pieces of the quote, in order.
    runs: tuple[Run, ...]
    #: Head of the likeliest speaker's mention, and its log odds against nobody.
    speaker: int
    speaker_lead: float
    #: Log odds of the whole; 0 is even.
    score: float


def scoped(one: Scored) -> Scoped | None:
    """The best quote of a cue: the best piece on each side of it."""
    begin, end, at = 0, len(one.logits), one.cue - one.begin
    sides = [_best(one.logits, begin, at), _best(one.logits, at + 1, end)]
    found = [side for side in sides if side is not None]
    if not found:
        return None
    best = max(found, key=_weight)
    pieces = sorted(piece for score, piece in found if piece == best[1] or score > _SECOND_PIECE)
    speaker = int(one.logits[:, SPEAKER].argmax())
    return Scoped(
        cue=one.cue,
        begin=one.begin,
        runs=tuple((one.begin + first, one.begin + last) for first, last in pieces),
        speaker=one.begin + speaker,
        speaker_lead=float(one.logits[speaker, SPEAKER]) - one.nobody,
        score=best[0] + one.is_cue + one.is_speech,
    )


def _weight(piece: tuple[float, Run]) -> float:
    """How much a piece counts against the one on the cue's other side: a word or two are a stray as a rule."""
    score, (first, last) = piece
    return score if last - first >= _FEWEST_TOKENS else score - _STRAY


def without_overlaps(tokens: Tokens, found: Iterable[Scoped]) -> list[Scoped]:
    """The surest quotes that leave one another alone, in the order of their cues.

    A cue inside quotation marks comes last: what somebody says that another said is the outer one's.
    """
    taken = np.zeros(len(tokens), bool)
    kept: list[Scoped] = []
    for one in sorted(found, key=lambda one: (bool(tokens.quotation[one.cue]), -one.score)):
        if not any(taken[first:last].any() for first, last in one.runs):
            kept.append(one)
            for first, last in one.runs:
                taken[first:last] = True
    return sorted(kept, key=lambda scope: scope.cue)


def _best(logits: Floats, begin: int, end: int) -> tuple[float, Run] | None:
    """The best run of some tokens: the sum of what is inside, and its first and last token."""
    if end <= begin:
        return None
    some = logits[begin:end]
    running = np.r_[0.0, np.cumsum(some[:, INSIDE])] * _INSIDE_WEIGHT
    opening = some[:, FIRST] - running[:-1]
    best_opening = np.maximum.accumulate(opening)
    whole = best_opening + some[:, LAST] + running[1:]
    last = int(whole.argmax())
    first = int(opening[: last + 1].argmax())
    return float(whole[last]), (begin + first, begin + last + 1)
