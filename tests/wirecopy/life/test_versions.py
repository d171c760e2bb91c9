"""Which version is the newer one, and why."""

from itertools import permutations

import pytest

from tests.copy_desk import at
from wirecopy.life.versions import Order, newest
from wirecopy.story import Relation


def order(
    version: str = "x", sent: float | None = None, relation: Relation = "new", number: int | None = None
) -> Order:
    return Order.of(version, None if sent is None else at(sent), relation, number)


@pytest.mark.parametrize(
    ("newer", "older", "why"),
    [
        (order("3", 0), order("2", 5), "version 3 follows 2"),
        (order("10"), order("9"), "version 10 follows 9"),
        (order("x", 5), order("2", 0), "sent at 2026-11-20 06:05:00Z, after 2026-11-20 06:00:00Z"),
        (order(relation="update", number=2), order(relation="update", number=1), "update 2 follows 1"),
        (order(relation="lead"), order(), "update 1 follows 0"),
        (order("2", 0, "kill"), order("2", 0), "nothing else tells them apart, and a kill counts for more than a new"),
    ],
)
def test_the_newer_of_two_is_known_with_its_reason(newer: Order, older: Order, why: str) -> None:
    """Number, then time, then the number of the update; a kill of the same number counts for more."""
    assert (newer.newer_than(older), older.newer_than(newer)) == (why, None)


@pytest.mark.parametrize("version", ["1132689232", "1" * 5000, "२", "-1", "2.0", "v2", ""])
def test_what_counts_nothing_is_no_number(version: str) -> None:
    """Serial numbers, hostile numbers, digits of other scripts."""
    assert order(version).counter is None


def test_leading_zeros_count_nothing() -> None:
    """However many."""
    assert (order("0" * 5000 + "7").counter, order("000").counter) == (7, 0)


def test_of_two_that_nothing_compares_neither_is_newer_but_one_is_picked() -> None:
    """The same one by every worker."""
    one, two = order("a"), order("b")
    assert (one.newer_than(two), two.newer_than(one)) == (None, None)
    assert [(one, two)[newest((one, two))], (two, one)[newest((two, one))]] == [two, two]


def test_the_newest_is_one_that_no_other_is_newer_than() -> None:
    """Though numbers and times are mixed: 3 follows 2, and 2 was sent after the one without a number."""
    three, two, stamped = order("3"), order("2", 30), order("x", 20)
    for some in permutations((three, two, stamped)):
        assert some[newest(some)] == three


def test_versions_that_go_in_a_circle_have_a_newest_all_the_same() -> None:
    """And it is the same one in any order."""
    circle = (order("2", 0), order("1", 20), order("x", 10))
    assert len({some[newest(some)] for some in permutations(circle)}) == 1


def test_a_version_is_surely_newer_only_if_its_time_does_not_deny_it() -> None:
    """A kill numbered 1 that was sent after version 3 kills it."""
    story, kill, again = order("3", 10), order("1", 20, "kill"), order("4", 30)
    assert (story.surely_newer_than(kill), again.surely_newer_than(kill)) == (False, True)
