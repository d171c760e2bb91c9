"""docs/ingest.md says what the program does."""

import re
from pathlib import Path

from typer.testing import CliRunner

from copytaster.cli import app
from copytaster.ingest.folder import UNFINISHED
from copytaster.metrics import POST_STATUSES
from copytaster.outlet import CAME_FROM

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ingest.md").read_text(encoding="utf-8")


def test_every_status_is_on_the_page() -> None:
    """And no other."""
    assert tuple(map(int, re.findall(r"^\| (\d{3}) \| ", PAGE.split("## HTTP")[1], re.MULTILINE))) == POST_STATUSES


def test_every_name_of_an_unfinished_file_is_on_the_page() -> None:
    """So that senders know."""
    assert [ending for ending in UNFINISHED if f"`{ending}`" not in PAGE] == []


def test_every_option_that_is_named_exists() -> None:
    """Of the two commands."""
    words = [
        CliRunner().invoke(app, ["ingest", way, "--help"], env={"COLUMNS": "200"}).output for way in ("folder", "feed")
    ]
    options = set(re.findall(r"`(--[a-z]+)`", PAGE))
    assert options >= {"--once", "--settle", "--every", "--interval", "--state", "--key"}
    assert [option for option in options if option not in "".join(words)] == []


def test_the_header_is_named() -> None:
    """That says where a message came from."""
    assert f"`{CAME_FROM}`" in PAGE
