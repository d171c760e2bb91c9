"""NewsML 1.0 to 1.2 (https://iptc.org/std/NewsML/1.2/): a message holds news items, an item one story or several.

What the specification says is told in our own words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from lxml import etree

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import metadata, nitf_body
from wirecopy.formats.anatomy import body_anatomy
from wirecopy.formats.clean import cleaned, one_line
from wirecopy.formats.contents import Contents, Dialect, SetAside, Taken
from wirecopy.formats.elements import Fields, elements, name, spoken, value
from wirecopy.formats.newsml1_content import Component, Parts, component, parts_of, stories
from wirecopy.formats.opening import place_of
from wirecopy.formats.repeated import repeats
from wirecopy.formats.times import iso_time
from wirecopy.formats.xml import parse, root
from wirecopy.story import PubStatus, RawStory

NAME = "newsml-1.2"
ABOUT = "NewsML 1.0 to 1.2, IPTC's first XML for multimedia news: one news item or several in a message."
SPEC = "IPTC NewsML 1.2 (https://iptc.org/std/NewsML/1.2/)"
_ID = "Identification/NewsIdentifier"
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=("NewsLines/HeadLine", "NewsLines/Headline"), clause="else NITF's, else role Title"),
    Taken(field="deck", where=("NewsLines/SubHeadLine",), clause="else NITF's, else role SubHeadLine or Abstract"),
    Taken(field="body", where=("NewsComponent//ContentItem/DataContent",), clause="NITF, else HTML, else plain text"),
    Taken(
        field="uri",
        where=(f"{_ID}/NewsItemId",),
        clause="urn:newsml:ProviderId:DateId:NewsItemId, the public identifier without its revision",
    ),
    Taken(field="version", where=(f"{_ID}/RevisionId",)),
    Taken(
        field="sent",
        where=("NewsManagement/ThisRevisionCreated", "NewsEnvelope/DateAndTime"),
        clause="when the current revision was created",
    ),
    Taken(field="first_sent", where=("NewsManagement/FirstCreated",)),
    Taken(field="language", where=("DescriptiveMetadata/Language@FormalName", "@xml:lang")),
    Taken(field="urgency", where=("NewsManagement/Urgency@FormalName", "NewsManagement/Urgency")),
    Taken(field="priority", where=("NewsEnvelope/Priority@FormalName",)),
    Taken(field="slug", where=("NewsLines/SlugLine", "Identification/NameLabel")),
    Taken(
        field="provider",
        where=(
            "AdministrativeMetadata/Provider/Party@FormalName",
            "NewsEnvelope/SentFrom/Party@FormalName",
            "NewsLines/CreditLine",
            f"{_ID}/ProviderId",
        ),
    ),
    Taken(
        field="pub_status",
        where=("NewsManagement/Status@FormalName",),
        clause="IptcStatus: Usable, Embargoed, Withheld, Canceled",
    ),
    Taken(
        field="ed_note",
        where=("NewsManagement/Instruction@FormalName", "Comment"),
        clause="what the provider tells the recipient of the item to do",
    ),
    Taken(
        field="embargoed_until",
        where=("NewsManagement/StatusWillChange/DateAndTime",),
        clause="where the FutureStatus is Usable",
    ),
    Taken(field="byline", where=("NewsLines/ByLine",), clause="with ByLineTitle after a comma; else NITF's"),
    Taken(
        field="located",
        where=(
            "NewsLines/DateLine",
            "DescriptiveMetadata/Location[@HowPresent='Origin']/Property[@FormalName='City']@Value",
        ),
        clause="the place that the dateline names, else NITF's, else the place of origin",
    ),
    Taken(
        field="refers_to",
        where=("NewsManagement/DerivedFrom@NewsItem",),
        clause="the item from which this one is derived",
    ),
)
#: What stands beside the fields and tells how to read them.
_BESIDE: tuple[Taken, ...] = (
    Taken(field="byline's title", where=("NewsLines/ByLineTitle",)),
    Taken(field="instruction", where=("NewsManagement/Instruction@FormalName",)),
    Taken(field="future status", where=("NewsManagement/StatusWillChange/FutureStatus@FormalName",)),
)
DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        agency="AFP",
        mark=re.compile(rb"<ProviderId>\s*afp\.com\s*<"),
        taken=(Taken(field="slug", where=("Identification/NameLabel",)),),
        about="The dateline stands in DateLine and not in the copy; NameLabel is the slug, SlugLine a keyword.",
    ),
    Dialect(
        agency="ANP",
        mark=re.compile(rb"<ProviderId>\s*ANP\s*<"),
        taken=(
            Taken(field="byline", where=("NewsLines/ByLine", "NewsLines/SlugLine")),
            Taken(field="slug", where=("NewsLines/KeywordLine",)),
        ),
        about="SlugLine holds the byline, KeywordLine the slug; NewsItemId ends with the number of the revision.",
    ),
    Dialect(
        agency="Belga",
        mark=re.compile(rb"<ProviderId>\s*belga\.be\s*<"),
        taken=(
            Taken(field="uri", where=(f"{_ID}/NewsItemId",)),
            Taken(field="priority", where=("AdministrativeMetadata/Property[@FormalName='Priority']@Value",)),
            Taken(field="ed_note", where=("AdministrativeMetadata/Property[@FormalName='EditorialInfo']@Value",)),
        ),
        about="DateId is the time of the revision, so it is no part of the identity; a component for each language.",
    ),
    Dialect(
        agency="Business Wire",
        mark=re.compile(rb"<ProviderId>\s*businesswire\.com\s*<"),
        about="A component for each part: Abstract, HeadLine, SubHeadLine, Body, Contact, Logo.",
    ),
    Dialect(
        agency="Kyodo, Keystone-ATS",
        mark=re.compile(rb"<ProviderId>\s*(?:kyodonews\.jp|www\.sda-ats\.ch)\s*<"),
        about="The DOCTYPE names the NITF DTD as an external entity: it is cut out unread.",
    ),
    Dialect(
        agency="TASS",
        mark=re.compile(rb"<ProviderId>\s*www\.itar-tass\.com\s*<"),
        taken=(
            Taken(field="uri", where=("//guid",)),
            Taken(field="priority", where=("NewsLines/SlugLine",)),
        ),
        about="There is no NewsItemId: the identity is a guid in the metadata. SlugLine holds the priority.",
    ),
)

#: How many news items one message may hold, and how many stories an item: a message is read as a whole or not at all.
MOST_ITEMS = 100

_PUBLIC = re.compile(r"(urn:newsml:[^:]+:\d{8}[^:]*:.+?)(?::\d+[NUA]?)?")
#: Instructions that mean that nobody may use the story any more.
_KILLS = {"delete", "kill", "cancel", "canceled", "cancelled", "withdraw"}


def sniff(data: bytes) -> float:
    """How sure this is NewsML 1: its root element is called NewsML, which the second generation dropped."""
    found = root(data)
    return 0.95 if found is not None and found.name in {"NewsML", "NewsItem"} else 0.0


def read(data: bytes) -> Contents:
    """Read every text story of a message; pictures, sounds and sets of topics are set aside.

    Raises:
        NotThisFormat: the root element is another.
        Unreadable: "not-xml", "unsafe-xml", "not-utf8", "too-large", "bad-field" or "no-text".
    """
    repairs: list[str] = []
    message = parse(data, repairs)
    if name(message) not in {"NewsML", "NewsItem"}:
        raise NotThisFormat("The root element is not NewsML.")
    items = [message] if name(message) == "NewsItem" else elements(message, "//NewsItem")
    _few(items, "items")
    dialects = spoken(DIALECTS, data)
    found = [_item(message, item, dialects, list(repairs)) for item in items]
    told = [story for contents, _ in found for story in contents.stories]
    aside = [other for contents, _ in found for other in contents.set_aside]
    empty = [sentence for _, sentence in found if sentence]
    if not told and not aside:
        raise Unreadable("no-text", " ".join(empty[:3]) or "The message holds no NewsItem; send one.")
    if told:
        told[0] = replace(told[0], repairs=told[0].repairs + tuple(empty))
    return Contents(stories=tuple(told), set_aside=tuple(aside))


def _few(found: Sequence[object], what: str) -> None:
    if len(found) > MOST_ITEMS:
        raise Unreadable(
            "too-large", f"The message holds {len(found):,} {what}; send at most {MOST_ITEMS} in one message."
        )


def _item(
    message: etree._Element, item: etree._Element, dialects: tuple[Dialect, ...], repairs: list[str]
) -> tuple[Contents, str]:
    """What a NewsItem holds, and a sentence if that is nothing."""
    holders = _holders(item, repairs)
    aside = tuple(media for holder in holders for part in holder.all() for media in part.media)
    chains = [chain for holder in holders for chain in stories(holder)]
    _few(chains, "stories")
    if not chains and not aside:
        chains = [_headed(holders)]
    told: list[RawStory] = []
    for chain in chains:
        fields = Fields((*(part.element for part in chain), item, message), TAKEN + _BESIDE, dialects)
        story = _story(fields, chain, _uri(fields, item, dialects), repairs)
        if story.headline or story.body or (story.uri and story.pub_status != "usable"):
            told.append(story)
    aside = aside or (() if told else _no_news(item))
    return Contents(stories=_told_apart(told), set_aside=aside), "" if told or aside else _empty(item)


def _holders(item: etree._Element, repairs: list[str]) -> list[Component]:
    """The components of an item; of an update, what it inserts or replaces.

    An Update changes an item that was sent before, by insertion, replacement or deletion of its parts.
    """
    found = [component(element, repairs) for element in elements(item, "NewsComponent")]
    if update := elements(item, "Update"):
        repairs.append("the item is an update in parts: only what it inserts or replaces was read, not the whole story")
        found += [component(part, repairs) for part in update[0] if name(part) != "Delete"]
    return found


def _headed(holders: Sequence[Component]) -> tuple[Component, ...]:
    """The innermost component that has a headline, with those that hold it: a story may be a headline and no more."""
    for holder in holders:
        if inner := _headed(holder.parts):
            return (*inner, holder)
        if holder.headline:
            return (holder,)
    return tuple(holders[:1])


def _no_news(item: etree._Element) -> tuple[SetAside, ...]:
    """What an item is that holds no content: a set of topics, a package, a catalogue."""
    uri = value(item, (f"{_ID}/PublicIdentifier",)) or None
    for path, what in (("//TopicSet", "a set of topics"), ("//NewsItemRef", "a package"), ("Catalog", "a catalogue")):
        if elements(item, path):
            return (SetAside(what=what, uri=uri, because=f"it holds nothing but {path.strip('/')}"),)
    return ()


def _empty(item: etree._Element) -> str:
    named = value(item, (f"{_ID}/PublicIdentifier", f"{_ID}/NewsItemId")) or "without an identity"
    return f"The NewsItem {named[:200]} has no text: no HeadLine, and no ContentItem with text in its DataContent."


def _told_apart(told: Sequence[RawStory]) -> tuple[RawStory, ...]:
    """The stories of one item; the second and later ones have their language in the identity, or their number."""
    found: list[RawStory] = []
    for number, story in enumerate(told, start=1):
        others = [other.language for other in told if other is not story]
        mark = story.language if story.language and story.language not in others else number
        found.append(replace(story, uri=f"{story.uri}#{mark}") if story.uri and number > 1 else story)
    return tuple(found)


def _story(fields: Fields, chain: tuple[Component, ...], uri: str | None, repairs: list[str]) -> RawStory:
    """One story with its metadata."""
    notes = list(repairs)
    found = parts_of(chain[0]) if chain else Parts()
    headline, slug = _headline(fields, chain, found), fields["slug"]
    body, damage = cleaned(found.body)
    notes.extend(damage)
    parts = body_anatomy(body, headline)
    deck = _deck(fields, found)
    embargoed_until, status = _status(fields, notes)
    return RawStory(
        format=NAME,
        headline=headline,
        deck="" if deck in {headline, slug} or repeats(body, deck) else deck,
        body=parts.body,
        uri=uri,
        version=fields["version"] or None,
        sent=metadata.time("ThisRevisionCreated", fields["sent"], iso_time, notes),
        first_sent=metadata.time("FirstCreated", fields["first_sent"], iso_time, notes),
        language=fields["language"] or None,
        urgency=metadata.urgency(urgency, notes) if (urgency := fields["urgency"]) else None,
        priority=fields["priority"] or None,
        slug=("" if slug == fields["priority"] else slug) or parts.slug,
        provider=fields["provider"] or None,
        pub_status=status,
        ed_note="; ".join(dict.fromkeys(note for note in (*_notes(fields, found), parts.ed_note) if note)) or None,
        embargoed_until=embargoed_until,
        byline=_byline(fields, found) or parts.byline,
        located=_located(fields, found),
        refers_to=tuple(dict.fromkeys(_without_revision(other) for other in fields.all("refers_to"))),
        repairs=tuple(notes),
    )


# --- text -------------------------------------------------------------------------------------------------------------


def _headline(fields: Fields, chain: tuple[Component, ...], found: Parts) -> str:
    """The headline of the news lines, else NITF's, else that of a part, else the part that is the headline."""
    inner = next((part.headline for part in chain[0].all() if part.headline), "") if chain else ""
    nitf = nitf_body.headline(found.nitf) if found.nitf is not None else ""
    return fields["headline"] or nitf or inner or one_line(found.headline)


