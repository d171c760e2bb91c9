"""Plain text, with or without the headers of an e-mail above it: for publishers who have no news format."""

import re

from wirecopy.errors import NotThisFormat
from wirecopy.formats import mail
from wirecopy.formats.anatomy import anatomy
from wirecopy.formats.charset import decoded
from wirecopy.formats.claims import looks_like_json, looks_like_markup
from wirecopy.formats.clean import cleaned
from wirecopy.formats.contents import Contents, SetAside, Taken

NAME = "plain"
ABOUT = "Plain text: headline, deck, byline and copy, with e-mail style headers above them if you like."
SPEC = "RFC 5322 for the headers (https://www.rfc-editor.org/rfc/rfc5322)"
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=("Headline or Subject header", "the first line of the copy")),
    Taken(field="body", where=("what follows headline and deck",)),
)

_CALENDAR = re.compile(rb'(?:\xef\xbb\xbf)?\s*(BEGIN:VCALENDAR|"?Subject"?,"?Start Date"?)')


def sniff(data: bytes) -> float:
    """How sure this is plain text: never more than a little, because every other format is text too."""
    if not data.strip() or looks_like_json(data) or looks_like_markup(data):
        return 0.0
    return 0.1


def read(data: bytes) -> Contents:
    """Read one story.

    Raises:
        NotThisFormat: it is JSON or markup.
        Unreadable: it is in no character set that is read or holds no words.
    """
    if looks_like_json(data) or looks_like_markup(data):
        raise NotThisFormat("JSON or markup is no plain text.")
    if calendar := _calendar(data):
        return Contents(set_aside=(calendar,))
    text, converted = decoded(data)
    text, mended = cleaned(text)
    headers, copy = mail.split(text)
    parts = anatomy(copy, headline=headers.get("headline", ""))
    return Contents(stories=(mail.story(NAME, parts, headers, [*converted, *mended]),))


def _calendar(data: bytes) -> SetAside | None:
    """A calendar that was exported as text: RFC 5545, or the columns of Outlook."""
    begins = _CALENDAR.match(data)
    if begins is None:
        return None
    return SetAside(what="a calendar", because=f"it begins with {begins[1].decode('ascii')}")
