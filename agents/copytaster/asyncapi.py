"""The AsyncAPI 3.0 document: the topology and the schemas, for the tools that draw and generate from such documents.

Drawn from `topics.topology` and `wirecopy.schema`, and its examples are made by `envelope`, so that it cannot say
anything else than the program does.
"""

from dataclasses import replace
from typing import Any, get_args

import orjson

from copytaster import __version__
from copytaster.envelope import (
    OutgoingRecord,
    RunHeaders,
    alert_record,
    dead_letter_record,
    read_records,
    story_records,
    with_run_headers,
)
from copytaster.settings import Settings
from copytaster.store import DUE, TOUCHED
from copytaster.topics import Kind, Topic, Topics, topology
from wirecopy.events import AlertStatus
from wirecopy.schema import NAMES, schema_id
from wirecopy.schema.draft import header_prefix, header_schema, object_schema, parts_of
from wirecopy.schema.examples import alert_event, dead_letter, enriched_story, examples_of_tidings

Document = dict[str, Any]

#: https://www.asyncapi.com/docs/reference/specification/v3.0.0
VERSION = "3.0.0"
#: https://github.com/asyncapi/bindings/tree/master/kafka
KAFKA_BINDING = "0.5.0"

#: Agents that are ours: a publisher's sends are no operation of this program.
AGENTS = ("enrich", "life", "alert")

_SCHEMAS = "#/components/schemas/"
_ABOUT = (
    "Reads wire stories on Kafka: dateline, sources and quotes out, alerts raised. Events are CloudEvents 1.0 in "
    "Kafka's binary mode. A consumer drops duplicates by ce_id, passes over fields and values that it does not know, "
    "and counts offsets in Unicode code points."
)
_RUN = RunHeaders(
    origin=("wire.raw.v1", 3, 9181),
    time=1795183501.25,
    version=__version__,
    model="en_core_web_sm",
    passed_on=(("traceparent", b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),),
)


def document(settings: Settings) -> Document:
    """The whole document for one deployment's settings, as plain JSON values."""
    topics = topology(settings.topic_prefix)
    return {
        "asyncapi": VERSION,
        "info": {
            "title": "copytaster",
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {
            f"kafka-{number}": {"host": host, "protocol": "kafka"}
            for number, host in enumerate(settings.bootstrap.split(","), 1)
        },
        "channels": {topic.title: _channel(topic, topics, settings) for topic in topics.all()},
        "operations": _operations(topics, settings),
        "components": {"messages": _messages(topics, settings), "schemas": _schemas()},
    }


def message_types(topic: Topic) -> tuple[str, ...]:
    """The `ce_type` of every kind of message that a topic carries; its own name where publishers write as they like."""
    return tuple(kind.event_type for kind in topic.kinds) or (topic.title,)


def cloud_event_headers(kind: str, dataschema: str) -> Document:
    """The headers of one kind of event: CloudEvents attributes, our own, and the trace that was passed on."""
    always = {
        "ce_specversion": {"const": "1.0"},
        "ce_id": {"description": "Made from content: drop what bears an id that you have seen."},
        "ce_type": {"const": kind},
        "ce_source": {"description": "/copytaster/ and the consumer group."},
        "ce_subject": {"description": "The story's uri."},
        "ce_dataschema": {"const": dataschema},
        "content-type": {"const": "application/json"},
        "ce_time": {"format": "date-time", "description": "When the event was made."},
        "copytaster-origin": {"description": "The raw message that it was made from: topic/partition/offset."},
        "copytaster-received": {"description": "When the broker took that message: seconds since 1970."},
        "copytaster-version": {"description": "The version of copytaster that made it."},
        "copytaster-model": {"description": "The language model that read the story."},
    }
    passed_on = {
        "traceparent": {"description": "W3C Trace Context, passed on from the message that it was made from."},
        "tracestate": {"description": "W3C Trace Context, passed on with traceparent."},
    }
    return {
        "type": "object",
        "properties": {name: {"type": "string"} | words for name, words in (always | passed_on).items()},
        "required": list(always),
    }


def _channel(topic: Topic, topics: Topics, settings: Settings) -> Document:
    return {
        "address": topic.name,
        "title": topic.title,
        "description": topic.about,
        "messages": {kind: {"$ref": f"#/components/messages/{kind}"} for kind in message_types(topic)},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": settings.partitions,
                "replicas": settings.replication,
                "topicConfiguration": _topic_configuration(topics.config(topic, settings)),
                "bindingVersion": KAFKA_BINDING,
            }
        },
    }


def _topic_configuration(config: Any) -> Document:  # noqa: ANN401 - Mapping[str, str]; the binding wants its own types
    return {
        name: int(value) if value.isdecimal() else [value] if name == "cleanup.policy" else value
        for name, value in config.items()
    }


