"""What a subscriber sees: publishes raw messages, and reads the outputs until everything is accounted for."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from copytaster.clients import consumer, producer
from copytaster.envelope import Headers
from copytaster.settings import Settings
from copytaster.topics import topology

#: How long an event may take to come out, in seconds, before the test gives up.
PATIENCE = 60.0


@dataclass(frozen=True)
class Got:
    """One message of an output topic."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.value or b"null")


def publish_and_collect(
    settings: Settings, messages: Iterable[tuple[bytes | None, bytes | None]], headers: Headers = ()
) -> dict[str, list[Got]]:
    """Publish messages (key, value), all with these headers; gives what came of them, by the title of the topic."""
    return asyncio.run(_publish_and_collect(settings, list(messages), headers))


async def _publish_and_collect(
    settings: Settings, messages: list[tuple[bytes | None, bytes | None]], headers: Headers
) -> dict[str, list[Got]]:
    topics = topology(settings.topic_prefix)
    outputs = topics.outputs()
    async with producer(settings) as out, consumer(settings, [t.name for t in outputs], from_start=True) as back:
        sent = [
            await out.send_and_wait(topics.raw.name, value, key=key, headers=list(headers)) for key, value in messages
        ]
        wanted = {f"{topics.raw.name}/{one.partition}/{one.offset}" for one in sent}
        titles = {topic.name: topic.title for topic in outputs}
        got: dict[str, list[Got]] = {topic.title: [] for topic in outputs}
        async with asyncio.timeout(PATIENCE):
            while wanted or not _complete(got):
                for records in (await back.getmany(timeout_ms=200)).values():
                    for record in records:
                        named = {name: value.decode() for name, value in record.headers}
                        one = Got(record.topic, record.key, record.value, named)
                        got[titles[record.topic]].append(one)
                        wanted.discard(origin(one))
    return got


def origin(got: Got) -> str:
    """Which raw message settled with this one; empty for events that settle nothing (quotes, sources, alerts)."""
    if "dlq_topic" in got.headers:
        return f"{got.headers['dlq_topic']}/{got.headers['dlq_partition']}/{got.headers['dlq_offset']}"
    return got.headers["copytaster-origin"] if got.headers["ce_type"].startswith("wire.story.") else ""


def _complete(got: Mapping[str, list[Got]]) -> bool:
    """Whether everything that the stories announce is here too: topics are fetched one by one, in any order."""
    stories = [one.json for one in got["stories"] if one.headers["ce_type"] == "wire.story.enriched.v1"]
    live = [story for story in stories if story["version"] in story["standing"]["live"]]
    return (
        _ids(got["quotes"]) >= {quote["id"] for story in live for quote in story["quotes"]}
        and _ids(got["sources"]) >= {source["id"] for story in live for source in story["sources"]}
        and {one.json["story"]["uri"] for one in got["alerts"]} >= {s["uri"] for s in stories if _raises_an_alert(s)}
    )


def _ids(events: list[Got]) -> set[str]:
    return {one.json["id"] for one in events}


def _raises_an_alert(story: dict[str, Any]) -> bool:
    if story["lifecycle"]["relation"] in ("kill", "correction"):
        return True
    return (story["urgency"] or 9) <= 2 and story["version"] in story["standing"]["live"]
