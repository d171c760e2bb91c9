"""Reuters in JSON: Machine Readable News of LSEG (MRN_STORY), and items of Reuters Connect.

    {"altId": …, "headline": …, "body": …, "takeSequence": 1, …}                MRN_STORY as it comes over the wire
    {"guid": …, "timestamps": […], "data": {…}}, {"Items": [{"data": {…}}]}    MRN in files
    {"data": {"item": {"headLine": …, "bodyXhtml": …, "versionedGuid": …}}}     Reuters Connect: one item
    {"data": {"search": {"items": […]}}}                                        Reuters Connect: a search

Two decisions. The version of an MRN story is when it was created: takes are counted for alerts and for the story under
one identity, so that the first take would come after the third alert. And the urgency is no IPTC urgency: 1 is an
alert, and 3 every ordinary story.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from wirecopy.errors import NotThisFormat
from wirecopy.formats import fields, metadata
from wirecopy.formats.anatomy import body_anatomy
from wirecopy.formats.claims import looks_like_json
from wirecopy.formats.clean import cleaned, one_line
from wirecopy.formats.contents import Contents, SetAside, Taken
from wirecopy.formats.item import Item, parsed
from wirecopy.formats.markup import looks_like_html, plain_text
from wirecopy.formats.ninjs_copy import repeats
from wirecopy.formats.several import NO_TEXT, empty, gathered, numbered
from wirecopy.story import RawStory

NAME = "mrn"
ABOUT = "Reuters in JSON: LSEG's Machine Readable News (MRN_STORY), and items of Reuters Connect."
SPEC = (
    "LSEG Machine Readable News, data models and user guide 2.10 "
    "(https://developers.lseg.com/en/api-catalog/real-time-opnsrc/machine-readable-news); Reuters Connect, content API "
    "(https://reutersconnect.com)"
)
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=("headline", "headLine")),
    Taken(field="deck", where=("fragment", "intro"), clause="Reuters Connect, where it does not repeat the copy."),
    Taken(field="body", where=("bodyXhtmlRich", "bodyXhtml", "body")),
    Taken(
        field="uri",
        where=("altId", "guid", "uri", "versionedGuid", "versionedguid", "usn"),
        clause="altId has the primary news access code (PNAC), the same for all parts of a story. A version at the end "
        "of an identity is left out.",
    ),
    Taken(
        field="version",
        where=("version", "versionedGuid", "versionedguid", "versionCreated"),
        clause="MRN has no version that can be compared; a versioned identity ends with it.",
    ),
    Taken(field="sent", where=("versionCreated", "dateModified")),
    Taken(field="first_sent", where=("firstCreated", "dateCreated")),
    Taken(field="language", where=("language",)),
    Taken(field="priority", where=("urgency",), clause="1 is an alert, 3 an ordinary story: no IPTC urgency."),
    Taken(field="slug", where=("slug", "slugLine")),
    Taken(field="provider", where=("provider", "credit"), clause="NS:RTRS is Reuters; other codes without NS."),
    Taken(field="pub_status", where=("pubStatus",), clause='"stat:usable", "stat:withheld", "stat:canceled".'),
    Taken(field="ed_note", where=("edNote",)),
    Taken(field="embargoed_until", where=("embargoed",)),
    Taken(field="byline", where=("byLine", "byline")),
    Taken(field="located", where=("dateline", "dateLine"), clause="The line as printed, if it is kept apart."),
)
_WHERE = {taken.field: taken.where for taken in TAKEN}

#: What MRN and Reuters Connect have in every item, and nobody else: ninjs has altids and altIds.
_MARKS = re.compile(rb'"(?:altId|versioned[Gg]uid)"\s*+:')
_NAMES = ("altId", "versionedGuid", "versionedguid")
_NAMESPACE = re.compile(r"[A-Za-z]{1,9}:")
#: The provider codes of Reuters itself.
_REUTERS = {"rtrs": "Reuters", "reuters": "Reuters"}
#: "tag:reuters.com,2026:newsml_KBN0AB0CD:3"
_VERSION = re.compile(r":(\d{1,20})$")
#: How deep items stand in envelopes.
_DEPTH = 5


def sniff(data: bytes) -> float:
    """How sure this is Reuters's JSON: the names of identities that only it has."""
    return 0.95 if looks_like_json(data) and _MARKS.search(data) else 0.0


