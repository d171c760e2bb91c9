"""Read the dateline of a story: text in, dateline or None out. Pure, linear in the opening of the copy."""

from dataclasses import dataclass
from datetime import datetime

from wirecopy.annotate import span
from wirecopy.extract.dateline.agency import agency
from wirecopy.extract.dateline.conflict import conflicts
from wirecopy.extract.dateline.date import anchor
from wirecopy.extract.dateline.head import Head, read_head
from wirecopy.extract.dateline.opening import openings
from wirecopy.extract.dateline.verdict import Verdict, judge
from wirecopy.gazetteer import resolve
from wirecopy.story import Dateline


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the metadata of a story says about where and when it was filed, and for whom."""

    #: When the story was sent; it gives the date of the dateline its year.
    sent: datetime | None = None
    located: str | None = None
    provider: str | None = None


#: Nothing is known but the text.
NO_METADATA = Metadata()


def read_dateline(text: str, start: int = 0, metadata: Metadata = NO_METADATA) -> Dateline | None:
    """The dateline of a story; None where it has none, which is an answer, not a failure.

    text: the story's text; the offsets of the answer count its code points. start: where the copy begins in it.
    metadata: gives the date its year, and what disagrees with it is told in `conflicts`.
    """
    for opening in openings(text, start):
        head = read_head(text, opening.offset)
        verdict = judge(head, text, opening) if head else None
        if head and verdict:
            return _dateline(text, head, verdict, byline=head.parts.byline or opening.byline, metadata=metadata)
    return None


def _dateline(text: str, head: Head, verdict: Verdict, *, byline: str | None, metadata: Metadata) -> Dateline:
    """Resolve what is printed, and hold it against the metadata."""
    parts = head.parts
    places = tuple(resolve(place.name, place.region) for place in parts.places)
    lead = text[head.body_start : head.body_start + 500]
    date = anchor(parts.date, sent=metadata.sent, lead=lead) if parts.date else None
    signed = (agency(parts.agency) or parts.agency) if parts.agency else None
    return Dateline(
        span=span(text, head.start, head.end),
        body_start=head.body_start,
        places=places,
        date=date,
        agency=signed,
        agency_printed=parts.agency,
        byline=byline,
        confidence=round(verdict.confidence, 2),
        reason=verdict.reason,
        conflicts=conflicts(
            places=places,
            date=date,
            signed=signed,
            sent=metadata.sent,
            located=metadata.located,
            provider=metadata.provider,
        ),
    )
