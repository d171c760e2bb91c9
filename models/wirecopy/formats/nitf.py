"""NITF 3.0 to 3.6, IPTC's News Industry Text Format (https://iptc.org/standards/nitf/): a message is one story.

Quotations without a source are from the schema, nitf-3-6.xsd.
"""

import re
from datetime import datetime, timedelta

from lxml import etree

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import metadata, nitf_body
from wirecopy.formats.anatomy import Anatomy, body_anatomy
from wirecopy.formats.clean import cleaned
from wirecopy.formats.contents import Contents, Dialect, SetAside, Taken
from wirecopy.formats.elements import Fields, elements, name, spoken
from wirecopy.formats.repeated import repeats
from wirecopy.formats.times import iso_time
from wirecopy.formats.xml import parse, root
from wirecopy.story import PubStatus, RawStory

NAME = "nitf"
ABOUT = "NITF, IPTC's XML for one story: versions 3.0 to 3.6, with or without their namespace."
SPEC = "IPTC NITF 3.6 (https://iptc.org/standards/nitf/)"
TAKEN: tuple[Taken, ...] = (
    Taken(
        field="headline",
        where=("body/body.head/hedline/hl1", "body/body.head/hedline", "head/title"),
        clause="hl1: the primary headline of the story. The title is read where there is none, if it is not the slug.",
    ),
    Taken(
        field="deck",
        where=("body/body.head/hedline/hl2", "body/body.head/abstract"),
        clause="hl2: a subordinate headline. What only repeats the headline, the slug or the copy is left out.",
    ),
    Taken(
        field="body",
        where=("body/body.content", "body/body.end/tagline"),
        clause="Media with their captions, and notes that are not for publication, are left out.",
    ),
    Taken(
        field="uri",
        where=("head/docdata/doc-id@id-string",),
        clause="doc-id: a unique, persistent identification for a document.",
    ),
    Taken(
        field="version",
        where=("head/docdata/du-key@version", "head/docdata/du-key@generation"),
        clause="version: of a particular use of the dynamic-use key.",
    ),
    Taken(
        field="sent",
        where=(
            "head/docdata/date.issue@norm",
            "body/body.head/dateline/story.date@norm",
            "head/pubdata@date.publication",
        ),
        clause="date.issue: date and time the document was issued.",
    ),
    Taken(
        field="language",
        where=("@xml:lang", "@baselang", "body@xml:lang", "body/body.content@xml:lang"),
    ),
    Taken(
        field="urgency",
        where=("head/docdata/urgency@ed-urg", "head/urgency@ed-urg"),
        clause="ed-urg: 1=most, 5=normal, 8=least.",
    ),
    Taken(field="slug", where=("head/docdata/du-key@key", "head/meta[@name='anpa-keyword']@content")),
    Taken(
        field="provider",
        where=(
            "body/body.head/distributor",
            "head/docdata/del-list/from-src@src-name",
            "head/docdata/doc.copyright@holder",
            "head/docdata/doc-id@regsrc",
            "body/body.head/rights/rights.owner",
        ),
    ),
    Taken(
        field="pub_status",
        where=("head/docdata@management-status",),
        clause="Allowed values are usable, embargoed, withheld, canceled.",
    ),
    Taken(
        field="ed_note",
        where=("head/docdata/ed-msg@info", "head/docdata/correction@info", "body/body.head/note[@type='npa']"),
        clause="ed-msg: a non-publishable editorial message from provider or editor of the item.",
    ),
    Taken(
        field="embargoed_until",
        where=("head/docdata/date.release@norm",),
        clause="date.release: date and time the document is available to be released.",
    ),
    Taken(field="byline", where=("body/body.head/byline",), clause="The person's title (byttl) stands after a comma."),
    Taken(field="located", where=("body/body.head/dateline/location", "body/body.head/dateline")),
    Taken(
        field="refers_to",
        where=("head/docdata@management-doc-idref", "head/docdata/correction@id-string"),
        clause="management-doc-idref: which document the current one is an update to.",
    ),
)
DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        agency="AAP",
        mark=re.compile(rb"""name=["']aap-(?:selectors|source|priority)["']"""),
        taken=(
            Taken(field="provider", where=("head/meta[@name='aap-source']@content", "head/docdata/doc.rights@agent")),
            Taken(field="priority", where=("head/meta[@name='aap-priority']@content",)),
        ),
        about="Lines of the copy are broken by <br/> at the width of a teleprinter: they are joined.",
    ),
    Dialect(
        agency="ANSA",
        mark=re.compile(rb"""name=["']selezione["']"""),
        taken=(
            Taken(field="deck", where=("body/body.head/byline",)),
            Taken(field="priority", where=("head/meta[@name='priority']@content",)),
        ),
        about="The byline holds the line under the headline.",
    ),
    Dialect(
        agency="CP",
        mark=re.compile(rb"<distributor>\s*THE CANADIAN PRESS\s*</distributor>", re.IGNORECASE),
        taken=(
            Taken(field="slug", where=("head/title",)),
            Taken(field="ed_note", where=("head/revision-history@comment",)),
        ),
        about="The title is the slug. A release date of letters (YYYYMMDD…) stands for none.",
    ),
    Dialect(
        agency="EFE",
        mark=re.compile(rb"<distributor>\s*(?:Agencia )?EFE\s*</distributor>", re.IGNORECASE),
        taken=(
            Taken(field="slug", where=("head/docdata/key-list/keyword@key",)),
            Taken(field="priority", where=("head/meta[@name='prioridad']@content",)),
        ),
        about="hl2 is the keyword line. The dateline holds the time of transmission and no place.",
    ),
    Dialect(
        agency="NTB",
        mark=re.compile(rb"""name=["']NTBID["']"""),
        taken=(
            Taken(field="uri", where=("head/meta[@name='NTBID']@content",)),
            Taken(field="slug", where=("head/meta[@name='NTBStikkord']@content",)),
            Taken(field="provider", where=("head/meta[@name='NTBKilde']@content",)),
        ),
        about="The doc-id ends with the number of the version (_00), NTBID does not.",
    ),
    Dialect(
        agency="PA",
        mark=re.compile(rb"""src-name=["']PA["']"""),
        taken=(Taken(field="slug", where=("head/title",)),),
        about="The title is the slug, with the number of the take before it.",
    ),
)

