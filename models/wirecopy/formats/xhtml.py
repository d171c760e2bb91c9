"""The copy of an XHTML document that stands in another XML document, and of what agencies put in its place.

Namespaces and the case of names make no difference: feeds leave namespaces out, inherit wrong ones, and shout.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from wirecopy.formats import metadata
from wirecopy.formats.anatomy import LONGEST_HEADLINE
from wirecopy.formats.elements import all_text, name, text_of
from wirecopy.formats.nitf_body import body_text
from wirecopy.formats.paragraphs import has_columns

#: Elements whose content is no copy; the headings of a header are, and are looked at before. HTML 5: a figure is
#: self-contained, and its caption with it; header, footer and nav are about the page.
_DROPPED = {
    *("head", "header", "footer", "nav", "figure", "figcaption", "img", "script", "style", "template", "noscript"),
    *("iframe", "object", "svg", "math", "video", "audio", "form", "select", "textarea", "button", "time", "byline"),
}
#: Classes of elements that hold no copy either: TT's line of topic and source above it.
_DROPPED_CLASSES = {"dat"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
#: A block that a div or a section is to HTML; NITF knows only the first.
_SAME = {"section": "div", "article": "div", "main": "div", "center": "div", "address": "div", "dialog": "div"}
_BLOCKS = {*_HEADINGS, "div", "li", "td", "br", "blockquote", "pre", "table"}
#: From how many lines on a single paragraph is a page of teleprinter copy.
TELEPRINTER_LINES = 4
#: Any white space but line ends.
_INDENTED = re.compile(r"[^\S\n]")


class Inline(NamedTuple):
    """What a document holds; what is not there is empty."""

    headline: str = ""
    deck: str = ""
    byline: str | None = None
    located: str | None = None
    notes: tuple[str, ...] = ()
    text: str = ""


def copy_of(root: etree._Element, headline: str = "", names: Mapping[str, str] | None = None) -> Inline:
    """The copy, and the headings above it. The tree is worked on: it cannot be used for anything else afterwards.

    Args:
        root: the document, or its body.
        headline: what the metadata says; a heading that says the same is left out, the next one is the deck.
        names: what elements of an agency's own stand for in HTML, by their names in small letters.
    """
    body = _normalised(root, names or {})
    byline = next((line for line in (text_of(found) for found in body.iter("byline")) if line), "")
    headings = [text_of(found) for header in body.iter("header") for found in header.iter("h1", "h2")][:2]
    _drop(body)
    headings = headings or list(_leading_headings(body, headline))
    own, deck = _assigned(headings, headline)
    return Inline(headline=own, deck=deck, byline=metadata.byline(byline), text=_text(body))


def _normalised(root: etree._Element, names: Mapping[str, str]) -> etree._Element:
    """The body, or the root if there is none; every name in it a plain one of HTML."""
    body: etree._Element | None = None
    for element in root.iter(etree.Element):
        local = name(element).casefold()
        element.tag = names.get(local) or _SAME.get(local, local)
        if local == "body" and body is None:
            body = element
    return root if body is None else body


def _drop(body: etree._Element) -> None:
    for element in list(body.iter()):
        if element.tag in _DROPPED or element.get("class") in _DROPPED_CLASSES:
            _cut(element)


def _cut(element: etree._Element) -> None:
    """Take an element out of its parent, and leave there what follows after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _leading_headings(body: etree._Element, headline: str) -> Iterator[str]:
    """The headings that stand before the first paragraph, two at most; they are cut out."""
    found: list[etree._Element] = []
    for element in body.iter():
        if element.tag in _HEADINGS:
            found.append(element)
        elif (element.text or "").strip() and element.getparent() not in found:
            break
    texts = [(element, text) for element in found[:3] if (text := text_of(element))]
    same = bool(texts) and texts[0][1].casefold() == headline.casefold()
    for element, text in texts[: 2 if same or not headline else 1]:
        if len(text) <= LONGEST_HEADLINE:
            _cut(element)
            yield text


def _assigned(headings: list[str], headline: str) -> tuple[str, str]:
    """The headline and the deck of the headings, where the metadata has this headline or none."""
    if not headings:
        return headline, ""
    if headline and headings[0].casefold() != headline.casefold():
        return headline, headings[0]
    return headline or headings[0], headings[1] if len(headings) > 1 else ""


def _text(body: etree._Element) -> str:
    """The text of the body. Teleprinter copy in one element keeps its lines, and so does a table set with spaces."""
    paragraphs = [element for element in body.iter("p") if all_text(element).strip()]
    if len(paragraphs) < 2 and not any(element.tag in _BLOCKS for element in body.iter() if element is not body):
        text = all_text(body)
        if _is_teleprinter(text):
            return textwrap.dedent(text).strip("\n")
    for element in paragraphs:
        lines = all_text(element).split("\n")
        if sum(has_columns(line) for line in lines) > 1:
            element.tag = "pre"
    return body_text(body)


def _is_teleprinter(text: str) -> bool:
    """Whether text was set in lines: several, and not every one indented, as by whoever made the XML look nice."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) >= TELEPRINTER_LINES and sum(bool(_INDENTED.match(line)) for line in lines) * 4 < len(lines) * 3
