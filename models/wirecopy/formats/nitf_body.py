"""The text of NITF elements, wherever they stand: a document of its own, or the content of NewsML.

NITF 3.6: `body` holds `body.head` (hedline, note, byline, distributor, dateline, abstract), `body.content` with the
copy, and `body.end` (tagline, bibliography). Namespaces make no difference: half of all feeds leave them out.

Each function takes `nitf`, its `body`, or an element that holds one of them.
"""

import re
from collections.abc import Iterator

from lxml import etree

from wirecopy.formats import metadata
from wirecopy.formats.clean import one_line
from wirecopy.formats.elements import all_text, elements, name, text_of, value
from wirecopy.formats.opening import place_of

#: Elements whose content is no copy: media and what is written about them, metadata, the readings of ruby text.
_DROPPED = {
    *("head", "body.head", "media", "img", "object", "nitf-table-metadata", "table-reference", "custom-table"),
    *("bibliography", "rt", "rp", "script", "style", "title"),
}
#: Elements that begin and end a paragraph (NITF 3.6: block content, and XHTML's where feeds mix them in).
_BLOCKS = {
    *("body", "body.content", "body.end", "block", "p", "hl1", "hl2", "bq", "credit", "pre", "hr", "fn", "note"),
    *("table", "caption", "nitf-table", "nitf-table-summary", "ul", "ol", "li", "dl", "dt", "dd", "tagline"),
    *("abstract", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div"),
}
#: White space that is not one space.
_SPACES = re.compile(r"[\t\r\n][ \t\r\n]*+| [ \t\r\n]++")
#: What parts the pieces of a place: "Newport News" and "VA".
_PARTS = re.compile(r"\s*,[\s,]*")


def body_text(element: etree._Element) -> str:
    """The copy, as paragraphs separated by an empty line: what stands in `body.content`, and the tagline.

    `<br/>` and the rows of a table are line ends, cells are separated by tabs, `<pre>` keeps its lines. Pictures with
    their captions, and notes that are not for publication, are left out. A block or a `body.content` may be given too.
    """
    copy = _Copy()
    _write(element, copy)
    copy.end("\n\n")
    return "".join(copy.done)


def headline(element: etree._Element) -> str:
    """The main headline (hedline/hl1), on one line; "" if there is none."""
    return value(element, ("//body.head/hedline/hl1", "//hedline/hl1", "//body.head/hedline"))


def deck(element: etree._Element) -> str:
    """The headline under it (hedline/hl2), else the abstract, on one line; "" for none, or the headline over again."""
    found = value(element, ("//body.head/hedline/hl2",)) or _abstract(element)
    return "" if found.casefold() == headline(element).casefold() else found


def byline(element: etree._Element) -> str | None:
    """Who wrote it, without "By"; the title (byttl) stands after a comma."""
    found = [metadata.byline(_byline(line)) for line in elements(element, "//body.head/byline")]
    return "; ".join(line for line in found if line) or None


def dateline(element: etree._Element) -> str:
    """The dateline as it is printed, on one line: "BEIJING, July 23"; "" if there is none."""
    found = next(iter(elements(element, "//body.head/dateline")), None)
    return "" if found is None else _parts(found)


def located(element: etree._Element) -> str | None:
    """The place that the dateline gives ("Newport News, VA"); None if it gives none."""
    for line in elements(element, "//body.head/dateline"):
        for place in elements(line, "location"):
            if found := _parts(place):
                return found
        dates = {text_of(date) for date in elements(line, "story.date")}
        written = " ".join(_texts(line))
        return None if written in dates else place_of(written)
    return None


def notes(element: etree._Element) -> tuple[str, ...]:
    """The notes that editors read and nobody else (note of type npa, or of class editorsnote)."""
    return tuple(text_of(note) for note in elements(element, "//note") if _is_private(note) and text_of(note))


# --- copy -------------------------------------------------------------------------------------------------------------


class _Copy:
    """Copy as it is written, line by line."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.pieces: list[str] = []
        #: What separates the line that is being written from the one before it.
        self.gap = ""
        self.in_row = 0

    def add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)

    def end(self, gap: str) -> None:
        """End a line or a paragraph; a cell of a table is never broken."""
        if self.in_row:
            self.pieces.append(" ")
            return
        line = ""
        if self.pieces:
            line = self.line()
            self.pieces.clear()
        if line:
            self.done += [self.gap, line] if self.done else [line]
            self.gap = gap
        elif len(gap) > len(self.gap):
            self.gap = gap

    def line(self) -> str:
        """What has been written of the line: white space is collapsed, cells are separated by tabs."""
        text = "".join(self.pieces)
        if "\n" in text or "  " in text or "\t" in text or "\r" in text:
            text = _SPACES.sub(" ", text)
        if "\x1f" not in text:
            return text.strip(" ")
        return "\t".join(cell.strip(" ") for cell in text.split("\x1f")).strip("\t")

    def line_break(self) -> None:
        """A break in a line; two of them make a paragraph."""
        self.end("\n" if self.in_row or self.line() else "\n\n")


def _write(element: etree._Element, copy: _Copy) -> None:
    """Write what an element holds; as deep as the parser lets a document be."""
    tag = name(element)
    if tag in _DROPPED or (tag == "note" and _is_private(element)):
        return
    if tag in _BLOCKS:
        copy.end("\n\n")
        _write_inner(element, copy, preformatted=tag == "pre")
        copy.end("\n\n")
    elif tag == "tr":
        copy.end("\n")
        copy.in_row += 1
        _write_inner(element, copy)
        copy.in_row -= 1
        copy.end("\n")
    elif tag in {"td", "th"}:
        _write_inner(element, copy)
        copy.add("\x1f")
    elif tag == "q":
        copy.add('"')
        _write_inner(element, copy)
        copy.add('"')
    elif tag == "br":
        copy.line_break()
    elif tag == "frac":  # 2<frac>…</frac> is "2 1/2"
        copy.add(" ")
        _write_inner(element, copy)
    else:
        _write_inner(element, copy)


def _write_inner(element: etree._Element, copy: _Copy, *, preformatted: bool = False) -> None:
    if preformatted and not copy.in_row:
        _write_lines(all_text(element), copy)
        return
    copy.add(element.text)
    for child in element:
        _write(child, copy)
        copy.add(child.tail)


def _write_lines(text: str, copy: _Copy) -> None:
    """Write preformatted text: its lines stay lines, its columns columns."""
    for number, part in enumerate(re.split(r"\n(?:[ \t]*+\n)+", text.strip("\n"))):
        if lines := part.strip("\n").rstrip():
            copy.done += ["\n\n" if number else copy.gap, lines] if copy.done else [lines]


def _is_private(note: etree._Element) -> bool:
    return note.get("type") == "npa" or note.get("noteclass") == "editorsnote"


# --- head -------------------------------------------------------------------------------------------------------------


def _abstract(element: etree._Element) -> str:
    found = next(iter(elements(element, "//body.head/abstract")), None)
    return "" if found is None else one_line(body_text(found))


def _byline(line: etree._Element) -> str:
    """A byline; the title of its person is set off by a comma."""
    titles = [text_of(title) for title in elements(line, "//byttl")]
    text = text_of(line)
    for title in filter(None, titles):
        before, found, after = text.rpartition(title)
        if found and before.strip(" ,"):
            text = f"{before.rstrip(' ,')}, {title}{after}"
    return text


def _parts(element: etree._Element) -> str:
    """The parts of a place or a dateline, separated by commas: "Newport News, VA"."""
    return ", ".join(part for text in _texts(element) for part in _PARTS.split(text) if part)


def _texts(element: etree._Element) -> Iterator[str]:
    """Every text in an element that is not empty."""
    return filter(None, (one_line(str(text)) for text in element.itertext()))
