"""Whatever the bytes: stories or `Unreadable`, nothing else, and an amount of work that grows with the bytes."""

import json
import sys
from contextlib import suppress
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.codec import encode
from wirecopy.errors import REASONS, NotThisFormat, Unreadable
from wirecopy.formats import FORMATS, read
from wirecopy.formats.clean import one_line
from wirecopy.formats.contents import SetAside
from wirecopy.story import RawStory

LIMIT = 1_000_000

#: Whatever furniture a message may hold, in whatever order.
FURNITURE = st.sampled_from(
    [
        *("All news", "Fog closes port", "By Jane Roe", "Associated Press Writer", "Eds: UPDATES", "(Adds quotes)"),
        *("* Four missing", "OSLO, Nov 25 (AP) - Fog.", "nw 0142", "1ST LEAD", "NNNN", "ZCZC", "###", "OSLO _", "="),
        *("Subject: fog", "Date: Tue, 24 Nov 2026 10:00:00 +0100", "From: NW <a@b>", "Embargo: x", "Status: canceled"),
        *("=?utf-8?b?4pyT?=", "Content-Type: text/plain", "\n", "\n\n", " ", "\r\n", "<p>", "</p>", "\x0c", "\u2028"),
    ]
)
NAMES = st.sampled_from(
    [
        *("headline", "headline_x", "headlines", "bodies", "body_html", "body_text", "descriptions", "description_x"),
        *("uri", "guid", "version", "versioncreated", "versionCreated", "pubstatus", "embargoed", "embargoedUntil"),
        *("urgency", "type", "infosource", "infoSources", "by", "byline", "edNote", "role", "value", "contentType"),
        *("title", "item", "_items", "replacing", "evolvedfrom", "name", "standard", "associations", "eventDetails"),
        *("data", "items", "altids", "itemid", "etag", "nitf", "body_nitf", "renditions", "href", "bylines", "signals"),
        *("altId", "takeSequence", "versionedGuid", "headLine", "provider", "priority", "mimetype", "embargoed"),
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9) | FURNITURE
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=6),
    max_leaves=20,
)


def outcome(data: bytes) -> tuple[RawStory | SetAside, ...] | str:
    """What is in it, or the reason why nothing is; every story can be published, every sentence is one line."""
    try:
        contents = read(data, limit=LIMIT)
    except Unreadable as error:
        return error.reason if error.reason in REASONS and str(error) == one_line(str(error)) else ""
    for story in contents.stories:
        encode(story)
    return contents.stories + contents.set_aside


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """At least one story, or a reason; and every reader's doubt lies between 0 and 1."""
    assert outcome(data)
    assert all(0 <= reader.sniff(data) <= 1 for reader in FORMATS)


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    """Control characters, halves of pairs, right-to-left marks."""
    assert outcome(text.encode("utf-8", "surrogatepass"))


@given(st.lists(FURNITURE | st.text(max_size=4), max_size=16).map("".join))
def test_any_furniture(text: str) -> None:
    """Headers, labels, bylines and marks in an order that no wire would send."""
    assert outcome(text.encode())


@settings(max_examples=300)
@given(JSON | st.dictionaries(NAMES, JSON, max_size=8))
def test_any_json(value: object) -> None:
    """Every field may hold anything."""
    assert outcome(json.dumps(value).encode())


@settings(max_examples=300)
@given(st.dictionaries(NAMES, JSON, max_size=8))
def test_every_reader_by_itself(value: object) -> None:
    """Also of what it would never have claimed."""
    for reader in FORMATS:
        with suppress(NotThisFormat, Unreadable):
            reader.read(json.dumps(value).encode())


#: What is hostile when it is repeated: it opens without closing, nests, or makes a regular expression look ahead.
UNITS = [
    *("\n", "\r", "\r\n", " ", "\t", "\u00a0", "\x00", "\x0c", "\u2028", ":", "a: b\n", "a:\n", "Subject: a\n", "a\n"),
    *("(", "()", "(a)\n", "[", "{", "/", "a/", "-", "=\n", "* a\n", "=?utf-8?q?a?= ", "By A\n", "Eds: a\n\n", "AAA. "),
    *("<", "<a ", "<a>", "<a href='", "<!--", "<!", "<![CDATA[", "<script>", "&", "&#1", "</p>", "<p>a", "<x:", '"'),
    *("World\n", "BC-A, ", "1ST LEAD\n\n", "(END) ab\n", "A, Nov ", "a   b\n", "a-\n", "A.A", "9", "9\n"),
]
PLACES: list[Any] = [
    lambda text: text.encode(),
    lambda text: b"Fog closes port\n\n" + text.encode() + b"\n\nOSLO (AP) - Fog.\n",
    lambda text: b"Slug: FOG\nFrom: " + text[:30_000].encode() + b"\nDate: " + text[:1000].encode() + b"\n\nFog.",
    lambda text: json.dumps({"headline": "Fog", "body_html": f"<p>{text}", "description_text": text}).encode(),
    lambda text: json.dumps({"headlines": [{"value": text}], "by": text, "versionCreated": text}).encode(),
    lambda text: json.dumps({"altids": {"itemid": "1", "etag": text}, "nitf": text, "headline": text[:999]}).encode(),
]


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
@pytest.mark.parametrize("place", PLACES, ids=["text", "headlined", "headers", "ninjs body", "ninjs fields", "AP"])
def test_hostile_repetition(place: Any, unit: str) -> None:
    """One thing over and over is read or refused; were any of it quadratic, it would be felt."""
    assert outcome(place((unit * 100_000)[:100_000]))


@pytest.mark.parametrize("unit", ["a\n", "=\n", "* a\n\n", "By A\n", "Eds: a\n\n", "World\n", "Subject: a\n", "<p>a"])
def test_twice_the_text_is_at_most_twice_the_work(unit: str) -> None:
    """Counted in calls, with a little to spare."""
    assert calls(unit * 8000) <= 2.2 * calls(unit * 4000)


def calls(text: str) -> int:
    """How many functions are called to read a text as plain text and as a ninjs body."""
    data = [text.encode(), json.dumps({"headline": "Fog", "body_html": text}).encode()]
    count = 0

    def tally(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        for message in data:
            outcome(message)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"headline":', '{"bodies":['])
def test_nesting_without_end_is_no_json(opening: str) -> None:
    """Neither the parser nor the readers follow it down."""
    assert outcome((opening * 60_000).encode()) == "not-json"


def test_a_senders_nested_comments_are_not_followed() -> None:
    """RFC 5322 lets comments nest; a header may hold thousands of brackets."""
    (story,) = read(b"Slug: FOG\nFrom: " + b"(" * 20_000 + b"\n\nFog closes port", limit=LIMIT).stories
    assert (story.slug, story.headline) == ("FOG", "Fog closes port")
