"""The envelope: CloudEvents in headers, and dead letters."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from copytaster.envelope import (
    MESSAGE_LENGTH,
    Headers,
    OutgoingRecord,
    RunHeaders,
    alert_record,
    dead_letter,
    dead_letter_record,
    read_records,
    received_time,
    sent_time,
    story_records,
    with_run_headers,
)
from copytaster.topics import topology
from wirecopy.codec import encode
from wirecopy.errors import Unreadable
from wirecopy.events import AlertStatus, DeadLetter, EnrichedStory, QuoteEvent, SourceEvent, Standing
from wirecopy.life.course import arrived
from wirecopy.life.state import StoryLife
from wirecopy.schema.examples import (
    URI,
    alert_event,
    enriched_story,
    examples_of_tidings,
    quote_event,
    source_event,
)
from wirecopy.schema.examples import dead_letter as example_letter

TOPICS = topology()
RECORD = OutgoingRecord(topic="t", key=b"k", value=b"v", headers=(("ce_id", b"1"),))
PARENT = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def header(record: OutgoingRecord, name: str) -> str:
    """The text of the one header of a name."""
    (value,) = [value for other, value in record.headers if other == name]
    return value.decode()


def run(passed_on: Headers = ()) -> RunHeaders:
    """What a run knows, with these headers on the incoming message."""
    return RunHeaders(
        origin=("wire.raw.v1", 3, 9181),
        time=1795183501.25,
        version="0.1.0",
        model="en_core_web_sm",
        passed_on=passed_on,
        received=1795183500.5,
    )


def dead(letter: DeadLetter, headers: Headers = ()) -> OutgoingRecord:
    """The record of a dead letter whose message bore these headers."""
    return dead_letter_record(letter, topic="dead", key=b"k", value=b"\xff", headers=headers)


def told(story: EnrichedStory) -> tuple[OutgoingRecord, ...]:
    """The records of a story that is the first of its uri."""
    _, tidings = arrived(StoryLife(uri=story.uri), story, datetime(2026, 11, 20, 15, tzinfo=UTC))
    return story_records(tidings, TOPICS, "desk")


def test_a_story_goes_out_after_its_quotes_and_sources() -> None:
    """Who has read the story event knows that everything else about it is out."""
    story = enriched_story()
    ref = quote_event().story
    quote, source = story.quotes[0], story.sources[0]

    assert [(record.topic, record.key, record.value) for record in told(story)] == [
        ("wire.quotes.v1", URI.encode(), encode(QuoteEvent(id=quote.id, story=ref, quote=quote))),
        ("wire.sources.v1", URI.encode(), encode(SourceEvent(id=source.id, story=ref, source=source))),
        ("wire.sources.v1", URI.encode(), encode(source_event())),
        (
            "wire.stories.v1",
            URI.encode(),
            encode(
                replace(
                    story,
                    standing=Standing(status="usable", current="2", live=("2",), live_texts=(ref.text_sha256,)),
                )
            ),
        ),
    ]


def test_a_kill_takes_back_what_was_told_in_the_topics_where_it_was_told() -> None:
    """Key and subject are the killed story's, so that the end of a quote stands behind its beginning."""
    _, killed = examples_of_tidings()

    records = story_records(killed, TOPICS, "desk")

    assert [(record.topic, record.key, header(record, "ce_type")) for record in records] == [
        ("wire.quotes.v1", URI.encode(), "wire.quote.retracted.v1"),
        ("wire.sources.v1", URI.encode(), "wire.source.retracted.v1"),
        ("wire.sources.v1", URI.encode(), "wire.source.retracted.v1"),
        ("wire.stories.v1", URI.encode(), "wire.story.retracted.v1"),
    ]
    assert {header(record, "ce_subject") for record in records} == {URI}


def test_an_event_is_a_cloud_event_in_binary_mode() -> None:
    """The attributes are headers; the value is the event's JSON and nothing else."""
    (quote, *_) = told(enriched_story())

    assert quote.headers == (
        ("ce_specversion", b"1.0"),
        ("ce_id", header(quote, "ce_id").encode()),
        ("ce_type", b"wire.quote.extracted.v1"),
        ("ce_source", b"/copytaster/desk"),
        ("ce_subject", URI.encode()),
        ("ce_dataschema", b"urn:copytaster:schema:quote:1"),
        ("content-type", b"application/json"),
    )


def test_a_story_read_twice_gives_the_same_records() -> None:
    """Ids, keys, headers and bytes follow from the story alone."""
    assert told(enriched_story()) == told(enriched_story())


