"""The events that are published, one class for each topic. The rules of `wirecopy.story` hold for them too."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from wirecopy.errors import Reason
from wirecopy.ninjs import NinjsStory
from wirecopy.story import (
    Dateline,
    Evidence,
    Lifecycle,
    Priority,
    PubStatus,
    Quote,
    Relation,
    Section,
    Source,
    Sourcing,
)

#: What became of a story, or of something that was derived from it.
Change = Literal["extracted", "superseded", "retracted", "withheld", "released", "held"]
Severity = Literal["critical", "high", "medium", "low", "info"]
AlertStatus = Literal["raised", "updated", "retracted", "resolved"]

#: A story that rests on nobody.
UNSOURCED = Sourcing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a story stands after all its messages: this version among the others."""

    #: Whether the story may be used, every version and every notice about it weighed.
    status: PubStatus
    #: The version that stands now; None where none does: killed, replaced by another story, or held.
    current: str | None = None
    #: Every version that stands: the current one, and later takes of it.
    live: tuple[str, ...] = ()
    #: The `text_sha256` of each of them: publishers send two texts as one version.
    live_texts: tuple[str, ...] = ()
    #: What replaced this version: a newer version, or another story's uri; None while it stands.
    superseded_by: str | None = None
    #: Why, in words: "version 3 follows 2".
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichedStory:
    """`wire.stories.v1`: the story with everything that was read out of it."""

    #: The story's identity over all its versions; the Kafka key.
    uri: str
    #: This version: the publisher's, else made from the text.
    version: str
    #: Which reader of `formats.FORMATS` read it.
    format: str
    #: The story as ninjs 3.1.
    story: NinjsStory
    #: The text that every offset counts in: headline, deck and body, separated by an empty line.
    text: str
    #: Where headline, deck and body stand in the text.
    sections: tuple[Section, ...]
    #: What this message is in the life of its story.
    lifecycle: Lifecycle
    #: The agency, from the dateline or the metadata.
    agency: str | None = None
    #: IPTC urgency, 1 to 9; None where the feed gives none, or a priority that nobody knows.
    urgency: int | None = None
    #: The feed's own sign for it, and how it became the urgency; None where the feed gives none.
    priority: Priority | None = None
    #: The section line that stood above the headline ("WORLD").
    section: str | None = None
    #: The number by which editors call the message: "dpa 157".
    item: str | None = None
    #: Where, when and for whom it was filed; None where it has no dateline.
    dateline: Dateline | None = None
    #: What somebody said, in the order of the text.
    quotes: tuple[Quote, ...] = ()
    #: Who or what it rests on.
    sources: tuple[Source, ...] = ()
    #: How it is sourced, counted.
    sourcing: Sourcing = UNSOURCED
    #: What the reader mended and what it doubts, in words.
    warnings: tuple[str, ...] = ()
    #: How the story stands with this version; null where a story was read by itself, without a worker.
    standing: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRef:
    """The story that a derived event belongs to, with what a consumer wants at hand."""

    #: The story's identity over all its versions.
    uri: str
    #: The version that the event was made from.
    version: str
    #: The headline, or the first line; at most 120 code points.
    headline: str
    #: Whether the story may be used: a quote of a "canceled" story must not be.
    status: PubStatus = "usable"
    #: What this version is in the life of the story.
    relation: Relation = "new"
    #: The agency, from the dateline or the metadata.
    agency: str | None = None
    #: IPTC urgency, 1 to 9; None where the feed gives none.
    urgency: int | None = None
    #: The dateline as printed.
    dateline: str | None = None
    #: SHA-256 of `EnrichedStory.text` in UTF-8: which text the offsets count in.
    text_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why something that was told does not stand any more, or stands again."""

    #: The message that changed it: a version of the story, or another story's notice.
    by: StoryRef
    #: In words: "version 3 replaces version 2 and does not say this any more".
    says: str
    #: What in that message says so.
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteEvent:
    """`wire.quotes.v1`: one quote of one story, or what became of it."""

    #: The quote's id, the same in all versions of the story.
    id: str
    #: The story that it stands in, or stood in.
    story: StoryRef
    #: "extracted": it stands in this version. "superseded": the story does not say it any more. "retracted": the story
    #: was killed. "withheld": not to be used for now. "released": it may be used again.
    change: Change = "extracted"
    #: The quote; null in an event that only says what became of it.
    quote: Quote | None = None
    #: Why; null for "extracted".
    cause: Cause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEvent:
    """`wire.sources.v1`: one source of one story, or what became of it."""

    #: The source's id, the same in all versions of the story.
    id: str
    #: The story that rests on it, or did.
    story: StoryRef
    #: As in QuoteEvent.
    change: Change = "extracted"
    #: The source; null in an event that only says what became of it.
    source: Source | None = None
    #: Why; null for "extracted".
    cause: Cause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """`wire.stories.v1`: what another message did to a story, without a new version of it."""

    #: The story, and the version that stood.
    story: StoryRef
    #: "held": embargoed, kept back until its time. "retracted", "superseded", "withheld", "released": by a notice.
    change: Change
    #: How the story stands now.
    standing: Standing
    #: Why; null for "held".
    cause: Cause | None = None
    #: When a held story is released.
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertEvent:
    """`wire.alerts.v1`: something the desk must see, and why."""

    #: Made from the rule and the story: raising it twice gives the same id.
    id: str
    #: The rule that fired.
    rule: str
    #: What the rule looks for, as a headline for people.
    title: str
    #: How much it matters, as the rule says.
    severity: Severity
    #: Raised, or what became of it since.
    status: AlertStatus
    #: The story that it is about.
    story: StoryRef
    #: What the story's message is in the life of the story.
    lifecycle: Lifecycle
    #: What matched.
    why: tuple[Evidence, ...]
    #: An excerpt of at most 280 code points.
    excerpt: str = ""
    #: How the story is sourced, counted.
    sourcing: Sourcing = UNSOURCED


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """What the headers of a dead letter say (`dlq_…`). Its value is the original bytes, its key the original key."""

    #: The fields are Kafka headers: this, and the field's name; the values are text.
    HEADER_PREFIX: ClassVar = "dlq_"
    #: The stable code of what was wrong.
    reason: Reason
    #: One sentence: what was wrong, and what to do.
    message: str
    #: Which agent gave up: "enrich" or "alert".
    stage: str
    #: The topic that the message came from.
    topic: str
    #: Its partition there.
    partition: int
    #: Its offset there.
    offset: int
    #: Class of the exception behind it, if any.
    exception: str | None = None
    #: Kafka's timestamp of the original message.
    timestamp: datetime | None = None
    #: The version of copytaster that gave up.
    app_version: str | None = None
