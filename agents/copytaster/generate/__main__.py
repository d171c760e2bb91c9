"""The command: write every generated file, or check them."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from copytaster.generate.files import GENERATED

#: The top of the checkout; an installed package has none, and nothing to generate.
ROOT = Path(__file__).parents[3]


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Write or check; returns the exit code: 1 if a file is not current, 2 outside a checkout."""
    parser = argparse.ArgumentParser(prog="python -m copytaster.generate", description="Write the generated files.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not current")
    if parser.parse_args(arguments).check:
        return _check(root)
    if not (root / "pyproject.toml").exists():
        sys.stderr.write(f"{root} is no checkout of copytaster: run this from the source tree, not from a package.\n")
        return 2
    return _write(root)


def _check(root: Path) -> int:
    names = [name for name, _ in _outdated(root)]
    if names:
        sys.stderr.write(f"Not current: {', '.join(names)}. Run: make schema\n")
    return 1 if names else 0


def _write(root: Path) -> int:
    for name, text in _outdated(root):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"wrote {name}\n")
    return 0


def _outdated(root: Path) -> Iterator[tuple[str, str]]:
    """Each generated file that is missing or says something else than the code, with what it should say."""
    for name, make in GENERATED.items():
        path, text = root / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield name, text


if __name__ == "__main__":
    sys.exit(main())
