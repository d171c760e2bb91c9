"""Roles: when "the Russian top diplomat" is the Russian Foreign Minister."""

import re
from functools import lru_cache

from wirecopy.resolve.lexicon import country, fold, offices_meant, role_kind, singular

_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|our|this|that)\s+", re.IGNORECASE)
#: Words that say when or how high, not what: "former President", "senior White House official".
_DEGREE = frozenset({"former", "ex", "then", "senior", "outgoing", "incoming", "acting", "current", "longtime", "top"})
#: Words that make another office of it: the vice president is not the president, nor is the former one.
_ANOTHER_OFFICE = frozenset({"vice", "deputy", "assistant", "former", "ex", "sub", "under", "co"})
#: What begins a role's complement: "minister of defence" is cut there, "ambassador to the UN" too.
_COMPLEMENT = re.compile(r"\s+(?:of|to|for|at|in|from|on|with)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^.{1,60}?(?:['’]s|s['’])\s+")


def office(role: str, affiliation: str = "") -> str:
    """The office in a role, folded, without article, country and complement: "foreign minister".

    "Russian Foreign Minister" is "foreign minister"; "US Ambassador to the UN" is "ambassador"; "White House press
    secretary" is "press secretary" where the affiliation is known to be the White House.
    """
    words = _POSSESSIVE.sub("", _ARTICLE.sub("", role.strip()))
    words = _COMPLEMENT.split(words, maxsplit=1)[0]
    words = re.sub(rf"^{re.escape(affiliation)}\s+", "", words, flags=re.IGNORECASE) if affiliation else words
    kept = [word.strip(".,") for word in fold(words).split()]
    while len(kept) > 1 and (country(kept[0]) or kept[0].strip("-") in _DEGREE - {"top"}):
        kept = kept[1:]
    return " ".join([*kept[:-1], singular(kept[-1])]) if kept else ""


def complement(role: str) -> str:
    """What follows the preposition of a role, folded: "un" of "US Ambassador to the UN"."""
    found = _COMPLEMENT.split(role, maxsplit=1)
    return fold(_ARTICLE.sub("", found[1])) if len(found) > 1 else ""


def same_body(one: str, other: str) -> bool:
    """Whether two affiliations may be one: unknown fits all, a country fits its demonym, a part fits the whole."""
    if not one or not other:
        return True
    left, right = fold(country(one) or one), fold(country(other) or other)
    return left == right or set(left.split()) <= set(right.split()) or set(right.split()) <= set(left.split())


#: Roles no longer than this together are compared once; so many comparisons are kept.
_SHORT, _KEPT = 256, 16_384


def fit(called: str, called_of: str, held: str, held_of: str) -> float:
    """How well a description fits a role that somebody holds, 0 (not at all) to 1 (the same office).

    called: the description ("the Russian top diplomat"). called_of: its affiliation. held, held_of: theirs.
    """
    short = len(called) + len(called_of) + len(held) + len(held_of) <= _SHORT
    return (_fit_once if short else _fit)(called, called_of, held, held_of)


def _fit(called: str, called_of: str, held: str, held_of: str) -> float:
    return same_office(called, called_of, held, held_of) if same_body(called_of, held_of) else 0.0


def same_office(called: str, called_of: str, held: str, held_of: str) -> float:
    """How well a description fits a role, whomever both stand for, 0 to 1; the arguments are those of `fit`."""
    if ranks(called) != ranks(held):
        return 0.0
    wanted, has = office(called, called_of), office(held, held_of)
    if not wanted or not has or not _same_complement(called, held):
        return 0.0
    return _office_fit(wanted, has)


_fit_once = lru_cache(_KEPT)(_fit)


def ranks(role: str) -> frozenset[str]:
    """The words of a role that make another office of it: "vice", "former"."""
    return _ANOTHER_OFFICE & set(fold(role).replace("-", " ").split())


def _same_complement(called: str, held: str) -> bool:
    one, other = complement(called), complement(held)
    return not one or not other or same_body(one, other)


def _office_fit(wanted: str, has: str) -> float:
    if wanted == has:
        return 1.0
    if has.endswith(" " + wanted) or wanted.endswith(" " + has):
        return 0.85
    meant = offices_meant(wanted)
    if has in meant:
        return 0.9
    head = has.rsplit(maxsplit=1)[-1]
    if head in meant or (role_kind(wanted) and any(has.endswith(" " + office_) for office_ in meant)):
        return 0.75
    return 0.0
