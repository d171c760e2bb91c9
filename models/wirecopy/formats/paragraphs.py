"""Where paragraphs begin and end in plain text, whether the wire broke its lines inside sentences or not.

Three habits are known. Copy from the web has one line per paragraph. Teleprinter copy (Reuters, AFP, dpa, press
releases) breaks lines at a fixed width, and marks paragraphs with an empty line, an indented first line, or both. A
table has short lines that must stay as they are.

A line break is a *wrap* if the next word would not have fitted on the line; only wraps are joined.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

#: Teleprinter lines have 60 to 80 characters; longer lines were not broken by a machine.
WIDEST = 100
NARROWEST = 40
#: How many characters a wrapped line may stay below the width: wires edit a line without breaking the paragraph anew.
SLACK = 10

#: How a sentence ends, closing brackets and quotation marks included.
SENTENCE_END = re.compile(r"""[.!?…:][)\]"'”’»]{0,3}(?: \([^()]{1,40}\))?$""")
_BROKEN_COMPOUND = re.compile(r"[^\W\d_]-$")
#: Columns of a table: three or more spaces, or a tab, between two words; after a full stop they are only a gap.
_COLUMNS = re.compile(r"[^\s.!?\"](?: {3,}+|\t[ \t]*+)\S")
#: Fields of a row without space between them: "Oslo;42;50;rn", "1|TWO TIME|2".
_FIELDS = re.compile(r"(?P<mark>[;|])[^\s;|][^;|]{0,40}(?P=mark)[^\s;|]")
#: What stands on a line of its own: a byline, a note to editors, a line in brackets, a bullet, a mark.
_OWN_LINE = re.compile(r"B[Yy] (?:[A-Z]|dpa).{0,45}$|E[Dd][Ss][.:]|\([^()]{1,90}\)$|[*•·=#>]")


class Paragraph(NamedTuple):
    """One paragraph, or one line of a table or list; a named tuple, for a message may hold a million of them."""

    text: str
    #: What stands between it and the one before: an empty line, or only a line end.
    apart: bool = True

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence ends."""
        return bool(SENTENCE_END.search(self.text[-60:]))


class _Line(NamedTuple):
    text: str
    #: Whether it begins with two or more spaces or with a tab. A single space begins many a wire's every line.
    indented: bool
    #: Whether an empty line stands before it.
    apart: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of clean text; wrapped lines are joined by a space, the rest is untouched."""
    lines = tuple(_lines(text))
    width = _width(lines)
    found: list[tuple[bool, list[str]]] = []
    last: _Line | None = None
    for line in lines:
        if last is not None and width and _is_wrap(last, line, width):
            found[-1][1].append(line.text)
        else:
            found.append((line.apart or line.indented or last is None or _ends_sentence(last), [line.text]))
        last = line
    return tuple(Paragraph(text=_glued(wrapped), apart=apart) for apart, wrapped in found)


def joined(paragraphs: tuple[Paragraph, ...]) -> str:
    """Paragraphs as copy: an empty line between them, a line end between the lines of a table or list."""
    return "".join(("\n\n" if p.apart else "\n") * bool(number) + p.text for number, p in enumerate(paragraphs))


def _lines(text: str) -> Iterator[_Line]:
    apart = True
    for line in text.split("\n"):
        if not line.strip():
            apart = True
            continue
        yield _Line(text=line.strip(" \t"), indented=line.startswith(("  ", "\t")), apart=apart)
        apart = False


def _width(lines: tuple[_Line, ...]) -> int:
    """The width that the lines were broken at; 0 if they were not.

    It is measured on lines that another line of the same paragraph follows. The ninth decile and not the longest,
    because an address of the web may stick out; if it is over `WIDEST`, a line is a paragraph. So it is if more lines
    than that, the last ones of paragraphs too, are longer than the width: nothing broke them.
    """
    inner = sorted(len(line.text) for line, following in pairwise(lines) if not (following.apart or following.indented))
    width = inner[len(inner) * 9 // 10] if inner else 0
    longer = sum(len(line.text) > width + SLACK for line in lines)
    return width if NARROWEST <= width <= WIDEST and longer * 10 <= len(lines) else 0


def _is_wrap(line: _Line, following: _Line, width: int) -> bool:
    # An indented line with a small letter goes on with the point of a list.
    begins = following.indented and not (line.indented and following.text[:1].islower())
    if following.apart or begins or _OWN_LINE.match(following.text) or "=" in (line.text[-1], following.text[-1]):
        return False
    if has_columns(line.text) or has_columns(following.text):
        return False
    word = following.text.split(" ", 1)[0]
    if len(line.text) + 1 + len(word) > width - SLACK:
        return True
    # A short line that breaks off before a small letter was edited after it was broken.
    return word[:1].islower() and len(line.text) > width // 2 and not _ends_sentence(line)


def has_columns(line: str) -> bool:
    """Whether a line is one of a table that is set with spaces or tabs."""
    if (";" in line or "|" in line) and _FIELDS.search(line):
        return True
    return ("   " in line or "\t" in line) and bool(_COLUMNS.search(line))


def _glued(lines: list[str]) -> str:
    """The lines of a paragraph as one; a compound that was broken at its hyphen is made whole."""
    if len(lines) == 1:
        return lines[0]
    pieces = [line if _BROKEN_COMPOUND.search(line) else f"{line} " for line in lines[:-1]]
    return "".join(pieces) + lines[-1]


def _ends_sentence(line: _Line) -> bool:
    return bool(SENTENCE_END.search(line.text[-60:]))
