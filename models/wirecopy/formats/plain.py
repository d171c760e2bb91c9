"""Plain text, with or without the headers of an e-mail above it: for publishers who have no news format."""

import re
from collections.abc import Mapping

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import mail, metadata
from wirecopy.formats.anatomy import Anatomy, anatomy
from wirecopy.formats.charset import decoded
from wirecopy.formats.claims import looks_like_json, looks_like_markup
from wirecopy.formats.clean import cleaned
from wirecopy.formats.contents import Contents, Taken
from wirecopy.formats.times import mail_time
from wirecopy.story import PubStatus, RawStory

NAME = "plain"
ABOUT = "Plain text: headline, deck, byline and copy, with e-mail style headers above them if you like."
SPEC = "RFC 5322 for the headers (https://www.rfc-editor.org/rfc/rfc5322)"
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=("Headline or Subject header", "the first line of the copy")),
    Taken(field="body", where=("what follows headline and deck",)),
)

#: RFC 5322's comment after an address, as old mailers put the sender's name: "news@tass.example (TASS)".
_NAME_IN_COMMENT = re.compile(r"(?P<address>[^ ()<>]+) \((?P<name>[^()]+)\)")


def sniff(data: bytes) -> float:
    """How sure this is plain text: never more than a little, because every other format is text too."""
    if not data.strip() or looks_like_json(data) or looks_like_markup(data):
        return 0.0
    return 0.1


def read(data: bytes) -> Contents:
    """Read one story.

    Raises:
        NotThisFormat: it is JSON or markup.
        Unreadable: it is in no character set that is read, holds no words, or is an e-mail in parts.
    """
    if looks_like_json(data) or looks_like_markup(data):
        raise NotThisFormat("JSON or markup is no plain text.")
    text, converted = decoded(data)
    text, mended = cleaned(text)
    headers, copy = mail.split(text)
    parts = anatomy(copy, headline=headers.get("headline", ""))
    if not any(c.isalnum() for c in parts.headline + parts.deck + parts.body):
        raise Unreadable("no-text", "The message holds no words; send a headline, copy, or both.")
    return Contents(stories=(_story(parts, headers, [*converted, *mended]),))


def _story(parts: Anatomy, headers: Mapping[str, str], repairs: list[str]) -> RawStory:
    """The parts of the copy and the headers as one story; where both speak, the header is right."""
    get = headers.get
    embargoed_until, held = metadata.embargo("Embargo", get("embargoed_until"), mail_time, repairs)
    status = _status(get("pub_status"), repairs)
    notes = (get("ed_note"), parts.ed_note)
    return RawStory(
        format=NAME,
        headline=parts.headline,
        deck=parts.deck,
        body=parts.body,
        uri=_identity(headers, repairs),
        version=get("version"),
        sent=metadata.time("Date", get("sent"), mail_time, repairs),
        first_sent=metadata.time("First-Date", get("first_sent"), mail_time, repairs),
        language=get("language"),
        urgency=metadata.urgency(get("urgency"), repairs) if get("urgency") else None,
        slug=get("slug") or parts.slug,
        provider=get("provider") or _sender(get("sender", "")),
        pub_status="canceled" if status == "canceled" else held or status,
        ed_note="; ".join(note for note in notes if note) or None,
        embargoed_until=embargoed_until,
        byline=metadata.byline(get("byline")) or parts.byline,
        located=get("located"),
        section=get("section") or parts.section,
        refers_to=tuple(dict.fromkeys(filter(None, (word.strip("<>,") for word in get("refers_to", "").split())))),
        repairs=tuple(repairs),
    )


def _identity(headers: Mapping[str, str], repairs: list[str]) -> str | None:
    """The story's own uri, else the message's."""
    name = (headers.get("uri") or headers.get("message_id", "")).strip("<> ")
    if len(name) <= metadata.LONGEST_URI:
        return name or None
    repairs.append(f"a uri of {len(name):,} characters was ignored: it is too long")
    return None


def _sender(sender: str) -> str | None:
    """The name of a From field ("TASS <news@tass.example>"), else its address.

    Not by `email.utils.parseaddr`: it calls itself for every bracket of a nested comment, and a header may hold
    thousands.
    """
    if comment := _NAME_IN_COMMENT.fullmatch(sender):
        return comment["name"]
    name, _, address = sender.partition("<")
    return name.strip(' "').replace('\\"', '"') or address.partition(">")[0].strip() or None


def _status(value: str | None, repairs: list[str]) -> PubStatus:
    """The status of the Status header; an unknown one withholds the story, because it may be a kill."""
    if value is None:
        return "usable"
    status = metadata.pub_status(value)
    if status is None:
        repairs.append(f"Status {metadata.shown(value)} is not usable, withheld or canceled: the story is withheld")
    return status or "withheld"
