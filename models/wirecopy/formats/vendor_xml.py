"""Story XML of single vendors: a row of a table each, which says where a story's fields stand.

There is no standard behind these. What is known of a vendor was read off the messages that it sends. A vendor whose
messages hold no stories (fixtures, pictures, a calendar) has a row too, so that they are set aside by name and do not
end as dead letters.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from lxml import etree

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import metadata, xml
from wirecopy.formats.anatomy import body_anatomy
from wirecopy.formats.clean import cleaned
from wirecopy.formats.contents import Contents, Dialect, SetAside, Taken
from wirecopy.formats.elements import all_text, elements, name, value, values
from wirecopy.formats.escapes import unescaped
from wirecopy.formats.markup import looks_like_html, plain_text
from wirecopy.formats.repeated import repeats
from wirecopy.formats.times import day_first_time, iso_time, zone_of
from wirecopy.signals import relation_of
from wirecopy.story import PubStatus, RawStory

NAME = "vendor-xml"
ABOUT = "XML of vendors who have a format of their own: Ritzau, The Canadian Press, NTB's press releases."
SPEC = "None: each vendor's own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """What one vendor sends."""

    #: Who it is, what in the bytes shows that it is theirs, and where they keep each field of a story.
    dialect: Dialect
    #: The outermost elements of their messages.
    roots: frozenset[str]
    #: The element of an item, at any depth.
    item: str
    #: Items that are no text story: where to look, what stands there (a pattern), and what the item is then.
    other: tuple[tuple[str, str, str], ...] = ()
    #: Elements that hold "true", and the signal that each gives.
    flags: Mapping[str, str] = field(default_factory=dict)
    #: What their codes of languages mean.
    languages: Mapping[str, str] = field(default_factory=dict)
    #: How an id becomes an identity in the world: a bare number is everybody's.
    uri: str = "{}"
    #: Whether their times are written "28.09.2018 11:15".
    day_first: bool = False


def _taken(**where: tuple[str, ...]) -> tuple[Taken, ...]:
    return tuple(Taken(field=field, where=paths) for field, paths in where.items())


VENDORS = (
    Vendor(
        dialect=Dialect(
            agency="Ritzau",
            mark=re.compile(rb"<RBNews\b"),
            taken=_taken(
                uri=("NewsID",),
                version=("version",),
                headline=("headline",),
                deck=("subtitle",),
                body=("content",),
                sent=("PublishDate",),
                slug=("strapline",),
                priority=("Priority",),
                byline=("byLine",),
                located=("town",),
                provider=("origin",),
                section=("section",),
                ed_note=("TilRedaktionen",),
                refers_to=("Replaces", "replacedID"),
            ),
            zone="Europe/Copenhagen",
            about="Single (RBNews) or a queue of them. Annuleret, Korrektion and NyVersion say what a version is.",
        ),
        roots=frozenset(("RBNews", "XMLNewsQueuedResponse")),
        item="RBNews",
        flags={"Annuleret": "canceled", "Korrektion": "correction", "NyVersion": "update"},
    ),
    Vendor(
        dialect=Dialect(
            agency="The Canadian Press",
            mark=re.compile(rb"<ContentItem\b"),
            taken=_taken(
                # SystemSlug stays the same for updates and corrections (for AP's stories it is AP's item id);
                # ContentItemID grows with every message.
                uri=("SystemSlug",),
                version=("ContentItemID",),
                headline=("Headline2", "Headline"),
                body=("ContentText",),
                sent=("UpdatedDateTime",),
                embargoed_until=("EmbargoTime",),
                language=("Language",),
                slug=("SlugProper",),
                priority=("Ranking", "RankingValue"),
                byline=("Byline",),
                located=("City",),
                provider=("Source",),
                section=("Category",),
                ed_note=("UpdateNote", "Corrections", "EditorNote"),
                signals=("WriteThruType",),
            ),
            zone="America/Toronto",
            about="Publish messages of their JIMI system. The copy has no dateline; its place stands in City.",
        ),
        roots=frozenset(("Publish",)),
        item="ContentItem",
        other=(("ContentType", "(?i)photo|graphic|video|audio", "a picture"),),
        flags={"HoldFlag": "hold"},
        languages={"1": "en-CA", "2": "fr-CA"},
    ),
    Vendor(
        dialect=Dialect(
            agency="NTB",
            mark=re.compile(rb"<publicationDate\b"),
            taken=_taken(
                uri=("@id",),
                headline=("title",),
                deck=("leadtext",),
                body=("body",),
                sent=("publicationDate",),
                embargoed_until=("embargo",),
                language=("@lang",),
                provider=("publisher/name",),
                section=("type/label",),
            ),
            zone="Europe/Oslo",
            about="Press releases of NTB info (Solita); the provider is who publishes the release.",
        ),
        roots=frozenset(("release",)),
        item="release",
        uri="urn:ntbinfo.no:release:{}",
        day_first=True,
    ),
    Vendor(
        dialect=Dialect(
            agency="NTB",
            mark=re.compile(rb"<service>\s*+newscalendar\s*+<"),
            taken=_taken(uri=("guid", "ntbId")),
            about="The news calendar: events, set aside.",
        ),
        roots=frozenset(("document", "result")),
        item="document",
        other=(("service", "newscalendar", "an event"),),
    ),
    Vendor(
        dialect=Dialect(
            agency="AAP",
            mark=re.compile(rb"<Fixture_List\b"),
            about="Fixtures of sport competitions, set aside.",
        ),
        roots=frozenset(("Response",)),
        item="Fixture_List",
        other=((".", "(?s).*", "a list of fixtures"),),
    ),
    Vendor(
        dialect=Dialect(
            agency="AAP",
            mark=re.compile(rb"<dcdossier\b"),
            taken=_taken(uri=("@guid",)),
            about="Answers of the picture archive (Digital Collections), set aside.",
        ),
        roots=frozenset(("dc_rest_node",)),
        item="dcdossier",
        other=((".//FILETYPE", "(?s).*", "a picture"),),
    ),
    Vendor(
        dialect=Dialect(
            agency="Reuters",
            mark=re.compile(rb"<pollToken\b"),
            about="Answers of a channel, which list items by their ids, set aside.",
        ),
        roots=frozenset(("results",)),
        item="results",
        other=((".", "(?s).*", "a list of items"),),
    ),
)

TAKEN: tuple[Taken, ...] = tuple(
    Taken(
        field=field,
        where=tuple(
            f"{', '.join(taken.where)} ({vendor.dialect.agency})"
            for vendor in VENDORS
            for taken in vendor.dialect.taken
            if taken.field == field
        ),
    )
    for field in dict.fromkeys(taken.field for vendor in VENDORS[:3] for taken in vendor.dialect.taken)
)

#: How many items one message may hold.
MOST_ITEMS = 100
#: .NET's smallest time stands for none.
_NO_TIME = "0001-01-01"


def sniff(data: bytes) -> float:
    """How sure this is of a known vendor: by the outermost element, and an element of their own."""
    return 0.7 if _vendor(data) else 0.0


def read(data: bytes) -> Contents:
    """Read every text story of a message; what is none is set aside.

    Raises:
        NotThisFormat: no vendor that is known sends such messages.
        Unreadable: "not-xml", "unsafe-xml", "too-large", "bad-field", or "no-text".
    """
    vendor = _vendor(data)
    if vendor is None:
        raise NotThisFormat("No vendor that is known sends such XML.")
    repairs: list[str] = []
    message = xml.parse(data, repairs)
    items = [message] if name(message) == vendor.item else elements(message, f"//{vendor.item}")
    if len(items) > MOST_ITEMS:
        raise Unreadable(
            "too-large", f"The message holds {len(items):,} items; send at most {MOST_ITEMS} in one message."
        )
    set_aside = tuple(other for item in items if (other := _no_text(item, vendor)))
    stories = tuple(story for item in items if not _no_text(item, vendor) and (story := _story(item, vendor, repairs)))
    if not stories and not set_aside:
        raise Unreadable("no-text", f"The message of {vendor.dialect.agency} holds no text.")
    return Contents(stories=stories, set_aside=set_aside)


def _vendor(data: bytes) -> Vendor | None:
    root = xml.root(data)
    rows = (vendor for vendor in VENDORS if root and root.name in vendor.roots)
    return next((vendor for vendor in rows if vendor.dialect.mark.search(data)), None)


def _no_text(item: etree._Element, vendor: Vendor) -> SetAside | None:
    """What an item is if it is no text story."""
    for path, pattern, what in vendor.other:
        if found := [kind for kind in elements(item, path) if re.fullmatch(pattern, all_text(kind).strip())]:
            uri = next(values(item, _paths(vendor, "uri")), None)
            kind = name(found[0]) if len(found[0]) else f"{name(found[0])} is {all_text(found[0]).strip()}"
            return SetAside(what=what, uri=uri, because=kind[:100])
    return None


def _paths(vendor: Vendor, field: str) -> tuple[str, ...]:
    return next((taken.where for taken in vendor.dialect.taken if taken.field == field), ())


def _story(item: etree._Element, vendor: Vendor, noted: list[str]) -> RawStory | None:
    """An item as a story; None if it has no text and is no kill."""
    repairs = list(noted)
    signals = _signals(item, vendor)
    headline, deck = (_line(item, vendor, name, repairs) for name in ("headline", "deck"))
    body, mended = cleaned(_body(item, vendor, repairs))
    parts = body_anatomy(body, headline)
    uri = _identity(item, vendor)
    killed = any(relation_of(signal) == "kill" for signal in signals)
    if not any(c.isalnum() for c in headline + deck + parts.body) and not (uri and killed):
        return None
    one = partial(_one, item, vendor)
    embargoed_until, status = _embargo(one("embargoed_until"), vendor, repairs)
    return RawStory(
        format=NAME,
        headline=headline,
        deck="" if repeats(parts.body, deck) else deck,
        body=parts.body,
        uri=uri,
        version=one("version"),
        sent=metadata.time("sent", one("sent"), partial(_parsed, vendor), repairs),
        language=vendor.languages.get(one("language") or "", one("language")),
        priority=one("priority"),
        slug=(one("slug") or "").strip("- ") or parts.slug,
        provider=(one("provider") or "").strip("/ ") or None,
        pub_status="canceled" if killed else "withheld" if "hold" in signals else status,
        ed_note="; ".join((*values(item, _paths(vendor, "ed_note")), *filter(None, (parts.ed_note,)))) or None,
        embargoed_until=embargoed_until,
        byline=metadata.byline(one("byline")) or parts.byline,
        located=one("located"),
        section=one("section"),
        refers_to=tuple(dict.fromkeys(values(item, _paths(vendor, "refers_to")))),
        signals=signals,
        repairs=(*repairs, *mended),
    )


def _one(item: etree._Element, vendor: Vendor, field: str) -> str | None:
    return value(item, _paths(vendor, field)) or None


def _line(item: etree._Element, vendor: Vendor, field: str, repairs: list[str]) -> str:
    """A headline or a deck on one line; markup that was escaped is left out."""
    text = _one(item, vendor, field) or ""
    return unescaped(" ".join(plain_text(text).split()) if looks_like_html(text) else text, repairs)


def _body(item: etree._Element, vendor: Vendor, repairs: list[str]) -> str:
    """The copy. It is HTML that was escaped, or plain text."""
    found = (all_text(copy) for path in _paths(vendor, "body") for copy in elements(item, path))
    text = next((text for text in found if text.strip()), "")
    return unescaped(plain_text(text) if looks_like_html(text) else text, repairs)


def _identity(item: etree._Element, vendor: Vendor) -> str | None:
    written = _one(item, vendor, "uri")
    if written and len(written) > metadata.LONGEST_URI:
        raise Unreadable(
            "bad-field",
            f"An item has an id of {len(written):,} characters; give one of at most {metadata.LONGEST_URI:,}.",
        )
    return vendor.uri.format(written) if written else None


def _signals(item: etree._Element, vendor: Vendor) -> tuple[str, ...]:
    """What the flags of an item say, and the words by which it signals something itself."""
    flagged = [signal for path, signal in vendor.flags.items() if value(item, (path,)).casefold() in {"true", "1"}]
    written = [signal for signal in values(item, _paths(vendor, "signals")) if relation_of(signal)]
    return tuple(dict.fromkeys((*flagged, *written)))


def _embargo(written: str | None, vendor: Vendor, repairs: list[str]) -> tuple[datetime | None, PubStatus]:
    if written and written.startswith(_NO_TIME):
        written = None
    until, held = metadata.embargo("embargo", written, partial(_parsed, vendor), repairs)
    return until, held or "usable"


def _parsed(vendor: Vendor, written: str) -> datetime | None:
    zone = zone_of(vendor.dialect.zone)
    return (day_first_time(written, zone) if vendor.day_first else None) or iso_time(written, zone)
