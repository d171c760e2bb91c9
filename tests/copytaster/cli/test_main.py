"""The command line from outside: one sentence and the right exit code for everything that can go wrong."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def copytaster(*arguments: str, stdin: bytes = b"", **settings: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program in a process of its own, with these settings and no others."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COPYTASTER_")}
    return subprocess.run(
        [sys.executable, "-m", "copytaster", *arguments],
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env={**environment, **{f"COPYTASTER_{name}": value for name, value in settings.items()}},
    )


def nobody() -> str:
    """An address on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def sentence(result: "subprocess.CompletedProcess[bytes]") -> str:
    """What was said on standard error: exactly one line."""
    (line,) = result.stderr.decode().strip().splitlines()
    return line


@pytest.mark.parametrize(
    "arguments", [["worker"], ["publish", "-"], ["tail", "quotes", "--exit"], ["topics", "check"], ["topics", "create"]]
)
def test_a_broker_that_is_down_is_one_sentence_and_code_3(arguments: list[str]) -> None:
    """Every command that needs Kafka says where it looked."""
    address = nobody()
    result = copytaster(*arguments, stdin=b"A story.", BROKER=address)
    assert (result.returncode, result.stdout) == (3, b"")
    assert address in sentence(result)


def test_faust_s_own_command_line_says_the_same() -> None:
    """`faust -A copytaster.worker worker` takes the same way."""
    address = nobody()
    result = subprocess.run(
        [sys.executable, "-m", "faust", "-A", "copytaster.worker", "worker", "-l", "error", "--without-web"],
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "COPYTASTER_BROKER": address},
    )
    assert result.returncode == 3
    assert address in result.stderr.decode().strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"PARTITIONS": "many"}, "COPYTASTER_PARTITIONS is 'many'; give a number."),
        ({"PARTITIONS": "0"}, "COPYTASTER_PARTITIONS is 0; give a whole number from 1 up."),
        ({"BROKR": "x"}, "COPYTASTER_BROKR is no setting of copytaster"),
    ],
)
def test_a_bad_setting_is_one_sentence_and_code_2(settings: dict[str, str], said: str) -> None:
    """Typing errors in names count too: a setting that is silently ignored is worse."""
    result = copytaster("process", "-", stdin=b"A story.", **settings)
    assert result.returncode == 2
    assert said in sentence(result)


def test_a_missing_model_is_one_sentence_with_the_command_that_mends_it() -> None:
    """Code 1."""
    result = copytaster("process", "-", stdin=b"A story.", MODEL="en_core_web_xxl")
    assert result.returncode == 1
    assert "python -m pip install en-core-web-xxl" in sentence(result)


def test_a_missing_file_is_one_sentence_and_code_2(tmp_path: Path) -> None:
    """The file is named."""
    result = copytaster("publish", str(tmp_path / "none.txt"), BROKER=nobody())
    assert (result.returncode, sentence(result)) == (
        2,
        f"{tmp_path / 'none.txt'} cannot be read: No such file or directory.",
    )


def test_the_version_is_printed() -> None:
    """For bug reports."""
    result = copytaster("--version")
    assert (result.returncode, result.stdout.decode().split()[0]) == (0, "copytaster")
