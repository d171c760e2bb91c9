"""The automaton of quotation marks: what stands between which marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.extract.quotes.marks import quotations


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"It rains," she said. "It pours."', ["It rains,", "It pours."]),
        ("“It rains,” she said.", ["It rains,"]),
        ("``It rains,'' she said.", ["It rains,"]),
        ("«Il pleut», dit-elle.", ["Il pleut"]),
        ("„Es regnet“, sagte sie.", ["Es regnet"]),
        ("“He said ‘no’ twice,” she said.", ["He said ‘no’ twice,"]),
        ("It's the mayor's dog that doesn't bark.", []),
        ('He is 5\'11" tall and she is 5\'9" tall.', []),
        ("“It rains.\n\n“It pours,” she said.", ["It rains.", "It pours,"]),
        ('"It rains and nobody closed this\n\nNext paragraph.', ["It rains and nobody closed this"]),
        ('The sign read "" and nothing else.', []),
        ('"[The] mission" was "over"', ["[The] mission", "over"]),
        ("", []),
    ],
    ids=["straight", "curly", "old wires", "guillemets", "low", "nested", "apostrophes", "inches", "several paragraphs",
         "unclosed", "empty", "brackets", "no text"],
)  # fmt: skip
def test_what_stands_between_marks(text: str, inside: list[str]) -> None:
    """The words without their marks, blanks at the ends left out."""
    assert [text[slice(*one.inner)] for one in quotations(text)] == inside


def test_an_unclosed_quotation_ends_with_its_paragraph_and_says_so() -> None:
    """The newspaper's way with quotations of several paragraphs."""
    text = "“It rains.\n\n“It pours.”"
    assert [(text[slice(*one.inner)], one.unclosed) for one in quotations(text)] == [
        ("It rains.", True),
        ("It pours.", False),
    ]


@given(st.text(alphabet=st.sampled_from("ab .,\n\"“”„«»`'\u00a0é"), max_size=200))
def test_whatever_the_marks_quotations_lie_in_the_text_in_order(text: str) -> None:
    """Never raises; outer encloses inner; no two overlap; none crosses a line."""
    end = 0
    for one in quotations(text):
        assert end <= one.outer[0] < one.inner[0] + 1 <= one.inner[1] <= one.outer[1] <= len(text)
        assert "\n" not in text[slice(*one.outer)]
        assert text[slice(*one.inner)].strip() == text[slice(*one.inner)] != ""
        end = one.outer[1]
