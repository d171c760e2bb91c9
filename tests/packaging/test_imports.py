"""What the command line loads before it knows which command is wanted: nothing that takes long."""

import subprocess
import sys

import pytest

#: Packages that take tenths of seconds, or seconds, to load. Whoever needs one imports it where it is used.
HEAVY = {"spacy", "thinc", "numpy", "faust", "mode", "aiokafka", "aiohttp", "pebble", "prometheus_client"}


def loaded_by(code: str) -> set[str]:
    """The top-level packages that are loaded after running some code in a new Python."""
    program = f"{code}\nimport sys\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_command_line_answers_without_loading_spacy_or_faust() -> None:
    """`copytaster --version` and a typing error are answered at once."""
    assert loaded_by("import copytaster.cli") & HEAVY == set()


@pytest.mark.parametrize(
    "command", ["", "worker", "publish", "tail", "process", "explain", "topics", "topics check", "demo", "doctor"]
)
def test_help_loads_nothing_heavy_either(command: str) -> None:
    """Neither the program's help nor that of any command."""
    code = f"""
from copytaster.cli import app
try:
    app({[*command.split(), "--help"]!r})
except SystemExit as end:
    assert end.code == 0, end.code
"""
    assert loaded_by(code) & HEAVY == set()


def test_the_events_can_be_read_without_spacy() -> None:
    """A subscriber that decodes events with our classes does not pay for the language pipeline."""
    assert loaded_by("import wirecopy.story, wirecopy.codec") & (HEAVY - {"numpy"}) == set()
