"""The envelope of every message that is published: CloudEvents 1.0 in Kafka's binary mode.

The value is the event's JSON and nothing else; what the event is stands in headers (CloudEvents 1.0.2, Kafka protocol
binding, section 3.2). Headers come in two kinds, made in two places:

* what follows from the story alone (id, type, subject, schema): made with the value, in the pool process, so that a
  story read twice gives identical records;
* what differs from run to run (time, origin, versions, trace): added by the worker just before publishing.

Everything here is a pure function.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from copytaster.topics import Topic, Topics, source_type
from wirecopy.codec import as_json, encode, from_json
from wirecopy.events import (
    AlertEvent,
    DeadLetter,
    EnrichedStory,
    QuoteEvent,
    SourceEvent,
    Standing,
    StoryChange,
    StoryRef,
)
from wirecopy.formats.times import iso_time
from wirecopy.identity import event_id
from wirecopy.life.course import Tidings, Withdrawn
from wirecopy.life.naming import namings, notices
from wirecopy.life.state import Naming, Notice
from wirecopy.schema import schema_id
from wirecopy.tell import story_ref

#: As Kafka has them: in order, and a name may come twice. A stranger's header may be null, whatever the type says.
Headers = tuple[tuple[str, bytes], ...]

#: The header that says which raw message an event was made from: topic/partition/offset.
ORIGIN = "copytaster-origin"
#: The header that says when the broker took that raw message: seconds since 1970.
RECEIVED = "copytaster-received"

#: The longest message of a dead letter, in code points: a sentence, not a stack trace.
MESSAGE_LENGTH = 500

#: What a trace must look like to be passed on (W3C Trace Context, 3.2.2); anything else is a stranger's free text.
_TRACEPARENT = re.compile(rb"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")

_NUMBER = re.compile(r"[0-9]{1,18}")

#: How much of tracestate must be passed on at least (W3C Trace Context, 3.3.1.5); a longer one is dropped.
_TRACESTATE_LENGTH = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingRecord:
    """One message, ready to be published."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    #: The partition that it must go to; None where its key decides.
    partition: int | None = None

    @property
    def size(self) -> int:
        """Bytes of key, value and headers: what the broker's limit is compared with, but for some framing."""
        marked = sum(len(name.encode()) + len(value or b"") for name, value in self.headers)
        return len(self.key or b"") + len(self.value or b"") + marked


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHeaders:
    """What one run knows of a message, and the same story read again would not."""

    #: Topic, partition and offset of the message that the records were made from.
    origin: tuple[str, int, int]
    #: When the records were made: seconds since 1970.
    time: float
    #: The version of copytaster.
    version: str
    #: The language model.
    model: str
    #: The headers of the message that the records were made from; the trace and the origin in them are passed on.
    passed_on: Headers = ()

    #: When the broker took that message, in seconds since 1970.
    received: float = 0.0

    def first(self, name: str) -> bytes | None:
        """What the message itself says of the raw message that began it all; None if it is that raw message."""
        return next((value for one, value in self.passed_on if one == name and event_type(self.passed_on)), None)


def read_records(story: EnrichedStory, topics: Topics, group: str) -> tuple[OutgoingRecord, ...]:
    """The records by which a version goes on to the life agent: itself, and its names."""
    ref = story_ref(story)
    return (
        _record(topics.read, "wire.story.read.v1", story, ref, group),
        *(about_record(one, ref, topics, group) for one in namings(story)),
    )


def about_record(one: Naming | Notice, ref: StoryRef, topics: Topics, group: str) -> OutgoingRecord:
    """The record that says that a story bears a name, or what one story says of another; its key is that one."""
    kind = "wire.story.named.v1" if isinstance(one, Naming) else "wire.story.noticed.v1"
    return replace(_record(topics.read, kind, one, ref, group, which=one.target), key=_text(one.target))


def story_records(tidings: Tidings, topics: Topics, group: str) -> tuple[OutgoingRecord, ...]:
    """The records that tell of a story: its quotes, its sources, what of both is gone, and last the story itself.

    What is gone comes behind what is there, so that the last word on each counts; the story comes last so that who has
    read it knows that everything else about it is out. Behind it stands only what it says of other stories, on its way
    to the life agent: not before, because a correction that is held back replaces nothing yet.
    """
    records: list[OutgoingRecord] = []
    if tidings.story is not None:
        records += _item_records(tidings, story_ref(tidings.story), topics, group)
    records += [_withdrawn(one, topics, group) for one in tidings.withdrawn]
    if tidings.story is not None:
        records += _version_records(tidings.story, topics, group)
    if tidings.change is not None:
        records.append(_change_record(tidings.change, topics, group))
    return tuple(records)


