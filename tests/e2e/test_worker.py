"""A real worker on a real broker, seen from outside: stories in, events out, bad input to the dead letters."""

import asyncio
import json
from collections.abc import Iterator

import pytest

from copytaster import provision
from copytaster.clients import producer
from copytaster.samples import samples
from copytaster.settings import Settings
from copytaster.supervised import RunningWorker, free_port, worker_process
from copytaster.topics import topology
from tests.brokers import RunningBroker
from tests.facts import departures, expected
from tests.subscriber import Got, publish_and_collect
from wirecopy.codec import decode
from wirecopy.events import EnrichedStory

pytestmark = [pytest.mark.broker, pytest.mark.model]

SAMPLES = {sample.name: sample for sample in samples()}


@pytest.fixture(scope="module")
def settings(broker: RunningBroker) -> Settings:
    name = broker.unique()
    made = broker.settings(topic_prefix=name, group=name, web_port=free_port(0), processes=1)
    asyncio.run(provision.create(made))
    return made


@pytest.fixture(scope="module", autouse=True)
def worker(settings: Settings) -> Iterator[RunningWorker]:
    with worker_process(settings) as running:
        yield running


def test_a_story_comes_out_as_one_event_for_each_quote_and_source_and_one_for_itself(settings: Settings) -> None:
    """The story with which the project began, in its shape: eight direct segments in seven quotes, two speakers."""
    sample = SAMPLES["01-tass-caspian.txt"]
    got = publish_and_collect(settings, [(b"urn:test:caspian", sample.value)])
    (event,) = got["stories"]
    story = decode(EnrichedStory, event.value or b"")
    assert departures(story, expected()["01-tass-caspian"]) == []
    direct = [quote for quote in story.quotes if quote.kind == "direct"]
    assert (len(direct), sum(len(quote.parts) for quote in direct)) == (7, 8)
    assert [one.json["quote"] for one in got["quotes"]] == event.json["quotes"]
    assert [one.json["source"] for one in got["sources"]] == event.json["sources"]
    assert {one.key for one in [event, *got["quotes"], *got["sources"]]} == {b"urn:test:caspian"}
    assert (got["alerts"], got["dead-letters"]) == ([], [])


def test_a_story_whose_publisher_says_when_it_was_sent_has_its_year(settings: Settings) -> None:
    """And the weekday in the lead agrees; the same story without a time has none."""
    value = SAMPLES["01-tass-caspian.txt"].value
    got = publish_and_collect(settings, [(b"urn:test:dated", value)], headers=(("ce_time", b"2026-11-23T09:00:00Z"),))
    (date,) = (one.json["dateline"]["date"] for one in got["stories"] if one.key == b"urn:test:dated")
    assert (date["iso"], date["basis"], date["weekday_consistent"]) == ("2026-11-23", "transmission", True)


def test_every_event_is_a_cloudevent_that_says_where_it_came_from(settings: Settings) -> None:
    """Binary mode: what the event is stands in headers."""
    got = publish_and_collect(settings, [(b"urn:test:events", SAMPLES["01-tass-caspian.txt"].value)])
    events = [one for title in ("stories", "quotes", "sources") for one in got[title]]
    mine = [one for one in events if one.headers["ce_subject"] == "urn:test:events"]
    assert len({one.headers["ce_id"] for one in mine}) == len(mine) > 10
    assert {one.headers["ce_specversion"] for one in mine} == {"1.0"}
    assert {one.headers["copytaster-origin"].split("/")[0] for one in mine} == {f"{settings.topic_prefix}.raw.v1"}


def test_a_story_that_is_published_twice_gives_the_same_ids_and_bytes(settings: Settings) -> None:
    """A consumer drops the second by `ce_id`."""
    sample = SAMPLES["16-afp-locusts.txt"]
    twice = [(b"urn:test:twice", sample.value)] * 2
    stories = [one for one in publish_and_collect(settings, twice)["stories"] if one.key == b"urn:test:twice"]
    first, second = stories
    assert (first.headers["ce_id"], first.value) == (second.headers["ce_id"], second.value)


def test_an_urgent_story_a_kill_and_a_correction_raise_alerts(settings: Settings) -> None:
    """With the reason, and with the story's lifecycle."""
    names = ["35-afp-volcano-urgent.json", "37-afp-minister-resigns-kill.json", "08-reuters-dairy-corrected.json"]
    got = publish_and_collect(settings, [(SAMPLES[name].key, SAMPLES[name].value) for name in names])
    rules = {(one.json["rule"], one.json["status"], bool(one.json["why"])) for one in got["alerts"]}
    assert {("urgent", "raised", True), ("kill", "raised", True), ("correction", "raised", True)} <= rules


BAD = {
    "not UTF-8": (b"\xff\xfe\xfd broken", "not-utf8"),
    "not JSON": (b'{"headline": "cut off', "not-json"),
    "empty": (b"", "empty"),
    "10 MB": (b"A long story. " * 750_000, "too-large"),
    "null value": (None, "null-value"),
    "XML that declares entities": (b'<!DOCTYPE nitf [<!ENTITY a "b">]><nitf><body>&a;</body></nitf>', "unsafe-xml"),
    "XML that nests without end": (b"<nitf><body>" + b"<p>" * 80_000, "not-xml"),
    "JSON that nests without end": (b"[" * 200_000, "not-json"),
    "a story without text": (json.dumps({"uri": "urn:x:1", "headline": "", "body_text": ""}).encode(), "no-text"),
}


def test_bad_input_is_one_dead_letter_each_and_the_worker_goes_on(settings: Settings) -> None:
    """Original bytes, reason code and position in headers; the good story behind them comes out."""
    bad = [(f"bad:{name}".encode(), value) for name, (value, _) in BAD.items()]
    good = (b"urn:test:good", SAMPLES["16-afp-locusts.txt"].value)
    got = publish_and_collect(settings, [*bad, good])
    letters = {one.key: one for one in got["dead-letters"]}
    assert {key: (one.value, one.headers["dlq_reason"]) for key, one in letters.items()} == {
        f"bad:{name}".encode(): wanted for name, wanted in BAD.items()
    }
    assert all(_position(one) for one in letters.values())
    assert b"urn:test:good" in {one.key for one in got["stories"]}


def test_a_message_with_neither_key_nor_value_does_not_stop_the_worker(settings: Settings) -> None:
    """Java and kcat send such messages. It becomes a dead letter with an empty key, and the next story comes out."""
    asyncio.run(_send_nothing(settings))
    got = publish_and_collect(settings, [(b"urn:test:after", SAMPLES["16-afp-locusts.txt"].value)] * 8)
    nothing = [one for one in got["dead-letters"] if one.key == b""]
    assert [(one.value, one.headers["dlq_reason"]) for one in nothing] == [(None, "null-value")]


async def _send_nothing(settings: Settings) -> None:
    """As a batch, because aiokafka's `send` refuses what has neither."""
    async with producer(settings) as client:
        batch = client.create_batch()
        batch.append(key=None, value=None, timestamp=None)
        batch.close()
        topic = topology(settings.topic_prefix).raw.name
        await (await client.send_batch(batch, topic, partition=0))


def _position(letter: Got) -> bool:
    names = ("dlq_topic", "dlq_partition", "dlq_offset", "dlq_message", "dlq_stage")
    return all(letter.headers.get(name) for name in names)
