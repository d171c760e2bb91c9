"""A second opinion: the scorers that lie beside the data, run as programs, must give the figures of ours."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.scoring.datelines import Measure, Share
from bench.scoring.quotes import Score

#: Figures are printed with one decimal of a percent; a smaller difference cannot be seen.
SMALLEST = 0.00005


def quotes_differ(tools: Path, gold: Path, found: Path, task: str, ours: Score) -> str | None:
    """A sentence where the other scorer gives other figures, or is not there; None where both agree."""
    theirs = _run(tools / "score_quotes.py", str(gold), str(found), "--task", task, "--json")
    return _compared(
        f"{gold.name}, {task}",
        theirs,
        {
            "gold": ours.overlap.gold,
            "pred": ours.overlap.found,
            "exact_F1": ours.exact.f1,
            "overlap_F1": ours.overlap.f1,
            "token_F1": ours.token.f1,
            "e2e_F1": ours.e2e.f1,
            "speaker_exact": ours.speaker_exact,
            "speaker_head": ours.speaker_head,
        },
    )


def datelines_differ(tools: Path, gold: Path, found: Path, ours: Mapping[Measure, Share]) -> str | None:
    """The same for datelines."""
    theirs = _run(tools / "score_datelines.py", str(gold), str(found), "--json")
    counted = {measure: share["held"] for measure, share in theirs.items()} if theirs else None
    return _compared(gold.name, counted, {measure: share.held for measure, share in ours.items()})


def _run(scorer: Path, *arguments: str) -> dict[str, dict[str, float]] | None:
    """What a scorer prints; None where it does not run."""
    done = subprocess.run([sys.executable, str(scorer), *arguments], capture_output=True, text=True, check=False)
    return None if done.returncode else json.loads(done.stdout)


def _compared(name: str, theirs: Mapping[str, object] | None, ours: Mapping[str, float]) -> str | None:
    if theirs is None:
        return f"{name}: the scorer beside the data does not run; the figures are our scorer's alone."
    other = [measure for measure, value in ours.items() if not _same(theirs.get(measure), value)]
    told = ", ".join(f"{measure} {theirs.get(measure)} (ours {ours[measure]})" for measure in other)
    return f"{name}: the scorer beside the data gives other figures: {told}." if other else None


def _same(theirs: object, ours: float) -> bool:
    return isinstance(theirs, int | float) and abs(theirs - ours) < SMALLEST