def test_no_two_events_share_an_id() -> None:
    """Consumers drop duplicates by id: twin quotes, another version, another text all have their own."""
    story = enriched_story()
    twins = replace(story, quotes=story.quotes * 2)
    versions = (
        twins,
        replace(twins, version="3"),
        replace(twins, text=story.text + "."),
        replace(twins, uri="urn:x:2"),
    )

    ids = [header(record, "ce_id") for version in versions for record in told(version)]

    assert len(set(ids)) == len(ids) == 4 * 5


def test_the_prefix_changes_names_but_not_ids() -> None:
    """Two deployments that read the same story speak of the same events."""
    here, there = (read_records(enriched_story(), topology(prefix), "desk") for prefix in ("wire", "test"))

    assert [record.topic for record in there] == ["test.read.v1", "test.read.v1"]
    assert [record.headers for record in here] == [record.headers for record in there]


@pytest.mark.parametrize("status", ["raised", "updated", "retracted", "resolved"])
def test_an_alert_says_what_became_of_it(status: AlertStatus) -> None:
    """The type tells the status; the key is the alert's id, so that its whole life is in one partition."""
    alert = replace(alert_event(), status=status)

    record = alert_record(alert, TOPICS, "desk")

    assert (record.topic, record.key, record.value) == ("wire.alerts.v1", alert.id.encode(), encode(alert))
    assert (header(record, "ce_type"), header(record, "ce_subject")) == (f"wire.alert.{status}.v1", URI)


def test_alerts_of_two_rules_on_one_story_have_two_ids() -> None:
    """Neither is dropped as a duplicate of the other."""
    first, second = (alert_record(replace(alert_event(), id=id_), TOPICS, "desk") for id_ in ("a", "b"))

    assert header(first, "ce_id") != header(second, "ce_id")


def test_what_differs_from_run_to_run_comes_last_and_in_headers() -> None:
    """Time, origin and versions are added to the deterministic headers; the body is untouched."""
    assert with_run_headers(RECORD, run()) == replace(
        RECORD,
        headers=(
            ("ce_id", b"1"),
            ("ce_time", b"2026-11-20T14:05:01.250Z"),
            ("copytaster-origin", b"wire.raw.v1/3/9181"),
            ("copytaster-received", b"1795183500.500"),
            ("copytaster-version", b"0.1.0"),
            ("copytaster-model", b"en_core_web_sm"),
        ),
    )


@pytest.mark.parametrize(
    ("incoming", "passed_on"),
    [
        ((("traceparent", PARENT),), (("traceparent", PARENT),)),
        ((("ce_traceparent", PARENT), ("ce_tracestate", b"a=1")), (("traceparent", PARENT), ("tracestate", b"a=1"))),
        ((("Traceparent", PARENT), ("TraceState", b"a=1")), (("traceparent", PARENT), ("tracestate", b"a=1"))),
        ((("traceparent", PARENT), ("tracestate", b"a" * 513)), (("traceparent", PARENT),)),
        ((("tracestate", b"a=1"),), ()),
        ((("traceparent", PARENT + b"\n"), ("tracestate", b"a=1")), ()),
        ((("traceparent", b"<script>"),), ()),
        ((("traceparent", None),), ()),
        ((("ce_id", b"7"), ("password", b"x")), ()),
    ],
)
def test_a_trace_is_passed_on(incoming: Headers, passed_on: Headers) -> None:
    """A valid W3C trace context goes from the incoming message to every record; a stranger's other headers do not."""
    record = with_run_headers(RECORD, run(incoming))

    assert tuple(h for h in record.headers if h[0].startswith("trace")) == passed_on
    assert len(record.headers) == 6 + len(passed_on)


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        ((("ce_time", b"2017-11-20T09:00:00+03:00"),), datetime(2017, 11, 20, 6, 0, tzinfo=UTC)),
        ((("CE_Time", b"2017-11-20"),), datetime(2017, 11, 20, tzinfo=UTC)),
        ((("ce_time", b"soon"),), None),
        ((("ce_time", b"\xff"),), None),
        ((("ce_time", b""), ("ce_id", b"2017-11-20")), None),
        ((), None),
    ],
)
def test_a_publisher_may_say_when_a_message_was_sent(headers: Headers, sent: datetime | None) -> None:
    """As CloudEvents has it; what is no time is nothing."""
    assert sent_time(headers) == sent


