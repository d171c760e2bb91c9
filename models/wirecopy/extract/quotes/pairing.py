"""Pairs of a cue and a token of its sentence, and what the scorer looks at in each."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from wirecopy.extract.quotes.features import (
    LABELS,
    LEVELS,
    PLACES,
    PUNCTUATION,
    REACH_BEFORE,
    REACH_BEHIND,
    SIDES,
    buckets,
    distance,
    neighbours,
    sentence_edges,
)
from wirecopy.extract.tokens import COLON, COMMA, INSIDE, OUTSIDE, Ints, Tokens


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


class _Tree(NamedTuple):
    """The parse as lists, which Python reads faster than arrays."""

    head: list[int]
    left: list[int]
    right: list[int]
    dep: list[int]
    #: Where a token's dependents begin in the next list; one more at the end.
    child: list[int]
    children: list[int]


class Pairing:
    """Makes the pairs of one text; what all cues share is counted once."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._word = buckets(tokens)
        self._before, self._behind = neighbours(len(tokens))
        self._edges = sentence_edges(tokens)
        self._commas = np.cumsum(tokens.punctuation == COMMA)
        self._colons = np.cumsum(tokens.punctuation == COLON)
        self._marks = np.cumsum((tokens.place != OUTSIDE) & (tokens.place != INSIDE))
        order = np.argsort(tokens.head, kind="stable")
        child = np.searchsorted(tokens.head[order], np.arange(len(tokens) + 1))
        lists = (tokens.head, tokens.left, tokens.right, tokens.dep, child, order)
        self._tree = _Tree(*(values.tolist() for values in lists))

    def pairs(self, cues: Ints) -> Pairs:
        """Every cue with every token of its sentence."""
        begin, end = self._windows(cues)
        first = np.r_[0, np.cumsum(end - begin)]
        cue = np.repeat(cues, end - begin)
        token = np.arange(first[-1]) - np.repeat(first[:-1] - begin, end - begin)
        level, branch, position = self._paint(cues, begin, first)
        features = self._features(cue, token, level, branch, position)
        return Pairs(cues=cues, begin=begin, first=first, cue=cue, token=token, features=features)

    def _features(self, cue: Ints, token: Ints, level: Ints, branch: Ints, position: Ints) -> Ints:
        tokens = self._tokens
        side = (token > cue) + 2 * (token == cue)
        where = (level * (LABELS + 2) + branch) * SIDES
        same = np.diff(token, prepend=-2) == 1
        where_before = np.where(same, np.r_[0, where[:-1]], 0)
        where_behind = np.where(np.r_[same[1:], False], np.r_[where[1:], 0], 0)
        edge = (where_before != where) + 2 * (where_behind != where)
        low, high = np.minimum(token, cue), np.maximum(token, cue)
        commas = np.minimum(self._commas[high] - self._commas[low], 3)
        colons = np.minimum(self._colons[high] - self._colons[low], 1)
        marks = np.minimum(self._marks[high] - self._marks[low], 4)
        dep, tag, place, punctuation = tokens.dep, tokens.tag, tokens.place, tokens.punctuation
        quoted = 2 * (tokens.quotation[token] > 0) + (tokens.quotation[cue] > 0)
        together = (tokens.quotation[token] == tokens.quotation[cue]) & (quoted == 3)
        word, before, behind = self._word, self._before[token], self._behind[token]
        columns = (
            where + side,
            where_before + side,
            where_behind + side,
            (level * 6 + position) * 4 + edge,
            dep[token] * SIDES + side,
            tag[token] * SIDES + side,
            tag[before] * SIDES + side,
            tag[behind] * SIDES + side,
            distance(token - cue) * 5 + marks,
            ((quoted + 4 * together) * 5 + marks) * SIDES + side,
            (punctuation[token] * PUNCTUATION + punctuation[before]) * SIDES + side,
            ((commas * 2 + colons) * 4 + np.minimum(marks, 3)) * SIDES + side,
            word[token],
            word[before],
            word[behind],
            dep[tokens.head[token]] * LABELS + dep[token],
            (self._edges[token] * PUNCTUATION + punctuation[before]) * PLACES + place[before],
            (place[token] * PLACES + place[behind]) * PLACES + place[before],
            tokens.capitals[token] * LABELS + dep[token],
        )
        return np.stack(columns, axis=1)

    def _paint(self, cues: Ints, begin: Ints, first: Ints) -> tuple[Ints, Ints, Ints]:
        """For each pair how the token hangs on the cue.

        level: how many heads above the cue the subtree is rooted that holds the token; LEVELS where none does.
        branch: the dependency of that root's child that holds the token, + 2; 1 for the root itself.
        position: 1 inside that child's subtree, 2 its first token, 3 its last, 4 its only one, 5 the root; 0 elsewhere.
        """
        level = np.full(first[-1], LEVELS, np.int64)
        branch, position = np.zeros_like(level), np.zeros_like(level)
        head, left, right, dep, child, children = self._tree
        for cue, start, at, end in zip(
            cues.tolist(), begin.tolist(), first[:-1].tolist(), first[1:].tolist(), strict=True
        ):
            shift, stop = at - start, start + end - at
            chain = _chain(head, cue, start, stop)
            for height in range(len(chain) - 1, -1, -1):
                root = chain[height]
                low, high = child[root], child[root + 1]
                if high - low > REACH_BEFORE + REACH_BEHIND:  # only hostile text has words with so many dependents
                    low, high = bisect_left(children, start, low, high), bisect_left(children, stop, low, high)
                for one in children[low:high]:
                    low, high = max(left[one], start) + shift, min(right[one] + 1, stop) + shift
                    if one == root or high <= low or (height and one == chain[height - 1]):
                        continue
                    level[low:high], branch[low:high], position[low:high] = height, 2 + dep[one], 1
                    position[low] = 2
                    position[high - 1] = 3 if high - 1 > low else 4
                if start <= root < stop:
                    level[root + shift], branch[root + shift], position[root + shift] = height, 1, 5
        return level, branch, position

    def _windows(self, cues: Ints) -> tuple[Ints, Ints]:
        """The sentence around each cue, cut where it is longer than anybody writes."""
        sentence = self._tokens.sentence[cues]
        begin = np.searchsorted(self._tokens.sentence, sentence, side="left")
        end = np.searchsorted(self._tokens.sentence, sentence, side="right")
        return np.maximum(begin, cues - REACH_BEFORE), np.minimum(end, cues + REACH_BEHIND)


def _chain(head: Sequence[int], cue: int, start: int, stop: int) -> list[int]:
    """The cue, its head, the head's head …, as far as they stand in the sentence."""
    chain = [cue]
    while len(chain) < LEVELS and head[chain[-1]] != chain[-1] and start <= head[chain[-1]] < stop:
        chain.append(head[chain[-1]])
    return chain
