"""NewsML-G2: which items are stories, where each field comes from, and what unclear metadata does."""

import base64
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.contents import SetAside
from wirecopy.formats.g2_fields import DIALECTS
from wirecopy.formats.newsml_g2 import MOST_ITEMS, read, sniff
from wirecopy.lifecycle import lifecycle
from wirecopy.story import RawStory

COPY = "OSLO (NW) - Fog closed the port.\n\nShips wait."
PARAGRAPHS = "<p>OSLO (NW) - Fog closed the port.</p><p>Ships wait.</p>"
XHTML = f"<html><body>{PARAGRAPHS}</body></html>"
BASE64 = base64.b64encode(COPY.encode()).decode()
XML = '<inlineXML contenttype="application/xhtml+xml">{}</inlineXML>'
FOG = RawStory(format="newsml-g2", uri="nw:fog", version="1", headline="Fog", body=COPY)


def item(content: str = XML.format(XHTML), meta: str = "", about: str = "", guid: str = "nw:fog") -> str:
    """A text item."""
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="1">'
        f'<itemMeta><itemClass qcode="ninat:text"/>{meta}</itemMeta>'
        f"<contentMeta><headline>Fog</headline>{about}</contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def message(items: str) -> str:
    """A message with these items."""
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'


def story(xml: str) -> RawStory:
    """The only story of a document."""
    (found,) = read(xml.encode()).stories
    return found


