"""Whether a paragraph opens the copy: it has a dateline, is a sentence, or is too long for a headline.

Whether it has a dateline says `wirecopy.extract.dateline`, which knows places and agencies. A short line may look like
one and be a headline all the same ("Bahrain - Iran talks resume"), so a mere place and a dash do not tell.
"""

import re

from wirecopy.formats.paragraphs import SENTENCE_END
from wirecopy.story import Dateline

#: A paragraph of this length is copy even if its last line lost its full stop.
LONG = 160

#: A place and its region as a line of metadata: words, commas and full stops.
_PLACE = re.compile(r"[^\W\d_][^\d()\[\]:;_]{0,80}")


def opens_with_dateline(text: str) -> bool:
    """Whether a paragraph begins with a dateline: it has a date or an agency, is all of it, or a sentence follows."""
    dateline = _dateline(text)
    if dateline is None:
        return False
    more_than_a_place = dateline.date or (dateline.places and dateline.agency)
    return bool(more_than_a_place) or dateline.body_start == len(text) or is_sentence_or_long(text)


def may_open_with_dateline(text: str) -> bool:
    """Whether a paragraph begins as a dateline does, for one that stands alone and has no headline above it."""
    return _dateline(text) is not None


def is_copy(text: str) -> bool:
    """Whether a paragraph is copy and no headline or deck: it has a dateline, is a sentence, or is long."""
    return opens_with_dateline(text) or is_sentence_or_long(text)


def is_sentence_or_long(text: str) -> bool:
    """Whether a paragraph ends as a sentence, or is too long for a headline."""
    return len(text) > LONG or bool(SENTENCE_END.search(text[-60:]))


def _dateline(text: str) -> Dateline | None:
    """The dateline of a paragraph; the reader is imported late, because its package brings spaCy."""
    from wirecopy.extract.dateline.read import read_dateline

    return read_dateline(text)


def place_of(line: str) -> str | None:
    """The place that a dateline of the metadata names, with its region: "BEIJING, July 23" has BEIJING.

    A line of words only is a place ("ROUND ROCK, Texas"); one with a date or an agency is read as a dateline is that
    stands above copy; "4/4/2018" has no place. Nothing asks whether there is such a place: metadata know.
    """
    from wirecopy.extract.dateline.head import read_head

    if _PLACE.fullmatch(line):
        return line
    head = read_head(f"{line[:LONG].rstrip(' -–—_.')} - Fog.", 0)
    for place in head.parts.places if head else ():
        if not any(c.isdigit() for c in place.name):
            return ", ".join(filter(None, (place.name, place.region)))
    return None
