"""The date of a dateline: its printed forms, the year that is not printed, and the weekday that checks it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from wirecopy.data import rows
from wirecopy.story import DateBasis, DatelineDate

#: How much of the lead may name the weekday. Measured on 2,451 AFP and Xinhua stories: 91 % name one in the first 400
#: code points, and in 90.5 % of these it is the dateline's own day.
_LEAD = 400
#: A story is sent within half a year of its dateline, so the nearest such day is meant.
_HALF_A_YEAR = 183
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: A word and a number behind a comma, at the end; names of months with fewer letters are too much like other words.
_MISPRINT = re.compile(r",\s{0,3}(?P<date>(?P<month>[^\W\d_]{4,10})\.?\s{1,3}(?P<day>\d{1,2}))\s*$")
_LONGEST_MISPRINT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date as it stands in a dateline: its text, where that stands in the stretch searched, and its numbers."""

    text: str
    start: int
    end: int
    month: int
    day: int
    year: int | None
    #: The name of the month is misprinted: "Marc 3".
    misprint: bool = False


def find_date(text: str) -> PrintedDate | None:
    """The first date in a stretch of dateline: "Nov 20", "20 novembre 2026", "8/24/2004", "2017-11-20"."""
    return next(filter(None, map(_printed, _form().finditer(text))), None)


def misprinted_date(text: str) -> PrintedDate | None:
    """The date at the end of a stretch whose month is one letter off, behind a comma: "BERGEN, Norway, Ocober 3"."""
    match = _MISPRINT.search(text, max(0, len(text) - _LONGEST_MISPRINT))
    month = _nearly_a_month(match["month"].lower()) if match else None
    if match is None or month is None or _safe_date(2000, month, int(match["day"])) is None:
        return None
    start, end = match.span("date")
    return PrintedDate(
        text=match["date"], start=start, end=end, month=month, day=int(match["day"]), year=None, misprint=True
    )


def is_month(word: str) -> bool:
    """Whether a word is the name of a month."""
    return word.rstrip(".").lower() in _months()


def is_weekday(word: str) -> bool:
    """Whether a word is the name of a weekday."""
    return word.lower() in _weekdays()


def anchor(printed: PrintedDate, *, sent: datetime | None, lead: str) -> DatelineDate:
    """Give a printed date its year, and check it against the weekday in the lead.

    The year is the printed one; else, where the time of transmission is known, that of the nearest such day within six
    months of it; else unknown.
    """
    iso, basis, reason = _whole(printed, sent)
    misread = f"the month is misprinted and read as month {printed.month}; " if printed.misprint else ""
    consistent, checked = _check(iso, lead)
    return DatelineDate(
        printed=printed.text,
        month=printed.month,
        day=printed.day,
        year=iso.year if iso else None,
        iso=iso,
        basis=basis,
        weekday_consistent=consistent,
        reason=misread + reason + checked,
    )


def _whole(printed: PrintedDate, sent: datetime | None) -> tuple[date | None, DateBasis, str]:
    """The whole date, and how its year was found."""
    if printed.year is not None:
        return _date(printed.year, printed), "printed-year", "the year is printed"
    if sent is None:
        return None, "unknown", "no year is printed, and no time of transmission is known to infer it from"
    years = (_date(year, printed) for year in (sent.year - 1, sent.year, sent.year + 1))
    days = [(abs((day - sent.date()).days), day) for day in years if day]
    distance, day = min(days, default=(_HALF_A_YEAR + 1, sent.date()))
    if distance > _HALF_A_YEAR:
        return None, "unknown", f"no year is printed, and no such day is within six months of {sent.date()}"
    return (
        day,
        "transmission",
        f"no year is printed; of such days this is the nearest to {sent.date()}, when it was sent",
    )


def _check(iso: date | None, lead: str) -> tuple[bool | None, str]:
    """Whether the lead names the date's weekday, and the clause that says so; None where it cannot be checked."""
    if iso is None:
        return None, ""
    named = [_weekdays()[match[0].lower()] for match in _weekday().finditer(lead, 0, _LEAD)]
    if not named:
        return None, ""
    if iso.weekday() in named:
        return True, f"; {_WEEKDAYS[iso.weekday()]} in the lead agrees"
    return False, f"; the lead names {_WEEKDAYS[named[0]]}, but the date is a {_WEEKDAYS[iso.weekday()]}"


def _printed(match: re.Match[str]) -> PrintedDate | None:
    """What a form says; None where its numbers are no date."""
    got = match.groupdict()
    month, day = _month_and_day(got)
    year = next((int(got[name]) for name in ("y1", "y2", "y3", "y4") if got[name]), None)
    if _safe_date(year or 2000, month, day) is None:
        return None
    return PrintedDate(text=match[0], start=match.start(), end=match.end(), month=month, day=day, year=year)


def _month_and_day(got: dict[str, str | None]) -> tuple[int, int]:
    for name, day in (("m1", "d1"), ("m2", "d2")):
        if got[name]:
            return _months()[str(got[name]).lower()], int(str(got[day]))
    if got["m4"]:
        return int(got["m4"]), int(str(got["d4"]))
    if got["m3"]:
        return int(got["m3"]), int(str(got["d3"]))
    first, second = int(str(got["n1"])), int(str(got["n2"]))
    # 8/24/2004 and 25/11/2004 speak for themselves; 5/6/2004 is read the American way, as most that print it are.
    return (second, first) if first > 12 else (first, second)


def _nearly_a_month(word: str) -> int | None:
    """The month whose name is one letter more, less or other than a word, or two letters swapped; None if unclear."""
    near = {number for name, number in _months().items() if len(name) > 3 and _one_off(word, name)}
    return near.pop() if len(near) == 1 else None


def _one_off(word: str, name: str) -> bool:
    """Whether two words differ by one letter, or by the order of two that stand side by side."""
    same = next((at for at, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    ours, theirs = word[same:], name[same:]
    swapped = ours[:2] == theirs[:2][::-1] and ours[2:] == theirs[2:]
    return swapped or ours[1:] == theirs[1:] or ours[1:] == theirs or ours == theirs[1:]


def _date(year: int, printed: PrintedDate) -> date | None:
    return _safe_date(year, printed.month, printed.day)


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for name, number in rows("months.tsv")}


@cache
def _weekdays() -> dict[str, int]:
    return {name: int(number) for name, number in rows("weekdays.tsv")}


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(_weekdays())})\b", re.IGNORECASE)


@cache
def _form() -> re.Pattern[str]:
    """Every printed form of a date, one alternative each."""
    month = _any_of(_months())
    weekday = rf"(?:(?:{'|'.join(_WEEKDAYS)}),?\s)?"
    year = r"(?:,?\s{1,3}(?:de\s)?(?P<y%d>(?:19|20)\d\d)\b)?"
    forms = (
        rf"\b{weekday}(?P<m1>{month})\.?\s{{0,3}}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){year % 1}",
        rf"\b{weekday}(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s{{1,3}}(?:de\s)?(?P<m2>{month})\b\.?{year % 2}",
        r"\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b",
        r"\b(?P<n1>\d{1,2})[/.](?P<n2>\d{1,2})[/.](?P<y4>(?:19|20)\d\d)\b",
        r"(?<![\d.])(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?![\d.])",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


def _any_of(names: dict[str, int]) -> str:
    """An alternation of names, the longest first, so that "sept" is not read as "sep"."""
    return "|".join(re.escape(name) for name in sorted(names, key=_longest_first))


def _longest_first(name: str) -> tuple[int, str]:
    return (-len(name), name)
