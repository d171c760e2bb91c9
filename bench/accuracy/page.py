"""The measured part of docs/extraction.md: written between two markers, so that no figure is typed by hand."""

from pathlib import Path

BEGIN = "<!-- Measured: written by `make accuracy`; what stands here is overwritten. -->"
END = "<!-- End of what is measured. -->"


class NoMarkers(Exception):
    """The page has no place for the figures; the message is a sentence for the user."""


def measured(page: str, blocks: list[str]) -> str:
    """The page with the blocks between its markers, and all else as it was.

    Raises:
        NoMarkers: the page does not hold both markers, in their order.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise NoMarkers(f"The page has no place for the figures: it needs the lines {BEGIN} and {END}.")
    return "".join((before, begin, "\n\n", "\n\n".join(blocks), "\n\n", end, after))


def write(path: Path, blocks: list[str]) -> None:
    """Put the blocks into the page.

    Raises:
        NoMarkers: the page is not there, or does not hold both markers.
    """
    path.write_text(measured(_read(path), blocks), encoding="utf-8")


def check(path: Path) -> None:
    """See that figures can be written, before minutes are spent on them.

    Raises:
        NoMarkers: the page is not there, or does not hold both markers.
    """
    measured(_read(path), [])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise NoMarkers(f"The page for the figures cannot be read: {path}: {error.strerror}.") from error
