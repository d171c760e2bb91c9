"""The topology."""

from copytaster.settings import Settings
from copytaster.topics import DAY_MS, DEAD_LETTER_HEADROOM, topology
from wirecopy.events import AlertEvent, DeadLetter, EnrichedStory, QuoteEvent, SourceEvent
from wirecopy.life.state import StoryLife
from wirecopy.rules.raised import AlertLife


def test_there_are_nine_topics() -> None:
    """Raw stories in; stories, quotes, sources and alerts out; two for state; what cannot be read on the side."""
    assert [(topic.title, topic.name, [kind.payload for kind in topic.kinds][:1]) for topic in topology().all()] == [
        ("raw", "wire.raw.v1", []),
        ("read", "wire.read.v1", [EnrichedStory]),
        ("stories", "wire.stories.v1", [EnrichedStory]),
        ("quotes", "wire.quotes.v1", [QuoteEvent]),
        ("sources", "wire.sources.v1", [SourceEvent]),
        ("alerts", "wire.alerts.v1", [AlertEvent]),
        ("lives", "wire.lives.v1", [StoryLife]),
        ("alert-lives", "wire.alert-lives.v1", [AlertLife]),
        ("dead-letters", "wire.raw.v1.dead-letters", [DeadLetter]),
    ]


def test_no_two_kinds_of_event_have_the_same_type() -> None:
    """A subscriber of several topics tells them by `ce_type`."""
    types = [kind.event_type for topic in topology().all() for kind in topic.kinds]
    assert len(types) == len(set(types))


def test_all_names_begin_with_the_prefix() -> None:
    """Two deployments can share one Kafka."""
    assert {topic.name.partition(".")[0] for topic in topology("night").all()} == {"night"}


def test_who_writes_and_who_reads() -> None:
    """The flow: raw to enrich, what was read to life, stories to alert; any of them may give a message up."""
    assert {topic.title: (topic.writers, topic.readers) for topic in topology().all()} == {
        "raw": (("publishers",), ("enrich",)),
        "read": (("enrich", "life"), ("life",)),
        "stories": (("life",), ("alert",)),
        "quotes": (("life",), ()),
        "sources": (("life",), ()),
        "alerts": (("alert",), ()),
        "lives": (("life",), ("life",)),
        "alert-lives": (("alert",), ("alert",)),
        "dead-letters": (("enrich", "life", "alert"), ()),
    }


def test_a_topic_is_created_to_take_what_is_published_on_it() -> None:
    """A dead letter of the largest message has room for its reason, and is kept longer."""
    topics, settings = topology(), Settings(max_message_bytes=1_000_000)

    assert topics.config(topics.raw, settings) == {
        "cleanup.policy": "delete",
        "retention.ms": str(7 * DAY_MS),
        "max.message.bytes": "1000000",
    }
    assert topics.config(topics.lives, settings) == {"cleanup.policy": "compact", "max.message.bytes": "1000000"}
    assert topics.config(topics.dead_letters, settings) == {
        "cleanup.policy": "delete",
        "retention.ms": str(30 * DAY_MS),
        "max.message.bytes": str(1_000_000 + DEAD_LETTER_HEADROOM),
    }
