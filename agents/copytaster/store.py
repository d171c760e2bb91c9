"""An agent's state: in memory while a partition is ours, rebuilt from its own topic when it becomes ours.

Faust's tables lose and mix up entries in a recovery, so the state is kept here in the plainest way that survives a
kill -9: each change is a message on a compacted topic with the same number of partitions as the agent's input, in the
partition of the message that caused it, confirmed before that message is acked. Whoever gets the partition next reads
that topic's partition from the beginning to its end before it works on anything.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiokafka import AIOKafkaConsumer, TopicPartition

from copytaster.brokers import traits
from copytaster.delivered import Delivered, Done, Outcome, too_large
from copytaster.envelope import Headers, OutgoingRecord, event_type
from copytaster.halt import CannotGoOn
from copytaster.settings import Settings
from copytaster.topics import Topic
from wirecopy.codec import encode
from wirecopy.events import AlertEvent, EnrichedStory

#: The `ce_type` of the worker's own reminder that a key's time has come; it is never published.
REMINDER = "wire.reminder.v1"

#: How long the broker may take to give more of a state that is being read, in seconds.
PATIENCE = 60.0

#: The headers by which a record of the state is found when its time has come: seconds since 1970.
TOUCHED, DUE = "copytaster-touched", "copytaster-due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One key's state as it is kept: encoded, because there are many and few are looked at."""

    value: bytes
    headers: Headers
    #: When a message last touched it, in seconds since 1970.
    touched: float
    #: When something must be done with it though no message comes; None for never.
    due: float | None = None


class Forgotten(CannotGoOn):
    """The state that was waited for is not ours any more."""


@dataclass(slots=True, eq=False)
class _Shelf:
    """One partition's entries."""

    entries: dict[bytes, Entry] = field(default_factory=dict)
    #: Work on a partition is done one message at a time, in the order of the messages.
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    restored: bool = False


class Store:
    """The state of one agent, by partition and key.

    Args:
        settings: where the broker is.
        topic: the compacted topic that holds the state.
    """

    def __init__(self, settings: Settings, topic: Topic) -> None:
        self._settings = settings
        self._topic = topic
        self._shelves: dict[int, _Shelf] = {}

    @property
    def topic(self) -> Topic:
        """The topic that holds the state."""
        return self._topic

    @property
    def kept(self) -> int:
        """How many keys are kept in memory."""
        return sum(len(shelf.entries) for shelf in self._shelves.values())

    @asynccontextmanager
    async def turn(self, partition: int) -> AsyncIterator[None]:
        """Work on a partition's state, as it stands on its topic: one message at a time, first come, first served.

        Raises:
            Forgotten: everything was forgotten while we waited; the partition may be another worker's.
            CannotGoOn: the topic cannot be read.
        """
        shelf = self._shelves.setdefault(partition, _Shelf())
        async with shelf.lock:
            if not shelf.restored:
                shelf.entries = await self.read(partition)
                shelf.restored = True
            if self._shelves.get(partition) is not shelf:
                raise Forgotten(f"Partition {partition} of {self._topic.name} was given up meanwhile.")
            yield

    async def read(self, partition: int) -> dict[bytes, Entry]:
        """Read a partition's state from its topic.

        Raises:
            CannotGoOn: it cannot be read, for whatever reason: it is never the fault of the message that waits for it.
        """
        try:
            return await read_entries(self._settings, self._topic.name, partition)
        except Exception as error:
            raise CannotGoOn(
                f"The state on {self._topic.name}, partition {partition} could not be read ({error!r})."
            ) from error

    def get(self, partition: int, key: bytes) -> Entry | None:
        """What is kept under a key; it must be our turn."""
        return self._entries(partition).get(key)

    def entry(self, known: object, touched: float, due: float | None = None) -> Entry:
        """What is known after a message, as an entry.

        Args:
            known: an object of one of the classes on the topic.
            touched: when that was, by our own clock: a message that waited for days is no reason to forget it at once.
            due: when something must be done with it though no message comes, in seconds since 1970.
        """
        kind = next(kind for kind in self._topic.kinds if kind.payload is type(known))
        headers = (("ce_type", kind.event_type.encode()), ("content-type", b"application/json"))
        return Entry(value=encode(known), headers=headers, touched=touched, due=due)

    def kind_of(self, entry: Entry) -> type:
        """The class of what an entry holds."""
        return self._topic.kind(event_type(entry.headers)).payload

    def settle(
        self,
        message: Delivered,
        kept: tuple[bytes, Entry | None],
        records: tuple[OutgoingRecord, ...],
        limit: int,
        stories: tuple[EnrichedStory, ...] = (),
        alerts: tuple[AlertEvent, ...] = (),
    ) -> Outcome:
        """What a message comes to: its records and the state behind them, or why they cannot be published.

        State that cannot be published is not kept either: memory and topic must not part.
        """
        key, entry = kept
        entries = self._entries(message.partition)
        known = entry is not None or key in entries
        state = (self.record(message.partition, key, entry),) if known else ()
        if failed := too_large((*records, *state), limit):
            return failed
        if entry is None:
            entries.pop(key, None)
        else:
            entries[key] = entry
        return Done(records=records, stories=stories, alerts=alerts, state=state)

    def record(self, partition: int, key: bytes, entry: Entry | None) -> OutgoingRecord:
        """The message that keeps an entry on the topic; a tombstone for one that is forgotten."""
        if entry is None:
            return OutgoingRecord(topic=self._topic.name, key=key, value=None, partition=partition)
        due = ((DUE, repr(entry.due).encode()),) if entry.due is not None else ()
        marks = ((TOUCHED, repr(entry.touched).encode()), *due)
        return OutgoingRecord(
            topic=self._topic.name,
            key=key,
            value=entry.value,
            headers=(*entry.headers, *marks),
            partition=partition,
        )

    def due(self, partition: int, now: float) -> dict[bytes, Entry]:
        """What has come due, and what is to be forgotten, by key."""
        return {key: entry for key, entry in self._entries(partition).items() if self.is_due(entry, now)}

    def is_due(self, entry: Entry, now: float) -> bool:
        """Whether something must be done with an entry; one that waits for nothing is forgotten after a time."""
        if entry.due is not None:
            return entry.due <= now
        return entry.touched < now - self._settings.life_hours * 3600

    @property
    def waiting(self) -> int:
        """How many keys wait for their time."""
        return sum(entry.due is not None for shelf in self._shelves.values() for entry in shelf.entries.values())

    def forget(self) -> None:
        """Forget everything in memory: the partitions may be another worker's now."""
        self._shelves = {}

    def _entries(self, partition: int) -> dict[bytes, Entry]:
        shelf = self._shelves.get(partition)
        return shelf.entries if shelf else {}


