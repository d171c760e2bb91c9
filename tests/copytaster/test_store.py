"""The store on a broker: what was confirmed is there again, and nothing but the last word of each key."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

import pytest
from aiokafka.admin import NewTopic

from copytaster import provision
from copytaster.clients import producer
from copytaster.delivered import Delivered, Done, Failed
from copytaster.envelope import OutgoingRecord
from copytaster.halt import CannotGoOn
from copytaster.settings import Settings
from copytaster.store import Entry, Forgotten, Store
from copytaster.topics import topology
from tests.brokers import RunningBroker
from wirecopy.life.state import NameLife, StoryLife

T = TypeVar("T")

FOG, ICE = b"urn:x:fog", b"urn:x:ice"


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(asyncio.wait_for(work, 60))


@pytest.fixture
def settings(broker: RunningBroker) -> Settings:
    name = broker.unique()
    return broker.settings(topic_prefix=name, group=name, partitions=3)


def store(settings: Settings) -> Store:
    return Store(settings, topology(settings.topic_prefix).lives)


def message(partition: int) -> Delivered:
    return Delivered(topic="read", partition=partition, offset=0, key=None, value=b"{}")


async def keep(settings: Settings, shelves: Store, partition: int, key: bytes, entry: Entry | None) -> None:
    """What an agent does: change the state in its turn, and have it confirmed."""
    async with shelves.turn(partition):
        outcome = shelves.settle(message(partition), (key, entry), (), 100_000)
    assert isinstance(outcome, Done)
    await publish(settings, outcome.state)


async def publish(settings: Settings, records: Iterable[OutgoingRecord]) -> None:
    async with producer(settings) as client:
        for one in records:
            await client.send_and_wait(
                one.topic, one.value, key=one.key, partition=one.partition, headers=list(one.headers)
            )


async def kept(shelves: Store, partition: int) -> dict[bytes, Entry]:
    async with shelves.turn(partition):
        return shelves.due(partition, float("inf"))


@pytest.mark.broker
def test_whoever_gets_the_partition_next_finds_what_was_confirmed(settings: Settings) -> None:
    """The last of each key, of this partition alone, without what was forgotten; be it the same worker or another."""

    async def work() -> None:
        await provision.create(settings)
        first = store(settings)
        fog, later = StoryLife(uri="urn:x:fog"), first.entry(NameLife(target="n"), 20.0)
        await keep(settings, first, 1, FOG, first.entry(fog, 10.0))
        await keep(settings, first, 1, ICE, first.entry(StoryLife(uri="urn:x:ice"), 11.0))
        await keep(settings, first, 1, FOG, first.entry(fog, 12.5, due=99.25))
        await keep(settings, first, 1, ICE, None)
        await keep(settings, first, 1, b"n", later)
        await keep(settings, first, 2, ICE, first.entry(StoryLife(uri="urn:x:ice"), 13.0))
        second = store(settings)
        assert await kept(second, 1) == {FOG: first.entry(fog, 12.5, due=99.25), b"n": later}
        assert second.kind_of(later) is NameLife
        assert (list(await kept(second, 2)), await kept(second, 0)) == ([ICE], {})
        assert (second.kept, second.waiting) == (3, 1)
        first.forget()
        assert first.kept == 0
        assert await kept(first, 1) == await kept(second, 1)

    run(work())


@pytest.mark.broker
def test_foreign_messages_on_the_topic_do_no_harm(settings: Settings) -> None:
    """Without headers, with headers that are no times."""

    async def work() -> None:
        await provision.create(settings)
        name = topology(settings.topic_prefix).lives.name
        await publish(
            settings,
            [
                OutgoingRecord(topic=name, key=b"\xff", value=b"x", partition=0),
                OutgoingRecord(topic=name, key=FOG, value=b"x", headers=(("copytaster-due", b"soon"),), partition=0),
            ],
        )
        assert await kept(store(settings), 0) == {
            b"\xff": Entry(value=b"x", headers=(), touched=0.0),
            FOG: Entry(value=b"x", headers=(), touched=0.0),
        }

    run(work())


@pytest.mark.broker
def test_state_topics_must_be_partitioned_as_their_input(settings: Settings) -> None:
    """A worker does not start, and says what to do: a kill would not find its story."""

    async def work() -> None:
        topics = topology(settings.topic_prefix)
        async with provision._admin(settings) as admin:
            await admin.create_topics([NewTopic(topics.lives.name, 2, 1)])
        await provision.create(settings)
        while not (findings := [one for one in await provision.check(settings) if "whose state" in one.says]):
            await asyncio.sleep(0.1)
        assert [one.topic for one in findings] == [topics.lives.name]
        assert f"it has 2 partitions, and {topics.read.name}, whose state it holds, has 3" in findings[0].says
        with pytest.raises(provision.TopicsWrong, match="whose state it holds, has 3"):
            await provision.ensure(settings)

    run(work())


class Slow(Store):
    """A store whose topic answers when it is told to."""

    def __init__(self) -> None:
        super().__init__(Settings(broker="127.0.0.1:1"), topology().lives)
        self.answers = asyncio.Event()
        self.reads = 0

    async def read(self, partition: int) -> dict[bytes, Entry]:
        """Later."""
        self.reads += 1
        await self.answers.wait()
        return {}


def test_a_partition_is_read_once_however_many_wait_for_it() -> None:
    """And they have their turns in the order in which they came."""

    async def work() -> None:
        slow, turns = Slow(), list[int]()

        async def waits(number: int) -> None:
            async with slow.turn(0):
                await asyncio.sleep(0)
                turns.append(number)

        waiting = [asyncio.create_task(waits(number)) for number in range(5)]
        await asyncio.sleep(0)
        slow.answers.set()
        await asyncio.gather(*waiting)
        assert (slow.reads, turns) == (1, [0, 1, 2, 3, 4])

    run(work())


def test_what_is_forgotten_while_it_is_waited_for_is_nobody_s_turn() -> None:
    """What was read before a rebalance may be old after it; who comes afterwards reads again."""

    async def work() -> None:
        slow = Slow()

        async def waits() -> None:
            async with slow.turn(0):
                raise AssertionError

        waiting = [asyncio.create_task(waits()) for _ in range(2)]
        await asyncio.sleep(0)
        slow.forget()
        slow.answers.set()
        assert [type(one) for one in await asyncio.gather(*waiting, return_exceptions=True)] == [Forgotten, Forgotten]
        async with slow.turn(0):
            assert slow.reads == 2

    run(work())


def test_a_state_that_cannot_be_read_stops_the_worker_and_kills_no_message() -> None:
    """It is nothing that the message could help."""

    async def work() -> None:
        nowhere = Store(Settings(broker="127.0.0.1:1"), topology().lives)
        with pytest.raises(CannotGoOn, match=r"The state on wire\.lives\.v1, partition 0 could not be read"):
            async with nowhere.turn(0):
                raise AssertionError

    run(work())


def test_state_that_is_too_large_to_publish_is_not_kept_either() -> None:
    """Memory and topic must not part."""

    async def work() -> None:
        slow = Slow()
        slow.answers.set()
        async with slow.turn(0):
            small = slow.entry(StoryLife(uri="urn:x:fog"), 1.0)
            assert isinstance(slow.settle(message(0), (FOG, small), (), 1000), Done)
            large = slow.entry(StoryLife(uri="urn:x:fog" * 1000), 2.0)
            assert isinstance(slow.settle(message(0), (FOG, large), (), 1000), Failed)
            assert slow.get(0, FOG) is small

    run(work())
