"""One example of every event: in the schemas, in the AsyncAPI document, in docs/events.md and in the tests.

All of them tell of the same invented story, so that a reader can follow an id from one event to the next.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from wirecopy.annotate import Layout, lay_out, span
from wirecopy.events import AlertEvent, DeadLetter, EnrichedStory, QuoteEvent, SourceEvent, StoryChange
from wirecopy.identity import alert_id, quote_id, source_id
from wirecopy.life.course import Tidings, arrived, noticed
from wirecopy.life.state import NameLife, Naming, Notice, StoryLife
from wirecopy.ninjs import NinjsInfoSource, NinjsStory, NinjsText
from wirecopy.rules.raised import AlertLife, after_story
from wirecopy.story import (
    Cue,
    Dateline,
    DatelineDate,
    Evidence,
    Lifecycle,
    Place,
    Quote,
    RawStory,
    Source,
    Sourcing,
    Span,
    Speaker,
)
from wirecopy.tell import NINJS, story_ref

URI = "urn:newsml:northwire.example:20261120:ferries"
VERSION = "2"
HEADLINE = "Ferries to resume on Friday, minister says"
BODY = """\
TALLINN, Estonia, November 20 (Northwire) - Ferries to the islands will run again from Friday, Transport Minister Maarja Tamm said.

"The ice is thin enough," she told reporters, "and the crews are ready."

