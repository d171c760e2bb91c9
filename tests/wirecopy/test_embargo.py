"""Embargoes in words: a time counts only where nothing is left to guess."""

from datetime import UTC, datetime

import pytest

from wirecopy.embargo import embargo_end

#: A Wednesday.
SENT = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("EMBARGOED UNTIL FRIDAY NOV 27, 1600 GMT", datetime(2026, 11, 27, 16, tzinfo=UTC)),
        ("Embargoed until 00:01 GMT, Friday 27 November 2026", datetime(2026, 11, 27, 0, 1, tzinfo=UTC)),
        ("HOLD FOR RELEASE 12:01 a.m. EST Sunday, Nov. 29", datetime(2026, 11, 29, 5, 1, tzinfo=UTC)),
        ("not for release before 10 a.m. EST Thursday", datetime(2026, 11, 26, 15, tzinfo=UTC)),
        ("EMBARGO 1800 GMT", datetime(2026, 11, 25, 18, tzinfo=UTC)),
        ("EMBARGO 0001 GMT", datetime(2026, 11, 26, 0, 1, tzinfo=UTC)),
        ("under embargo until Wednesday 1200 GMT", datetime(2026, 12, 2, 12, tzinfo=UTC)),
        ("embargoed until 2 January, 06.00 CET", datetime(2027, 1, 2, 5, tzinfo=UTC)),
        ("embargoed until 2026-11-27 16:00 +01:00", datetime(2026, 11, 27, 15, tzinfo=UTC)),
    ],
)
def test_a_time_that_is_printed_ends_the_embargo(words: str, end: datetime) -> None:
    """By the clock of the zone that is printed; the day may follow from the transmission."""
    assert embargo_end(words, SENT) == end


@pytest.mark.parametrize(
    "words",
    [
        "STRICTLY EMBARGOED",
        "embargoed until Friday",
        "embargoed until 1600",
        "embargoed until 1600 CST Friday",
        "embargoed until 5 GMT",
        "embargoed until 25:00 GMT",
        "embargoed until Monday Nov 27, 1600 GMT",
        "embargoed until Nov 27 or Nov 28, 1600 GMT",
        "embargoed until Feb 30, 1600 GMT",
        "embargoed until 1600 GMT (1700 CET) Friday",
        "embargoed until Nov 20, 1600 GMT",
        "embargoed until Sept 20, 1600 GMT",
    ],
)
def test_a_time_that_leaves_something_to_guess_ends_nothing(words: str) -> None:
    """No zone, a zone of many meanings, a weekday that is not the date's, two days, a day that is past or far away."""
    assert embargo_end(words, SENT) is None


def test_without_a_transmission_time_only_a_whole_date_counts() -> None:
    """A weekday or a date without a year would have to be guessed."""
    assert embargo_end("until Friday 1600 GMT", None) is None
    assert embargo_end("until Nov 27, 1600 GMT", None) is None
    assert embargo_end("until Nov 27, 2026, 1600 GMT", None) == datetime(2026, 11, 27, 16, tzinfo=UTC)
