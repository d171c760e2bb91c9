"""The headers of an e-mail style message ("Slug: CHILE-MINE/", an empty line, the copy), and the story under them.

Header syntax is that of RFC 5322 (folded lines) with encoded words (RFC 2047); the standard library's `email` parser
reads it. Which header says what is in data/mail_headers.tsv.

A headline such as "Urgent: flood kills 47" or "Note: no trading on Monday" has header syntax too. So a block counts as
headers only if every one of its lines has header syntax, and if it has a name that no headline begins with, or two
names that are known, or is a single time.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from email.errors import HeaderParseError
from email.header import decode_header
from email.parser import HeaderParser
from email.policy import compat32
from functools import cache

from wirecopy.data import rows
from wirecopy.errors import Unreadable
from wirecopy.formats import metadata
from wirecopy.formats.anatomy import Anatomy
from wirecopy.formats.charset import codec_name
from wirecopy.formats.clean import one_line
from wirecopy.formats.times import mail_time
from wirecopy.story import PubStatus, RawStory

#: RFC 5322 section 2.2: a field name is printable ASCII without colon; real ones are words with hyphens.
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,40}):(?=[ \t]|$)")
#: What ends the block; gateways leave blanks on an empty line.
_EMPTY_LINE = re.compile(r"\n[ \t]*+\n")
#: A block longer than this is copy; RFC 5322 would allow lines of 998 characters.
LONGEST_BLOCK = 32_000
#: `decode_header` is quadratic; no honest header is longer.
LONGEST_VALUE = 2_000
#: Names that no headline begins with: one of them is enough.
_TELLING = frozenset(("guid", "headline", "message-id", "slug", "slugline", "subject", "uri"))
#: The fields that hold a time: a headline says no time as exactly as one of them.
_TIMES = frozenset(("sent", "first_sent", "embargoed_until"))
#: RFC 5322's comment after an address, as old mailers put the sender's name: "news@tass.example (TASS)".
_NAME_IN_COMMENT = re.compile(r"(?P<address>[^ ()<>]+) \((?P<name>[^()]+)\)")


def split(text: str) -> tuple[Mapping[str, str], str]:
    """Split clean text in its headers and its copy.

    Returns:
        The headers by the name of the `RawStory` field that they fill, and the copy; no headers and the whole text if
        the text does not begin with a header block.
    """
    text = text.lstrip("\n")
    block = _EMPTY_LINE.split(text[: LONGEST_BLOCK + 1], maxsplit=1)[0].removesuffix("\n")
    if len(block) > LONGEST_BLOCK or not _is_header_block(block):
        return {}, text
    headers = HeaderParser(policy=compat32).parsestr(block)
    return by_field(headers.items()), text[len(block) :]


def by_field(headers: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Header values by field: of several for one field the first counts, but all stories that are referred to."""
    found: dict[str, str] = {}
    for name, raw in headers:
        field, value = known_headers().get(name.lower()), decoded(str(raw))
        if field == "refers_to":
            found[field] = f"{found.get(field, '')} {value}".strip()
        elif field and value:
            found.setdefault(field, value)
    return found


@cache
def known_headers() -> Mapping[str, str]:
    """The headers that are known, in lower case, and which field of a `RawStory` each fills ("" for: none)."""
    return {name: field for name, field, *_ in rows("mail_headers.tsv")}


def decoded(value: str) -> str:
    """A header's value on one line, encoded words decoded; what cannot be decoded stays as it is."""
    if "=?" not in value or len(value) > LONGEST_VALUE:
        return one_line(value)
    try:
        return one_line("".join(_words(value)))
    except (HeaderParseError, ValueError):
        return one_line(value)


def _words(value: str) -> Iterator[str]:
    for word, charset in decode_header(value):
        if isinstance(word, str):
            yield word
        else:
            name = codec_name(charset or "us-ascii")
            yield word.decode(name or "utf-8", "replace")


def _is_header_block(block: str) -> bool:
    lines = block.split("\n")
    names = [match[1].lower() for line in lines if (match := _FIELD.match(line))]
    folded = sum(line.startswith((" ", "\t")) for line in lines[1:])
    if len(names) + folded != len(lines):
        return False
    known = {name for name in names if name in known_headers()}
    return len(known) > 1 or not known.isdisjoint(_TELLING) or _is_a_time(block)


def _is_a_time(block: str) -> bool:
    """Whether the block is one header that gives a time, down to the day: "Date: Mon, 20 Nov 2017 12:00:00 +0000"."""
    name, _, value = block.partition(":")
    return known_headers().get(name.lower()) in _TIMES and mail_time(value.strip()) is not None


def story(name: str, parts: Anatomy, headers: Mapping[str, str], repairs: list[str]) -> RawStory:
    """The parts of the copy and the headers as one story of the format `name`; where both speak, the header is right.

    Raises:
        Unreadable: "no-text" for a story without words, unless it is canceled and has an identity: no kill is lost.
    """
    get = headers.get
    embargoed_until, held = metadata.embargo("Embargo", get("embargoed_until"), mail_time, repairs)
    status = _status(get("pub_status"), repairs)
    uri = _identity(headers, repairs)
    words = any(c.isalnum() for c in parts.headline + parts.deck + parts.body)
    if not words and not (uri and status == "canceled"):
        raise Unreadable("no-text", "The message holds no words; send a headline, copy, or both.")
    notes = (get("ed_note"), parts.ed_note)
    return RawStory(
        format=name,
        headline=parts.headline,
        deck=parts.deck,
        body=parts.body,
        uri=uri,
        version=get("version"),
        sent=metadata.time("Date", get("sent"), mail_time, repairs),
        first_sent=metadata.time("First-Date", get("first_sent"), mail_time, repairs),
        language=get("language"),
        priority=get("priority"),
        urgency=metadata.urgency(get("urgency"), repairs) if get("urgency") else None,
        slug=get("slug") or parts.slug,
        item=parts.item,
        provider=get("provider") or _sender(get("sender", "")),
        pub_status=metadata.stricter(status, held),
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
