"""Whether a paragraph opens the copy. A rough test, only good for finding where the headline ends.

The dateline itself is read by `wirecopy.extract.dateline`, which knows places and agencies; a reader of formats needs
no language model and no gazetteer.
"""

import re

from wirecopy.formats.paragraphs import SENTENCE_END

#: How much of a paragraph may be dateline.
REACH = 120
#: A paragraph of this length is copy even if its last line lost its full stop.
LONG = 160

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September"
    r"|October|November|December)\.?"
)
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})\b"
#: "(Reuters) -", "(AP) _", "/TASS/.", "/PRNewswire/ --", "(ANI):"; a date and brackets need no dash: "Nov 25 (PTI)
#: The".
_AGENCY = re.compile(
    rf"(?:\([A-Za-z][^()\n]{{1,40}}\)|/[A-Za-z][^/\n]{{1,40}}/) ?(?:[-–—_:=]|\.[ -])"
    rf"|{_DATE},? ?\([A-Za-z][^()\n]{{1,40}}\) [A-Z]",
    re.IGNORECASE,
)
#: "NAGASAKI, Japan, Nov. 25, Kyodo - A", "HOBART, Nov 25 AAP - An", "Chicago, March 2 -- The"
_DATED = re.compile(
    rf"[^\n]{{2,60}}?[,.] ?{_DATE}(?:,? \d{{4}})?,?(?: [A-Z]\w{{1,15}})? ?(?:--|[-–—_:]) ?", re.IGNORECASE
)
#: "WASHINGTON — The", "NEWARK, N.J. _ A", "SEATTLE/WASHINGTON - The"
_CAPITALS = re.compile(
    r"[^\W\d_a-z][^\W\d_a-z.'’ /-]*(?:[.'’ /-]+[^\W\d_a-z]+){0,5}\.?(?:, [^\W\d][\w. ]{1,20})? ?(?: --| [-–—_]) "
)


def opens_with_dateline(text: str) -> bool:
    """Whether a paragraph begins as a dateline does."""
    head = text[:REACH]
    agency = _AGENCY.search(head)
    if agency and _is_place(head[: agency.start()]):
        return True
    if not is_sentence_or_long(text):
        return False
    if _DATED.match(head):
        return True
    place = _CAPITALS.match(head)
    return bool(place) and any(c.islower() for c in text[place.end() :][:40]) if place else False


def is_copy(text: str) -> bool:
    """Whether a paragraph is copy and no headline or deck: it has a dateline, is a sentence, or is long."""
    return opens_with_dateline(text) or is_sentence_or_long(text)


def is_sentence_or_long(text: str) -> bool:
    """Whether a paragraph ends as a sentence, or is too long for a headline."""
    return bool(SENTENCE_END.search(text)) or len(text) > LONG


def _is_place(text: str) -> bool:
    """Whether what stands before the agency can be place and date: few words, the first of them with a capital."""
    words = text.split()
    return len(words) <= 9 and (not words or text[:1].isupper() or text[:1].isdigit() or text[:1] in "(<*")
