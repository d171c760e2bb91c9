"""Dates of datelines: printed forms, the year that is not printed, the weekday that checks it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from wirecopy.extract.dateline.date import PrintedDate, anchor, find_date, misprinted_date


@pytest.mark.parametrize(
    ("printed", "month", "day", "year"),
    [
        ("Nov 20", 11, 20, None),
        ("Nov. 20", 11, 20, None),
        ("November 20", 11, 20, None),
        ("NOV 20", 11, 20, None),
        ("Sept 3", 9, 3, None),
        ("Monday, Nov. 20, 2017", 11, 20, 2017),
        ("20 November", 11, 20, None),
        ("01 SET", 9, 1, None),
        ("10 août", 8, 10, None),
        ("1er mai", 5, 1, None),
        ("20. November 2026", 11, 20, 2026),
        ("3. März", 3, 3, None),
        ("20 de noviembre de 2026", 11, 20, 2026),
        ("5 oct", 10, 5, None),
        ("20 fev", 2, 20, None),
        ("5 Ogos", 8, 5, None),
        ("5th September, 2026", 9, 5, 2026),
        ("2017-11-20", 11, 20, 2017),
        ("8/24/2004", 8, 24, 2004),
        ("25/11/2004", 11, 25, 2004),
        ("20.11.2026", 11, 20, 2026),
        ("20.11.", 11, 20, None),
    ],
)
def test_printed_forms(printed: str, month: int, day: int, year: int | None) -> None:
    """Each form is found between other words, whole."""
    assert find_date(f"OSLO, {printed} (AP)") == PrintedDate(
        text=printed, start=6, end=6 + len(printed), month=month, day=day, year=year
    )


@pytest.mark.parametrize(
    "words", ["OSLO", "MARCH, England", "Nov 31", "Feb 30 (AP)", "May be 5", "13/13/2004", "Nov 200"]
)
def test_no_date(words: str) -> None:
    """A month without a day, or a day that no month has, is no date."""
    assert find_date(words) is None


@pytest.mark.parametrize(
    ("printed", "sent", "iso"),
    [
        ("Nov 20", datetime(2017, 11, 20, 12, tzinfo=UTC), date(2017, 11, 20)),
        ("Dec 31", datetime(2026, 1, 1, 0, 30, tzinfo=UTC), date(2025, 12, 31)),
        ("Jan 1", datetime(2025, 12, 31, 23, tzinfo=UTC), date(2026, 1, 1)),
        ("Feb 29", datetime(2024, 3, 1, tzinfo=UTC), date(2024, 2, 29)),
        ("Feb 29", datetime(2026, 3, 1, tzinfo=UTC), None),
        ("Nov 20", None, None),
        ("Nov 20, 1999", datetime(2017, 11, 20, tzinfo=UTC), date(1999, 11, 20)),
    ],
)
def test_the_nearest_year(printed: str, sent: datetime | None, iso: date | None) -> None:
    """The year is the printed one, else that of the nearest such day within six months of the transmission."""
    found = find_date(printed)
    assert found is not None
    assert anchor(found, sent=sent, lead="").iso == iso


@pytest.mark.parametrize(
    ("lead", "consistent"),
    [
        ("The bank held rates on Monday.", True),
        ("Die Bank tagte am Montag.", True),
        ("The bank held rates on Tuesday, as it did on Monday.", True),
        ("The bank held rates on Friday.", False),
        ("The bank held rates.", None),
        ("x" * 401 + " Monday", None),
    ],
)
def test_the_weekday_checks_the_date(lead: str, consistent: bool | None) -> None:
    """A weekday in the first 400 code points of the lead confirms the date or contradicts it."""
    found = find_date("Nov 20")
    assert found is not None
    assert anchor(found, sent=datetime(2017, 11, 20, tzinfo=UTC), lead=lead).weekday_consistent is consistent


@pytest.mark.parametrize("lag", [-1, 0, 1, 2, 7, 30])
def test_the_year_is_right_on_every_day(lag: int) -> None:
    """Whatever the day of the year, at its turn too: a story sent days after its dateline gets the dateline's year."""
    days = [date(2023, 7, 1) + timedelta(days=n) for n in range(2 * 365)]
    sent = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=lag) for day in days]
    printed = [find_date(f"OSLO, {day:%b} {day.day} (AP)") for day in days]
    assert [anchor(p, sent=s, lead="").iso for p, s in zip(printed, sent, strict=True) if p] == days


@pytest.mark.parametrize(
    ("printed", "month", "day"),
    [
        ("Marc 3", 3, 3),
        ("Narch 3", 3, 3),
        ("Macrh 3", 3, 3),
        ("Marchh 3", 3, 3),
        ("Ocober 31", 10, 31),
        ("Agust 5", 8, 5),
    ],
)
def test_a_misprinted_month(printed: str, month: int, day: int) -> None:
    """A name that is one letter off a month's, before the end, is that month, and the reason says so."""
    found = misprinted_date(f"OSLO, Norway, {printed}")
    assert found == PrintedDate(
        text=printed, start=14, end=14 + len(printed), month=month, day=day, year=None, misprint=True
    )
    reason = anchor(found, sent=None, lead="").reason
    assert reason.startswith(f"the month is misprinted and read as month {month}; no year is printed")


@pytest.mark.parametrize("words", ["OSLO, Juny 3", "OSLO, Brigade 3", "Marc 3", "OSLO, Marc 33", "OSLO, Ma 3", ""])
def test_no_misprinted_month(words: str) -> None:
    """A word near two months, near none, without a place before it or with a day that no month has, is no month."""
    assert misprinted_date(words) is None
