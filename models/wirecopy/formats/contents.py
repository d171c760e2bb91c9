"""What a reader gives back, and how it says where it finds things."""

import re
from dataclasses import dataclass

from wirecopy.story import RawStory


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An item of a message that is no text story: nothing is read from it, and that is no failure."""

    #: What it is, with its article: "a picture", "a planning item".
    what: str
    #: The publisher's identity of it, if it has one.
    uri: str | None = None
    #: What tells: "type is picture", "itemClass is icls:video".
    because: str = ""

    def __str__(self) -> str:
        named = f" {self.uri}" if self.uri else ""
        return f"{self.what}{named} was set aside: {self.because}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a message holds: text stories, and items that are none; at least one of both together."""

    stories: tuple[RawStory, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Where a format keeps a field of `RawStory`: what the reader looks it up by, and a row of the format's page."""

    #: The field of `RawStory`; "" for what is known and passed over.
    field: str
    #: Where it stands, in the order in which it is looked up: paths, names, or words ("the line that starts with ^").
    where: tuple[str, ...]
    #: The clause of the specification that says so.
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How one agency departs from a format. A reader has a table of them; none is a class of its own."""

    #: The agency as a newsroom names it: "dpa".
    agency: str
    #: What in the bytes of a message shows that it is theirs.
    mark: re.Pattern[bytes]
    #: Where they keep fields: looked up before the format's own places.
    taken: tuple[Taken, ...] = ()
    #: Where their clocks stand, if they write times without an offset: a name of the IANA database.
    zone: str = ""
    #: What they do otherwise, in words, for the format's page.
    about: str = ""
