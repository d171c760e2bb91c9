"""To whom something was said, and where."""

import pytest
from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "addressee", "venue"),
    [
        ("Mayor Ana Ruiz told reporters that the river was over its banks.", "reporters", None),
        ('"The river is over its banks," Ruiz said in a statement.', None, "a statement"),
        ("In a letter to the governor, Ruiz said the river was over its banks.", None, "a letter to the governor"),
        ('"The river is over its banks," Ruiz wrote on Twitter.', None, "Twitter"),
        ('"The river is over its banks," Ruiz told state television.', "state television", None),
        ('"The river is over its banks," Ruiz said in the town.', None, None),
    ],
)
def test_to_whom_and_where(nlp: Language, text: str, addressee: str | None, venue: str | None) -> None:
    """The words of the mention; a town is where somebody stood, and no venue."""
    (quote,) = nlp(text)._.quotes
    said = [span.exact if span else None for span in (quote.addressee, quote.venue)]
    assert said == [addressee, venue]
