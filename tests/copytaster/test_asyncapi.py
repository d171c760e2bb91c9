"""The AsyncAPI document: what stands in it, and that it agrees with the program."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from copytaster.asyncapi import document
from copytaster.settings import Settings
from copytaster.topics import topology

DOCUMENT = document(Settings())
MESSAGES: dict[str, Any] = DOCUMENT["components"]["messages"]


def references(value: Any) -> Iterator[str]:
    """Every `$ref` in a document."""
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from references(item)


def looked_up(reference: str) -> Any:
    """What a reference points to; an assertion fails where it points to nothing."""
    place: Any = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        assert step in place, f"{reference} points to nothing"
        place = place[step]
    return place


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """A validator for a schema of the document, whose references are looked up in the document."""
    return Draft202012Validator(
        schema | {"components": DOCUMENT["components"]}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def test_it_is_asyncapi_3() -> None:
    """The parts that AsyncAPI 3.0 requires are there."""
    assert (DOCUMENT["asyncapi"], DOCUMENT["info"]["title"]) == ("3.0.0", "copytaster")
    assert DOCUMENT["servers"] == {"kafka-1": {"host": "localhost:9092", "protocol": "kafka"}}


def test_every_reference_points_to_something() -> None:
    """No `$ref` hangs in the air."""
    for reference in set(references(DOCUMENT)):
        looked_up(reference)


def test_all_topics_are_channels() -> None:
    """Each topic is a channel, each with its Kafka topic as it is created."""
    settings = Settings(partitions=6, replication=3, max_story_bytes=1000, max_message_bytes=4000)

    channels = document(settings)["channels"]

    assert [channel["address"] for channel in channels.values()] == [topic.name for topic in topology().all()]
    assert channels["raw"]["bindings"]["kafka"] == {
        "topic": "wire.raw.v1",
        "partitions": 6,
        "replicas": 3,
        "topicConfiguration": {"cleanup.policy": ["delete"], "retention.ms": 604_800_000, "max.message.bytes": 4000},
        "bindingVersion": "0.5.0",
    }


def test_operations_are_what_the_agents_do() -> None:
    """Each agent's reads, with the consumer group, and its writes."""
    actions = {name: (one["action"], one["channel"]["$ref"]) for name, one in DOCUMENT["operations"].items()}

    assert actions == {
        "enrich-reads-raw": ("receive", "#/channels/raw"),
        "life-reads-read": ("receive", "#/channels/read"),
        "life-reads-lives": ("receive", "#/channels/lives"),
        "alert-reads-stories": ("receive", "#/channels/stories"),
        "alert-reads-alert-lives": ("receive", "#/channels/alert-lives"),
        "enrich-writes-read": ("send", "#/channels/read"),
        "life-writes-read": ("send", "#/channels/read"),
        "life-writes-stories": ("send", "#/channels/stories"),
        "life-writes-quotes": ("send", "#/channels/quotes"),
        "life-writes-sources": ("send", "#/channels/sources"),
        "alert-writes-alerts": ("send", "#/channels/alerts"),
        "life-writes-lives": ("send", "#/channels/lives"),
        "alert-writes-alert-lives": ("send", "#/channels/alert-lives"),
        "life-writes-dead-letters": ("send", "#/channels/dead-letters"),
        "enrich-writes-dead-letters": ("send", "#/channels/dead-letters"),
        "alert-writes-dead-letters": ("send", "#/channels/dead-letters"),
    }
    assert DOCUMENT["operations"]["enrich-reads-raw"]["bindings"]["kafka"] == {
        "groupId": {"type": "string", "enum": ["copytaster"]},
        "bindingVersion": "0.5.0",
    }


def test_an_operation_speaks_of_messages_of_its_channel_only() -> None:
    """AsyncAPI: an operation's messages must be references into its channel."""
    for operation in DOCUMENT["operations"].values():
        channel = operation["channel"]["$ref"]
        assert operation["messages"]
        assert all(message["$ref"].startswith(f"{channel}/messages/") for message in operation["messages"])


def test_every_kind_of_event_is_a_message() -> None:
    """By its `ce_type`, topic by topic."""
    changes = ("superseded", "retracted", "withheld", "released")
    assert list(MESSAGES) == [
        "raw",
        *(f"wire.story.{one}.v1" for one in ("read", "named", "noticed")),
        *(f"wire.story.{one}.v1" for one in ("enriched", "late", "held", *changes)),
        *(f"wire.quote.{one}.v1" for one in ("extracted", *changes)),
        *(f"wire.source.{one}.v1" for one in ("mentioned", *changes)),
        *(f"wire.alert.{one}.v1" for one in ("raised", "updated", "retracted", "resolved")),
        *(f"wire.{one}.v1" for one in ("story.life", "name.life", "alert.life", "dead-letter")),
    ]


@pytest.mark.parametrize("kind", [kind for kind in MESSAGES if kind != "raw"])
def test_a_real_record_fits_its_message(kind: str) -> None:
    """The example is made by the envelope itself: its headers and its payload fit what the document says of them."""
    message = MESSAGES[kind]

    for example in message.get("examples", ()):
        validator(message["headers"]).validate(example["headers"])
        if "payload" in example:
            validator(message["payload"]).validate(example["payload"])
            assert example["headers"]["ce_type"] == kind


def test_every_topic_shows_examples() -> None:
    """Of what happens to a story from the first version to the kill; the agents' own state has none."""
    shown = {kind for kind, message in MESSAGES.items() if "examples" in message}
    titles = {topic.title for topic in topology().all() for kind in topic.kinds if kind.event_type in shown}
    assert titles == {"read", "stories", "quotes", "sources", "alerts", "dead-letters"}


@pytest.mark.parametrize("kind", [kind for kind in MESSAGES if kind.startswith("wire.alert.r")])
def test_the_headers_of_another_kind_do_not_fit(kind: str) -> None:
    """The type is part of what the document promises."""
    (example,) = MESSAGES["wire.story.enriched.v1"]["examples"]

    assert not validator(MESSAGES[kind]["headers"]).is_valid(example["headers"])


def test_a_deployment_has_its_own_names() -> None:
    """Prefix, group and broker come from the settings."""
    mine = document(Settings(topic_prefix="desk", group="night", broker="kafka://a:9092,b:9093"))

    assert mine["channels"]["quotes"]["address"] == "desk.quotes.v1"
    assert mine["operations"]["alert-reads-stories"]["bindings"]["kafka"]["groupId"]["enum"] == ["night"]
    assert [server["host"] for server in mine["servers"].values()] == ["a:9092", "b:9093"]
    (example,) = mine["components"]["messages"]["wire.quote.extracted.v1"]["examples"]
    assert example["headers"]["ce_source"] == "/copytaster/night"
