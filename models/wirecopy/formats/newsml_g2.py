"""NewsML-G2 2.x (https://iptc.org/standards/newsml-g2/): one item, or a newsMessage with any number of them.

Text news items are read; pictures, packages, concepts, events, planning items and catalogs are set aside. Where the
fields stand is a table, `wirecopy.formats.g2_fields`. Terms are compared without the prefix of their vocabulary:
"stat:usable" of one provider is "pubstat:usable" of another.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from lxml import etree

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import metadata, xml
from wirecopy.formats.anatomy import Anatomy, body_anatomy
from wirecopy.formats.clean import cleaned
from wirecopy.formats.contents import Contents, Dialect, SetAside
from wirecopy.formats.elements import elements, name, text_of, value, values
from wirecopy.formats.escapes import unescaped
from wirecopy.formats.g2_content import content
from wirecopy.formats.g2_fields import DIALECTS, OWN, STANDARD, TAKEN
from wirecopy.formats.opening import place_of
from wirecopy.formats.repeated import repeats
from wirecopy.formats.times import iso_time, zone_of
from wirecopy.formats.xhtml import Inline
from wirecopy.signals import relation_of
from wirecopy.story import PubStatus, RawStory

NAME = "newsml-g2"
ABOUT = "NewsML-G2 2.x, IPTC's news in XML: a newsItem, or a newsMessage with several; NITF, XHTML or text inside."
SPEC = "IPTC NewsML-G2 (https://iptc.org/standards/newsml-g2/)"
__all__ = ["ABOUT", "NAME", "SPEC", "TAKEN", "read", "sniff"]

#: IPTC's namespace for all G2 standards.
NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
#: How many items one message may hold: a story is read as a whole or not at all, so a message must stay small.
MOST_ITEMS = 100

#: Items that are never a story.
_OTHER_ITEMS = {
    "packageItem": "a package",
    "conceptItem": "a concept",
    "knowledgeItem": "a collection of concepts",
    "planningItem": "a planning item",
    "catalogItem": "a catalog",
}
_ROOTS = {"newsMessage", "newsItem", *_OTHER_ITEMS}
#: IPTC's nature of news items (ninat), without "text"; "composite" is a news item of parts.
_NO_TEXT = {
    "picture": "a picture",
    "photo": "a picture",
    "graphic": "a graphic",
    "animation": "an animation",
    "video": "a video",
    "audio": "a sound",
    "composite": "a package",
}
#: Roles of headlines that stand under the main one, of descriptions that sum up, and links to what this item follows.
_DECK_ROLES = {"subheadline", "subhead", "sub", "subtitle", "deck"}
_SUMMARY_ROLES = {"summary", "abstract", "short", "intro"}
_FOLLOWS = {"previousversion", "evolvedfrom", "replaces", "replacing", "isreplacementof", "corrects", "updates"}
#: What stands where a place should.
_NOWHERE = {"", "no-data-available", "n/a", "unknown", "undefined"}
_TERM = re.compile(r".*[:/#]", re.DOTALL)


def sniff(data: bytes) -> float:
    """How sure this is NewsML-G2: by the outermost element and IPTC's namespace."""
    root = xml.root(data)
    if root is None or root.name not in _ROOTS:
        return 0.0
    return 0.95 if NAMESPACE in root.namespaces else 0.6


def read(data: bytes) -> Contents:
    """Read every text item of a message; all others are set aside.

    Raises:
        NotThisFormat: its outermost element is none of G2's.
        Unreadable: "not-xml", "unsafe-xml", "too-large", "bad-field" (a guid without end), or "no-text".
    """
    if not sniff(data):
        raise NotThisFormat("The outermost element is none of NewsML-G2's.")
    repairs: list[str] = []
    message = xml.parse(data, repairs)
    items = _items(message)
    if not items:
        raise Unreadable("no-text", "The message holds no item; send a newsItem.")
    if len(items) > MOST_ITEMS:
        raise Unreadable(
            "too-large", f"The message holds {len(items):,} items; send at most {MOST_ITEMS} in one message."
        )
    dialect = next((dialect for dialect in DIALECTS if dialect.mark.search(data)), None)
    stories, set_aside, empty = _sorted(message, items, dialect)
    if not stories and not set_aside:
        raise Unreadable("no-text", empty[0] if len(empty) == 1 else f"No item has text. {' '.join(empty[:3])}")
    if stories:
        stories[0] = replace(stories[0], repairs=(*repairs, *stories[0].repairs, *empty))
    return Contents(stories=tuple(stories), set_aside=tuple(set_aside))


