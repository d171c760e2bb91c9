"""XML from strangers: parsed by lxml with everything off that reaches out or blows up.

No entity is expanded, no DTD is loaded, nothing is fetched; depth and size have libxml2's limits (256 levels, 10 MB a
node). A document that declares entities is refused before it is parsed: no wire needs them, and every bomb does. A bare
document type declaration ("<!DOCTYPE nitf SYSTEM …>") stands on real NITF and is passed over.
"""

import re
from typing import NamedTuple

from lxml import etree

from wirecopy.errors import Unreadable
from wirecopy.formats.claims import BOM

#: How far into a message its root element is looked for, in bytes: declaration, comments and stylesheets stand above.
PROLOGUE = 4_000

_ROOT = re.compile(rb"<([A-Za-z_][\w.-]*+:)?+([A-Za-z_][\w.-]*+)([^<>]*+)")
_NAMESPACE = re.compile(rb"""xmlns(?::[\w.-]++)?+\s*+=\s*+["']([^"']*+)["']""")
_NO_ELEMENT = re.compile(rb"<!--.*?-->|<\?.*?\?>|<![^>\[]*+(?:\[.*?\]\s*+)?+>", re.DOTALL)
_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]{0,2000}+\[|<!ENTITY", re.IGNORECASE)

_DECLARED = re.compile(rb"""(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""")


class Root(NamedTuple):
    """The outermost element: its local name, and the namespaces that it declares."""

    name: str
    namespaces: tuple[str, ...]


def root(data: bytes) -> Root | None:
    """The outermost element without parsing the document; None if these bytes begin with none. Never raises."""
    head = _NO_ELEMENT.sub(b"", data.removeprefix(BOM)[:PROLOGUE]).lstrip()
    found = _ROOT.match(head)
    if found is None:
        return None
    names = tuple(name.decode("latin-1") for name in _NAMESPACE.findall(found[3]))
    return Root(found[2].decode("latin-1"), names)


def parse(data: bytes) -> etree._Element:
    """The outermost element of a document.

    Raises:
        Unreadable: "unsafe-xml" for declared entities, "not-xml" with the line where it breaks off.
    """
    if _SUBSET.search(data[: data.find(b"<", data.find(b"<!DOCTYPE") + 1) + PROLOGUE]):
        raise Unreadable(
            "unsafe-xml",
            "The message declares entities of its own (a DOCTYPE with a subset), which can hide other files or blow "
            "up in memory; send it without.",
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            "not-xml", f"The message is no well-formed XML ({error}); mend it and send it again."
        ) from None


def without_declared_encoding(data: bytes) -> bytes:
    """The document with the encoding of its declaration left out, so that it is read as UTF-8."""
    return _DECLARED.sub(rb"\1", data, count=1)
