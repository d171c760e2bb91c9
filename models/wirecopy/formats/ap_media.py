"""AP Media API in JSON: an answer of its feed or search, one item, or the file that AP's agent writes.

    {"data": {"items": [{"meta": …, "item": {…}}, …]}}      feed and search
    {"data": {"item": {…}}, "nitf": …}                      one item; whoever fetched its copy may have put it beside
    {"item": {…}} or {…}                                    the item itself

AP keeps the copy apart: `renditions.nitf.href` says where it is. It is never fetched here. Where a message carries it
(`nitf` as the XML or as Superdesk parsed it, `body_nitf`, `body_html`), it is read; else the summary is the copy, and
the story says so.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wirecopy.errors import NotThisFormat
from wirecopy.formats import fields, metadata
from wirecopy.formats.anatomy import Anatomy, body_anatomy
from wirecopy.formats.claims import looks_like_json
from wirecopy.formats.clean import cleaned, one_line
from wirecopy.formats.contents import Contents, SetAside, Taken
from wirecopy.formats.item import Item, parsed
from wirecopy.formats.markup import plain_text
from wirecopy.formats.ninjs_copy import repeats
from wirecopy.formats.several import NO_TEXT, empty, gathered, numbered, objects
from wirecopy.story import PubStatus, RawStory

NAME = "ap-media"
ABOUT = "AP Media API in JSON: a feed, a search, or one item, with its copy if the message has it."
SPEC = "AP Media API 2.2, content metadata fields (https://developer.ap.org/ap-media-api/agent/Content_Metadata_Fields.htm)"
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=("headline", "title")),
    Taken(field="deck", where=("headline_extended", "description_summary"), clause="Where it says more than the copy."),
    Taken(
        field="body",
        where=("nitf", "nitf.body_html", "body_nitf", "body_html", "body_text", "description_summary"),
        clause="No fields of AP's but the last: the copy is a rendition, which whoever fetched it may have put there.",
    ),
    Taken(
        field="uri",
        where=("altids.itemid", "uri"),
        clause='itemid is "a unique ID that remains the same throughout all revisions"; uri without what follows "?".',
    ),
    Taken(field="version", where=("version",), clause='"0 for the initial version, 1 for the first version"'),
    Taken(field="sent", where=("versioncreated",)),
    Taken(field="first_sent", where=("firstcreated",)),
    Taken(field="language", where=("language",)),
    Taken(field="urgency", where=("urgency",), clause='"from 1 (the highest) to 8 (the lowest)"'),
    Taken(field="priority", where=("editorialpriority",), clause="AP's letters: f, b, u, r, d, a, s."),
    Taken(field="slug", where=("slugline",)),
    Taken(field="provider", where=("provider", "infosource[].name")),
    Taken(
        field="pub_status",
        where=("pubstatus",),
        clause='"Usable", "Embargoed", "Withheld", "Canceled (the same as Kill)"; embargoed, and no time: withheld.',
    ),
    Taken(field="ed_note", where=("ednote",)),
    Taken(field="embargoed_until", where=("embargoed",)),
    Taken(field="byline", where=("bylines[], by and title",)),
    Taken(field="located", where=("located", "datelinelocation.city"), clause="The place of the dateline as printed."),
)
_WHERE = {taken.field: taken.where for taken in TAKEN}

#: In every item, and in no other format: its two identities.
_MARKS = (b'"itemid"', b'"etag"')
_CONTENT = re.compile(r"<body\.content\b[^<>]*+>(.*?)(?:</body\.content>|\Z)", re.DOTALL)


def sniff(data: bytes) -> float:
    """How sure this is AP's: JSON with both identities that AP gives every item."""
    return 0.95 if looks_like_json(data) and all(mark in data for mark in _MARKS) else 0.0


def read(data: bytes) -> Contents:
    """Read every text story of a message; pictures and the like are set aside.

    Raises:
        NotThisFormat: it is other JSON, or none.
        Unreadable: "not-utf8", "not-json", "bad-field", "no-text" or "too-large".
    """
    if not looks_like_json(data):
        raise NotThisFormat("The bytes do not begin as JSON does.")
    value, repairs = parsed(data)
    items = _items(value)
    if not items:
        raise NotThisFormat("It is JSON, and no item of AP's.")
    return gathered(map(_read, numbered(items, repairs)))


def _items(value: object) -> list[Mapping[str, Any]]:
    """The items of a message, each with the copy that stands beside it."""
    if not isinstance(value, dict):
        return []
    data = value.get("data", value)
    listed = data.get("items") if isinstance(data, dict) else None
    if isinstance(listed, list):
        entries = [entry.get("item", entry) if isinstance(entry, dict) else entry for entry in listed]
        return objects(entries) if any(map(_is_item, entries)) else []
    item = data.get("item", data) if isinstance(data, dict) else None
    return [{**item, "nitf": value.get("nitf", item.get("nitf"))}] if isinstance(item, dict) and _is_item(item) else []