Two people familiar with the matter said the first boat would leave at noon."""  # noqa: E501 - wire copy has one line per paragraph

_LAYOUT: Layout = lay_out(RawStory(format="plain", headline=HEADLINE, body=BODY))
_SENT = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
_KILLED = datetime(2026, 11, 20, 14, 40, tzinfo=UTC)


def _at(words: str) -> Span:
    """The first place where words stand in the story."""
    start = _LAYOUT.text.index(words)
    return span(_LAYOUT.text, start, start + len(words))


def enriched_story() -> EnrichedStory:
    """The story with everything that was read out of it."""
    return EnrichedStory(
        uri=URI,
        version=VERSION,
        format="ninjs",
        story=_ninjs(),
        text=_LAYOUT.text,
        sections=_LAYOUT.sections,
        lifecycle=Lifecycle(status="usable", relation="new"),
        agency="Northwire",
        urgency=2,
        section="WORLD",
        dateline=_dateline(),
        quotes=(_quote(),),
        sources=(_minister(), _insiders()),
        sourcing=Sourcing(named=1, anonymous=1),
        warnings=("line ends were CRLF",),
    )


def quote_event() -> QuoteEvent:
    """Its quote."""
    return QuoteEvent(id=_quote().id, story=story_ref(enriched_story()), quote=_quote())


def source_event() -> SourceEvent:
    """Its source that is not named."""
    return SourceEvent(id=_insiders().id, story=story_ref(enriched_story()), source=_insiders())


def alert_event() -> AlertEvent:
    """An alert that it raised."""
    return AlertEvent(
        id=alert_id("urgent", URI),
        rule="urgent",
        title="Urgent story",
        severity="high",
        status="raised",
        story=story_ref(enriched_story()),
        lifecycle=Lifecycle(status="usable", relation="new"),
        why=(Evidence(field="urgency", value="2", says="the agency calls the story urgent"),),
        excerpt="Ferries to the islands will run again from Friday, Transport Minister Maarja Tamm said.",
        sourcing=Sourcing(named=1, anonymous=1),
    )


def kill_notice() -> Notice:
    """Another story that kills it."""
    killer = replace(
        story_ref(enriched_story()),
        uri="urn:newsml:northwire.example:20261120:ferries-kill",
        version="1",
        headline="KILL: Ferries to resume on Friday",
        status="canceled",
        relation="kill",
    )
    evidence = Evidence(field="headline", value="KILL:", says="the story is withdrawn")
    return Notice(target=URI, relation="kill", by=killer, sent=_KILLED, evidence=(evidence,))


def naming() -> Naming:
    """A name of it."""
    return Naming(target="urn:copytaster:name:estonia-ferries", uri=URI, sent=_SENT)


def story_life() -> StoryLife:
    """What is known of it before the kill."""
    return arrived(StoryLife(uri=URI), enriched_story(), _SENT)[0]


def examples_of_tidings() -> tuple[Tidings, ...]:
    """What is told of it when it arrives, and when it is killed."""
    life, told = arrived(StoryLife(uri=URI), enriched_story(), _SENT)
    _, killed = noticed(life, kill_notice())
    return told, killed


def story_change() -> StoryChange:
    """What the kill does to it."""
    return next(tidings.change for tidings in examples_of_tidings() if tidings.change)


def dead_letter() -> DeadLetter:
    """What the headers of a dead letter say; the story that it was cannot be read, so it is none of the above."""
    return DeadLetter(
        reason="not-utf8",
        message="The story is not UTF-8 (byte 0xe9 at 118); publish it as UTF-8.",
        stage="enrich",
        topic="wire.raw.v1",
        partition=3,
        offset=9181,
        exception="UnicodeDecodeError",
        timestamp=datetime(2026, 11, 20, 14, 5, 1, tzinfo=UTC),
        app_version="0.1.0",
    )


def _ninjs() -> NinjsStory:
    return NinjsStory(
        uri=URI,
        standard=NINJS,
        version=VERSION,
        version_created=_SENT,
        pub_status="usable",
        urgency=2,
        language="en",
        slugline="ESTONIA-FERRIES",
        headlines=(NinjsText(role="main", content_type="text/plain", value=HEADLINE),),
        bodies=(NinjsText(role="main", content_type="text/plain", value=BODY),),
        info_sources=(NinjsInfoSource(name="Northwire", role="provider"),),
    )


def _dateline() -> Dateline:
    printed = _at("TALLINN, Estonia, November 20 (Northwire)")
    return Dateline(
        span=printed,
        body_start=printed.end + len(" - "),
        places=(
            Place(
                printed="TALLINN",
                printed_region="Estonia",
                name="Tallinn",
                country="Estonia",
                country_code="EE",
                admin1="Harjumaa",
                geonames_id=588409,
                latitude=59.43696,
                longitude=24.75353,
                score=0.98,
                reason="the only place of the name in Estonia",
            ),
        ),
        date=DatelineDate(
            printed="November 20",
            month=11,
            day=20,
            year=2026,
            iso=date(2026, 11, 20),
            basis="transmission",
            reason="the year in which the story was sent",
        ),
        agency="Northwire",
        agency_printed="Northwire",
        reason="PLACE, Region, date (Agency) - lead",
    )


def _quote() -> Quote:
    words = ("The ice is thin enough,", "and the crews are ready.")
    return Quote(
        id=quote_id(URI, " ".join(words), "Maarja Tamm"),
        kind="direct",
        text=" ".join(words),
        parts=tuple(_at(part) for part in words),
        cue=Cue(span=_at("told"), lemma="tell"),
        speaker=Speaker(
            mention=_at("she"),
            name="Maarja Tamm",
            role="Transport Minister",
            kind="person",
            basis="pronoun",
            source_id=_minister().id,
            confidence=0.86,
            reason="pronoun 'she'; the only person named before it",
        ),
        addressee=_at("reporters"),
        confidence=0.95,
        reason="two quotations joined by one cue",
    )


def _minister() -> Source:
    name = "Maarja Tamm"
    return Source(
        id=source_id(URI, "person", name),
        kind="person",
        anonymity="named",
        name=name,
        role="Transport Minister",
        descriptor="Transport Minister Maarja Tamm",
        mentions=(_at("Transport Minister Maarja Tamm"), _at("she")),
        supports=(quote_id(URI, "The ice is thin enough, and the crews are ready.", name),),
        confidence=0.95,
        reason="named, with a title",
    )


def _insiders() -> Source:
    descriptor = "Two people familiar with the matter"
    return Source(
        id=source_id(URI, "anonymous", descriptor),
        kind="anonymous",
        anonymity="described",
        descriptor=descriptor,
        count=2,
        mentions=(_at(descriptor),),
        confidence=0.9,
        reason="described, not named",
    )


#: An example of each class that is the value, or the headers, of a message.
EXAMPLES: dict[type, object] = {
    EnrichedStory: enriched_story(),
    QuoteEvent: quote_event(),
    SourceEvent: source_event(),
    AlertEvent: alert_event(),
    StoryChange: story_change(),
    Naming: naming(),
    Notice: kill_notice(),
    StoryLife: story_life(),
    NameLife: NameLife(target=naming().target, namings=(naming(),)),
    AlertLife: after_story(AlertLife(uri=URI), enriched_story())[0],
    DeadLetter: dead_letter(),
}
