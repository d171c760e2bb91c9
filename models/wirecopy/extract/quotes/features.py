"""What the scorer looks at, as numbers: for each token, and for each pair of a cue and a token of its sentence.

A feature is a small whole number; the scorer has a learned row of numbers for each value. All of it is counted from the
arrays of `Tokens`, with no loop over tokens.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wirecopy.extract.tokens import COLON, COMMA, INSIDE, OUTSIDE, Ints, Tokens

#: Words are told apart by this many buckets of their hash.
BUCKETS = 2048

#: Most labels of the tagger and of the parser (en_core_web_sm has 50 and 45).
_LABELS = 64
#: Classes of punctuation and places in a quotation.
_PUNCTUATION, _PLACES = 11, 4

#: How many heads above the cue are looked at: the clause that holds it, and the clauses around that one.
_LEVELS = 4

#: A sentence is looked at this far before and behind the cue, in tokens; only hostile text has longer ones.
REACH_BEFORE, REACH_BEHIND = 150, 100

#: Number of values of each token feature, in their order.
TOKEN_SIZES = (
    *(BUCKETS,) * 4,
    *(_LABELS,) * 5,
    _PLACES * _PLACES,
    _PUNCTUATION * _PUNCTUATION,
    _PUNCTUATION * 4,
    16,
    4,
)

_SIDES = 3
_BRANCHES = (_LEVELS + 1) * (_LABELS + 2) * _SIDES

#: Number of values of each pair feature, in their order.
PAIR_SIZES = (
    _BRANCHES,
    _BRANCHES,
    _BRANCHES,
    (_LEVELS + 1) * 6 * 4,
    *(_LABELS * _SIDES,) * 4,
    16 * 5,
    8 * 5 * _SIDES,
    _PUNCTUATION * _PUNCTUATION * _SIDES,
    4 * 2 * 4 * _SIDES,
    *(BUCKETS,) * 3,
    _LABELS * _LABELS,
    4 * _PUNCTUATION * _PLACES,
    _PLACES**3,
    4 * _LABELS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Cues, each with every token of its sentence."""

    #: Numbers of the cues' tokens, ascending.
    cues: Ints
    #: For each cue the first token of its sentence, and the number of its first pair; `first` has one more at its end.
    begin: Ints
    first: Ints
    #: For each pair the cue's token, the token, and the features (pairs x len(PAIR_SIZES)).
    cue: Ints
    token: Ints
    features: Ints


def token_features(tokens: Tokens) -> Ints:
    """The features of each token (tokens x len(TOKEN_SIZES))."""
    word = buckets(tokens)
    before, behind = _neighbours(len(tokens))
    edges = _edges(tokens)
    columns = (
        word,
        word[before],
        word[behind],
        word[tokens.head],
        tokens.tag,
        tokens.dep,
        tokens.tag[before],
        tokens.tag[behind],
        tokens.dep[tokens.head],
        tokens.place * _PLACES + tokens.place[behind],
        tokens.punctuation * _PUNCTUATION + tokens.punctuation[before],
        tokens.punctuation[behind] * 4 + tokens.capitals,
        _distance(tokens.head - np.arange(len(tokens))),
        edges,
    )
    return np.stack(columns, axis=1)


def buckets(tokens: Tokens) -> Ints:
    """The bucket of each word."""
    return (tokens.word % np.uint64(BUCKETS)).astype(np.int64)


def pairs(tokens: Tokens, cues: Ints) -> Pairs:
    """Every cue with every token of its sentence."""
    begin, end = _windows(tokens, cues)
    first = np.r_[0, np.cumsum(end - begin)]
    cue = np.repeat(cues, end - begin)
    token = np.arange(first[-1]) - np.repeat(first[:-1] - begin, end - begin)
    level, branch, position = _paint(tokens, cues, begin, first)
    return Pairs(
        cues=cues,
        begin=begin,
        first=first,
        cue=cue,
        token=token,
        features=_pair_features(tokens, cue, token, level, branch, position),
    )


