"""Annotated quotes in tokens: what the network is taught."""

from collections.abc import Sequence

import numpy as np
import spacy
from spacy.tokens import Doc

from learning.gold import Attribution, Story, answers, attribution
from wirecopy.extract.tokens import Labels, Tokens, tokens_of

NLP = spacy.blank("en")
TEXT = "The mayor said that rain fell ."


def tokens() -> Tokens:
    """The tokens of TEXT, parsed: everything hangs on "said"."""
    heads: Sequence[int] = [1, 2, 2, 5, 5, 2, 2]
    words = TEXT.split()
    doc = Doc(NLP.vocab, words=words, heads=[*heads], deps=["dep"] * len(words))
    return tokens_of(doc, (), Labels(tags=("",), deps=("",)))


def test_an_attribution_in_tokens() -> None:
    """Cue and speaker by their heads; the words without "that" and the full stop."""
    quote = {"start": 15, "end": 31, "cue": [10, 14], "speaker": [0, 9], "scope": "speech", "kind": "indirect"}
    assert attribution(tokens(), TEXT, quote) == Attribution(cue=2, pieces=((4, 6),), speaker=1, speech=True)


def test_what_is_not_taught() -> None:
    """A quote without a cue, and one that the annotators set aside."""
    quote = {"start": 15, "end": 31, "cue": [10, 14], "scope": "speech", "kind": "indirect"}
    assert attribution(tokens(), TEXT, {**quote, "cue": None}) is None
    assert attribution(tokens(), TEXT, {**quote, "ignore": True}) is None


def test_answers() -> None:
    """For each word of the cue's sentence: inside, first, last, speaker."""
    said = Attribution(cue=2, pieces=((4, 6),), speaker=1, speech=True)
    story = Story(id="1", doc=NLP(TEXT), tokens=tokens(), attributions=(said,))
    pairs, right = answers(story, np.array([2]))
    assert pairs.token.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert right.pairs.tolist() == [
        [0, 0, 0, 0],
        [0, 0, 0, 1],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [1, 1, 0, 0],
        [1, 0, 1, 0],
        [0, 0, 0, 0],
    ]
    assert right.tokens.tolist() == [[0, 0], [0, 0], [1, 1], [0, 0], [0, 0], [0, 0], [0, 0]]
