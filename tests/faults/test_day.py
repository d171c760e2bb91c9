"""The scripted day on a real Kafka, with a kill -9 of the worker in the middle: the desk knows the same at its end."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from copytaster import provision
from copytaster.clients import consumer, producer
from copytaster.settings import Settings
from copytaster.supervised import RunningWorker, free_port, worker_process
from copytaster.topics import topology
from tests.brokers import RunningBroker
from tests.desk import Desk
from tests.faults.verifier import committed_behind
from tests.wire.test_day import FOLDER, MESSAGES, day

if TYPE_CHECKING:
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

pytestmark = [pytest.mark.kafka, pytest.mark.model]

#: Seconds after which a test gives up waiting for what must come.
PATIENCE = 120.0
#: How long the embargo of the test lasts: longer than a worker needs to start.
EMBARGO = timedelta(seconds=25)


class Newsroom:
    """A worker that can be killed, a publisher, and a desk that follows the outputs."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.topics = topology(settings.topic_prefix)
        self.desk = Desk()
        self.settled: set[str] = set()
        self.heard: list[tuple[str, datetime, dict[str, Any]]] = []
        self._stack = ExitStack()
        self._workers: list[RunningWorker] = []
        self._out: AIOKafkaProducer
        self._back: AIOKafkaConsumer

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Newsroom"]:
        """Topics, a worker, a publisher and a subscriber."""
        await provision.create(self.settings)
        names = [topic.name for topic in self.topics.outputs()]
        with self._stack:
            async with (
                producer(self.settings) as self._out,
                consumer(self.settings, names, from_start=True) as self._back,
            ):
                await self.start()
                yield self

    async def start(self) -> None:
        """A worker begins where the last one was, or takes its share."""
        settings = self.settings.with_changes(web_port=free_port(0))
        self._workers.append(await asyncio.to_thread(self._stack.enter_context, worker_process(settings)))

    def kill(self) -> None:
        """kill -9 of the worker that was started first."""
        process = self._workers.pop(0).process
        process.kill()
        process.wait()

    async def publish(self, messages: Iterable[tuple[str | None, bytes]]) -> set[str]:
        """Publish raw messages (key, value); gives their origins."""
        sent = [
            await self._out.send_and_wait(self.topics.raw.name, value, key=key.encode() if key else None)
            for key, value in messages
        ]
        return {f"{one.topic}/{one.partition}/{one.offset}" for one in sent}

    async def listen_until(self, done: Callable[[], bool]) -> None:
        """Follow the outputs until something is true."""
        async with asyncio.timeout(PATIENCE):
            while not done():
                await self._listen()

    async def listen_to_the_end(self) -> None:
        """Follow the outputs until the agents have read everything and nothing more comes."""
        async with asyncio.timeout(PATIENCE):
            while await self._behind() or await self._listen():
                await self._listen()

    async def _behind(self) -> int:
        inputs = (self.topics.raw, self.topics.read, self.topics.stories)
        settings = self.settings
        return sum(
            [
                await committed_behind(settings.bootstrap, one.name, settings.group, settings.partitions)
                for one in inputs
            ]
        )

    async def _listen(self) -> int:
        titles = {topic.name: topic.title for topic in self.topics.outputs()}
        batches = await self._back.getmany(timeout_ms=1000)
        for record in (one for records in batches.values() for one in records):
            headers = {name: value.decode() for name, value in record.headers}
            assert titles[record.topic] != "dead-letters", headers
            self.desk.hear(titles[record.topic], headers, record.value or b"null")
            if titles[record.topic] == "stories":
                self.settled.add(headers["copytaster-origin"])
                made = datetime.fromisoformat(headers["ce_time"])
                self.heard.append((headers["ce_type"], made, json.loads(record.value or b"null")))
        return len(batches)


@pytest.fixture
def settings(kafka: RunningBroker) -> Settings:
    """A worker on topics of its own."""
    name = kafka.unique()
    return kafka.settings(topic_prefix=name, group=name, web_port=free_port(0), processes=1)


