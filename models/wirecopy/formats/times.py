"""Times of the metadata, as aware times in UTC."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def iso_time(text: str) -> datetime | None:
    """An ISO 8601 time (ninjs: RFC 3339) in UTC; one without an offset is taken as UTC. None if it is none.

    RFC 3339 section 5.6: "T" and "Z" may alternatively be lower case.
    """
    try:
        return _utc(datetime.fromisoformat(text.strip().upper()))
    except (ValueError, OverflowError):
        return None


def mail_time(text: str) -> datetime | None:
    """The time of an e-mail's Date field (RFC 5322) in UTC; an ISO 8601 time will do. None if it is neither."""
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return iso_time(text)


def _utc(time: datetime) -> datetime:
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
