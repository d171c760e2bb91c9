"""Whether a paragraph opens the copy. A rough test, only good for finding where the headline ends.

The dateline itself is read by `wirecopy.extract.dateline`, which knows places and agencies; a reader of formats needs
no language model and no gazetteer.
"""

import re

from wirecopy.formats.furniture import is_label
from wirecopy.formats.paragraphs import SENTENCE_END

#: How much of a paragraph may be dateline.
REACH = 120
#: A paragraph of this length is copy even if its last line lost its full stop.
LONG = 160
#: How many words of place and date may stand before the agency: "SEATTLE, Wash./NEW YORK CITY, March 2, 1987".
PLACE_WORDS = 9

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September"
    r"|October|November|December)\.?"
)
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})\b"
_UPPER = r"[^\W\d_a-z]"
_DASH = r"(?:--|[-–—_])"

#: "(Reuters) -", "(AP) _", "/TASS/.", "/PRNewswire/ --", "(ANI):"; after a date no dash is needed: "Nov 25 (PTI) The".
_AGENCY = re.compile(
    rf"(?:\((?P<name>[A-Za-z][^()\n]{{1,40}})\)|/[A-Za-z][^/\n]{{1,40}}/) ?(?:[-–—_:=]|\.[ -])"
    rf"|{_DATE},? ?\([A-Za-z][^()\n]{{1,40}}\) [A-Z]",
    re.IGNORECASE,
)
#: "NAGASAKI, Japan, Nov. 25, Kyodo - A", "HOBART, Nov 25 AAP - An", "CHICAGO, March 2 -"
_DATED = re.compile(
    rf"[^\n]{{2,60}}?[,.] ?{_DATE}(?:,? \d{{4}})?,?(?: [A-Z]\w{{1,15}})? ?(?:{_DASH}|:)(?: |$)", re.IGNORECASE
)
#: "WASHINGTON — The", "NEWARK, N.J. _ A", "SEATTLE/WASHINGTON - The", "UNITED NATIONS (AP) The"
_CAPITALS = re.compile(
    rf"(?P<place>{_UPPER}{{2,20}}(?:[.'’ /-]{{1,2}}{_UPPER}{{1,20}}){{0,5}}\.?(?:, [^\W\d][\w. ]{{1,20}})?)"
    rf"(?: ?{_DASH} | \([A-Za-z]{{2,12}}\) )(?={_UPPER}[a-z]|[A-Z] \w|[\"“])"
)
#: A dateline on a line of its own: "ATLANTA _", "CALGARY, Alberta, March 2 -"
_ALONE = re.compile(rf"{_UPPER}{{2}}[^\n]{{1,60}}[\w.)] ?{_DASH}")


def opens_with_dateline(text: str) -> bool:
    """Whether a paragraph begins as a dateline does."""
    head = text[:REACH]
    if agency := _AGENCY.search(head):
        label = agency.start() == 0 and is_label(agency["name"] or "")
        return not label and _is_place(head[: agency.start()])
    if _DATED.match(head) or _ALONE.fullmatch(text):
        return True
    # Capitals and a dash open many a headline too ("EXCLUSIVE - Pump maker draws interest"): it must be a sentence.
    place = _CAPITALS.match(head)
    return place is not None and is_sentence_or_long(text) and not is_label(place["place"])


def is_copy(text: str) -> bool:
    """Whether a paragraph is copy and no headline or deck: it has a dateline, is a sentence, or is long."""
    return opens_with_dateline(text) or is_sentence_or_long(text)


def is_sentence_or_long(text: str) -> bool:
    """Whether a paragraph ends as a sentence, or is too long for a headline."""
    return len(text) > LONG or bool(SENTENCE_END.search(text[-60:]))


def _is_place(text: str) -> bool:
    """Whether what stands before the agency can be place and date: few words, the first of them with a capital."""
    words = text.split()
    return len(words) <= PLACE_WORDS and (not words or text[:1].isupper() or text[:1].isdigit() or text[:1] in "(<*")