def _pair_features(tokens: Tokens, cue: Ints, token: Ints, level: Ints, branch: Ints, position: Ints) -> Ints:
    side = (token > cue) + 2 * (token == cue)
    before, behind = _neighbours(len(tokens))
    where = (level * (_LABELS + 2) + branch) * _SIDES
    same = np.diff(token, prepend=-2) == 1
    where_before = np.where(same, np.r_[0, where[:-1]], 0)
    where_behind = np.where(np.r_[same[1:], False], np.r_[where[1:], 0], 0)
    edge = (where_before != where) + 2 * (where_behind != where)
    low, high = np.minimum(token, cue), np.maximum(token, cue)
    commas = np.minimum(_counted(tokens.punctuation == COMMA, low, high), 3)
    colons = np.minimum(_counted(tokens.punctuation == COLON, low, high), 1)
    marks = np.minimum(_counted((tokens.place != OUTSIDE) & (tokens.place != INSIDE), low, high), 4)
    dep, tag, place, punctuation = tokens.dep, tokens.tag, tokens.place, tokens.punctuation
    quoted = 2 * (tokens.quotation[token] > 0) + (tokens.quotation[cue] > 0)
    together = (tokens.quotation[token] == tokens.quotation[cue]) & (quoted == 3)
    word = buckets(tokens)
    last = before[token], behind[token]
    columns = (
        where + side,
        where_before + side,
        where_behind + side,
        (level * 6 + position) * 4 + edge,
        dep[token] * _SIDES + side,
        tag[token] * _SIDES + side,
        tag[last[0]] * _SIDES + side,
        tag[last[1]] * _SIDES + side,
        _distance(token - cue) * 5 + marks,
        ((quoted + 4 * together) * 5 + marks) * _SIDES + side,
        (punctuation[token] * _PUNCTUATION + punctuation[last[0]]) * _SIDES + side,
        ((commas * 2 + colons) * 4 + np.minimum(marks, 3)) * _SIDES + side,
        word[token],
        word[last[0]],
        word[last[1]],
        dep[tokens.head[token]] * _LABELS + dep[token],
        (_edges(tokens)[token] * _PUNCTUATION + punctuation[last[0]]) * _PLACES + place[last[0]],
        (place[token] * _PLACES + place[last[1]]) * _PLACES + place[last[0]],
        tokens.capitals[token] * _LABELS + dep[token],
    )
    return np.stack(columns, axis=1)


def _paint(tokens: Tokens, cues: Ints, begin: Ints, first: Ints) -> tuple[Ints, Ints, Ints]:
    """For each pair how the token hangs on the cue.

    level: how many heads above the cue the subtree is rooted that holds the token; _LEVELS where none does.
    branch: the dependency of that root's child that holds the token, + 2; 1 for the root itself.
    position: 1 inside that child's subtree, 2 its first token, 3 its last, 4 its only one, 5 the root; 0 elsewhere.
    """
    level = np.full(first[-1], _LEVELS, np.int64)
    branch, position = np.zeros_like(level), np.zeros_like(level)
    order = np.argsort(tokens.head, kind="stable")
    child = np.searchsorted(tokens.head[order], np.arange(len(tokens) + 1)).tolist()
    children, head, dep = order.tolist(), tokens.head.tolist(), tokens.dep.tolist()
    left, right = tokens.left.tolist(), tokens.right.tolist()
    for cue, start, at, end in zip(cues.tolist(), begin.tolist(), first[:-1].tolist(), first[1:].tolist(), strict=True):
        shift, stop = at - start, start + end - at
        chain = _chain(head, cue, start, stop)
        for height in range(len(chain) - 1, -1, -1):
            root = chain[height]
            for one in children[child[root] : child[root + 1]]:
                low, high = max(left[one], start) + shift, min(right[one] + 1, stop) + shift
                if one == root or high <= low or (height and one == chain[height - 1]):
                    continue
                level[low:high], branch[low:high], position[low:high] = height, 2 + dep[one], 1
                position[low] = 2
                position[high - 1] = 3 if high - 1 > low else 4
            if start <= root < stop:
                level[root + shift], branch[root + shift], position[root + shift] = height, 1, 5
    return level, branch, position


def _chain(head: Sequence[int], cue: int, start: int, stop: int) -> list[int]:
    """The cue, its head, the head's head …, as far as they stand in the sentence."""
    chain = [cue]
    while len(chain) < _LEVELS and head[chain[-1]] != chain[-1] and start <= head[chain[-1]] < stop:
        chain.append(head[chain[-1]])
    return chain


def _windows(tokens: Tokens, cues: Ints) -> tuple[Ints, Ints]:
    """The sentence around each cue, cut where it is longer than anybody writes."""
    sentence = tokens.sentence[cues]
    begin = np.searchsorted(tokens.sentence, sentence, side="left")
    end = np.searchsorted(tokens.sentence, sentence, side="right")
    return np.maximum(begin, cues - REACH_BEFORE), np.minimum(end, cues + REACH_BEHIND)


def _counted(flags: np.ndarray[tuple[int], np.dtype[np.bool_]], low: Ints, high: Ints) -> Ints:
    """How many flags are set behind `low` up to `high`."""
    running = np.cumsum(flags)
    return running[high] - running[low]


def _neighbours(length: int) -> tuple[Ints, Ints]:
    here = np.arange(length)
    return np.maximum(here - 1, 0), np.minimum(here + 1, max(0, length - 1))


def _edges(tokens: Tokens) -> Ints:
    """1 for the first token of a sentence, 2 for its last, 3 for its only one."""
    changes = np.diff(tokens.sentence) > 0
    return np.r_[True, changes] + 2 * np.r_[changes, True] if len(tokens) else np.zeros(0, np.int64)


def _distance(steps: Ints) -> Ints:
    """A signed distance in powers of two, 0 to 14; 7 is no distance."""
    return np.asarray(7 + np.sign(steps) * np.minimum(np.ceil(np.log2(np.abs(steps) + 1)), 7), np.int64)
