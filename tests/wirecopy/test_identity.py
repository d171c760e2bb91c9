"""Who is who: uri and version of a story, and ids that are made from content alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.events import StoryRef
from wirecopy.identity import LONGEST_KEY, alert_id, event_id, identify, identify_all, quote_id, source_id, text_sha256
from wirecopy.story import RawStory

RAW = RawStory(format="plain", headline="Fog", body="OSLO (AP) — Fog.")
DIGEST = text_sha256("Fog\n\nOSLO (AP) — Fog.")
MADE_UP = f"urn:copytaster:text:{DIGEST[:32]}"

REF = StoryRef(uri="urn:x:1", version="3", headline="Fog", text_sha256=DIGEST)

#: The ids of `REF` and of what stands in it.
PINNED = [
    "e6b32dcc37e7ab7130df9a9a0da5bed3",
    "c1e81a6214156b1863ca41ac79fc072a",
    "5c3ba0e364873573701e6b6735437f44",
    "f7ff4636d2c6660937216e9929d17225",
]

words = st.text(st.characters(categories=("L", "N", "P", "Z", "Cc", "Cs", "So")), max_size=12)


def test_the_publishers_uri_and_version_come_first() -> None:
    """Whatever the key and the times are."""
    raw = replace(RAW, uri="urn:x:1", version="3", sent=datetime(2026, 11, 24, tzinfo=UTC))
    copy = identify(raw, b"another-key")
    assert (copy.uri, copy.version, copy.text) == ("urn:x:1", "3", "Fog\n\nOSLO (AP) — Fog.")


@pytest.mark.parametrize(
    ("key", "uri"),
    [
        (b"tass/123", "tass/123"),
        ("Туман 🚨".encode(), "Туман 🚨"),
        (b"<script>alert(1)</script>", "<script>alert(1)</script>"),
        (b"../../etc/passwd", "../../etc/passwd"),
        (b"k" * LONGEST_KEY, "k" * LONGEST_KEY),
        (None, MADE_UP),
        (b"", MADE_UP),
        (b"   ", MADE_UP),
        (b"\x00\x01", MADE_UP),
        (b"two\nlines", MADE_UP),
        (b"\xff\xfe", MADE_UP),
        ("\u202egnp.exe".encode(), MADE_UP),
        (b"k" * (LONGEST_KEY + 1), MADE_UP),
    ],
)
def test_without_a_uri_a_key_that_can_be_read_is_the_name(key: bytes | None, uri: str) -> None:
    """A key is data: it is a name if it is one line of printable text, and it is never interpreted."""
    assert identify(RAW, key).uri == uri


def test_a_uri_of_blanks_is_none() -> None:
    """The key is the better name."""
    assert identify(replace(RAW, uri=" \n"), b"key").uri == "key"


def test_the_version_is_the_publishers_else_the_time_else_made_from_the_text() -> None:
    """So that two texts never pass for one version unless the publisher says so."""
    sent = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert [
        identify(replace(RAW, version="0", sent=sent)).version,
        identify(replace(RAW, version="", sent=sent)).version,
        identify(RAW).version,
        identify(replace(RAW, body="OSLO (AP) — Sun.")).version == identify(RAW).version,
    ] == ["0", "2026-11-24T09:30:00+00:00", f"text:{DIGEST[:16]}", False]


def test_the_time_of_the_message_counts_where_the_story_gives_none() -> None:
    """For the year of the dateline and for the version."""
    told, own = datetime(2017, 11, 20, tzinfo=UTC), datetime(2017, 11, 19, tzinfo=UTC)
    silent, dated = RawStory(format="plain", body="Fog."), RawStory(format="plain", body="Fog.", sent=own)
    assert [identify(raw, b"urn:x:1", told).raw.sent for raw in (silent, dated)] == [told, own]
    assert identify(silent, b"urn:x:1", told).version == told.isoformat()


def test_a_key_names_no_story_where_a_message_holds_several() -> None:
    """They would pass for versions of one story."""
    fog, snow = RawStory(format="ninjs", body="Fog."), RawStory(format="ninjs", body="Snow.")
    assert identify_all((fog, snow), b"urn:x:1") == (identify(fog), identify(snow))
    assert identify_all((fog,), b"urn:x:1") == (identify(fog, b"urn:x:1"),)


def test_stories_without_a_name_are_the_same_story_only_with_the_same_text() -> None:
    """Metadata such as the provider does not make another story of it."""
    assert identify(RAW).uri == identify(replace(RAW, provider="AP", urgency=1)).uri
    assert identify(RAW).uri != identify(replace(RAW, deck="It stays")).uri


@pytest.mark.parametrize(
    "other",
    [
        replace(REF, uri="urn:x:2"),
        replace(REF, version="4"),
        replace(REF, text_sha256=text_sha256("Sun")),
        replace(REF, status="canceled"),
        replace(REF, status="withheld"),
        replace(REF, relation="correction"),
    ],
)
def test_an_events_id_holds_the_version_the_text_the_status_and_the_relation(other: StoryRef) -> None:
    """A kill without a new version number, and a second text under one, must not be dropped as a duplicate."""
    assert event_id(other, "wire.story.enriched.v1") != event_id(REF, "wire.story.enriched.v1")


def test_an_events_id_holds_its_type_and_number() -> None:
    """The second quote of a story is another event than the first, and than the second source."""
    ids = [event_id(REF, kind, which) for kind in ("quote", "source") for which in ("", "0", "1")]
    assert len(set(ids)) == len(ids)


def test_an_events_id_holds_nothing_else() -> None:
    """What a newer reader finds (headline, agency, dateline, urgency) leaves the id as it is."""
    reread = replace(REF, headline="FOG", agency="AP", dateline="OSLO (AP)", urgency=1)
    assert event_id(reread, "quote", "0") == event_id(REF, "quote", "0")


def test_ids_are_pinned() -> None:
    """An id that changed between releases would make a duplicate of every story that is read again."""
    assert [
        event_id(REF, "wire.story.enriched.v1"),
        quote_id("urn:x:1", "It will rain", "Jane Roe"),
        source_id("urn:x:1", "person", "Jane Roe"),
        alert_id("kill", "urn:x:1", "3"),
    ] == PINNED


def test_a_quote_keeps_its_id_while_words_and_speaker_stay() -> None:
    """New punctuation, quotation marks and case are the same words; another speaker or story is another quote."""
    first = quote_id("urn:x:1", "It will rain, and rain.", "Jane Roe")
    assert quote_id("urn:x:1", "“it will rain -- and RAIN”", "JANE ROE") == first
    others = [
        quote_id("urn:x:1", "It will rain.", "Jane Roe"),
        quote_id("urn:x:1", "It will rain, and rain.", None),
        quote_id("urn:x:2", "It will rain, and rain.", "Jane Roe"),
    ]
    assert first not in others
    assert len(set(others)) == len(others)


def test_a_source_keeps_its_id_while_kind_and_name_stay() -> None:
    """By its name or its description; never by where it stands."""
    assert source_id("u", "person", "Jane  Roe") == source_id("u", "person", "jane roe")
    assert source_id("u", "person", "Jane Roe") != source_id("u", "organisation", "Jane Roe")


def test_the_time_of_a_version_is_one_whatever_its_zone() -> None:
    """Readers hand on UTC; a time of another zone still names one version each time."""
    there = datetime(2026, 11, 24, 12, 30, tzinfo=timezone(timedelta(hours=3)))
    assert identify(replace(RAW, sent=there)).version == identify(replace(RAW, sent=there)).version


@given(words, words, words, words)
def test_no_two_stories_share_an_id_by_clever_names(uri: str, version: str, other_uri: str, other_version: str) -> None:
    """Separators inside a name do not move its border: ("a|b", "c") is not ("a", "b|c")."""
    same = (uri, version) == (other_uri, other_version)
    assert (alert_id("kill", uri, version) == alert_id("kill", other_uri, other_version)) == same


def test_the_separator_itself_in_a_name() -> None:
    """Control characters come with the names of hostile publishers."""
    names = [("a\x1fb", "c"), ("a", "b\x1fc"), ("a\x1e", "\x1fc"), ("a\x1e\x1f", "c"), ("a\x1e\x1e", "\x1fc")]
    assert len({alert_id("kill", *name) for name in names}) == len(names)


@given(st.none() | st.binary(max_size=40), words, words)
def test_any_key_and_any_text_give_a_name_and_a_version(key: bytes | None, headline: str, body: str) -> None:
    """Halves of surrogate pairs too; the same bytes give the same names."""
    raw = RawStory(format="plain", headline=headline, body=body)
    copy = identify(raw, key)
    assert copy.uri.strip()
    assert copy.version
    assert identify(raw, key) == copy
