"""ANPA 1312, the text transmission format of North American agencies, last changed in 1989 (NAA 89-3).

What a message looks like, here the Associated Press's (the controls are spelled out):

    SYN SYN SOH W1645 US asian            service level and number, selector
    b a DC3 DC1 BC-RUR--Fog 1stLd   06-29 0358    priority, category, format, keyword, version, date, words
    STX ^BC-RUR--Fog, 1st Ld-Writethru,117<   slug and words
    ^Fog closes the port<                 headline
    ^Eds: UPDATES with quotes.<           note to editors
    ^By JANE ROE=                         byline
    ^Associated Press=
    HT    STRELSAU (AP) _ …               copy: a tab begins a paragraph, "<" ends one
    ETX AP-WF-06-29-17 2350GMT<           service, date and time -> sent
    EOT

"^" is upper rail, "<" quad left, "=" quad centre: they set type and go. "_" is a dash, `` `` `` and "''" are quotation
marks, "{" is one half; they become what they stand for, and `repairs` says so. The priority letter is handed on as it
came: "f" is a flash on one feed and finance on another.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.anatomy import anatomy, body_anatomy
from wirecopy.formats.clean import BLANKS, cleaned, one_line
from wirecopy.formats.contents import Contents, Dialect, Taken
from wirecopy.formats.furniture import affiliation, is_label
from wirecopy.formats.headblock import Head, says_something, without_word_count
from wirecopy.formats.metadata import shown
from wirecopy.formats.opening import opens_with_dateline
from wirecopy.formats.teleprinter import Transmission, transmissions
from wirecopy.formats.times import wire_time
from wirecopy.story import RawStory

NAME = "anpa-1312"
ABOUT = "ANPA 1312, text framed by control characters and set by coded lines, as AP, CP and Kyodo send it."
SPEC = "ANPA (NAA) Bulletin 1312, 89-3, 1989 (https://en.wikipedia.org/wiki/ANPA-1312)"
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=("the first coded line that is neither slug nor label, note or byline", "^HL:")),
    Taken(field="deck", where=('the next such line that ends with "<"',)),
    Taken(field="byline", where=('the coded line "By …" and the affiliation under it',)),
    Taken(field="ed_note", where=("labels (URGENT), Eds: lines, lines on pictures", "^Update:")),
    Taken(field="body", where=("from the first line that is not coded to ETX",)),
    Taken(field="slug", where=("the coded line BC-…, without the number of words", "the keyword of the header")),
    Taken(field="priority", where=("the first letter of the second line of the header",)),
    Taken(field="item", where=("the dialect's agency, service level and number",)),
    Taken(field="provider", where=("the copyright line (c.1998 N.Y. Times News Service)", "the dialect")),
    Taken(field="sent", where=("behind ETX: AP-WF-06-29-17 2350GMT",)),
)
DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        agency="Kyodo",
        mark=re.compile(rb"\d{4}KYODO\x1f|==Kyodo|\x03KWS-"),
        about="Lines are not coded, a headline ends with +; the trailer is KWS-21:37-09-12-18, day first, in Japan.",
    ),
    Dialect(
        agency="CP",
        mark=re.compile(rb"\^THE CANADIAN PRESS|@<[\r\n]"),
        taken=(
            Taken(field="headline", where=("HL:",)),
            Taken(field="ed_note", where=("Update:",)),
            Taken(field="", where=("INDEX:", "SYMBOL:", "code:", "THE CANADIAN PRESS")),
        ),
        about="Lines end with @<; a word and a colon say what a line is.",
    ),
    Dialect(agency="AP", mark=re.compile(rb"\x03?AP-[A-Z]{2,3}-\d\d-|\(AP\)"), about="The rules above."),
)

#: Service level, number and selector; then priority, category, format, and the keyword line.
_HEADER = re.compile(
    r"(?P<service>[A-Za-z])(?P<number>\d{4})(?P<agency>[A-Z]{0,8})[ ]?\x1f[ ]?(?P<selector>[^\n\x1f]{1,12})\n"
    r"(?P<priority>[a-z]) (?P<category>[a-z])(?:[ ]?[\x11-\x14]){0,2} *(?P<keyword>[^\n]{0,200})"
)
_BEGINS = re.compile(
    rb"[\x00\x16\x7f\s]{0,100}\x01?[A-Za-z]\d{4}[A-Z]{0,8} ?\x1f ?[^\r\n\x1f]{1,12}\r?\n[a-z] [a-z][\x11-\x14 ]"
)
#: "BC-LT--Fog     11-13 1049": what stands before the date, with its version ("1stLd-Writethru").
_KEYWORD = re.compile(r"(?P<keyword>\S.*?)(?: +\d\d-\d\d(?: +\d{1,5})?)?\s*")
#: "AP-WF-11-13-13 1509GMT", "NYT-02-06-98 2229EST": month, day, year.
_AP_TIME = re.compile(
    r"[A-Z]{2,4}(?:-[A-Z]{2,4})?-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d) (?P<clock>\d{4})(?P<zone>[A-Z]{1,4})"
)
#: "KWS-21:37-09-12-18": day, month, year; Japan's time, as the stories show.
_KYODO_TIME = re.compile(r"KWS-(?P<h>\d\d):(?P<m>\d\d)-(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>\d\d)")
#: The header's keyword has no spaces and is cut: so many letters of it must be the slug's.
_SAME_LETTERS = 8
#: A head block is short.
MOST_HEAD_LINES = 30
#: What begins the copy: an indented line, or a row of agate (BS).
_COPY = re.compile(r"\t| {3}|\x08")
#: What closes a coded line: quad left, quad centre, CP's lower rail, Kyodo's plus.
_MARKS_AT_END = "<=+@"
#: Rows of a table: agate codes at their edges, or fields between semicolons.
_ROW = re.compile(r"[ \t]*+(?:\x08|[^;\n]{0,60};[^;\n]{0,60};)")
#: En, em and thin spaces between the columns of agate.
_SPACES = str.maketrans({"\x1e": " ", "\x1f": " ", "\x08": "", "\x10": ""})

_MARKS = (
    ("quotation marks", re.compile("``"), "“"),
    ("quotation marks", re.compile("''(?!')"), "”"),
    ("dashes", re.compile(r"(?<![^\s;])_(?=[\s;]|$)|(?<=\))_(?= )", re.MULTILINE), "—"),
    ("halves", re.compile(r"(?<=\d)\{|(?<![^\s;])\{(?=[\s;]|$)", re.MULTILINE), "½"),
)


def sniff(data: bytes) -> float:
    """How sure this is ANPA 1312: the two lines of its header, with the unit separator in the first."""
    return 0.95 if _BEGINS.match(data[:500]) else 0.0


def read(data: bytes) -> Contents:
    """Read every message of a transmission.

    Raises:
        NotThisFormat: it does not begin with the header.
        Unreadable: "no-text" where no message holds words, "not-utf8", "too-large".
    """
    if not _BEGINS.match(data[:500]):
        raise NotThisFormat("The bytes do not begin with a header of ANPA 1312.")
    found, repairs = transmissions(data)
    dialect = next((dialect for dialect in DIALECTS if dialect.mark.search(data)), None)
    stories = tuple(story for message in found if (story := _story(message, dialect, list(repairs))))
    if not stories:
        raise Unreadable("no-text", "The message has a header of ANPA 1312 and no words under it; send the copy.")
    return Contents(stories=stories)


def _story(message: Transmission, dialect: Dialect | None, repairs: list[str]) -> RawStory | None:
    """One message as a story; None if it holds no words."""
    above, text = message.header, message.text
    header = _HEADER.match(above or text)
    if header and not above:
        text = text[header.end() :]
    keyword = _keyword(header)
    head, copy = _cut(text.split("\n"), keyword, dialect)
    text, mended = cleaned(_set("\n".join(map(_unset, copy)), repairs))
    repairs.extend(mended)
    parts = body_anatomy(text, head.headline) if head.titles else anatomy(text)
    headline = one_line(_set(head.headline, [])) or parts.headline
    if not any(c.isalnum() for c in headline + parts.body):
        return None
    provider = head.rights or (dialect.agency if dialect else None)
    number = f"{header['service']}{header['number']}" if header else ""
    return RawStory(
        format=NAME,
        headline=headline,
        deck=one_line(_set(head.deck, [])) or parts.deck,
        body=parts.body,
        sent=_sent(message.trailer, text, repairs),
        priority=header["priority"] if header else None,
        slug=head.slug or keyword or parts.slug,
        item=" ".join(filter(None, (provider, number))) if number else None,
        provider=provider,
        ed_note="; ".join(filter(None, (*head.notes, parts.ed_note))) or None,
        byline=head.byline or parts.byline,
        repairs=tuple(repairs),
    )


def _keyword(header: re.Match[str] | None) -> str:
    """The keyword of the header with its version: "BC-Fog 1stLd-Writethru"."""
    found = _KEYWORD.fullmatch(header["keyword"].strip(BLANKS)) if header else None
    return one_line(found["keyword"]) if found else ""


# --- head and copy ----------------------------------------------------------------------------------------------------


def _cut(lines: Sequence[str], keyword: str, dialect: Dialect | None) -> tuple[Head, Sequence[str]]:
    """The head block, and the lines of the copy; an empty head if it is not seen where the copy begins."""
    end = next((n for n, line in enumerate(lines[:MOST_HEAD_LINES]) if _begins_copy(line)), None)
    head = Head()
    if end is None:
        return head, lines
    kept: list[str] = []
    for text, marks, first in _logical(lines[:end]):
        if _is_slug(text, keyword) and not head.titles:
            head.slug = head.slug or one_line(without_word_count(text))
        elif not _of_dialect(text, head, dialect):
            before = len(head.titles)
            if head.byline and not says_something(text) and not affiliation(text):
                return head, [*kept, *lines[first:]]
            head.add(text)
            if before and len(head.titles) > before and "=" in marks:
                # A centred line under the headline is the first line of a table: "All Times EDT".
                kept.append(f"^{head.titles.pop()}")
    return head, [*kept, *lines[end:]]


def _begins_copy(line: str) -> bool:
    return bool(_COPY.match(line)) or (not line.startswith("^") and opens_with_dateline(line.strip(BLANKS)))


def _logical(lines: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """The lines of a head block, those joined that one was broken into: text, marks that close it, its first line."""
    text, first = "", 0
    for number, line in enumerate([*lines, "^"]):
        bare, marks = _closed(line)
        if text and (bare.startswith("^") or (not lines[first].startswith("^") and _is_apart(text, bare))):
            yield text, "", first
            text = ""
        first = first if text else number
        text = f"{text} {bare.removeprefix('^')}".strip(BLANKS)
        if marks and text:
            yield text, marks, first
            text = ""


def _closed(line: str) -> tuple[str, str]:
    """A line without the marks that close it, and these; blanks may stand behind and between."""
    bare = line.rstrip(f" \t{_MARKS_AT_END}")
    return bare, "".join(line[len(bare) :].split())


def _is_apart(text: str, following: str) -> bool:
    """Whether a line that is not coded goes on from what stands above it: then it is no line of its own."""
    if following[:1].islower():
        return False
    return following.startswith("(") or says_something(text) or says_something(following)


def _is_slug(text: str, keyword: str) -> bool:
    """Whether a line begins with the letters of the header's keyword, which has no spaces and is cut."""
    start, wanted = ("".join(filter(str.isalnum, words)).casefold()[:_SAME_LETTERS] for words in (text, keyword))
    return bool(wanted) and start == wanted and not is_label(text)


