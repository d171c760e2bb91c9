"""The quotes that a cue of their own sentence governs: what the scorer found, in code points and in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

import numpy as np

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.cues import CueRead, read_cue
from wirecopy.extract.quotes.edges import pieces
from wirecopy.extract.quotes.grammar import NEVER, Grammar
from wirecopy.extract.quotes.kind import touching
from wirecopy.extract.quotes.marks import Quotation
from wirecopy.extract.quotes.mention import mention_of
from wirecopy.extract.quotes.scorer import Scorer
from wirecopy.extract.quotes.spans import Scoped, scoped, without_overlaps
from wirecopy.extract.tokens import Flags, Labels, Tokens

#: From these log odds on a quote is one; tuned on the development stories.
_ENOUGH = -2.0
#: Reported words whose cue is none of the known reporting words ("blocked the plan") need more.
_ENOUGH_OF_ANOTHER_WORD = 4.0
#: The clause or the matter that a reporting verb takes needs less.
_ENOUGH_IF_TAKEN = -15.0
#: Where nobody is seen to speak more is asked for.
_ENOUGH_UNSPOKEN = 4.0

#: Nobody speaks only where that leads the likeliest speaker by so much; words in quotation marks are somebody's.
_NOBODY_LEADS, _NOBODY_LEADS_QUOTED = 2.0, 5.0

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


class Introduction(NamedTuple):
    """A word that may cue a quotation beside it."""

    #: Its first code point.
    at: int
    speaker: Stretch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributions:
    """What the cues of a text came to."""

    quotes: tuple[Attributed, ...]
    #: Each word that may cue, whether or not its sentence holds a quote.
    introductions: tuple[Introduction, ...]
    #: First code point and mention of each sentence's subject.
    subjects: tuple[tuple[int, Stretch], ...] = ()


def attributions(text: str, tokens: Tokens, scorer: Scorer, marked: Sequence[Quotation]) -> Attributions:
    """Find the quotes that cues govern.

    Args:
        text: the story's text.
        tokens: its tokens.
        scorer: the learned part.
        marked: the quotations of the text, in order.
    """
    grammar = Grammar(text, tokens, scorer.labels)
    likely = [grammar.corrected(one) for scored in scorer.scored(tokens) if (one := scoped(scored)) is not None]
    said = [
        one
        for one in likely
        if (
            _is_enough(grammar, one)
            or (one.score > _ENOUGH_IF_TAKEN and grammar.takes(one.cue, one.runs[-1]))
            or grammar.closes(one.cue, one.begin, one.runs[0])
            or grammar.denies(one.cue, one.runs[-1])
        )
        and not grammar.says_nothing(one.cue, one.speaker)
    ]
    quotes = [_attributed(text, grammar, scorer.labels, marked, one) for one in without_overlaps(tokens, said)]
    return Attributions(
        quotes=tuple(one for one in quotes if _says_something(text, one, marked)),
        introductions=tuple(
            Introduction(
                at=int(tokens.start[one.cue]),
                speaker=_mention(text, tokens, scorer.labels, one, _NOBODY_LEADS_QUOTED),
            )
            for one in likely
        ),
        subjects=tuple(
            (int(tokens.start[at]), mention_of(text, tokens, scorer.labels, at))
            for at in np.flatnonzero(_are_subjects(tokens, scorer.labels)).tolist()
        ),
    )


def _confidence(score: float) -> float:
    """How sure a quote is, as annotated stories say: 3 in 5 at even odds, 4 in 5 at log odds of 4, then nearly all.

    What grammar alone found is as likely right as not.
    """
    return round(min(0.97, 1 - 0.4 * exp(-score / 5)) if score > 0 else 0.5, 2)


def _is_enough(grammar: Grammar, one: Scoped) -> bool:
    tokens = grammar.tokens
    if not _quoted(tokens, one):
        if one.speaker_lead <= NEVER:
            return False  # "Asked whether he would go, Ruiz said": nobody says who asked
        if not grammar.reports(one.cue) and one.score <= _ENOUGH_OF_ANOTHER_WORD:
            return False
    return one.score > (_ENOUGH if one.speaker_lead > -_leads(tokens, one) else _ENOUGH_UNSPOKEN)


def _leads(tokens: Tokens, one: Scoped) -> float:
    """By how much nobody must lead the speaker."""
    return _NOBODY_LEADS_QUOTED if _quoted(tokens, one) else _NOBODY_LEADS


def _quoted(tokens: Tokens, one: Scoped) -> bool:
    """Whether its pieces stand in quotation marks, and its cue outside."""
    return all(tokens.quotation[first] and not tokens.quotation[one.cue] for first, _ in one.runs)


def _mention(text: str, tokens: Tokens, labels: Labels, one: Scoped, leads: float) -> Stretch | None:
    return mention_of(text, tokens, labels, one.speaker) if one.speaker_lead > -leads else None


def _are_subjects(tokens: Tokens, labels: Labels) -> Flags:
    """The subjects of whole sentences: they speak where a sentence ends with a colon."""
    subject, root = labels.deps.index("nsubj"), labels.deps.index("ROOT")
    return np.asarray((tokens.dep == subject) & (tokens.dep[tokens.head] == root))


def _attributed(text: str, grammar: Grammar, labels: Labels, marked: Sequence[Quotation], one: Scoped) -> Attributed:
    tokens, cue = grammar.tokens, read_cue(text, grammar, labels, one.cue)
    return Attributed(
        cue=cue,
        parts=tuple(pieces(text, tokens, cue.span, one.runs, marked)),
        speaker=_mention(text, tokens, labels, one, _leads(tokens, one)),
        confidence=_confidence(one.score),
    )


def _says_something(text: str, one: Attributed, marked: Sequence[Quotation]) -> bool:
    """Whether there are words enough; in quotation marks one will do: "No," he said."""
    start, end = one.parts[0]
    if one.cue.lemma == "cite":
        return False  # "said the mayor, citing the police": whom it rests on, and nothing that they said
    if _NO_NAME.match(text, start, end):
        return False
    quoted = any(
        quotation.inner[0] <= start and end <= quotation.inner[1] for quotation in touching((start, end), marked)
    )
    return quoted or sum(len(_WORD.findall(text, *part)) for part in one.parts) >= _FEWEST_WORDS
