"""The unit in which quotes are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.scoring.fragments import Page, fragments, inside_marks


def cut(text: str, *parts: str) -> list[str]:
    spans = [(text.index(part), text.index(part) + len(part)) for part in parts]
    return [text[start:end] for start, end in fragments(text, spans)]


def test_a_quote_that_its_attribution_breaks_is_two_fragments() -> None:
    """Each part for itself, without marks and punctuation."""
    text = '"The road is open," Poe said, "and it stays open."'
    assert cut(text, '"The road is open,"', '"and it stays open."') == ["The road is open", "and it stays open"]


def test_a_quotation_of_two_paragraphs_is_two_fragments() -> None:
    """People mark it as one or as two."""
    text = '"The road is open.\n\n"It stays open," Poe said.'
    assert cut(text, '"The road is open.\n\n"It stays open,"') == ["The road is open", "It stays open"]


def test_parts_with_only_punctuation_between_them_are_one() -> None:
    """Whether somebody marked the dash does not matter."""
    text = "Poe said the road - though not the bridge - is open."
    assert cut(text, "the road", "though not the bridge", "is open") == ["the road - though not the bridge - is open"]


def test_a_leading_that_does_not_count() -> None:
    """Said that it rains; said it rains."""
    assert cut("Poe said that it rains again.", "that it rains again.") == ["it rains again"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "yes" twice', '"yes"'),
        ("He said “yes” twice", "“yes”"),
        ("He said «yes» twice", "«yes»"),
        ("He said ``yes'' twice", "``yes''"),
        ("It's the dogs' day", ""),
        ('He said "it goes on\nNext line', '"it goes on'),
        ('He stood 6" tall\nNext line', ""),
    ],
)
def test_what_stands_inside_quotation_marks(text: str, inside: str) -> None:
    """All double marks; a quotation that is left open ends with its paragraph; single marks and inches are none."""
    assert "".join(c for c, marked in zip(text, inside_marks(text), strict=True) if marked) == inside


def test_the_kind_is_the_share_of_letters_inside_marks() -> None:
    """Direct inside, indirect outside, mixed between; nothing without letters."""
    text = 'Poe said the "long and winding" road is open: "Come and see." ...'
    page = Page(text)

    def kind(part: str) -> str | None:
        return page.kind(text.index(part), text.index(part) + len(part))

    assert [kind(part) for part in ("Come and see", "road is open", 'the "long and winding" road', "...")] == [
        "direct",
        "indirect",
        "mixed",
        None,
    ]


def test_a_word_belongs_to_a_stretch_that_touches_it() -> None:
    """From its first to its last letter; an apostrophe does not divide it."""
    page = Page("It doesn't rain")
    assert [page.words_in(*span) for span in ((0, 2), (4, 6), (2, 3), (0, 15))] == [{0}, {1}, set(), {0, 1, 2}]


@given(st.text(alphabet="ab1 \n\"'`“”«».,that", max_size=80), st.data())
def test_any_text_gives_fragments_inside_it(text: str, data: st.DataObject) -> None:
    """In order, inside the text, none over the end of a paragraph."""
    offset = st.integers(0, len(text))
    parts = data.draw(st.lists(st.tuples(offset, offset).map(lambda pair: (min(pair), max(pair))), max_size=4))
    for start, end in fragments(text, parts):
        assert start >= 0
        assert end <= len(text)
        assert "\n" not in text[start:end]
