"""The arrays that the quote finder reads, from docs made by hand."""

from collections.abc import Sequence

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from wirecopy.extract.quotes.marks import quotations
from wirecopy.extract.tokens import FIRST, INSIDE, LAST, OUTSIDE, WIDTH, Labels, tokens_of

NLP = spacy.blank("en")
LABELS = Labels(tags=("", "NN"), deps=("", "nsubj", "ROOT"))


def parsed(words: list[str], heads: Sequence[int], starts: Sequence[bool]) -> Doc:
    """A doc with a parse."""
    return Doc(NLP.vocab, words=words, heads=[*heads], deps=["nsubj"] * len(words), sent_starts=[*starts])


def test_subtrees() -> None:
    """First and last word of what hangs on a word: "the old mayor | said | no"."""
    doc = parsed(["the", "old", "mayor", "said", "no"], [2, 2, 3, 3, 3], [True, False, False, False, False])
    tokens = tokens_of(doc, (), LABELS)
    assert tokens.left.tolist() == [0, 1, 0, 0, 4]
    assert tokens.right.tolist() == [0, 1, 2, 4, 4]
    assert tokens.vectors.shape == (5, WIDTH)
    assert tokens.dep.tolist() == [1, 1, 1, 1, 1]


def test_a_sentence_does_not_end_inside_a_quotation() -> None:
    """Nor behind one that asks; behind one with a full stop it does."""
    words = ["“", "Go", ".", "Why", "?", "”", "she", "asked", ".", "“", "Now", ".", "”", "He", "went", "."]
    starts = [at in (0, 3, 6, 10, 13) for at in range(len(words))]
    heads = [max(start for start in range(at + 1) if starts[start]) for at in range(len(words))]
    tokens = tokens_of(doc := parsed(words, heads, starts), list(quotations(" ".join(words))), LABELS)
    assert doc.text == " ".join(words) + " "
    assert tokens.sentence.tolist() == [1] * 13 + [2] * 3
    assert tokens.place.tolist()[:9] == [FIRST, *[INSIDE] * 4, LAST, OUTSIDE, OUTSIDE, OUTSIDE]


def test_lines() -> None:
    """A line's end is white space of its own, and ends a sentence."""
    doc = NLP("One line\nand another")
    tokens = tokens_of(doc, (), LABELS)
    assert tokens.line.tolist() == [0, 0, 0, 1, 1]
    assert tokens.between(9, 12) == (3, 4)


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """As many values as tokens, heads and subtrees inside the text."""
    doc = NLP(text)
    tokens = tokens_of(doc, list(quotations(text)), LABELS)
    assert len(tokens) == len(doc)
    assert all(
        0 <= left <= at <= right < len(doc)
        for at, (left, right) in enumerate(zip(tokens.left, tokens.right, strict=True))
    )
