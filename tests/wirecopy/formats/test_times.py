"""Times of the metadata."""

from datetime import UTC, datetime

import pytest

from wirecopy.formats.times import iso_time, mail_time

TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-24T10:00:00Z", "2026-11-24t10:00:00z", " 2026-11-24T11:00:00+01:00 ", "2026-11-24T10:00:00+0000"),
        *("20261124T100000Z", "2026-11-24 10:00", "2026-11-24T10:00:00.000Z"),
    ],
)
def test_an_iso_time_is_read_however_it_is_written(text: str) -> None:
    """Also in an e-mail's header; without an offset it is UTC."""
    assert iso_time(text) == mail_time(text) == TEN


@pytest.mark.parametrize(
    "text", ["Tue, 24 Nov 2026 10:00:00 +0000", "24 Nov 2026 05:00 EST", "Tue, 24 Nov 2026 10:00:00 -0000 (GMT)"]
)
def test_an_e_mails_date_is_read(text: str) -> None:
    """As RFC 5322 has it, old zone names and comments included."""
    assert mail_time(text) == TEN


@pytest.mark.parametrize(
    "text",
    [
        *("", "tomorrow", "Friday 1600 GMT", "1511172000", "2026-11-31T10:00:00Z", "24/11/2026", "9" * 5000),
        *("0001-01-01T00:00:00+05:00", "Tue, 99 Nov 2026 10:00:00 +9999"),
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    """Never an exception, never a guess."""
    assert (iso_time(text), mail_time(text)) == (None, None)
