"""The wheel: everything that the program needs, nothing else, and it runs without the checkout."""

import os
import subprocess
import sys
import tomllib
import zipfile
from configparser import ConfigParser
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (ROOT / "agents" / "copytaster", ROOT / "models" / "wirecopy")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built once from the checkout with the build backend that is installed: no network."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    subprocess.run(
        [*pip, "--no-deps", "--no-build-isolation", "--no-cache-dir", "--wheel-dir", str(folder), str(ROOT)], check=True
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as pip would leave it: packages and dist-info."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="session")
def distribution(unpacked: Path) -> Distribution:
    (info,) = unpacked.glob("*.dist-info")
    return PathDistribution(info)


def run(unpacked: Path, *arguments: str) -> str:
    """What Python prints when it finds the unpacked wheel before the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=unpacked, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_wheel_holds_both_packages_whole_and_nothing_else(wheel: Path) -> None:
    """Python files, word lists, schemas, templates, static files, samples, py.typed: file for file the checkout's."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == {
        path.relative_to(package.parent).as_posix()
        for package in PACKAGES
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_it_installs_no_top_level_name_but_our_two(unpacked: Path) -> None:
    """Above all no `agents` and no `models`: other distributions install packages of these names."""
    info = f"copytaster-{run(unpacked, '-c', 'import copytaster; print(copytaster.__version__)')}.dist-info"
    assert {path.name for path in unpacked.iterdir() if path.name != "__pycache__"} == {"copytaster", "wirecopy", info}


def test_the_licence_and_the_notice_are_in_it(unpacked: Path, distribution: Distribution) -> None:
    """Word for word, and named in the metadata."""
    assert distribution.metadata.get_all("License-File") == ["LICENSE", "NOTICE"]
    (licences,) = unpacked.glob("*.dist-info/licenses")
    assert {path.name: path.read_bytes() for path in licences.iterdir()} == {
        name: (ROOT / name).read_bytes() for name in ("LICENSE", "NOTICE")
    }


def test_its_entry_points_are_those_of_pyproject(distribution: Distribution) -> None:
    """The console script and the spaCy components."""
    parser = ConfigParser(delimiters="=")
    parser.read_string(distribution.read_text("entry_points.txt") or "")
    assert {section: dict(parser[section]) for section in parser.sections()} == {
        "console_scripts": PROJECT["scripts"],
        **PROJECT["entry-points"],
    }


def test_every_entry_point_loads_from_the_wheel(unpacked: Path) -> None:
    """spaCy loads all of them when any program makes a pipeline: one that fails breaks every program."""
    code = (
        "import sys\n"
        "from importlib.metadata import distribution\n"
        "for point in distribution('copytaster').entry_points:\n"
        "    print(point.name, sys.modules[point.load().__module__].__file__)\n"
    )
    loaded = dict(line.split(" ", 1) for line in run(unpacked, "-c", code).splitlines())
    assert loaded.keys() == {"copytaster", *PROJECT["entry-points"]["spacy_factories"]}
    assert [name for name, file in loaded.items() if not Path(file).is_relative_to(unpacked)] == []


def test_the_program_answers_from_the_wheel(unpacked: Path, distribution: Distribution) -> None:
    """`copytaster --version` says the version of the metadata."""
    assert run(unpacked, "-m", "copytaster", "--version") == f"copytaster {distribution.version}"


def test_the_data_is_found_in_the_wheel(unpacked: Path) -> None:
    """Samples and word lists are read as package resources, not from the checkout."""
    code = (
        "from copytaster.samples import samples\n"
        "from wirecopy.data import lines\n"
        "print(len(samples()) > 0, len(lines('agencies.tsv')) > 0)\n"
    )
    assert run(unpacked, "-c", code) == "True True"
