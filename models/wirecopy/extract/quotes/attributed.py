"""The quotes that a cue of their own sentence governs: what the scorer found, in code points and in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.cues import CueRead, CueReader
from wirecopy.extract.quotes.kind import touching
from wirecopy.extract.quotes.marks import Quotation
from wirecopy.extract.quotes.mention import mention_of
from wirecopy.extract.quotes.scorer import Scorer
from wirecopy.extract.quotes.spans import Run, Scoped, scoped, without_overlaps
from wirecopy.extract.quotes.tokens import Labels, Tokens

#: From these log odds on a quote is one; tuned on a tenth of the training stories.
_ENOUGH = 0.0

#: From these log odds on a cue introduces the paragraph behind its colon, though its sentence holds no quote.
_INTRODUCES = -2.0

#: Reported speech of fewer words says nothing that could be quoted.
_FEWEST_WORDS = 3

_WORD = re.compile(r"\w+")

#: "asking not to be named": the terms of the talk, and nothing that was said in it.
_NO_NAME = re.compile(
    r"(?:that )?(?:not )?to (?:not )?be (?:named|identified|quoted)\b|(?:he|she|they) not be (?:named|identified)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """A quote with its cue."""

    cue: CueRead
    parts: tuple[Stretch, ...]
    speaker: Stretch | None
    #: 0 to 1.
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributions:
    """What the cues of a text came to."""

    quotes: tuple[Attributed, ...]
    #: First code point and speaker of each likely cue, whether or not its sentence holds a quote.
    introductions: tuple[tuple[int, Stretch | None], ...]


def attributions(text: str, tokens: Tokens, scorer: Scorer, marked: Sequence[Quotation]) -> Attributions:
    """Find the quotes that cues govern.

    Args:
        text: the story's text.
        tokens: its tokens.
        scorer: the learned part.
        marked: the quotations of the text, in order.
    """
    reader = CueReader(text, tokens, scorer.labels)
    likely = [one for scored in scorer.scored(tokens) if (one := scoped(scored)) is not None]
    said = [one for one in likely if one.score > _ENOUGH and not reader.says_nothing(one.cue, one.speaker)]
    quotes = [_attributed(text, tokens, reader, scorer.labels, marked, one) for one in without_overlaps(tokens, said)]
    return Attributions(
        quotes=tuple(one for one in quotes if _says_something(text, one, marked)),
        introductions=tuple(
            (int(tokens.start[one.cue]), _speaker(text, tokens, scorer.labels, one))
            for one in likely
            if one.cue_score > _INTRODUCES
        ),
    )


def _attributed(
    text: str, tokens: Tokens, reader: CueReader, labels: Labels, marked: Sequence[Quotation], one: Scoped
) -> Attributed:
    cue = reader.read(one.cue)
    return Attributed(
        cue=cue,
        parts=tuple(_part(text, tokens, cue.span, run, marked) for run in one.runs),
        speaker=_speaker(text, tokens, labels, one),
        confidence=round(1 / (1 + exp(-min(30.0, one.score / 2))), 2),
    )


def _speaker(text: str, tokens: Tokens, labels: Labels, one: Scoped) -> Stretch | None:
    return mention_of(text, tokens, labels, one.speaker) if one.speaker is not None else None


def _part(text: str, tokens: Tokens, cue: Stretch, run: Run, marked: Sequence[Quotation]) -> Stretch:
    """A run in code points; one that is most of a quotation is the quotation, with the commas inside it."""
    start, end = int(tokens.start[run[0]]), int(tokens.end[run[1] - 1])
    around = touching((start, end), marked)
    if len(around) == 1:
        (first, last), outer = around[0].inner, around[0].outer
        within = outer[0] <= start and end <= outer[1]
        if within and not first <= cue[0] < last and 2 * (end - start) >= last - first:
            return first, last
    if around and not _has_letters(text, end, around[-1].outer[1]) and end < around[-1].outer[1]:
        end = around[-1].outer[1] if start < around[-1].outer[0] else around[-1].inner[1]
    if around and not _has_letters(text, around[0].outer[0], start) and start > around[0].outer[0]:
        start = around[0].outer[0] if end > around[0].outer[1] else around[0].inner[0]
    return start, end


def _has_letters(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))


def _says_something(text: str, one: Attributed, marked: Sequence[Quotation]) -> bool:
    """Whether there are words enough; in quotation marks one will do: "No," he said."""
    start, end = one.parts[0]
    if _NO_NAME.match(text, start, end):
        return False
    quoted = any(quotation.inner[0] <= start and end <= quotation.inner[1] for quotation in touching((start, end), marked))
    return quoted or sum(len(_WORD.findall(text, *part)) for part in one.parts) >= _FEWEST_WORDS
