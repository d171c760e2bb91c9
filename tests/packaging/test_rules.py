"""The house rules that no linter holds: short files, short functions, files that are named after their subject."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for root in ("agents", "models") for path in (ROOT / root).rglob("*.py"))

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
#: Names that say nothing about what is inside.
NAMELESS = {"utils", "util", "helpers", "helper", "common", "base", "misc"}


def test_no_file_is_longer_than_400_lines() -> None:
    """A file has one subject."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    """A function does one thing."""
    assert {name: length for path in FILES for name, length in _functions(path) if length > LONGEST_FUNCTION} == {}


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    """Name the thing, in the field's own words."""
    parts = {part for path in FILES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert parts & NAMELESS == set()


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file, as "file:line name", and how many lines it has, docstring included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length
