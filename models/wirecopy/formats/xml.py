"""XML from strangers: mended where wires get it wrong, then parsed with everything off that reaches out or blows up.

No entity is expanded, no DTD is loaded, nothing is fetched; depth has libxml2's limit (256 levels), and a document over
`LARGEST` is refused before anybody looks into it. A document type declaration is cut out before the parser sees the
document. Whoever declares entities of his own in it is refused: no wire needs them, and every bomb does. The one thing
that stands in real declarations (Kyodo, Keystone-ATS) is the NITF DTD as an external parameter entity, as NewsML 1.2
has it: that is cut out with the rest, unread.

What wires get wrong: the encoding that they declare (`wirecopy.formats.charset` knows better), control characters,
which XML 1.0 does not allow, and the names of characters that only HTML knows (`&nbsp;`). All of that is mended before
parsing.
"""

import re
from functools import lru_cache
from html.entities import name2codepoint
from typing import NamedTuple

from lxml import etree

from wirecopy.errors import Unreadable
from wirecopy.formats.charset import decoded, decoded_as
from wirecopy.formats.claims import BOM
from wirecopy.formats.clean import one_line

#: The largest document that is parsed, in bytes: some hundred stories. The tree takes up to 70 times as much memory.
LARGEST = 5_000_000
#: How far into a message its root element is looked for, in bytes: declaration, comments and stylesheets stand above.
PROLOGUE = 4_000
#: The longest document type declaration that is looked at; real ones have 200 characters.
LONGEST_DOCTYPE = 4_000

_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*+:)?+([A-Za-z_][\w.-]*+)([^<>]*+)")
_NAMESPACE = re.compile(rb"""xmlns(?::[\w.-]++)?+\s*+=\s*+["']([^"']*+)["']""")
_NO_ELEMENT = re.compile(rb"<!--.*?-->|<\?.*?\?>|<![^>\[]*+(?:\[.*?\]\s*+)?+>", re.DOTALL)

_ENCODING = re.compile(rb"""(\s*+<\?xml[^<>]{0,200}?)\s+encoding\s*+=\s*+["']([^"'<>]{0,60}+)["']""")
_DECLARATION = re.compile(r"<\?xml\s[^<>?]{0,500}+\?>")
_WORD = re.compile(r"<\?.*?\?>|<!--.*?-->|\s++", re.DOTALL)
_DOCTYPE = re.compile(
    r"""<!DOCTYPE (?:[^\[\]<>"']|"[^"]*+"|'[^']*+')*+
        (?:\[ (?P<subset> (?:<!--.*?-->|[^\]"']|"[^"]*+"|'[^']*+')*+ ) \]\s*+)?+ >""",
    re.VERBOSE | re.DOTALL,
)
#: Nothing but external parameter entities, their use, and comments: without the DTD they stand for nothing.
_IDLE_SUBSET = re.compile(
    r"""(?: \s++ | <!--.*?--> | %[\w.-]++;
          | <!ENTITY \s++ % \s++ [\w.-]++ \s++ (?:SYSTEM|PUBLIC \s++ (?:"[^"]*+"|'[^']*+')) \s*+
            (?:"[^"]*+"|'[^']*+') \s*+ > )*+""",
    re.VERBOSE | re.DOTALL,
)
#: XML 1.0 section 2.2, Char: everything else must not stand in a document, not even as a character reference.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#(?:x0*+([0-9A-Fa-f]{0,2})|0*+([0-9]{0,2}))|([A-Za-z][A-Za-z0-9]{1,31}));")
_XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}


class Root(NamedTuple):
    """The outermost element: its local name, and the namespaces that it declares."""

    name: str
    namespaces: tuple[str, ...]


def root(data: bytes) -> Root | None:
    """The outermost element without parsing the document; None if these bytes begin with none. Never raises."""
    return _root(data.removeprefix(BOM)[:PROLOGUE])