def test_the_day_ends_the_same_though_the_worker_is_killed_in_the_middle(settings: Settings) -> None:
    """And the kill of a story reaches its quotes and its alert, which were told by the worker that was killed."""
    heard = asyncio.run(_killed_day(settings))
    assert heard.outcome() == day(range(len(MESSAGES)), end=datetime.now(UTC)).outcome()
    salmon, minister = (f"urn:newsml:nordvest.example:20260303:{name}" for name in ("157", "minister"))
    assert {state for uri, _, state in heard.quotes.values() if uri in (salmon, minister)} == {
        "superseded",
        "retracted",
    }
    assert heard.standing_quotes(salmon) == heard.standing_quotes(minister) == []
    assert heard.alert_on(minister, "urgent") == "retracted"


def test_the_day_ends_the_same_though_partitions_move(settings: Settings) -> None:
    """A second worker takes half of them with their state; then the first is killed, and it takes all."""
    assert asyncio.run(_shared_day(settings)).outcome() == day(range(len(MESSAGES)), end=datetime.now(UTC)).outcome()


async def _shared_day(settings: Settings) -> Desk:
    raws = [(one["key"], (FOLDER / one["file"]).read_bytes()) for one in MESSAGES]
    async with Newsroom(settings).open() as room:
        wanted = await room.publish(raws[:20])
        await room.start()
        wanted |= await room.publish(raws[20:40])
        await room.listen_until(lambda: room.settled >= wanted)
        room.kill()
        wanted |= await room.publish(raws[40:])
        await room.listen_until(lambda: room.settled >= wanted)
        await room.listen_to_the_end()
        return room.desk


async def _killed_day(settings: Settings) -> Desk:
    raws = [(one["key"], (FOLDER / one["file"]).read_bytes()) for one in MESSAGES]
    # The kill notice of the salmon story comes as the 33rd, the kill of the minister's as the 18th.
    before, after = raws[:26], raws[26:]
    async with Newsroom(settings).open() as room:
        wanted = await room.publish(before)
        await room.listen_until(lambda: len(room.settled) >= len(before) // 2)
        room.kill()
        wanted |= await room.publish(after)
        await room.start()
        await room.listen_until(lambda: room.settled >= wanted)
        await room.listen_to_the_end()
        return room.desk


def test_a_held_story_survives_a_kill_and_comes_out_at_its_time(settings: Settings) -> None:
    """No sooner, and by a worker that never read it."""
    until = datetime.now(UTC) + EMBARGO
    heard = asyncio.run(_held_story(settings, until))
    assert [kind for kind, _ in heard][-1] == "wire.story.enriched.v1"
    assert [kind for kind, made in heard if made < until] == ["wire.story.held.v1"] * (len(heard) - 1)


async def _held_story(settings: Settings, until: datetime) -> list[tuple[str, datetime]]:
    story = {
        "uri": "urn:x:held",
        "version": "1",
        "versioncreated": "2026-03-03T06:00:00Z",
        "embargoed": until.isoformat(),
        "headline": "Museum to open at night",
        "body_text": 'OSLO, March 3 (Nordvest) - Museums open late.\n\n"Bring a lamp," its head, Kari Dahl, said.',
    }
    async with Newsroom(settings).open() as room:
        await room.publish([("urn:x:held", json.dumps(story).encode())])
        await room.listen_until(lambda: bool(room.heard))
        assert datetime.now(UTC) < until, "the worker was too slow for this test: lengthen EMBARGO"
        room.kill()
        await room.start()
        await room.listen_until(lambda: room.heard[-1][0] != "wire.story.held.v1")
        await room.listen_to_the_end()
        assert room.desk.standing_quotes("urn:x:held") == ["Bring a lamp,"]
        return [(kind, made) for kind, made, _ in room.heard]
