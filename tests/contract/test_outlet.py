"""What a way in relies on where it puts its stories: asked of Kafka, the embedded broker, and the tests' own fake."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

from copytaster import provision
from copytaster.brokers import BrokerUnreachable, embedded
from copytaster.clients import NoSuchTopic, consumer
from copytaster.outlet import Outlet, Placed, Put, Raw, TooLarge
from copytaster.settings import EMBEDDED, Settings
from copytaster.supervised import free_port
from copytaster.topics import topology
from tests.brokers import RunningBroker
from tests.faketopic import FakeTopic

pytestmark = pytest.mark.broker

T = TypeVar("T")

PATIENCE = 60.0

ONE = Raw(name="one", value=b"\xff\x00 not UTF-8", key=b"urn:one", headers=(("ce_time", b"x"), ("empty", b"")))
TWO = Raw(name="two", value=b"no key, no header")
LARGE = Raw(name="large.txt", value=b"x" * 60_000)


@dataclass(frozen=True)
class Place:
    """Somewhere to put messages, and what it holds."""

    topic: str
    put: Put
    held: Callable[[], Awaitable[list[Raw]]]


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(asyncio.wait_for(work, PATIENCE))


def settings_of(running: RunningBroker) -> Settings:
    """Topics of our own with one partition, so that what is read has an order, and a small limit."""
    name = running.unique()
    small = {"max_message_bytes": 50_000, "max_story_bytes": 50_000}
    return running.settings(topic_prefix=name, group=name, partitions=1, **small)


async def create(settings: Settings) -> None:
    """Create the topics, and see that the broker knows of them: under load Kafka takes a moment."""
    await provision.create(settings)
    while any("missing" in finding.says for finding in await provision.check(settings)):
        pass


@pytest.fixture(params=["fake", pytest.param("kafka", marks=pytest.mark.kafka), "tansu"])
def at(request: pytest.FixtureRequest) -> Callable[[Callable[[Place], Awaitable[None]]], None]:
    """Runs a scenario at one of the places."""
    running: RunningBroker | None = None if request.param == "fake" else request.getfixturevalue(request.param)

    async def with_fake(scenario: Callable[[Place], Awaitable[None]]) -> None:
        fake = FakeTopic("wire.raw.v1", limit=50_000)

        async def held() -> list[Raw]:
            return fake.held

        await scenario(Place(fake.name, fake.put, held))

    async def with_broker(scenario: Callable[[Place], Awaitable[None]]) -> None:
        assert running is not None
        settings = settings_of(running)
        await create(settings)
        topic = topology(settings.topic_prefix).raw.name

        async def held() -> list[Raw]:
            async with consumer(settings, [topic], from_start=True) as client:
                ends = sum((await client.end_offsets(client.assignment())).values())
                records = [await client.getone() for _ in range(ends)]
            return [Raw(name="", value=one.value or b"", key=one.key, headers=tuple(one.headers)) for one in records]

        async with Outlet(settings, topic) as outlet:
            await scenario(Place(topic, outlet.put, held))

    return lambda scenario: run((with_broker if running else with_fake)(scenario))


def nameless(raws: list[Raw]) -> list[tuple[bytes | None, bytes, object]]:
    return [(raw.key, raw.value, raw.headers) for raw in raws]


def test_a_message_is_there_as_it_was_when_it_is_confirmed(at: Callable[..., None]) -> None:
    """In order, byte for byte, and where it is said to be."""

    async def scenario(place: Place) -> None:
        placed = [await place.put(ONE), await place.put(TWO)]
        assert placed == [Placed(topic=place.topic, partition=0, offset=number) for number in range(2)]
        assert nameless(await place.held()) == nameless([ONE, TWO])

    at(scenario)


def test_what_is_too_large_is_refused_and_harms_nothing(at: Callable[..., None]) -> None:
    """The sentence says what it is called, and how large it is; the next message passes."""

    async def scenario(place: Place) -> None:
        await place.put(ONE)
        with pytest.raises(TooLarge) as refused:
            await place.put(LARGE)
        assert str(refused.value).startswith(f"large.txt has 60000 bytes, more than {place.topic} takes; ")
        await place.put(TWO)
        assert nameless(await place.held()) == nameless([ONE, TWO])

    at(scenario)


@pytest.mark.kafka
def test_a_refusal_by_the_broker_harms_nothing_either(kafka: RunningBroker) -> None:
    """The topic takes less than the settings say. An idempotent client must not go on with a number too many."""

    async def work() -> list[int]:
        settings = settings_of(kafka)
        await create(settings)
        topic = topology(settings.topic_prefix).raw.name
        async with Outlet(settings.with_changes(max_message_bytes=100_000), topic) as outlet:
            first = await outlet.put(ONE)
            with pytest.raises(TooLarge):
                await outlet.put(LARGE)
            return [first.offset, (await outlet.put(TWO)).offset, (await outlet.put(TWO)).offset]

    assert run(work()) == [0, 1, 2]


def test_a_topic_that_is_not_there_is_said_at_once(broker: RunningBroker) -> None:
    """Before the first message."""

    async def work() -> None:
        async with Outlet(settings_of(broker), "no-such-topic"):
            pytest.fail("it connected")

    with pytest.raises(NoSuchTopic, match="There is no topic no-such-topic"):
        run(work())


def test_an_outlet_that_is_not_patient_says_that_there_is_no_broker() -> None:
    """Whether it is entered or not."""
    with pytest.raises(BrokerUnreachable):
        run(Outlet(Settings(broker="127.0.0.1:1"), "wire.raw.v1").put(ONE))


@pytest.mark.usefixtures("tansu")  # it is installed
def test_a_patient_outlet_waits_for_the_broker_and_then_goes_on() -> None:
    """It says so meanwhile."""
    settings = Settings(broker=EMBEDDED, embedded_port=free_port(0), partitions=1)
    said: list[str] = []

    async def work() -> Placed:
        waiting = asyncio.Event()

        def hear(sentence: str) -> None:
            said.append(sentence)
            waiting.set()

        outlet = Outlet(settings, "wire.raw.v1", on_wait=hear)
        putting = asyncio.create_task(outlet.put(ONE))
        await waiting.wait()
        async with embedded(settings):
            await create(settings)
            placed = await putting
            await outlet.close()
        return placed

    assert run(work()).offset == 0
    assert said[0].startswith(f"one waits. Kafka does not answer at 127.0.0.1:{settings.embedded_port} (")
