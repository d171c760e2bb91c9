"""AP Media API in JSON: envelopes, where the copy may be, and what AP's status means."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.ap_media import read, sniff
from wirecopy.formats.contents import Contents, SetAside
from wirecopy.story import RawStory

COPY = "<p>OSLO (AP) — Fog closed the port.</p><p>Ships wait.</p>"
ITEM = {
    "altids": {"itemid": "0f06", "etag": "0f06_0a"},
    "type": "text",
    "signals": ["newscontent"],
    "headline": "Fog",
    "body_nitf": COPY,
}
FOG = RawStory(format="ap-media", uri="0f06", headline="Fog", body="OSLO (AP) — Fog closed the port.\n\nShips wait.")


def contents(value: object) -> Contents:
    """What a JSON value holds."""
    return read(json.dumps(value).encode())


def story(item: dict[str, Any]) -> RawStory:
    """The one story of an item."""
    (found,) = contents({"data": {"item": item}}).stories
    return found


@pytest.mark.parametrize(
    "message",
    [
        ITEM,
        {"item": ITEM},
        {"api_version": "2.2", "data": {"meta": {}, "item": ITEM}},
        {"data": {"items": [{"meta": {}, "item": ITEM}]}},
        {"data": {"items": [ITEM]}},
    ],
)
def test_an_item_is_found_in_any_envelope(message: object) -> None:
    """Feed, search, one item, and what an agent writes."""
    assert contents(message) == Contents(stories=(FOG,))


NITF = f"<nitf><head><title>x</title></head><body><body.content><block>{COPY}</block></body.content></body></nitf>"


@pytest.mark.parametrize(
    ("item", "beside"),
    [
        (ITEM, None),
        ({"body_nitf": NITF}, None),
        ({"body_html": COPY}, None),
        ({"body_text": "OSLO (AP) — Fog closed the port.\n\nShips wait."}, None),
        ({}, NITF),
        ({}, NITF.removesuffix("</body.content></body></nitf>")),
        ({}, {"body_html": f"<block>{COPY}</block>"}),
        ({"nitf": {"body_html": COPY}}, None),
    ],
)
def test_the_copy_is_read_where_the_message_has_it(item: dict[str, Any], beside: object) -> None:
    """In the item or beside it: XML, or what Superdesk made of it."""
    bare = {name: value for name, value in ITEM.items() if name != "body_nitf"}
    message: dict[str, Any] = {"data": {"item": bare | item}} | ({"nitf": beside} if beside else {})
    assert contents(message).stories == (FOG,)


def test_copy_that_is_elsewhere_is_named_and_not_fetched() -> None:
    """Without the key of the reader; the summary stands for it."""
    item = ITEM | {"body_nitf": None, "description_summary": "Fog closed the port. Ships wait."}
    item["renditions"] = {"nitf": {"href": "https://api.example/0f06.0/download?qt=secret"}}
    says = "the copy is not in the message but at https://api.example/0f06.0/download: the summary was read as the copy"
    assert story(item) == replace(FOG, body="Fog closed the port. Ships wait.", repairs=(says,))


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"version": 0}, replace(FOG, version="0")),
        ({"urgency": 4, "editorialpriority": "r"}, replace(FOG, urgency=4, priority="r")),
        ({"headline_extended": "Fog"}, FOG),
        ({"headline_extended": "Fog closed the port"}, FOG),
        ({"headline_extended": "Forty ships wait"}, replace(FOG, deck="Forty ships wait")),
        ({"headline": "", "title": "Fog"}, FOG),
        ({"bylines": [{"by": "By JANE ROE", "title": "AP Writer"}]}, replace(FOG, byline="JANE ROE, AP Writer")),
        ({"bylines": [{"by": "By A"}, {"title": ""}, {"by": "B"}]}, replace(FOG, byline="A and B")),
        ({"datelinelocation": {"city": "Oslo"}}, replace(FOG, located="Oslo")),
        ({"datelinelocation": {"city": "Oslo"}, "located": "OSLO, Norway"}, replace(FOG, located="OSLO, Norway")),
        ({"infosource": [{"name": "Sportradar"}]}, replace(FOG, provider="Sportradar")),
        ({"infosource": [{"name": "Sportradar"}], "provider": "AP"}, replace(FOG, provider="AP")),
        (
            {"altids": {"itemid": ""}, "uri": "https://api.example/0f06?et=1"},
            replace(FOG, uri="https://api.example/0f06"),
        ),
        ({"pubstatus": "Usable"}, FOG),
        ({"pubstatus": "withheld"}, replace(FOG, pub_status="withheld")),
        ({"pubstatus": "canceled", "embargoed": "soon"}, "canceled"),
        ({"pubstatus": "Embargoed"}, replace(FOG, pub_status="withheld")),
        (
            {"pubstatus": "embargoed", "embargoed": "2026-11-24T10:00:00Z"},
            replace(FOG, embargoed_until=datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ),
        (
            {"signals": []},
            replace(FOG, repairs=("signals do not say newscontent: AP means it for editors, not for publication",)),
        ),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_metadata(fields: dict[str, Any], wanted: RawStory | str) -> None:
    """As AP documents it."""
    found = story(ITEM | fields)
    assert found == wanted if isinstance(wanted, RawStory) else found.pub_status == wanted


def test_a_picture_is_set_aside() -> None:
    """By its type."""
    picture = SetAside(what="a picture", uri="0f06", because="type is picture")
    assert contents({"item": ITEM | {"type": "picture"}}) == Contents(set_aside=(picture,))


def test_a_kill_needs_no_text() -> None:
    """The identity is enough."""
    killed = {"altids": ITEM["altids"], "pubstatus": "canceled", "signals": ["newscontent"]}
    assert (story(killed).uri, story(killed).pub_status) == ("0f06", "canceled")


def test_a_feed_is_read_as_a_whole_or_not_at_all() -> None:
    """An entry that is no object is a fault, and not passed over."""
    with pytest.raises(Unreadable, match=r"^Item 2 is a string; give an object, as the format has it\.$"):
        contents({"data": {"items": [{"item": ITEM}, "x"]}})


@pytest.mark.parametrize(
    "value",
    [[], {}, {"headline": "Fog"}, {"data": 1}, {"data": {"items": []}}, {"altids": {}}, {"item": {"altids": 1}}],
)
def test_other_json_is_another_readers(value: object) -> None:
    """Whatever `sniff` thought."""
    with pytest.raises(NotThisFormat):
        contents(value)


def test_sniffing_needs_both_identities() -> None:
    """ninjs may have an itemid among its altids, and Superdesk an _etag."""
    assert sniff(json.dumps(ITEM).encode()) > 0.9
    assert sniff(b'{"altids": {"itemid": "1"}, "_etag": "2", "headline": "Fog"}') == 0
    assert sniff(b'"itemid" and "etag" are words') == 0