def _deck(fields: Fields, found: Parts) -> str:
    nitf = nitf_body.deck(found.nitf) if found.nitf is not None else ""
    return fields["deck"] or nitf or one_line(found.deck)


def _byline(fields: Fields, found: Parts) -> str | None:
    if line := fields["byline"]:
        title = fields["byline's title"]
        return metadata.byline(f"{line}, {title}" if title else line)
    return nitf_body.byline(found.nitf) if found.nitf is not None else None


def _located(fields: Fields, found: Parts) -> str | None:
    """The place of the dateline: NITF's, that of the news lines, else the place of origin."""
    nitf = nitf_body.located(found.nitf) if found.nitf is not None else None
    return nitf or next(filter(None, map(place_of, fields.all("located"))), None)


def _notes(fields: Fields, found: Parts) -> Iterator[str]:
    yield from fields.all("ed_note")
    if found.nitf is not None:
        yield from nitf_body.notes(found.nitf)


# --- management -------------------------------------------------------------------------------------------------------


def _uri(fields: Fields, item: etree._Element, dialects: tuple[Dialect, ...]) -> str | None:
    """The identity of an item, the same for all its revisions: what the public identifier is without the revision.

    A public identifier is urn:newsml:ProviderId:DateId:NewsItemId:RevisionId, and the letter of RevisionId@Update.
    """
    own = fields["uri"].removesuffix(f"-v{fields['version']}")
    if not own:
        public = _PUBLIC.fullmatch(value(item, (f"{_ID}/PublicIdentifier",)))
        return metadata.identity(public[1], "A NewsItem") if public else None
    dated = not any(row.field == "uri" for dialect in dialects for row in dialect.taken)
    date = value(item, (f"{_ID}/DateId",)) if dated else ""
    named = ("urn:newsml", value(item, (f"{_ID}/ProviderId",)), date, own)
    return metadata.identity(":".join(filter(None, named)), "A NewsItem")


