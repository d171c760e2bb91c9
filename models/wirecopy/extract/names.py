"""The pipeline's component that finds names: people, bodies, places, nationalities.

A small layer on the parser's own vectors, taught by the language model's entity recogniser on wire copy (`make train`):
the recogniser has a network of its own, which costs as much time as everything else together. The weights are
data/names.npz, their card is data/names.md.
"""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from wirecopy.data import rows
from wirecopy.extract.tokens import Floats, Hashes, Ints, Labels, Tokens, tokens_of
from wirecopy.extract.weights import add_rows, among, held

#: The labels of `doc.ents`. A token's class is 0 for none, else 1 + 2 * number, + 1 where it goes on from the last one.
NAME_LABELS = ("PERSON", "ORG", "GPE", "NORP")

#: How many tokens on each side are looked at.
REACH = 2

_BUCKETS = 4096
_LABELS, _PUNCTUATION = 64, 11

#: Number of values of each feature, in their order.
SIZES = (*(_BUCKETS,) * 3, *(_LABELS,) * 3, 4 * 4 * 4, _PUNCTUATION * _PUNCTUATION, 8)

#: Tokens at a time; bounds the memory.
_CHUNK = 8192


@Language.factory("wirecopy_names", assigns=["doc.ents"])
class NameReader:
    """Sets `doc.ents`. Stands after the tagger; without its vectors it finds none."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of a doc. Never raises on text."""
        if doc.has_annotation("TAG") and len(doc):
            learned = layers()
            tokens = tokens_of(doc, (), learned.labels)
            doc.ents = [
                Span(doc, first, last, label) for first, last, label in entities(learned.classes(tokens), tokens)
            ]
        return doc


class Layers:
    """The weights."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        self.labels = Labels(tags=tuple(arrays.pop("tags").tolist()), deps=())
        self._layers: dict[str, Floats] = {name: values.astype(np.float32) for name, values in arrays.items()}

    @property
    def count(self) -> int:
        """How many classes a token may have."""
        return len(self._layers["out_bias"])

    def classes(self, tokens: Tokens) -> Ints:
        """The class of each token."""
        features = name_features(tokens)
        chunks = [
            self._scores(tokens.vectors, features, begin, min(begin + _CHUNK, len(tokens))).argmax(1)
            for begin in range(0, len(tokens), _CHUNK)
        ]
        return np.concatenate(chunks) if chunks else np.zeros(0, np.int64)

    def _scores(self, vectors: Floats, features: Ints, begin: int, end: int) -> Floats:
        weights, width = self._layers["vectors"], vectors.shape[1]
        total = np.tile(self._layers["hidden_bias"], (end - begin, 1))
        for step in range(2 * REACH + 1):
            first, last = max(0, begin + step - REACH), min(len(vectors), end + step - REACH)
            if first < last:
                at = first - (begin + step - REACH)
                block = weights[step * width : (step + 1) * width]
                total[at : at + last - first] += vectors[first:last] @ block
        add_rows(total, self._layers["rows"], features[begin:end], SIZES)
        scores: Floats = np.maximum(total, 0, out=total) @ self._layers["out"] + self._layers["out_bias"]
        return scores


@cache
def layers() -> Layers:
    """The weights that ship."""
    return Layers(held("names.npz"))


def name_features(tokens: Tokens) -> Ints:
    """The features of each token (tokens x len(SIZES))."""
    here = np.arange(len(tokens))
    before, behind = np.maximum(here - 1, 0), np.minimum(here + 1, max(0, len(tokens) - 1))
    word = (tokens.word % np.uint64(_BUCKETS)).astype(np.int64)
    given = among(tokens.word, _given_names()).astype(np.int64)
    capitals, punctuation = tokens.capitals, tokens.punctuation
    columns = (
        word,
        word[before],
        word[behind],
        tokens.tag,
        tokens.tag[before],
        tokens.tag[behind],
        (capitals * 4 + capitals[before]) * 4 + capitals[behind],
        punctuation[before] * _PUNCTUATION + punctuation[behind],
        4 * given + 2 * given[before] + given[behind],
    )
    return np.stack(columns, axis=1)


def entities(classes: Ints, tokens: Tokens) -> list[tuple[int, int, str]]:
    """The names: first token, one past the last, label. A name does not run over a line's end."""
    found: list[tuple[int, int, str]] = []
    for at in np.flatnonzero(classes).tolist():
        kind, goes_on = divmod(int(classes[at]) - 1, 2)
        label = NAME_LABELS[kind]
        if (
            goes_on
            and found
            and found[-1][1] == at
            and found[-1][2] == label
            and tokens.line[at] == tokens.line[at - 1]
        ):
            found[-1] = (found[-1][0], at + 1, label)
        else:
            found.append((at, at + 1, label))
    return [one for one in found if tokens.end[one[1] - 1] > tokens.start[one[0]]]


@cache
def _given_names() -> Hashes:
    return np.sort(np.array([get_string_id(row[0].lower()) for row in rows("given_names.tsv")], np.uint64))
