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
and `evolvedfrom` and TT's `replacing` and vignette are known, and so is the envelope of Superdesk's API
({"item": […]} or {"_items": […]}) and a bare array of items.

Three decisions. An item that is a picture, a video, a sound or an event is no text story, whatever captions it has. An
item without any text is an error where it stands alone, unless it says that a story is canceled: a kill must never be
lost. And of a package (type composite) the text stories are read that its associations hold as a whole; those of a
text story are other stories, which have messages of their own.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import fields, metadata
from wirecopy.formats.anatomy import Anatomy
from wirecopy.formats.claims import looks_like_json
from wirecopy.formats.clean import one_line
from wirecopy.formats.contents import Contents, SetAside, Taken
from wirecopy.formats.item import Item, parsed
from wirecopy.formats.ninjs_copy import text_of
from wirecopy.formats.several import NO_TEXT, empty, gathered, numbered, objects
from wirecopy.story import PubStatus, RawStory

NAME = "ninjs"
ABOUT = "ninjs, IPTC's news in JSON: versions 1.0 to 1.6, 2.0 to 2.2, 3.0 and 3.1; one item, or several in an array."
SPEC = "IPTC ninjs 1.0 to 3.1 (https://iptc.org/standards/ninjs/)"
TAKEN: tuple[Taken, ...] = (
    Taken(
        field="headline",
        where=("headline", "headline_*", 'headlines[], role "main"', "title"),
        clause='"Title is metadata, use headlines for publishable headlines."',
    ),
    Taken(
        field="deck",
        where=('headlines[], role "deck", "subheadline" …', "headline_deck …", "description_*", "descriptions[]"),
        clause="A description that only repeats how the copy begins is no deck, and a caption is none.",
    ),
    Taken(
        field="body",
        where=("body_*", "bodies[]", "description_*", "descriptions[]"),
        clause="The plain rendition, unless only the marked-up one has paragraphs; a description where there is none.",
    ),
    Taken(field="uri", where=("uri", "guid"), clause='"The global unique identifier for this news object."'),
    Taken(
        field="version", where=("version",), clause='"The version of the news object which is identified by […] uri"'
    ),
    Taken(field="sent", where=("versionCreated", "versioncreated")),
    Taken(field="first_sent", where=("firstCreated", "firstcreated")),
    Taken(field="language", where=("language",), clause='"The value should follow IETF BCP47."'),
    Taken(
        field="urgency",
        where=("urgency",),
        clause='"Values from 1 to 9. 1 represents the highest urgency, 9 the lowest."',
    ),
    Taken(field="priority", where=("priority",), clause="No property of ninjs; Superdesk writes it, 1 to 6."),
    Taken(field="slug", where=("slugline", "slug"), clause='"A human-readable identifier for the item."'),
    Taken(
        field="provider",
        where=('infoSources[], role "provider"', "infoSources[]", "source", "copyrightHolder", "copyrightholder"),
        clause='"parties […] which originated, modified, enhanced, distributed, aggregated or supplied the content"',
    ),
    Taken(field="pub_status", where=("pubStatus", "pubstatus"), clause="\"Default value is 'usable'.\""),
    Taken(field="ed_note", where=("edNote", "ednote")),
    Taken(
        field="embargoed_until",
        where=("embargoedUntil", "embargoeduntil", "embargoed"),
        clause='"If absent, this object is not embargoed."',
    ),
    Taken(field="byline", where=("by", "byline"), clause='"A natural-language statement about the creator"'),
    Taken(field="located", where=("located",), clause='"The name of the location from which the content originates."'),
    Taken(field="section", where=('<span class="vignette"> of the body (TT)',)),
    Taken(
        field="refers_to",
        where=("evolvedfrom", "replacing"),
        clause="No properties of ninjs; Superdesk and TT write them.",
    ),
)
_WHERE = {taken.field: taken.where for taken in TAKEN}

#: Names of the array in envelopes.
_ENVELOPES = ("item", "items", "_items")
#: What makes an object a ninjs item, if it is there.
_MARKS = ("headline", "headlines", "bodies", "descriptions", "standard", "$standard", "pubstatus", "pubStatus")
_MARK_PREFIXES = ("body_", "description_", "headline_")
#: Where an item keeps its copy.
_BODIES = ("bodies", "body_")

#: What an item without a copy is that has one of these (ninjs 3.x) and does not say its type.
_PLANNING = {"eventDetails": "an event", "plannedCoverage": "a planning item"}
#: `representationtype` of 1.x and `representationType` since 2.0: "Indicates how complete this representation […] is."
_PARTIAL = ("incomplete", "partial")


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
    value, repairs = parsed(data)
    return gathered(chain.from_iterable(map(_read, numbered(_items(value), repairs))))


