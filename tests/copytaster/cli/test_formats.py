"""`formats`: what is read, and what is taken from where."""

import json
import re
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from copytaster.cli import app
from wirecopy import formats
from wirecopy.formats import FORMATS, ninjs
from wirecopy.formats.contents import Dialect, Taken

TAKEN = (Taken(field="headline", where=("hl1", "the first line"), clause="4.2"), Taken(field="uri", where=("guid",)))
MORSE = SimpleNamespace(
    NAME="morse",
    ABOUT="Dots and dashes.",
    SPEC="ITU-R M.1677",
    TAKEN=TAKEN,
    DIALECTS=(
        Dialect(agency="NW", mark=re.compile(b"nw"), taken=(Taken(field="uri", where=("nr",)),), about="Slow."),
        Dialect(agency="AP", mark=re.compile(b"ap")),
    ),
)


def run(*arguments: str) -> str:
    """What the command prints."""
    result = CliRunner().invoke(app, ["formats", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_format_is_listed_with_what_it_is() -> None:
    """A line each, for people and for programs."""
    assert [line.split(maxsplit=1) for line in run().splitlines()] == [[r.NAME, r.ABOUT] for r in FORMATS]
    assert [json.loads(line) for line in run("-o", "jsonl").splitlines()] == [
        {"name": reader.NAME, "about": reader.ABOUT, "spec": reader.SPEC} for reader in FORMATS
    ]


def test_one_format_is_told_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fields with the places where they are looked for, and its dialects."""
    monkeypatch.setattr(formats, "FORMATS", (ninjs, MORSE))
    assert run("morse").splitlines() == [
        "morse: Dots and dashes.",
        "Specification: ITU-R M.1677",
        "  headline  hl1, else the first line",
        "  uri       guid",
        "",
        "NW: Slow.",
        "  uri  nr",
        "",
        "AP",
    ]
    assert json.loads(run("morse", "-o", "json")) == {
        "name": "morse",
        "about": "Dots and dashes.",
        "spec": "ITU-R M.1677",
        "taken": [
            {"field": "headline", "where": ["hl1", "the first line"], "clause": "4.2"},
            {"field": "uri", "where": ["guid"], "clause": ""},
        ],
        "dialects": [
            {"agency": "NW", "about": "Slow.", "taken": [{"field": "uri", "where": ["nr"], "clause": ""}]},
            {"agency": "AP", "about": "", "taken": []},
        ],
    }


def test_a_format_that_nobody_reads_is_a_usage_error() -> None:
    """The sentence names those that are read."""
    result = CliRunner().invoke(app, ["formats", "telex"])
    assert result.exit_code == 2
    assert "no format is called 'telex'" in result.stderr
