"""Patience with a broker that takes its time, on a client that we hold in our hands."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from aiokafka.errors import KafkaError, OutOfOrderSequenceNumber

from copytaster import outlet
from copytaster.outlet import NotConfirmed, Outlet, Placed, Raw
from copytaster.settings import Settings

RAW = Raw(name="one.txt", value=b"Fog")


@dataclass
class Client:
    """Confirms when it is told to; fails first as often as it has errors."""

    confirms: asyncio.Event = field(default_factory=asyncio.Event)
    errors: list[KafkaError] = field(default_factory=list)
    sent: int = 0
    opened: int = 0

    async def send_and_wait(self, topic: str, _: bytes, **__: object) -> SimpleNamespace:
        self.sent += 1
        if self.errors:
            raise self.errors.pop()
        await self.confirms.wait()
        return SimpleNamespace(topic=topic, partition=0, offset=7)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    made = Client()

    @asynccontextmanager
    async def producer(*_: object) -> AsyncIterator[Client]:
        made.opened += 1
        yield made

    monkeypatch.setattr(outlet, "producer", producer)
    monkeypatch.setattr(outlet, "CONFIRM_DEADLINE", 0.01)
    monkeypatch.setattr(outlet, "REST", 0.0)
    return made


def test_without_patience_a_message_that_is_not_confirmed_is_given_up(client: Client) -> None:
    """It may be there or not; whoever has it sends it again."""
    with pytest.raises(NotConfirmed) as given_up:
        asyncio.run(Outlet(Settings(), "wire.raw.v1").put(RAW))
    assert str(given_up.value) == (
        "Kafka did not confirm one.txt within 0.01 s; it may or may not be on wire.raw.v1: see whether the broker "
        "runs, and publish it again."
    )
    assert client.sent == 1


def test_with_patience_it_is_waited_for_and_not_sent_twice(client: Client) -> None:
    """The client has it, and keeps trying."""
    said: list[str] = []

    def hear(sentence: str) -> None:
        said.append(sentence)
        if len(said) == 3:
            client.confirms.set()

    placed = asyncio.run(Outlet(Settings(), "wire.raw.v1", on_wait=hear).put(RAW))
    assert (placed, client.sent) == (Placed(topic="wire.raw.v1", partition=0, offset=7), 1)
    assert set(said) == {"Kafka did not confirm one.txt within 0.01 s; waiting on."}


def test_with_patience_an_error_is_tried_again_on_a_new_client(client: Client) -> None:
    """An idempotent client that lost count never finds it again."""
    said: list[str] = []
    client.confirms.set()
    client.errors = [OutOfOrderSequenceNumber()]
    asyncio.run(Outlet(Settings(), "wire.raw.v1", on_wait=said.append).put(RAW))
    assert (client.sent, client.opened) == (2, 2)
    assert said == ["Kafka did not take one.txt (OutOfOrderSequenceNumber)."]


def test_without_patience_an_error_is_an_error(client: Client) -> None:
    """The next message goes through a new client."""
    client.confirms.set()
    client.errors = [OutOfOrderSequenceNumber()]

    async def work() -> Placed:
        one = Outlet(Settings(), "wire.raw.v1")
        with pytest.raises(OutOfOrderSequenceNumber):
            await one.put(RAW)
        return await one.put(RAW)

    assert asyncio.run(work()).offset == 7
    assert client.opened == 2
