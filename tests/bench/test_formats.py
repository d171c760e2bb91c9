"""How readers of wire formats are measured: what counts as the same, and what is said when the files are missing."""

from pathlib import Path

import pytest

from bench.formats import __main__ as formats
from bench.formats.damage import damaged, swollen
from bench.formats.fixtures import Fixture, Known
from bench.formats.measure import measure, stale
from bench.formats.same import FIELDS
from wirecopy.story import RawStory

FIELD = {field.name: field for field in FIELDS}


def same(name: str, derived: dict[str, object], story: RawStory) -> bool | None:
    """Whether a field is as the manifest says; None where the manifest says nothing that can be compared."""
    wanted = FIELD[name].wanted(derived)
    return None if wanted is None else FIELD[name].same(wanted, story)


@pytest.mark.parametrize(
    ("name", "derived", "story", "is_same"),
    [
        ("headline", {"headline": "Fog  closes “port”"}, {"headline": 'Fog closes "port"'}, True),
        ("headline", {"header_block": ["Norway:", "Fog closes port"]}, {"headline": "Norway: Fog closes port"}, True),
        ("headline", {"header_block": ["Norway:", "Fog closes port"]}, {"headline": "Snow"}, False),
        ("guid", {"altids": {"itemid": "0f06"}, "uri": "https://x/0f06?et=1"}, {"uri": "0f06"}, True),
        ("guid", {"guid": "urn:x:1"}, {"uri": "urn:X:1"}, False),
        ("urgency", {"priority": "f"}, {"priority": "f"}, True),
        ("urgency", {"urgency": "DEFAULT"}, {}, None),
        ("pubstatus", {"status": "stat:usable"}, {}, True),
        ("pubstatus", {"status": "OPEN"}, {}, False),
        ("dateline", {"dateline": "OSLO, March 3 -"}, {"body": "* Fog\n\nOSLO, March 3 - Fog."}, True),
        ("dateline", {"dateline": "OSLO, March 3"}, {"located": "Oslo"}, True),
        ("dateline", {"dateline": "OSLO"}, {"located": "Bergen"}, False),
        ("dateline", {"dateline": "3/3/2026 14:05 GMT"}, {}, None),
    ],
)
def test_a_field_is_compared_as_its_row_says(
    name: str, derived: dict[str, object], story: dict[str, str], is_same: bool | None
) -> None:
    """White space, marks and case apart; the identity to the letter."""
    assert same(name, derived, RawStory(format="plain", **story)) is is_same  # type: ignore[arg-type]  # str fields


def test_an_explained_difference_is_told_apart_and_a_stale_explanation_is_told() -> None:
    """Explaining what is right explains nothing."""
    fixture = Fixture(name="a", format="x", agency="NW", derived={"headline": "Snow"}, data=b"Fog\n\nOSLO (NW) - Fog.")
    known = [Known(file="a", field="headline", why="a reason"), Known(file="a", field="guid", why="another")]
    (read,) = measure([fixture], known)
    assert [(one.field.name, one.verdict) for one in read.compared if one.verdict != "not in manifest"] == [
        ("headline", "explained")
    ]
    assert stale([read], known) == known[1:]


def test_missing_files_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is missing and what to do."""
    assert formats.main(["--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_same_seed_does_the_same_damage() -> None:
    """So that what broke a reader can be had again."""
    first, again, other = (list(damaged(b"Fog closes port", seed, cut=3, changed=2)) for seed in ("1", "1", "2"))
    assert first == again != other
    assert all(len(copy) > 1000 for _, copy in swollen(b"Fog", "1", 1100))
