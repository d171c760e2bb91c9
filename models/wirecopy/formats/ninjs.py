"""ninjs 1.0 to 1.6, 2.0 to 2.2, 3.0 and 3.1 (https://iptc.org/standards/ninjs/), and what is called so in practice.

What changed between the versions, and how both are read here:

    1.x                             2.x                          3.x
    headline, headline_*            headlines[role, value]       same
    body_text, body_html, body_*    bodies[role, contenttype]    bodies[role, contentType]
    description_*                   descriptions[role, value]    same
    byline                          by                           by
    versioncreated, pubstatus …     same                         versionCreated, pubStatus …
    embargoed                       embargoed                    embargoedUntil
    infosource                      infosources                  infoSources

A field is looked up under all its names, so that a mixture is read too; real feeds mix. Superdesk's `guid`, `source`
and `evolvedfrom` and TT's `replacing` are known, and so is the envelope of Superdesk's API ({"item": […]} or
{"_items": […]}) and a bare array of items.

Two decisions. An item that is a picture, a video, a sound or an event is no text story, whatever captions it has. And
an item without any text is an error, unless it says that a story is canceled: a kill must never be lost.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import metadata
from wirecopy.formats.anatomy import Anatomy, body_anatomy
from wirecopy.formats.charset import decoded
from wirecopy.formats.claims import BOM, looks_like_json
from wirecopy.formats.clean import cleaned, one_line
from wirecopy.formats.contents import Contents, SetAside, Taken
from wirecopy.formats.item import Item
from wirecopy.formats.markup import looks_like_html, plain_text
from wirecopy.formats.times import iso_time
from wirecopy.story import PubStatus, RawStory

NAME = "ninjs"
ABOUT = "ninjs, IPTC's news in JSON: versions 1.0 to 1.6, 2.0 to 2.2, 3.0 and 3.1; one item, or several in an array."
SPEC = "IPTC ninjs (https://iptc.org/standards/ninjs/)"
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=("headline", "headline_*", "headlines[role main]", "title")),
    Taken(field="body", where=("body_*", "bodies[]", "description_*")),
)

#: How many items one message may hold: a story is read as a whole or not at all, so a message must stay small.
MOST_ITEMS = 100

#: Names of the array in envelopes.
_ENVELOPES = ("item", "items", "_items")
#: What makes an object a ninjs item, if it is there.
_MARKS = ("headline", "headlines", "bodies", "descriptions", "standard", "$standard", "pubstatus", "pubStatus")
_MARK_PREFIXES = ("body_", "description_", "headline_")

#: Values of `type` that are no text story (ninjs 1.x enumeration, IPTC media types, and "photo", which many feeds say).
_NO_TEXT = {
    "picture": "a picture",
    "photo": "a picture",
    "image": "a picture",
    "graphic": "a graphic",
    "animation": "an animation",
    "video": "a video",
    "audio": "a sound",
    "event": "an event",
    "planning": "a planning item",
}
_DECK_ROLES = ("deck", "subheadline", "subhead", "subtitle", "standfirst")
#: Descriptions that speak of a picture or of who made it.
_NO_DECK_ROLES = ("caption", "creditline", "writer")


def sniff(data: bytes) -> float:
    """How sure this is ninjs: JSON, and the names of ninjs's text fields in it."""
    if not looks_like_json(data):
        return 0.0
    return 0.9 if any(name in data for name in (b'"headline', b'"bod', b'"description')) else 0.5


def read(data: bytes) -> Contents:
    """Read every text story of a message; pictures and the like are set aside.

    Raises:
        NotThisFormat: it does not look like JSON.
        Unreadable: "not-utf8", "not-json", "bad-field", "no-text", "too-large", or "unknown-format" for other JSON.
    """
    if not looks_like_json(data):
        raise NotThisFormat("The bytes do not begin as JSON does.")
    found = _items(_parsed(data))
    if len(found) > MOST_ITEMS:
        raise Unreadable(
            "too-large", f"The message holds {len(found):,} items; send at most {MOST_ITEMS} in one message."
        )
    stories: list[RawStory] = []
    set_aside: list[SetAside] = []
    empty: list[str] = []
    for number, fields in enumerate(found, start=1):
        item = Item(fields, f"Item {number}" if len(found) > 1 else "The item")
        if other := _no_text(item):
            set_aside.append(other)
            continue
        try:
            stories.append(_story(item))
        except Unreadable as error:
            if error.reason != "no-text" or len(found) == 1:
                raise
            empty.append(str(error))
    if not stories and not set_aside:
        raise Unreadable("no-text", f"None of the {len(found)} items is a text story. {' '.join(empty[:3])}".strip())
    if stories:
        stories[0] = replace(stories[0], repairs=stories[0].repairs + tuple(empty))
    return Contents(stories=tuple(stories), set_aside=tuple(set_aside))


def _no_text(item: Item) -> SetAside | None:
    """What the item is if it is no text story: a picture, a video, an event."""
    kind = item.text("type") or ""
    what = _NO_TEXT.get(kind.casefold())
    return SetAside(what=what, uri=item.text("uri", "guid"), because=f"type is {kind}") if what else None


def _parsed(data: bytes) -> Any:  # noqa: ANN401 - JSON of any shape
    try:
        return orjson.loads(data.removeprefix(BOM))
    except orjson.JSONDecodeError as error:
        decoded(data)
        raise Unreadable(
            "not-json", f"The message begins like JSON but does not parse ({error}); send one whole ninjs item."
        ) from None


