"""Partial quotes: a few words in quotation marks inside the reporter's sentence, `called it "a farce in two acts"`."""

import re
from collections.abc import Iterable, Iterator, Sequence

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.attribution import ends_sentence
from wirecopy.extract.quotes.indirect import Reported
from wirecopy.extract.quotes.marks import Quotation
from wirecopy.extract.quotes.parse import ParsedCue

_WORD = re.compile(r"\w+")

#: Fewer quoted words are a term or a scare quote, not something that was said.
FEWEST_WORDS = 4

#: How far before the quotation its cue may stand, in code points.
REACH = 120


def partial_quotes(
    text: str, fragments: Iterable[Quotation], cues: Sequence[ParsedCue], taken: Sequence[Stretch]
) -> Iterator[Reported]:
    """The fragments that no reported clause holds, attributed to the subject of the cue before them in their sentence.

    Args:
        text: the story's text.
        fragments: quotations inside somebody's sentence.
        cues: the cues outside quotation marks, in text order.
        taken: the stretches that are part of another quote.
    """
    for one in fragments:
        start, end = one.inner
        if any(start < other[1] and other[0] < end for other in taken):
            continue
        cue = next((c for c in reversed(cues) if start - REACH <= c.span[0] < start), None)
        if cue is None or cue.subject is None or cue.negated or ends_sentence(text, cue.span[1], one.outer[0]):
            continue
        if len(_WORD.findall(text[start:end])) >= FEWEST_WORDS:
            yield Reported(
                parts=(one.inner,),
                cue=cue.span,
                word=cue.word,
                mention=cue.subject,
                confidence=0.6,
                reason=f"quoted words in the sentence of the cue '{text[slice(*cue.span)]}', "
                f"subject '{text[slice(*cue.subject)]}'",
            )
