"""`python -m bench.formats`: read real feed files, compare with the manifest, write docs/formats-measured.md."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.accuracy.readers import ROOT, this_revision
from bench.formats import fixtures, tables
from bench.formats.measure import measure, stale

PAGE = ROOT / "docs" / "formats-measured.md"
NOTICE = "<!-- Written by `make formats`; what stands here is overwritten. -->"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit code: 0, 1 where a bar is missed, 2 where there is nothing to measure on."""
    parser = argparse.ArgumentParser(prog="python -m bench.formats", description="Measure how right formats are read.")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds data/")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page that the figures are written to")
    wanted = parser.parse_args(arguments)
    try:
        files = fixtures.fixtures(wanted.data)
    except fixtures.DataMissing as error:
        print(error, file=sys.stderr)
        return 2
    known = list(fixtures.known_differences())
    reads = measure(files, known)
    blocks = tables.report(reads, stale(reads, known))
    print("\n\n".join((*blocks, *tables.values(reads))))
    wanted.page.write_text("\n\n".join((NOTICE, "# How right wire formats are read", _how(), *blocks)) + "\n", "utf-8")
    return 0 if tables.share(reads) >= tables.BAR else 1


def _how() -> str:
    """When, on what and by which command the figures were made."""
    return (
        f"Measured {datetime.now(UTC).date().isoformat()} on revision {this_revision()} by `make formats`: 176 real "
        "feed files of agencies, as their test suites have them, each read by `wirecopy.formats.read` and compared "
        "with the key fields that an independent extractor found. The files are the agencies' own and are no part of "
        "this repository."
    )


if __name__ == "__main__":
    raise SystemExit(main())
