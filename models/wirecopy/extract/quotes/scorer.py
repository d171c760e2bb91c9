"""The learned part: how likely each token cues a quote, and what each cue's quote and speaker are.

Two small layers on top of the parser's own vectors, learned by `make train` (models/learning); the weights are
data/quotes.npz, their card is data/quotes.md. Everything is numpy; nothing here is random.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from spacy.strings import get_string_id

from wirecopy.extract.quotes.features import PAIR_SIZES, TOKEN_SIZES, token_features
from wirecopy.extract.quotes.pairing import Pairing, Pairs
from wirecopy.extract.tokens import Floats, Hashes, Ints, Labels, Tokens
from wirecopy.extract.weights import add_rows, among, held

#: What the scorer says of each pair of a cue and a token: columns of `Scored.logits`.
INSIDE, FIRST, LAST, SPEAKER = range(4)

#: Below this logit of being a cue a word of the cues' list is no candidate (1 in 50).
_FLOOR = -4.0

#: So many candidates a sentence may have, and one more for each so many tokens: hostile text is all cues.
_CANDIDATES, _TOKENS_PER_CANDIDATE = 4, 6

#: Vectors of one model differ by less on other machines and versions; half precision alone costs a hundredth.
_ALIKE = 0.1

#: Pairs that are scored at a time; bounds the memory.
_CHUNK = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One cue with the scores of its sentence, in log odds."""

    #: The cue's token.
    cue: int
    #: The first token of its sentence, or of as much of it as was looked at.
    begin: int
    #: That the token cues anything, and that it cues speech and no belief or intention.
    is_cue: float
    is_speech: float
    #: For each token of the sentence: INSIDE the quote, FIRST and LAST of it, SPEAKER's head.
    logits: Floats
    #: What the best speaker must beat.
    nobody: float


#: A sentence whose vectors tell whether a language model is the one that the weights were learned with.
PROBE = "The mayor said on Tuesday that the river was over its banks."


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """The weights."""

    labels: Labels
    #: The vectors of PROBE's tokens by the model that the weights were learned with.
    probe: Floats
    #: Sorted hashes of the words that cue.
    cues: Hashes
    #: The layers, by name.
    layers: dict[str, Floats]

    def scored(self, tokens: Tokens) -> Iterator[Scored]:
        """Every candidate cue of a text, in order."""
        if not len(tokens):
            return
        hidden = self.hidden(tokens.vectors, token_features(tokens))
        says = hidden @ self.layers["token_out"] + self.layers["token_bias"]
        candidates = self._candidates(tokens, says[:, 0])
        left, right = hidden @ self.layers["pair_token"], hidden @ self.layers["pair_cue"]
        nobody = (hidden @ self.layers["nobody"])[:, 0]
        pairing = Pairing(tokens)
        for some in _chunks(tokens, candidates):
            those = pairing.pairs(some)
            logits = self._pair_logits(those, left, right)
            for at, cue in enumerate(some.tolist()):
                yield Scored(
                    cue=cue,
                    begin=int(those.begin[at]),
                    is_cue=float(says[cue, 0]),
                    is_speech=float(says[cue, 1]),
                    logits=logits[those.first[at] : those.first[at + 1]],
                    nobody=float(nobody[cue]),
                )

    def fits(self, vectors: Floats) -> bool:
        """Whether a model that gives these vectors for PROBE is the one that the weights were learned with."""
        return vectors.shape == self.probe.shape and bool(np.allclose(vectors, self.probe, atol=_ALIKE))

    def hidden(self, vectors: Floats, features: Ints) -> Floats:
        """The hidden layer of each token: its vector, its neighbours', and its features."""
        weights = self.layers["vectors"]
        width = vectors.shape[1]
        before, here, behind = (vectors @ weights[at * width : (at + 1) * width] for at in range(3))
        total = here + self.layers["token_hidden_bias"]
        total[1:] += before[:-1]
        total[:-1] += behind[1:]
        add_rows(total, self.layers["token_rows"], features, TOKEN_SIZES)
        return np.asarray(np.maximum(total, 0, out=total))

    def _pair_logits(self, those: Pairs, left: Floats, right: Floats) -> Floats:
        total = left[those.token] + right[those.cue] + self.layers["pair_bias"]
        add_rows(total, self.layers["pair_rows"], those.features, PAIR_SIZES)
        middle = np.maximum(total, 0, out=total) @ self.layers["middle"] + self.layers["middle_bias"]
        logits: Floats = np.maximum(middle, 0, out=middle) @ self.layers["pair_out"] + self.layers["pair_out_bias"]
        return logits

    def _candidates(self, tokens: Tokens, is_cue: Floats) -> Ints:
        """The tokens that may cue, the likeliest of each sentence if it has very many."""
        able = np.flatnonzero(among(tokens.word, self.cues) & (is_cue > _FLOOR))
        sentence = tokens.sentence[able]
        order = np.lexsort((-is_cue[able], sentence))
        rank = np.arange(len(able)) - np.searchsorted(sentence[order], sentence[order])
        lengths = np.bincount(tokens.sentence)[sentence[order]]
        return np.sort(able[order[rank < _CANDIDATES + lengths // _TOKENS_PER_CANDIDATE]])


@cache
def scorer() -> Scorer:
    """The scorer with the weights that ship."""
    arrays = held("quotes.npz")
    words = arrays.pop("cues").tolist()
    labels = Labels(tags=tuple(arrays.pop("tags").tolist()), deps=tuple(arrays.pop("deps").tolist()))
    return Scorer(
        labels=labels,
        probe=arrays.pop("probe").astype(np.float32),
        cues=np.sort(np.array([get_string_id(word) for word in words], np.uint64)),
        layers={name: values.astype(np.float32) for name, values in arrays.items()},
    )


def _chunks(tokens: Tokens, cues: Ints) -> Iterator[Ints]:
    """The cues in portions whose sentences together have about _CHUNK tokens."""
    lengths = np.minimum(np.bincount(tokens.sentence)[tokens.sentence[cues]], _CHUNK)
    portion = np.cumsum(lengths) // _CHUNK
    yield from np.split(cues, np.flatnonzero(np.diff(portion)) + 1) if len(cues) else ()
