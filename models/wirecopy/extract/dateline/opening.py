"""Where a dateline can begin: at the first line of copy, after what wires put above it.

Above it may stand headlines, bylines, notes to editors ("(Adds details)"), bullets, lead markers ("(URGENT)"). Prose
may not: the first full sentence without a dateline ends the search, because a dateline opens the copy or is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: How far the search goes: lines with something on them, and code points.
_LINES = 12
_REACH = 2_000

#: A sentence of the copy is at least this long; what is shorter may be a headline with a full stop.
_SENTENCE = 100

#: How notes to editors, bullets and bylines begin; they are no copy even where they are sentences.
_NOTE = re.compile(r"[*•·▪-]\s|(?:eds?|editors?|attn|note|by|por|par|von|di)\b", re.IGNORECASE)
#: What stands before the place on the same line: a marker of urgency or of the take, or a byline.
_MARKER = re.compile(
    r"\s*(?:\((?:urgent|lead|flash|bulletin|extra|rpt|corr(?:ected|ection)?|repeat|refile|updated?"
    r"|\d(?:st|nd|rd|th) (?:ld|lead))[^()\n]{0,30}\)"
    r"|(?:urgent|flash|bulletin|avance|extra|alert|rpt|eilmeldung|exclusive|refile|repeat|correct(?:ed|ion)"
    r"|(?:update|wrapup|lead)(?:\s\d{1,2})?|>>>\w+/)\s{0,2}[:-]{0,2}(?=[\s-]|(?<=-)))\s*",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\s*((?:[Bb]y|BY|Por|Par|Von|Di)\s[^\n]{3,70}?)(?:\s{2,}|\n)")
#: A place in capitals in the middle of a line, behind a headline that was glued to it.
_GLUED = re.compile(r"(?<=[a-z0-9’'?!\"”)])[ \t]+(?=[A-Z]{2,}|[A-Z][A-Z.]+ )")
_GLUED_REACH = 250
#: A byline that ends where the dateline begins.
_GLUED_BYLINE = re.compile(r"\b((?:By|BY) [^\W\d_a-z][^\n]{1,60}?)(?:,? in)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A place where a dateline may begin."""

    offset: int
    #: It opens the copy or a paragraph; a line inside a paragraph needs more proof.
    paragraph: bool = True
    #: It stands in the middle of a line, behind a headline or a byline; it needs more proof too.
    glued: bool = False
    #: The byline right before it.
    byline: str | None = None


def openings(text: str, start: int) -> Iterator[Opening]:
    """The places where a dateline may begin in a text whose copy begins at `start`, in order."""
    offset, paragraph, byline = start, True, None
    for _ in range(_LINES * 3):
        if offset >= min(len(text), start + _REACH):
            return
        end = text.find("\n", offset, offset + _REACH)
        end = len(text) if end < 0 else end
        line = text[offset : min(end, offset + _REACH)]
        if line.strip():
            yield from _of_line(text, offset, end, paragraph=paragraph, byline=byline)
            byline = _byline(line)
            if _is_copy(line.strip()):
                return
        paragraph = not line.strip() or _is_note(line.strip()) or text[end + 1 : end + 2].isspace()
        offset = end + 1


def _of_line(text: str, start: int, end: int, *, paragraph: bool, byline: str | None) -> Iterator[Opening]:
    """The openings of one line: its beginning, behind a marker or byline, behind a glued headline."""
    marker = _MARKER.match(text, start, end)
    begin = marker.end() if marker else start
    signed = _BYLINE.match(text, begin, end)
    if signed:
        yield Opening(offset=signed.end(), byline=signed[1].strip())
    yield Opening(offset=begin, paragraph=paragraph, byline=byline)
    for gap in _GLUED.finditer(text, begin, min(end, begin + _GLUED_REACH)):
        signed = _GLUED_BYLINE.search(text, begin, gap.start())
        yield Opening(offset=gap.end(), paragraph=paragraph, glued=True, byline=signed and signed[1])


def _is_copy(line: str) -> bool:
    """Whether a line is a sentence of the copy, after which no dateline comes."""
    return len(line) >= _SENTENCE and line.rstrip("\"'”’)")[-1:] in tuple(".!?") and not _is_note(line)


def _is_note(line: str) -> bool:
    """Whether a line is a note to editors, a bullet, a byline or a header line."""
    bracketed = line[0] in "([" and line[-1] in ")]"
    return bracketed or line.endswith("=") or bool(_NOTE.match(line))


def _byline(line: str) -> str | None:
    """The line, if it is a byline."""
    match = _BYLINE.match(line.strip() + "\n")
    return match[1] if match and match.end() == len(line.strip()) + 1 else None
