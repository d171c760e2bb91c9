"""Quotation marks: an automaton that finds what stands between them, paragraph by paragraph.

Handles the marks of all wires: curly and straight double quotes, the old wires' `` `` `` and `''`, guillemets, low
German quotes. A quotation that a paragraph leaves open runs to the paragraph's end, as newspapers do with quotations of
several paragraphs; it never runs on into the next one. Single quotes are nested quotations or apostrophes, never marks
of their own. Linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"``|''|[\"“”„‟«»]")

_OPENING = frozenset(("``", "“", "„", "«"))
_CLOSING = frozenset(("''", "”", "»"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What stands between two quotation marks. Offsets are code points."""

    #: The first code point of the opening mark, and one past the last of the closing mark.
    outer: tuple[int, int]
    #: The words: what stands between the marks, blanks at the ends left out.
    inner: tuple[int, int]
    #: Whether the paragraph ended before a closing mark came.
    unclosed: bool = False


def quotations(text: str, start: int = 0, end: int | None = None) -> Iterator[Quotation]:
    """The quotations of a stretch of text, in order; nested ones are part of the outer one, empty ones are left out."""
    for paragraph in _PARAGRAPH.finditer(text, start, len(text) if end is None else end):
        yield from _in_paragraph(text, paragraph.start(), paragraph.end())


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            opened = mark if _opens(text, mark, end) else None
        elif _closes(text, mark, opened, start):
            yield from _quotation(text, opened, mark.start(), mark.end())
            opened = None
    if opened is not None:
        yield from _quotation(text, opened, end, end, unclosed=True)


def _quotation(
    text: str, opened: re.Match[str], inner_end: int, outer_end: int, *, unclosed: bool = False
) -> Iterator[Quotation]:
    words = text[opened.end() : inner_end]
    first = opened.end() + len(words) - len(words.lstrip())
    last = first + len(words.strip())
    if last > first:
        yield Quotation(outer=(opened.start(), outer_end), inner=(first, last), unclosed=unclosed)


def _opens(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a mark opens a quotation. A straight one does before a word, not after one: 5'11" is a height.

    Newspapers of the old wires also open with two apostrophes, so these count as straight.
    """
    if mark.group() in _OPENING:
        return True
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < end else " "
    return not after.isspace() and not before.isalnum()


def _closes(text: str, mark: re.Match[str], opened: re.Match[str], start: int) -> bool:
    """Whether a mark closes the open quotation. A straight one does unless it stands before a word only."""
    if mark.group() in _CLOSING:
        return True
    if mark.group() in _OPENING:
        return mark.group() == "“" and opened.group() == "„"
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end() : mark.end() + 1]
    return not before.isspace() or not after.isalnum()
