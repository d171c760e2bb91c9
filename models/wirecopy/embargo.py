"""When an embargo that is printed in words ends: "EMBARGOED UNTIL FRIDAY NOV 27, 1600 GMT".

Copy that is let go too early breaks the agency's word, so a time counts only where nothing is left to guess: a clock
with a zone that has one meaning, and a day that is printed, or that the time of transmission gives. Anything else is no
time, and the story stays withheld until somebody releases it.
"""

import re
from datetime import UTC, date, datetime, timedelta

from wirecopy.formats.times import ZONES, iso_time, month_number

#: How far ahead an embargo may lie: one that ends later was misread, or its year was.
FURTHEST = timedelta(days=200)

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_ISO = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:?\d\d)")
_CLOCK = re.compile(
    rf"(?<![\d:.])(?P<hour>\d{{1,2}})(?:[:.]?(?P<minute>\d\d))?(?: ?h(?:ours|rs)?)? ?(?P<half>[ap]\.? ?m\.?)?"
    rf" ?(?P<zone>{'|'.join(ZONES)})\b",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(r"\b(?P<month>[^\W\d_]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{4})\b)?")
_DAY_MONTH = re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[^\W\d_]{3,9})\b\.?(?:,? (?P<year>\d{4})\b)?")
_WEEKDAY = re.compile(rf"\b(?P<name>{'|'.join(_WEEKDAYS)})(?:[a-z]{{2,6}})?\b", re.IGNORECASE)


def embargo_end(words: str, sent: datetime | None) -> datetime | None:
    """The end of an embargo, in UTC.

    Args:
        words: what says that there is one, at most a sentence.
        sent: when the story was sent; without it only a whole date and time counts.

    Returns:
        None where no time is printed, or one that leaves something to guess.
    """
    if found := _ISO.search(words):
        return iso_time(found[0])
    clocks = list(_CLOCK.finditer(words))
    if len(clocks) != 1 or (time := _time_of_day(clocks[0])) is None:
        return None
    hours, offset = time
    day = _day(words[: clocks[0].start()] + " ; " + words[clocks[0].end() :], sent, offset, hours)
    if day is None:
        return None
    end = datetime(day.year, day.month, day.day, tzinfo=UTC) + hours - offset
    return end if sent is None or sent < end <= sent + FURTHEST else None


def _time_of_day(clock: re.Match[str]) -> tuple[timedelta, timedelta] | None:
    """Since midnight by the printed clock, and that clock's distance from UTC."""
    hour, minute, half = int(clock["hour"]), int(clock["minute"] or 0), (clock["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    elif clock["minute"] is None:
        return None  # "5 GMT" may be anything
    if hour > 23 or minute > 59:
        return None
    return timedelta(hours=hour, minutes=minute), timedelta(hours=ZONES[clock["zone"].upper()])


def _day(words: str, sent: datetime | None, offset: timedelta, hours: timedelta) -> date | None:
    """The day that is printed; else the next one on which the clock can show the time, or the weekday comes."""
    weekday = _WEEKDAY.search(words)
    wanted = _WEEKDAYS.index(weekday["name"].lower()) if weekday else None
    dates = [found for pattern in (_MONTH_DAY, _DAY_MONTH) for found in pattern.finditer(words)]
    days = {day for found in dates if (day := _date(found, sent)) is not None}
    if len(days) > 1 or any(month_number(found["month"]) for found in dates) > len(days):
        return None
    if days:
        (day,) = days
        return day if wanted is None or day.weekday() == wanted else None
    if sent is None:
        return None
    there = sent + offset
    today = there.date()
    coming = (today + timedelta(days=ahead) for ahead in range(8))
    return next((day for day in coming if _suits(day, wanted, there, hours)), None)


def _suits(day: date, weekday: int | None, there: datetime, hours: timedelta) -> bool:
    """Whether a day is the wanted weekday, and its time is still to come by the clock there."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) + hours
    return (weekday is None or day.weekday() == weekday) and moment > there


def _date(found: re.Match[str], sent: datetime | None) -> date | None:
    """A printed day; without a year, the one nearest to the transmission."""
    month = month_number(found["month"])
    if month is None or (found["year"] is None and sent is None):
        return None
    years = [int(found["year"])] if found["year"] else [sent.year, sent.year + 1] if sent else []
    days = [day for year in years if (day := _valid(year, month, int(found["day"]))) is not None]
    if sent is None or found["year"]:
        return days[0] if days else None
    return next((day for day in days if day >= (sent - timedelta(days=1)).date()), None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