@lru_cache(maxsize=2)  # every reader of XML asks about the same message
def _root(head: bytes) -> Root | None:
    head = _NO_ELEMENT.sub(b"", head).lstrip()
    found = _ROOT.match(head)
    if found is None:
        return None
    names = tuple(name.decode("latin-1") for name in _NAMESPACE.findall(found[3]))
    return Root(found[2].decode("latin-1"), names)


def parse(data: bytes, repairs: list[str] | None = None) -> etree._Element:
    """The outermost element of a document; comments and processing instructions are left out.

    Args:
        data: the document.
        repairs: what had to be mended is added to it, in words.

    Raises:
        Unreadable: as `mended` does, and "not-xml" with the line where it breaks off.
    """
    text = mended(data, [] if repairs is None else repairs)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            "not-xml", f"The message is no well-formed XML ({one_line(error.msg or '')}); mend it and send it again."
        ) from None


def mended(data: bytes, repairs: list[str]) -> str:
    """The text of a document as a parser may see it, without its declarations; notes are added to `repairs`.

    Raises:
        Unreadable: "unsafe-xml" for declared entities, "too-large", "not-utf8" where no character set fits.
    """
    if len(data) > LARGEST:
        raise Unreadable(
            "too-large", f"The document has {len(data):,} bytes; send XML of at most {LARGEST:,}, without attachments."
        )
    return _with_known_characters(_without_doctype(_decoded(data, repairs)), repairs)


def without_declared_encoding(data: bytes) -> bytes:
    """The document with the encoding of its declaration left out, so that it is read as UTF-8."""
    declared = _ENCODING.match(data)
    return declared[1] + data[declared.end() :] if declared else data


def _decoded(data: bytes, repairs: list[str]) -> str:
    """The text of a document without its declaration, and without what must not stand above it."""
    declared = _ENCODING.match(data.removeprefix(BOM))
    text, notes = decoded_as(data, declared[2].decode("latin-1")) if declared else decoded(data)
    repairs.extend(notes)
    text = text.removeprefix("\ufeff").lstrip()
    declaration = _DECLARATION.match(text)
    return "\n" * declaration[0].count("\n") + text[declaration.end() :] if declaration else text


def _without_doctype(text: str) -> str:
    """The document without its document type declaration; the line ends stay, so that an error's line is right.

    Raises:
        Unreadable: "unsafe-xml", if the declaration declares more than external DTDs.
    """
    start = _after_words(text, 0)
    if not text.startswith("<!DOCTYPE", start):
        return text
    found = _DOCTYPE.match(text, start, start + LONGEST_DOCTYPE)
    idle = found is not None and _IDLE_SUBSET.fullmatch(found["subset"] or "")
    if not found or not idle or text.startswith("<!DOCTYPE", _after_words(text, found.end())):
        raise Unreadable(
            "unsafe-xml",
            "The message declares entities of its own (a DOCTYPE with a subset), which can hide other files or blow "
            "up in memory; send it without.",
        )
    return text[:start] + "\n" * found[0].count("\n") + text[found.end() :]


def _after_words(text: str, position: int) -> int:
    """Where the comments, processing instructions and white space that stand at a position end."""
    while word := _WORD.match(text, position):
        position = word.end()
    return position


def _with_known_characters(text: str, repairs: list[str]) -> str:
    """The document without characters that XML forbids, and with those named that only HTML names."""
    text, controls = _CONTROLS.subn("", text)
    if "&" in text:
        text = _REFERENCE.sub(_character, text)
    if controls:
        repairs.append(f"{controls} control character{'s were' if controls > 1 else ' was'} left out")
    return text


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for, where XML would stumble over it: HTML's names, and what XML forbids."""
    sixteen, ten, name = reference.groups()
    if name:
        return reference[0] if name in _XML_NAMES or name not in name2codepoint else chr(name2codepoint[name])
    number = int(sixteen or "0", 16) if sixteen is not None else int(ten or "0")
    return reference[0] if number >= 32 or number in (9, 10, 13) else ""