async def read_entries(settings: Settings, topic: str, partition: int) -> dict[bytes, Entry]:
    """Everything that a partition of a compacted topic holds now, the last of each key.

    Raises:
        KafkaError: the broker does not answer.
        TimeoutError: it gives nothing more, though there should be more.
    """
    entries: dict[bytes, Entry] = {}
    here = TopicPartition(topic, partition)
    client = AIOKafkaConsumer(
        bootstrap_servers=settings.bootstrap,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=settings.max_message_bytes,
        fetch_max_wait_ms=traits(settings).fetch_wait_ms,
    )
    try:
        await client.start()
        client.assign([here])
        end = (await client.end_offsets([here]))[here]
        begin = (await client.beginning_offsets([here]))[here]
        client.seek(here, begin)
        at = begin
        while at < end:
            async with asyncio.timeout(PATIENCE):
                at = await _read_on(client, here, at, entries)
    finally:
        await client.stop()
    return entries


async def _read_on(client: AIOKafkaConsumer, here: TopicPartition, at: int, entries: dict[bytes, Entry]) -> int:
    """Read what comes next; gives the position after it. What compaction removed leaves gaps, and gives no records."""
    while (now := await client.position(here)) <= at:
        for records in (await client.getmany(timeout_ms=1000)).values():
            for record in records:
                _take(entries, record.key, record.value, tuple(record.headers))
    return int(now)


def _take(entries: dict[bytes, Entry], key: bytes | None, value: bytes | None, headers: Headers) -> None:
    if key is None:
        return
    if value is None:
        entries.pop(key, None)
        return
    named = dict(headers)
    entries[key] = Entry(
        value=value,
        headers=tuple((name, data) for name, data in headers if name not in (TOUCHED, DUE)),
        touched=_seconds(named.get(TOUCHED)) or 0.0,
        due=_seconds(named.get(DUE)),
    )


def _seconds(data: bytes | None) -> float | None:
    try:
        return float(data) if data else None
    except ValueError:
        return None
