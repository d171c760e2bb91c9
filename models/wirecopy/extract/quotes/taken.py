"""The stretches of a text that belong to a quote already."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from wirecopy.extract.found import Stretch


class Taken:
    """Stretches that are asked whether others overlap them; they may overlap one another."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._stretches = sorted(stretches)
        self._starts = [start for start, _ in self._stretches]
        self._reach: list[int] = []
        for _, end in self._stretches:
            self._reach.append(max(end, self._reach[-1] if self._reach else end))

    def __iter__(self) -> Iterator[Stretch]:
        return iter(self._stretches)

    def overlap(self, parts: Sequence[Stretch]) -> bool:
        """Whether any of the parts shares a code point with any of the stretches."""
        for start, end in parts:
            at = bisect_right(self._starts, end - 1)
            if at and self._reach[at - 1] > start:
                return True
        return False
