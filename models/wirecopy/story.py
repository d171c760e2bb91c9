"""What a story is, and what is read out of one: dateline, quotes, sources, life cycle.

The events that are published stand in `wirecopy.events`, the story as ninjs in `wirecopy.ninjs`. Together they are the
one source of truth: JSON (`wirecopy.codec`), JSON Schema (`wirecopy.schema`) and the AsyncAPI document are derived from
these classes. The rules that hold for all of them:

* frozen, slotted, keyword-only; tuples, not lists; times are aware and in UTC;
* an offset counts Unicode code points of `EnrichedStory.text`, and every span satisfies `text[start:end] == exact`;
* nothing in an event's body differs from run to run: clocks, hosts, Kafka offsets and latencies go into headers;
* JSON names are the Python names; a class that speaks another standard (ninjs) says so in `JSON_NAMES`;
* a field may be added within a major version of the schema; none is renamed or removed.

A comment that starts with `#:` above a field is its description in the schema and in docs/events.md.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

PubStatus = Literal["usable", "withheld", "canceled"]
Relation = Literal[
    "new", "update", "lead", "take", "correction", "refile", "repeat", "kill", "hold", "advisory", "embargo"
]
SectionRole = Literal["headline", "deck", "body"]
QuoteKind = Literal["direct", "indirect", "mixed"]
SpeakerKind = Literal["person", "role", "organisation", "crowd", "anonymous", "unknown"]
Basis = Literal["explicit", "surname", "pronoun", "role", "organisation", "carry-over", "none"]
Polarity = Literal["neutral", "assert", "deny", "accuse", "promise", "demand", "warn", "praise"]
SourceKind = Literal[
    "person", "role", "organisation", "document", "agency", "broadcast", "press", "social", "court", "data", "anonymous"
]
Anonymity = Literal["named", "role-only", "described", "vague", "hearsay"]
DateBasis = Literal["printed-year", "transmission", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the story's text: W3C Web Annotation's TextPositionSelector and TextQuoteSelector in one."""

    #: First code point of the stretch, counted from 0 in the story's text.
    start: int
    #: One past the last code point.
    end: int
    #: The stretch itself: `text[start:end]`.
    exact: str
    #: Up to 32 code points before the stretch, so that it can be found again in re-formatted copy.
    prefix: str = ""
    #: Up to 32 code points after the stretch.
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawStory:
    """One story as a reader of `wirecopy.formats` found it, before any language work. What is not known is None."""

    #: The name of the format that was read, one of `formats.FORMATS`.
    format: str
    #: The headline as one line; empty if there is none.
    headline: str = ""
    #: The line under the headline (deck, standfirst, abstract); empty if there is none.
    deck: str = ""
    #: The copy as plain text, paragraphs separated by an empty line, dateline included.
    body: str = ""
    #: The publisher's identity of the story, the same for all its versions (guid, ninjs uri, Message-ID).
    uri: str | None = None
    #: The publisher's version of the story, as it came.
    version: str | None = None
    #: When this version was sent (ninjs versionCreated, e-mail Date), aware, UTC.
    sent: datetime | None = None
    #: When the first version was sent.
    first_sent: datetime | None = None
    #: BCP 47 language tag.
    language: str | None = None
    #: IPTC urgency, 1 (most urgent) to 9 (least), where the format has that scale.
    urgency: int | None = None
    #: The priority as the feed writes it, where it has a scale of its own ("f", "u", "R", "EIL").
    priority: str | None = None
    #: The slug line: a story's short working name.
    slug: str | None = None
    #: The number by which editors call the message: the agency and its running number ("dpa 157").
    item: str | None = None
    #: The provider as the metadata names it ("TASS", "Reuters").
    provider: str | None = None
    #: Whether the story may be used; "canceled" is a kill.
    pub_status: PubStatus = "usable"
    #: The note to editors.
    ed_note: str | None = None
    #: Not to be published before this time.
    embargoed_until: datetime | None = None
    #: The byline.
    byline: str | None = None
    #: The place that the metadata gives as the dateline (ninjs `located`).
    located: str | None = None
    #: The section line that stood above the headline ("All news", "WORLD").
    section: str | None = None
    #: The uris of stories that this one corrects, updates or kills, as the metadata names them.
    refers_to: tuple[str, ...] = ()
    #: What the reader had to mend, in words ("line ends were CRLF").
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Where the headline, the deck and the body stand in the text."""

    #: What it is.
    role: SectionRole
    #: Its first code point.
    start: int
    #: One past its last code point.
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why we say so: where it stands, what stands there, and what follows from it, in words."""

    #: Where: a field's name ("pub_status", "headline", "ed_note", "body").
    field: str
    #: What stands there, verbatim.
    value: str
    #: What follows from it, in one clause.
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """What this message is in the life of its story."""

    #: ninjs pubStatus after the evidence was weighed: a kill notice in prose is "canceled" too.
    status: PubStatus
    #: What it is to the story's other versions: new, update, correction, kill …
    relation: Relation
    #: The number of the take, lead or update ("UPDATE 2", "2ND LEAD"), if it has one.
    number: int | None = None
    #: Not to be published before this time.
    embargoed_until: datetime | None = None
    #: The uris, or slugs and numbers, of the stories that it speaks of.
    refers_to: tuple[str, ...] = ()
    #: What says so. Empty for a plain new story.
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPlace:
    """Another place that bears the name of a dateline's place, as the gazetteer knows it (GeoNames, CC BY 4.0)."""

    #: The gazetteer's name.
    name: str
    #: ISO 3166-1 alpha-2.
    country_code: str
    #: First-order division: the name of the state or province, if known.
    admin1: str | None = None
    #: Its number in GeoNames.
    geonames_id: int | None = None
    #: Degrees north.
    latitude: float | None = None
    #: Degrees east.
    longitude: float | None = None
    #: 0 to 1: how likely it is this one.
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the dateline: as printed, and as the gazetteer knows it (GeoNames, CC BY 4.0)."""

    #: As printed: "BAKU".
    printed: str
    #: The region printed after it: "Azerbaijan", "Fla.".
    printed_region: str | None = None
    #: The gazetteer's name: "Baku". None where the place is not in the gazetteer.
    name: str | None = None
    #: Country in English: "Azerbaijan".
    country: str | None = None
    #: ISO 3166-1 alpha-2: "AZ".
    country_code: str | None = None
    #: First-order division: the name of the state or province, if known.
    admin1: str | None = None
    #: Its number in GeoNames.
    geonames_id: int | None = None
    #: Degrees north.
    latitude: float | None = None
    #: Degrees east.
    longitude: float | None = None
    #: 0 to 1: how sure the resolution is.
    score: float = 0.0
    #: How many other places bear the name.
    alternatives: int = 0
    #: The largest of them, in the printed region if there is one; at most three.
    others: tuple[OtherPlace, ...] = ()
    #: Why this one, in words.
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelineDate:
    """The date of the dateline. Datelines have no year as a rule: it is inferred, or said to be unknown."""

    #: As printed: "November 20".
    printed: str
    #: 1 to 12.
    month: int
    #: 1 to 31.
    day: int
    #: Printed or inferred; None where it is unknown.
    year: int | None = None
    #: The whole date, where the year is known.
    iso: date | None = None
    #: How the year was found.
    basis: DateBasis = "unknown"
    #: Whether the weekday named in the lead is the date's weekday; None where it cannot be checked.
    weekday_consistent: bool | None = None
    #: The reasoning in words.
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where, when and for whom a story was filed: "BAKU, November 20. /TASS/."."""

    #: The dateline proper, without the dash that ends it.
    span: Span
    #: The first code point of the lead.
    body_start: int
    #: The places as printed, in their order; a dateline may have two.
    places: tuple[Place, ...] = ()
    #: The date, where one is printed.
    date: DatelineDate | None = None
    #: The agency as a newsroom names it: "TASS", "Reuters".
    agency: str | None = None
    #: The agency as printed, without brackets or slashes.
    agency_printed: str | None = None
    #: The byline inside the dateline.
    byline: str | None = None
    #: 0 to 1.
    confidence: float = 1.0
    #: Which rule read it, and why, in words.
    reason: str = ""
    #: Where dateline and metadata disagree, in words.
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words that attribute: "said", "according to", the dash before a name in a headline."""

    #: Where the words stand.
    span: Span
    #: The dictionary form: "say", "according to", "—".
    lemma: str
    #: What kind of saying it is: a denial, an accusation, a promise …
    polarity: Polarity = "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Who else it may be."""

    #: The full name as the story gives it.
    name: str
    #: 0 to 1.
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it: as the text calls them here, and who that is."""

    #: The mention that the quote is attributed to ("he"); None where none stands nearby.
    mention: Span | None = None
    #: The full name as the story gives it: "Sergey Lavrov". None where nobody is named.
    name: str | None = None
    #: What they are, as the story says: "Russian Foreign Minister".
    role: str | None = None
    #: For whom they stand or speak: "Russia", "White House".
    affiliation: str | None = None
    #: What kind of speaker it is.
    kind: SpeakerKind = "unknown"
    #: What the attribution rests on: the name itself, a pronoun, the quote before …
    basis: Basis = "none"
    #: The `Source.id` of the same person or body in this story.
    source_id: str | None = None
    #: 0 to 1.
    confidence: float = 0.0
    #: Why it is this one, in words: "pronoun 'he'; nearest male person, subject of the sentence before".
    reason: str = ""
    #: Who else it may be, the likeliest first. Where the name is not known, between whom the story leaves us.
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Something that somebody said: words in quotation marks, reported speech, or both."""

    #: Stable over versions: made from the story's uri, the words and the speaker.
    id: str
    #: Words in quotation marks, reported speech, or both.
    kind: QuoteKind
    #: The words without quotation marks, parts joined by a space.
    text: str
    #: Where the words stand, quotation marks left out; more than one where an attribution breaks them.
    parts: tuple[Span, ...]
    #: The section in which the quote stands.
    section: SectionRole = "body"
    #: The words that attribute it; None where there are none.
    cue: Cue | None = None
    #: Who said it; None where nobody is named or meant.
    speaker: Speaker | None = None
    #: Who else said it: the second speaker of "Poe and Roe said".
    joint_speakers: tuple[Speaker, ...] = ()
    #: Whom it was said to: "reporters".
    addressee: Span | None = None
    #: Where it was said: "a statement", "state television", "Twitter".
    venue: Span | None = None
    #: 0 to 1.
    confidence: float = 0.0
    #: Which rule found it, and why, in words.
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Someone or something that the story rests on."""

    #: Made from the story's uri and who it is: the same in all versions.
    id: str
    #: What kind of source it is.
    kind: SourceKind
    #: How much the story says of who it is, from the name to hearsay.
    anonymity: Anonymity
    #: The full name, where the story gives one.
    name: str | None = None
    #: What they are, as the story says.
    role: str | None = None
    #: For whom they stand or speak.
    affiliation: str | None = None
    #: The fullest description, verbatim: "two people familiar with the matter".
    descriptor: str = ""
    #: How many they are, where the story says: 2.
    count: int | None = None
    #: Why they are not named, verbatim.
    reason_for_anonymity: str | None = None
    #: Where the story speaks of it.
    mentions: tuple[Span, ...] = ()
    #: The `Quote.id` of each quote that rests on it.
    supports: tuple[str, ...] = ()
    #: 0 to 1.
    confidence: float = 0.0
    #: Which rule found it, and why, in words.
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourcing:
    """How the story is sourced, counted."""

    #: How many sources are named.
    named: int = 0
    #: How many are people whom the story does not name. A body or document that is only described counts as neither.
    anonymous: int = 0
    #: Everything rests on one source.
    single_source: bool = False
    #: Everything rests on one source, somebody whom the story does not name.
    single_anonymous_source: bool = False
    #: Somebody denies something.
    denial_present: bool = False