#: "Use YYYYMMDD000000-HHMM when no time is available": the one form of a time that ISO 8601 does not know.
_RUN_TOGETHER = re.compile(r"(\d{8})(?=\d{6})")
#: What media-type of a media element is, in words.
_MEDIA = {"image": "a picture", "photo": "a picture", "graphic": "a graphic", "video": "a video", "audio": "a sound"}


def sniff(data: bytes) -> float:
    """How sure this is NITF: its root element is called so."""
    found = root(data)
    return 0.95 if found is not None and found.name == "nitf" else 0.0


def read(data: bytes) -> Contents:
    """Read the story; a document that holds nothing but media is set aside.

    Raises:
        NotThisFormat: the root element is another.
        Unreadable: "not-xml", "unsafe-xml", "not-utf8", "too-large", "bad-field" or "no-text".
    """
    repairs: list[str] = []
    element = parse(data, repairs)
    if name(element) != "nitf":
        raise NotThisFormat("The root element is not nitf.")
    fields = Fields((element,), TAKEN, spoken(DIALECTS, data))
    body, notes = cleaned(nitf_body.body_text(element))
    repairs.extend(notes)
    if not body and (media := _media(element, fields)):
        return Contents(set_aside=(media,))
    return Contents(stories=(_story(element, fields, body, repairs),))


