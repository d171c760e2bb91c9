"""ZCZC … NNNN: text between the start and end of a telex message, above it lines whose first sign says what they are.

    ZCZC AAP                    start of message, and whose it is
    %MGD                        routing
    $T                          category
    :AFL Preview                keyword -> slug
    =Round 23                   take key -> slug
    ^AFL: Round 23 preview      headline
    *X                          format
    &A                          service level
    +15084000                   subject
    MELBOURNE, March 3 AAP - …  copy
    NNNN                        end of message

No specification says so: the start and end of message are those of telex (ITU-T F.31), the signs are each agency's own,
and agencies differ. What differs is in `DIALECTS`, of which the first fits whose mark stands in the message.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.anatomy import anatomy
from wirecopy.formats.charset import decoded
from wirecopy.formats.clean import BLANKS, cleaned, one_line
from wirecopy.formats.contents import Contents, Dialect, Taken
from wirecopy.formats.times import wire_time
from wirecopy.story import RawStory

NAME = "zczc"
ABOUT = "Text between ZCZC and NNNN with coded lines above the copy, as AAP and others send it."
SPEC = "Start and end of message of telex, ITU-T F.31; the coded lines are the agencies' own"
#: The signs as AAP's news desk uses them; a dialect's own come first.
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=("^",)),
    Taken(field="slug", where=("#", ":", "=")),
    Taken(field="", where=("%", "$", "*", "&", "+", "@")),
)
DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        agency="AAP",
        mark=re.compile(rb"\A\s*ZCZC AAP[\r\n]+%\w[\r\n]+#", re.IGNORECASE),
        taken=(Taken(field="headline", where=("$",)), Taken(field="located", where=(":",))),
        about="The broadcast desk: # is the slug, $ the headline, : the place in brackets.",
    ),
    Dialect(
        agency="AAP",
        mark=re.compile(rb"\A\s*ZCZC FMG\d+[\r\n]", re.IGNORECASE),
        taken=(Taken(field="headline", where=(":",)),),
        about="Racing: a line of routing codes under the start of message, : is headline and then slug.",
    ),
    Dialect(
        agency="AAP",
        mark=re.compile(rb"\A\s*ZCZC[\r\n]+#[^\r\n]*[\r\n]+:", re.IGNORECASE),
        taken=(Taken(field="headline", where=(":",)),),
        about="Results and markets: # is the slug, : the headline.",
    ),
    Dialect(
        agency="AAP",
        mark=re.compile(rb"\A\s*\x01[^\x1f\r\n]{1,60}\x1f"),
        taken=(Taken(field="slug", where=("\x01",)),),
        about="Race results: no ZCZC, but SOH and fields between unit separators on the first line -> slug.",
    ),
    Dialect(
        agency="News Bites",
        mark=re.compile(rb"\A\s*ZCZC\s+AN#", re.IGNORECASE),
        taken=(
            Taken(field="headline", where=("TI#",)),
            Taken(field="deck", where=("AB#",)),
            Taken(field="item", where=("AN#",)),
            Taken(field="provider", where=("KN#",)),
            Taken(field="sent", where=("PD#",)),
            Taken(field="byline", where=("BY#",)),
            Taken(field="slug", where=("CO#",)),
            Taken(field="", where=("SO#", "SF#", "KY#", "TX#")),
        ),
        about="Two letters and # say what a line is; TX# stands above the copy.",
    ),
    Dialect(agency="AAP", mark=re.compile(rb"\A\s*ZCZC AAP\b", re.IGNORECASE), about="The news desk and Medianet."),
)

_STARTS = re.compile(rb"\s*ZCZC\b", re.IGNORECASE)
_RACE = re.compile(rb"\s*\x01[^\x1f\r\n\x02]{1,60}(?:\x1f[^\x1f\r\n\x02]{0,20}){4,6}[\r\n]")
_START = re.compile(r"ZCZC[^\n]{0,60}", re.IGNORECASE)
_END = re.compile(r"^[ \t]*NNNN[ \t]*$", re.MULTILINE)
#: A second message in the same file.
_NEXT = re.compile(r"^[ \t]*(?=ZCZC\b)", re.MULTILINE | re.IGNORECASE)
#: "YY RFG TDR", "HH TDCom": routing codes under a start of message that names a service.
_ROUTING = re.compile(r"[A-Z]{2}(?: \w{2,5}){1,4}")
#: "06 June 2016 14:00:00".
_TIME = re.compile(r"(?P<day>\d{1,2}) (?P<month>[^\W\d_]{3,9}) (?P<year>\d{4}) (?P<h>\d\d):(?P<m>\d\d)(?::\d\d)?")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
#: What parts the fields of a race result, with flags of one letter.
_FLAG = re.compile("\x1f(?:[YN](?=\x1f))?")
#: How the news desk signs under its copy: "AAP", "AAP RTV", "AAP RESULTS".
_SIGNED = re.compile(r"\n[ \t]*AAP(?: [A-Z]{2,10})?[ \t\n]*\Z")
#: How many coded lines stand above the copy.
MOST_CODED = 20
MOST_MESSAGES = 100
#: A sign that means one letter or code, where it has no more: "$T", "*X".
_CODE = 2


def sniff(data: bytes) -> float:
    """How sure this is such a message: it begins with ZCZC, or as AAP's race results do."""
    head = data[:400]
    return 0.9 if _STARTS.match(head) or _RACE.match(head) else 0.0


