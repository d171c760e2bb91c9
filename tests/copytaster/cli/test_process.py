"""`process` and `explain`: files in, what a worker would publish out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from copytaster.cli import app
from copytaster.cli.marked import marked
from copytaster.samples import samples
from wirecopy.codec import decode
from wirecopy.events import EnrichedStory

pytestmark = pytest.mark.model

SAMPLE = next(sample for sample in samples() if sample.name == "16-afp-locusts.txt")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200", "NO_COLOR": "1"})


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_bytes(SAMPLE.value)
    return path


def test_process_prints_one_json_line_a_story_on_standard_output(story: Path) -> None:
    """What a worker would publish, ready for a pipe."""
    result = run("process", str(story), str(story), "--key", "urn:x:1")
    assert result.exit_code == 0
    events = [decode(EnrichedStory, line.encode()) for line in result.stdout.splitlines()]
    assert [event.uri for event in events] == ["urn:x:1", "urn:x:1"]
    assert events[0].quotes


def test_the_time_of_transmission_gives_the_dateline_its_year(tmp_path: Path) -> None:
    """Plain text has no place for it but a header; the option is one for everybody."""
    path = tmp_path / "story.txt"
    path.write_text("Fog closes port\n\nBERGEN, March 3 (NTB) - The port was closed on Tuesday, it said.\n")
    result = run("process", str(path), "--sent", "2026-03-03T09:00:00Z")
    assert json.loads(result.stdout)["dateline"]["date"]["iso"] == "2026-03-03"
    assert run("process", str(path), "--sent", "soon").exit_code == 2


def test_process_goes_on_after_a_file_that_cannot_be_read(story: Path, tmp_path: Path) -> None:
    """The bad one is named with its reason on standard error, the code is 1."""
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\xfa")
    result = run("process", str(bad), str(story))
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert "bad.txt" in result.stderr
    assert "not-utf8" in result.stderr


def test_process_takes_stories_line_by_line(tmp_path: Path) -> None:
    """JSON lines: each line is a message."""
    lines = [{"uri": f"urn:x:{number}", "headline": "Rain", "body_text": "It rains."} for number in (1, 2)]
    path = tmp_path / "stories.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    result = run("process", "--lines", str(path))
    assert [json.loads(line)["uri"] for line in result.stdout.splitlines()] == ["urn:x:1", "urn:x:2"]


def test_explain_shows_the_text_and_the_reason_of_every_find(story: Path) -> None:
    """Dateline, quotes, speakers and sources, each with its reason."""
    event = decode(EnrichedStory, run("explain", str(story), "-o", "jsonl").stdout.encode())
    shown = " ".join(run("explain", str(story)).stdout.split())
    assert event.dateline is not None
    reasons = [event.dateline.reason, *(q.reason for q in event.quotes), *(s.reason for s in event.sources)]
    assert [reason for reason in reasons if " ".join(reason.split()) not in shown] == []
    assert " ".join(marked(event).plain.split()) in shown
