"""What a NewsItem of NewsML 1.2 holds: components in components, content items in them, and which of that is copy.

A NewsComponent has a role, news lines and metadata, and holds content items, components, or both. Feeds use that in
many ways: one component with the copy; a component for each part of the story (Title, Lead, Body), for each language,
for the copy and for each of its pictures.
"""

import binascii
import quopri
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from wirecopy.errors import Unreadable
from wirecopy.formats.charset import decoded
from wirecopy.formats.contents import SetAside
from wirecopy.formats.elements import all_text, elements, value
from wirecopy.formats.markup import looks_like_html, plain_text
from wirecopy.formats.nitf_body import body_text
from wirecopy.formats.repeated import repeats
from wirecopy.formats.xml import parse

#: Roles of the parts of a story, case folded.
_TITLES = {"title", "headline"}
_DECKS = {"subheadline", "subtitle", "abstract", "summary", "deck"}
_LEADS = {"lead", "intro", "leadtext"}
_COPY = {"", "main", "body", "text", "maintext", "bodytext", "story", "article"}
_NO_COPY = {
    *("caption", "picturecaption", "photocaption", "contact", "contacts", "stylesheet", "tweettext", "logo", "keyword"),
    *("byline", "credit", "copyright", "thumbnail", "quicklook", "highdef", "preview"),
}
#: Media that are no text: what stands in MediaType, the first half of MimeType, or a Format of old.
_MEDIA = {
    **dict.fromkeys(("photo", "picture", "image", "jpeg", "gif", "png", "tiff"), "a picture"),
    **dict.fromkeys(("graphic", "graphics", "infographic"), "a graphic"),
    "animation": "an animation",
    **dict.fromkeys(("video", "mpeg", "mp4"), "a video"),
    **dict.fromkeys(("audio", "sound", "mpeg3", "mp3", "wav"), "a sound"),
}


@dataclass(slots=True, kw_only=True)
class Content:
    """The text of a content item: "nitf", "html" or "plain", in the order of their worth."""

    form: str
    text: str
    #: The element that holds a NITF headline, byline and dateline, if there is one.
    nitf: etree._Element | None = None


@dataclass(slots=True, kw_only=True)
class Component:
    """A NewsComponent, read: its role, its own texts, what in it is no text, and the components in it."""

    element: etree._Element
    role: str
    headline: str
    #: EquivalentsList: whether the components or content items in it say the same, so that one of them is enough.
    equivalents: bool
    contents: list[Content] = field(default_factory=list)
    media: list[SetAside] = field(default_factory=list)
    parts: "list[Component]" = field(default_factory=list)
    #: Whether copy stands somewhere in it.
    has_copy: bool = False

    def all(self) -> "Iterator[Component]":
        """The component and all that are in it, in the order of the document."""
        yield self
        for part in self.parts:
            yield from part.all()


@dataclass(slots=True, kw_only=True)
class Parts:
    """The text of a story by what its parts are."""

    headline: str = ""
    deck: str = ""
    body: str = ""
    nitf: etree._Element | None = None


def component(element: etree._Element, repairs: list[str], role: str = "") -> Component:
    """Read a NewsComponent, or another element that holds content items; one without a role has its holder's."""
    own = value(element, ("Role@FormalName",)).casefold() or role
    found = Component(
        element=element,
        role=own,
        headline=value(element, ("NewsLines/HeadLine", "NewsLines/Headline")),
        equivalents=element.get("EquivalentsList") == "yes",
    )
    for item in elements(element, "ContentItem"):
        if media := _media(item):
            # A picture or a sound is there in several sizes; attachments are one by one.
            if media.what == "an attachment" or media.what not in {other.what for other in found.media}:
                found.media.append(media)
        elif content := _content(item, repairs):
            found.contents.append(content)
    if _is_caption(found):
        found.contents.clear()
    found.parts = [component(part, repairs, own) for part in elements(element, "NewsComponent")]
    mine = bool(found.contents) and own not in (_NO_COPY | _TITLES | _DECKS)
    found.has_copy = mine or any(part.has_copy for part in found.parts)
    return found


def stories(holder: Component, above: tuple[Component, ...] = ()) -> Iterator[tuple[Component, ...]]:
    """The components that are stories, each with the components that hold it, the nearest first.

    A component is a story unless its copy stands in components that have headlines of their own.
    """
    chain = (holder, *above)
    if not holder.contents and not holder.headline and len(holder.parts) == 1:
        yield from stories(holder.parts[0], chain)
        return
    telling = [part for part in holder.parts if part.has_copy]
    headed = [part for part in telling if part.headline]
    if holder.contents or not headed or (len(headed) == 1 and len(telling) > 1):
        if holder.has_copy:
            yield chain
        return
    for part in headed[:1] if holder.equivalents else headed:
        yield from stories(part, chain)


