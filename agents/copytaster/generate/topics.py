"""docs/topics.md: the topology, from `topics.topology` and the default settings."""

from copytaster.asyncapi import message_types
from copytaster.generate.markdown import code, compose, table
from copytaster.settings import Settings
from copytaster.topics import DAY_MS, Topic, topology

_INTRO = (
    "Nine topics; all names begin with `COPYTASTER_TOPIC_PREFIX`. In development the worker creates the ones that are "
    "missing; in production it only checks them. The number in a name is the major version of what is on it."
)
_PLACING = (
    "Keys are placed with Kafka's murmur2 partitioner, so all versions of a story are in one partition, in order. "
    "A publisher that uses librdkafka must set `partitioner=murmur2_random`, or its keys land elsewhere."
)


def page() -> str:
    """The page as Markdown."""
    topics, settings = topology(), Settings()
    flow = table(
        ("topic", "what is on it", "key", "written by", "read by"),
        ((code(t.name), t.about, t.key, _names(t.writers), _names(t.readers)) for t in topics.all()),
    )
    configs = [topics.config(topic, settings) for topic in topics.all()]
    kept = table(
        ("topic", "kept", "max.message.bytes", "cleanup.policy"),
        (
            (code(t.name), _kept(t), config["max.message.bytes"], config["cleanup.policy"])
            for t, config in zip(topics.all(), configs, strict=True)
        ),
    )
    created = f"Created with {settings.partitions} partitions and {settings.replication} replica by default:"
    types = table(("topic", "`ce_type`"), ((code(t.name), _types(t)) for t in topics.all()))
    return compose("Topics", _INTRO, flow, _PLACING, "## How they are kept", created, kept, "## Types", types)


def _kept(topic: Topic) -> str:
    return "the last of each key" if topic.retention_ms is None else f"{topic.retention_ms // DAY_MS} days"


def _names(agents: tuple[str, ...]) -> str:
    return ", ".join(agents) or "whoever subscribes"


def _types(topic: Topic) -> str:
    return ", ".join(map(code, message_types(topic))) if topic.kinds else "none: publishers write as they like"
