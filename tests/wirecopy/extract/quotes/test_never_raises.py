"""Whatever the text: no exception, and every offset in place."""

from itertools import pairwise

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from wirecopy.extract.quotes.component import QuoteReader

BLANK = spacy.blank("en")

words = st.sampled_from(
    (
        *("said", "told", "according to", "Ruiz", "the", "minister", "that", '"', "“", "”", "``", "''", ",", ".", ":"),
        *("—", "\n\n", "\n", "reporters", "saying", "slammed", "he", "rain", "fell", "\u00a0", "(", "’s", "\u2028"),
    )
)
texts = st.lists(words, max_size=40).map(" ".join)


def check(doc: Doc) -> None:
    """Every stretch lies in the text, parts are in order, none is empty, and no two quotes overlap."""
    taken: list[tuple[int, int]] = []
    for quote in doc._.found:
        for start, end in (*quote.parts, *(s for s in (quote.cue, quote.mention, quote.addressee, quote.venue) if s)):
            assert 0 <= start < end <= len(doc.text)
        assert list(quote.parts) == sorted(quote.parts)
        taken.extend(quote.parts)
    taken.sort()
    assert all(one[1] <= other[0] for one, other in pairwise(taken))


@given(texts)
def test_without_a_parse(text: str) -> None:
    """A blank pipeline: marks and patterns only."""
    check(QuoteReader(BLANK, "quotes")(BLANK.make_doc(text)))


@pytest.mark.model
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_with_the_trained_model(nlp: Language, text: str) -> None:
    """The whole pipeline."""
    check(nlp(text))
