"""What this package needs from the language model, and nothing else: one plain `Word` for each token of a doc.

The seam: a smaller model, or a hand-made list in a test, can stand in for spaCy's full pipeline.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from spacy.tokens import Doc

Words = Sequence["Word"]

_COLUMNS: list[int | str] = ["LENGTH", "SPACY", "TAG", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START"]
#: Entities that bear a proper name.
_NAMES = frozenset({"PERSON", "ORG", "GPE"})
#: Tags of words that belong to a name only where the model says that an entity stands there.
_NAMED_OTHERWISE = frozenset({"NN", "JJ", "NNS", "VBN", "VB", "FW", "UH"})
#: Tags of words that belong to a name wherever they stand with a capital.
NAME_TAGS = frozenset({"NNP", "NNPS", "ADD"})
#: What stands before the first word of a list's items and is no part of it: "-Ada Marsh said".
_BULLETS = frozenset("-–—•*")
#: spaCy's code for the first word of an entity.
_BEGINS = 3


class Word(NamedTuple):
    """One token. Offsets count code points of the doc's text; word numbers count from 0."""

    text: str
    start: int
    end: int
    #: Penn Treebank tag.
    tag: str = ""
    #: Dependency on the head, and the head's word number (its own for the root of a sentence).
    dep: str = ""
    head: int = -1
    #: The named entity's label, and whether the entity begins here.
    label: str = ""
    begins: bool = False
    sentence: int = 0
    paragraph: int = 0


def words_of(doc: Doc, text: str) -> list[Word]:
    """The words of a parsed doc, by columns: a `Token` for each word costs more than all that is done with it.

    text: the doc's; spaCy puts it together anew each time it is asked.
    """
    table = doc.to_array(_COLUMNS)
    lengths, spaces, tags, deps, heads, labels, bounds, opens = (
        table.astype("int64").T.tolist() if len(doc) else [[]] * 8
    )
    ends = list(accumulate(map(int.__add__, lengths, spaces), initial=0))
    starts = ends[:-1]
    stops = list(map(int.__add__, starts, lengths))
    texts = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    return list(
        map(
            Word,
            texts,
            starts,
            stops,
            _spelled(doc, tags),
            _spelled(doc, deps),
            map(int.__add__, range(len(heads)), heads),
            _spelled(doc, labels),
            [bound == _BEGINS for bound in bounds],
            _numbered([mark == 1 for mark in opens]),
            _numbered([False, *("\n" in word and word.count("\n") > 1 for word in texts[:-1])]),
        )
    )


def _spelled(doc: Doc, codes: list[int]) -> list[str]:
    """Codes of spaCy's string table, signed, as the strings that they stand for."""
    names = {code: doc.vocab.strings[code % 2**64] for code in set(codes)}
    return [names[code] for code in codes]


def _numbered(openings: Sequence[bool]) -> list[int]:
    """For each word the number of the sentence or paragraph it stands in; what stands before the first is in it."""
    numbers = list(accumulate(openings))
    first = 1 if openings and openings[0] else 0
    return [number - first for number in numbers]


def is_space(word: Word) -> bool:
    """Whether a word is white space."""
    return word.text.isspace()


def is_name_word(word: Word) -> bool:
    """Whether a word may be part of a proper name by its tag and its capital."""
    if word.tag in NAME_TAGS:
        first = word.text[:1] if word.text[:1] not in _BULLETS else word.text[1:2]
        return first.isupper() or first.isdigit()
    return word.label in _NAMES and word.tag in _NAMED_OTHERWISE and word.text[:1].isupper()


def touches(left: Word, right: Word) -> bool:
    """Whether no white space stands between two words."""
    return left.end == right.start
