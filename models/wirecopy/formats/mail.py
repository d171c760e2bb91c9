"""The header block of an e-mail style message: "Slug: CHILE-MINE/", "Date: …", then an empty line and the copy.

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
from wirecopy.formats.clean import one_line
from wirecopy.formats.times import mail_time

#: RFC 5322 section 2.2: a field name is printable ASCII without colon; real ones are words with hyphens.
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,40}):(?=[ \t]|$)")
#: What ends the block; gateways leave blanks on an empty line.
_EMPTY_LINE = re.compile(r"\n[ \t]*+\n")
#: A block longer than this is copy; RFC 5322 would allow lines of 998 characters.
LONGEST_BLOCK = 32_000
#: `decode_header` is quadratic; no honest header is longer.
LONGEST_VALUE = 2_000
#: Text encodings that encoded words are decoded in; Python knows others that are no character sets.
_CHARSET = re.compile(
    r"utf-?8|us-ascii|iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-(?:kr|jp)|iso-2022-jp|shift_jis"
)
#: Names that no headline begins with: one of them is enough.
_TELLING = frozenset(("guid", "headline", "message-id", "slug", "slugline", "subject", "uri"))
#: The fields that hold a time: a headline says no time as exactly as one of them.
_TIMES = frozenset(("sent", "first_sent", "embargoed_until"))
#: A transfer encoding of MIME that leaves the copy as it is.
_PLAIN_ENCODINGS = ("", "7bit", "8bit", "binary")


def split(text: str) -> tuple[Mapping[str, str], str]:
    """Split clean text in its headers and its copy.

    Returns:
        The headers by the name of the `RawStory` field that they fill, and the copy; no headers and the whole text if
        the text does not begin with a header block.

    Raises:
        Unreadable: "unknown-format" for a MIME message whose copy is wrapped in parts or encoded.
    """
    text = text.lstrip("\n")
    block = _EMPTY_LINE.split(text[: LONGEST_BLOCK + 1], maxsplit=1)[0].removesuffix("\n")
    if len(block) > LONGEST_BLOCK or not _is_header_block(block):
        return {}, text
    headers = HeaderParser(policy=compat32).parsestr(block)
    _refuse_mime(str(headers.get("Content-Type", "")), str(headers.get("Content-Transfer-Encoding", "")))
    return _by_field(headers.items()), text[len(block) :]


def _by_field(headers: Iterable[tuple[str, str]]) -> Mapping[str, str]:
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
            name = (charset or "us-ascii").lower()
            yield word.decode(name if _CHARSET.fullmatch(name) else "utf-8", "replace")


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


def _refuse_mime(content_type: str, encoding: str) -> None:
    kind = content_type.split(";", 1)[0].strip().lower()
    if kind not in ("", "text/plain"):
        what = f"of type {kind[:60]}"
    elif encoding.strip().lower() not in _PLAIN_ENCODINGS:
        what = f"encoded as {encoding.strip()[:60]}"
    else:
        return
    raise Unreadable(
        "unknown-format", f"The message is an e-mail {what}; send its text part as plain UTF-8 text under the headers."
    )
