"""Quotations that no cue of their sentence governs: whose they are, by what stands around them.

The rules, the surest first: a label before the words ("RUIZ: …"), a signature behind them ("…" — Ana Ruiz), the cue
right beside them, the colon before them, the quote that the same paragraph attributes, the colon at the end of the
paragraph before, a quotation that the paragraph before left open, and the speaker of the paragraph before.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.attributed import Attributed, Attributions
from wirecopy.extract.quotes.edges import is_title
from wirecopy.extract.quotes.marks import Quotation

_WORD = re.compile(r"\w+")

#: A quotation of fewer words that nobody is seen to say is a title, a nickname or a scare quote.
FEWEST_WORDS = 3

#: "WALLACE: …", "Q: …", "SEN. CRUZ: …" at the beginning of a quotation or a paragraph.
_LABEL = re.compile(r"[\"“„«]?((?:[A-Z][A-Z.'’-]{0,20} ){0,3}[A-Z][A-Z.'’-]{0,20}):[^\S\n]+(?=\S)")

#: `"…" ― Ana Ruiz`, on the same line or the next.
_SIGNATURE = re.compile(
    r"[^\S\n]*\n?[^\S\n]*(?:―|—|–|--?|~)[^\S\n]?((?:[A-Z@][\w.'’-]{0,30}|de|la|von|van|bin|al)"
    r"(?: (?:[A-Z@][\w.'’-]{0,30}|de|la|von|van|bin|al)){0,5})(?=[^\S\n]*(?:[,.(]|\n|$))"
)

_LINE_END = re.compile(r"\n")

#: How far behind a quotation of a letter its signature may stand, in code points.
_LETTER = 1000

#: How far from a quotation a cue may stand that its sentence's parse does not tie to it, in code points.
_REACH = 90

#: What ends a sentence or a paragraph between the two; titles and initials do not.
_BREAK = re.compile(r"\n|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])[.!?;][\"”’']?\s")


@dataclass(slots=True, kw_only=True)
class Floating:
    """A quotation, or several that belong together, with no cue in its sentence."""

    parts: list[Stretch]
    speaker: Stretch | None
    #: The quote that it goes on from: its number among the attributed ones.
    joins: int | None = None
    #: In words: what its speaker rests on.
    why: str = "quotation marks; no cue beside them"
    confidence: float = 0.5


@dataclass(slots=True, kw_only=True)
class _Around:
    """What was read so far, for the paragraphs behind it."""

    #: The last quotation, and who said it.
    last: Quotation | None = None
    speaker: Stretch | None = None
    floating: Floating | None = None
    joins: int | None = None
    found: list[Floating] = field(default_factory=list)


class Paragraphs:
    """Whose the floating quotations are, paragraph by paragraph.

    text: the story's text. found: what its cues came to.
    """

    def __init__(self, text: str, found: Attributions) -> None:
        self._text = text
        self._lines = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self._quotes: Sequence[Attributed] = found.quotes
        self._cues = [quote.cue.span[0] for quote in found.quotes]
        self._parts = sorted((part, number) for number, quote in enumerate(found.quotes) for part in quote.parts)
        self._starts = [part[0] for part, _ in self._parts]
        self._introductions = found.introductions
        self._introduced = [at for at, _ in found.introductions]
        self._subjects = found.subjects

    def read(self, marked: Sequence[Quotation]) -> list[Floating]:
        """The floating ones among the quotations of a section, in order."""
        around = _Around()
        for quotation in marked:
            if self._goes_back(quotation, around.last):
                around.speaker = around.floating = around.joins = None
            owner = self._owner(quotation)
            if owner is not None:
                around.speaker, around.floating, around.joins = self._quotes[owner].speaker, None, owner
                self._claims_open(quotation, owner, around)
            elif self._stands_free(quotation):
                self._place(quotation, around)
            else:
                continue
            around.last = quotation
        return around.found

    def _place(self, quotation: Quotation, around: _Around) -> None:
        """Add a floating quotation, alone or to the one before it."""
        found = (
            self._labelled(quotation)
            or self._signed(quotation)
            or self._beside_a_cue(quotation)
            or self._behind_a_colon(quotation)
            or self._same_paragraph(quotation)
            or self._introduced_by_colon(quotation)
            or self._goes_on(quotation, around)
            or Floating(parts=[quotation.inner], speaker=None)
        )
        before = around.floating
        opened = around.last is not None and around.last.unclosed and self._adjoins(around.last, quotation)
        if before is not None and opened and found.speaker == before.speaker and found.joins == before.joins:
            before.parts.extend(found.parts)
            return
        around.found.append(found)
        around.floating, around.joins, around.speaker = found, found.joins, found.speaker

    def _claims_open(self, quotation: Quotation, owner: int, around: _Around) -> None:
        """A quotation with a cue takes in the one that the paragraph before left open, if nobody else has it."""
        last = around.last
        if last is None or not last.unclosed or not around.found or not self._adjoins(last, quotation):
            return
        before = around.found[-1]
        if before.speaker is None and before.parts[-1] == last.inner:
            before.speaker, before.joins = self._quotes[owner].speaker, owner

    def _labelled(self, quotation: Quotation) -> Floating | None:
        label = _LABEL.match(self._text, quotation.outer[0])
        if label is not None and label.end() < quotation.inner[1]:
            words = (label.end(), quotation.inner[1])
            return self._said(words, label.span(1), "the label before the words", 0.9)
        begin = self._line_start(quotation.outer[0])
        label = _LABEL.match(self._text, begin)
        if label is not None and label.end() == quotation.outer[0]:
            return self._said(quotation.inner, label.span(1), "the label before the words", 0.9)
        return None

    def _signed(self, quotation: Quotation) -> Floating | None:
        signature = _SIGNATURE.match(self._text, quotation.outer[1]) or self._signature_of_line(quotation.outer[1])
        if signature is None:
            return None
        return self._said(quotation.inner, signature.span(1), "the signature behind the words", 0.85)

    def _beside_a_cue(self, quotation: Quotation) -> Floating | None:
        """The word that may cue right before it or right behind it, with nothing but its sentence between."""
        here = bisect_left(self._introduced, quotation.outer[0])
        behind = bisect_left(self._introduced, quotation.outer[1])
        ended = self._text[quotation.inner[1] - 1] == "."
        for number in (here - 1,) if ended else (behind, here - 1):
            if not 0 <= number < len(self._introductions):
                continue
            at, speaker = self._introductions[number]
            first, last = (at, quotation.outer[0]) if number < here else (quotation.outer[1], at)
            if speaker and last - first < _REACH and not _BREAK.search(self._text, first, last):
                return self._said(quotation.inner, speaker, "the cue beside it", 0.75)
        return None

    def _behind_a_colon(self, quotation: Quotation) -> Floating | None:
        """The subject of `Ruiz has a new slogan: "It floats."`, and the last cue's speaker."""
        begin = self._line_start(quotation.outer[0])
        before = self._text[max(begin, quotation.outer[0] - 3) : quotation.outer[0]].rstrip()
        speaker = self._last_speaker(begin, quotation.outer[0]) if before.endswith(":") else None
        return self._said(quotation.inner, speaker, "the colon before the words", 0.7) if speaker else None

    def _signature_of_line(self, begin: int) -> re.Match[str] | None:
        """The signature behind the last quotation of the line: a letter may quote, and go on."""
        last = max(self._text.rfind(mark, begin, self._line_end(begin)) for mark in '"”')
        return _SIGNATURE.match(self._text, last + 1) if last >= 0 else None

    def _same_paragraph(self, quotation: Quotation) -> Floating | None:
        """The quote whose cue stands before it in the paragraph, else the first behind it."""
        begin, end = self._line_start(quotation.outer[0]), self._line_end(quotation.outer[1])
        first, here, last = (bisect_left(self._cues, at) for at in (begin, quotation.outer[0], end))
        if here > first:
            number = here - 1
        elif last > here:
            number = here
        else:
            return None
        one = self._quotes[number]
        direct = any(part[0] > 0 and self._text[part[0] - 1] in "\"“„«'`" for part in one.parts)
        where = "before" if number < here else "behind"
        why = f"quotation marks; goes with the quote {where} it in the paragraph"
        joins = number if direct else None
        return Floating(parts=[quotation.inner], speaker=one.speaker, joins=joins, why=why, confidence=0.85)

    def _introduced_by_colon(self, quotation: Quotation) -> Floating | None:
        """`Ruiz put it like this:` and the words in a paragraph of their own."""
        begin = self._line_start(quotation.outer[0])
        before = self._text[:begin].rstrip() if begin < 400 else self._text[begin - 400 : begin].rstrip()
        if self._text[begin : quotation.outer[0]].strip() or not before.endswith(":"):
            return None
        end = begin - 1
        while end > 0 and self._text[end].isspace():
            end -= 1
        speaker = self._last_speaker(self._line_start(end), end)
        return self._said(quotation.inner, speaker, "the colon of the paragraph before", 0.8) if speaker else None

    def _last_speaker(self, begin: int, end: int) -> Stretch | None:
        """Who speaks by the last cue of a stretch, or by the subject of its last sentence if that is nearer."""
        at = bisect_right(self._introduced, end) - 1
        cue, speaker = self._introductions[at] if at >= 0 else (-1, None)
        at = bisect_right(self._subjects, (end, (end, end))) - 1
        subject, other = self._subjects[at] if at >= 0 else (-1, None)
        if cue >= max(begin, subject) and speaker is not None:
            return speaker
        return other if subject >= begin else None

    def _goes_on(self, quotation: Quotation, around: _Around) -> Floating | None:
        """The speaker of the paragraph before, where that one ended with a quotation."""
        last = around.last
        if last is None or around.speaker is None or not self._adjoins(last, quotation):
            return None
        sure = 0.9 if last.unclosed else 0.6
        why = "quotation marks; no cue of its own, so the speaker before goes on"
        joins = around.joins if last.unclosed else None
        return Floating(parts=[quotation.inner], speaker=around.speaker, joins=joins, why=why, confidence=sure)

    def _said(self, words: Stretch, speaker: Stretch, why: str, confidence: float) -> Floating:
        return Floating(parts=[words], speaker=speaker, why=f"quotation marks; {why}", confidence=confidence)

    def _owner(self, quotation: Quotation) -> int | None:
        """The attributed quote that holds at least half of a quotation."""
        start, end = quotation.inner
        at = bisect_right(self._starts, end)
        while at and self._parts[at - 1][0][1] > start:
            (first, last), number = self._parts[at - 1]
            at -= 1
            if start <= self._cues[number] < end:
                continue  # somebody inside the quotation speaks of what another said
            if 2 * (min(last, end) - max(first, start)) >= end - start:
                return number
        return None

    def _stands_free(self, quotation: Quotation) -> bool:
        """Whether it begins and ends like a sentence of its own, and has enough words."""
        text, (start, end) = self._text, quotation.inner
        if len(_WORD.findall(text, start, min(end, start + 200))) < FEWEST_WORDS or is_title(text, quotation.inner):
            return False
        before = text[max(0, quotation.outer[0] - 3) : quotation.outer[0]]
        before = before.rsplit("\n", 1)[-1].rstrip(" \t\xa0")
        sentence = not before or before[-1] in '.!?:"”'
        return sentence or (before[-1] in ",)" and text[start].isupper() and text[end - 1] in ".,!?…")

    def _goes_back(self, quotation: Quotation, last: Quotation | None) -> bool:
        """Whether a paragraph of the reporter's stands between two quotations."""
        return last is not None and not self._adjoins(last, quotation)

    def _adjoins(self, last: Quotation, quotation: Quotation) -> bool:
        """Whether a quotation stands in the paragraph of the last one, or begins the next."""
        between = self._text[last.outer[1] : quotation.outer[0]]
        head, line, tail = between.partition("\n")
        return not line or (not tail.strip() and len(head) < 400)

    def _line_start(self, at: int) -> int:
        return self._lines[bisect_right(self._lines, at) - 1]

    def _line_end(self, at: int) -> int:
        number = bisect_right(self._lines, at)
        return self._lines[number] - 1 if number < len(self._lines) else len(self._text)
