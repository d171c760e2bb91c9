"""Learned weights: how they are loaded, and what their readers have in common."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from wirecopy.data import path_of
from wirecopy.extract.tokens import Flags, Floats, Hashes, Ints


def held(name: str) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a file of weights by their names, as models/learning wrote them."""
    with np.load(path_of(name), allow_pickle=False) as file:
        return {array: file[array] for array in file.files}


def add_rows(total: Floats, rows: Floats, features: Ints, sizes: Sequence[int]) -> None:
    """Add to each line the learned rows of its features; sizes: how many rows each feature has in the one table."""
    for column, offset in enumerate(np.cumsum((0, *sizes[:-1])).tolist()):
        total += rows[features[:, column] + offset]


def among(values: Hashes, known: Hashes) -> Flags:
    """For each value whether it is one of the known ones, which are sorted and not none."""
    at = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.asarray(known[at] == values)
