"""Reuters in JSON: MRN stories and items of Reuters Connect."""

import json
from dataclasses import replace
from typing import Any

import pytest

from wirecopy.errors import NotThisFormat
from wirecopy.formats.contents import Contents, SetAside
from wirecopy.formats.mrn import read, sniff
from wirecopy.priority import priority
from wirecopy.story import RawStory

COPY = "OSLO, Nov 24 (Reuters) - Fog closed the port.\n\nShips wait."
HTML = "<html><head><title>x</title></head><body><p>OSLO, Nov 24 (Reuters) - Fog closed the port.</p><p>Ships wait.</p>"
STORY = {"altId": "nNRA1fog", "takeSequence": 1, "headline": "Fog", "body": COPY, "provider": "NS:RTRS"}
FOG = RawStory(format="mrn", uri="nNRA1fog", headline="Fog", body=COPY, provider="Reuters")
#: Nobody nests so deep.
DEEP = {"data": {"data": [[{"data": [{"data": STORY}]}]]}}
CONNECT = {"versionedGuid": "tag:reuters.com,2026:newsml_K1:3", "headLine": "Fog", "bodyXhtml": HTML}


def contents(value: object) -> Contents:
    """What a JSON value holds."""
    return read(json.dumps(value).encode())


def story(item: dict[str, Any]) -> RawStory:
    """The one story of an item."""
    (found,) = contents(item).stories
    return found


@pytest.mark.parametrize(
    "message",
    [
        STORY,
        [STORY],
        {"guid": "x", "timestamps": [], "data": STORY},
        {"Items": [{"guid": "x", "data": STORY}]},
        {"data": {"search": {"items": [STORY]}}},
        {"data": {"item": STORY}},
    ],
)
def test_a_story_is_found_in_any_envelope(message: object) -> None:
    """As it comes over the wire, and as it stands in files."""
    assert contents(message) == Contents(stories=(FOG,))


@pytest.mark.parametrize(
    ("item", "uri", "version"),
    [
        ({}, "tag:reuters.com,2026:newsml_K1", "3"),
        ({"version": "1132689232"}, "tag:reuters.com,2026:newsml_K1", "1132689232"),
        ({"uri": "tag:reuters.com,2026:newsml_K1"}, "tag:reuters.com,2026:newsml_K1", "3"),
        ({"guid": "tag:reuters.com,2026:newsml_K1", "usn": "K1"}, "tag:reuters.com,2026:newsml_K1", "3"),
        (
            {"versionedGuid": "", "versionedguid": "tag:reuters.com,2026:newsml_K1:4"},
            "tag:reuters.com,2026:newsml_K1",
            "4",
        ),
        ({"versionedGuid": "", "usn": "K1"}, "K1", None),
    ],
)
def test_an_identity_has_no_version(item: dict[str, Any], uri: str, version: str | None) -> None:
    """It is the guid that Reuters has in NewsML-G2, so that one story is one story on both feeds."""
    found = story(CONNECT | item)
    assert (found.uri, found.version, found.body, found.provider) == (uri, version, COPY, "Reuters")


def test_the_version_of_an_mrn_story_is_its_time() -> None:
    """Takes are counted for the alerts and for the story: the first take of the story comes after the third alert."""
    alert = STORY | {"takeSequence": 3, "versionCreated": "2026-11-24T09:00:00.000Z"}
    first = STORY | {"takeSequence": 1, "versionCreated": "2026-11-24T09:05:00.000Z"}
    assert (story(alert).version or "") < (story(first).version or "")


@pytest.mark.parametrize(("urgency", "level"), [(1, 1), (3, 5), (9, None)])
def test_the_urgency_is_no_iptc_urgency(urgency: int, level: int | None) -> None:
    """LSEG: 1 is an alert; every ordinary story has 3."""
    found = story(STORY | {"urgency": urgency})
    assert found == replace(FOG, priority=str(urgency))
    ranked = priority(found)
    assert ranked is not None
    assert ranked.urgency == level


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"provider": "NS:BSE"}, replace(FOG, provider="BSE")),
        ({"provider": None}, replace(FOG, provider=None)),
        ({"pubStatus": "stat:withheld"}, replace(FOG, pub_status="withheld")),
        ({"fragment": "OSLO, Nov 24 (Reuters) - Fog closed the port."}, FOG),
        ({"intro": "Forty ships wait"}, replace(FOG, deck="Forty ships wait")),
        ({"byLine": "By Jane Roe"}, replace(FOG, byline="Jane Roe")),
        ({"dateline": "OSLO"}, replace(FOG, located="OSLO")),
        ({"body": COPY.replace("\n", "\r\n")}, replace(FOG, repairs=("line ends were CRLF",))),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_metadata(fields: dict[str, Any], wanted: RawStory) -> None:
    """Under the names of either interface."""
    assert story(STORY | fields) == wanted


def test_a_kill_needs_no_text() -> None:
    """The identity is enough."""
    assert story({"altId": "nNRA1fog", "pubStatus": "stat:canceled"}) == RawStory(
        format="mrn", uri="nNRA1fog", pub_status="canceled"
    )


def test_a_picture_is_set_aside() -> None:
    """By its type, under either name."""
    picture = SetAside(what="a picture", uri="tag:reuters.com,2026:newsml_K1", because="type is PICTURE")
    assert contents(CONNECT | {"type": "PICTURE"}) == contents(CONNECT | {"mediaType": "PICTURE"})
    assert contents(CONNECT | {"type": "PICTURE"}) == Contents(set_aside=(picture,))


def test_an_item_without_an_identity_is_not_lost() -> None:
    """Beside one that shows whose they are."""
    stories = contents([STORY, {"headline": "Snow", "body": ""}]).stories
    assert [one.headline for one in stories] == ["Fog", "Snow"]


@pytest.mark.parametrize(
    "value", [[], {}, {"headline": "Fog"}, DEEP, json.loads("[" * 900 + "]" * 900)], ids=lambda value: ""
)
def test_other_json_is_another_readers(value: object) -> None:
    """Whatever `sniff` thought."""
    with pytest.raises(NotThisFormat):
        contents(value)


def test_sniffing_needs_names_that_only_reuters_has() -> None:
    """MRN's two, or the versioned identity."""
    assert sniff(json.dumps(STORY).encode()) > 0.9
    assert sniff(json.dumps(CONNECT).encode()) > 0.9
    assert sniff(b'{"altIds": [{"role": "a"}], "headline": "Fog"}') == 0
