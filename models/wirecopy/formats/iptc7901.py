"""IPTC 7901, the text transmission format of European agencies, frozen since its fifth revision of 1995.

What a message looks like, here dpa's (the controls are spelled out):

    SOH eca0124 3 i 93  dpa 1888          source and number, priority, category, words, free information

    Ruritania/conflict/                   keyword line -> slug
    STX EXTRA                             head block, closed by "=": labels -> note to editors,
    Talks to take place in Strelsau       headline,
    By Jane Roe, dpa =                    byline

    Strelsau (dpa) - …                    copy
    ETX 212101 GMT Nov 18                 day, hour and minute, zone, month, year -> sent
    EOT

The priority is handed on as it came, not as IPTC's urgency: agencies use six digits of their own.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache

from wirecopy.data import rows
from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.anatomy import anatomy, body_anatomy
from wirecopy.formats.clean import BLANKS, cleaned, one_line
from wirecopy.formats.contents import Contents, Dialect, Taken
from wirecopy.formats.furniture import slug_of
from wirecopy.formats.headblock import Head, says_something
from wirecopy.formats.notebook import without_notebook
from wirecopy.formats.teleprinter import Transmission, transmissions
from wirecopy.formats.times import wire_time
from wirecopy.story import RawStory

NAME = "iptc-7901"
ABOUT = "IPTC 7901, text framed by control characters, as dpa, ats and other agencies send it."
SPEC = "IPTC Recommendation 7901, revision 5, 1995 (https://iptc.org/standards/iptc-7901/)"
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=('the head block under STX, up to the line that ends with "="',)),
    Taken(field="byline", where=('the line of the head block that begins with "By", "Von", "Par" …',)),
    Taken(field="ed_note", where=("labels of the head block (1ST LEAD, EXTRA)", "the notebook under the copy")),
    Taken(field="body", where=("between head block and ETX", "without a head block, the copy in the text")),
    Taken(field="slug", where=("the keyword line above STX",)),
    Taken(field="priority", where=("the digit of the header line",), clause="message header"),
    Taken(field="item", where=("agency and number at the end of the header line",), clause="optional information"),
    Taken(field="provider", where=("the agency at the end of the header line", "the dialect")),
    Taken(field="sent", where=("behind ETX: 212101 GMT Nov 18",), clause="date-time group"),
)
DIALECTS: tuple[Dialect, ...] = (
    Dialect(agency="dpa", mark=re.compile(rb"[ -]dpa \d|\(dpa\)"), about="A notebook for editors under the copy."),
    Dialect(
        agency="Keystone-ATS",
        mark=re.compile(rb"\(ats\b|\bbs[dfi]\d{3} "),
        about="The trailer names no time zone; the copy closes with desk and initials.",
    ),
)

#: Message header: source identification and number, priority, category, word count, optional information.
_HEADER = re.compile(
    r"(?P<source>[A-Za-z]{2,4}) ?(?P<number>\d{3,5}) (?P<priority>[1-9]) (?P<category>[A-Za-z]{1,3})"
    r" +(?P<words>\d{1,5})(?P<rest>(?: [^\r\n]*)?)(?=[\r\n]|\Z)"
)
_BEGINS = re.compile(rb"[\x00\x16\x7f\s]{0,100}\x01?" + _HEADER.pattern.encode())
#: "dpa 1888", "dpa-tns 0908", "etf 967": how editors call the item.
_ITEM = re.compile(r"(?P<agency>[A-Za-z][A-Za-z-]{1,11}) 0*(?P<number>\d{1,6})(?= |$)")
#: Date-time group: "212101 GMT Nov 18", "091223 dec 18".
_TIME = re.compile(
    r"(?P<day>\d\d)(?P<clock>\d{4}) ?(?:(?P<zone>[A-Za-z]{1,4}) )?(?P<month>[^\W\d_]{3,9})\.? (?P<year>\d{4}|\d\d)\b"
)
#: The head block is short: a "=" further down closes something else.
MOST_HEAD_LINES = 12
#: A title line of this length may have been broken: the widest line that dpa sends has 69 characters.
_BROKEN_AT = 62
#: "(SDA/sj)": desk and initials of ats and sda under the copy.
_SIGNED = re.compile(r"\n\((?:SDA|ATS|sda|ats)[^()\n]{0,20}\)[ \t\n]*\Z")


def sniff(data: bytes) -> float:
    """How sure this is IPTC 7901: its header line, and a control character that frames it."""
    if not _BEGINS.match(data[:500]):
        return 0.0
    return 0.95 if b"\x01" in data[:200] or b"\x02" in data[:1000] else 0.7


def read(data: bytes) -> Contents:
    """Read every message of a transmission.

    Raises:
        NotThisFormat: no message has the header line.
        Unreadable: "no-text" where none holds words, "not-utf8", "too-large".
    """
    if not _BEGINS.match(data[:500]):
        raise NotThisFormat("The bytes do not begin with a header line of IPTC 7901.")
    found, repairs = transmissions(data)
    dialect = next((dialect for dialect in DIALECTS if dialect.mark.search(data[:4000])), None)
    stories = tuple(story for message in found if (story := _story(message, dialect, list(repairs))))
    if not stories:
        raise Unreadable("no-text", "The message has a header of IPTC 7901 and no words under it; send the copy.")
    return Contents(stories=stories)


def _story(message: Transmission, dialect: Dialect | None, repairs: list[str]) -> RawStory | None:
    """One message as a story; None if it holds no words."""
    above, text = message.header.lstrip(BLANKS), message.text
    header = _HEADER.match(above or text)
    if header and not above:
        # The gateway lost STX: header, keyword line and text stand below one another.
        text = text[header.end() :]
    text, mended = cleaned(text)
    repairs.extend(mended)
    slug = one_line(above.partition("\n")[2])
    if not slug:
        slug, text = _leading_keywords(text)
    text, trailer = _trailer(text, message.trailer)
    text, notebook = without_notebook(text)
    head, copy = _head(_SIGNED.sub("", f"{text}\n"))
    parts = body_anatomy(copy, head.headline) if head.titles else anatomy(copy)
    if not any(c.isalnum() for c in head.headline + parts.headline + parts.body):
        return None
    item = _item(header["rest"] if header else "")
    return RawStory(
        format=NAME,
        headline=head.headline or parts.headline,
        deck=head.deck or parts.deck,
        body=parts.body,
        sent=_sent(trailer, repairs),
        priority=header["priority"] if header else None,
        slug=slug or head.slug or parts.slug,
        item=" ".join(item) or None,
        provider=_provider(item, dialect),
        ed_note="; ".join(filter(None, (*head.notes, parts.ed_note, notebook))) or None,
        byline=head.byline or parts.byline,
        section=head.section or parts.section,
        repairs=tuple(repairs),
    )


def _leading_keywords(text: str) -> tuple[str, str]:
    """The keyword line on top of a text, and the text under it."""
    first, _, rest = text.lstrip(BLANKS).partition("\n")
    slug = slug_of(first.strip(BLANKS).strip("/"))
    return (one_line(first), rest) if slug else ("", text)


def _trailer(text: str, trailer: str) -> tuple[str, str]:
    """The text, and the date-time group; where ETX was lost, it is the last line of the text."""
    if trailer:
        return text, trailer
    above, _, last = text.rstrip(BLANKS).rpartition("\n")
    return (above, last) if _TIME.fullmatch(last.strip(BLANKS)) else (text, "")


def _head(text: str) -> tuple[Head, str]:
    """The head block and the copy under it; an empty head where no line of the first ones ends with "="."""
    lines = text.lstrip("\n").split("\n", MOST_HEAD_LINES)
    closed = next((n for n, line in enumerate(lines[:MOST_HEAD_LINES]) if line.rstrip(BLANKS).endswith("=")), None)
    head = Head(sections=True)
    if closed is None or any(not line.strip(BLANKS) for line in lines[:closed]):
        return head, text
    for line in _unbroken(line.strip(BLANKS).rstrip("=").rstrip(BLANKS) for line in lines[: closed + 1]):
        head.add(line)
    return head, "\n".join(lines[closed + 1 :])


def _unbroken(lines: Iterable[str]) -> Iterator[str]:
    """Lines of a head block, those joined that one title was broken into: it goes on after a colon or a full line."""
    above = ""
    for line in lines:
        if above and (above.endswith(":") or (len(above) >= _BROKEN_AT and not says_something(line))):
            above = f"{above} {line}"
            continue
        if above:
            yield above
        above = line
    if above:
        yield above


def _item(rest: str) -> tuple[str, ...]:
    """Agency and number as the header line's last words give them, zeros before the number left out."""
    found = list(_ITEM.finditer(one_line(rest)))
    return (found[-1]["agency"], found[-1]["number"]) if found else ()


def _provider(item: tuple[str, ...], dialect: Dialect | None) -> str | None:
    agency = item[0].partition("-")[0] if item else ""
    return _agencies().get(agency.casefold()) or (dialect.agency if dialect else None)


@cache
def _agencies() -> dict[str, str]:
    return {printed: name for printed, name, *_ in rows("agencies.tsv")}


def _sent(trailer: str, repairs: list[str]) -> datetime | None:
    found = _TIME.search(one_line(trailer[:200]))
    if not found:
        return None
    return wire_time(found["year"], found["month"], found["day"], found["clock"], found["zone"], repairs)
