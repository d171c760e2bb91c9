"""Times of the metadata, as aware times in UTC."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from zoneinfo import ZoneInfo

from wirecopy.data import rows

_DAY_FIRST = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d)")

#: Zones that wires print, hours from UTC. CST and the like are left out: they name several.
ZONES = {
    "GMT": 0,
    "UTC": 0,
    "Z": 0,
    "BST": 1,
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "MSK": 3,
    "JST": 9,
    "KST": 9,
    "EST": -5,
    "EDT": -4,
    "PST": -8,
    "PDT": -7,
    "AEST": 10,
    "AEDT": 11,
}


def iso_time(text: str, zone: tzinfo = UTC) -> datetime | None:
    """An ISO 8601 time (ninjs: RFC 3339) in UTC; one without an offset is taken to be in `zone`. None if it is none.

    RFC 3339 section 5.6: "T" and "Z" may alternatively be lower case.
    """
    try:
        return _utc(datetime.fromisoformat(text.strip().upper()), zone)
    except (ValueError, OverflowError):
        return None


def mail_time(text: str) -> datetime | None:
    """The time of an e-mail's Date field (RFC 5322) in UTC; an ISO 8601 time will do. None if it is neither."""
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return iso_time(text)


def day_first_time(text: str, zone: tzinfo = UTC) -> datetime | None:
    """A time as Norway writes it, "28.09.2018 11:15", in UTC. None if it is none."""
    found = _DAY_FIRST.fullmatch(text.strip())
    return iso_time(f"{found[3]}-{found[2]}-{found[1]}T{found[4]}", zone) if found else None


@cache
def zone_of(name: str) -> tzinfo:
    """A time zone by its name in the IANA database; UTC for "", and where a system has no such database."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def wire_time(year: str, month: str, day: str, clock: str, zone: str | None, repairs: list[str]) -> datetime | None:
    """A time of a wire's trailer in UTC ("071341 GMT Okt 15" is 2015, October, 7, "1341", GMT); None if it is none.

    The year has two or four digits, the month is a number or a name in a language of the wires. A zone that is not
    printed is taken as UTC, as in ISO 8601 here, and noted; one that is not known makes the time unusable.
    """
    number = int(month) if month.isdecimal() else month_number(month)
    hours = ZONES.get((zone or "UTC").upper())
    if number is None or hours is None:
        return None
    if not zone:
        repairs.append("the time of transmission names no time zone: it was read as UTC")
    try:
        moment = datetime(_century(int(year)), number, int(day), int(clock[:2]), int(clock[2:]), tzinfo=UTC)
    except ValueError:
        return None
    return moment - timedelta(hours=hours)


def month_number(name: str) -> int | None:
    """The number of a month's name in a language of the wires ("Okt", "déc."); None if it is none."""
    return _months().get(name.rstrip(".").casefold())


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for name, number in rows("months.tsv")}


def _century(year: int) -> int:
    """Two digits as a year between 1969 and 2068, as POSIX reads them (strptime's %y)."""
    if year > 99:
        return year
    return year + (2000 if year < 69 else 1900)


def _utc(time: datetime, zone: tzinfo = UTC) -> datetime:
    return (time.replace(tzinfo=zone) if time.tzinfo is None else time).astimezone(UTC)
