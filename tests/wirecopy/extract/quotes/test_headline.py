"""Attribution at the edge of a headline, without a trained model."""

import pytest
import spacy

from wirecopy.extract.quotes.headline import headline_attributions

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ("Port to close for a month — Ruiz", ("Port to close for a month", "Ruiz", "—")),
        ("Insurer in talks to buy rival - sources", ("Insurer in talks to buy rival", "sources", "-")),
        ("Volcano erupts, villages evacuated: officials", ("Volcano erupts, villages evacuated", "officials", ":")),
        ("Ruiz: port will close for a month", ("port will close for a month", "Ruiz", ":")),
        ("CRICKET: Tasmania chase down record", None),
        ("Port to close for a month", None),
        ("Port — Ruiz", None),
        ("Well-known harbour master retires", None),
    ],
)
def test_a_headline_is_attributed_by_dash_or_colon(headline: str, said: tuple[str, str, str] | None) -> None:
    """To a name that the story has again, or to a noun that speaks in headlines; labels are no speakers."""
    doc = NLP.make_doc(f"{headline}\n\nThe harbour master, Ana Ruiz, spoke on Monday.")
    found = list(headline_attributions(doc, doc.text, (0, len(headline))))
    text = doc.text
    got = [tuple(text[slice(*part or (0, 0))] for part in (one.parts[0], one.mention, one.cue)) for one in found]
    assert got == ([said] if said else [])