def _items(message: etree._Element) -> list[etree._Element]:
    """The items: the document itself, or what stands in the item sets of a message."""
    if name(message) != "newsMessage":
        return [message]
    return [item for items in elements(message, "itemSet") for item in items if name(item) in _ROOTS]


def _sorted(
    message: etree._Element, items: list[etree._Element], dialect: Dialect | None
) -> tuple[list[RawStory], list[SetAside], list[str]]:
    """The stories, the items set aside, and sentences about the text items that have no text."""
    stories: list[RawStory] = []
    set_aside: list[SetAside] = []
    empty: list[str] = []
    priority = value(message, ("header/priority",)) or None
    for number, item in enumerate(items, start=1):
        if other := _no_text(item):
            set_aside.append(other)
            continue
        story = _story(_Item(item, dialect), f"Item {number}" if len(items) > 1 else "The item")
        if isinstance(story, str):
            empty.append(story)
        else:
            stories.append(story if story.urgency is not None else replace(story, priority=priority))
    return stories, set_aside, empty


def _no_text(item: etree._Element) -> SetAside | None:
    """What an item is if it is no text story."""
    uri = value(item, ("@guid",))[: metadata.LONGEST_URI] or None
    if value(item, ("concept/type@qcode", "concept/type@uri")).endswith("event"):
        return SetAside(what="an event", uri=uri, because="its concept's type is event")
    if what := _OTHER_ITEMS.get(name(item)):
        return SetAside(what=what, uri=uri, because=f"the item is a {name(item)}")
    kind = value(item, ("itemMeta/itemClass@qcode", "itemMeta/itemClass@uri", "itemMeta/itemClass@literal"))
    if what := _NO_TEXT.get(_term(kind)):
        return SetAside(what=what, uri=uri, because=f"itemClass is {kind[:60]}")
    for inner in elements(item, "contentSet/inlineXML/*"):
        if name(inner) in {"sports-content", "events"}:
            return SetAside(what="data", uri=uri, because=f"its content is {name(inner)}")
    return None


class _Item:
    """An item, and how its fields are looked up in it."""

    def __init__(self, element: etree._Element, dialect: Dialect | None) -> None:
        self.element = element
        #: An agency's own places stand instead of the standard's.
        self.own = OWN[dialect.agency] if dialect else {}
        self.repairs: list[str] = []
        self.iso_time = partial(iso_time, zone=zone_of(dialect.zone) if dialect else UTC)

    def all(self, field: str) -> list[str]:
        """Every value of a field."""
        return list(values(self.element, self.own.get(field) or STANDARD[field]))

    def one(self, field: str) -> str:
        """The first value of a field; "" if there is none."""
        return value(self.element, self.own.get(field) or STANDARD[field])

    def time(self, field: str) -> datetime | None:
        """A time; one that cannot be read is noted."""
        return metadata.time(field, self.one(field), self.iso_time, self.repairs)


def _story(item: _Item, where: str) -> RawStory | str:
    """An item as a story, or a sentence that says why it is none. A kill without text is one, if it has an identity."""
    headline, deck = _headlines(item)
    inline = content(item.element, headline, item.repairs)
    status = _status(item)
    signals = tuple(signal for signal in item.all("signals") if relation_of(signal))
    text, mended = cleaned(unescaped(inline.text, item.repairs))
    item.repairs += mended
    parts = body_anatomy(text, headline or inline.headline)
    headline, deck = headline or inline.headline, deck or inline.deck or _summary(item, text)
    uri = _identity(item, where)
    killed = status == "canceled" or any(relation_of(signal) == "kill" for signal in signals)
    if not any(c.isalnum() for c in headline + deck + parts.body) and not (uri and killed):
        return f"{where} has no text: no headline, and no inline content that is not empty."
    story = _told(item, status, inline, parts)
    return replace(story, uri=uri, headline=headline, deck=deck, signals=signals, repairs=tuple(item.repairs))


def _told(item: _Item, status: PubStatus, inline: Inline, parts: Anatomy) -> RawStory:
    """The story's metadata, and what its content says of it."""
    repairs = item.repairs
    embargoed_until, held = _embargo(item)
    urgency = item.one("urgency")
    notes = (*item.all("ed_note"), *inline.notes, parts.ed_note)
    return RawStory(
        format=NAME,
        body=parts.body,
        version=item.one("version") or None,
        sent=item.time("sent"),
        first_sent=item.time("first_sent"),
        language=item.one("language") or None,
        urgency=metadata.urgency(urgency, repairs) if urgency else None,
        slug=item.one("slug") or None,
        provider=_provider(item),
        pub_status=metadata.stricter(status, held),
        ed_note="; ".join(dict.fromkeys(note for note in notes if note)) or None,
        embargoed_until=embargoed_until,
        byline=_byline(metadata.byline(value(item.element, ("contentMeta/by",))) or inline.byline, parts.byline),
        located=_located(item) or inline.located,
        refers_to=_refers_to(item),
    )


