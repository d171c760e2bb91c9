"""The tables that tell a source's kind: nouns of bodies and documents, words of names, numbers."""

import re
from functools import cache, lru_cache
from typing import Literal, cast

from wirecopy.data import lines, rows
from wirecopy.resolve.lexicon import singular

#: What a noun that is no person's is the source of.
NounKind = Literal["document", "data", "court", "broadcast", "press", "social", "agency", "hearsay", "organisation"]

_ANALYSES = re.compile("yses?$")


#: What is no longer than this in code points is looked up once; so many are kept.
_SHORT, _KEPT = 48, 16_384


def noun_kind(noun: str) -> NounKind | None:
    """The kind of source that a noun names, singular or plural: "study", "tweets"; None if it names none."""
    return _noun_kind_once(noun) if len(noun) <= _SHORT else None


@lru_cache(_KEPT)
def _noun_kind_once(noun: str) -> NounKind | None:
    folded, table = noun.casefold(), _nouns()
    # "headquarter" and "analyse" are what is left of "headquarters" and "analyses" where the last letter was cut off.
    spellings = (folded, singular(noun), f"{folded}s", _ANALYSES.sub("ysis", folded))
    return next((table[spelling] for spelling in spellings if spelling in table), None)


def is_body_word(word: str) -> bool:
    """Whether a word in a name says that no person bears it: "Ministry", "Corp"."""
    return word.casefold().removesuffix(".") in _body_words()


def is_owned_body(word: str) -> bool:
    """Whether a noun with its owner before it is a body's name: "campaign" in "the Marsh campaign"."""
    return word in _owned_bodies()


def number(word: str) -> int | None:
    """The value of a number in words or digits: "two" is 2; None if it is no number up to a thousand."""
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word)
    return _numbers().get(word.casefold())


def newsroom(name: str) -> NounKind | None:
    """The kind of a newsroom that we know by name: "agency", "broadcast" or "press"; None if it is none."""
    return _newsrooms().get(name.casefold().removeprefix("the ").replace("’", "'"))


@cache
def agencies() -> frozenset[str]:
    """News agencies, case folded, as they are printed."""
    return frozenset(row[0] for row in rows("agencies.tsv"))


@cache
def _newsrooms() -> dict[str, NounKind]:
    return {row[0]: cast("NounKind", row[1]) for row in rows("media.tsv")}


@cache
def _nouns() -> dict[str, NounKind]:
    return {row[0]: cast("NounKind", row[1]) for row in rows("source_nouns.tsv")}


@cache
def _body_words() -> frozenset[str]:
    return frozenset(lines("body_words.tsv"))


@cache
def _owned_bodies() -> frozenset[str]:
    return frozenset(lines("owned_bodies.tsv"))


@cache
def _numbers() -> dict[str, int]:
    return {row[0]: int(row[1]) for row in rows("number_words.tsv")}
