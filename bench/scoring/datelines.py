"""Datelines beside what people marked: found, with the right place, date and agency, and where the lead begins.

    found         a dateline where one is marked
    place         all places right and in order, of the marked ones that name a place
    body          the lead begins within two characters of where it was marked to begin
    date, agency  the same letters and digits, where one is marked
    whole         place, date, agency and lead all right; what is not marked must not be found
    false         a dateline where none is marked, of the stories without one

Names are compared by their letters and digits alone, in small letters.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Measure = Literal["found", "place", "body", "date", "agency", "whole", "false"]
MEASURES: tuple[Measure, ...] = ("found", "place", "body", "date", "agency", "whole", "false")
#: How far the lead's first character may lie from the marked one.
NEAR = 2

Record = Mapping[str, Any]
#: What applies to a story, and whether it holds.
Verdict = dict[Measure, bool]


@dataclass(frozen=True, slots=True)
class Share:
    """How many stories of how many."""

    held: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.held / self.of if self.of else 0.0


def judge(marked: Record | None, found: Record | None) -> Verdict:
    """Which measures apply to one story's dateline, and which hold."""
    if marked is None:
        return {"false": found is not None}
    names = _names(marked)
    same_place = found is not None and _names(found) == names
    verdict: Verdict = {"found": found is not None}
    if names:
        verdict["place"] = same_place
    if marked.get("body_start") is not None:
        verdict["body"] = _begins_near(marked["body_start"], found)
    if marked.get("date_text"):
        verdict["date"] = found is not None and _agree(marked, found, "date_text")
    if marked.get("agency_text"):
        verdict["agency"] = found is not None and _agree(marked, found, "agency_text")
    verdict["whole"] = (
        found is not None
        and same_place
        and verdict.get("body", True)
        and all(_agree(marked, found, field) for field in ("date_text", "agency_text"))
    )
    return verdict


def tally(verdicts: Iterable[Verdict]) -> dict[Measure, Share]:
    """The share of stories for each measure that applies to any."""
    of: Counter[Measure] = Counter()
    held: Counter[Measure] = Counter()
    for verdict in verdicts:
        of.update(verdict.keys())
        held.update(measure for measure, holds in verdict.items() if holds)
    return {measure: Share(held[measure], of[measure]) for measure in MEASURES if of[measure]}


def is_right(verdict: Verdict) -> bool:
    """Whether all of it was read right: the whole dateline, or that there is none."""
    return verdict.get("whole", not verdict.get("false", False))


def faults(marked: Record | None, found: Record | None) -> list[str]:
    """The classes of error of one story: missed, false, or what of the dateline is wrong."""
    verdict = judge(marked, found)
    if verdict.get("false"):
        return ["false"]
    if marked is None or found is None:
        return ["missed"] if marked is not None else []
    checked = {"place": _names(found) == _names(marked), "body": verdict.get("body", True)}
    checked["date"] = _agree(marked, found, "date_text")
    checked["agency"] = _agree(marked, found, "agency_text")
    return [part for part, holds in checked.items() if not holds]


def _names(dateline: Record) -> list[str]:
    return [_letters(place["name"]) for place in dateline.get("places", [])]


def _begins_near(marked: int, found: Record | None) -> bool:
    return found is not None and found.get("body_start") is not None and abs(found["body_start"] - marked) <= NEAR


def _agree(marked: Record, found: Record, field: str) -> bool:
    return _letters(marked.get(field)) == _letters(found.get(field))


def _letters(text: str | None) -> str:
    return re.sub(r"[\W_]", "", text or "").casefold()
