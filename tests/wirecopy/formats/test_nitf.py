"""NITF: what the golden pairs do not show."""

from dataclasses import replace

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import read as read_any
from wirecopy.formats.contents import Contents, SetAside
from wirecopy.formats.nitf import DIALECTS, TAKEN, read, sniff
from wirecopy.story import RawStory

COPY = "<p>Fog closed the port of Tarnhaven on Monday.</p>"
FOG = RawStory(format="nitf", headline="Fog closes port", body="Fog closed the port of Tarnhaven on Monday.")
HEADLINE = "<hedline><hl1>Fog closes port</hl1></hedline>"
NO_URGENCY = "urgency 'x' was ignored: it is no number from 1 to 9"
NO_TIME = "date.issue 'x' was ignored: it is no time"


def nitf(head: str = "", body_head: str = HEADLINE, content: str = COPY, attributes: str = "") -> bytes:
    """A document."""
    return (
        f"<nitf{attributes}><head>{head}</head><body><body.head>{body_head}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    ).encode()


def story(head: str = "", body_head: str = HEADLINE, content: str = COPY, attributes: str = "") -> RawStory:
    """The one story of a document."""
    (found,) = read(nitf(head, body_head, content, attributes)).stories
    return found


@pytest.mark.parametrize(
    ("head", "body_head", "fields"),
    [
        ("<title>Fog</title>", HEADLINE, {}),
        ("<title>Fog closes port</title>", "", {}),
        ('<title>fog-1</title><docdata><du-key key="fog-1"/></docdata>', "", {"headline": "", "slug": "fog-1"}),
        ('<docdata><du-key key="fog" generation="3"/></docdata>', HEADLINE, {"slug": "fog", "version": "3"}),
        ('<docdata><doc-id regsrc="NW"/></docdata>', HEADLINE, {"provider": "NW"}),
        ("", HEADLINE + "<abstract><p>FOG CLOSED the port …</p></abstract>", {}),
        ("", HEADLINE + "<abstract>Ferries wait.</abstract>", {"deck": "Ferries wait."}),
        ('<docdata><urgency ed-urg="x"/></docdata>', HEADLINE, {"repairs": (NO_URGENCY,)}),
        ('<docdata><date.issue norm="x"/></docdata>', HEADLINE, {"repairs": (NO_TIME,)}),
        ('<docdata management-status="withheld"/>', HEADLINE, {"pub_status": "withheld"}),
        ('<docdata management-status="Canceled"/>', HEADLINE, {"pub_status": "canceled"}),
    ],
)  # fmt: skip
def test_fields_come_from_where_the_format_has_them(head: str, body_head: str, fields: dict[str, object]) -> None:
    """And a field that cannot be used is noted."""
    assert story(head, body_head) == replace(FOG, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("attributes", "language"),
    [(' xml:lang="no"', "no"), (' baselang="en-GB"', "en-GB"), (' xml:lang="" baselang="fr"', "fr")],
)
def test_the_language(attributes: str, language: str) -> None:
    """XML's attribute, or NITF's own."""
    assert story(attributes=attributes) == replace(FOG, language=language)


@pytest.mark.parametrize(("kind", "what"), [("image", "a picture"), ("video", "a video"), ("hologram", "a media item")])
def test_a_document_of_media_is_set_aside(kind: str, what: str) -> None:
    """Whatever caption it has."""
    media = f'<media media-type="{kind}"><media-caption>OSLO (NW) - Fog.</media-caption></media>'
    aside = SetAside(what=what, because=f"the content is nothing but media of type {kind}")
    assert read(nitf(content=media)) == Contents(set_aside=(aside,))


def test_a_headline_alone_is_a_story() -> None:
    """A flash."""
    assert story(content="") == replace(FOG, body="")


@pytest.mark.parametrize("status", ["canceled", "withheld", "spiked"])
def test_what_takes_a_story_back_needs_no_text(status: str) -> None:
    """But an identity."""
    head = f'<docdata management-status="{status}">{{}}</docdata>'
    assert story(head.format('<doc-id id-string="a"/>'), "", "").uri == "a"
    with pytest.raises(Unreadable, match="has no text"):
        read(nitf(head.format(""), "", ""))


def test_an_endless_identity_is_refused() -> None:
    """It would be the key of a Kafka message."""
    with pytest.raises(Unreadable) as caught:
        read(nitf(f'<docdata><doc-id id-string="{"a" * 1001}"/></docdata>'))
    assert caught.value.reason == "bad-field"


def test_only_nitf_is_claimed() -> None:
    """By the name of the root, in whatever namespace."""
    assert sniff(nitf()) == sniff(b'<n:nitf xmlns:n="http://iptc.org/std/NITF/2006-10-18/"/>') == 0.95
    assert [sniff(data) for data in (b"", b"nitf", b"<html/>", b"<NewsML/>", b"{}", b"<nitfx/>")] == [0.0] * 6
    with pytest.raises(NotThisFormat):
        read(b"<newsItem/>")


def test_every_row_of_the_tables_is_about_a_field_of_a_story() -> None:
    """The documentation is made from them."""
    rows = TAKEN + tuple(row for dialect in DIALECTS for row in dialect.taken)
    assert {row.field for row in rows} <= set(RawStory.__dataclass_fields__)


@pytest.mark.parametrize(
    "unit", ["<p>", "<p/>", "<br/>", "<td>a</td>", "<pre> ", "&lt;p&gt;", "<block>", "<!-- ", "\x01", "&", "]]>"]
)
def test_one_thing_over_and_over(unit: str) -> None:
    """Is read or refused, in time that grows with the text."""
    for content in (unit * 20_000, f"<p>{unit * 200}Fog.</p>"):
        assert outcome(nitf(content=content))


def outcome(data: bytes) -> object:
    """The stories of a message, or the reason why there are none."""
    try:
        return read_any(data, limit=1_000_000).stories
    except Unreadable as error:
        return error.reason
