"""ninjs of all versions: where headline, deck and copy come from, and what unclear metadata does."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.contents import Contents, SetAside
from wirecopy.formats.ninjs import read
from wirecopy.formats.several import MOST_ITEMS
from wirecopy.story import RawStory

COPY = "OSLO (NW) - Fog closed the port.\n\nShips wait."
FOG = RawStory(format="ninjs", headline="Fog", body=COPY)
ITEM = {"headline": "Fog", "body_text": COPY}
NOTHING = "no headline, no body, no description that is not empty"
HTML = "<p>OSLO (NW) - Fog closed the port.</p><p>Ships wait.</p>"


def stories(value: object) -> tuple[RawStory, ...]:
    """The stories of a JSON value."""
    return read(json.dumps(value).encode()).stories


def contents(value: object) -> Contents:
    """What a JSON value holds."""
    return read(json.dumps(value).encode())


def aside(what: str, because: str, uri: str | None = None) -> SetAside:
    """An item that is set aside."""
    return SetAside(what=what, because=because, uri=uri)


def refusal(value: object) -> tuple[str, str]:
    """The reason and the sentence with which a JSON value is refused."""
    with pytest.raises(Unreadable) as caught:
        stories(value)
    return caught.value.reason, str(caught.value)


@pytest.mark.parametrize(
    "item",
    [
        ITEM,
        {"headline": "Fog", "body_html": HTML},
        {"headline": "<b>Fog</b>", "body_xhtml": HTML},
        {"headline": "Fog", "body_nitf5": HTML},
        {"title": "Fog", "body_text": COPY},
        {"headline": "", "headline_main": "Fog", "body_text": COPY},
        {"headline": "Fog", "body_html": HTML, "body_text": "OSLO (NW) - Fog closed the port. Ships wait."},
        {"headline": "Fog", "body_html": "", "body_text": f"Fog\n{COPY}"},
        {"headlines": [{"value": "Fog"}], "bodies": [{"value": COPY}]},
        {"headlines": [{"role": "web", "value": "!"}, {"role": "Main", "value": "Fog"}], "bodies": [{"value": HTML}]},
        {
            "headlines": [{"value": "<i>Fog</i>", "contenttype": "text/html"}],
            "bodies": [{"value": HTML, "contenttype": "text/html"}],
        },
        {"headlines": [{"value": "Fog"}], "bodies": [{"value": COPY, "contentType": "Text/Plain; charset=UTF-8"}]},
        {
            "headlines": [{"value": "Fog"}],
            "bodies": [{"role": "teaser", "value": "x"}, {"role": "main", "value": COPY}],
        },
        {"headline": "Fog", "bodies": [{"role": "html", "value": HTML}]},
    ],
    ids=lambda item: json.dumps(item)[:60],
)
def test_headline_and_copy_are_found_under_any_name(item: dict[str, Any]) -> None:
    """All versions, mixtures of them, and what stands in the body twice."""
    assert stories(item) == (FOG,)


@pytest.mark.parametrize(
    ("fields", "deck"),
    [
        ({"headline_deck": "Ships must wait"}, "Ships must wait"),
        ({"headlines": [{"role": "subheadline", "value": "Ships must wait"}]}, "Ships must wait"),
        ({"description_text": "No ship\n has left."}, "No ship has left."),
        ({"description_html": "<p>No ship &amp; no boat.</p>"}, "No ship & no boat."),
        ({"descriptions": [{"value": "R&amp;D", "contentType": "text/html"}]}, "R&D"),
        ({"descriptions": [{"role": "caption", "value": "The port"}, {"value": "No ship."}]}, "No ship."),
        ({"description_caption": "The port"}, ""),
        ({"description_text": "FOG CLOSED the port … Ships wait"}, ""),
        ({"description_text": ""}, ""),
    ],
)
def test_the_deck_is_not_the_copy_over_again(fields: dict[str, Any], deck: str) -> None:
    """A line of its own, no caption, and not the lead repeated with other marks."""
    assert stories(ITEM | fields) == (replace(FOG, deck=deck),)


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"version": 3}, replace(FOG, version="3")),
        ({"version": 3.0}, replace(FOG, version="3")),
        ({"version": "a7"}, replace(FOG, version="a7")),
        ({"version": True}, replace(FOG, repairs=("version was ignored: it is true, not a string",))),
        ({"uri": "urn:x:1", "guid": "urn:x:2"}, replace(FOG, uri="urn:x:1")),
        ({"guid": "urn:x:2"}, replace(FOG, uri="urn:x:2")),
        ({"pubStatus": "canceled"}, replace(FOG, pub_status="canceled")),
        ({"pubStatus": "killed"}, replace(FOG, pub_status="canceled")),
        ({"pubstatus": "stat:withheld"}, replace(FOG, pub_status="withheld")),
        ({"urgency": 1}, replace(FOG, urgency=1)),
        ({"urgency": "4"}, replace(FOG, urgency=4)),
        ({"urgency": 0}, replace(FOG, repairs=("urgency 0 was ignored: it is no number from 1 to 9",))),
        ({"byline": "By Jane Roe"}, replace(FOG, byline="Jane Roe")),
        ({"by": "Jane Roe", "byline": "John Doe"}, replace(FOG, byline="Jane Roe")),
        ({"by": 7}, replace(FOG, repairs=("by was ignored: it is a number, not a string",))),
        ({"slug": "FOG"}, replace(FOG, slug="FOG")),
        ({"priority": 6}, replace(FOG, priority="6")),
        ({"source": "NW"}, replace(FOG, provider="NW")),
        (
            {"source": "x", "infoSources": [{"name": "A"}, {"name": "NW", "role": "provider"}]},
            replace(FOG, provider="NW"),
        ),
        ({"copyrightholder": "NW"}, replace(FOG, provider="NW")),
        (
            {"evolvedfrom": "urn:x:0", "replacing": ["urn:x:0", "urn:x:9"]},
            replace(FOG, refers_to=("urn:x:0", "urn:x:9")),
        ),
        ({"versionCreated": "2026-11-24T11:00:00+01:00"}, replace(FOG, sent=datetime(2026, 11, 24, 10, tzinfo=UTC))),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_metadata_is_read_or_ignored_with_a_note(fields: dict[str, Any], wanted: RawStory) -> None:
    """A field that a story can do without never costs the story."""
    assert stories(ITEM | fields) == (wanted,)


@pytest.mark.parametrize("name", ["embargoed", "embargoedUntil"])
@pytest.mark.parametrize("value", ["Friday", True, 1795521600, ["2026-11-24"], {"until": "2026-11-24"}])
def test_an_embargo_that_cannot_be_read_withholds_the_story(name: str, value: object) -> None:
    """Whatever type it has: a number of seconds must not lift it."""
    (story,) = stories(ITEM | {name: value})
    assert (story.pub_status, story.embargoed_until) == ("withheld", None)
    assert story.repairs[0].endswith("is no time: the story is withheld until further notice")


@pytest.mark.parametrize("value", [None, False])
def test_no_embargo_is_no_embargo(value: object) -> None:
    """ninjs: "If absent, this object is not embargoed"; null is absent."""
    assert stories(ITEM | {"embargoed": value}) == (FOG,)


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_embargo_is_none_and_doubted(value: str) -> None:
    """Many a system writes every field, empty or not; the editor can see that there was one."""
    doubted = replace(FOG, repairs=("the embargo is empty: taken as none",))
    assert stories(ITEM | {"embargoed": value}) == (doubted,)


def test_the_embargo_that_says_when_counts() -> None:
    """Old and new names in one item, one of them empty."""
    (story,) = stories(ITEM | {"embargoedUntil": "", "embargoed": "2026-11-24T10:00:00Z"})
    assert (story.pub_status, story.embargoed_until) == ("usable", datetime(2026, 11, 24, 10, tzinfo=UTC))
    assert story.repairs == ()


def test_an_unknown_status_withholds_the_story() -> None:
    """Taken as usable, it could be a kill that nobody sees; refused, the story would be lost to the desk."""
    assert stories(ITEM | {"pubstatus": "spiked"}) == (
        replace(
            FOG,
            pub_status="withheld",
            repairs=("pubstatus 'spiked' is not usable, withheld or canceled: the story is withheld",),
        ),
    )


def test_a_kill_outlasts_an_unclear_embargo() -> None:
    """Withheld would be too little."""
    (story,) = stories(ITEM | {"pubstatus": "canceled", "embargoed": "Friday"})
    assert story.pub_status == "canceled"


def test_a_kill_needs_no_text_but_a_uri() -> None:
    """A kill must never be lost; one of nobody knows what kills nothing."""
    assert stories({"uri": "urn:x:1", "pubstatus": "canceled"}) == (
        RawStory(format="ninjs", uri="urn:x:1", pub_status="canceled"),
    )
    assert refusal({"pubstatus": "canceled"})[0] == "no-text"


@pytest.mark.parametrize(
    ("value", "reason", "sentence"),
    [
        ({"headline": 7}, "bad-field", "The item has a number as headline; give a string."),
        ({"headlines": {}}, "bad-field", "The item has an object as headlines; give an array of objects."),
        ({"bodies": [None]}, "bad-field", "The item has null as bodies[0]; give an object with a value."),
        (
            {"bodies": [{"value": []}]},
            "bad-field",
            "The item, bodies[0], has an array as value; give a string.",
        ),
        (
            {"headline": "Fog", "pubstatus": 7},
            "bad-field",
            "The item has a number as pubstatus; give a string.",
        ),
        (
            {"headline": "Fog", "uri": "x" * 1001},
            "bad-field",
            "The item has a uri of 1,001 characters; give one of at most 1,000.",
        ),
        ([{"headline": "Fog"}, "Fog"], "bad-field", "Item 2 is a string; give an object, as the format has it."),
        ({"headline": "", "uri": "urn:x:1"}, "no-text", f"The item has no text: {NOTHING}."),
        ([{"uri": "urn:x:1"}, {"headline": ""}], "no-text", f"None of the 2 items is a text story: {NOTHING}."),
        (
            [{"headline": "Fog"}] * (MOST_ITEMS + 1),
            "too-large",
            "The message holds 101 items; send at most 100 in one message.",
        ),
        (
            {"$schema": "x", "properties": {}},
            "unknown-format",
            "The message is JSON but not ninjs (it holds $schema, properties); send ninjs with a headline or a body.",
        ),
    ],
    ids=lambda value: "",
)
def test_what_a_story_cannot_do_without_is_refused_by_name(value: object, reason: str, sentence: str) -> None:
    """The sentence names the item and the field."""
    assert refusal(value) == (reason, sentence)


@pytest.mark.parametrize("envelope", ["item", "items", "_items"])
def test_an_envelope_is_opened(envelope: str) -> None:
    """Pictures in it are set aside, as in a bare array."""
    items = [ITEM, {"type": "photo", "headline": "Fog", "guid": "urn:x:2"}, ITEM]
    wanted = Contents(stories=(FOG, FOG), set_aside=(aside("a picture", "type is photo", uri="urn:x:2"),))
    assert contents({"total": 3, envelope: items}) == contents(items) == wanted


@pytest.mark.parametrize(
    ("item", "set_aside"),
    [
        ({"type": "video", "headline": "Fog"}, aside("a video", "type is video")),
        ({"type": "Event", "headline": "Press conference"}, aside("an event", "type is Event")),
        (
            {"title": "Match", "eventDetails": {}, "pubStatus": "usable"},
            aside("an event", "it has eventDetails and no body"),
        ),
        (
            {"title": "Match", "plannedCoverage": [{}], "headlines": [{"value": "Match"}]},
            aside("a planning item", "it has plannedCoverage and no body"),
        ),
        ({"mimetype": "image/jpeg", "headline": "Fog"}, aside("a picture", "mimetype is image/jpeg")),
    ],
)
def test_what_is_no_text_story_is_set_aside(item: dict[str, Any], set_aside: SetAside) -> None:
    """Alone, too: that is no failure."""
    assert contents(item) == Contents(set_aside=(set_aside,))


def test_an_empty_item_among_others_is_set_aside() -> None:
    """Nothing is read from it, and nothing is lost."""
    items = [{"type": "picture", "headline": "Fog"}, {"headline": "", "uri": "urn:x:2"}]
    assert contents(items) == Contents(
        set_aside=(aside("a picture", "type is picture"), aside("an empty item", NOTHING, uri="urn:x:2"))
    )


SIDEBAR = {"uri": "urn:x:s", "type": "text", "headline": "Ships", "body_text": "Three ships wait."}
PICTURE = {"uri": "urn:x:p", "type": "picture", "body_text": "Fog, seen from the pier."}


@pytest.mark.parametrize(
    "associations",
    [
        {"main": PICTURE, "sidebar": SIDEBAR, "none": None},
        [{"name": "main"} | PICTURE, {"name": "sidebar"} | SIDEBAR, 7],
    ],
    ids=["1.x", "2.x"],
)
def test_the_text_stories_of_a_package_are_read(associations: object) -> None:
    """A package is type composite; its pictures belong to it."""
    package = {"uri": "urn:x:1", "type": "composite", "associations": associations, "pubstatus": "usable"}
    sidebar = RawStory(format="ninjs", uri="urn:x:s", headline="Ships", body="Three ships wait.")
    assert contents(package) == Contents(
        stories=(sidebar,),
        set_aside=(aside("a package", "type is composite, and the text is in the items that it holds", uri="urn:x:1"),),
    )
    assert stories(package | ITEM) == (replace(FOG, uri="urn:x:1"), sidebar)


def test_a_package_holds_no_more_stories_than_a_message() -> None:
    """A story is read as a whole or not at all, so a message must stay small."""
    associations = [SIDEBAR] * (MOST_ITEMS + 1)
    assert refusal({"uri": "urn:x:1", "type": "composite", "headline": "", "associations": associations}) == (
        "too-large",
        "The message holds 101 stories; send at most 100 in one.",
    )


def test_what_a_text_story_is_associated_with_is_not_read() -> None:
    """It has a message of its own, which may be newer."""
    assert stories(ITEM | {"type": "text", "associations": {"sidebar": SIDEBAR}}) == (FOG,)


def test_an_item_that_is_not_complete_says_so() -> None:
    """ninjs: representationtype "indicates how complete this representation of a news item is"."""
    assert stories(ITEM | {"representationtype": "complete"}) == (FOG,)
    partial = replace(FOG, repairs=("the item says that it is not complete",))
    assert stories(ITEM | {"representationType": "partial"}) == (partial,)


@pytest.mark.parametrize("plain", [None, "Fog\nHavn NW\nOSLO (NW) - Fog closed the port.\nShips wait."])
def test_a_vignette_is_a_section_and_no_copy(plain: str | None) -> None:
    """As TT has it: the subject in a word and the agency, above the copy."""
    dat = '<div class="dat"><span class="vignette">Havn</span><span class="source">NW</span></div>'
    figure = '<figure><img src="x"/><div class="byline">Maja Nord/NW</div><figcaption>The port</figcaption></figure>'
    html = f"<article><h1>Fog</h1>{dat}{HTML}{figure}</article>"
    item = {"headline": "Fog", "body_html5": html} | ({"body_text": plain} if plain else {})
    assert stories(item) == (replace(FOG, section="Havn"),)


def test_plain_text_is_another_readers() -> None:
    """Even when it is asked for it."""
    with pytest.raises(NotThisFormat):
        read(b"[Updated] Fog closes port")
