"""How urgent a story is on IPTC's scale, from what its feed says, and why.

Feeds say it with signs of their own, and the same sign means different things: "f" is a flash on the wires of AP, and a
feature or finance elsewhere; 3 is urgent on IPTC's scale, and every ordinary story of Reuters. So there is a table
(data/priorities.tsv), looked up by provider and format, and four rules:

* An urgency of a format that has IPTC's scale (ninjs, NITF, NewsML) is taken as it is, unless the provider has a row
  for it in the formats that it sends itself. A number that a standard defines is no guess; 1 is "most urgent" there,
  and says nothing of a flash.
* A priority of the feed's own scale is what the table says.
* A sign that means other things elsewhere needs a second witness: the story must be written as a flash (one line, in
  capitals, without a dateline) or as a bulletin (one short paragraph), or call itself one.
* What is not in the table is unknown, and unknown is not urgent.
"""

import re
from functools import cache
from typing import NamedTuple

from wirecopy.data import rows
from wirecopy.formats.metadata import shown
from wirecopy.story import Dateline, Priority, RawStory

#: IPTC's scale: 1 to 8, and 9, which ninjs has as the lowest.
LEVELS = range(1, 10)
#: Alerts of Reuters have up to about 100 characters; AP's in one sentence are longer.
LONGEST_FLASH, LONGEST_BULLETIN = 200, 400
#: No feed's sign is longer.
LONGEST_SIGN = 40
#: How many of a line's letters are capitals where it is in capitals: "FERRY INC Q4 NET 1.2 mln VS 1.1 mln".
CAPITALS = 2 / 3

#: What a story calls itself: at the end of its slug or note ("BC-US--APNewsAlert"), before its headline ("FLASH: …").
_CALLS_ITSELF = re.compile(r"(?:^|[-– /])(?:AP ?)?(?:news ?alert|bulletin|flash)[ .!*]{0,9}$", re.IGNORECASE)
_LABEL = re.compile(r"(?:APNewsAlert|(?:AP ?)?NEWS ?ALERT|BULLETIN|FLASH|BLITZ|EIL)(?: ?:| [-–—]| ?--)")

_ANY = "*"


class _Row(NamedTuple):
    """What a sign means, and what it is where the story is not written like it ("": the sign is enough; "?")."""

    urgency: int
    otherwise: str
    says: str


def priority(raw: RawStory, dateline: Dateline | None = None) -> Priority | None:
    """What a story's feed says of its urgency; None if it says nothing. Pure.

    Args:
        raw: the story as it was read.
        dateline: where one was found; a flash has none, and its agency counts where the metadata names no provider.
    """
    agency = _agency(raw.provider) or (dateline.agency if dateline else None) or _ANY
    if raw.urgency in LEVELS:
        row = _row(agency, raw.format, "urgency", str(raw.urgency))
        if row is None:
            return Priority(
                raw=str(raw.urgency), urgency=raw.urgency, reason=f"the feed gives IPTC urgency {raw.urgency}"
            )
        return _ranked(raw, str(raw.urgency), row, dateline)
    sign = (raw.priority or "").strip()[:LONGEST_SIGN]
    if not sign:
        return None
    row = _row(agency, raw.format, "priority", sign.casefold())
    if row is None:
        return Priority(raw=sign, reason=f"what {shown(sign)} means on this feed is unknown: it is not taken as urgent")
    return _ranked(raw, sign, row, dateline)


def _ranked(raw: RawStory, sign: str, row: _Row, dateline: Dateline | None) -> Priority:
    """A sign with the urgency of its row, if the story bears it out."""
    means = f"{shown(sign)} is {row.says}"
    if not row.otherwise:
        return Priority(raw=sign, urgency=row.urgency, reason=means)
    against = _against(raw, row.urgency, dateline)
    if not against:
        return Priority(raw=sign, urgency=row.urgency, reason=f"{means}, and the story is written as one")
    if row.otherwise == "?":
        return Priority(raw=sign, reason=f"{means}, but {against}: it is not taken as urgent")
    return Priority(raw=sign, urgency=int(row.otherwise), reason=f"{means}, but {against}: it is taken as less urgent")


def _against(raw: RawStory, urgency: int, dateline: Dateline | None) -> str:
    """What speaks against a flash (urgency 1) or a bulletin (2), in words; "" if nothing does."""
    if _LABEL.match(raw.headline) or any(_CALLS_ITSELF.search(line[-80:]) for line in (raw.slug, raw.ed_note) if line):
        return ""
    lines = tuple(dict.fromkeys(text for text in (raw.headline, raw.deck, raw.body) if text))
    if urgency > 1:
        short = "\n\n" not in raw.body and len(raw.body) <= LONGEST_BULLETIN
        return "" if short and not raw.deck else "the story is longer than a paragraph"
    if len(lines) != 1 or "\n" in lines[0] or len(lines[0]) > LONGEST_FLASH:
        return "the story is longer than a line"
    if dateline is not None:
        return "the story has a dateline"
    return "" if _in_capitals(lines[0]) else "the line is not in capitals"


def _in_capitals(line: str) -> bool:
    """Whether a line is in capitals; a script without capitals cannot say, and is believed."""
    capitals = sum(map(str.isupper, line))
    return capitals >= CAPITALS * (capitals + sum(map(str.islower, line)))


def _row(agency: str, format_: str, field: str, sign: str) -> _Row | None:
    """The row of the provider's own, or of the format's, or of all."""
    places = ((agency, format_), (agency, _ANY), (_ANY, format_), (_ANY, _ANY))
    return next((row for who, what in places if (row := _table().get((who, what, field, sign)))), None)


@cache
def _table() -> dict[tuple[str, str, str, str], _Row]:
    return {
        (provider, format_, field, sign): _Row(int(urgency), otherwise, says)
        for provider, format_, field, sign, urgency, otherwise, says in rows("priorities.tsv")
    }


def _agency(provider: str | None) -> str | None:
    """A provider as newsrooms name it."""
    return _agencies().get(provider.casefold().strip(), provider) if provider else None


@cache
def _agencies() -> dict[str, str]:
    return dict(row[:2] for row in rows("agencies.tsv"))
