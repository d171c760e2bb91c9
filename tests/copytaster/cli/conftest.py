"""The program as a process of its own, and what Kafka holds after it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from aiokafka import ConsumerRecord

from copytaster import provision
from copytaster.clients import consumer, producer
from copytaster.envelope import Headers
from copytaster.settings import PREFIX, Settings
from copytaster.topics import Topic, topology
from tests.brokers import RunningBroker

Held = list[tuple[bytes | None, bytes | None]]


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: bytes
    err: str

    @property
    def sentence(self) -> str:
        """What was said on standard error: exactly one line."""
        (line,) = self.err.strip().splitlines()
        return line


@dataclass(frozen=True)
class Desk:
    """Topics of this test's own on a running broker, and the command line beside them."""

    settings: Settings

    def topic(self, title: str) -> Topic:
        """A topic by what the command line calls it."""
        return next(one for one in topology(self.settings.topic_prefix).all() if one.title == title)

    def run(self, *arguments: str, stdin: bytes = b"", **settings: str) -> Ran:
        """Run a command with these topics, or with these settings instead."""
        given = {PREFIX + name: value for name, value in settings.items()}
        done = subprocess.run(
            [sys.executable, "-m", "copytaster", *arguments],
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
            env={**environment(), **self.settings.as_env(), **given},
        )
        return Ran(done.returncode, done.stdout, done.stderr.decode())

    def held(self, title: str, count: int) -> Held:
        """The first messages (key, value) of a topic, once there are so many."""
        return [(one.key, one.value) for one in self._first(title, count)]

    def headers(self, title: str) -> Headers:
        """The headers of a topic's first message."""
        (first,) = self._first(title, 1)
        return tuple(first.headers)

    def _first(self, title: str, count: int) -> "list[ConsumerRecord[bytes, bytes]]":
        return asyncio.run(_first(self.settings, self.topic(title).name, count))

    def put(self, title: str, value: bytes | None, *, key: bytes | None = None, headers: Headers = ()) -> None:
        """Put a message on a topic, whatever it is."""
        asyncio.run(_put(self.settings, self.topic(title).name, key, value, headers))


@pytest.fixture
def desk(broker: RunningBroker) -> Desk:
    """A desk whose topics exist; one partition each, so that what is read has an order."""
    name = broker.unique()
    settings = broker.settings(topic_prefix=name, group=name, partitions=1)
    asyncio.run(provision.create(settings))
    return Desk(settings)


@pytest.fixture
def bare_desk(broker: RunningBroker) -> Desk:
    """A desk whose topics do not exist yet."""
    name = broker.unique()
    return Desk(broker.settings(topic_prefix=name, group=name, partitions=1))


@pytest.fixture
def command() -> Callable[..., Ran]:
    """The program without a broker."""
    return Desk(Settings()).run


def environment() -> dict[str, str]:
    """Ours without the settings that whoever runs the tests may have."""
    return {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}


async def _first(settings: Settings, topic: str, count: int) -> "list[ConsumerRecord[bytes, bytes]]":
    async with consumer(settings, [topic], from_start=True) as client, asyncio.timeout(30):
        return [await client.getone() for _ in range(count)]


async def _put(settings: Settings, topic: str, key: bytes | None, value: bytes | None, headers: Headers) -> None:
    async with producer(settings, [topic]) as client:
        await client.send_and_wait(topic, value, key=key, headers=list(headers))
