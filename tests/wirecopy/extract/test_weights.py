"""The learned weights that ship: small, with a card, and of the sizes that the readers want."""

import pytest

from wirecopy.data import path_of
from wirecopy.extract.names import NAME_LABELS, layers
from wirecopy.extract.quotes.features import PAIR_SIZES, TOKEN_SIZES
from wirecopy.extract.quotes.scorer import scorer

MOST_BYTES = 5_000_000


@pytest.mark.parametrize("name", ["quotes", "names"])
def test_small_and_with_a_card(name: str) -> None:
    """Data, date, figures, limits."""
    assert path_of(f"{name}.npz").stat().st_size < MOST_BYTES
    card = path_of(f"{name}.md").read_text(encoding="utf-8")
    assert all(word in card for word in ("Learned on 20", "seed", "stories", "Limits:"))


def test_a_row_for_each_value_of_each_feature() -> None:
    """The features and the weights are of one version."""
    held = scorer().layers
    assert held["token_rows"].shape[0] == sum(TOKEN_SIZES)
    assert held["pair_rows"].shape[0] == sum(PAIR_SIZES)
    assert len(scorer().cues) > 500


def test_a_class_for_each_label_of_names() -> None:
    """None, and beginning and going on of each."""
    assert layers().count == 1 + 2 * len(NAME_LABELS)
