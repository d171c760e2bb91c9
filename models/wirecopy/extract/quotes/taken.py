"""The stretches of a text that belong to a quote already; no two of them overlap."""

from bisect import bisect_left, insort
from collections.abc import Sequence

from wirecopy.extract.found import Stretch


class Taken:
    """Stretches, none of which overlaps another."""

    def __init__(self) -> None:
        self._stretches: list[Stretch] = []

    def take(self, parts: Sequence[Stretch]) -> bool:
        """Take some stretches, if none of them shares a code point with one that is taken; says whether it did."""
        if any(self._overlaps(part) for part in parts):
            return False
        for part in parts:
            insort(self._stretches, part)
        return True

    def _overlaps(self, part: Stretch) -> bool:
        at = bisect_left(self._stretches, (part[1], part[1]))
        return at > 0 and self._stretches[at - 1][1] > part[0]
