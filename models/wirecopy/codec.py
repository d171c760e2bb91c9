"""Events as JSON and back: the classes of `wirecopy.story`, and any frozen dataclass that is made like them.

What holds for the bytes:

* canonical: keys sorted, UTF-8, no white space, times in UTC with a "Z"; equal objects give equal bytes;
* every field is always there, so that consumers see one shape. The exception is a class with
  `JSON_NAMES = "camelCase"`, where None and what is empty is left out, because ninjs 3.1 knows no null;
* a lone surrogate (half a UTF-16 pair, which UTF-8 cannot carry) is written as U+FFFD, one code point for one code
  point, so that every offset stays right. No reader lets one in; this is the net under them.

Reading is strict about types and lenient about fields: an unknown one is passed over and a missing one takes its
default, so that programs of two minor versions can share a topic.
"""

import re
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import orjson

from wirecopy.errors import Unreadable

T = TypeVar("T")

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
_SURROGATE = re.compile("[\ud800-\udfff]")

#: How much of a wrong value an error message shows, in code points.
_SHOWN = 60

#: A value as orjson parsed it, to the value that a field holds. Raises `_Wrong`.
_Read = Callable[[Any], Any]


# --- writing ----------------------------------------------------------------------------------------------------------


def encode(event: object) -> bytes:
    """One event as canonical JSON.

    Raises:
        TypeError: the event holds something that JSON has no form for (a set, a number beyond 64 bits).
    """
    try:
        return orjson.dumps(event, default=_plain, option=_OPTIONS)
    except TypeError:
        # The rare road, taken once and in full: orjson refuses surrogates, and says so only as a TypeError.
        return orjson.dumps(_mended(event), option=_OPTIONS)


def as_json(event: object) -> Any:  # noqa: ANN401 - JSON of any shape
    """An event as the plain values that its JSON holds: dicts, lists, text, numbers, None."""
    return orjson.loads(encode(event))


def json_name(cls: type, name: str) -> str:
    """What a field of a class is called in JSON: "pub_status", or "pubStatus" in a camelCase class."""
    if not _is_camel(cls):
        return name
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def leaves_out_empty(cls: type) -> bool:
    """Whether None and empty values of a class's optional fields are left out of its JSON."""
    return _is_camel(cls)


def is_required(field: Field[Any]) -> bool:
    """Whether a field has no default: JSON that lacks it cannot be read."""
    return field.default is MISSING and field.default_factory is MISSING


def _is_camel(cls: type) -> bool:
    return getattr(cls, "JSON_NAMES", None) == "camelCase"


def _plain(value: Any) -> object:  # noqa: ANN401 - orjson hands over whatever it does not know
    """What orjson shall write for a value that it passes to us."""
    if isinstance(value, datetime):
        return _utc(value).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    kind: Any = type(value)
    return _writer(kind)(value)


@cache
def _writer(cls: type) -> Callable[[object], dict[str, object]]:
    """How one class becomes a JSON object."""
    if not is_dataclass(cls):
        raise TypeError(f"{cls.__name__} has no form in JSON")
    names = sorted((json_name(cls, f.name), f.name) for f in fields(cls))
    keys, values = [key for key, _ in names], attrgetter(*(name for _, name in names))
    if len(keys) == 1:
        return lambda obj: {keys[0]: values(obj)}
    if leaves_out_empty(cls):
        always = {json_name(cls, f.name) for f in fields(cls) if is_required(f)}
        return lambda obj: {
            k: v for k, v in zip(keys, values(obj), strict=True) if k in always or v not in (None, (), {})
        }
    return lambda obj: dict(zip(keys, values(obj), strict=True))


def _mended(value: Any) -> object:  # noqa: ANN401 - walks any event
    """An event as plain JSON values, lone surrogates replaced."""
    match value:
        case str():
            return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
        case tuple() | list():
            return [_mended(item) for item in value]
        case dict():
            return {_mended(key): _mended(item) for key, item in value.items()}
        case None | bool() | int() | float():
            return value
    return _mended(_plain(value))


