"""`python -m bench.accuracy`: read, score, compare, print, and write the figures into docs/extraction.md."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.accuracy import data, page, readers, second, stories, tables
from bench.accuracy.measure import Reading, measure

PAGE = readers.ROOT / "docs" / "extraction.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns the exit code: 0, or 2 where there is nothing to measure on."""
    wanted = _arguments(arguments)
    try:
        folder = data.folder_of(wanted.data)
        page.check(wanted.page)
        tree = measure(readers.working_tree(), folder)
        release = _release(wanted.release or readers.last_release(), folder)
        peers = list(_peers(folder))
        blocks = tables.report(tree, release, peers)
        print("\n\n".join(blocks))
        if release:
            print("\n".join(stories.changed_stories(tree, release, wanted.stories)))
        for sentence in _second_opinion(tree, folder, wanted.data / "tools"):
            _say(sentence)
        page.write(wanted.page, [_how(wanted.release), *blocks])
    except (data.DataMissing, readers.DoesNotRead, page.NoMarkers) as error:
        _say(str(error))
        return 2
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description="Measure how right copy is read.")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds data/ and tools/")
    parser.add_argument("--release", default="", help="the revision to compare with; without it the last tag")
    parser.add_argument("--stories", type=int, default=8, help="how many changed stories of each data set are shown")
    parser.add_argument("--page", type=Path, default=PAGE, help="the page that the figures are written into")
    return parser.parse_args(arguments)


def _release(revision: str | None, folder: Path) -> Reading | None:
    """What the last release reads; None, with a sentence, where there is none or it does not run here."""
    if revision is None:
        _say("There is no release to compare with: no tag, and none given (RELEASE=revision).")
        return None
    try:
        with readers.earlier(revision) as reader:
            return measure(reader, folder)
    except readers.DoesNotRead as error:
        _say(str(error))
        return None


def _peers(folder: Path) -> Iterator[Reading]:
    """What the other programs read; a sentence for each that is left out."""
    installed = readers.peers()
    for peer in readers.PEERS:
        if not any(reader.name.startswith(peer) for reader in installed):
            _say(f"{peer} is left out: it is not installed; run: make peers")
    for reader in installed:
        try:
            yield measure(reader, folder)
        except readers.DoesNotRead as error:
            _say(str(error))


def _second_opinion(tree: Reading, folder: Path, tools: Path) -> Iterator[str]:
    """What the scorers beside the data say other than ours."""
    for read in tree.quotes:
        told = second.quotes_differ(tools, folder / read.data.file, read.predictions, read.task, read.score)
        yield from [told] if told else []
    for dated in tree.datelines:
        told = second.datelines_differ(tools, folder / dated.data.file, dated.predictions, dated.score)
        yield from [told] if told else []


def _how(release: str) -> str:
    """When, on what and by which command the figures were made."""
    command = "make accuracy" + (f" RELEASE={release}" if release else "")
    day = datetime.now(UTC).date().isoformat()
    return (
        f"Measured {day} on revision {readers.this_revision()}, Python {sys.version.split()[0]}, "
        f"{os.cpu_count()} cores, by `{command}`."
    )


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
