"""A feed's document cut into its entries: each becomes a document with that one entry in it.

The cut is made in the text, not in a parsed tree: what is published is the publisher's own bytes, namespaces,
extensions and mistakes included, and whoever reads them mends broken feeds better than we would here. It takes linear
time whatever comes, which no parser of feeds does. CDATA and comments are stepped over. An entry that is not closed
ends where the next begins.
"""

import hashlib
import html
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from wirecopy.formats.xml import root

#: The outermost elements of RSS 0.9 to 2.0, RSS 1.0 and Atom, and what they call an entry.
ENTRY_OF = {"rss": "item", "RDF": "item", "feed": "entry"}

#: The most entries that one document may have, and the most text (code points) around them, which goes with each.
ENTRIES_MAX, CHANNEL_MAX = 5_000, 256_000

#: What changes in an entry though the story does not: how many comments it has (RSS slash, Atom threading).
_NOISE = re.compile(
    r"<slash:comments>[^<]*+</slash:comments>|<thr:total>[^<]*+</thr:total>|\sthr:(?:count|updated)=(?:\"[^\"<]*+\"|'[^'<]*+')"
)

_TOKEN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(?P<end>/?+)(?P<name>(?:[\w.-]++:)?+(?P<local>item|entry))(?=[\s/>])[^<>]*+>",
    re.DOTALL,
)


#: What may hold anything, other elements' names included: the copy, and in Atom the feed that an entry was taken from.
_COPY = re.compile(
    r"<(?P<tag>(?:[\w.-]++:)?+(?:content|description|encoded|source|summary))(?=[\s>])[^<>]*+(?<!/)>.*?(?:</(?P=tag)>|\Z)",
    re.DOTALL,
)
#: An element that is not empty, and its words.
_VALUE = r"(?=[\s>])[^<>]*+(?<!/)>\s*+(?:<!\[CDATA\[(?P<data>[^\]]*+)\]\]>|(?P<text>[^<\s][^<]*+))"
_GUID = re.compile(r"<(?:[\w.-]++:)?+(?:guid|id)" + _VALUE)
_LINK = re.compile(r"<(?:[\w.-]++:)?+link" + _VALUE)
_ATOM_LINK = re.compile(
    r"<(?:[\w.-]++:)?+link(?=\s)(?![^<>]*\srel=[\"'](?!alternate))[^<>]*?\shref=[\"'](?P<text>[^\"'<>]*+)"
)
_ABOUT = re.compile(r"\A<[^<>]*?\brdf:about=[\"'](?P<text>[^\"'<>]*+)")

#: A number that was drawn, and no name: some feeds draw a new one at each poll.
_DRAWN = re.compile(r"\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?", re.IGNORECASE)


class NoFeed(Exception):
    """A document that is no feed, or none that can be used; the message says why, beginning with a verb."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    #: A feed's document with this entry alone: the channel's own words stand around it.
    document: bytes
    #: The guid, id or link; None where the entry has none of them.
    uri: str | None
    #: Which entry it is, over its versions: made from the uri, or else from its words.
    id: str
    #: Which version of it: made from its words.
    digest: str


def entries(document: bytes, charset: str | None = None) -> tuple[Entry, ...]:
    """The entries of a feed, in its order: the newest first, as a rule.

    Args:
        document: RSS or Atom.
        charset: what HTTP says of the encoding. It counts only where the document itself says nothing and is not UTF-8.

    Raises:
        NoFeed: it is something else, or out of all proportion.
    """
    text, codec = _text(_in_utf8(document, charset))
    entry = ENTRY_OF.get(_root_name(text, codec))
    if entry is None:
        raise NoFeed("is no RSS or Atom feed")
    cuts = list(_cuts(text, entry))
    if not cuts:
        return ()
    head = text[: cuts[0][0]]
    gaps = (text[end:begin] for (_, end), (begin, _) in zip(cuts, [*cuts[1:], (len(text), 0)], strict=True))
    tail = "".join(gap for gap in gaps if not gap.isspace())
    if len(cuts) > ENTRIES_MAX or len(head) + len(tail) > CHANNEL_MAX:
        raise NoFeed(
            f"has {len(cuts):,} entries and {len(head) + len(tail):,} characters around them, more than the "
            f"{ENTRIES_MAX:,} and {CHANNEL_MAX:,} of any feed that is one"
        )
    words = [text[begin:end] for begin, end in cuts]
    return tuple(
        Entry((head + one + tail).encode(codec), uri, own, digest)
        for one, (uri, own, digest) in zip(words, _identities(words), strict=True)
    )


def _identities(words: list[str]) -> Iterator[tuple[str | None, str, str]]:
    """Uri, id and digest of each entry. Those that share a uri, as in some feeds, are told apart by their words."""
    uris = [_uri(_COPY.sub("", one)) for one in words]
    often = Counter(uri for uri, _ in uris)
    for one, (uri, drawn) in zip(words, uris, strict=True):
        digest = _digest(_NOISE.sub("", one.replace(drawn, "") if drawn else one))
        yield uri, _digest(uri) if uri and often[uri] == 1 else _digest(f"{uri or ''} {digest}"), digest


def _uri(lean: str) -> tuple[str | None, str | None]:
    """What names an entry: the guid or id, else the link. And a guid that names nothing, if there is a link instead."""
    guid = _found(_GUID, lean)
    if guid and not _DRAWN.fullmatch(guid):
        return guid, None
    link = _found(_LINK, lean) or _found(_ATOM_LINK, lean) or _found(_ABOUT, lean)
    return link or guid, guid if link else None


def _found(pattern: re.Pattern[str], lean: str) -> str | None:
    """The words of an element or attribute, as they are meant."""
    found = pattern.search(lean)
    if found is None:
        return None
    groups = found.groupdict()
    words = groups.get("data") or html.unescape(groups["text"] or "")
    try:
        return words.encode("latin-1").decode("utf-8").strip() or None  # what was cut as Latin-1 is UTF-8, mostly
    except UnicodeError:
        return words.strip() or None


def _cuts(text: str, entry: str) -> Iterator[tuple[int, int]]:
    """Where each entry begins and ends."""
    name, begin = "", -1
    for token in _TOKEN.finditer(text):
        if token["local"] != entry or (name and token["name"] != name):
            continue
        name = token["name"]
        if token["end"]:
            if begin >= 0:
                yield begin, token.end()
            begin = -1
        elif not token[0].endswith("/>"):
            if begin >= 0:
                yield begin, token.start()
            begin = token.start()


def _text(document: bytes) -> tuple[str, str]:
    """The document as text that can be cut, and the codec that makes the same bytes of it again."""
    codec = "utf-16" if document.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "latin-1"
    return document.decode(codec, "replace"), codec


def _root_name(text: str, codec: str) -> str:
    head = text[:8_000].removeprefix("\ufeff")
    found = root(head.encode("utf-8" if codec == "utf-16" else codec))
    return found.name if found else ""


def _in_utf8(document: bytes, charset: str | None) -> bytes:
    if charset is None or b"encoding=" in document[:200] or document.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return document
    try:
        document.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return document.decode(charset, "replace").encode()
        except (LookupError, ValueError):  # no such charset, or none of text
            return document
    return document


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
