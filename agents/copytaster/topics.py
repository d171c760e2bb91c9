"""The topology as data: which topics there are, who writes them, who reads them, and how they are created."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import get_args

from copytaster.settings import Settings
from wirecopy.events import (
    AlertEvent,
    AlertStatus,
    Change,
    DeadLetter,
    EnrichedStory,
    QuoteEvent,
    SourceEvent,
    StoryChange,
)
from wirecopy.life.state import NameLife, Naming, Notice, StoryLife
from wirecopy.rules.raised import AlertLife

DAY_MS = 24 * 60 * 60 * 1000

#: A dead letter is the original message and a few headers more: its topic takes that much more than the input topic.
DEAD_LETTER_HEADROOM = 64 * 1024

#: What may become of a quote or a source, and of a story without a new version of it.
ITEM_CHANGES: tuple[Change, ...] = ("extracted", "superseded", "retracted", "withheld", "released")
STORY_CHANGES: tuple[Change, ...] = ("held", "superseded", "retracted", "withheld", "released")

#: The `ce_type` of what became of a story; everything else on its topic is a version of it.
STORY_CHANGE_TYPES = tuple(f"wire.story.{change}.v1" for change in STORY_CHANGES)

_LEGAL = re.compile(r"[A-Za-z0-9._-]{1,249}")


def is_legal(name: str) -> bool:
    """Whether Kafka takes this as the name of a topic."""
    return bool(_LEGAL.fullmatch(name)) and name not in (".", "..")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of event on a topic."""

    #: CloudEvents `ce_type`.
    event_type: str
    #: The class of the value.
    payload: type


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic: what is on it, and how it is kept."""

    #: What the command line calls it: "stories".
    title: str
    #: The full name, prefix and major version included.
    name: str
    #: What the key is.
    key: str
    #: The kinds of events on it, the main one first; none where publishers write as they like.
    kinds: tuple[Kind, ...]
    #: Agents that write it.
    writers: tuple[str, ...]
    #: Agents that read it.
    readers: tuple[str, ...]
    #: One sentence for people.
    about: str
    #: How long messages are kept, in milliseconds; None for a topic that keeps the last message of each key.
    retention_ms: int | None = 7 * DAY_MS

    def kind(self, event_type: str) -> Kind:
        """The kind of event that has a `ce_type`.

        Raises:
            KeyError: there is none on this topic.
        """
        for kind in self.kinds:
            if kind.event_type == event_type:
                return kind
        raise KeyError(event_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """All topics of one deployment."""

    raw: Topic
    read: Topic
    stories: Topic
    quotes: Topic
    sources: Topic
    alerts: Topic
    lives: Topic
    alert_lives: Topic
    dead_letters: Topic

    def all(self) -> tuple[Topic, ...]:
        """Every topic, inputs first."""
        return tuple(getattr(self, one.name) for one in fields(self))

    def outputs(self) -> tuple[Topic, ...]:
        """The topics that are made for subscribers."""
        return (self.stories, self.quotes, self.sources, self.alerts, self.dead_letters)

    def state_of(self, agent: str) -> Topic:
        """The topic in which an agent keeps its state."""
        return {"life": self.lives, "alert": self.alert_lives}[agent]

    def config(self, topic: Topic, settings: Settings) -> Mapping[str, str]:
        """The Kafka topic configuration that a topic is created with and checked against."""
        headroom = DEAD_LETTER_HEADROOM if topic == self.dead_letters else 0
        kept = (
            {"cleanup.policy": "compact"}
            if topic.retention_ms is None
            else {"cleanup.policy": "delete", "retention.ms": str(topic.retention_ms)}
        )
        return {**kept, "max.message.bytes": str(settings.max_message_bytes + headroom)}


def topology(prefix: str = "wire") -> Topics:
    """Draw the whole topology; `prefix` is what all names begin with."""
    raw = Topic(
        title="raw",
        name=f"{prefix}.raw.v1",
        key="story uri, or none",
        kinds=(),
        writers=("publishers",),
        readers=("enrich",),
        about="The story as it arrived: bytes in any supported format.",
    )
    return Topics(
        raw=raw,
        read=_read(f"{prefix}.read.v1"),
        stories=replace(
            _derived(
                f"{prefix}.stories.v1",
                (
                    ("wire.story.enriched.v1", EnrichedStory),
                    ("wire.story.late.v1", EnrichedStory),
                    *((kind, StoryChange) for kind in STORY_CHANGE_TYPES),
                ),
                "The story with its life cycle, dateline, quotes and sources, and what became of it.",
            ),
            readers=("alert",),
        ),
        quotes=_derived(
            f"{prefix}.quotes.v1",
            tuple((f"wire.quote.{change}.v1", QuoteEvent) for change in ITEM_CHANGES),
            "One quote with its speaker and the evidence, and what became of it.",
        ),
        sources=_derived(
            f"{prefix}.sources.v1",
            tuple((source_type(change), SourceEvent) for change in ITEM_CHANGES),
            "One source of one story with what it supports, and what became of it.",
        ),
        alerts=_alerts(f"{prefix}.alerts.v1"),
        lives=_state(
            f"{prefix}.lives.v1",
            "life",
            "story uri, or the URN of a name",
            (("wire.story.life.v1", StoryLife), ("wire.name.life.v1", NameLife)),
            "What is known of each story's life: the worker's state, open to read.",
        ),
        alert_lives=_state(
            f"{prefix}.alert-lives.v1",
            "alert",
            "story uri",
            (("wire.alert.life.v1", AlertLife),),
            "The alerts that stand on each story: the worker's state, open to read.",
        ),
        dead_letters=_dead_letters(f"{raw.name}.dead-letters"),
    )


def source_type(change: Change) -> str:
    """The `ce_type` of an event about a source: it is mentioned where a quote is extracted."""
    return f"wire.source.{'mentioned' if change == 'extracted' else change}.v1"


def _kinds(kinds: Iterable[tuple[str, type]]) -> tuple[Kind, ...]:
    return tuple(Kind(event_type=name, payload=payload) for name, payload in kinds)


def _read(name: str) -> Topic:
    return Topic(
        title="read",
        name=name,
        key="story uri, or the URN of a name",
        kinds=_kinds(
            (
                ("wire.story.read.v1", EnrichedStory),
                ("wire.story.named.v1", Naming),
                ("wire.story.noticed.v1", Notice),
            )
        ),
        writers=("enrich", "life"),
        readers=("life",),
        about="Each version as it was read, on its way from agent to agent; not made for subscribers.",
        retention_ms=DAY_MS,
    )


def _derived(name: str, kinds: Iterable[tuple[str, type]], about: str) -> Topic:
    """What the life agent publishes of a story."""
    return Topic(
        title=name.split(".")[-2],
        name=name,
        key="story uri",
        kinds=_kinds(kinds),
        writers=("life",),
        readers=(),
        about=about,
    )


def _alerts(name: str) -> Topic:
    return Topic(
        title="alerts",
        name=name,
        key="alert id",
        kinds=_kinds((f"wire.alert.{status}.v1", AlertEvent) for status in get_args(AlertStatus)),
        writers=("alert",),
        readers=(),
        about="Something the desk must see, and why.",
    )


def _state(name: str, agent: str, key: str, kinds: Iterable[tuple[str, type]], about: str) -> Topic:
    """What an agent must still know after a crash: one message for each key, partitioned as its input is."""
    return Topic(
        title=name.split(".")[-2],
        name=name,
        key=key,
        kinds=_kinds(kinds),
        writers=(agent,),
        readers=(agent,),
        about=about,
        retention_ms=None,
    )


def _dead_letters(name: str) -> Topic:
    return Topic(
        title="dead-letters",
        name=name,
        key="as it came",
        kinds=_kinds((("wire.dead-letter.v1", DeadLetter),)),
        writers=("enrich", "life", "alert"),
        readers=(),
        about="A message that could not be read: the original bytes, the reason in headers.",
        retention_ms=30 * DAY_MS,
    )
