"""Signals of the metadata: with a prefix or without, and only those that say something about a story's life."""

import pytest

from wirecopy.signals import relation_of


@pytest.mark.parametrize(
    ("signal", "relation"),
    [
        ("sig:correction", "correction"),
        ("http://cv.iptc.org/newscodes/signal/correction", "correction"),
        ("edStat:D", "kill"),
        ("EDSTAT:u", "update"),
        ("Writethru", "lead"),
        ("canceled", "kill"),
        ("edStat:N", None),
        ("pmt:text", None),
        ("D", None),
        ("", None),
        (":" * 100_000, None),
    ],
)
def test_what_a_signal_says(signal: str, relation: str | None) -> None:
    """A term that is not in the table says nothing: "D" of another vocabulary may be anything."""
    assert relation_of(signal) == relation
