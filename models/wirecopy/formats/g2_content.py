"""The content of a NewsML-G2 item: inline XML, inline data, and what stands elsewhere."""

import base64
import binascii
import html
import re
from collections.abc import Iterator

from lxml import etree

from wirecopy.errors import Unreadable
from wirecopy.formats import nitf_body, xml
from wirecopy.formats.charset import decoded
from wirecopy.formats.clean import one_line
from wirecopy.formats.elements import all_text, elements, name
from wirecopy.formats.markup import looks_like_html, plain_text
from wirecopy.formats.xhtml import Inline, copy_of

#: What TT's own elements are in HTML (contenttype application/ttnitf+xml). A CITAT is a paragraph that somebody says.
_TT = {
    "text": "div",
    "rubrik": "h1",
    "dat": "header",
    "ingress": "div",
    "brodtext": "div",
    "citat": "p",
    "mellis": "h3",
    "bild": "figure",
}
#: STT's editor leaves this in the text, where the element was meant.
_STRAY_DASH = re.compile("<endash>[-–]?</endash>")
#: A single paragraph around plain text says nothing.
_WRAPPER = re.compile(r"\s*<p>(?P<text>[^<]*)</p>\s*", re.IGNORECASE)
#: How many remote contents are named.
MOST_NAMED = 5


def content(item: etree._Element, headline: str, repairs: list[str]) -> Inline:
    """What the first rendition with text holds; remote content is noted and not fetched.

    Args:
        item: the news item; it cannot be used for its content again.
        headline: the headline of the metadata, "" if it has none.
        repairs: what is noted is added to it.
    """
    inline = next((found for found in _renditions(item, headline, repairs) if found.text), Inline())
    remote = elements(item, "contentSet/remoteContent")
    for found in remote[:MOST_NAMED]:
        address = found.get("href") or found.get("residref") or "without an address"
        repairs.append(f"{found.get('contenttype') or 'content'} {one_line(address)[:1000]} was not fetched")
    if len(remote) > MOST_NAMED:
        repairs.append(f"{len(remote) - MOST_NAMED} more remote contents were not fetched")
    return inline._replace(text=_STRAY_DASH.sub("–", inline.text))


def _renditions(item: etree._Element, headline: str, repairs: list[str]) -> Iterator[Inline]:
    for found in elements(item, "contentSet/inlineXML"):
        for root in found.iterchildren(etree.Element):
            yield _xml(root, headline)
        if not len(found):
            yield _data(found, headline, repairs)
    for found in elements(item, "contentSet/inlineData"):
        yield _data(found, headline, repairs)


def _xml(root: etree._Element, headline: str) -> Inline:
    """NITF as NITF, everything else as XHTML."""
    if name(root) != "nitf":
        return copy_of(root, headline, _TT if name(root) == "BODY" else None)
    title = nitf_body.headline(root) or one_line(next((all_text(found) for found in elements(root, "head/title")), ""))
    return Inline(
        headline=title,
        deck=nitf_body.deck(root),
        byline=nitf_body.byline(root),
        located=nitf_body.located(root),
        notes=nitf_body.notes(root),
        text=nitf_body.body_text(root),
    )


def _data(found: etree._Element, headline: str, repairs: list[str]) -> Inline:
    """Inline data: plain text, HTML that was escaped, a document that was escaped, or any of them in Base64."""
    text = _decoded(found, all_text(found), repairs)
    if not text.strip():
        return Inline()
    kind = (found.get("contenttype") or "").casefold()
    if "nitf" in kind or text.lstrip()[:5].casefold() in {"<nitf", "<?xml"}:
        try:
            return _xml(xml.parse(text.encode(), repairs), headline)
        except Unreadable as error:
            repairs.append(f"inline data was read without its tags: {error}")
            return Inline(text=plain_text(text))
    if wrapped := _WRAPPER.fullmatch(text):
        return Inline(text=html.unescape(wrapped["text"]))
    if "html" in kind or looks_like_html(text):
        return Inline(text=plain_text(text))
    return Inline(text=text)


def _decoded(found: etree._Element, text: str, repairs: list[str]) -> str:
    """Inline data out of its transfer encoding: "the encoding applied to the content before inclusion"."""
    encoding = found.get("encoding") or found.get("encodinguri") or ""
    if not encoding:
        return text
    if not encoding.casefold().endswith("base64") or "gzip" in encoding.casefold():
        repairs.append(f"inline data was ignored: its encoding is {one_line(encoding)[:60]}")
        return ""
    if not (found.get("contenttype") or "text/").startswith(("text/", "application/xhtml", "application/nitf")):
        return ""
    try:
        text, notes = decoded(base64.b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError, Unreadable):
        repairs.append("inline data was ignored: it is no Base64")
        return ""
    repairs.extend(notes)
    return text
