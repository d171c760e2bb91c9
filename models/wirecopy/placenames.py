"""Names of places as they are printed, and as they are filed: what is the same name, what is nearly the same."""

import re
import string
import unicodedata
from collections.abc import Iterator

_APOSTROPHES = str.maketrans("", "", "'’‘ʻ`")
_NOT_LETTERS = re.compile(r"[\W_]+")

#: What newsrooms print short and GeoNames writes out, and what they add to a name.
_WRITTEN_OUT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "port"}
_ADDED = (" city", " province", " governorate", " district", " county", " state", " air base", " naval base")
#: "Foxboro" is an American spelling of Foxborough.
_SHORT_END, _LONG_END = "boro", "borough"

#: What the name of a part of a town, or of a place beside it, has before or behind the name of the town.
_BEFORE = (
    "north",
    "south",
    "east",
    "west",
    "old",
    "upper",
    "lower",
    "central",
    "downtown",
    "greater",
    "near",
    "city of",
)
_BEHIND = (
    "airport",
    "beach",
    "center",
    "centre",
    "heights",
    "hills",
    "island",
    "junction",
    "park",
    "township",
    "village",
)

#: Shorter names have too many neighbours, longer ones are no names.
_MISPRINTED = range(6, 25)


def fold(name: str) -> str:
    """A name reduced to what spellings share: no case, accents, apostrophes, punctuation; single spaces.

    >>> fold("ST. GEORGE'S")
    'st georges'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_APOSTROPHES))
    return " ".join(_NOT_LETTERS.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def spellings(key: str) -> list[str]:
    """A folded name, and what else it may be filed under."""
    first, _, rest = key.partition(" ")
    keys = [key]
    if first in _WRITTEN_OUT and rest:
        keys.append(f"{_WRITTEN_OUT[first]} {rest}")
    if key.endswith(_SHORT_END):
        keys.append(key.removesuffix(_SHORT_END) + _LONG_END)
    return keys + [key.removesuffix(added) for added in _ADDED if key.endswith(added)]


def wholes(key: str) -> list[str]:
    """The folded names of the towns that a place may be a part of, or beside: "south norwalk" of "norwalk"."""
    before = [key.removeprefix(f"{word} ") for word in _BEFORE if key.startswith(f"{word} ")]
    return before + [key.removesuffix(f" {word}") for word in _BEHIND if key.endswith(f" {word}")]


def misprints(key: str) -> Iterator[str]:
    """The folded names that a name may be a misprint of: one letter more, less or other, or two swapped.

    Some thousands for a long name; none for a name so short that it is a neighbour of many.
    """
    if len(key) not in _MISPRINTED:
        return
    for at in range(len(key) + 1):
        head, tail = key[:at], key[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in string.ascii_lowercase:
            yield head + letter + tail
            yield head + letter + tail[1:]
