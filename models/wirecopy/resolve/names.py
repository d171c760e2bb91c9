"""Personal names: what their parts are, when a short one stands for a long one, and which gender they tell."""

import re
from functools import lru_cache

from wirecopy.resolve.lexicon import fold, given_name_gender
from wirecopy.resolve.mention import Gender

_INITIAL = re.compile(r"\w\.?")
#: Jr. and the like belong to the name but are never a surname.
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
#: Endings of surnames that only women bear (Slavic, Lithuanian, Icelandic), in names of several words.
_WOMAN_SURNAME = re.compile(r"(?:[oe]va|skaya|ska|cka|dottir|iene|aite)$")


#: What is no longer than this in code points is kept once it was taken apart; so many names are kept.
_SHORT, _KEPT = 64, 8_192


def parts(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without initials and suffixes: "Donald J. Trump Jr." is (donald, trump)."""
    return _parts_once(name) if len(name) <= _SHORT else _parts(name)


def _parts(name: str) -> tuple[str, ...]:
    words = [word.strip(".,").removesuffix("'s").removesuffix("'") for word in fold(name).split()]
    kept = tuple(w for w in words if w not in _SUFFIXES and not _INITIAL.fullmatch(w))
    return kept or tuple(words)


_parts_once = lru_cache(_KEPT)(_parts)


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name may stand for another: all its words are words of the other, in their order."""
    rest = iter(full)
    return bool(short) and all(word in rest for word in short)


def which_part(short: tuple[str, ...], full: tuple[str, ...]) -> str:
    """What a short name is of the full one, in words."""
    if short == full:
        return "full name"
    return "first name" if len(short) == 1 and short[0] == full[0] and _knows(short[0]) else "surname"


def gender_of(name: str) -> Gender:
    """The gender that a full name tells, by the given name, else by the surname's ending; empty if neither does."""
    words = parts(name)
    if len(words) < 2:
        return ""
    for given in (words[0], words[0].split("-")[0]):
        told = given_name_gender(given)
        if told:
            return told
    return "f" if _WOMAN_SURNAME.search(words[-1]) else ""


def is_given_name(word: str) -> bool:
    """Whether a word is a given name that we know."""
    return _knows(fold(word))


def _knows(word: str) -> bool:
    return given_name_gender(word) is not None