def _media(element: etree._Element, fields: Fields) -> SetAside | None:
    """The picture, video or sound that is all of the content."""
    found = next(iter(elements(element, "//media")), None)
    if found is None:
        return None
    kind = found.get("media-type") or "unknown"
    what = _MEDIA.get(kind.casefold(), "a media item")
    return SetAside(what=what, uri=fields["uri"] or None, because=f"the content is nothing but media of type {kind}")


def _story(element: etree._Element, fields: Fields, body: str, repairs: list[str]) -> RawStory:
    """The story with its metadata."""
    slug = fields["slug"]
    headline = _headline(element, fields, slug)
    parts = body_anatomy(body, headline)
    embargoed_until, status = _status(fields, repairs)
    uri = metadata.identity(fields["uri"], "The document")
    if not (headline or parts.body) and not (uri and status != "usable"):
        raise Unreadable("no-text", "The document has no text: no headline (hl1), and nothing in body.content.")
    deck = _deck(element, fields, headline)
    return RawStory(
        format=NAME,
        headline=headline,
        deck="" if deck in {headline, slug} or repeats(body, deck) else deck,
        body=parts.body,
        uri=uri,
        version=fields["version"] or None,
        sent=metadata.time("date.issue", fields["sent"], _time, repairs),
        language=fields["language"] or None,
        urgency=metadata.urgency(urgency, repairs) if (urgency := fields["urgency"]) else None,
        priority=fields["priority"] or None,
        slug=slug or parts.slug,
        provider=fields["provider"] or None,
        pub_status=status,
        ed_note=_ed_note(element, fields, parts),
        embargoed_until=embargoed_until,
        byline=_byline(element, deck) or parts.byline,
        located=nitf_body.located(element),
        refers_to=tuple(dict.fromkeys(fields.all("refers_to"))),
        repairs=tuple(repairs),
    )


def _headline(element: etree._Element, fields: Fields, slug: str) -> str:
    """The headline, else the title, unless that is the slug, which many agencies write there."""
    if found := nitf_body.headline(element):
        return found
    title = fields["headline"]
    return "" if title == slug else title


def _deck(element: etree._Element, fields: Fields, headline: str) -> str:
    """The line under the headline: where the dialect has it, else hl2, else the abstract."""
    own = fields["deck"]
    return own if own and own != headline else nitf_body.deck(element)


def _byline(element: etree._Element, deck: str) -> str | None:
    """The byline, unless the dialect keeps something else there."""
    found = nitf_body.byline(element)
    return None if found == deck else found


def _ed_note(element: etree._Element, fields: Fields, parts: Anatomy) -> str | None:
    notes = (*fields.all("ed_note"), *nitf_body.notes(element), parts.ed_note)
    return "; ".join(dict.fromkeys(note for note in notes if note)) or None


#: How much later than the issue a release must be to be an embargo.
_GRACE = timedelta(minutes=1)


def _status(fields: Fields, repairs: list[str]) -> tuple[datetime | None, PubStatus]:
    """The end of the embargo, and the status.

    "embargoed" without a time that can be read is withheld. A release later than the issue is an embargo whatever the
    status says: before that time nobody may publish it. Seconds later is only the way of the document through a system.
    """
    written, release = fields["pub_status"] or "usable", fields["embargoed_until"]
    if written.casefold() == "embargoed":
        until, held = metadata.embargo("date.release", release, _time, repairs)
        if not release:
            repairs.append("the document is embargoed and has no date.release: it is withheld until further notice")
        return until, held or ("usable" if until else "withheld")
    status = metadata.pub_status(written)
    if status is None:
        repairs.append(
            f"management-status {metadata.shown(written)} is not usable, embargoed, withheld or canceled: "
            "the story is withheld"
        )
    until, issued = (_time(text) if text else None for text in (release, fields["sent"]))
    return until if until and issued and until > issued + _GRACE else None, status or "withheld"


def _time(text: str) -> datetime | None:
    return iso_time(_RUN_TOGETHER.sub(r"\1T", text, count=1))