def test_an_event_says_which_raw_message_began_it() -> None:
    """From agent to agent: an event of ours passes on what it was made from; a stranger has no say."""
    first = with_run_headers(replace(RECORD, headers=(("ce_type", b"wire.story.read.v1"),)), run())

    second = with_run_headers(RECORD, replace(run(first.headers), origin=("wire.read.v1", 0, 7), received=1.0))
    stranger = with_run_headers(RECORD, run((("copytaster-origin", b"wire.raw.v1/0/0"),)))

    assert header(second, "copytaster-origin") == header(stranger, "copytaster-origin") == "wire.raw.v1/3/9181"
    assert received_time(second.headers, 1.0) == 1.0
    assert received_time(first.headers, 1.0) == 1795183500.5


def test_the_size_counts_key_value_and_headers() -> None:
    """That is what is compared with the broker's limit."""
    assert RECORD.size == len(b"k" + b"v" + b"ce_id" + b"1")
    assert replace(RECORD, key=None, value=None, headers=()).size == 0


def test_a_dead_letter_is_the_message_as_it_came_and_why() -> None:
    """Key, value and headers are the original ones; the reason stands beside them."""
    assert dead(example_letter(), headers=(("a", b"1"), ("a", b"2"))) == OutgoingRecord(
        topic="dead",
        key=b"k",
        value=b"\xff",
        headers=(
            ("a", b"1"),
            ("a", b"2"),
            ("dlq_app_version", b"0.1.0"),
            ("dlq_exception", b"UnicodeDecodeError"),
            ("dlq_message", example_letter().message.encode()),
            ("dlq_offset", b"9181"),
            ("dlq_partition", b"3"),
            ("dlq_reason", b"not-utf8"),
            ("dlq_stage", b"enrich"),
            ("dlq_timestamp", b"2026-11-20T14:05:01Z"),
            ("dlq_topic", b"wire.raw.v1"),
        ),
    )


def test_a_dead_letter_can_be_without_key_and_value() -> None:
    """A null stays a null. A message that had no key either gets an empty one, because aiokafka sends none without."""
    record = dead_letter_record(example_letter(), topic="dead", key=None, value=None, headers=())

    assert (record.key, record.value) == (b"", None)


@pytest.mark.parametrize(
    "letter",
    [
        example_letter(),
        replace(example_letter(), exception=None, timestamp=None, app_version=None),
        replace(
            example_letter(), timestamp=datetime(2026, 11, 20, 14, 5, 1, 250_000, tzinfo=UTC), partition=0, offset=0
        ),
    ],
)
def test_what_a_dead_letter_says_can_be_read_back(letter: DeadLetter) -> None:
    """The headers hold the whole `DeadLetter`."""
    assert dead_letter(dead(letter, headers=(("ce_id", b"\xff"), ("x", None))).headers) == letter  # type: ignore[arg-type]  # Kafka allows null


def test_a_dead_letter_that_failed_again_speaks_of_its_last_failure() -> None:
    """Headers of an earlier death are replaced, not added to."""
    first = dead(replace(example_letter(), reason="timeout"), headers=(("a", b"1"),))
    second = dead(replace(example_letter(), exception=None), headers=first.headers)

    assert second == dead(replace(example_letter(), exception=None), headers=(("a", b"1"),))


def test_a_hostile_message_becomes_one_harmless_line() -> None:
    """Line ends and control characters of a story cannot forge log lines or drive a terminal; length is bounded."""
    hostile = replace(example_letter(), message="a\r\nERROR \x1b[2J\u202e", exception="E" * 2000)

    read = dead_letter(dead(hostile).headers)

    assert read.message == "a\\r\\nERROR \\x1b[2J\\u202e"
    assert read.exception == "E" * (MESSAGE_LENGTH - 1) + "…"


@pytest.mark.parametrize(
    ("headers", "complaint"),
    [
        ((), r"\$\.reason is missing"),
        ((("dlq_reason", b"bad-luck"),), r"\$\.reason is 'bad-luck', but must be one of"),
        ((*dead(example_letter()).headers, ("dlq_offset", b"x" * 99)), r"\$\.offset is 'xxx"),
        ((*dead(example_letter()).headers, ("dlq_offset", b"9" * 5000)), r"\$\.offset is '999"),
        ((*dead(example_letter()).headers, ("dlq_message", b"\xff")), None),
    ],
)
def test_headers_that_are_no_dead_letter_say_so(headers: Headers, complaint: str | None) -> None:
    """Whatever is in the headers, the answer is a dead letter or one sentence."""
    if complaint is None:
        assert dead_letter(headers) == replace(example_letter(), message="�")
        return
    with pytest.raises(Unreadable, match=complaint):
        dead_letter(headers)