def _is_item(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("altids"), dict) and "itemid" in value["altids"]


def _read(item: Item) -> RawStory | SetAside:
    uri = _identity(item)
    kind = item.text("type") or "text"
    if what := NO_TEXT.get(kind.casefold()):
        return SetAside(what=what, uri=uri, because=f"type is {kind}")
    story = _story(item, uri)
    if not (story.headline or story.deck or story.body) and not (uri and story.pub_status == "canceled"):
        return empty(uri, "no headline, no summary, no copy")
    return story


def _story(item: Item, uri: str | None) -> RawStory:
    embargoed_until, status = _status(item)
    headline, deck, parts = _text(item)
    if "newscontent" not in item.texts("signals"):
        # "If the newscontent value is not present in the signals field, the content item may NOT be published to news
        # consumers at any time. For example, Advisories and Daybooks" (AP, Identifying Publishable Content).
        item.repairs.append("signals do not say newscontent: AP means it for editors, not for publication")
    return RawStory(
        format=NAME,
        headline=headline,
        deck=deck,
        body=parts.body,
        uri=uri,
        version=item.number_or_text("version"),
        sent=fields.time(item, *_WHERE["sent"]),
        first_sent=fields.time(item, *_WHERE["first_sent"]),
        language=item.text(*_WHERE["language"]),
        urgency=fields.urgency(item, "urgency"),
        priority=item.number_or_text("editorialpriority"),
        slug=item.text(*_WHERE["slug"]) or parts.slug,
        provider=_provider(item),
        pub_status=status,
        ed_note=fields.notes(item.text(*_WHERE["ed_note"]), parts.ed_note),
        embargoed_until=embargoed_until,
        byline=_byline(item) or parts.byline,
        located=item.text("located") or _city(item),
        section=parts.section,
        repairs=tuple(item.repairs),
    )


def _identity(item: Item) -> str | None:
    altids = _inner(item, "altids")
    itemid = fields.identity(altids, "itemid") if altids else None
    return itemid or (fields.identity(item, "uri") or "").partition("?")[0] or None


def _status(item: Item) -> tuple[datetime | None, PubStatus]:
    """The end of the embargo, and the status: "Embargoed" is "do not distribute the content item at this time"."""
    until, held = fields.embargo(item, *_WHERE["embargoed_until"])
    if item.needed_text("pubstatus").strip().casefold() == "embargoed":
        return until, "usable" if until else "withheld"
    return until, metadata.stricter(fields.status(item, *_WHERE["pub_status"]), held)


def _byline(item: Item) -> str | None:
    """Who wrote it, each with what they are: "MATT OTT, AP Business Writer"."""
    writers = [
        ", ".join(filter(None, (metadata.byline(writer.text("by")), writer.text("title"))))
        for writer in item.objects("bylines")
    ]
    return " and ".join(filter(None, writers)) or None


def _provider(item: Item) -> str | None:
    sources = (source.text("name") for source in item.objects("infosource"))
    return item.text("provider") or next(filter(None, sources), None)


def _city(item: Item) -> str | None:
    place = _inner(item, "datelinelocation")
    return place.text("city") if place else None


def _inner(item: Item, name: str) -> Item | None:
    """An object in an item, if it is one."""
    value = item.fields.get(name)
    return Item(value, f"{name} of {item.where}", item.repairs) if isinstance(value, dict) else None


# --- text -------------------------------------------------------------------------------------------------------------


def _text(item: Item) -> tuple[str, str, Anatomy]:
    headline = one_line(item.needed_text("headline")) or item.text("title") or ""
    extended, summary = (plain_text(item.text(name) or "") for name in _WHERE["deck"])
    body = _copy(item)
    deck = next((line for line in (extended, summary) if line and line != headline), "")
    if not body:
        instead = ": the summary was read as the copy" if summary else ""
        item.repairs.append(f"the copy is not in the message{_elsewhere(item)}{instead}")
        body, deck = summary, deck if deck != summary else ""
    text, repairs = cleaned(body)
    item.repairs.extend(repairs)
    parts = body_anatomy(text, headline)
    return headline, "" if repeats(parts.body, deck) else one_line(deck), parts


def _copy(item: Item) -> str:
    """The copy, if the message has it: beside the item, or in it."""
    nitf = item.fields.get("nitf")
    beside = _inner(item, "nitf")
    markup = nitf if isinstance(nitf, str) else (beside.needed_text("body_html") if beside else "")
    markup = markup or next((value for name in ("body_nitf", "body_html") if (value := item.needed_text(name))), "")
    content = _CONTENT.search(markup)
    return plain_text(content[1] if content else markup) or item.needed_text("body_text")


def _elsewhere(item: Item) -> str:
    """Where the copy is, without what identifies the reader; it is named, never fetched."""
    renditions = _inner(item, "renditions")
    nitf = _inner(renditions, "nitf") if renditions else None
    address = (nitf.text("href") or "").partition("?")[0] if nitf else ""
    return f" but at {address}" if address else ""