def _read(item: Item) -> Iterator[RawStory | SetAside]:
    """What an item holds: its story, or what it is instead; of a package, the stories in it too."""
    if other := _no_text(item):
        yield other
        return
    members = [member for member in _members(item) if not _no_text(member)]
    story = _story(item)
    if story is not None:
        yield story
    elif members:
        yield _aside(item, "a package", "type is composite, and the text is in the items that it holds")
    else:
        yield empty(item.text(*_WHERE["uri"]), "no headline, no body, no description that is not empty")
    for member in members:
        if inner := _story(member):
            yield inner


def _no_text(item: Item) -> SetAside | None:
    """What the item is if it is no text story: a picture, a video, an event."""
    kind = item.text("type") or ""
    if what := NO_TEXT.get(kind.casefold()):
        return _aside(item, what, f"type is {kind}")
    if kind or _has_body(item):
        return None
    media = (item.text("mimetype") or "").casefold()
    if what := NO_TEXT.get(media.partition("/")[0]):
        return _aside(item, what, f"mimetype is {media}")
    planning = next((name for name in _PLANNING if item.has(name)), None)
    return _aside(item, _PLANNING[planning], f"it has {planning} and no body") if planning else None


def _aside(item: Item, what: str, because: str) -> SetAside:
    return SetAside(what=what, uri=item.text(*_WHERE["uri"]), because=because)


def _has_body(item: Item) -> bool:
    return any(name.startswith(_BODIES) and value for name, value in item.fields.items())


def _members(item: Item) -> Iterator[Item]:
    """The items with a body of their own that a package holds; associations are an object in 1.x, an array since."""
    if (item.text("type") or "").casefold() != "composite":
        return
    associations = item.fields.get("associations")
    values = list(associations.values()) if isinstance(associations, dict) else associations
    for number, value in enumerate(values if isinstance(values, list) else []):
        member = Item(value, f"Association {number} of {item.where[:1].lower()}{item.where[1:]}", list(item.repairs))
        if isinstance(value, dict) and member.has("uri") and _has_body(member):
            yield member


def _items(value: object) -> list[Mapping[str, Any]]:
    """The items of a message: the value itself, the elements of an array, or what an envelope holds.

    Raises:
        Unreadable: an element is no object, or nothing in it looks like ninjs.
    """
    if isinstance(value, dict) and not _is_item(value):
        value = next((value[name] for name in _ENVELOPES if isinstance(value.get(name), list)), value)
    elements: list[object] = value if isinstance(value, list) else [value]
    if not elements or elements == [None]:
        raise Unreadable("no-text", "The message is JSON without an item in it; send a ninjs item.")
    items = objects(elements)
    if not any(_is_item(item) for item in items):
        names = one_line(", ".join(list(items[0])[:5]))[:120] or "nothing"
        raise Unreadable(
            "unknown-format",
            f"The message is JSON but not ninjs (it holds {names}); send ninjs with a headline or a body.",
        )
    return items


def _is_item(fields: Mapping[str, Any]) -> bool:
    return any(name in fields for name in _MARKS) or any(name.startswith(_MARK_PREFIXES) for name in fields)


def _story(item: Item) -> RawStory | None:
    """The story of an item; None if there is no text in it, and no kill."""
    status = fields.status(item, *_WHERE["pub_status"])
    uri = fields.identity(item, *_WHERE["uri"])
    headline, deck, parts = text_of(item)
    if not (headline or deck or parts.body) and not (uri and status == "canceled"):
        return None
    if item.text("representationType", "representationtype") in _PARTIAL:
        item.repairs.append("the item says that it is not complete")
    return _told(item, uri=uri, status=status, headline=headline, deck=deck, parts=parts)


def _told(item: Item, *, uri: str | None, status: PubStatus, headline: str, deck: str, parts: Anatomy) -> RawStory:
    """The story with its metadata."""
    embargoed_until, held = fields.embargo(item, *_WHERE["embargoed_until"])
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
        priority=item.number_or_text("priority"),
        slug=item.text(*_WHERE["slug"]) or parts.slug,
        provider=_provider(item),
        pub_status=metadata.stricter(status, held),
        ed_note=fields.notes(item.text(*_WHERE["ed_note"]), parts.ed_note),
        embargoed_until=embargoed_until,
        byline=metadata.byline(item.text(*_WHERE["byline"])) or parts.byline,
        located=item.text(*_WHERE["located"]),
        section=parts.section,
        refers_to=tuple(dict.fromkeys(uri for name in _WHERE["refers_to"] for uri in item.texts(name))),
        repairs=tuple(item.repairs),
    )


def _provider(item: Item) -> str | None:
    """The provider: the info source with that role, else the first one, else Superdesk's source, else the owner."""
    sources = [source for source in item.objects("infoSources", "infosources", "infosource") if source.text("name")]
    provider = next((s for s in sources if s.text("role", "rel") == "provider"), sources[0] if sources else None)
    if provider is not None:
        return provider.text("name")
    return item.text("source", "copyrightHolder", "copyrightholder")
