"""The topology."""

from copytaster.settings import Settings
from copytaster.topics import DAY_MS, DEAD_LETTER_HEADROOM, topology
from wirecopy.events import AlertEvent, DeadLetter, EnrichedStory, QuoteEvent, SourceEvent


def test_there_are_six_topics() -> None:
    """Raw stories in; stories, quotes, sources and alerts out; what cannot be read on the side."""
    assert [(topic.title, topic.name, topic.payload) for topic in topology().all()] == [
        ("raw", "wire.raw.v1", bytes),
        ("stories", "wire.stories.v1", EnrichedStory),
        ("quotes", "wire.quotes.v1", QuoteEvent),
        ("sources", "wire.sources.v1", SourceEvent),
        ("alerts", "wire.alerts.v1", AlertEvent),
        ("dead-letters", "wire.raw.v1.dead-letters", DeadLetter),
    ]


def test_all_names_begin_with_the_prefix() -> None:
    """Two deployments can share one Kafka."""
    assert {topic.name.partition(".")[0] for topic in topology("night").all()} == {"night"}


def test_who_writes_and_who_reads() -> None:
    """The flow: raw to enrich, stories to alert; either may give a message up."""
    assert {topic.title: (topic.writers, topic.readers) for topic in topology().all()} == {
        "raw": (("publishers",), ("enrich",)),
        "stories": (("enrich",), ("alert",)),
        "quotes": (("enrich",), ()),
        "sources": (("enrich",), ()),
        "alerts": (("alert",), ()),
        "dead-letters": (("enrich", "alert"), ()),
    }


def test_a_topic_is_created_to_take_what_is_published_on_it() -> None:
    """A dead letter of the largest message has room for its reason, and is kept longer."""
    topics, settings = topology(), Settings(max_message_bytes=1_000_000)

    assert topics.config(topics.raw, settings) == {
        "cleanup.policy": "delete",
        "retention.ms": str(7 * DAY_MS),
        "max.message.bytes": "1000000",
    }
    assert topics.config(topics.dead_letters, settings) == {
        "cleanup.policy": "delete",
        "retention.ms": str(30 * DAY_MS),
        "max.message.bytes": str(1_000_000 + DEAD_LETTER_HEADROOM),
    }
