"""The bench for speakers: which names count as right, and that the gold is labels without text."""

import json
from typing import get_args

import pytest

from bench.who import GOLD, Read, Wanted, judged, names_right
from wirecopy.story import Anonymity, SourceKind

FIELDS = {"id", "start", "end", "speaker", "canonical", "same", "kind", "anonymity", "skip"}


@pytest.mark.parametrize(
    ("ours", "wanted", "right"),
    [
        (["Ada Marsh"], [["Ada Marsh"]], True),
        (["Ada Marsh"], [["Ada Q. Marsh"]], True),
        (["Marsh"], [["Ada Marsh"]], False),
        (["Ben Marsh"], [["Ada Marsh"]], False),
        (["Bobby Marsh"], [['Robert C. "Bobby" Marsh', "Bobby Marsh"]], True),
        (["Robert Marsh"], [['Robert C. "Bobby" Marsh']], True),
        (["The Tallow Courier"], [["Tallow Courier"]], True),
        (["Mrs. Marsh's campaign"], [["Marsh campaign"]], True),
        (["Ada Marsh", "Ben Roe"], [["Ben Roe"], ["Ada Marsh"]], True),
        (["Ada Marsh"], [["Ada Marsh"], ["Ben Roe"]], False),
        (["Ada Marsh", "Ben Roe"], [["Ada Marsh"]], False),
        ([], [], True),
        (["Ada Marsh"], [], False),
        ([], [["Ada Marsh"]], False),
    ],
)
def test_which_names_are_right(ours: list[str], wanted: list[list[str]], right: bool) -> None:
    """Every speaker by the full name, whatever titles and initials stand in it, and nobody else."""
    assert names_right(ours, wanted) is right


def test_an_attribution_is_held_against_the_quote_that_overlaps_it() -> None:
    """In the second row only where the speaker's mention is the one that people marked."""
    text = "It will float, she said. It will sink, he said."
    wanted = Wanted(
        document="d",
        start=0,
        end=13,
        speaker=(15, 18),
        names=(("Ada Marsh",),),
        kind="person",
        anonymity="named",
    )
    read = Read(
        start=0,
        end=13,
        mention=(39, 41),
        names=("Ada Marsh",),
        issuers=(),
        kind="role",
        anonymity="named",
        reason="pronoun",
    )
    everywhere, with_mention = judged([wanted], {"d": [read]}, {"d": text})
    assert {name: (tally.right, tally.judged) for name, tally in everywhere.items()} == {
        "canonical": (1, 1),
        "kind": (0, 1),
        "anonymity": (1, 1),
    }
    assert all(tally.judged == 0 for tally in with_mention.values())


def test_the_gold_is_ids_offsets_and_labels() -> None:
    """No text and no name is in it, and every label is one of the product's."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    judgeable = [row for row in rows if not row.get("skip")]
    assert len(judgeable) >= 400
    assert all(set(row) <= FIELDS for row in rows)
    assert {row["kind"] for row in judgeable} <= set(get_args(SourceKind))
    assert {row["anonymity"] for row in judgeable} <= set(get_args(Anonymity))
    for row in judgeable:
        stretches = [(row["start"], row["end"]), row["speaker"], *row["canonical"], *row.get("same", ())]
        assert all(0 <= start < end for start, end in stretches)
