"""Install copytaster and its tools into a virtual environment, and show that something is going on.

Usage: python deploy/install.py VENV          copytaster and its tools
       python deploy/install.py VENV peers    other readers, to compare with: the dependency group of that name

Needs only the standard library: it runs before anything is installed. On a terminal a spinner shows pip's last line;
elsewhere (a log, CI) a line is written for each step and each 15 seconds of it.
"""

import subprocess
import sys
import time
import tomllib
import venv
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parent.parent
SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
OLDEST_PYTHON = (3, 11)


def main(arguments: Sequence[str]) -> int:
    """Make the environment named by the first argument, for all or for one group; returns the exit code."""
    if sys.version_info < OLDEST_PYTHON:
        return fail(f"Python {sys.version.split()[0]} is too old: run make with PYTHON=python3.11 or newer.")
    target = Path(arguments[0])
    python = target / "bin" / "python"
    if not python.exists():
        say(f"Making {target} …")
        venv.create(target, with_pip=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install"]
    if len(arguments) > 1:
        code = watch(f"Installing {arguments[1]}", [*pip, *group(arguments[1])])
    else:
        wanted = ["-e", f"{ROOT}[embedded]", *group("dev")]
        code = watch("Installing copytaster and its tools (about 150 MB)", [*pip, *wanted])
    if code:
        return fail("The installation failed: see the lines above; is the package index reachable?")
    return 0


def group(name: str) -> list[str]:
    """The requirements of a dependency group, which pip before 25.1 cannot read by itself."""
    requirements: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"][name]
    return requirements


def watch(title: str, command: Sequence[str]) -> int:
    """Run the command, show its progress under the title, and print what it said only if it fails."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # noqa: S603 - pip, by our own path
    lines: list[str] = []
    reader = Thread(target=lambda: lines.extend(line.rstrip() for line in process.stdout or ()), daemon=True)
    reader.start()
    started, beat = time.monotonic(), 0
    while process.poll() is None:
        show(title, lines[-1] if lines else "", time.monotonic() - started, beat)
        beat += 1
        time.sleep(0.12)
    reader.join()
    seconds = time.monotonic() - started
    say(f"\r\x1b[K{title}: done in {seconds:.0f} s" if sys.stderr.isatty() else f"{title}: done in {seconds:.0f} s")
    if process.returncode:
        say("\n".join(lines[-30:]))
    return process.returncode


def show(title: str, line: str, seconds: float, beat: int) -> None:
    """One frame of the spinner, or now and then a line where there is no terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{SPINNER[beat % len(SPINNER)]} {title}: {seconds:3.0f} s  {line[:60]}")
        sys.stderr.flush()
    elif beat % 125 == 0:
        say(f"{title}: {seconds:.0f} s  {line[:100]}")


def say(text: str) -> None:
    """Talk goes to standard error: standard output is for data."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def fail(sentence: str) -> int:
    """Say what was wrong; returns the exit code."""
    say(sentence)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:] or [".venv"]))
