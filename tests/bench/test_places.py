"""The figures of places that need no data beside the repository."""

from bench.places import GOLD, countries


def test_names_checked_by_hand_are_found_in_their_country() -> None:
    """At least 98 in a hundred, and none of the names is there twice."""
    tally = countries()
    names = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert (tally.of, len(set(names))) == (len(names), len(names))
    assert tally.held >= 0.98 * tally.of, str(tally)