def read(data: bytes) -> Contents:
    """Read every message between ZCZC and NNNN.

    Raises:
        NotThisFormat: it does not begin as one.
        Unreadable: "no-text" where none holds words, "not-utf8", "too-large".
    """
    if not sniff(data):
        raise NotThisFormat("The message does not begin with ZCZC.")
    text, converted = decoded(data)
    messages = [piece for piece in _NEXT.split(text.replace("\r\n", "\n").replace("\r", "\n")) if piece.strip()]
    if len(messages) > MOST_MESSAGES:
        raise Unreadable(
            "too-large", f"The message holds {len(messages):,} stories; send at most {MOST_MESSAGES} in one message."
        )
    stories = tuple(story for message in messages if (story := _story(message, list(converted))))
    if not stories:
        raise Unreadable("no-text", "There are no words between ZCZC and NNNN; send the copy there.")
    return Contents(stories=stories)


def _story(message: str, repairs: list[str]) -> RawStory | None:
    """One message as a story; None if it holds no words."""
    dialect = next((d for d in DIALECTS if d.mark.search(message[:400].encode("utf-8", "replace"))), None)
    coded, copy = _coded(_END.split(message, maxsplit=1)[0], _signs(dialect))
    copy, mended = cleaned(_SIGNED.sub("", copy))
    repairs.extend(mended)
    get = {field: one_line(value) for field, value in coded.items()}.get
    parts = anatomy(copy, headline=get("headline", ""))
    if not any(c.isalnum() for c in parts.headline + parts.body):
        return None
    provider = get("provider") or (dialect.agency if dialect else None)
    deck = get("deck", "")
    return RawStory(
        format=NAME,
        headline=parts.headline,
        deck=parts.deck if deck and deck in one_line(parts.body) else deck or parts.deck,
        body=parts.body,
        sent=_sent(get("sent", ""), repairs),
        slug=get("slug") or parts.slug,
        item=f"{provider} {get('item', '').lstrip('0')}" if provider and get("item") else None,
        provider=provider,
        ed_note=parts.ed_note,
        byline=get("byline") or parts.byline,
        located=get("located", "").strip("() ") or None,
        section=parts.section,
        repairs=tuple(repairs),
    )


def _signs(dialect: Dialect | None) -> Mapping[str, str]:
    """The field that each sign stands for, the dialect's own before the format's."""
    own = {sign: row.field for row in (dialect.taken if dialect else ()) for sign in row.where}
    general = {sign: row.field for row in TAKEN for sign in row.where}
    # News Bites and the race results have signs of another kind: for them "#" is copy.
    return {**general, **own} if own.keys() <= general.keys() else own


def _coded(text: str, signs: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """What the coded lines say by field, and the copy under them."""
    lines = text.lstrip(BLANKS).split("\n")
    start = _START.fullmatch(lines[0].strip(BLANKS))
    at = 1 if start else 0
    if start and len(lines) > 1 and len(start[0]) > len("ZCZC") and _ROUTING.fullmatch(lines[1].strip(BLANKS)):
        at = 2
    found: dict[str, str] = {}
    for number, line in enumerate(lines[at : at + MOST_CODED], start=at):
        sign = next((sign for sign in signs if line.startswith(sign)), None)
        if sign is None and (line.strip(BLANKS) or not found):
            return found, "\n".join(lines[number:])
        if sign is not None:
            _take(found, signs[sign], _FLAG.sub(" ", line.removeprefix(sign)).strip(BLANKS))
    return found, "\n".join(lines[at + MOST_CODED :])


def _take(found: dict[str, str], field: str, value: str) -> None:
    """Note what a coded line says; of two headlines the second is a slug, and slugs go together."""
    if field == "headline" and (len(value) < _CODE or _DATE.fullmatch(value)):
        return
    if field == "headline" and field in found:
        field = "slug"
    if not field or not value:
        return
    if field == "slug" and field in found:
        found[field] = f"{found[field]}, {value}"
    else:
        found.setdefault(field, value)


def _sent(value: str, repairs: list[str]) -> datetime | None:
    found = _TIME.fullmatch(value)
    if not found:
        return None
    return wire_time(found["year"], found["month"], found["day"], found["h"] + found["m"], None, repairs)
