"""What the scorer looks at, as numbers: for each token here, for each pair of a cue and a token in `pairing`.

A feature is a small whole number; the scorer has a learned row of numbers for each value. All of it is counted from the
arrays of `Tokens`, with no loop over tokens.
"""

import numpy as np

from wirecopy.extract.tokens import Ints, Tokens

#: Words are told apart by this many buckets of their hash.
BUCKETS = 2048

#: Most labels of the tagger and of the parser (en_core_web_sm has 50 and 45).
LABELS = 64
#: Classes of punctuation and places in a quotation.
PUNCTUATION, PLACES = 11, 4

#: How many heads above the cue are looked at: the clause that holds it, and the clauses around that one.
LEVELS = 4

#: A sentence is looked at this far before and behind the cue, in tokens; only hostile text has longer ones.
REACH_BEFORE, REACH_BEHIND = 150, 100

#: Number of values of each token feature, in their order.
TOKEN_SIZES = (
    *(BUCKETS,) * 4,
    *(LABELS,) * 5,
    PLACES * PLACES,
    PUNCTUATION * PUNCTUATION,
    PUNCTUATION * 4,
    16,
    4,
)

SIDES = 3
BRANCHES = (LEVELS + 1) * (LABELS + 2) * SIDES

#: Number of values of each pair feature, in their order.
PAIR_SIZES = (
    BRANCHES,
    BRANCHES,
    BRANCHES,
    (LEVELS + 1) * 6 * 4,
    *(LABELS * SIDES,) * 4,
    16 * 5,
    8 * 5 * SIDES,
    PUNCTUATION * PUNCTUATION * SIDES,
    4 * 2 * 4 * SIDES,
    *(BUCKETS,) * 3,
    LABELS * LABELS,
    4 * PUNCTUATION * PLACES,
    PLACES**3,
    4 * LABELS,
)


def token_features(tokens: Tokens) -> Ints:
    """The features of each token (tokens x len(TOKEN_SIZES))."""
    word = buckets(tokens)
    before, behind = neighbours(len(tokens))
    edges = sentence_edges(tokens)
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
        tokens.place * PLACES + tokens.place[behind],
        tokens.punctuation * PUNCTUATION + tokens.punctuation[before],
        tokens.punctuation[behind] * 4 + tokens.capitals,
        distance(tokens.head - np.arange(len(tokens))),
        edges,
    )
    return np.stack(columns, axis=1)


def buckets(tokens: Tokens) -> Ints:
    """The bucket of each word."""
    return (tokens.word % np.uint64(BUCKETS)).astype(np.int64)


def neighbours(length: int) -> tuple[Ints, Ints]:
    """For each token the one before and the one behind; at the ends itself."""
    here = np.arange(length)
    return np.maximum(here - 1, 0), np.minimum(here + 1, max(0, length - 1))


def sentence_edges(tokens: Tokens) -> Ints:
    """1 for the first token of a sentence, 2 for its last, 3 for its only one."""
    changes = np.diff(tokens.sentence) > 0
    return np.r_[True, changes] + 2 * np.r_[changes, True] if len(tokens) else np.zeros(0, np.int64)


def distance(steps: Ints) -> Ints:
    """A signed distance in powers of two, 0 to 14; 7 is no distance."""
    return np.asarray(7 + np.sign(steps) * np.minimum(np.ceil(np.log2(np.abs(steps) + 1)), 7), np.int64)
