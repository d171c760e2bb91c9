"""Where a sentence must begin, whatever the parser thinks: at a section, at a paragraph, and at the lead.

The dependency parser respects `token.is_sent_start` where it is set, so no sentence runs from a headline into the copy,
from one paragraph into the next, or from the dateline into the lead; and none begins in the middle of a line unless
something there can end a sentence.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from wirecopy.extract.found import declare_extensions, layout_of
from wirecopy.story import Dateline

#: What ends a line; the separators are those of Unicode.
_LINE_ENDS = ("\n", "\r", "\u2028", "\u2029")

#: A sentence ends with a full stop or the like, or with the quotation mark or bracket behind it.
_SENTENCE_ENDS = frozenset(".!?…:;\"”’'»)]")


#: spaCy's own values of SENT_START.
_BEGINS, _OPEN, _GOES_ON = 1, 0, -1


@Language.factory("wirecopy_breaks", requires=["doc._.dateline"], assigns=["token.is_sent_start"])
class SentenceBreaks:
    """Starts a sentence at every section, every paragraph and the lead, and none inside the dateline.

    Stands before the parser.

    White space of its own is a token in spaCy; it is left to the sentence before it, and the first token with something
    printed begins the new one.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        declare_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Set `is_sent_start` where a sentence must begin; everything else is left to the parser."""
        # One array for all: setting `token.is_sent_start` looks through the whole doc each time.
        values: Any = np.array(list(_breaks(doc)), dtype=np.int64).astype(np.uint64)
        doc.from_array(["SENT_START"], values)
        return doc


def _breaks(doc: Doc) -> Iterator[int]:
    """For each token whether it begins a sentence: 1, -1, or 0 where that is left to the parser."""
    starts, whole = _starts(doc), _dateline(doc)
    pending = False
    if len(doc):
        yield _BEGINS
    for before, token in pairwise(doc):
        pending = pending or token.idx in starts or any(mark in before.text for mark in _LINE_ENDS)
        if pending and not token.is_space:
            pending = False
            yield _BEGINS
        else:
            yield _GOES_ON if token.idx in whole or not _ends(before) else _OPEN


def _ends(token: Token) -> bool:
    """Whether a sentence may end with a token: the parser breaks long ones in the middle, at "Weapons-|United"."""
    return token.is_space or token.text[-1] in _SENTENCE_ENDS


def _starts(doc: Doc) -> set[int]:
    """The code points at which a section, the dateline or the lead begins."""
    starts = {section.start for section in layout_of(doc).sections}
    dateline: Dateline | None = doc._.dateline
    return starts | ({dateline.span.start, dateline.body_start} if dateline else set())


def _dateline(doc: Doc) -> range:
    """The code points of the dateline with its separator: one sentence, full stops and all."""
    dateline: Dateline | None = doc._.dateline
    return range(dateline.span.start, dateline.body_start) if dateline else range(0)