def _utc(moment: datetime) -> datetime:
    """A time in UTC; one without a zone is taken as UTC, which is what our rule for times says."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


# --- reading ----------------------------------------------------------------------------------------------------------


def decode(cls: type[T], data: bytes) -> T:
    """Read an event of a class from its JSON: `decode(type(event), encode(event)) == event`.

    Raises:
        Unreadable: "not-utf8" or "not-json"; "bad-event" where a field is missing or has a wrong type, with the JSON
            path of the field.
    """
    return from_json(cls, _parse(data))


def from_json(cls: type[T], value: object) -> T:
    """Read an event of a class from plain JSON values; the reverse of `as_json`.

    Raises:
        Unreadable: "bad-event", with the JSON path of the first field that is missing or has a wrong type.
    """
    try:
        return cast("T", _reader(cast("Any", cls))(value))
    except _Wrong as wrong:
        raise Unreadable("bad-event", f"No {cls.__name__}: {wrong.path} {wrong.complaint}.") from None


def _parse(data: bytes) -> object:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        try:
            data.decode()
        except UnicodeDecodeError as undecodable:
            raise Unreadable("not-utf8", f"The event is not UTF-8: {undecodable}.") from None
        raise Unreadable("not-json", f"The event is not JSON: {error}.") from None


class _Wrong(Exception):
    """A value that does not fit; each object and array that it stands in adds its step to the path on the way out."""

    def __init__(self, complaint: str) -> None:
        super().__init__(complaint)
        self.complaint = complaint
        self.steps: list[str] = []

    def inside(self, step: str) -> "_Wrong":
        self.steps.append(step)
        return self

    @property
    def path(self) -> str:
        return "$" + "".join(reversed(self.steps))


def _misfit(value: object, wanted: str) -> _Wrong:
    shown = repr(value)
    return _Wrong(f"is {shown if len(shown) <= _SHOWN else shown[:_SHOWN] + '…'}, but must be {wanted}")


@cache
def _reader(kind: Any) -> _Read:  # noqa: ANN401 - a type as `typing` spells it: class, union, Literal, tuple[...]
    """How a value of a type is read; made once per type."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    if is_dataclass(kind):
        return _read_object(cast("type", kind))
    origin, args = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return _read_optional(args)
    if origin is Literal:
        return _read_literal(args)
    if origin is tuple and args[1:] == (...,):
        return _read_array(_reader(args[0]))
    if origin is dict and args[0] is str:
        return _read_mapping(_reader(args[1]))
    raise TypeError(f"the codec knows no way to read {kind!r}")


def _read_object(cls: type) -> _Read:
    hints = get_type_hints(cls)
    plan = [(json_name(cls, f.name), f.name, _reader(hints[f.name]), is_required(f)) for f in fields(cls)]

    def read(value: Any) -> object:  # noqa: ANN401 - JSON of any shape
        if type(value) is not dict:
            raise _misfit(value, "an object")
        found = {}
        key = ""
        try:
            for key, name, read_field, required in plan:
                if key in value:
                    found[name] = read_field(value[key])
                elif required:
                    raise _Wrong("is missing")
        except _Wrong as wrong:
            raise wrong.inside(f".{key}") from None
        return cls(**found)

    return read


def _read_array(read_item: _Read) -> _Read:
    def read(value: Any) -> object:  # noqa: ANN401 - JSON of any shape
        if type(value) is not list:
            raise _misfit(value, "an array")
        items: list[object] = []
        try:
            for item in value:
                items.append(read_item(item))  # noqa: PERF401 - the length tells which item was wrong
        except _Wrong as wrong:
            raise wrong.inside(f"[{len(items)}]") from None
        return tuple(items)

    return read


def _read_mapping(read_item: _Read) -> _Read:
    def read(value: Any) -> object:  # noqa: ANN401 - JSON of any shape
        if type(value) is not dict:
            raise _misfit(value, "an object")
        found: dict[str, object] = {}
        for key, item in value.items():
            try:
                found[key] = read_item(item)
            except _Wrong as wrong:
                raise wrong.inside(f"[{key[:_SHOWN]!r}]") from None
        return found

    return read


def _read_optional(kinds: tuple[Any, ...]) -> _Read:
    present = [kind for kind in kinds if kind is not NoneType]
    if len(present) != 1 or len(kinds) != 2:
        raise TypeError(f"the codec knows no union but with None, not {kinds!r}")
    read = _reader(present[0])
    return lambda value: None if value is None else read(value)


def _read_literal(choices: tuple[str, ...]) -> _Read:
    known = {choice: choice for choice in choices}

    def read(value: Any) -> object:  # noqa: ANN401 - JSON of any shape
        if type(value) is not str or value not in known:
            raise _misfit(value, f"one of {', '.join(known)}")
        return known[value]

    return read


def _read_exactly(kind: type, wanted: str) -> _Read:
    def read(value: Any) -> object:  # noqa: ANN401 - JSON of any shape
        if type(value) is not kind:
            raise _misfit(value, wanted)
        return value

    return read


def _read_float(value: Any) -> float:  # noqa: ANN401 - JSON of any shape
    if type(value) is not float and type(value) is not int:
        raise _misfit(value, "a number")
    return float(value)


def _read_datetime(value: Any) -> datetime:  # noqa: ANN401 - JSON of any shape
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo:
            return moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        pass
    raise _misfit(value, "a time with its zone, as 2026-11-20T14:05:00Z")


def _read_date(value: Any) -> date:  # noqa: ANN401 - JSON of any shape
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _misfit(value, "a date, as 2026-11-20") from None


_SCALARS: dict[object, _Read] = {
    str: _read_exactly(str, "text"),
    int: _read_exactly(int, "a whole number"),
    bool: _read_exactly(bool, "true or false"),
    float: _read_float,
    datetime: _read_datetime,
    date: _read_date,
}