def _operations(topics: Topics, settings: Settings) -> Document:
    """What our agents read and write, in the order of the topics."""
    reads = {
        f"{agent}-reads-{topic.title}": _operation("receive", topic) | _group(settings)
        for topic in topics.all()
        for agent in topic.readers
    }
    writes = {
        f"{agent}-writes-{topic.title}": _operation("send", topic)
        for topic in topics.all()
        for agent in topic.writers
        if agent in AGENTS
    }
    return reads | writes


def _operation(action: str, topic: Topic) -> Document:
    channel = f"#/channels/{topic.title}"
    return {
        "action": action,
        "channel": {"$ref": channel},
        "summary": topic.about,
        "messages": [{"$ref": f"{channel}/messages/{kind}"} for kind in message_types(topic)],
    }


def _group(settings: Settings) -> Document:
    group = {"type": "string", "enum": [settings.group]}
    return {"bindings": {"kafka": {"groupId": group, "bindingVersion": KAFKA_BINDING}}}


def _messages(topics: Topics, settings: Settings) -> Document:
    """Every kind of message by its `ce_type`."""
    examples = _examples(topics, settings)
    messages = {
        kind.event_type: _message(topic, kind) | _example(kind, examples.get(kind.event_type))
        for topic in topics.all()
        for kind in topic.kinds
    }
    return {topics.raw.title: _raw_message(topics.raw, {"type": "string"}), **messages}


def _message(topic: Topic, kind: Kind) -> Document:
    if header_prefix(kind.payload):
        return _raw_message(topic, {"$ref": _SCHEMAS + kind.payload.__name__})
    return {
        "name": kind.event_type,
        "title": kind.payload.__name__,
        "summary": topic.about,
        "contentType": "application/json",
        "headers": _state_headers(kind.event_type)
        if topic.retention_ms is None
        else cloud_event_headers(kind.event_type, schema_id(kind.payload)),
        "payload": {"$ref": _SCHEMAS + kind.payload.__name__},
        "bindings": _key(topic),
    }


def _state_headers(kind: str) -> Document:
    """The headers of a record of an agent's state, which is no event: it says what is and not what happened."""
    words = {
        "ce_type": {"const": kind},
        "content-type": {"const": "application/json"},
        TOUCHED: {"description": "When a message last touched it: seconds since 1970."},
        DUE: {"description": "When a held story is released: seconds since 1970."},
    }
    return {
        "type": "object",
        "properties": {name: {"type": "string"} | said for name, said in words.items()},
        "required": ["ce_type", "content-type", TOUCHED],
    }


def _raw_message(topic: Topic, headers: Document) -> Document:
    """A message whose value is somebody else's bytes."""
    return {
        "name": message_types(topic)[0],
        "title": topic.title,
        "summary": topic.about,
        "contentType": "application/octet-stream",
        "headers": headers,
        "payload": {"type": "string", "format": "binary", "description": "The bytes as they arrived."},
        "bindings": _key(topic),
    }


def _key(topic: Topic) -> Document:
    return {"kafka": {"key": {"type": "string", "description": topic.key}, "bindingVersion": KAFKA_BINDING}}


def _schemas() -> Document:
    """Every class that stands in a message, by name."""
    bodies = [cls for cls in NAMES if not header_prefix(cls)]
    classes = {part.__name__: part for body in bodies for part in (body, *parts_of(body))}
    headers = {cls.__name__: header_schema(cls) for cls in NAMES if header_prefix(cls)}
    return {name: object_schema(cls, _SCHEMAS) for name, cls in sorted(classes.items())} | headers


def _examples(topics: Topics, settings: Settings) -> dict[str, OutgoingRecord]:
    """A record of each kind of event, made by the functions that make the real ones."""
    statuses: tuple[AlertStatus, ...] = get_args(AlertStatus)
    records = [
        *read_records(enriched_story(), topics, settings.group),
        *(record for tidings in examples_of_tidings() for record in story_records(tidings, topics, settings.group)),
        *(alert_record(replace(alert_event(), status=status), topics, settings.group) for status in statuses),
    ]
    events = {
        value.decode(): with_run_headers(record, _RUN)
        for record in reversed(records)
        for name, value in record.headers
        if name == "ce_type"
    }
    lost = dead_letter_record(
        dead_letter(), topic=topics.dead_letters.name, key=b"caf\xc3\xa9-4711", value=b"CAF\xe9\n", headers=()
    )
    return events | {topics.dead_letters.kinds[0].event_type: lost}


def _example(kind: Kind, record: OutgoingRecord | None) -> Document:
    if record is None:
        return {}
    headers = {name: value.decode() for name, value in record.headers}
    if header_prefix(kind.payload):
        return {"examples": [{"headers": headers}]}
    return {"examples": [{"headers": headers, "payload": orjson.loads(record.value or b"null")}]}