def _byline(known: str | None, cut: str | None) -> str | None:
    """Who wrote it: as the metadata says, and as the line says that was cut off the copy, if that is somebody else."""
    if not known or not cut or cut.casefold() in known.casefold():
        return known or cut
    return f"{known}; {cut}"


def _headlines(item: _Item) -> tuple[str, str]:
    """The headline and the deck of the metadata: the first of each, by their roles."""
    found = [(_term(line.get("role") or ""), text_of(line)) for line in elements(item.element, "contentMeta/headline")]
    headline = next((text for role, text in found if text and role not in _DECK_ROLES), "")
    deck = next((text for role, text in found if text and role in _DECK_ROLES), "")
    return headline, "" if deck.casefold() == headline.casefold() else deck


def _summary(item: _Item, text: str) -> str:
    """What a description sums up, if the copy does not begin with it; captions and their like sum up nothing."""
    for description in elements(item.element, "contentMeta/description"):
        if _term(description.get("role") or "") in _SUMMARY_ROLES and (summary := text_of(description)):
            return "" if repeats(text, summary) else summary
    return ""


def _identity(item: _Item, where: str) -> str | None:
    uri = item.one("uri")
    if len(uri) > metadata.LONGEST_URI:
        raise Unreadable(
            "bad-field",
            f"{where} has a guid of {len(uri):,} characters; give one of at most {metadata.LONGEST_URI:,}.",
        )
    return uri or None


def _status(item: _Item) -> PubStatus:
    """The publishing status. An unknown one withholds the story, because it may be a kill."""
    written = item.one("pub_status") or value(item.element, ("itemMeta/pubStatus",))
    # 'The publishing status of the Item, its value is "usable" by default.'
    status = metadata.pub_status(written) if written else "usable"
    if status is None:
        item.repairs.append(f"pubStatus {metadata.shown(written)} is not known: the story is withheld")
    return status or "withheld"


def _embargo(item: _Item) -> tuple[datetime | None, PubStatus | None]:
    """The end of the embargo, and "withheld" if it has none or it cannot be read.

    "If absent, the Item is not embargoed"; its type is "date and time, or Nothing". So one that is there and empty is
    an embargo without an end.
    """
    found = elements(item.element, "itemMeta/embargoed")
    if found and not any(text_of(embargo) for embargo in found):
        item.repairs.append("embargoed is empty: the story is withheld until further notice")
        return None, "withheld"
    return metadata.embargo("embargoed", item.one("embargoed_until"), item.iso_time, item.repairs)


def _provider(item: _Item) -> str | None:
    """The provider; of IPTC's vocabulary of providers (nprov) the code, for that is how newsrooms name an agency."""
    written = item.one("provider")
    if written.startswith("nprov:"):
        return written.removeprefix("nprov:") or None
    if not written or written != value(item.element, ("itemMeta/provider@qcode",)):
        return written or None
    return value(item.element, ("itemMeta/provider/name", "itemMeta/provider@literal")) or _TERM.sub("", written)


def _located(item: _Item) -> str | None:
    """The place of the dateline, else the place from which the content originates."""
    dateline, *_ = (*elements(item.element, "contentMeta/dateline"), None)
    if dateline is not None and (place := place_of(text_of(dateline))):
        return place
    located = value(item.element, ("contentMeta/located/name", "contentMeta/located@literal"))
    return located if located.casefold() not in _NOWHERE else None


def _refers_to(item: _Item) -> tuple[str, ...]:
    """The items that this one replaces or continues; one that it was translated from lives a life of its own."""
    found = [
        value(link, ("@residref", "@guidref", "@href"))
        for link in elements(item.element, "itemMeta/link")
        if _term(link.get("rel") or link.get("reluri") or "") in _FOLLOWS
    ]
    found += values(item.element, item.own.get("refers_to", ()))
    named = (_in_full(item, uri) for uri in found if uri and len(uri) <= metadata.LONGEST_URI)
    return tuple(dict.fromkeys(uri for uri in named if uri != item.one("uri")))


def _in_full(item: _Item, uri: str) -> str:
    """A short name of another item as a guid: where our own guid ends with our own short name (TT's "uno")."""
    guid, short = item.one("uri"), value(item.element, ("contentMeta/altId[@type='tt:uno']",))
    return guid.removesuffix(short) + uri if short and guid.endswith(short) and ":" not in uri[:4] else uri


def _term(value: str) -> str:
    """A term without the prefix of its vocabulary, case folded."""
    return _TERM.sub("", value.strip()[:200]).casefold()