def read(data: bytes) -> Contents:
    """Read every text story of a message; pictures and the like are set aside.

    Raises:
        NotThisFormat: it is other JSON, or none.
        Unreadable: "not-utf8", "not-json", "bad-field", "no-text" or "too-large".
    """
    if not looks_like_json(data):
        raise NotThisFormat("The bytes do not begin as JSON does.")
    value, repairs = parsed(data)
    items = list(_items(value))
    if not any(name in item for item in items for name in _NAMES):
        raise NotThisFormat("It is JSON, and no item of Reuters.")
    return gathered(map(_read, numbered(items, repairs)))


def _items(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The items of a message, in whatever envelope."""
    if isinstance(value, list) and depth < _DEPTH:
        for entry in value:
            yield from _items(entry, depth + 1)
    elif isinstance(value, dict) and any(name in value for name in (*_NAMES, *_WHERE["headline"])):
        yield value
    elif isinstance(value, dict) and depth < _DEPTH:
        for name in ("data", "item", "search", "items", "Items"):
            yield from _items(value.get(name), depth + 1)


def _read(item: Item) -> RawStory | SetAside:
    uri = _identity(item)
    kind = item.text("type", "mediaType") or ""
    if what := NO_TEXT.get(kind.casefold()):
        return SetAside(what=what, uri=uri, because=f"type is {kind}")
    story = _story(item, uri)
    if not (story.headline or story.body) and not (uri and story.pub_status == "canceled"):
        return empty(uri, "no headline, no body")
    return story


def _story(item: Item, uri: str | None) -> RawStory:
    status = fields.status(item, *_WHERE["pub_status"])
    embargoed_until, held = fields.embargo(item, *_WHERE["embargoed_until"])
    headline = one_line(next(filter(None, map(item.needed_text, _WHERE["headline"])), ""))
    text, repairs = cleaned(_copy(item))
    item.repairs.extend(repairs)
    parts = body_anatomy(text, headline)
    deck = plain_text(item.text(*_WHERE["deck"]) or "")
    return RawStory(
        format=NAME,
        headline=headline,
        deck="" if deck == headline or repeats(parts.body, deck) else one_line(deck),
        body=parts.body,
        uri=uri,
        version=_version(item),
        sent=fields.time(item, *_WHERE["sent"]),
        first_sent=fields.time(item, *_WHERE["first_sent"]),
        language=item.text(*_WHERE["language"]),
        priority=item.number_or_text("urgency"),
        slug=item.text(*_WHERE["slug"]) or parts.slug,
        provider=_provider(item),
        pub_status=metadata.stricter(status, held),
        ed_note=fields.notes(item.text(*_WHERE["ed_note"]), parts.ed_note),
        embargoed_until=embargoed_until,
        byline=metadata.byline(item.text(*_WHERE["byline"])) or parts.byline,
        located=item.text(*_WHERE["located"]),
        section=parts.section,
        repairs=tuple(item.repairs),
    )


def _identity(item: Item) -> str | None:
    """The story's name without its version; "tag:reuters.com,2026:newsml_KBN0AB0CD" is the guid in NewsML-G2, too."""
    uri = fields.identity(item, *_WHERE["uri"])
    return _VERSION.sub("", uri) if uri and uri.startswith("tag:") else uri


def _version(item: Item) -> str | None:
    versioned = _VERSION.search(item.text("versionedGuid", "versionedguid") or "")
    return item.number_or_text("version") or (versioned[1] if versioned else None) or item.text("versionCreated")


def _provider(item: Item) -> str | None:
    """The provider; what comes from Reuters Connect and names none is Reuters's."""
    name = _NAMESPACE.sub("", item.text(*_WHERE["provider"]) or "", count=1)
    if not name:
        return None if item.has("altId") else "Reuters"
    return _REUTERS.get(name.casefold(), name)


def _copy(item: Item) -> str:
    body = next(filter(None, map(item.needed_text, _WHERE["body"])), "")
    return plain_text(body) if looks_like_html(body) else body
