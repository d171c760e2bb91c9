"""One JSON object of unknown honesty, and the two ways to look into it.

A field that a story cannot do without raises `Unreadable` if it has the wrong type; any other is ignored with a note in
`repairs`. null is the same as absent. Text comes back clean, on one line, unless it is copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from wirecopy.errors import Unreadable
from wirecopy.formats.charset import repaired_utf8
from wirecopy.formats.claims import BOM
from wirecopy.formats.clean import one_line
from wirecopy.formats.metadata import kind, shown


@dataclass(frozen=True, slots=True)
class Item:
    """A JSON object with its place in the message, for sentences about it ("Item 2", "bodies[0] of the item")."""

    fields: Mapping[str, Any]
    where: str
    repairs: list[str] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self.fields.get(name) is not None

    def text(self, *names: str) -> str | None:
        """The first of these fields that holds text; wrong types are noted, empty text is None."""
        for name in names:
            value = self.fields.get(name)
            if isinstance(value, str):
                if line := one_line(value):
                    return line
            elif value is not None:
                self.repairs.append(f"{name} was ignored: it is {kind(value)}, not a string")
        return None

    def number_or_text(self, name: str) -> str | None:
        """A field that should hold text and often holds a number; 2.0 is 2."""
        value = self.fields.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value).removesuffix(".0")
        return self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a field that holds one or an array of them; what is no text is noted."""
        value = self.fields.get(name)
        if not isinstance(value, list):
            return tuple(text for text in (self.text(name),) if text)
        texts = tuple(line for entry in value if isinstance(entry, str) and (line := one_line(entry)))
        if len(texts) < len(value):
            self.repairs.append(f"{len(value) - len(texts)} of {name} were ignored: they are no text")
        return texts

    def needed_text(self, name: str) -> str:
        """A field that must be text if it is there, as it stands; "" if it is not.

        Raises:
            Unreadable: "bad-field"; the sentence names the field.
        """
        value = self.fields.get(name)
        if value is None or isinstance(value, str):
            return value or ""
        raise Unreadable("bad-field", f"{self.where} has {kind(value)} as {shown_name(name)}; give a string.")

    def objects(self, *names: str) -> list["Item"]:
        """The objects of the first of these arrays that is there; what is no object is noted."""
        for name in names:
            value = self.fields.get(name)
            if isinstance(value, list):
                found = [entry for entry in value if isinstance(entry, dict)]
                if len(found) < len(value):
                    self.repairs.append(f"{len(value) - len(found)} of {name} were ignored: they are no objects")
                return [Item(entry, f"{name} of {self.where}", self.repairs) for entry in found]
            if value is not None:
                self.repairs.append(f"{name} was ignored: it is {kind(value)}, not an array")
        return []

    def needed_objects(self, name: str) -> list["Item"]:
        """The objects of an array that must be one if it is there.

        Raises:
            Unreadable: "bad-field"; the sentence names the field.
        """
        value = self.fields.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise Unreadable("bad-field", f"{self.where} has {kind(value)} as {name}; give an array of objects.")
        for number, entry in enumerate(value):
            if not isinstance(entry, dict):
                raise Unreadable(
                    "bad-field", f"{self.where} has {kind(entry)} as {name}[{number}]; give an object with a value."
                )
        return [Item(entry, f"{self.where}, {name}[{number}],", self.repairs) for number, entry in enumerate(value)]


def shown_name(name: str) -> str:
    """A field's name as a sentence may show it: names such as body_… are the sender's own."""
    return one_line(name) if len(name) <= 60 and one_line(name).isprintable() else shown(name)


def parsed(data: bytes) -> tuple[Any, tuple[str, ...]]:
    """The value of a JSON document, and what was mended in its bytes: RFC 8259 section 8.1 allows only UTF-8.

    Raises:
        Unreadable: "not-utf8" or "not-json".
    """
    data, repairs = repaired_utf8(data)
    try:
        return orjson.loads(data.removeprefix(BOM)), repairs
    except orjson.JSONDecodeError as error:
        raise Unreadable(
            "not-json", f"The message begins like JSON but does not parse ({error}); send one whole document."
        ) from None
