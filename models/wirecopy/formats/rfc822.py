"""E-mail as it is delivered: RFC 5322 messages with MIME's parts, transfer encodings and character sets.

A message that people typed, headers above plain copy, is the plain reader's; this one takes what a mail program or a
mail server made, which shows in its headers (MIME-Version, Content-Type, Received …).

The copy is the plain text of the message, or what its HTML says where there is no plain text. Attachments are named in
`repairs`, and never opened. The walk through the parts is written here and not left to the standard library's parser,
which tries the boundaries of all levels on every line: ten thousand nested parts keep it for minutes.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.parser import HeaderParser
from email.policy import compat32
from urllib.parse import unquote_to_bytes

from wirecopy.errors import NotThisFormat
from wirecopy.formats import mail
from wirecopy.formats.anatomy import anatomy
from wirecopy.formats.charset import decoded, decoded_as
from wirecopy.formats.clean import BLANKS, cleaned, one_line
from wirecopy.formats.contents import Contents, SetAside, Taken
from wirecopy.formats.markup import plain_text

NAME = "e-mail"
ABOUT = "E-mail with MIME parts and encodings; the text part is the copy, attachments are named and not opened."
SPEC = "RFC 5322 (https://www.rfc-editor.org/rfc/rfc5322), RFC 2045 to 2047 (MIME)"
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=("Headline", "Subject", "the first line of the copy"), clause="RFC 5322, 3.6.5"),
    Taken(field="body", where=("text/plain parts", "text/html where there is none"), clause="RFC 2046, 4.1 and 5.1"),
    Taken(field="uri", where=("Uri", "Guid", "Message-ID"), clause="RFC 5322, 3.6.4"),
    Taken(field="refers_to", where=("In-Reply-To", "References", "Supersedes"), clause="RFC 5322, 3.6.4"),
    Taken(field="sent", where=("Date",), clause="RFC 5322, 3.6.1"),
    Taken(field="provider", where=("Provider", "Organization", "From"), clause="RFC 5322, 3.6.2"),
    Taken(field="priority", where=("X-Priority", "Importance")),
)

#: Headers that a mail program or a mail server writes, and nobody by hand.
_MACHINE_MADE = frozenset(
    ("mime-version", "content-type", "content-transfer-encoding", "received", "return-path", "dkim-signature")
)
#: RFC 5322 section 2.1: the header section ends at an empty line.
_EMPTY_LINE = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r(?!\n)|\A\r?\n")
_NAME = re.compile(rb"(?:^|[\r\n])([A-Za-z][A-Za-z0-9-]{0,60}):")
#: "From desk@nw.example Tue Nov 24 …": what mail boxes and some servers put on top.
_MBOX_LINE = re.compile(rb"From [^\r\n]{1,300}\r?\n")
#: No honest header section is longer; signatures and traces of servers take 20 kB.
LONGEST_HEADERS = 64_000
#: Text that is data.
_NO_COPY = frozenset(
    f"text/{kind}" for kind in ("calendar", "csv", "vcard", "x-vcard", "directory", "css", "xml", "rtf", "javascript")
)
#: How deep parts may be nested, and how many there may be.
DEEPEST, MOST_PARTS = 8, 200
#: RFC 2045 section 5.1: parameters of a content type. RFC 2231's "name*=utf-8''…" is known, its continuations are not.
_PARAMETER = re.compile(r"""; *([A-Za-z0-9-]{1,40}\*?) *= *(?:"((?:[^"\\]|\\.){0,400})"|([^;"\s]{0,400}))""")
#: RFC 3676 section 4.3: the line that parts a signature from the text.
_SIGNATURE = re.compile(r"\n-- \n.*\Z", re.DOTALL)


@dataclass(slots=True)
class _Found:
    """What the walk through the parts has found."""

    texts: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    enclosed: list[bytes] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    parts: int = 0


def sniff(data: bytes) -> float:
    """How sure this is e-mail: it begins with headers, and a machine wrote one of them."""
    head = _without_mailbox_line(data[:LONGEST_HEADERS])
    if not _NAME.match(head):
        return 0.0
    block = _EMPTY_LINE.split(head, maxsplit=1)[0]
    names = {name.decode("ascii").lower() for name in _NAME.findall(block)}
    return 0.8 if names & _MACHINE_MADE else 0.0


def read(data: bytes) -> Contents:
    """Read one message; one that only encloses another is read as that one.

    Raises:
        NotThisFormat: it does not begin with the headers of a mail program.
        Unreadable: "no-text" where it holds neither words nor attachments, "not-utf8".
    """
    if not sniff(data):
        raise NotThisFormat("The message does not begin with the headers of a mail program.")
    return _read(_without_mailbox_line(data), depth=0)


def _without_mailbox_line(data: bytes) -> bytes:
    data = data.lstrip(b"\r\n")
    line = _MBOX_LINE.match(data)
    return data[line.end() :] if line else data


def _read(data: bytes, depth: int) -> Contents:
    headers, body = _split(data)
    found = _Found()
    _walk(headers, body, depth, found)
    if not found.texts and found.enclosed and depth < DEEPEST:
        return _read(found.enclosed[0], depth + 1)
    told = mail.by_field(headers.items())
    copy, mended = cleaned(_SIGNATURE.sub("", "\n\n".join(found.texts)))
    named = [f"the attachment {name} was not read" for name in found.attachments]
    if not copy.strip() and not told.get("pub_status") and found.attachments:
        because = f"it holds nothing but {', '.join(found.attachments)}"
        return Contents(
            set_aside=(
                SetAside(what="an e-mail", uri=told.get("message_id", "").strip("<> ") or None, because=because),
            )
        )
    parts = anatomy(copy, headline=told.get("headline", ""))
    return Contents(stories=(mail.story(NAME, parts, told, [*found.repairs, *mended, *named]),))


def _split(data: bytes) -> tuple[Message, bytes]:
    """The headers of a message or part, and its body."""
    end = _EMPTY_LINE.search(data, 0, LONGEST_HEADERS)
    block, body = (data[: end.start()], data[end.end() :]) if end else (data[:LONGEST_HEADERS], b"")
    text = decoded(block)[0].replace("\r\n", "\n").replace("\r", "\n")
    return HeaderParser(policy=compat32).parsestr(text), body


def _walk(headers: Message, body: bytes, depth: int, found: _Found) -> None:
    """Take what a part holds: text, parts of its own, or an attachment."""
    found.parts += 1
    kind, parameters = _value(headers, "Content-Type")
    disposition, more = _value(headers, "Content-Disposition")
    if kind.startswith("multipart/") and depth < DEEPEST:
        _walk_parts(kind, body, parameters.get("boundary", ""), depth, found)
    elif kind == "message/rfc822":
        found.enclosed.append(_transferred(headers, body, found.repairs))
        found.attachments.append("of a whole message (message/rfc822)")
    elif disposition != "attachment" and _is_copy(kind):
        if text := _text(kind, parameters.get("charset", ""), _transferred(headers, body, found.repairs), found):
            found.texts.append(text)
    else:
        name = one_line(more.get("filename") or parameters.get("name") or "without a name")[:100]
        found.attachments.append(f"{name} ({kind or 'text/plain'})")


def _is_copy(kind: str) -> bool:
    """Whether a part of this type is copy.

    RFC 2045 section 5.2: without a type it is plain text. RFC 2046 section 4.1.4: unrecognized subtypes of text "should
    be treated as subtype plain".
    """
    return kind in ("", "text") or (kind.startswith("text/") and kind not in _NO_COPY)


def _walk_parts(kind: str, body: bytes, boundary: str, depth: int, found: _Found) -> None:
    """RFC 2046 section 5.1: take the parts; of alternatives only one, plain text before HTML (5.1.4)."""
    branches: list[tuple[bool, _Found]] = []
    for part in _parts(body, boundary):
        if found.parts >= MOST_PARTS:
            found.repairs.append(f"only the first {MOST_PARTS} parts were read")
            break
        headers, inner = _split(part)
        branch = _Found(parts=found.parts)
        _walk(headers, inner, depth + 1, branch)
        found.parts = branch.parts
        branches.append((_value(headers, "Content-Type")[0] in ("", "text/plain"), branch))
    if kind == "multipart/alternative":
        told = [(plain, branch) for plain, branch in branches if branch.texts]
        best = next((branch for plain, branch in told if plain), told[-1][1] if told else None)
        branches = [(plain, branch) for plain, branch in branches if branch is best or not branch.texts]
    for _, branch in branches:
        found.texts += branch.texts
        found.attachments += branch.attachments
        found.enclosed += branch.enclosed
        found.repairs += branch.repairs


def _parts(body: bytes, boundary: str) -> Iterator[bytes]:
    """What stands between the boundary lines; where there are none, all of it is one part."""
    if not boundary:
        yield body
        return
    mark = re.escape(boundary.encode("utf-8", "replace"))
    lines = re.compile(rb"(?:(?<=[\r\n])|\A)--" + mark + rb"(--)?[ \t]*(?:\r?\n|\r|\Z)")
    start = None
    for line in lines.finditer(body):
        if start is not None:
            # RFC 2046 section 5.1.1: the line end before a boundary belongs to the boundary.
            yield body[start : line.start()].removesuffix(b"\n").removesuffix(b"\r")
        start = None if line[1] else line.end()
    if start is not None:
        yield body[start:]


def _value(headers: Message, name: str) -> tuple[str, Mapping[str, str]]:
    """A header's value in lower case without its parameters, and these."""
    raw = str(headers.get(name, ""))[: mail.LONGEST_VALUE]
    parameters = {}
    for match in _PARAMETER.finditer(raw):
        key, quoted, bare = match[1].lower(), match[2], match[3]
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else bare or ""
        if key.endswith("*"):
            # RFC 2231 section 4: charset'language'percent-encoded.
            charset, _, encoded = value.partition("'")
            value = decoded_as(unquote_to_bytes(encoded.partition("'")[2]), charset or "utf-8")[0]
        parameters[key.rstrip("*")] = mail.decoded(value)
    return raw.partition(";")[0].strip().lower(), parameters


def _transferred(headers: Message, body: bytes, repairs: list[str]) -> bytes:
    """RFC 2045 section 6: a body without its transfer encoding."""
    encoding = str(headers.get("Content-Transfer-Encoding", "")).strip().lower()[:60]
    if encoding == "base64":
        data = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        cut = len(data) % 4 == 1
        return binascii.a2b_base64(data[: len(data) - cut] + b"===")
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding not in ("", "7bit", "8bit", "binary"):
        repairs.append(f"the transfer encoding {encoding!r} is unknown: the text was read as it stands")
    return body


def _text(kind: str, charset: str, data: bytes, found: _Found) -> str:
    """A text part as text; "" if it holds no words."""
    text, repairs = decoded_as(data, charset) if charset else decoded(data)
    # RFC 2046 section 4.1.1: a line ends with CR LF in every text.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if kind == "text/html":
        text = plain_text(text)
    if not any(character.isalnum() for character in text):
        return ""
    found.repairs += repairs
    if kind == "text/html":
        found.repairs.append("the copy was HTML: its tags were left out")
    return text.strip(BLANKS)