@pytest.mark.parametrize(
    "content",
    [
        XML.format(XHTML),
        XML.format(XHTML.replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml">')),
        XML.format(XHTML.replace("<body>", "<body><h1>Fog</h1>")),
        XML.format(XHTML.replace("<body>", "<body><header><h1>Fog</h1><p>EXTRA</p></header>")),
        XML.format(XHTML.replace("Ships", "<figure><figcaption>Fog</figcaption></figure>Ships")),
        XML.format(XHTML.replace("closed the", "closed\n       the")),
        XML.format(f"<nitf><body><body.head/><body.content>{PARAGRAPHS}</body.content></body></nitf>"),
        '<inlineData contenttype="text/plain">OSLO (NW) - Fog closed the port.\n\nShips wait.</inlineData>',
        f'<inlineData contenttype="text/html"><![CDATA[{PARAGRAPHS}]]></inlineData>',
        f'<inlineData contenttype="text/html"><![CDATA[{XHTML}]]></inlineData>',
        f'<inlineData contenttype="text/plain" encoding="enc:base64">{BASE64}</inlineData>',
        f'<inlineXML contenttype="application/nitf+xml"/><inlineData>{COPY}</inlineData>',
    ],
)  # fmt: skip
def test_the_copy_is_read_from_any_rendition(content: str) -> None:
    """XHTML with or without a namespace, NITF, plain text, HTML that was escaped, Base64."""
    assert story(item(content)) == FOG


def test_headings_above_the_copy_are_headline_and_deck() -> None:
    """Where the metadata has no headline; with one, a heading that differs is the deck."""
    headed = XML.format(XHTML.replace("<body>", "<body><h1>Fog</h1><h2>Ships wait outside</h2>"))
    assert story(item(headed).replace("<headline>Fog</headline>", "")) == replace(FOG, deck="Ships wait outside")
    assert story(item(headed)) == replace(FOG, deck="Ships wait outside")
    assert story(item(headed.replace("<h1>Fog</h1>", ""))) == replace(FOG, deck="Ships wait outside")


def test_headings_in_the_copy_stay_in_it() -> None:
    """A crosshead is copy."""
    crosshead = XML.format(XHTML.replace("<p>Ships", "<h3>No wind</h3><p>Ships"))
    assert story(item(crosshead)) == replace(FOG, body=COPY.replace("Ships", "No wind\n\nShips"))


@pytest.mark.parametrize("status", ["stat:canceled", "pubstat:canceled", "http://cv.iptc.org/newscodes/x/canceled"])
def test_a_kill_needs_no_text(status: str) -> None:
    """It must never be lost; the prefix of the vocabulary does not matter."""
    attribute = "uri" if "//" in status else "qcode"
    killed = story(item("", meta=f'<pubStatus {attribute}="{status}"/>').replace("<headline>Fog</headline>", ""))
    assert killed == RawStory(format="newsml-g2", uri="nw:fog", version="1", pub_status="canceled")


@pytest.mark.parametrize(
    ("signal", "relation", "status"),
    [
        ("sig:correction", "correction", "usable"),
        ("sig:update", "update", "usable"),
        ("edStat:C", "correction", "usable"),
        ("edStat:D", "kill", "canceled"),
        ("sttinstruct:remove", "kill", "canceled"),
        ("tt_sig:replace", "update", "usable"),
        ("update:append-major-content", "update", "usable"),
    ],
)
def test_signals_reach_the_life_of_the_story(signal: str, relation: str, status: str) -> None:
    """A signal to remove a story kills it, whatever its status says."""
    life = lifecycle(story(item(meta=f'<signal qcode="{signal}"/>')))
    assert (life.relation, life.status, life.evidence[0].value) == (relation, status, signal)


def test_other_signals_are_passed_over() -> None:
    """A medium and a product say nothing about a story's life."""
    assert story(item(meta='<signal qcode="edStat:N"/><signal qcode="pmt:text"/>')) == FOG


def test_a_signal_to_remove_needs_no_text() -> None:
    """As a status that says the same."""
    bare = item("", meta='<signal qcode="sttinstruct:remove"/>').replace("<headline>Fog</headline>", "")
    assert story(bare) == RawStory(format="newsml-g2", uri="nw:fog", version="1", signals=("sttinstruct:remove",))


def test_an_unknown_status_withholds_the_story() -> None:
    """Taken as usable, it could be a kill that nobody sees."""
    told = "pubStatus 'stat:gone' is not known: the story is withheld"
    assert story(item(meta='<pubStatus qcode="stat:gone"/>')) == replace(FOG, pub_status="withheld", repairs=(told,))


def test_a_guid_without_end_is_refused() -> None:
    """It would be the key of everything made from the story."""
    with pytest.raises(Unreadable) as caught:
        read(item(guid="x" * 1001).encode())
    assert caught.value.reason == "bad-field"


@pytest.mark.parametrize("embargo", ["<embargoed/>", "<embargoed> </embargoed>", "<embargoed>Friday</embargoed>"])
def test_an_embargo_without_an_end_withholds_the_story(embargo: str) -> None:
    """ "If absent, the Item is not embargoed": one that is there and empty is an embargo."""
    held = story(item(meta=embargo))
    assert (held.pub_status, held.embargoed_until) == ("withheld", None)


def test_an_embargo_has_its_end() -> None:
    """With an offset."""
    held = story(item(meta="<embargoed>2026-11-24T12:00:00+01:00</embargoed>"))
    assert (held.pub_status, held.embargoed_until) == ("usable", datetime(2026, 11, 24, 11, tzinfo=UTC))


@pytest.mark.parametrize(
    ("about", "located"),
    [
        ("<dateline>TROMSØ, Norway</dateline><located><name>Oslo</name></located>", "TROMSØ, Norway"),
        ("<dateline>Oslo (dpa) - </dateline>", "Oslo"),
        ("<dateline>2026-11-24 08:30:00 GMT+00:00</dateline><located><name>Oslo</name></located>", "Oslo"),
        ('<located literal="San Francisco, CA, USA"/>', "San Francisco, CA, USA"),
        ('<located literal="No-Data-Available"/>', None),
        ('<located qcode="city:Oslo"/>', None),
    ],
)
def test_the_place_is_the_datelines_else_where_it_was_made(about: str, located: str | None) -> None:
    """A time in the dateline is no place, and neither is a code."""
    assert story(item(about=about)).located == located


def test_a_summary_is_the_deck_unless_the_copy_begins_with_it() -> None:
    """A caption is about a picture."""
    summary = '<description role="drol:{}">{}</description>'
    assert story(item(about=summary.format("summary", "Ships have to wait"))).deck == "Ships have to wait"
    assert story(item(about=summary.format("summary", "Fog closed the port"))).deck == ""
    assert story(item(about=summary.format("caption", "Ships have to wait"))).deck == ""


def test_items_without_text_do_not_hide_the_others() -> None:
    """They are told by the first story."""
    empty = item("", guid="nw:empty").replace("<headline>Fog</headline>", "")
    told = "Item 1 has no text: no headline, and no inline content that is not empty."
    assert story(message(empty + item())) == replace(FOG, repairs=(told,))


def test_what_is_no_text_is_set_aside() -> None:
    """By its class, whatever caption it has."""
    (aside,) = read(item().replace("ninat:text", "icls:picture").encode()).set_aside
    assert aside == SetAside(what="a picture", uri="nw:fog", because="itemClass is icls:picture")


def test_too_many_items_are_refused() -> None:
    """A story is read as a whole or not at all."""
    with pytest.raises(Unreadable) as caught:
        read(message(item() * (MOST_ITEMS + 1)).encode())
    assert caught.value.reason == "too-large"


def test_agencies_have_their_own_places() -> None:
    """dpa's editorial note, and not its note pad; Reuters' original provider; STT's local time."""
    note = '<edNote role="dpaednoterole:{}">{}</edNote>'
    notes = note.format("closingline", "dpa ab") + note.format("editorialnote", "Adds")
    assert story(item(meta=notes, guid="urn:newsml:dpa.com:20090101:1")).ed_note == "Adds"
    source = '<infoSource literal="Opta" role="cRole:origProv"/>'
    assert story(item(about=source, guid="tag:reuters.com,2026:1")).provider == "Opta"
    summer = item(meta="<versionCreated>2026-07-24T12:00:00</versionCreated>", guid="urn:newsml:stt.fi:1")
    assert story(summer).sent == datetime(2026, 7, 24, 9, tzinfo=UTC)


def test_every_dialect_is_explained() -> None:
    """For the format's page."""
    assert [dialect.agency for dialect in DIALECTS if not dialect.about] == []


def test_only_g2_is_claimed() -> None:
    """By the outermost element; without IPTC's namespace with doubts."""
    assert sniff(item().encode()) > sniff(b"<newsItem/>") > 0
    assert sniff(b"<nitf/>") == sniff(b"<NewsML/>") == sniff(b"{}") == sniff(b"") == 0
    with pytest.raises(NotThisFormat):
        read(b"<nitf/>")
