"""The topology as data: which topics there are, who writes them, who reads them, and how they are created."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from copytaster.settings import Settings
from wirecopy.events import AlertEvent, DeadLetter, EnrichedStory, QuoteEvent, SourceEvent

DAY_MS = 24 * 60 * 60 * 1000

#: A dead letter is the original message and a few headers more: its topic takes that much more than the input topic.
DEAD_LETTER_HEADROOM = 64 * 1024

_LEGAL = re.compile(r"[A-Za-z0-9._-]{1,249}")


def is_legal(name: str) -> bool:
    """Whether Kafka takes this as the name of a topic."""
    return bool(_LEGAL.fullmatch(name)) and name not in (".", "..")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic: what is on it, and how it is kept."""

    #: What the command line calls it: "stories".
    title: str
    #: The full name, prefix and major version included.
    name: str
    #: What the key is.
    key: str
    #: The class of the value; bytes where it is the story as it arrived.
    payload: type
    #: CloudEvents `ce_type` of the events on it; empty where publishers write as they like.
    event_type: str
    #: Agents that write it.
    writers: tuple[str, ...]
    #: Agents that read it.
    readers: tuple[str, ...]
    #: One sentence for people.
    about: str
    #: How long messages are kept, in milliseconds.
    retention_ms: int = 7 * DAY_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """All topics of one deployment."""

    raw: Topic
    stories: Topic
    quotes: Topic
    sources: Topic
    alerts: Topic
    dead_letters: Topic

    def all(self) -> tuple[Topic, ...]:
        """Every topic, inputs first."""
        return (self.raw, self.stories, self.quotes, self.sources, self.alerts, self.dead_letters)

    def config(self, topic: Topic, settings: Settings) -> Mapping[str, str]:
        """The Kafka topic configuration that a topic is created with and checked against."""
        headroom = DEAD_LETTER_HEADROOM if topic == self.dead_letters else 0
        return {
            "cleanup.policy": "delete",
            "retention.ms": str(topic.retention_ms),
            "max.message.bytes": str(settings.max_message_bytes + headroom),
        }


def topology(prefix: str = "wire") -> Topics:
    """Draw the whole topology; `prefix` is what all names begin with."""
    raw = Topic(
        title="raw",
        name=f"{prefix}.raw.v1",
        key="story uri, or none",
        payload=bytes,
        event_type="",
        writers=("publishers",),
        readers=("enrich",),
        about="The story as it arrived: bytes in any supported format.",
    )
    return Topics(
        raw=raw,
        stories=replace(
            _enriched(
                f"{prefix}.stories.v1",
                EnrichedStory,
                "wire.story.enriched.v1",
                "The story with its life cycle, dateline, quotes and sources.",
            ),
            readers=("alert",),
        ),
        quotes=_enriched(
            f"{prefix}.quotes.v1",
            QuoteEvent,
            "wire.quote.extracted.v1",
            "One quote with its speaker and the evidence.",
        ),
        sources=_enriched(
            f"{prefix}.sources.v1",
            SourceEvent,
            "wire.source.mentioned.v1",
            "One source of one story with what it supports.",
        ),
        alerts=_alerts(f"{prefix}.alerts.v1"),
        dead_letters=_dead_letters(f"{raw.name}.dead-letters"),
    )


def _enriched(name: str, payload: type, event_type: str, about: str) -> Topic:
    """What the enrich agent publishes of a story."""
    return Topic(
        title=name.split(".")[-2],
        name=name,
        key="story uri",
        payload=payload,
        event_type=event_type,
        writers=("enrich",),
        readers=(),
        about=about,
    )


def _alerts(name: str) -> Topic:
    return Topic(
        title="alerts",
        name=name,
        key="alert id",
        payload=AlertEvent,
        event_type="wire.alert.raised.v1",
        writers=("alert",),
        readers=(),
        about="Something the desk must see, and why.",
    )


def _dead_letters(name: str) -> Topic:
    return Topic(
        title="dead-letters",
        name=name,
        key="as it came",
        payload=DeadLetter,
        event_type="wire.dead-letter.v1",
        writers=("enrich", "alert"),
        readers=(),
        about="A message that could not be read: the original bytes, the reason in headers.",
        retention_ms=30 * DAY_MS,
    )
