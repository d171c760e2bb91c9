"""HTML bodies as plain text, paragraphs separated by an empty line.

The tags are read by one linear expression and not by the standard library's `html.parser`: in Python 3.11 that one
needs 14 seconds for 40 kB of "<a " (it is quadratic in unfinished tags), and it raises on "<![x". Attributes are
never needed here, so nothing is lost.
"""

import html
import re
from collections.abc import Iterator

#: A comment to its end (an unfinished one reaches to the end of the text, as in browsers), a declaration, or a tag.
#: No part can run past the next "<" except a comment, and an unfinished comment is the last token: linear on any
#: input.
_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
      | <[!?][^<>]*+>
      | <(?P<slash>/?)(?:\w++:)?+(?P<name>[A-Za-z][A-Za-z0-9]*+)
        (?: (?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+ | [^<>]*+ )>""",
    re.VERBOSE | re.DOTALL,
)
_COPY_TAG = re.compile(
    r"</(?:p|div|section|article|body|span|h[1-6]|a|b|blockquote|em|i|li|strong|sub|sup|table|u|ul)>|<(?:br|p) ?/?>",
    re.IGNORECASE,
)
_CDATA = ("<![CDATA[", "]]>")
#: Decimal character references beyond Unicode: `html.unescape` raises on thousands of digits.
_ENDLESS_REFERENCE = re.compile(r"&#[0-9]{8,}+;?")
#: White space of HTML that is no space. Replacing it, and looking for two literal spaces, is many times faster than a
#: class of characters.
_BLANKS = ("\n", "\t", "\r", "\f")
_MANY_SPACES = re.compile("  +")
_MANY_BREAKS = re.compile("\n\n\n+")

#: Elements whose content is no copy. A figure "can be moved away from the main flow […] without affecting the flow"
#: (HTML, 4.4.12): a picture with its caption and byline. One that is never closed is not believed: the copy follows it.
_DROPPED = {
    *("script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math"),
    *("select", "textarea", "button", "figure", "figcaption"),
}
#: Elements that begin and end a paragraph.
_BLOCKS = {
    *("html", "body", "main", "article", "section", "header", "footer", "nav", "aside", "div", "address", "center"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "pre", "hr", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "figure", "details", "summary", "dialog", "form"),
    *("fieldset", "legend", "hedline", "hl1", "hl2"),  # the last three are NITF's
}
_CELLS = {"td", "th"}


def looks_like_html(text: str) -> bool:
    """Whether text is an HTML fragment: it holds an end tag or a break of an element that copy is made of."""
    return bool(_COPY_TAG.search(text))


def plain_text(markup: str) -> str:
    """The copy of an HTML or XHTML fragment: entities decoded, scripts, styles and captions left out.

    Blocks and double breaks become an empty line, a single <br> a newline, <q> quotation marks; white space is
    collapsed as HTML does, non-breaking spaces stay.
    """
    for blank in _BLANKS:
        markup = markup.replace(blank, " ")
    for section in _CDATA:
        markup = markup.replace(section, "")
    text = "".join(_pieces(markup))
    text = "\n".join([line.strip(" ") for line in _MANY_SPACES.sub(" ", text).split("\n")])
    return _MANY_BREAKS.sub("\n\n", text).strip(" \n")


def _pieces(markup: str) -> Iterator[str]:
    """The text between the tags, and what the tags stand for."""
    dropping, depth, end = "", 0, 0
    last_figure = max(markup.rfind("</figure"), markup.rfind("</FIGURE"))
    for token in _TOKEN.finditer(markup):
        if not dropping:
            yield _text(markup[end : token.start()])
        end = token.end()
        name, closes = (token["name"] or "").lower(), bool(token["slash"])
        if dropping:
            depth += _step(token[0], closes) if name == dropping else 0
            dropping = dropping if depth > 0 else ""
        elif name == "figure" and end > last_figure:
            yield _break(name)
        elif name in _DROPPED and not closes and not token[0].endswith("/>"):
            dropping, depth = name, 1
        else:
            yield _break(name)
    if not dropping:
        yield _text(markup[end:])


def _step(tag: str, closes: bool) -> int:
    """How a tag of the element that is being dropped changes the depth."""
    if closes:
        return -1
    return 0 if tag.endswith("/>") else 1


def _break(name: str) -> str:
    if name in _BLOCKS:
        return "\n\n"
    if name in _CELLS:
        return " "
    return {"br": "\n", "q": '"'}.get(name, "")


def _text(text: str) -> str:
    return html.unescape(_ENDLESS_REFERENCE.sub("\ufffd", text)) if "&" in text else text