def _item_records(tidings: Tidings, ref: StoryRef, topics: Topics, group: str) -> Iterator[OutgoingRecord]:
    """The quotes and sources that stand in a version."""
    for number, quote in enumerate(tidings.quotes):
        event = QuoteEvent(id=quote.id, story=ref, quote=quote)
        yield _record(topics.quotes, "wire.quote.extracted.v1", event, ref, group, which=str(number))
    for number, source in enumerate(tidings.sources):
        said = SourceEvent(id=source.id, story=ref, source=source)
        yield _record(topics.sources, source_type("extracted"), said, ref, group, which=str(number))


def _version_records(story: EnrichedStory, topics: Topics, group: str) -> Iterator[OutgoingRecord]:
    """A version, and what it says of other stories."""
    ref, standing = story_ref(story), story.standing
    late = standing is not None and standing.superseded_by is not None
    kind = f"wire.story.{'late' if late else 'enriched'}.v1"
    yield _record(topics.stories, kind, story, ref, group, which=_stands(standing))
    yield from (about_record(one, ref, topics, group) for one in notices(story))


def _change_record(change: StoryChange, topics: Topics, group: str) -> OutgoingRecord:
    """What another message did to a story."""
    by = change.cause.by if change.cause else change.story
    which = f"{change.story.uri} {change.until} {_stands(change.standing)}"
    record = _record(topics.stories, f"wire.story.{change.change}.v1", change, by, group, which=which)
    return _about(record, change.story.uri)


def _stands(standing: Standing | None) -> str:
    """What tells an event from the one when the same message comes again and the story stands otherwise by then."""
    if standing is None:
        return ""
    return f"{standing.status} {standing.superseded_by} {' '.join((*standing.live, *standing.live_texts))}"


def _withdrawn(one: Withdrawn, topics: Topics, group: str) -> OutgoingRecord:
    """What became of a quote or a source that was told before."""
    ref = one.story
    if one.item == "quote":
        quote = QuoteEvent(id=one.id, story=ref, change=one.change, cause=one.cause)
        record = _record(topics.quotes, f"wire.quote.{one.change}.v1", quote, one.cause.by, group, which=one.id)
    else:
        source = SourceEvent(id=one.id, story=ref, change=one.change, cause=one.cause)
        record = _record(topics.sources, source_type(one.change), source, one.cause.by, group, which=one.id)
    return _about(record, ref.uri)


def _about(record: OutgoingRecord, uri: str) -> OutgoingRecord:
    """A record that one story causes and that is about another: key and subject are the other's."""
    headers = tuple((name, _text(uri) if name == "ce_subject" else value) for name, value in record.headers)
    return replace(record, key=_text(uri), headers=headers)


def alert_record(alert: AlertEvent, topics: Topics, group: str) -> OutgoingRecord:
    """The record that raises, updates, retracts or resolves an alert. Its key is the alert's id."""
    record = _record(topics.alerts, f"wire.alert.{alert.status}.v1", alert, alert.story, group, which=alert.id)
    return replace(record, key=alert.id.encode())


def event_type(headers: Headers) -> str:
    """The `ce_type` of a message; empty if it has none."""
    found = next((value for name, value in headers if name == "ce_type"), None)
    return (found or b"").decode("utf-8", "replace")


def with_run_headers(record: OutgoingRecord, run: RunHeaders) -> OutgoingRecord:
    """A record with the headers that differ from run to run."""
    topic, partition, offset = run.origin
    return replace(
        record,
        headers=(
            *record.headers,
            ("ce_time", _text(_rfc3339(run.time))),
            (ORIGIN, run.first(ORIGIN) or _text(f"{topic}/{partition}/{offset}")),
            (RECEIVED, run.first(RECEIVED) or _text(f"{run.received:.3f}")),
            ("copytaster-version", _text(run.version)),
            ("copytaster-model", _text(run.model)),
            *_trace(run.passed_on),
        ),
    )


