"""The schemas of the events, and the events against them."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

import wirecopy.schema
from wirecopy.annotate import spans
from wirecopy.codec import as_json, encode
from wirecopy.events import EnrichedStory, QuoteEvent
from wirecopy.schema import NAMES, schema_id
from wirecopy.schema.described import described
from wirecopy.schema.draft import header_prefix, header_values, parts_of, schema_for
from wirecopy.schema.examples import EXAMPLES, enriched_story
from wirecopy.story import Span

FOLDER = Path(wirecopy.schema.__file__).parent
NINJS = "ninjs-schema_3.1.json"
BODIES = [cls for cls in NAMES if not header_prefix(cls)]


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """A validator that checks formats (times, dates, uris) too."""
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def ninjs() -> Draft202012Validator:
    """IPTC's own schema."""
    return validator(json.loads((FOLDER / NINJS).read_text(encoding="utf-8")))


@pytest.mark.parametrize("cls", BODIES, ids=lambda cls: cls.__name__)
def test_an_encoded_event_fits_its_schema(cls: type) -> None:
    """What the codec writes is what the schema says."""
    validator(schema_for(cls)).validate(orjson.loads(encode(EXAMPLES[cls])))


@pytest.mark.parametrize("cls", [cls for cls in NAMES if header_prefix(cls)], ids=lambda cls: cls.__name__)
def test_headers_fit_their_schema(cls: type) -> None:
    """The same for what travels as headers."""
    validator(schema_for(cls)).validate(header_values(EXAMPLES[cls]))


@pytest.mark.parametrize("cls", BODIES, ids=lambda cls: cls.__name__)
def test_a_consumer_tolerates_what_is_new(cls: type) -> None:
    """A field that a later minor version adds still fits the schema of today."""
    validator(schema_for(cls)).validate(as_json(EXAMPLES[cls]) | {"added_later": {"a": 1}})


@pytest.mark.parametrize("cls", BODIES, ids=lambda cls: cls.__name__)
def test_a_wrong_event_does_not_fit(cls: type) -> None:
    """The schema says something: an event whose required fields are missing or of a wrong type is refused."""
    whole = as_json(EXAMPLES[cls])
    schema = schema_for(cls)

    for name in schema["required"]:
        assert not validator(schema).is_valid(whole | {name: 5})
        assert not validator(schema).is_valid({key: value for key, value in whole.items() if key != name})


def test_the_story_is_valid_ninjs(ninjs: Draft202012Validator) -> None:
    """`story` inside the enriched event is ninjs 3.1 as IPTC defines it, full and bare."""
    bare = replace(
        enriched_story().story, version=None, version_created=None, pub_status=None, urgency=None, language=None
    )
    full = replace(
        enriched_story().story,
        first_created=datetime(2026, 11, 19, 8, 0, 0, 250_000, tzinfo=UTC),
        embargoed_until=datetime(2026, 11, 21, tzinfo=UTC),
        ed_note="Adds quote",
        by="A. Tamm",
        located="Tallinn",
    )

    for story in (enriched_story().story, full, replace(bare, slugline=None, headlines=(), bodies=(), info_sources=())):
        ninjs.validate(as_json(replace(enriched_story(), story=story))["story"])


def test_the_folder_holds_the_current_schemas_and_nothing_else() -> None:
    """Each committed schema is the one that the classes give; no file of a former name lies about."""
    committed = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
    del committed[NINJS]

    assert committed == {f"{name}.json": schema_for(cls) for cls, name in NAMES.items()}


def test_a_schema_id_is_stable() -> None:
    """Consumers look a schema up by this name; it changes with the major version only."""
    assert (schema_id(EnrichedStory), schema_id(QuoteEvent)) == (
        "urn:copytaster:schema:enriched-story:1",
        "urn:copytaster:schema:quote:1",
    )


def test_every_field_of_every_event_says_what_it_is() -> None:
    """No field reaches a consumer without a sentence about it."""
    classes = {part for cls in NAMES for part in (cls, *parts_of(cls))}

    assert [
        f"{cls.__name__}.{f.name}" for cls in classes for f in fields(cls) if f.name not in described(cls).fields
    ] == []


def test_the_example_keeps_the_rule_for_spans() -> None:
    """Every span of the example is the stretch of the text that it says."""
    story = enriched_story()
    found = tuple(_spans_in(story))

    assert found == spans(story.text, [(span.start, span.end) for span in found])


def _spans_in(value: object) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for item in value for span in _spans_in(item)]
    names = getattr(value, "__dataclass_fields__", {})
    return [span for name in names for span in _spans_in(getattr(value, name, None))]
