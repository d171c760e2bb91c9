"""Creating the topics, and checking that they are what they should be. An existing topic is never altered."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import for_code

from copytaster.brokers import BrokerUnreachable, reachable
from copytaster.settings import Settings
from copytaster.topics import Topic, Topics, topology

#: Kafka's error codes for "fine" and "somebody else was faster" (TopicExistsError).
_FINE, _EXISTS = 0, 36

_MISSING = "it is missing; run: copytaster topics create."


class TopicsWrong(Exception):
    """Topics are missing or wrong, and this worker may not create them; the message lists them and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be."""

    topic: str
    #: One sentence: what is, what should be, what to do.
    says: str
    #: A worker cannot run with it.
    fatal: bool = False

    def __str__(self) -> str:
        return f"{self.topic}: {self.says}"


async def create(settings: Settings) -> tuple[str, ...]:
    """Create the topics that are missing.

    Returns:
        The names of those that were created.

    Raises:
        BrokerUnreachable: nothing answers.
        TopicsWrong: the broker refused to create one.
    """
    topics = topology(settings.topic_prefix)
    async with _admin(settings) as admin:
        there = set(await admin.list_topics())
        missing = [topic for topic in topics.all() if topic.name not in there]
        wanted = [
            NewTopic(
                topic.name,
                settings.partitions,
                settings.replication,
                topic_configs=dict(topics.config(topic, settings)),
            )
            for topic in missing
        ]
        answer = await admin.create_topics(wanted) if wanted else None
    refused = [(name, _sentence(code, rest)) for name, code, *rest in _errors(answer) if code != _EXISTS]
    if refused:
        why = "; ".join(dict.fromkeys(sentence.rstrip(".") for _, sentence in refused))
        raise TopicsWrong(
            f"Kafka refused to create {', '.join(name for name, _ in refused)} ({why}); see COPYTASTER_REPLICATION, "
            "and whether you may create topics."
        )
    late = {name for name, code, *_ in _errors(answer) if code == _EXISTS}
    return tuple(topic.name for topic in missing if topic.name not in late)


async def check(settings: Settings) -> tuple[Finding, ...]:
    """Compare the topics with what they should be.

    Raises:
        BrokerUnreachable: nothing answers.
    """
    topics = topology(settings.topic_prefix)
    async with _admin(settings) as admin:
        there = set(await admin.list_topics())
        found = [topic for topic in topics.all() if topic.name in there]
        described = await admin.describe_topics([topic.name for topic in found]) if found else []
        configs = await _configs(admin, found)
    partitions = {one["topic"]: one["partitions"] for one in described}
    findings: list[Finding] = []
    for topic in topics.all():
        if topic.name not in there:
            findings.append(Finding(topic=topic.name, says=_MISSING, fatal=True))
        else:
            findings.extend(_shape(topic, partitions[topic.name], settings))
            findings.extend(_config(topic, configs.get(topic.name, {}), topics.config(topic, settings)))
    findings.extend(_apart(topics, {name: len(of_it) for name, of_it in partitions.items()}))
    return tuple(findings)


async def ensure(settings: Settings) -> None:
    """Before a worker starts: create what is missing in development; in production only look.

    Raises:
        BrokerUnreachable: nothing answers.
        TopicsWrong: a topic is missing in production, or could not be created; or state and input do not fit together.
    """
    development = settings.environment == "development"
    if development:
        await create(settings)  # Kafka may take a moment until it lists them
    fatal = [one for one in await check(settings) if one.fatal and not (development and one.says == _MISSING)]
    if fatal:
        raise TopicsWrong(" ".join(str(finding) for finding in fatal))


@asynccontextmanager
async def _admin(settings: Settings) -> AsyncIterator[AIOKafkaAdminClient]:
    await reachable(settings.bootstrap)
    client = AIOKafkaAdminClient(bootstrap_servers=settings.bootstrap)
    try:
        await client.start()
    except Exception as error:
        raise BrokerUnreachable(f"Kafka at {settings.bootstrap} does not let us manage topics ({error}).") from None
    try:
        yield client
    finally:
        await client.close()


def _shape(topic: Topic, partitions: list[dict[str, Any]], settings: Settings) -> Iterator[Finding]:
    """Fewer partitions than set up limit how many workers can share the work; fewer copies are a risk of loss."""
    if len(partitions) < settings.partitions:
        yield Finding(
            topic=topic.name,
            says=f"it has {len(partitions)} partitions, {settings.partitions} are set; add partitions, or set "
            f"COPYTASTER_PARTITIONS={len(partitions)}.",
        )
    copies = min((len(one["replicas"]) for one in partitions), default=0)
    if copies < settings.replication:
        yield Finding(
            topic=topic.name,
            says=f"its partitions are kept {copies} times, {settings.replication} are set; reassign replicas.",
        )


def _apart(topics: Topics, partitions: Mapping[str, int]) -> Iterator[Finding]:
    """State topics that are not partitioned as the agent's input is: a kill would not find its story there."""
    for topic in topics.all():
        if topic.retention_ms is not None:
            continue
        feed = next(one for one in topics.all() if topic.readers[0] in one.readers and one != topic)
        got, wanted = partitions.get(topic.name), partitions.get(feed.name)
        if got and wanted and got != wanted:
            yield Finding(
                topic=topic.name,
                says=f"it has {got} partitions, and {feed.name}, whose state it holds, has {wanted}; stop the workers, "
                f"delete it (what was told of running stories is then forgotten), and run with COPYTASTER_PARTITIONS="
                f"{wanted}: copytaster topics create.",
                fatal=True,
            )


def _config(topic: Topic, got: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[Finding]:
    """Differences in configuration; a broker that does not tell its configuration is not blamed."""
    for name, value in wanted.items():
        if name in got and got[name] != value:
            yield Finding(
                topic=topic.name,
                says=f"{name} is {got[name]}, it should be {value}; set it with "
                f"kafka-configs --alter --topic {topic.name}.",
            )


async def _configs(admin: AIOKafkaAdminClient, topics: list[Topic]) -> dict[str, dict[str, str]]:
    """Each topic's configuration, as far as the broker tells it (the embedded one does not)."""
    found: dict[str, dict[str, str]] = {}
    for topic in topics:
        resource = ConfigResource(ConfigResourceType.TOPIC, topic.name)
        for answer in await admin.describe_configs([resource]):
            for _, _, _, name, entries in answer.resources:
                found[name] = {entry[0]: entry[1] for entry in entries}
    return found


def _errors(answer: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a protocol object of aiokafka, without a type
    """The topics that the broker did not create: name, error code, and what it says."""
    return [error for error in (answer.topic_errors if answer is not None else []) if error[1] != _FINE]


def _sentence(code: int, rest: list[Any]) -> str:
    return next((str(one) for one in rest if one), for_code(code).__name__)
