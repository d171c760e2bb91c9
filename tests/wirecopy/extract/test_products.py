"""Vectors by numpy's products: the same whatever else is read at the same time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from thinc.api import NumpyOps

from copytaster.samples import samples
from tests.golden_files import copy_of
from wirecopy.extract import enrich
from wirecopy.extract.products import NumpyProducts


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), st.booleans(), st.booleans())
def test_the_product_is_thincs(rows: int, inner: int, columns: int, left: bool, right: bool) -> None:
    """For every way of transposing, with and without a place to put it."""
    chance = np.random.default_rng(0)
    x = chance.random((inner, rows) if left else (rows, inner), dtype=np.float32)
    y = chance.random((columns, inner) if right else (inner, columns), dtype=np.float32)
    wanted = NumpyOps().gemm(x, y, trans1=left, trans2=right)
    given_place = np.zeros((rows, columns), np.float32)
    NumpyProducts().gemm(x, y, out=given_place, trans1=left, trans2=right)
    assert np.allclose(NumpyProducts().gemm(x, y, trans1=left, trans2=right), wanted)
    assert np.allclose(given_place, wanted)


@pytest.mark.model
def test_a_story_is_read_alike_alone_and_among_others(nlp: Language) -> None:
    """To the last bit: an event that is published twice must have the same bytes."""
    copies = [copy_of(sample) for sample in samples()[:8]]
    assert [enrich(nlp, [copy])[0] for copy in copies] == enrich(nlp, copies)
