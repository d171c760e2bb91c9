"""From scores to quotes: where a cue's quote begins and ends, and whose it is. One pass, no overlaps."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from wirecopy.extract.quotes.scorer import FIRST, INSIDE, LAST, SPEAKER, Scored
from wirecopy.extract.quotes.tokens import Floats, Tokens

#: First token, and one past the last.
Run = tuple[int, int]

#: How much each token inside counts against the two ends; tuned on a tenth of the training stories.
_INSIDE_WEIGHT = 0.5

#: A quote of two pieces, before and behind its cue, needs this much for the second.
_SECOND_PIECE = -1.0

#: A quote that shares more than this part of its tokens with a surer one is dropped.
_SHARED = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoped:
    """A cue with its quote and speaker, in tokens."""

    cue: int
    #: Pieces of the quote, in order.
    runs: tuple[Run, ...]
    #: Head of the speaker's mention, if one stands in the sentence.
    speaker: int | None
    #: Log odds of the whole; 0 is even.
    score: float
    #: Log odds of the cue alone.
    cue_score: float
    #: Log odds of the speaker against nobody and the next best.
    speaker_lead: float


def scoped(one: Scored) -> Scoped | None:
    """The best quote of a cue: the best piece on each side of it."""
    begin, end, at = 0, len(one.logits), one.cue - one.begin
    sides = [_best(one.logits, begin, at), _best(one.logits, at + 1, end)]
    found = [side for side in sides if side is not None]
    if not found:
        return None
    best = max(found)
    pieces = sorted(piece for score, piece in found if piece == best[1] or score > _SECOND_PIECE)
    speaker, lead = _speaker(one)
    return Scoped(
        cue=one.cue,
        runs=tuple((one.begin + first, one.begin + last) for first, last in pieces),
        speaker=speaker,
        score=best[0] + one.is_cue + one.is_speech,
        cue_score=one.is_cue,
        speaker_lead=lead,
    )


def without_overlaps(tokens: Tokens, found: Iterable[Scoped]) -> list[Scoped]:
    """The surest quotes that leave one another alone, in the order of their cues.

    A cue inside quotation marks comes last: what somebody says that another said is the outer one's.
    """
    taken = np.zeros(len(tokens), bool)
    kept: list[Scoped] = []
    for one in sorted(found, key=lambda one: (bool(tokens.quotation[one.cue]), -one.score)):
        length = sum(last - first for first, last in one.runs)
        if sum(int(taken[first:last].sum()) for first, last in one.runs) <= _SHARED * length:
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


def _speaker(one: Scored) -> tuple[int | None, float]:
    scores = one.logits[:, SPEAKER]
    best = int(scores.argmax())
    rest = np.delete(scores, best)
    lead = float(scores[best] - max(one.nobody, float(rest.max()) if len(rest) else one.nobody))
    return (one.begin + best, lead) if scores[best] > one.nobody else (None, float(one.nobody - scores[best]))
