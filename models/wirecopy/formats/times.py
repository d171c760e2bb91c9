"""Times of the metadata, as aware times in UTC."""

import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from zoneinfo import ZoneInfo

_DAY_FIRST = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d)")


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


def _utc(time: datetime, zone: tzinfo = UTC) -> datetime:
    return (time.replace(tzinfo=zone) if time.tzinfo is None else time).astimezone(UTC)
