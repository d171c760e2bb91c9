"""Headline, deck and copy of a ninjs item, whichever version it has, and however its text is marked up."""

import re
from collections.abc import Iterator
from dataclasses import replace

from wirecopy.formats.anatomy import Anatomy, body_anatomy
from wirecopy.formats.clean import cleaned, one_line
from wirecopy.formats.item import Item
from wirecopy.formats.markup import looks_like_html, plain_text

_DECK_ROLES = ("deck", "subheadline", "subhead", "subtitle", "standfirst")
#: Descriptions that speak of a picture or of who made it.
_NO_DECK_ROLES = ("caption", "creditline", "writer")
#: TT opens its copy with a vignette, the subject in a word, and its own name: <span class="vignette">Fotboll</span>
#: <span class="source">TT</span>. As plain text that is "FotbollTT" or "Fotboll TT", which is no copy.
_VIGNETTE = re.compile(r'<span class="vignette">([^<>]{1,60})</span>\s*<span class="source">([^<>]{1,60})</span>')


def text_of(item: Item) -> tuple[str, str, Anatomy]:
    """Headline, deck, and what was read from the body; the description is the body where there is none."""
    headlines = _headlines(item)
    headline = next((value for role, value in headlines if role in ("main", "")), "")
    headline = headline or next((value for role, value in headlines if role not in _DECK_ROLES), "")
    deck = next((value for role, value in headlines if role in _DECK_ROLES), "")
    body, description = _body(item), _description(item)
    if description and not body:
        item.repairs.append("there is no body: the description was read as the copy")
        body = description
    elif not deck and not repeats(body, description):
        deck = one_line(description)
    text, repairs = cleaned(body)
    item.repairs.extend(repairs)
    return headline, deck, _without_vignette(item, body_anatomy(text, headline))


def _without_vignette(item: Item, parts: Anatomy) -> Anatomy:
    """TT's vignette is a section line: looked for in the markup, left out wherever the copy begins with it."""
    found = next((match for how, value in _bodies(item) if how == "html" and (match := _VIGNETTE.search(value))), None)
    if found is None:
        return parts
    vignette, source = plain_text(found[1]), plain_text(found[2])
    opening, _, rest = parts.body.partition("\n")
    line = "".join(opening.split()) == "".join((vignette + source).split())
    return replace(parts, section=parts.section or vignette, body=rest.lstrip("\n") if line else parts.body)


def _headlines(item: Item) -> list[tuple[str, str]]:
    """Every headline with its role: ninjs 1.x has them as fields, 2.x and 3.x as objects; else the title."""
    names = sorted(name for name in item.fields if name.startswith("headline_"))
    found = [("", _unmarked(item.needed_text("headline")))]
    found += [(name.removeprefix("headline_").casefold(), _unmarked(item.needed_text(name))) for name in names]
    found += [
        ((entry.text("role") or "").casefold(), _unmarked(entry.needed_text("value"), _media_type(entry)))
        for entry in item.needed_objects("headlines")
    ]
    lines = [(role, one_line(value)) for role, value in found]
    return [(role, line) for role, line in lines if line] or [("", item.text("title") or "")]


def _body(item: Item) -> str:
    """The body as plain text. The plain rendition is the truest, unless only the marked-up one has paragraphs."""
    found: dict[str, str] = {}
    for how, value in _bodies(item):
        if value.strip():
            found.setdefault(how, value)
    plain, markup = found.get("plain", ""), found.get("html", "")
    if markup and "\n" not in plain.strip():
        return plain_text(markup) or plain
    if not plain and (other := found.get("other")):
        item.repairs.append("the body is in a format that ninjs items are not read in: its tags were left out")
        return plain_text(other)
    return plain


def _bodies(item: Item) -> Iterator[tuple[str, str]]:
    """Every body with how it is to be read ("plain", "html", "other"), the main one first."""
    for name in sorted(name for name in item.fields if name.startswith("body_")):
        value = item.needed_text(name)
        yield _how("", name.removeprefix("body_"), value), value
    entries = item.needed_objects("bodies")
    for entry in sorted(entries, key=lambda entry: entry.text("role") != "main"):
        value = entry.needed_text("value")
        yield _how(_media_type(entry), entry.text("role") or "", value), value


def _media_type(entry: Item) -> str:
    """The content type of a 2.x or 3.x entry without its parameters ("text/html"); "" if it has none."""
    return (entry.text("contentType", "contenttype") or "").partition(";")[0].strip().casefold()


def _unmarked(value: str, media_type: str = "") -> str:
    """A headline or a description without its tags, if it has any."""
    return plain_text(value) if "html" in media_type or looks_like_html(value) else value


def _how(media_type: str, role: str, value: str) -> str:
    """How a body is to be read: by its content type, else by its role, else by its looks."""
    if media_type and "html" not in media_type and media_type != "text/plain":
        return "other"
    if "html" in media_type or (not media_type and "html" in role.casefold()):
        return "html"
    if media_type or role == "text":
        return "plain"
    return "html" if looks_like_html(value) else "plain"


def _description(item: Item) -> str:
    """The abstract as plain text: ninjs 1.x's description_*, or the first description that is not about a picture."""
    names = sorted((n for n in item.fields if n.startswith("description_")), key=lambda n: (n != "description_text", n))
    found = [(name.removeprefix("description_"), item.text(name), "") for name in names]
    entries = item.objects("descriptions")
    found += [(entry.text("role") or "", entry.text("value"), _media_type(entry)) for entry in entries]
    for role, value, media_type in found:
        if value and not any(word in role.casefold() for word in _NO_DECK_ROLES):
            return _unmarked(value, media_type)
    return ""


def repeats(body: str, description: str) -> bool:
    """Whether the description is only the beginning of the body over again, in words: marks and dashes get lost."""
    return _words(description) in _words(body[: len(description) + 1000])


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
