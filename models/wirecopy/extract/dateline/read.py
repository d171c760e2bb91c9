"""Read the dateline of a story: text in, dateline or None out. Pure, linear in the first 2,000 code points."""

from datetime import datetime

from wirecopy.annotate import span
from wirecopy.extract.dateline.agency import agency
from wirecopy.extract.dateline.conflict import conflicts
from wirecopy.extract.dateline.date import anchor
from wirecopy.extract.dateline.head import Head, read_head
from wirecopy.extract.dateline.opening import Opening, openings
from wirecopy.extract.dateline.verdict import Verdict, judge
from wirecopy.gazetteer import resolve
from wirecopy.story import Dateline


def read_dateline(
    text: str, start: int = 0, *, sent: datetime | None = None, located: str | None = None, provider: str | None = None
) -> Dateline | None:
    """The dateline of a story; None where it has none, which is an answer, not a failure.

    text: the story's text. start: the code point at which the copy begins. sent: when the story was sent, which gives
    the date its year. located, provider: what the metadata says; what disagrees with it is told in `conflicts`.
    """
    for opening in openings(text, start):
        head = read_head(text, opening.offset)
        verdict = judge(head, text, opening) if head else None
        if head and verdict:
            dateline = _dateline(text, head, verdict, opening, sent)
            return _held_against(dateline, sent=sent, located=located, provider=provider)
    return None
