"""From a raw story and what was read out of it to the enriched story: nothing lost, nothing invented, valid ninjs."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import wirecopy.schema
from wirecopy.annotate import span
from wirecopy.codec import as_json, encode
from wirecopy.events import EnrichedStory, StoryRef
from wirecopy.identity import identify, text_sha256
from wirecopy.lifecycle import lifecycle
from wirecopy.ninjs import NinjsInfoSource, NinjsStory, NinjsText
from wirecopy.story import (
    Anonymity,
    Cue,
    Dateline,
    Evidence,
    Lifecycle,
    Polarity,
    Priority,
    Quote,
    RawStory,
    Section,
    Source,
    SourceKind,
    Sourcing,
)
from wirecopy.tell import NINJS, as_uri, headline_of, sourcing, story_ref, tell

SCHEMA = json.loads((Path(wirecopy.schema.__file__).parent / "ninjs-schema_3.1.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FULL = RawStory(
    format="ninjs",
    headline="UPDATE 1-Fog closes Oslo airport",
    deck="It may stay",
    body="OSLO, Nov 24 (Reuters) - Fog closed the airport.",
    uri="urn:newsml:wire.example:fog",
    version="2",
    sent=NOON,
    first_sent=NOON - timedelta(hours=1),
    language="en",
    urgency=2,
    slug="FOG-OSLO/",
    provider="Reuters",
    ed_note="Adds deck",
    byline="Jane Roe",
    located="Oslo",
    section="WORLD",
    refers_to=("urn:newsml:wire.example:fog-alert",),
    repairs=("line ends were CRLF",),
)
TEXT = "UPDATE 1-Fog closes Oslo airport\n\nIt may stay\n\nOSLO, Nov 24 (Reuters) - Fog closed the airport."
DATELINE = Dateline(span=span(TEXT, 47, 69), body_start=72, agency="Reuters", conflicts=("no such weekday",))


def told(raw: RawStory, dateline: Dateline | None = None) -> EnrichedStory:
    return tell(identify(raw), dateline=dateline, quotes=(), sources=())


def source(anonymity: Anonymity = "named", kind: SourceKind = "person") -> Source:
    return Source(id="0", kind=kind, anonymity=anonymity)


def quote(polarity: Polarity = "neutral") -> Quote:
    return Quote(
        id="0", kind="direct", text="Fog", parts=(), cue=Cue(span=span("said", 0, 4), lemma="say", polarity=polarity)
    )


def test_a_story_with_everything() -> None:
    """Each field of the raw story has its one place."""
    assert tell(identify(FULL), dateline=DATELINE, quotes=(quote(),), sources=(source(),)) == EnrichedStory(
        uri="urn:newsml:wire.example:fog",
        version="2",
        format="ninjs",
        story=NinjsStory(
            uri="urn:newsml:wire.example:fog",
            standard=NINJS,
            version="2",
            first_created=NOON - timedelta(hours=1),
            version_created=NOON,
            pub_status="usable",
            urgency=2,
            language="en",
            ed_note="Adds deck",
            slugline="FOG-OSLO/",
            by="Jane Roe",
            located="Oslo",
            headlines=(
                NinjsText(role="main", content_type="text/plain", value="UPDATE 1-Fog closes Oslo airport"),
                NinjsText(role="deck", content_type="text/plain", value="It may stay"),
            ),
            bodies=(
                NinjsText(
                    role="main", content_type="text/plain", value="OSLO, Nov 24 (Reuters) - Fog closed the airport."
                ),
            ),
            info_sources=(NinjsInfoSource(name="Reuters", role="provider"),),
        ),
        text=TEXT,
        sections=(
            Section(role="headline", start=0, end=32),
            Section(role="deck", start=34, end=45),
            Section(role="body", start=47, end=95),
        ),
        lifecycle=Lifecycle(
            status="usable",
            relation="update",
            number=1,
            refers_to=("urn:newsml:wire.example:fog-alert",),
            evidence=(
                Evidence(field="headline", value="UPDATE 1-", says="the story is an update"),
                Evidence(field="ed_note", value="Adds deck", says="the story is an update"),
            ),
        ),
        agency="Reuters",
        urgency=2,
        priority=Priority(raw="2", urgency=2, reason="the feed gives IPTC urgency 2"),
        section="WORLD",
        dateline=DATELINE,
        quotes=(quote(),),
        sources=(source(),),
        sourcing=Sourcing(named=1, single_source=True),
        warnings=("line ends were CRLF", "no such weekday"),
    )


def test_a_story_with_nothing() -> None:
    """A flash of one line: what is not known is not made up."""
    assert told(
        RawStory(format="plain", headline="FOG CLOSES OSLO AIRPORT", uri="urn:x:1", version="1")
    ) == EnrichedStory(
        uri="urn:x:1",
        version="1",
        format="plain",
        story=NinjsStory(
            uri="urn:x:1",
            standard=NINJS,
            version="1",
            pub_status="usable",
            headlines=(NinjsText(role="main", content_type="text/plain", value="FOG CLOSES OSLO AIRPORT"),),
        ),
        text="FOG CLOSES OSLO AIRPORT",
        sections=(Section(role="headline", start=0, end=23),),
        lifecycle=Lifecycle(status="usable", relation="new"),
    )


def test_the_agency_is_the_datelines_else_the_metadatas() -> None:
    """A story of AFP's on the feed of a newspaper is AFP's."""
    raw = replace(FULL, provider="Morning Post")
    assert [
        told(raw, DATELINE).agency,
        told(raw, replace(DATELINE, agency=None)).agency,
        told(raw).agency,
        told(replace(raw, provider=None)).agency,
    ] == ["Reuters", "Morning Post", "Morning Post", None]


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (replace(FULL, headline="KILL: Fog closes Oslo airport"), "canceled"),
        (replace(FULL, body="Please kill item dpa 157."), "canceled"),
        (replace(FULL, ed_note="HOLD"), "withheld"),
        (replace(FULL, ed_note="Embargoed until 2026-11-30T00:01:00Z"), "withheld"),
        (replace(FULL, pub_status="canceled"), "canceled"),
        (FULL, "usable"),
    ],
)
def test_a_kill_in_words_is_canceled_in_the_ninjs_too(raw: RawStory, status: str) -> None:
    """Software that reads nothing but the ninjs object must not print it."""
    enriched = told(raw)
    assert (enriched.lifecycle.status, enriched.story.pub_status) == (status, status)


def test_a_printed_embargo_stands_in_the_ninjs_too() -> None:
    """Where the time is whole."""
    enriched = told(replace(FULL, ed_note="Embargoed until 2026-11-30T00:01:00Z"))
    until = datetime(2026, 11, 30, 0, 1, tzinfo=UTC)
    assert (enriched.lifecycle.embargoed_until, enriched.story.embargoed_until) == (until, until)


@pytest.mark.parametrize(("urgency", "told_urgency"), [(None, None), (1, 1), (9, 9), (0, None), (10, None), (-3, None)])
def test_an_urgency_that_iptc_does_not_know_is_none(urgency: int | None, told_urgency: int | None) -> None:
    """ninjs allows 1 to 9; the readers see to it, and this is the net under them."""
    enriched = told(replace(FULL, urgency=urgency))
    assert (enriched.urgency, enriched.story.urgency) == (told_urgency, told_urgency)


@pytest.mark.parametrize(
    ("sources", "quotes", "expected"),
    [
        ((), (), Sourcing()),
        ((source(),), (), Sourcing(named=1, single_source=True)),
        ((source("described"),), (), Sourcing(anonymous=1, single_source=True, single_anonymous_source=True)),
        ((source("role-only"),), (), Sourcing(anonymous=1, single_source=True, single_anonymous_source=True)),
        ((source("vague"), source("hearsay")), (), Sourcing(anonymous=2)),
        ((source(), source("described"), source()), (quote(),), Sourcing(named=2, anonymous=1)),
        ((source("described", "document"),), (), Sourcing(single_source=True)),
        ((source("described", "organisation"), source("vague", "anonymous")), (), Sourcing(anonymous=1)),
        ((), (quote("deny"),), Sourcing(denial_present=True)),
        ((source(),), (quote("accuse"), quote("deny")), Sourcing(named=1, single_source=True, denial_present=True)),
        ((), (replace(quote(), cue=None),), Sourcing()),
    ],
)
def test_sourcing_is_counted(sources: tuple[Source, ...], quotes: tuple[Quote, ...], expected: Sourcing) -> None:
    """Named, not named, one alone, and whether somebody denies something; a quote without a cue denies nothing."""
    assert sourcing(quotes, sources) == expected


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("urn:newsml:x:1", "urn:newsml:x:1"),
        ("tag:reuters.com,2026:newsml_L1", "tag:reuters.com,2026:newsml_L1"),
        ("https://wire.example/fog?a=1#2", "https://wire.example/fog?a=1#2"),
        ("dpa 157", "urn:copytaster:story:dpa%20157"),
        ("a/b:c", "urn:copytaster:story:a%2Fb%3Ac"),
        ("urn:x:Føroyar", "urn:copytaster:story:urn%3Ax%3AF%C3%B8royar"),
        ("urn:x:100%", "urn:copytaster:story:urn%3Ax%3A100%25"),
        ("javascript:alert('1')\n", "urn:copytaster:story:javascript%3Aalert%28%271%27%29%0A"),
        ("http://[::1]/", "urn:copytaster:story:http%3A%2F%2F%5B%3A%3A1%5D%2F"),
        ("\ud800", "urn:copytaster:story:%3F"),
    ],
)
def test_an_identity_that_is_no_uri_is_held_by_one(name: str, uri: str) -> None:
    """ninjs demands a URI; the story's own name stays in the event."""
    assert as_uri(name) == uri


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fog\n\nOSLO", "Fog"),
        ("\n\n  OSLO (AP) — Fog.\nMore", "OSLO (AP) — Fog."),
        ("🚨" * 130, "🚨" * 120),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_the_headline_of_an_event(text: str, expected: str) -> None:
    """The first line, whatever section it is, at most 120 code points."""
    assert headline_of(replace(told(FULL), text=text)) == expected