def _of_dialect(text: str, head: Head, dialect: Dialect | None) -> bool:
    """Take a line whose first word says what it is, as the dialect has it; False if it is none of these."""
    for row in dialect.taken if dialect else ():
        for prefix in row.where:
            if text.startswith(prefix):
                value = one_line(text.removeprefix(prefix))
                if row.field == "headline":
                    head.titles.insert(0, value)
                elif row.field == "ed_note":
                    head.notes.append(value)
                return True
    return False


# --- type -------------------------------------------------------------------------------------------------------------


def _unset(line: str) -> str:
    """A line of the copy without the marks that set it; rows of a table are not indented, headings stand apart."""
    if _ROW.match(line):
        line = line.lstrip(" \t").removeprefix("\x08").removeprefix("^").translate(_SPACES).lstrip()
    bare, marks = _closed(line)
    if marks and (line.startswith("^") or "<" in marks or not line.strip(" \t_=")):
        line = bare
    return "\n" + line[1:] if line.startswith("^") else line.translate(_SPACES)


def _set(text: str, repairs: list[str]) -> str:
    """Text with typographic marks for the wire's own; what was put in is noted."""
    counts: dict[str, int] = {}
    for name, mark, typographic in _MARKS:
        text, count = mark.subn(typographic, text)
        counts[name] = counts.get(name, 0) + count
    told = ", ".join(f"{name} {count:,}" for name, count in counts.items() if count)
    if told:
        repairs.append(f"marks of the wire became typographic ones ({told})")
    return text


def _sent(trailer: str, text: str, repairs: list[str]) -> datetime | None:
    """The time of the trailer; where ETX was lost, it stands at the end of the text."""
    line = one_line(trailer[:200] or text[-60:])
    if ap := _AP_TIME.search(line):
        return wire_time(ap["year"], ap["month"], ap["day"], ap["clock"], ap["zone"], repairs)
    if kyodo := _KYODO_TIME.search(line):
        repairs.append("the time of transmission names no time zone: it was read as Japan's")
        return wire_time(kyodo["year"], kyodo["month"], kyodo["day"], kyodo["h"] + kyodo["m"], "JST", repairs)
    if any(c.isdigit() for c in trailer):
        repairs.append(f"the trailer {shown(line)} was ignored: its time cannot be read")
    return None
