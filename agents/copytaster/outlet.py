"""Raw messages onto a topic, each confirmed by the broker: what `publish`, `ingest` and the web view share."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from copytaster.brokers import BrokerUnreachable
from copytaster.clients import NoSuchTopic, producer
from copytaster.envelope import Headers
from copytaster.settings import Settings

#: Seconds that Kafka may take to confirm one message; the client itself would try for ever.
CONFIRM_DEADLINE = 30.0

#: Seconds between two attempts where Kafka refuses or does not answer.
REST = 1.0

#: Bytes that Kafka's framing of a message adds to its key, value and headers, rounded up (batch header 61, record 20).
FRAMING = 128

#: The header of a raw message that says which way it came in: "folder/AFP_0123.xml", "feed/https://…", "http/…".
CAME_FROM = "copytaster-from"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One message for the raw topic: the bytes as they came."""

    #: What people call it: a file name, a feed's entry.
    name: str
    value: bytes
    key: bytes | None = None
    headers: Headers = ()

    @property
    def size(self) -> int:
        """Bytes that it takes in Kafka, rounded up."""
        marked = sum(len(name.encode()) + len(data) + 8 for name, data in self.headers)
        return len(self.value) + len(self.key or b"") + marked + FRAMING


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where Kafka put a message."""

    topic: str
    partition: int
    offset: int


class TooLarge(Exception):
    """A message that can never be published; the message says how large it is and what to raise."""


class NotConfirmed(Exception):
    """Kafka did not confirm a message, which may or may not be on the topic; the message says what to do."""


class Put(Protocol):
    """Puts a message where it belongs and returns when that is confirmed."""

    async def __call__(self, raw: Raw) -> Placed:
        """Put one message; raises TooLarge if it can never be there."""


class Outlet:
    """Puts raw messages on one topic. Connects when it is entered, or else when the first message comes.

    Args:
        settings: where Kafka is, and the largest message.
        topic: the topic's name.
        on_wait: told, in a sentence, each time that Kafka has not confirmed a message for 30 seconds or has failed to;
            the outlet goes on trying then. Without it such a message is given up with `NotConfirmed`.
    """

    def __init__(self, settings: Settings, topic: str, *, on_wait: Callable[[str], None] | None = None) -> None:
        self._settings = settings
        self.topic = topic
        self._on_wait = on_wait
        self._producer: AIOKafkaProducer | None = None
        self._held = AsyncExitStack()
        self._connecting = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Connect.

        Raises:
            BrokerUnreachable, NoSuchTopic: as `clients.producer` says.
        """
        await self._connected()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        await self.close()

    async def close(self) -> None:
        """Close the connection; it is opened anew should another message come."""
        self._producer = None
        held, self._held = self._held, AsyncExitStack()
        await held.aclose()

    async def put(self, raw: Raw) -> Placed:
        """Put one message on the topic and wait for the broker's confirmation.

        Raises:
            TooLarge: it has more bytes than the topic takes.
            NotConfirmed: no confirmation within 30 seconds.
            KafkaError: Kafka refused it.
            BrokerUnreachable, NoSuchTopic: it could not connect.

        The last three not if the outlet is patient.
        """
        if raw.size > self._settings.max_message_bytes:
            raise self._too_large(raw)
        while True:
            try:
                return await self._confirmed(raw)
            except MessageSizeTooLargeError:
                # The idempotent client has counted the message, Kafka has not: its next one would be out of order.
                await self.close()
                raise self._too_large(raw) from None
            except KafkaError as error:
                await self.close()
                await self._try_on(error, f"Kafka did not take {raw.name} ({type(error).__name__}).")
            except (BrokerUnreachable, NoSuchTopic) as error:
                await self._try_on(error, f"{raw.name} waits. {error}")

    async def _confirmed(self, raw: Raw) -> Placed:
        client = await self._connected()
        sending = asyncio.ensure_future(
            client.send_and_wait(self.topic, raw.value, key=raw.key, headers=list(raw.headers))
        )
        try:
            while not (await asyncio.wait({sending}, timeout=CONFIRM_DEADLINE))[0]:
                self._keep_waiting(raw)  # sent again it would be there twice: the client has it and keeps trying
        finally:
            sending.cancel()
        put = sending.result()
        return Placed(topic=put.topic, partition=put.partition, offset=put.offset)

    async def _connected(self) -> AIOKafkaProducer:
        async with self._connecting:
            if self._producer is None:
                opening = producer(self._settings, [self.topic])
                self._producer = await self._held.enter_async_context(opening)
            return self._producer

    def _keep_waiting(self, raw: Raw) -> None:
        says = f"Kafka did not confirm {raw.name} within {CONFIRM_DEADLINE:g} s; "
        if self._on_wait is None:
            raise NotConfirmed(
                f"{says}it may or may not be on {self.topic}: see whether the broker runs, and publish it again."
            )
        self._on_wait(f"{says}waiting on.")

    async def _try_on(self, error: Exception, says: str) -> None:
        """Rest before the next attempt; an outlet that is not patient raises the error instead."""
        if self._on_wait is None:
            raise error
        self._on_wait(says)
        await asyncio.sleep(REST)

    def _too_large(self, raw: Raw) -> TooLarge:
        return TooLarge(
            f"{raw.name} has {len(raw.value)} bytes, more than {self.topic} takes; it was not published. "
            "Raise COPYTASTER_MAX_MESSAGE_BYTES and the topic's max.message.bytes."
        )
