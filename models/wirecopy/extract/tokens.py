"""The seam to the network: what the quote finder asks of a parsed doc, as arrays, one value for each token.

Nothing else in this package looks at spaCy. Whoever puts another network in the parser's place fills these arrays: a
vector, a tag and a dependency for each token, and its head. Offsets are code points; tokens are numbered from 0.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id
from spacy.tokens import Doc

from wirecopy.extract.quotes.marks import Quotation

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]

#: Width of the vectors; a doc without vectors has zeros.
WIDTH = 96

#: Deeper trees are cut: nobody writes such a sentence, but hostile text parses into chains.
_DEEPEST = 60

_LINE_END = re.compile(r"[\n\r\u2028\u2029]")

_ATTRIBUTES = (
    *("LOWER", "TAG", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH"),
    *("IS_SPACE", "IS_LOWER", "IS_UPPER", "IS_TITLE"),
)

#: Classes of punctuation by the token's text; 0 is a word.
COMMA, COLON, SEMICOLON, STOP, DASH, OPENED, CLOSED, APOSTROPHE, MARK, BLANK = range(1, 11)
_PUNCTUATION = {
    ",": COMMA,
    ":": COLON,
    ";": SEMICOLON,
    **dict.fromkeys(".?!…", STOP),
    **dict.fromkeys(("-", "--", "—", "–", "―", "_"), DASH),
    **dict.fromkeys("([", OPENED),
    **dict.fromkeys(")]", CLOSED),
    **dict.fromkeys("'‘’", APOSTROPHE),
    **dict.fromkeys(('"', "“", "”", "``", "''", "„", "«", "»"), MARK),
}

#: Where in a quotation a token stands.
OUTSIDE, INSIDE, FIRST, LAST = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of the tagger and of the parser that the weights were learned with; number 0 stands for any other."""

    tags: tuple[str, ...]
    deps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A doc as arrays."""

    #: First code point of each token, and one past its last.
    start: Ints
    end: Ints
    #: The network's vectors, WIDTH wide.
    vectors: Floats
    #: Hash of the lower-case form.
    word: Hashes
    #: Numbers of the labels in `Labels`.
    tag: Ints
    dep: Ints
    #: Head (its own number for a root), and the first and last token of the subtree.
    head: Ints
    left: Ints
    right: Ints
    #: Class of punctuation, 0 for a word.
    punctuation: Ints
    #: 0 lower case, 1 begins with a capital, 2 all capitals, 3 neither.
    capitals: Ints
    #: Number of the line that it stands in.
    line: Ints
    #: Number of the sentence; a quotation of several sentences does not end the reporter's sentence around it.
    sentence: Ints
    #: Number of the quotation that it stands in, from 1; 0 outside.
    quotation: Ints
    #: OUTSIDE, INSIDE, FIRST or LAST in its quotation.
    place: Ints

    def __len__(self) -> int:
        return len(self.start)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that touch a stretch of code points: first, and one past the last."""
        first = int(np.searchsorted(self.end, start, side="right"))
        return first, max(first, int(np.searchsorted(self.start, end, side="left")))


def tokens_of(doc: Doc, marked: Sequence[Quotation], labels: Labels) -> Tokens:
    """The arrays of a parsed doc.

    Args:
        doc: the doc; without a parse each token is a root.
        marked: the quotations of its text, in order.
        labels: the labels that the scorer knows.
    """
    values: Hashes = np.asarray(doc.to_array(list(_ATTRIBUTES)) if len(doc) else (), np.uint64)
    values = values.reshape(len(doc), len(_ATTRIBUTES))
    column = {name: values[:, at] for at, name in enumerate(_ATTRIBUTES)}
    start = column["IDX"].astype(np.int64)
    end = start + column["LENGTH"].astype(np.int64)
    head = np.arange(len(doc)) + column["HEAD"].astype(np.int64)
    left, right = _edges(head)
    punctuation = _numbers(column["LOWER"], _punctuation())
    punctuation[column["IS_SPACE"] > 0] = BLANK
    line = _lines(doc, column["IS_SPACE"] > 0)
    quotation = _quotations(start, marked)
    return Tokens(
        start=start,
        end=end,
        vectors=_vectors(doc),
        word=column["LOWER"],
        tag=_numbers(column["TAG"], _known(labels.tags)),
        dep=_numbers(column["DEP"], _known(labels.deps)),
        head=head,
        left=left,
        right=right,
        punctuation=punctuation,
        capitals=_capitals(column["IS_LOWER"], column["IS_UPPER"], column["IS_TITLE"]),
        line=line,
        sentence=_sentences(column["SENT_START"] == 1, line, quotation, _full_stop(column["LOWER"], punctuation)),
        quotation=quotation,
        place=_places(quotation),
    )


