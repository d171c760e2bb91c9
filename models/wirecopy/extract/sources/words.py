"""What this package needs from the language model, and nothing else: one plain `Word` for each token of a doc.

The seam: a smaller model, or a hand-made list in a test, can stand in for spaCy's full pipeline.
"""

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

Words = Sequence["Word"]

#: Entities that bear a proper name.
_NAMES = frozenset({"PERSON", "ORG", "GPE"})


class Word(NamedTuple):
    """One token. Offsets count code points of the doc's text; word numbers count from 0."""

    text: str
    start: int
    end: int
    #: Penn Treebank tag.
    tag: str = ""
    lemma: str = ""
    #: Dependency on the head, and the head's word number (its own for the root of a sentence).
    dep: str = ""
    head: int = -1
    #: First and last word number of the word's subtree.
    left: int = -1
    right: int = -1
    #: The named entity's label, and whether the entity begins here.
    label: str = ""
    begins: bool = False
    sentence: int = 0
    paragraph: int = 0


def words_of(doc: Doc) -> list[Word]:
    """The words of a parsed doc."""
    words: list[Word] = []
    sentence, paragraph = -1, 0
    for token in doc:
        sentence += bool(token.is_sent_start)
        words.append(
            Word(
                token.text,
                token.idx,
                token.idx + len(token),
                token.tag_,
                token.lemma_,
                token.dep_,
                token.head.i,
                token.left_edge.i,
                token.right_edge.i,
                token.ent_type_,
                token.ent_iob_ == "B",
                max(0, sentence),
                paragraph,
            )
        )
        paragraph += token.text.count("\n") > 1
    return words


def is_space(word: Word) -> bool:
    """Whether a word is white space."""
    return word.text.isspace()


def is_name_word(word: Word) -> bool:
    """Whether a word may be part of a proper name by its tag and its capital."""
    if word.label in _NAMES and word.text[:1].isupper() and word.tag in ("NN", "JJ", "NNS", "VBN", "VB", "FW", "UH"):
        return True
    return word.tag in ("NNP", "NNPS", "ADD") and (word.text[:1].isupper() or word.text[:1].isdigit())


def touches(left: Word, right: Word) -> bool:
    """Whether no white space stands between two words."""
    return left.end == right.start
