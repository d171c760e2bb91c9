"""RSS and Atom: a story for each entry, read by feedparser, which knows every dialect and tolerates what is broken.

feedparser gets a stream and never a name: a string or a path would be opened, an address fetched. It resolves no
address and cleans no HTML here (its sanitizer is slow): of the HTML only the words are taken.

Three decisions. A feed that has no entries is no failure: a poller sees many. A guid that is nothing but a random
number is less of a name than the link beside it, because some feeds draw a new one each time. And where an entry has
no content, its summary is the copy.
"""

import html
import io
import re
import warnings
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import metadata, xml
from wirecopy.formats.anatomy import body_anatomy
from wirecopy.formats.clean import cleaned, one_line
from wirecopy.formats.contents import Contents, SetAside, Taken
from wirecopy.formats.markup import looks_like_html, plain_text
from wirecopy.formats.repeated import repeats
from wirecopy.story import RawStory

NAME = "feed"
ABOUT = "RSS 0.9 to 2.0 and Atom, well-formed or not: a story for each entry."
SPEC = "RSS 2.0 (https://www.rssboard.org/rss-specification), Atom (https://www.rfc-editor.org/rfc/rfc4287)"
TAKEN: tuple[Taken, ...] = (
    Taken(field="headline", where=("title",)),
    Taken(
        field="body",
        where=("content:encoded or content", "description or summary"),
        clause="RFC 4287 4.1.2: atom:summary is for entries whose content is out of line or encoded",
    ),
    Taken(field="deck", where=("description or summary, if there is a content and it does not begin with it",)),
    Taken(
        field="uri",
        where=("guid or id", "link, where there is no guid or only a random number"),
        clause="RSS 2.0: a guid is a string that uniquely identifies the item; aggregators must view it as a string",
    ),
    Taken(field="sent", where=("dcterms:modified or updated", "pubDate or published or dc:date")),
    Taken(field="first_sent", where=("pubDate or published or dc:date",)),
    Taken(field="language", where=("xml:lang", "language of the channel")),
    Taken(field="byline", where=("dc:creator or author",)),
    Taken(field="provider", where=("source", "title of the feed")),
    Taken(field="section", where=("category",)),
)

#: How many entries one feed may have; pages of archives have 100.
MOST_ENTRIES = 500
#: How many tags it may have, those of escaped HTML left out: 50,000 take a second.
MOST_TAGS = 50_000
#: How many categories make a section, and how many attachments are named.
MOST_NAMED = 5