def test_a_derived_event_says_which_story_it_belongs_to() -> None:
    """With the status, the text's digest and what a consumer wants at hand."""
    assert story_ref(told(FULL, DATELINE)) == StoryRef(
        uri="urn:newsml:wire.example:fog",
        version="2",
        headline="UPDATE 1-Fog closes Oslo airport",
        status="usable",
        relation="update",
        agency="Reuters",
        urgency=2,
        dateline="OSLO, Nov 24 (Reuters)",
        text_sha256=text_sha256(TEXT),
    )


hostile = st.text(max_size=30) | st.sampled_from(
    (
        "",
        " ",
        "<script>",
        "\x00",
        "\ud800",
        "\U0001f6a8",
        "urn:x:1",
        "http://[",
        "%zz",
        "a:\u202e",
        "KILL KILL KILL",
        "\n",
    )
)
maybe = st.none() | hostile
times = st.none() | st.datetimes(timezones=st.just(UTC))
raw_stories = st.builds(
    RawStory,
    format=st.just("plain"),
    headline=hostile,
    deck=hostile,
    body=hostile,
    uri=maybe,
    version=maybe,
    sent=times,
    first_sent=times,
    language=maybe,
    urgency=st.none() | st.integers(-2, 12),
    slug=maybe,
    provider=maybe,
    pub_status=st.sampled_from(("usable", "withheld", "canceled")),
    ed_note=maybe,
    embargoed_until=times,
    byline=maybe,
    located=maybe,
    section=maybe,
    refers_to=st.lists(hostile, max_size=2).map(tuple),
)


@given(raw_stories, st.none() | st.binary(max_size=12))
def test_whatever_the_raw_story_holds_the_ninjs_is_valid(raw: RawStory, key: bytes | None) -> None:
    """IPTC's own schema, formats checked; and the same arguments give equal stories and equal bytes."""
    copy = identify(raw, key)
    enriched = tell(copy, dateline=None, quotes=(), sources=())
    VALIDATOR.validate(as_json(enriched.story))
    assert enriched.lifecycle == lifecycle(raw)
    again = tell(identify(raw, key), dateline=None, quotes=(), sources=())
    assert (again, encode(again)) == (enriched, encode(enriched))