def _without_revision(uri: str) -> str:
    found = _PUBLIC.fullmatch(uri)
    return found[1] if found else uri


def _status(fields: Fields, repairs: list[str]) -> tuple[datetime | None, PubStatus]:
    """The end of the embargo, and the status; an unknown one withholds the story, because it may be a kill.

    StatusWillChange announces a change of status that comes by itself at a time. Only to Usable it is the end of an
    embargo; an Embargoed item without it is withheld until further notice.
    """
    if any(note.casefold() in _KILLS for note in fields.all("instruction")):
        return None, "canceled"
    written = fields["pub_status"] or "usable"
    embargoed = written.casefold() == "embargoed"
    status = "withheld" if embargoed else metadata.pub_status(written)
    if status is None:
        repairs.append(
            f"Status {metadata.shown(written)} is not Usable, Embargoed, Withheld or Canceled: the story is withheld"
        )
    if status != "withheld" or fields["future status"].casefold() not in {"usable", ""}:
        return None, status or "withheld"
    until, _ = metadata.embargo("StatusWillChange", fields["embargoed_until"], iso_time, repairs)
    if embargoed and not fields["embargoed_until"]:
        repairs.append("the item is embargoed and has no StatusWillChange: it is withheld until further notice")
    return until, "usable" if until and embargoed else "withheld"