def _items(value: object) -> list[dict[str, Any]]:
    """The items of a message: the value itself, the elements of an array, or what an envelope holds.

    Raises:
        Unreadable: an element is no object, or nothing in it looks like ninjs.
    """
    if isinstance(value, dict) and not _is_item(value):
        value = next((value[name] for name in _ENVELOPES if isinstance(value.get(name), list)), value)
    elements: list[object] = value if isinstance(value, list) else [value]
    if not elements or elements == [None]:
        raise Unreadable("no-text", "The message is JSON without an item in it; send a ninjs item.")
    items = [_object(element, number) for number, element in enumerate(elements, start=1)]
    if not any(_is_item(item) for item in items):
        names = one_line(", ".join(list(items[0])[:5]))[:120] or "nothing"
        raise Unreadable(
            "unknown-format",
            f"The message is JSON but not ninjs (it holds {names}); send ninjs with a headline or a body.",
        )
    return items


def _object(element: object, number: int) -> dict[str, Any]:
    if not isinstance(element, dict):
        raise Unreadable("bad-field", f"Item {number} is {metadata.kind(element)}; give an object, as ninjs has it.")
    return element


def _is_item(fields: Mapping[str, Any]) -> bool:
    return any(name in fields for name in _MARKS) or any(name.startswith(_MARK_PREFIXES) for name in fields)


def _story(item: Item) -> RawStory:
    status = _status(item)
    headline, deck, parts = _text(item)
    uri = _identity(item)
    if not (headline or deck or parts.body) and not (uri and status == "canceled"):
        raise Unreadable(
            "no-text", f"{item.where} has no text: no headline, no body, no description that is not empty."
        )
    return _told(item, uri=uri, status=status, headline=headline, deck=deck, parts=parts)


def _told(item: Item, *, uri: str | None, status: PubStatus, headline: str, deck: str, parts: Anatomy) -> RawStory:
    """The story with its metadata."""
    repairs = item.repairs
    embargoed_until, held = _embargo(item)
    return RawStory(
        format=NAME,
        headline=headline,
        deck=deck,
        body=parts.body,
        uri=uri,
        version=item.number_or_text("version"),
        sent=metadata.time("versioncreated", item.text("versionCreated", "versioncreated"), iso_time, repairs),
        first_sent=metadata.time("firstcreated", item.text("firstCreated", "firstcreated"), iso_time, repairs),
        language=item.text("language"),
        urgency=metadata.urgency(item.fields["urgency"], repairs) if item.has("urgency") else None,
        slug=item.text("slugline", "slug") or parts.slug,
        provider=_provider(item),
        pub_status="canceled" if status == "canceled" else held or status,
        ed_note="; ".join(note for note in (item.text("edNote", "ednote"), parts.ed_note) if note) or None,
        embargoed_until=embargoed_until,
        byline=metadata.byline(item.text("by", "byline")) or parts.byline,
        located=item.text("located"),
        section=parts.section,
        refers_to=tuple(dict.fromkeys(item.texts("evolvedfrom") + item.texts("replacing"))),
        repairs=tuple(repairs),
    )


def _identity(item: Item) -> str | None:
    uri = item.needed_text("uri") or item.needed_text("guid")
    if len(uri) > metadata.LONGEST_URI:
        raise Unreadable(
            "bad-field",
            f"{item.where} has a uri of {len(uri):,} characters; give one of at most {metadata.LONGEST_URI:,}.",
        )
    return uri or None


def _status(item: Item) -> PubStatus:
    """The publishing status. An unknown one is an error: taken as usable, it could be a kill that nobody sees."""
    value = item.needed_text("pubStatus") or item.needed_text("pubstatus")
    status = metadata.pub_status(value) if value else "usable"
    if status is None:
        raise Unreadable(
            "bad-field",
            f"{item.where} has the pubstatus {metadata.shown(value)}; give usable, withheld or canceled.",
        )
    return status


def _embargo(item: Item) -> tuple[datetime | None, PubStatus | None]:
    """The end of the embargo, and "withheld" if it cannot be read; a value of a wrong type is an embargo too."""
    values = (item.fields.get(name) for name in ("embargoedUntil", "embargoeduntil", "embargoed"))
    value = next((one_line(str(value)) for value in values if value not in (None, False)), None)
    return metadata.embargo("embargoed", value, iso_time, item.repairs)


def _provider(item: Item) -> str | None:
    """The provider: the info source with that role, else the first one, else Superdesk's source, else the owner."""
    sources = [source for source in item.objects("infoSources", "infosources", "infosource") if source.text("name")]
    provider = next((s for s in sources if s.text("role", "rel") == "provider"), sources[0] if sources else None)
    if provider is not None:
        return provider.text("name")
    return item.text("source", "copyrightHolder", "copyrightholder")


# --- text -------------------------------------------------------------------------------------------------------------


def _text(item: Item) -> tuple[str, str, Anatomy]:
    """Headline, deck, and what was read from the body; the description is the body where there is none."""
    headlines = _headlines(item)
    headline = next((value for role, value in headlines if role in ("main", "")), "")
    headline = headline or next((value for role, value in headlines if role not in _DECK_ROLES), "")
    deck = next((value for role, value in headlines if role in _DECK_ROLES), "")
    body, description = _body(item), _description(item)
    if description and not body:
        item.repairs.append("there is no body: the description was read as the copy")
        body = description
    elif not deck and not _repeats(body, description):
        deck = one_line(description)
    text, repairs = cleaned(body)
    item.repairs.extend(repairs)
    return headline, deck, body_anatomy(text, headline)


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


def _repeats(body: str, description: str) -> bool:
    """Whether the description is only the beginning of the body over again, in words: marks and dashes get lost."""
    return _words(description) in _words(body[: len(description) + 1000])


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
