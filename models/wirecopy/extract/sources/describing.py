"""Descriptions without a name: "two people familiar with the matter", "the company", "a report released Thursday"."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from wirecopy.extract.sources.lexicon import noun_kind, number
from wirecopy.extract.sources.titles import AGENTIVE, describe, issuer
from wirecopy.extract.sources.words import Word, Words, is_space
from wirecopy.resolve.lexicon import role_gender, role_kind, singular
from wirecopy.resolve.mention import Gender, Nature

#: How many words a description may reach to the left and to the right of its noun.
_LEFT, _RIGHT = 12, 16
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "both"})
#: Somebody else, even behind "the": "the second official", "the other person".
_ANOTHER = frozenset({"another", "other", "second", "third", "fourth", "fifth", "different", "separate"})
#: Words that count people or stand for them.
_SOME = frozenset(
    {"some", "many", "several", "others", "few", "most", "those", "both", "all", "none", "half", "group", "groups"}
    | {
        "percent",
        "pct",
        "number",
        "dozens",
        "hundreds",
        "thousands",
        "handful",
        "majority",
        "pair",
        "couple",
        "scores",
        "trio",
    }
)
#: Of these, what is a body of its own where it counts nobody: "several environmental groups".
_BODIES = frozenset({"group", "groups"})
_SHARES = frozenset({"percent", "pct", "%"})
_CLOSES = frozenset({"WP", "WDT", "WP$", "WRB", "VBD", "VBZ", "VBP", "MD", "``", "''", ":", ".", ",", "-LRB-"})
_LOOSE_END = frozenset({"IN", "CC", "DT", "TO", "RB", "HYPH", "POS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A description. Word numbers: the noun, first, and one past the last."""

    at: int
    start: int
    end: int
    head: str
    nature: Nature
    role: str = ""
    affiliation: str = ""
    #: The possessive pronoun before it, case folded: "her" of "her statement".
    owner: str = ""
    gender: Gender = ""
    plural: bool = False
    definite: bool = False


def described_at(text: str, words: Words, at: int, barred: AbstractSet[int]) -> Described:
    """The description whose noun is a word; barred: words it must not reach over (quotes and cues)."""
    start, noun, end = _reach(words, at, barred)
    head = singular(words[noun].text)
    nature = nature_of(words[noun])
    plural = words[noun].tag in ("NNS", "NNPS") or words[noun].text.casefold() in _SOME | {"people"}
    found = describe(text, words, noun, start, end) if nature == "human" else None
    whose = "" if found else issuer(text, words, start, noun, end)
    return Described(
        at=noun,
        start=start,
        end=end,
        head=head,
        nature=nature,
        role=found.text if found and not plural else "",
        affiliation=found.affiliation if found else whose,
        owner=words[start].text.casefold() if words[start].tag == "PRP$" else "",
        gender=role_gender(head) if not plural else "",
        plural=plural and head not in ("police", "media"),
        definite=_is_definite(words, start, noun),
    )


def is_describing(word: Word) -> bool:
    """Whether a word may be the noun of a description that speaks of a source."""
    return word.tag in ("NN", "NNS", "NNP", "NNPS") and bool(role_kind(word.text) or noun_kind(word.text))


def nature_of(word: Word) -> Nature:
    """Somebody or something, by the noun: the tables first, then its ending."""
    if word.tag == "PRP":
        return "thing"
    if word.label == "NORP" and word.tag in ("NNS", "NNPS"):
        return "human"
    if word.text.casefold() in _SHARES:
        return "thing"
    if role_kind(word.text) or word.text.casefold() in _SOME - _BODIES or number(word.text) or word.tag in ("CD", "JJ"):
        return "human"
    if noun_kind(word.text):
        return "thing"
    return "human" if singular(word.text).endswith(AGENTIVE) and word.tag in ("NN", "NNS") else "thing"


def _reach(words: Words, at: int, barred: AbstractSet[int]) -> tuple[int, int, int]:
    """(first word, noun, one past the last). "One of two officials" is the description "two officials"."""
    inner = _partitive(words, at)
    noun = at if inner is None else inner
    start = _left_edge(words, noun, barred, floor=at if inner is not None else None)
    return start, noun, _right_edge(words, noun, barred)


def _partitive(words: Words, at: int) -> int | None:
    """The noun that "one of …", "both of …" counts out of; None if the word counts nothing."""
    counts = number(words[at].text) or words[at].text.casefold() in _SOME - _SHARES
    if not counts or at + 1 >= len(words) or words[at + 1].text.casefold() != "of":
        return None
    for here in range(at + 2, min(len(words), at + 2 + _LEFT)):
        if words[here].head == at + 1 and words[here].tag.startswith("NN"):
            return here
        if is_space(words[here]):
            break
    return None


def _left_edge(words: Words, at: int, barred: AbstractSet[int], floor: int | None) -> int:
    edge = _subtree_edge(words, at, max(0, at - _LEFT, 0 if floor is None else floor + 2))
    start = at
    while start > edge and start - 1 not in barred and not _cuts_left(words[start - 1]):
        start -= 1
    while start < at and words[start].tag in ("CC", "IN", "RB", "HYPH", "TO"):
        if words[start].text.casefold() == "at" and words[start + 1].text in ("least", "most"):
            break
        start += 1
    return start


def _subtree_edge(words: Words, at: int, limit: int) -> int:
    """The farthest word towards `limit` up to which every word hangs on the one at `at`."""
    step = 1 if limit > at else -1
    edge = at
    while edge != limit and _hangs_on(words, edge + step, at):
        edge += step
    return edge


def _hangs_on(words: Words, at: int, head: int) -> bool:
    for _ in range(_LEFT + _RIGHT):
        if at == head:
            return True
        if words[at].head == at:
            return False
        at = words[at].head
    return False


def _cuts_left(word: Word) -> bool:
    return is_space(word) or word.tag in ("``", "''", ":", ",", ".", "-LRB-", "-RRB-", "VBD", "VBZ", "VBP", "MD", "WP")


def _right_edge(words: Words, at: int, barred: AbstractSet[int]) -> int:
    stop = _subtree_edge(words, at, min(at + _RIGHT, len(words) - 1)) + 1
    end = at + 1
    while end < stop and end not in barred and words[end].tag not in _CLOSES and not is_space(words[end]):
        end += 1
    while end > at + 1 and words[end - 1].tag in _LOOSE_END:
        end -= 1
    return end


def _is_definite(words: Words, start: int, noun: int) -> bool:
    """Whether the description takes up somebody already known."""
    small = [word.text.casefold() for word in words[start:noun]]
    if any(word in _ANOTHER for word in small):
        return False
    if not small:  # "Senator from Kalvia says", without an article as in a headline
        return words[noun].tag in ("NN", "NNP") and role_kind(words[noun].text) == "office"
    return small[0] in _DEFINITE or any(word.tag == "POS" for word in words[start:noun])
