"""From a dataclass to its JSON Schema (draft 2020-12).

A schema says what `wirecopy.codec` writes. Objects stay open (`additionalProperties` is not forbidden), because a field
may be added within a major version; what a consumer must be able to do without is not `required`.
"""

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from wirecopy.codec import as_json, is_required, json_name, leaves_out_empty
from wirecopy.schema import schema_id
from wirecopy.schema.described import described
from wirecopy.schema.examples import EXAMPLES

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DEFINITIONS = "#/$defs/"
_NONE = re.compile(r"\bNone\b")

_SCALARS: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
}


def schema_for(cls: type) -> Schema:
    """The whole schema of a class that has one of its own (`wirecopy.schema.NAMES`), an example included."""
    example = EXAMPLES[cls]
    head = {"$schema": DIALECT, "$id": schema_id(cls), "title": cls.__name__}
    if header_prefix(cls):
        return head | header_schema(cls) | {"examples": [header_values(example)]}
    definitions = {part.__name__: object_schema(part) for part in parts_of(cls)}
    body = object_schema(cls) | {"examples": [as_json(example)]}
    return head | body | ({"$defs": definitions} if definitions else {})


def object_schema(cls: type, refs: str = _DEFINITIONS) -> Schema:
    """The schema of one class's JSON object; the classes of its fields are references that begin with `refs`."""
    hints = get_type_hints(cls)
    properties = {json_name(cls, f.name): _property(cls, f, hints[f.name], refs) for f in fields(cls)}
    return {
        "type": "object",
        "description": _in_json(described(cls).about),
        "properties": properties,
        "required": [json_name(cls, f.name) for f in fields(cls) if is_required(f)],
    }


def header_schema(cls: type) -> Schema:
    """The schema of a class whose fields are Kafka headers: all text, and left out where None."""
    hints, prefix = get_type_hints(cls), header_prefix(cls)
    return {
        "type": "object",
        "description": _in_json(described(cls).about),
        "properties": {
            prefix + f.name: _as_text(_schema(_without_none(hints[f.name]), _DEFINITIONS)) | _description(cls, f.name)
            for f in fields(cls)
        },
        "required": [prefix + f.name for f in fields(cls) if is_required(f)],
    }


def header_values(event: object) -> dict[str, str]:
    """The fields of an object as the text of its headers, without those that are None."""
    prefix = header_prefix(type(event))
    return {prefix + name: str(value) for name, value in as_json(event).items() if value is not None}


def header_prefix(cls: type) -> str:
    """What the header names of a class begin with; empty for a class that is a body."""
    return str(getattr(cls, "HEADER_PREFIX", ""))


def parts_of(cls: type) -> tuple[type, ...]:
    """Every dataclass that stands somewhere in a class's JSON, itself left out, sorted by name."""
    found: set[type] = set()
    waiting = [cls]
    while waiting:
        new = {part for hint in get_type_hints(waiting.pop()).values() for part in _classes_in(hint)} - found
        found |= new
        waiting += new
    return tuple(sorted(found, key=lambda part: part.__name__))


def _property(cls: type, field: Field[Any], hint: object, refs: str) -> Schema:
    schema = _schema(_without_none(hint) if leaves_out_empty(cls) else hint, refs) | _description(cls, field.name)
    if field.default is MISSING or (leaves_out_empty(cls) and not field.default):
        return schema
    return schema | {"default": as_json(field.default)}


def _schema(hint: Any, refs: str) -> Schema:  # noqa: ANN401 - a type as `typing` spells it
    """The schema of one type: scalar, class, Literal, tuple[X, ...], dict[str, X], or one of them or None."""
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    if is_dataclass(hint):
        return {"$ref": refs + _name(hint)}
    origin, args = get_origin(hint), get_args(hint)
    if origin in (UnionType, Union):
        return _or_null(_schema(_without_none(hint), refs))
    if origin is Literal:
        return {"type": "string", "enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0], refs)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(args[1], refs)}
    raise TypeError(f"no JSON Schema is known for {hint!r}")


def _description(cls: type, name: str) -> Schema:
    words = described(cls).fields.get(name)
    return {"description": _in_json(words)} if words else {}


def _in_json(words: str) -> str:
    """A comment for readers of Python, for readers of JSON."""
    return _NONE.sub("null", words)


def _or_null(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    nullable = schema | {"type": [schema["type"], "null"]}
    return nullable | {"enum": [*schema["enum"], None]} if "enum" in schema else nullable


def _without_none(hint: Any) -> Any:  # noqa: ANN401 - a type as `typing` spells it
    """The one type beside None of a union; any other type as it is."""
    if get_origin(hint) not in (UnionType, Union):
        return hint
    return next(kind for kind in get_args(hint) if kind is not NoneType)


def _as_text(schema: Schema) -> Schema:
    return {"type": "string", "pattern": "^[0-9]+$"} if schema["type"] == "integer" else schema


def _classes_in(hint: Any) -> Iterator[type]:  # noqa: ANN401 - a type as `typing` spells it
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for part in get_args(hint):
        yield from _classes_in(part)


def _name(cls: Any) -> str:  # noqa: ANN401 - is_dataclass does not tell mypy that it is a class
    return str(cls.__name__)