def parts_of(story: Component) -> Parts:
    """The parts of a story's text, by the roles of its components."""
    found = Parts()
    leads: list[str] = []
    copy: list[str] = []
    other: list[str] = []
    for part in story.all():
        contents = _best(part)
        text = "\n\n".join(content.text for content in contents)
        if part.role in _NO_COPY or not text:
            continue
        if part.role in _TITLES:
            found.headline = found.headline or text
        elif part.role in _DECKS:
            found.deck = found.deck or text
        else:
            found.nitf = found.nitf if found.nitf is not None else next((c.nitf for c in contents), None)
            (leads if part.role in _LEADS else copy if part.role in _COPY else other).append(text)
    found.body = "\n\n".join(copy or other)
    lead = "\n\n".join(leads)
    if lead and not repeats(found.body, lead):
        found.body = f"{lead}\n\n{found.body}".rstrip()
    return found


def _best(part: Component) -> list[Content]:
    """The texts of a component in the form that is worth most; one of them, if they are equivalent."""
    for form in ("nitf", "html", "plain"):
        found = [content for content in part.contents if content.form == form]
        if found:
            return found[:1] if part.equivalents else found
    return []


def _is_caption(part: Component) -> bool:
    """Whether plain text stands beside a picture, and nothing says that it is more than its caption."""
    pictures = any(media.what != "an attachment" for media in part.media)
    plain = all(content.form == "plain" for content in part.contents)
    return pictures and plain and not part.headline and part.role not in _COPY - {""}


def _media(item: etree._Element) -> SetAside | None:
    """What a content item is, if it is no text: a picture, a sound, a file."""
    for path in ("MediaType@FormalName", "MimeType@FormalName", "Format@FormalName"):
        written = value(item, (path,))
        kind = written.casefold()
        what = _MEDIA.get(kind) or _MEDIA.get(kind.split("/")[0]) or _MEDIA.get(kind.split(" ")[0])
        if kind.startswith("application/") and "xml" not in kind:
            what = "an attachment"
        if what:
            name = path.partition("@")[0]
            return SetAside(what=what, uri=item.get("Href"), because=f"{name} is {written}")
    return None


def _content(item: etree._Element, repairs: list[str]) -> Content | None:
    """The text of a content item; what is remote is named, what cannot be decoded too."""
    kinds = " ".join(value(item, (path,)) for path in ("MimeType@FormalName", "Format@FormalName")).casefold()
    if "css" in kinds:
        return None
    holder, notations = item, list[str]()
    while (inner := next(iter(elements(holder, "Encoding")), None)) is not None:
        holder = inner
        notations.append(inner.get("Notation", "").casefold())
    data = next(iter(elements(holder, "DataContent")), None)
    if data is None:
        if href := item.get("Href"):
            repairs.append(f"text at {href[:200]} was not fetched: send it in the message")
        return None
    if len(data):
        return _of_element(data)
    text = all_text(data)
    if notations:
        text = _unwrapped(text, notations, repairs)
    return _of_text(text, "html" in kinds)


def _of_element(data: etree._Element) -> Content | None:
    nitf = next(iter(elements(data, "//nitf")), None)
    if nitf is None and elements(data, "//body.content"):
        nitf = data
    text = body_text(data if nitf is None else nitf)
    if not text and nitf is None:
        return None
    return Content(form="html" if nitf is None else "nitf", text=text, nitf=nitf)


def _of_text(text: str, is_html: bool) -> Content | None:
    """Text as it is, or a document that was escaped."""
    if "<nitf" in text[:2000]:
        try:
            document = parse(text.strip().encode())
        except Unreadable:
            is_html = True
        else:
            return _of_element(document) or None
    if is_html or looks_like_html(text):
        return Content(form="html", text=found) if (found := plain_text(text)) else None
    return Content(form="plain", text=text) if text.strip() else None


def _unwrapped(text: str, notations: list[str], repairs: list[str]) -> str:
    """Text without the encodings that it is wrapped in (an Encoding names it in its Notation, the outermost first)."""
    data = text.encode()
    for notation in notations:
        try:
            if notation == "base64":
                data = binascii.a2b_base64(data)
            elif notation == "quoted-printable":
                data = quopri.decodestring(data)
            elif notation not in {"", "none", "8bit", "7bit"}:
                repairs.append(f"a content item was left out: its encoding is {notation[:40]}")
                return ""
        except binascii.Error as error:
            repairs.append(f"a content item was left out: it is not {notation} ({error})")
            return ""
    try:
        found, notes = decoded(data)
    except Unreadable as error:
        repairs.append(f"a content item was left out: {error}")
        return ""
    repairs.extend(notes)
    return found