def _vectors(doc: Doc) -> Floats:
    if doc.tensor.shape == (len(doc), WIDTH):
        return np.asarray(doc.tensor, dtype=np.float32)
    return np.zeros((len(doc), WIDTH), np.float32)


def _edges(head: Ints) -> tuple[Ints, Ints]:
    """First and last token of each token's subtree, from the leaves up."""
    here = np.arange(len(head))
    depth, above = np.zeros(len(head), np.int64), here
    for _ in range(_DEEPEST):
        higher = head[above]
        moved = higher != above
        if not moved.any():
            break
        depth += moved
        above = higher
    left, right = here.copy(), here.copy()
    order = np.argsort(-depth, kind="stable")
    bounds = np.searchsorted(-depth[order], -np.arange(int(depth.max(initial=0)), -1, -1), side="right")
    first = 0
    for last in bounds[:-1]:
        level = order[first:last]
        np.minimum.at(left, head[level], left[level])
        np.maximum.at(right, head[level], right[level])
        first = last
    return left, right


def _numbers(values: Hashes, known: tuple[Hashes, Ints]) -> Ints:
    """The number of each value among the known ones; 0 for any other."""
    hashes, numbers = known
    if not len(hashes):
        return np.zeros(len(values), np.int64)
    at = np.minimum(np.searchsorted(hashes, values), len(hashes) - 1)
    return np.where(hashes[at] == values, numbers[at], 0)


@cache
def _known(labels: tuple[str, ...]) -> tuple[Hashes, Ints]:
    return _sorted({label: number for number, label in enumerate(labels) if number})


@cache
def _punctuation() -> tuple[Hashes, Ints]:
    return _sorted(_PUNCTUATION)


def _sorted(numbers: dict[str, int]) -> tuple[Hashes, Ints]:
    hashes = np.array([get_string_id(text) for text in numbers], np.uint64)
    order = np.argsort(hashes)
    return hashes[order], np.array(list(numbers.values()), np.int64)[order]


def _lines(doc: Doc, blank: Flags) -> Ints:
    """The number of the line of each token: only white space of its own can hold a line's end."""
    ends = np.zeros(len(doc), np.int64)
    for at in np.flatnonzero(blank):
        ends[at] = bool(_LINE_END.search(doc[int(at)].text))
    return np.r_[0, np.cumsum(ends)[:-1]] if len(doc) else ends


def _quotations(start: Ints, marked: Sequence[Quotation]) -> Ints:
    if not marked:
        return np.zeros(len(start), np.int64)
    opened = np.array([one.outer[0] for one in marked])
    closed = np.array([one.outer[1] for one in marked])
    at = np.searchsorted(opened, start, side="right") - 1
    return np.where((at >= 0) & (start < closed[at]), at + 1, 0)


def _places(quotation: Ints) -> Ints:
    within = quotation > 0
    first = within & (np.r_[0, quotation[:-1]] != quotation)
    last = within & (np.r_[quotation[1:], 0] != quotation)
    return np.where(last, LAST, np.where(first, FIRST, np.where(within, INSIDE, OUTSIDE)))


def _sentences(begins: Flags, line: Ints, quotation: Ints, ended: Flags) -> Ints:
    """Number the sentences.

    The ends of sentences inside a quotation end no sentence: `"A. B," he said` is one. Nor does a quotation that ends
    without a full stop: `"A?" he asked` is one.
    """
    new_line = np.diff(line, prepend=0) > 0
    before = np.r_[0, quotation[:-1]]
    within = (quotation > 0) & (before == quotation)
    behind = (before > 0) & ~np.r_[False, ended[:-1]]
    return np.cumsum(new_line | (begins & ~within & ~behind))


def _full_stop(word: Hashes, punctuation: Ints) -> Flags:
    """For each token whether it is a full stop, or a quotation mark behind one."""
    stop = word == np.uint64(get_string_id("."))
    return np.asarray(stop | ((punctuation == MARK) & np.r_[False, stop[:-1]]))


def _capitals(lower: Hashes, upper: Hashes, title: Hashes) -> Ints:
    return np.where(lower > 0, 0, np.where(title > 0, 1, np.where(upper > 0, 2, 3)))
