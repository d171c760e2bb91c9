"""The unit in which quotes are counted: the fragment, and the words and quotation marks that it is made of.

A quote is exploded into its parts, and a part is cut at the ends of paragraphs, so a quotation of several paragraphs is
several fragments, and one that its attribution breaks ("A," he said, "B") is two. Parts with nothing but punctuation
between them are joined. Blanks, quotation marks and punctuation at the ends do not count, nor does a leading "that":
people who mark quotes differ in them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Literal

Stretch = tuple[int, int]
Kind = Literal["direct", "mixed", "indirect"]

WORD = re.compile(r"\w+(?:['’]\w+)*")
PARAGRAPH = re.compile(r"[^\n]+")
EDGE = frozenset(" \t\r\n\xa0,.;:!?-–—…'\"“”‘’`()[]«»„*")
OPENING, CLOSING = frozenset("“„«"), frozenset("”»")

#: A stretch is direct with this share of its letters and digits inside quotation marks, and indirect with that one.
DIRECT, INDIRECT = 0.95, 0.02


class Page:
    """A story's text, its words, and which of its characters stand inside quotation marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Stretch] = [found.span() for found in WORD.finditer(text)]
        self._starts = [start for start, _ in self.words]
        self._inside = inside_marks(text)

    def words_in(self, start: int, end: int) -> frozenset[int]:
        """The numbers of the words that a stretch touches."""
        first = bisect_left(self._starts, start)
        if first and self.words[first - 1][1] > start:
            first -= 1
        return frozenset(range(first, bisect_left(self._starts, end)))

    def word(self, number: int) -> str:
        """A word in small letters."""
        start, end = self.words[number]
        return self.text[start:end].lower()

    def kind(self, start: int, end: int) -> Kind | None:
        """Direct, mixed or indirect, by the share of letters inside quotation marks; None where there is no letter."""
        letters = [at for at in range(start, end) if self.text[at].isalnum()]
        if not letters:
            return None
        share = sum(self._inside[at] for at in letters) / len(letters)
        return "direct" if share >= DIRECT else "indirect" if share <= INDIRECT else "mixed"


def fragments(text: str, parts: Iterable[Stretch]) -> list[Stretch]:
    """The fragments of one quote, in order; one that is all punctuation comes out empty (start >= end)."""
    joined: list[Stretch] = []
    for start, end in _cut_at_paragraphs(text, sorted(parts)):
        if joined and _only_punctuation(text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [trimmed(text, start, end) for start, end in joined]


def trimmed(text: str, start: int, end: int) -> Stretch:
    """The stretch without what does not count at its ends."""
    while True:
        while start < end and text[start] in EDGE:
            start += 1
        while end > start and text[end - 1] in EDGE:
            end -= 1
        if text[start : start + 5].lower() != "that ":
            return start, end
        start += 5


def inside_marks(text: str) -> bytearray:
    """One byte for each character: 1 inside quotation marks, marks included.

    Paragraph by paragraph; a quotation that is left open runs to the paragraph's end, as newspapers print quotations of
    several paragraphs. Single quotation marks do not count.
    """
    inside = bytearray(len(text))
    for paragraph in PARAGRAPH.finditer(text):
        opened: int | None = None
        for start, end, opens, closes in _marks(text, *paragraph.span()):
            if opened is None and opens:
                opened = start
            elif opened is not None and closes:
                inside[opened:end] = b"\1" * (end - opened)
                opened = None
        if opened is not None:
            inside[opened : paragraph.end()] = b"\1" * (paragraph.end() - opened)
    return inside


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool, bool]]:
    """Each quotation mark of a paragraph: where it stands, whether it may open, whether it may close."""
    at = start
    while at < end:
        mark, wide = text[at], text[at : at + 2]
        if wide in {"''", "``"}:
            yield at, at + 2, True, wide == "''"
            at += 1
        elif mark == '"':
            before = text[at - 1] if at > start else " "
            after = text[at + 1] if at + 1 < end else " "
            yield at, at + 1, not after.isspace() and not before.isalnum(), True
        elif mark in OPENING or mark in CLOSING:
            yield at, at + 1, mark in OPENING, mark in CLOSING
        at += 1


def _cut_at_paragraphs(text: str, parts: Iterable[Stretch]) -> Iterator[Stretch]:
    for start, end in parts:
        for piece in PARAGRAPH.finditer(text, start, end):
            yield piece.span()


def _only_punctuation(between: str) -> bool:
    return "\n" not in between and not re.search(r"\w", between)