#: The outermost elements of RSS 0.9x and 2.0, of Atom, and of RSS 1.0, whose namespace is another's too.
_ROOTS = {"rss": 0.95, "feed": 0.9, "RDF": 0.8}
_ENTRY = re.compile(r"<(?:[\w.-]++:)?+(?:item|entry)[\s/>]")
#: A number that was drawn, and no name: a UUID of any version, or as many digits without hyphens.
_DRAWN = re.compile(r"\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?", re.IGNORECASE)
#: An ampersand that begins no reference, and stretches in which it needs none.
_BARE_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)",
    re.DOTALL,
)
#: An RSS author, as the specification wants him: "lawyer@boyer.net (Lawyer Boyer)".
_NAME_IN_COMMENT = re.compile(r"\A[^@\s]{1,200}+@[^@\s]{1,200}+ \(([^()]++)\)\Z")
#: feedparser looks for an address in everything that names a person, with an expression that is quadratic: 100 kB of
#: "aaaa" take 80 seconds. Whoever sends such a word, in whatever pieces, gets his feed read without persons.
LONGEST_WORD = 500
_LONG_WORD = re.compile(rf"[A-Za-z0-9_.+&#;-]{{{LONGEST_WORD}}}")
_BETWEEN = re.compile(r"<!\[CDATA\[|\]\]>|<!--.*?(?:-->|\Z)|<[^<>]*+>", re.DOTALL)
_PERSON = re.compile(
    r"(</?(?:[\w.-]++:)?+)(?:author|creator|contributor|managingEditor|webMaster|publisher|owner|credit)(?=[\s/>])",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[A-Za-z/!]")


def sniff(data: bytes) -> float:
    """How sure this is a feed: by its outermost element."""
    root = xml.root(data)
    return _ROOTS.get(root.name, 0.0) if root else 0.0


def read(data: bytes) -> Contents:
    """Read every entry of a feed.

    Raises:
        NotThisFormat: its outermost element is no feed's.
        Unreadable: "unsafe-xml", "not-xml", "too-large", "bad-field", or "no-text" if none of the entries has any.
    """
    if not sniff(data):
        raise NotThisFormat("The outermost element is no feed's.")
    repairs: list[str] = []
    text = xml.mended(data, repairs)
    _refuse_crowds(text)
    feed, entries = _parsed(text, repairs)
    if not entries:
        return Contents(set_aside=(SetAside(what="a feed", uri=_line(feed.get("id")), because="it has no entries"),))
    stories = tuple(filter(None, (_story(entry, feed) for entry in entries)))
    if not stories:
        raise Unreadable("no-text", f"None of the {len(entries)} entries has a title, a content or a summary.")
    if empty := len(entries) - len(stories):
        repairs.append(f"{empty} of {len(entries)} entries were left out: they have no text")
    return Contents(stories=(replace(stories[0], repairs=(*stories[0].repairs, *repairs)), *stories[1:]))


def _refuse_crowds(text: str) -> None:
    """Refuse what feedparser would be busy with for long: it is linear, and slow.

    Raises:
        Unreadable: "too-large".
    """
    entries, tags = len(_ENTRY.findall(text)), text.count("<")
    if entries > MOST_ENTRIES:
        raise Unreadable("too-large", f"The feed has {entries:,} entries; send at most {MOST_ENTRIES} in one message.")
    if tags > MOST_TAGS:
        raise Unreadable("too-large", f"The feed has {tags:,} tags; send at most {MOST_TAGS:,} in one message.")


def _parsed(text: str, repairs: list[str]) -> tuple[Mapping[str, Any], list[dict[str, Any]]]:
    """The feed and its entries; what feedparser had to overlook is noted.

    The mappings are plain ones: those of feedparser answer "published" when they are asked for "updated".

    Raises:
        Unreadable: "not-xml" if feedparser fails.
    """
    import feedparser  # late, because few processes ever see a feed

    text = _without_long_names(_with_escaped_ampersands(text, repairs), repairs)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = feedparser.parse(io.BytesIO(text.encode()), resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # feedparser promises nothing about what it raises
        raise Unreadable(
            "not-xml", f"The feed is so broken that it cannot be read ({type(error).__name__}); mend it."
        ) from None
    if problem := parsed.get("bozo_exception"):
        repairs.append(f"the feed is not well-formed ({one_line(str(problem))[:120]}): it was read as it is")
    return dict(parsed["feed"]), [dict(entry) for entry in parsed["entries"]]


def _with_escaped_ampersands(text: str, repairs: list[str]) -> str:
    """The feed with "R&D" escaped: it is the commonest fault, and feedparser makes "R&D;" of it."""
    bare = 0

    def escaped(found: re.Match[str]) -> str:
        nonlocal bare
        bare += found[0] == "&"
        return "&amp;" if found[0] == "&" else found[0]

    text = _BARE_AMPERSAND.sub(escaped, text)
    if bare:
        repairs.append(f"{bare} ampersand{'s were' if bare > 1 else ' was'} not escaped")
    return text


def _without_long_names(text: str, repairs: list[str]) -> str:
    """The feed; if any word in it is longer than words are, with persons under a name that feedparser does not know."""
    if not _LONG_WORD.search(_BETWEEN.sub("", text)):
        return text
    repairs.append(f"authors were not read: the feed holds a word of more than {LONGEST_WORD} characters")
    return _PERSON.sub(r"\1nobody", text)


def _story(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> RawStory | None:
    """An entry as a story; None if it has no text."""
    repairs: list[str] = []
    headline = one_line(_text(_detail(entry, "title")))
    deck, body = _copy(entry, repairs)
    if not any(c.isalnum() for c in headline + body):
        return None
    body, mended = cleaned(body)
    parts = body_anatomy(body, headline)
    first = _time(entry, "published", repairs) or _time(entry, "created", repairs)
    repairs += [f"{kind} {address} was not fetched" for kind, address in _attachments(entry)]
    return RawStory(
        format=NAME,
        headline=headline,
        deck=deck,
        body=parts.body,
        uri=_identity(entry, repairs),
        sent=_time(entry, "updated", repairs) or first,
        first_sent=first,
        language=_line(_detail(entry, "title").get("language")) or _line(feed.get("language")),
        provider=_line((entry.get("source") or {}).get("title")) or _line(feed.get("title")),
        ed_note=parts.ed_note,
        byline=metadata.byline(_author(entry)) or parts.byline,
        section=_categories(entry),
        repairs=(*repairs, *mended),
    )


def _detail(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An element with its media type and language; empty if it is not there."""
    detail: Mapping[str, Any] = entry.get(f"{name}_detail") or {}
    return detail


def _copy(entry: Mapping[str, Any], repairs: list[str]) -> tuple[str, str]:
    """The deck and the body: the longest content, else the summary."""
    contents = [_text(content) for content in entry.get("content") or () if isinstance(content, dict)]
    body, summary = max(contents, key=len, default=""), _text(_detail(entry, "summary"))
    if summary and not body:
        repairs.append("there is no content: the summary was read as the copy")
        return "", summary
    return "" if repeats(body, summary) else one_line(summary), body


def _text(detail: Mapping[str, Any]) -> str:
    """An element's text. What feedparser calls HTML may be plain text with line ends; that stays as it is."""
    value = str(detail.get("value") or "")
    if looks_like_html(value) or ("html" in str(detail.get("type")) and _TAG.search(value)):
        return plain_text(value)
    return html.unescape(value) if "html" in str(detail.get("type")) else value


def _identity(entry: Mapping[str, Any], repairs: list[str]) -> str | None:
    guid, link = _line(entry.get("id")), _line(entry.get("link"))
    if guid and link and _DRAWN.fullmatch(guid):
        repairs.append(f"the guid {guid} may be a new one each time: the link is the identity")
        guid = link
    uri = guid or link
    if uri and len(uri) > metadata.LONGEST_URI:
        repairs.append(f"a guid of {len(uri):,} characters was ignored: it is too long")
        return None
    return uri


def _time(entry: Mapping[str, Any], name: str, repairs: list[str]) -> datetime | None:
    """A time, which feedparser gives in UTC."""
    written, parsed = entry.get(name), entry.get(f"{name}_parsed")
    try:
        if parsed:
            return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        pass
    if written:
        repairs.append(f"{name} {metadata.shown(written)} was ignored: it is no time")
    return None


def _author(entry: Mapping[str, Any]) -> str | None:
    """Who wrote it, by name. Where an address stands beside it, feedparser cuts both wrongly (in ".agency", say)."""
    authors = [author for author in entry.get("authors") or () if isinstance(author, dict)]
    written = _line(entry.get("author")) or ""
    if "@" in written and len(authors) < 2:
        name = _NAME_IN_COMMENT.sub(r"\1", written).partition(" <")[0]
        return None if "@" in name else name
    names = [_line(author.get("name")) for author in authors]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _categories(entry: Mapping[str, Any]) -> str | None:
    """The categories by their labels, as a section line joins them: "World / Europe"."""
    tags = [tag for tag in entry.get("tags") or () if isinstance(tag, dict)]
    names = [_line(tag.get("label")) or _line(tag.get("term")) for tag in tags[:MOST_NAMED]]
    return " / ".join(dict.fromkeys(name for name in names if name)) or None


def _attachments(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What else belongs to an entry, by media type and address: enclosures of RSS and Atom, Media RSS."""
    found: dict[str, str] = {}
    links = [link for link in entry.get("links") or () if link.get("rel") == "enclosure"]
    for item in (*links, *(entry.get("media_content") or ())):
        if address := _line(item.get("href") or item.get("url")):
            found.setdefault(address, _line(item.get("type")) or "an attachment")
    for address, kind in list(found.items())[:MOST_NAMED]:
        yield kind, address[: metadata.LONGEST_URI]


def _line(value: object) -> str | None:
    return one_line(value) or None if isinstance(value, str) else None
