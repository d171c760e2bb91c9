"""Where the pieces of a quote begin and end beside quotation marks: the scorer counts in words, readers in marks."""

import re
from collections.abc import Iterator, Sequence

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.kind import touching
from wirecopy.extract.quotes.marks import Quotation
from wirecopy.extract.quotes.spans import Run
from wirecopy.extract.tokens import Tokens

_WORD = re.compile(r"\w+")

#: What is left of a run, where a quotation is cut off, has at least so many tokens.
_FEWEST_TOKENS = 3


def pieces(
    text: str, tokens: Tokens, cue: Stretch, runs: Sequence[Run], marked: Sequence[Quotation]
) -> Iterator[Stretch]:
    """The runs of a quote in code points.

    Args:
        text: the story's text.
        tokens: its tokens.
        cue: the quote's cue.
        runs: the quote's tokens.
        marked: the quotations of the text, in order.
    """
    for run in runs:
        start, end = _stretch(tokens, _apart(text, tokens, run, marked))
        yield _with_its_marks(text, start, end, cue, touching((start, end), marked))


def _is_of_sentences(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is of whole sentences: it begins like one, behind a comma, a colon or nothing."""
    start, end = quotation.inner
    before = text[max(0, quotation.outer[0] - 3) : quotation.outer[0]].rsplit("\n", 1)[-1].rstrip()
    return text[start].isupper() and text[end - 1] in ".,?!" and (not before or before[-1] in ",:.")


def is_title(text: str, words: Stretch) -> bool:
    """Whether some words are written as the title of a work: "A Change of Wind" has no long word in lower case."""
    start, end = words
    found = _WORD.findall(text, start, min(end, start + 200))
    capital = all(word[0].isupper() or word.isdigit() for word in found if len(word) > 3)
    return text[end - 1] not in ".!?" and text[start].isupper() and len(found) > 1 and capital


def _apart(text: str, tokens: Tokens, run: Run, marked: Sequence[Quotation]) -> Run:
    """A run, cut where a quotation of whole sentences begins or ends one that says more: each is a quote of its own.

    `"It floats," Ana Ruiz, the mayor, said` and `said that it floats, and, asked again, replied, "It does."`
    """
    first = run[0]
    start, end = _stretch(tokens, run)
    free = [one for one in touching((start, end), marked) if _is_of_sentences(text, one)]
    if not free:
        return run
    opening, closing = free[0], free[-1]
    if start >= opening.outer[0] and _has_letters(text, opening.outer[1], end):
        return (first, tokens.between(start, opening.inner[1])[1]) if text[opening.inner[1] - 1] in ",?!" else run
    behind_comma = text[max(0, closing.outer[0] - 3) : closing.outer[0]].rstrip().endswith(",")
    if behind_comma and end <= closing.outer[1] and _has_letters(text, start, closing.outer[0]):
        middle = tokens.between(start, closing.outer[0])[1]
        return (first, middle) if middle - first >= _FEWEST_TOKENS else run
    return run


def _with_its_marks(text: str, start: int, end: int, cue: Stretch, around: Sequence[Quotation]) -> Stretch:
    """A piece that is most of a quotation is the quotation, commas and all; one that holds it holds its marks."""
    if len(around) == 1 and around[0].outer[0] <= start and end <= around[0].outer[1]:
        first, last = around[0].inner
        whole = 2 * (end - start) >= last - first or start == first or not _has_letters(text, end, last)
        if whole and not first <= cue[0] < last:
            return first, last
    if around and end < around[-1].outer[1] and not _has_letters(text, end, around[-1].outer[1]):
        end = around[-1].outer[1] if start < around[-1].outer[0] else around[-1].inner[1]
    if around and start > around[0].outer[0] and not _has_letters(text, around[0].outer[0], start):
        start = around[0].outer[0] if end > around[0].outer[1] else around[0].inner[0]
    opened = text.count("(", start, end) > text.count(")", start, end)
    return start, end + (opened and text[end : end + 1] == ")")


def _stretch(tokens: Tokens, run: Run) -> Stretch:
    return int(tokens.start[run[0]]), int(tokens.end[run[1] - 1])


def _has_letters(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))
