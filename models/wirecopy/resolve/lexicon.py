"""The tables that the resolver reads: given names, titles, roles, paraphrases, demonyms."""

import unicodedata
from functools import cache, lru_cache
from typing import Literal, cast

from wirecopy.data import rows
from wirecopy.resolve.mention import Gender

#: office: one holder at a time; spokes: who speaks for others; job: what many are; post: anybody.
RoleKind = Literal["office", "spokes", "job", "post"]

#: Plurals that the rules below cannot undo.
_IRREGULAR = {"people": "person", "women": "woman", "men": "man", "children": "child", "wives": "wife"}


#: What is no longer than this in code points is kept once it was folded; so many of them are kept.
_SHORT, _KEPT = 64, 16_384


def fold(words: str) -> str:
    """Letters, digits and inner punctuation without case and accents: "Kalniņš-Ozols" is "kalnins-ozols"."""
    return _folded_once(words) if len(words) <= _SHORT else _folded(words)


def _folded(words: str) -> str:
    plain = words.casefold().replace("’", "'")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.split())


_folded_once = lru_cache(_KEPT)(_folded)


def given_name_gender(name: str) -> Gender | None:
    """The gender that a given name tells; empty if either bears it, None if it is not a given name we know."""
    return _given_names().get(fold(name))


def title(word: str) -> tuple[str, Gender] | None:
    """("courtesy" or "rank", gender) of a title before a name: "Mr.", "Gen."; None if it is none."""
    return _titles().get(word.casefold().removesuffix("."))


def role_kind(head: str) -> RoleKind | None:
    """What kind of role a head word names, singular or plural; None if it names none."""
    found = _roles().get(singular(head))
    return found[0] if found else None


def role_gender(head: str) -> Gender:
    """The gender that a role tells: "spokeswoman" is "f"."""
    found = _roles().get(singular(head))
    return found[1] if found else ""


def country(words: str) -> str | None:
    """The country or body that a demonym, capital or seat of power stands for: "Russian", "Kremlin" are "Russia"."""
    found = _stands_for().get(words.casefold().removeprefix("the "))
    return found[0] if found else None


def is_seat(words: str) -> bool:
    """Whether words name a capital or seat of power, which speaks for itself: "Kremlin", "Moscow"."""
    return _stands_for().get(words.casefold().removeprefix("the "), ("", ""))[1] == "seat"


def offices_meant(paraphrase: str) -> frozenset[str]:
    """The offices that a paraphrase may mean: "top diplomat" is a foreign minister or a secretary of state."""
    return _paraphrases().get(paraphrase.casefold(), frozenset())


def body_words_meant(noun: str) -> frozenset[str]:
    """Words in the names of bodies that a noun may mean: "the union" is a federation or a brotherhood too."""
    return _body_paraphrases().get(noun, frozenset())


def singular(word: str) -> str:
    """The singular of a head word, case folded: "spokeswomen", "ministries", "officials"."""
    return _singular_once(word) if len(word) <= _SHORT else _singular(word)


def _singular(word: str) -> str:
    folded = word.casefold()
    if folded in _IRREGULAR:
        return _IRREGULAR[folded]
    if folded.endswith("men") and len(folded) > len("women"):
        return folded[:-2] + "an"
    if folded.endswith("ies") and len(folded) > len("series"):
        return folded[:-3] + "y"
    if folded.endswith(("sses", "tches", "shes")):
        return folded[:-2]
    return folded[:-1] if folded.endswith("s") and not folded.endswith(("ss", "us", "is", "rps")) else folded


_singular_once = lru_cache(_KEPT)(_singular)


@cache
def _given_names() -> dict[str, Gender]:
    return {fold(name): cast("Gender", gender) for name, gender in rows("given_names.tsv")}


@cache
def _titles() -> dict[str, tuple[str, Gender]]:
    return {word: (kind, cast("Gender", gender)) for word, kind, gender in rows("titles.tsv")}


@cache
def _roles() -> dict[str, tuple[RoleKind, Gender]]:
    return {word: (cast("RoleKind", kind), cast("Gender", gender)) for word, kind, gender in rows("roles.tsv")}


@cache
def _stands_for() -> dict[str, tuple[str, str]]:
    return {word: (meant, kind) for word, meant, kind in rows("stands_for.tsv")}


@cache
def _paraphrases() -> dict[str, frozenset[str]]:
    return _meanings("role_paraphrases.tsv")


@cache
def _body_paraphrases() -> dict[str, frozenset[str]]:
    return _meanings("body_paraphrases.tsv")


def _meanings(table: str) -> dict[str, frozenset[str]]:
    meant: dict[str, set[str]] = {}
    for paraphrase, meaning in rows(table):
        meant.setdefault(paraphrase, set()).add(meaning)
    return {paraphrase: frozenset(meanings) for paraphrase, meanings in meant.items()}
