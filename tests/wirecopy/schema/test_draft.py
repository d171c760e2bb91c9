"""From dataclasses to JSON Schema."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

import pytest

from wirecopy.schema.draft import header_schema, header_values, object_schema, parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One take."""

    #: The first is 1.
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telex:
    """A message
    of two lines."""

    SPEED: ClassVar = 50
    #: A word.
    #: Or None.
    slug: str | None
    first: Take
    desk: Literal["world", "sport"] | None = None
    sent: datetime | None = None
    day: date | None = None
    weight: float = 0.5
    urgent: bool = False
    takes: tuple[Take, ...] = ()
    last: Take | None = None
    marks: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """It speaks another standard."""

    JSON_NAMES: ClassVar = "camelCase"
    first_line: str
    last_line: str | None = None
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Headers."""

    HEADER_PREFIX: ClassVar = "x_"
    #: Which one.
    number: int
    when: datetime | None = None


def test_a_class_becomes_an_object() -> None:
    """Every kind of field has its schema; comments are descriptions; what has no default is required."""
    assert object_schema(Telex) == {
        "type": "object",
        "description": "A message of two lines.",
        "properties": {
            "slug": {"type": ["string", "null"], "description": "A word. Or null."},
            "first": {"$ref": "#/$defs/Take"},
            "desk": {"type": ["string", "null"], "enum": ["world", "sport", None], "default": None},
            "sent": {"type": ["string", "null"], "format": "date-time", "default": None},
            "day": {"type": ["string", "null"], "format": "date", "default": None},
            "weight": {"type": "number", "default": 0.5},
            "urgent": {"type": "boolean", "default": False},
            "takes": {"type": "array", "items": {"$ref": "#/$defs/Take"}, "default": []},
            "last": {"anyOf": [{"$ref": "#/$defs/Take"}, {"type": "null"}], "default": None},
            "marks": {"type": ["object", "null"], "additionalProperties": {"type": "string"}, "default": None},
        },
        "required": ["slug", "first"],
    }


def test_a_class_of_another_standard_knows_no_null() -> None:
    """Its names are camelCase, and what is not known is left out instead of null."""
    assert object_schema(Foreign) == {
        "type": "object",
        "description": "It speaks another standard.",
        "properties": {
            "firstLine": {"type": "string"},
            "lastLine": {"type": "string"},
            "kind": {"type": "string", "default": "text"},
        },
        "required": ["firstLine"],
    }


def test_headers_are_text() -> None:
    """A class whose fields are headers: prefixed names, numbers as digits, no null."""
    assert header_schema(Stamp) == {
        "type": "object",
        "description": "Headers.",
        "properties": {
            "x_number": {"type": "string", "pattern": "^[0-9]+$", "description": "Which one."},
            "x_when": {"type": "string", "format": "date-time"},
        },
        "required": ["x_number"],
    }
    assert header_values(Stamp(number=3)) == {"x_number": "3"}


def test_the_parts_of_a_class_are_found_at_any_depth() -> None:
    """Classes in unions and tuples count; the class itself does not."""
    assert parts_of(Telex) == (Take,)


def test_an_unknown_type_is_refused() -> None:
    """A field of a type that has no JSON form is found when the schemas are generated, not by a consumer."""

    @dataclass(frozen=True)
    class Odd:
        """It holds a set."""

        names: set[str]

    with pytest.raises(TypeError, match="no JSON Schema is known for"):
        object_schema(Odd)
