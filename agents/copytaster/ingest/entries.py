"""A feed's document cut into its entries: each becomes a document with that one entry in it.

The cut is made in the text, not in a parsed tree: what is published is the publisher's own bytes, namespaces,
extensions and mistakes included, and feedparser reads broken feeds better than anybody mends them. CDATA and comments
are stepped over. An entry that is not closed ends where the next begins.
"""

import hashlib
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import feedparser

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


class NoFeed(Exception):
    """A document that is no feed, or none that can be used; the message says why, beginning with a verb."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    #: A feed's document with this entry alone: the channel's own words stand around it.
    document: bytes
    #: Made from the entry's own words: another digest is another version.
    digest: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Which entry it is, over its versions."""

    #: The guid or the link; None where the entry has neither.
    uri: str | None
    #: Made from the uri, or else from the words.
    id: str


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
    return tuple(
        Entry((head + text[begin:end] + tail).encode(codec), _digest(_NOISE.sub("", text[begin:end])))
        for begin, end in cuts
    )


def identities(fresh: Sequence[Entry], taken: Collection[str] = ()) -> tuple[Identity, ...]:
    """Which entries these are: by guid or id, else by link, else by their words.

    Args:
        fresh: entries of one document.
        taken: ids of other entries of that document. Some feeds give all entries the same guid: where an id is
            another's already, the words tell them apart.
    """
    uris = [_uri(entry) for entry in fresh]
    often = Counter(uris)
    return tuple(
        Identity(uri, own)
        if uri and often[uri] == 1 and (own := _digest(uri)) not in taken
        else Identity(uri, _digest(f"{uri or ''} {entry.digest}"))
        for uri, entry in zip(uris, fresh, strict=True)
    )


def _uri(entry: Entry) -> str | None:
    try:
        # A stream: feedparser would take bytes for the name of a file first.
        parsed = feedparser.parse(BytesIO(entry.document), sanitize_html=False, resolve_relative_uris=False).entries
    except Exception:  # the parsers below it raise whatever a broken document makes them raise
        return None
    uri = (parsed[0].get("id") or parsed[0].get("link")) if parsed else None
    return str(uri) if uri else None


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
