"""docs/events.md: every event field by field, from the schemas."""

import json
from collections.abc import Iterator
from typing import Any

from copytaster.asyncapi import cloud_event_headers
from copytaster.generate.markdown import code, compose, table
from copytaster.topics import Topic, topology
from wirecopy.codec import leaves_out_empty
from wirecopy.events import QuoteEvent
from wirecopy.schema import schema_id
from wirecopy.schema.draft import Schema, header_prefix, header_schema, object_schema, parts_of, schema_for

_INTRO = """\
An event's value is JSON and nothing else; what the event is stands in headers (CloudEvents 1.0, Kafka binary mode).
[AsyncAPI](asyncapi.json) and [JSON Schema](../models/wirecopy/schema) say the same for programs.

What a consumer can rely on:

- The same story read twice gives the same `ce_id`, the same key and the same bytes. Drop what bears a `ce_id` that you
  have seen: delivery is at least once.
- The quotes and sources of a story are out before the story itself.
- A story has many versions and they arrive in any order. `standing` says how the story stands now. Of a version that
  came late, and is older than the one that stands, only `wire.story.late.v1` tells: it replaces nothing.
- What was told lives and dies with the story. When a new version does not say it any more, or the story is killed, an
  event with the same `id` says so (`superseded`, `retracted`, `withheld`, `released`), on the same topic, in order.
- Every field is always there. What is not known is `null`, and an empty list is `[]`. The exception is `story`, which
  is ninjs 3.1: what is not known is left out.
- Offsets count Unicode code points of the story's `text`, and `text[start:end]` is `exact`.
- Times are UTC and end in `Z`.
- Within a major version, fields and the values of an enumeration are added, never renamed or removed: pass over what
  you do not know."""

_DEAD_LETTERS = (
    "Its key, value and headers are those of the message that failed; these headers are added. All values are text."
)


def page() -> str:
    """The page as Markdown."""
    told = {(topic.name, kind.payload): topic for topic in topology().all() for kind in topic.kinds}
    events = [block for (_, payload), topic in told.items() for block in _event(topic, payload)]
    bodies = {payload for _, payload in told}
    inside = {part for body in bodies for part in parts_of(body)} - bodies
    parts = sorted(inside, key=lambda part: part.__name__)
    shown = [block for part in parts for block in _part(part)]
    return compose("Events", _INTRO, *_headers(), *events, "## Parts", *shown)


def _headers() -> Iterator[str]:
    schema = cloud_event_headers("of the topic", schema_id(QuoteEvent))
    meanings = {
        "ce_specversion": "`1.0`.",
        "ce_type": "What happened: stands with each event below.",
        "ce_dataschema": "The `$id` of the value's schema.",
        "content-type": "`application/json`.",
    }
    yield "## Headers"
    yield table(
        ("header", "what it says"),
        (
            (code(name), meanings.get(name) or words["description"] + ("" if name in schema["required"] else _OPTIONAL))
            for name, words in schema["properties"].items()
        ),
    )


_OPTIONAL = " Only if it was there."


def _event(topic: Topic, payload: type) -> Iterator[str]:
    schema = schema_for(payload)
    types = [kind.event_type for kind in topic.kinds if kind.payload is payload]
    yield f"## {payload.__name__}"
    yield f"Topic `{topic.name}`, key: {topic.key}, `ce_type` {', '.join(map(code, types))}."
    yield schema["description"]
    if header_prefix(payload):
        yield _DEAD_LETTERS
        yield _fields(header_schema(payload))
    else:
        yield _fields(object_schema(payload))
    yield _example(schema["examples"][0])


def _part(part: type) -> Iterator[str]:
    schema = object_schema(part)
    yield f"### {part.__name__}"
    yield schema["description"]
    yield _fields(schema, or_left_out=leaves_out_empty(part))


def _fields(schema: Schema, *, or_left_out: bool = False) -> str:
    def rows() -> Iterator[tuple[str, str, str]]:
        for name, field in schema["properties"].items():
            left_out = or_left_out and name not in schema["required"]
            yield code(name), kind_in_words(field) + (", or left out" if left_out else ""), field.get("description", "")

    return table(("field", "type", "what it says"), rows())


def kind_in_words(schema: Schema) -> str:
    """A schema's type for people: "list of [Span](#span)", "whole number or null"."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(kind_in_words(choice) for choice in schema["anyOf"])
    if "enum" in schema:
        return "one of " + ", ".join(code("null" if value is None else str(value)) for value in schema["enum"])
    return " or ".join(_scalar_in_words(kind, schema) for kind in _kinds(schema))


def _kinds(schema: Schema) -> list[str]:
    return schema["type"] if isinstance(schema["type"], list) else [schema["type"]]


def _scalar_in_words(kind: str, schema: Schema) -> str:
    if kind == "array":
        return f"list of {kind_in_words(schema['items'])}"
    if kind == "object":
        return f"object of {kind_in_words(schema['additionalProperties'])}"
    if kind == "string":
        return {"date-time": "time", "date": "date"}.get(schema.get("format", ""), "text")
    return {"integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}[kind]


def _example(value: Any) -> str:  # noqa: ANN401 - JSON of any shape
    shown = json.dumps(value, indent=2, ensure_ascii=False)
    return f"<details><summary>Example</summary>\n\n```json\n{shown}\n```\n\n</details>"
