"""The independent verifier: reads every topic from the start and says what is wrong; shares no code with delivery."""

import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field

from aiokafka import AIOKafkaConsumer, TopicPartition

#: How long the topics may be silent before the verifier stops waiting for what is missing, in seconds.
PATIENCE = 60.0


@dataclass(frozen=True)
class Seen:
    """One message of an output topic."""

    topic: str
    key: str
    value: bytes
    headers: Mapping[str, str]


@dataclass
class Account:
    """Everything that came out, by topic."""

    stories: list[Seen] = field(default_factory=list)
    quotes: list[Seen] = field(default_factory=list)
    sources: list[Seen] = field(default_factory=list)
    dead: list[Seen] = field(default_factory=list)

    def add(self, seen: Seen) -> None:
        for suffix, kept in (
            (".stories.v1", self.stories),
            (".quotes.v1", self.quotes),
            (".sources.v1", self.sources),
            (".dead-letters", self.dead),
        ):
            if seen.topic.endswith(suffix):
                kept.append(seen)

    def settled(self) -> set[str]:
        """The origins (topic/partition/offset) of all messages that ended as a story or a dead letter."""
        dead = (f"{s.headers['dlq_topic']}/{s.headers['dlq_partition']}/{s.headers['dlq_offset']}" for s in self.dead)
        return {seen.headers["copytaster-origin"] for seen in self.stories} | set(dead)


async def read_until_settled(
    bootstrap: str, prefix: str, wanted: set[str], meanwhile: Callable[[int], Awaitable[None]]
) -> Account:
    """Read the outputs until every wanted origin is settled, or nothing has come for `PATIENCE` seconds.

    `meanwhile` is told after each batch how many are settled: that is where the faults are injected.
    """
    account, quiet = Account(), 0.0
    names = [f"{prefix}.{name}" for name in ("stories.v1", "quotes.v1", "sources.v1", "raw.v1.dead-letters")]
    consumer = AIOKafkaConsumer(*names, bootstrap_servers=bootstrap, auto_offset_reset="earliest")
    await consumer.start()
    try:
        while not wanted <= (settled := account.settled()) and quiet < PATIENCE:
            await meanwhile(len(settled))
            batches = await consumer.getmany(timeout_ms=500)
            quiet = 0.0 if batches else quiet + 0.5
            _add(account, batches.values())
        _add(account, (await consumer.getmany(timeout_ms=2000)).values())
    finally:
        await consumer.stop()
    return account


def _add(account: Account, batches: Iterable[Iterable[object]]) -> None:
    for record in (one for batch in batches for one in batch):
        headers = {name: value.decode() for name, value in record.headers}  # type: ignore[attr-defined]  # aiokafka's
        key, value = record.key, record.value  # type: ignore[attr-defined]  # aiokafka's
        account.add(Seen(record.topic, (key or b"").decode(), value or b"", headers))  # type: ignore[attr-defined]


def faults(account: Account, wanted: set[str]) -> list[str]:
    """What is wrong with the outcome, a sentence each; an empty list is what was promised."""
    return [
        *(f"{origin} left no trace" for origin in sorted(wanted - account.settled())),
        *_different_duplicates([*account.stories, *account.quotes, *account.sources]),
        *_missing_parts(account, _versions(account.stories)),
        *_out_of_order(_versions(account.stories)),
    ]


def duplicates(account: Account) -> int:
    """How many messages came more than once."""
    return len(account.stories) - len({seen.headers["ce_id"] for seen in account.stories})


def _different_duplicates(events: Iterable[Seen]) -> Iterable[str]:
    first: dict[tuple[str, str], Seen] = {}
    for seen in events:
        kept = first.setdefault((seen.topic, seen.headers["ce_id"]), seen)
        if (kept.key, kept.value) != (seen.key, seen.value):
            yield f"two events on {seen.topic} share the id {seen.headers['ce_id']} and differ"


def _versions(stories: Iterable[Seen]) -> list[Seen]:
    """The events that are a version of a story; others tell what a notice did to one: the samples kill by name too."""
    return [seen for seen in stories if seen.headers["ce_type"] in ("wire.story.enriched.v1", "wire.story.late.v1")]


def _missing_parts(account: Account, versions: Iterable[Seen]) -> Iterable[str]:
    """Each story says which quotes and sources it has: their own events must be out."""
    quotes = {json.loads(seen.value)["id"] for seen in account.quotes}
    sources = {json.loads(seen.value)["id"] for seen in account.sources}
    for seen in versions:
        story = json.loads(seen.value)
        if story["version"] not in story["standing"]["live"]:
            continue
        missing = {q["id"] for q in story["quotes"]} - quotes | {s["id"] for s in story["sources"]} - sources
        if missing:
            yield f"{story['uri']} version {story['version']} lacks {len(missing)} of its events"


def _out_of_order(stories: Iterable[Seen]) -> Iterable[str]:
    """First appearances of a key's versions must come in the order in which they were published."""
    versions: dict[str, list[int]] = defaultdict(list)
    for seen in stories:
        version = int(json.loads(seen.value)["version"])
        if version not in versions[seen.key]:
            versions[seen.key].append(version)
    return [f"{key} came in the order {order}" for key, order in versions.items() if order != sorted(order)]


async def committed_behind(bootstrap: str, topic: str, group: str, partitions: int) -> int:
    """How many messages of a topic the group has not committed."""
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False)
    await consumer.start()
    try:
        lanes = [TopicPartition(topic, number) for number in range(partitions)]
        ends = await consumer.end_offsets(lanes)
        committed = {lane: await consumer.committed(lane) or 0 for lane in lanes}
        return sum(ends[lane] - committed[lane] for lane in lanes)
    finally:
        await consumer.stop()
