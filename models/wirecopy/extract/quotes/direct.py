"""Direct quotes: quotations that stand for themselves, put together by the rule of segments.

The rule: a segment with a cue of its own is a quote of its own; one without joins its neighbour's quote in the same
paragraph, and across paragraphs where the paragraph before left its quotation open. A quotation inside somebody's
reported clause ("called it “a farce”") is a fragment and not a segment.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.attribution import Attributed, attribution, ends_sentence
from wirecopy.extract.quotes.marks import Quotation, quotations
from wirecopy.extract.quotes.parse import ParsedCue

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")

#: A quotation of fewer words without a cue is a title, a nickname or a scare quote.
FEWEST_WORDS = 3


@dataclass(slots=True)
class DirectQuote:
    """A direct quote in the making: its segments, and the attribution as soon as one is found."""

    segments: list[Quotation]
    attributed: Attributed | None
    #: The attribution was taken over from the quote before.
    carried: bool = False


@dataclass(slots=True)
class DirectQuotes:
    """What the quotations of a text came to."""

    quotes: list[DirectQuote] = field(default_factory=list)
    #: Quotations inside other people's sentences.
    fragments: list[Quotation] = field(default_factory=list)


def direct_quotes(text: str, body: Stretch, cues: Sequence[ParsedCue]) -> DirectQuotes:
    """Find the direct quotes of a stretch of text, paragraph by paragraph."""
    found = DirectQuotes()
    by_paragraph = _Shares(cues)
    for paragraph in _PARAGRAPH.finditer(text, *body):
        bounds = (paragraph.start(), paragraph.end())
        _read_paragraph(text, bounds, by_paragraph.until(bounds[1]), found)
    return found


class _Shares:
    """Deals the cues out to the paragraphs, each once."""

    def __init__(self, cues: Sequence[ParsedCue]) -> None:
        self._cues = cues
        self._next = 0

    def until(self, end: int) -> Sequence[ParsedCue]:
        """The cues that were not dealt out yet and stand before an offset."""
        first = self._next
        while self._next < len(self._cues) and self._cues[self._next].span[0] < end:
            self._next += 1
        return self._cues[first : self._next]


def _read_paragraph(text: str, bounds: Stretch, cues: Sequence[ParsedCue], found: DirectQuotes) -> None:
    marked = list(quotations(text, *bounds))
    outside = [cue for cue in cues if not any(q.inner[0] <= cue.span[0] < q.inner[1] for q in marked)]
    here: list[DirectQuote] = []
    waiting: list[Quotation] = []
    nearby: Attributed | None = None
    for position, quotation in enumerate(marked):
        room = (
            marked[position - 1].outer[1] if position else bounds[0],
            marked[position + 1].outer[0] if position + 1 < len(marked) else bounds[1],
        )
        attributed = attribution(text, quotation, room, outside)
        if attributed is not None and here and _same_cue(here[-1].attributed, attributed):
            attributed = None  # `"A," he said, "B"`: the cue behind A is not B's own
        free = _stands_free(text, quotation, bounds, attributed) or (bool(here) and _goes_on(text, here[-1], quotation))
        if not free:
            found.fragments.append(quotation)
            nearby = attributed or nearby
        elif attributed is not None:
            here.append(DirectQuote([*waiting, quotation], attributed))
            waiting = []
        elif here:
            here[-1].segments.append(quotation)
        else:
            waiting.append(quotation)
    if waiting:
        here = [*_without_cue(text, bounds, waiting, found, nearby), *here]
    elif here and _left_open(text, bounds, here[0], found):
        here[0].segments[:0] = found.quotes.pop().segments
    found.quotes.extend(here)


def _without_cue(
    text: str, bounds: Stretch, segments: list[Quotation], found: DirectQuotes, nearby: Attributed | None
) -> list[DirectQuote]:
    """A paragraph whose segments have no cue: it goes on from the one before, or its speaker does.

    `nearby` is the attribution of a fragment in the same paragraph: whoever said the fragment says the segments too.
    """
    before = found.quotes[-1] if found.quotes else None
    follows = before is not None and segments[0].outer[0] == bounds[0] and _adjoins(text, before, bounds)
    if before is not None and follows and before.segments[-1].unclosed:
        before.segments.extend(segments)
        return []
    if sum(len(_WORD.findall(text[slice(*one.inner)])) for one in segments) < FEWEST_WORDS:
        return []
    carried = nearby or (before.attributed if before is not None and follows else None)
    return [DirectQuote(segments, carried, carried=carried is not None)]


def _left_open(text: str, bounds: Stretch, first: DirectQuote, found: DirectQuotes) -> bool:
    """Whether a paragraph's first quote closes one that the paragraph before left open, without a cue of its own."""
    before = found.quotes[-1] if found.quotes else None
    return (
        before is not None
        and before.attributed is None
        and before.segments[-1].unclosed
        and first.segments[0].outer[0] == bounds[0]
        and _adjoins(text, before, bounds)
    )


def _adjoins(text: str, before: DirectQuote, bounds: Stretch) -> bool:
    """Whether a quote ends in the paragraph right before."""
    return "\n" not in text[before.segments[-1].outer[1] : bounds[0]].strip("\n")


def _stands_free(text: str, quotation: Quotation, bounds: Stretch, attributed: Attributed | None) -> bool:
    """Whether a quotation is a segment: it begins and ends like a sentence, or a cue right beside it says so."""
    words = len(_WORD.findall(text[slice(*quotation.inner)]))
    before = text[bounds[0] : quotation.outer[0]].rstrip()
    begins = not before or before[-1] in ".!?:" or (before[-1] in ',”"' and attributed is not None)
    last, after = text[quotation.inner[1] - 1], text[quotation.outer[1] : bounds[1]].lstrip()
    ends = last in ".,!?…—-" or not after or after[0] in ",.;" or quotation.unclosed
    if attributed is not None and attributed.where == "before":
        return words >= FEWEST_WORDS and (begins or text[quotation.inner[0]].isupper())
    return begins and ends and (words >= FEWEST_WORDS or attributed is not None)


def _same_cue(one: Attributed | None, other: Attributed) -> bool:
    return one is not None and one.cue == other.cue


def _goes_on(text: str, quote: DirectQuote, quotation: Quotation) -> bool:
    """`"A," he said, "B"`: nothing but the first part's attribution stands between the two."""
    begin, end = quote.segments[-1].outer[1], quotation.outer[0]
    attributed = quote.attributed
    return (
        attributed is not None
        and begin <= attributed.cue[0] < end
        and ends_sentence(text, begin, end) is None
        and text[begin:end].rstrip().endswith((",", "—", "-", ";"))
    )
