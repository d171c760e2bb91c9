"""Events as JSON and back."""

import json
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.codec import as_json, decode, encode, from_json
from wirecopy.errors import Unreadable
from wirecopy.events import AlertEvent, EnrichedStory, QuoteEvent, SourceEvent
from wirecopy.ninjs import NinjsInfoSource, NinjsStory, NinjsText
from wirecopy.schema.examples import EXAMPLES, dead_letter, enriched_story

EVENTS = (EnrichedStory, QuoteEvent, SourceEvent, AlertEvent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telex:
    """A small class with every kind of field that the codec knows."""

    SPEED: ClassVar = 50
    slug: str
    take: int = 1
    weight: float = 0.5
    urgent: bool = False
    sent: datetime | None = None
    day: date | None = None
    desk: Literal["world", "sport"] = "world"
    words: tuple[str, ...] = ()
    marks: dict[str, str] | None = None
    earlier: "tuple[Take, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One take of it."""

    number: int


def a_value_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of this type may hold."""
    if is_dataclass(hint):
        return an_object_of(hint)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (UnionType, Union):
        return st.one_of(*(a_value_of(arg) for arg in args))
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        return st.lists(a_value_of(args[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(st.text(), st.text(), max_size=2)
    return {
        NoneType: st.none(),
        str: st.text(max_size=20),
        int: st.integers(-(2**53), 2**53),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        date: st.dates(),
        datetime: st.datetimes(timezones=st.just(UTC)),
    }[hint]


def an_object_of(cls: Any) -> st.SearchStrategy[Any]:
    """Any object of a class, all its fields drawn."""
    hints = get_type_hints(cls)
    objects = st.builds(cls, **{f.name: a_value_of(hints[f.name]) for f in fields(cls)})
    # The one pair of values that ninjs JSON cannot tell apart: no info sources, and an empty list of them.
    return objects.map(lambda s: replace(s, info_sources=s.info_sources or None)) if cls is NinjsStory else objects


@pytest.mark.parametrize("cls", EVENTS, ids=lambda cls: cls.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_what_is_written_can_be_read(cls: type, data: st.DataObject) -> None:
    """An event read back from its JSON equals the one that was written."""
    event = data.draw(an_object_of(cls))

    assert decode(cls, encode(event)) == event


@settings(max_examples=200)
@given(data=st.binary() | st.text().map(str.encode))
def test_reading_is_total(data: bytes) -> None:
    """Whatever the bytes are, they are an event or `Unreadable`; nothing else is raised."""
    with pytest.raises(Unreadable):
        decode(EnrichedStory, data)


def test_json_is_canonical() -> None:
    """Keys are sorted, nothing is spaced out, every field is there, times are UTC with a Z."""
    telex = Telex(
        slug="ÖL", sent=datetime(2026, 11, 20, 14, 5, tzinfo=UTC), day=date(2026, 11, 20), earlier=(Take(number=1),)
    )

    assert encode(telex).decode() == (
        '{"day":"2026-11-20","desk":"world","earlier":[{"number":1}],"marks":null,"sent":"2026-11-20T14:05:00Z",'
        '"slug":"ÖL","take":1,"urgent":false,"weight":0.5,"words":[]}'
    )


def test_equal_times_give_equal_bytes() -> None:
    """A time in another zone is written in UTC; one without a zone is taken as UTC."""
    moment = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
    same = (moment, moment.astimezone(timezone(timedelta(hours=4))), moment.replace(tzinfo=None))

    assert {encode(Telex(slug="oil", sent=time)) for time in same} == {encode(Telex(slug="oil", sent=moment))}


def test_mappings_are_written_in_one_order() -> None:
    """The order in which a mapping was filled leaves no trace."""
    assert encode(Telex(slug="a", marks={"x": "1", "a": "2"})) == encode(Telex(slug="a", marks={"a": "2", "x": "1"}))


def test_ninjs_speaks_camel_case_and_leaves_out_what_is_empty() -> None:
    """The ninjs object has ninjs names, and neither null nor empty lists, so that it is valid ninjs 3.1."""
    story = NinjsStory(
        uri="urn:x:1",
        standard={"name": "ninjs"},
        pub_status="usable",
        version_created=datetime(2026, 11, 20, tzinfo=UTC),
        headlines=(NinjsText(value="Oil", content_type="text/plain"),),
        info_sources=(NinjsInfoSource(name="Northwire"),),
    )

    assert as_json(story) == {
        "uri": "urn:x:1",
        "standard": {"name": "ninjs"},
        "type": "text",
        "pubStatus": "usable",
        "versionCreated": "2026-11-20T00:00:00Z",
        "headlines": [{"value": "Oil", "contentType": "text/plain"}],
        "infoSources": [{"name": "Northwire"}],
    }


def test_half_a_surrogate_pair_becomes_one_replacement_character() -> None:
    """UTF-8 cannot carry a lone surrogate; one code point stays one code point, so that offsets stay right."""
    telex = Telex(slug="a\ud83db", words=("\udc00",), marks={"\ud800": "x"})

    assert decode(Telex, encode(telex)) == Telex(slug="a�b", words=("�",), marks={"�": "x"})


def test_what_json_has_no_form_for_is_refused() -> None:
    """A value that is none of ours is a programming error, not a silent null."""
    with pytest.raises(TypeError, match="set has no form in JSON"):
        encode(Telex(slug="a", marks={"a"}))  # type: ignore[arg-type]  # wrong on purpose


def test_unknown_fields_are_passed_over() -> None:
    """A field that a later minor version added does not stop an older reader."""
    assert decode(Telex, b'{"slug":"oil","colour":{"deep":[1]}}') == Telex(slug="oil")


def test_missing_fields_take_their_default() -> None:
    """A field that an earlier minor version did not know has its default."""
    whole = as_json(enriched_story())
    del whole["warnings"], whole["quotes"]

    assert from_json(EnrichedStory, whole) == replace(enriched_story(), warnings=(), quotes=())


def test_a_time_in_any_zone_is_read_as_utc() -> None:
    """What is read equals what was meant, and is in UTC."""
    telex = decode(Telex, b'{"slug":"oil","sent":"2026-11-20T16:05:00+02:00"}')

    assert telex.sent is not None
    assert (telex.sent, telex.sent.tzinfo) == (datetime(2026, 11, 20, 14, 5, tzinfo=UTC), UTC)


@pytest.mark.parametrize(
    ("json_text", "complaint"),
    [
        ("[]", "$ is [], but must be an object"),
        ("{}", "$.slug is missing"),
        ('{"slug":null}', "$.slug is None, but must be text"),
        ('{"slug":"a","take":"7"}', "$.take is '7', but must be a whole number"),
        ('{"slug":"a","take":true}', "$.take is True, but must be a whole number"),
        ('{"slug":"a","take":1.5}', "$.take is 1.5, but must be a whole number"),
        ('{"slug":"a","weight":"heavy"}', "$.weight is 'heavy', but must be a number"),
        ('{"slug":"a","urgent":1}', "$.urgent is 1, but must be true or false"),
        ('{"slug":"a","desk":"food"}', "$.desk is 'food', but must be one of world, sport"),
        ('{"slug":"a","desk":["world"]}', "$.desk is ['world'], but must be one of world, sport"),
        ('{"slug":"a","words":"ab"}', "$.words is 'ab', but must be an array"),
        ('{"slug":"a","words":["a",2]}', "$.words[1] is 2, but must be text"),
        ('{"slug":"a","marks":{"a\\n":2}}', "$.marks['a\\n'] is 2, but must be text"),
        ('{"slug":"a","earlier":[{"number":1},{}]}', "$.earlier[1].number is missing"),
        ('{"slug":"a","sent":1763647500}', "$.sent is 1763647500, but must be a time with its zone"),
        ('{"slug":"a","sent":"2026-11-20T14:05:00"}', "$.sent is '2026-11-20T14:05:00', but must be a time with its"),
        (
            '{"slug":"a","sent":"0001-01-01T00:00:00+14:00"}',
            "$.sent is '0001-01-01T00:00:00+14:00', but must be a time",
        ),
        ('{"slug":"a","day":"2026-11-31"}', "$.day is '2026-11-31', but must be a date"),
        ('{"slug":"a","take":"' + "9" * 99 + '"}', "$.take is '" + "9" * 59 + "…, but must be a whole number"),
    ],
)
def test_a_wrong_value_is_named_with_its_path(json_text: str, complaint: str) -> None:
    """The error says which field of the event is wrong, what it holds, and what it must hold."""
    with pytest.raises(Unreadable) as caught:
        decode(Telex, json_text.encode())

    assert caught.value.reason == "bad-event"
    assert str(caught.value).startswith(f"No Telex: {complaint}")


@pytest.mark.parametrize(
    ("data", "reason", "sentence"),
    [
        (b'{"slug":"caf\xe9"}', "not-utf8", "The event is not UTF-8: 'utf-8' codec can't decode byte 0xe9"),
        (b"", "not-json", "The event is not JSON: "),
        (b"{", "not-json", "The event is not JSON: "),
        (b'{"slug":"\\ud800"}', "not-json", "The event is not JSON: "),
        (b'{"weight":NaN}', "not-json", "The event is not JSON: "),
        (b"[" * 100_000, "not-json", "The event is not JSON: "),
    ],
)
def test_what_is_no_json_says_so(data: bytes, reason: str, sentence: str) -> None:
    """Bytes that are no JSON are told from JSON that is no event."""
    with pytest.raises(Unreadable) as caught:
        decode(Telex, data)

    assert (caught.value.reason, str(caught.value)[: len(sentence)]) == (reason, sentence)


def test_every_example_survives_the_round_trip() -> None:
    """The examples that the documents show are readable events."""
    assert {cls: decode(cls, encode(event)) for cls, event in EXAMPLES.items()} == EXAMPLES


def test_the_codec_reads_what_other_writers_space_and_order_as_they_like() -> None:
    """White space and the order of keys mean nothing."""
    spaced = json.dumps(dict(reversed(as_json(dead_letter()).items())), indent=4)

    assert decode(type(dead_letter()), spaced.encode()) == dead_letter()