def received_time(headers: Headers, timestamp: float) -> float:
    """When the broker took the raw message that a message began with, in seconds since 1970; 0 if nobody knows.

    Args:
        headers: the message's headers.
        timestamp: the message's own time: what counts for a raw message.
    """
    found = next((value for name, value in headers if name == RECEIVED and event_type(headers)), None)
    try:
        return float(found) if found else timestamp
    except ValueError:
        return timestamp


def sent_time(headers: Headers) -> datetime | None:
    """When the publisher of a raw message says that it was sent: its `ce_time`, as CloudEvents has it; None without.

    Kafka's own timestamp does not count: it tells when a message was published, which for a feed that is played again
    may be years later.
    """
    found = next((value for name, value in headers if name.lower() == "ce_time"), None)
    return iso_time(found.decode("utf-8", "replace")) if found else None


def dead_letter_record(
    letter: DeadLetter, *, topic: str, key: bytes | None, value: bytes | None, headers: Headers
) -> OutgoingRecord:
    """A message as it came, with the reason why nothing else became of it.

    Key, value and headers are the original ones. Only `dlq_…` headers of an earlier death are replaced, so that a dead
    letter that was put back and failed again speaks of its last failure. A message whose value was null keeps null.
    One that had no key either gets an empty one.
    """
    ours = tuple(
        (DeadLetter.HEADER_PREFIX + name, _text(one_line(str(value))))
        for name, value in as_json(letter).items()
        if value is not None
    )
    if key is None and value is None:
        key = b""  # aiokafka refuses to send what has neither; the worker would stop at this message for ever
    kept = tuple((name, data) for name, data in headers if not name.startswith(DeadLetter.HEADER_PREFIX))
    return OutgoingRecord(topic=topic, key=key, value=value, headers=kept + ours)


def dead_letter(headers: Headers) -> DeadLetter:
    """What the headers of a message on the dead-letter topic say.

    Raises:
        Unreadable: "bad-event"; the message is no dead letter of ours, or its headers were tampered with.
    """
    texts = {name: (data or b"").decode("utf-8", "replace") for name, data in headers}
    ours = {
        name.removeprefix(DeadLetter.HEADER_PREFIX): text
        for name, text in texts.items()
        if name.startswith(DeadLetter.HEADER_PREFIX)
    }
    numbers = {name: int(ours[name]) for name in ("partition", "offset") if _NUMBER.fullmatch(ours.get(name, ""))}
    return from_json(DeadLetter, ours | numbers)


def _record(topic: Topic, kind: str, event: object, story: StoryRef, group: str, which: str = "") -> OutgoingRecord:
    """One event of a story with the headers that follow from it alone."""
    return OutgoingRecord(
        topic=topic.name,
        key=_text(story.uri),
        value=encode(event),
        headers=(
            ("ce_specversion", b"1.0"),
            ("ce_id", _text(event_id(story, kind, which))),
            ("ce_type", _text(topic.kind(kind).event_type)),
            ("ce_source", _text(f"/copytaster/{group}")),
            ("ce_subject", _text(story.uri)),
            ("ce_dataschema", _text(schema_id(topic.kind(kind).payload))),
            ("content-type", b"application/json"),
        ),
    )


def _trace(headers: Headers) -> Headers:
    """The W3C trace context among some headers, if it is one. Without a valid traceparent there is no tracestate."""
    found = {name.lower().removeprefix("ce_"): data for name, data in headers if data}
    parent, state = found.get("traceparent", b""), found.get("tracestate", b"")
    if not _TRACEPARENT.fullmatch(parent):
        return ()
    if not state or len(state) > _TRACESTATE_LENGTH:
        return (("traceparent", parent),)
    return (("traceparent", parent), ("tracestate", state))


def one_line(text: str) -> str:
    """A text that can do no harm in a log or a terminal: what is not printable is escaped, and it has an end."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:MESSAGE_LENGTH])
    cut = len(text) > MESSAGE_LENGTH or len(shown) > MESSAGE_LENGTH
    return shown[: MESSAGE_LENGTH - 1] + "…" if cut else shown


def _rfc3339(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _text(text: str) -> bytes:
    """Text as a header's or key's bytes: UTF-8 (CloudEvents Kafka binding, section 3.2.3)."""
    return text.encode("utf-8", "replace")
