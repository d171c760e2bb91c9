"""Text and spans: every offset counts code points of one text, and `text[start:end] == exact`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.annotate import CONTEXT, GAP, Layout, lay_out, span, spans
from wirecopy.story import RawStory, Section, Span

#: Letters, astral characters, combining marks, what looks like a gap: whatever may stand in a story's parts.
parts = st.text(st.sampled_from("aé\u0301\U0001f6a8\U00020bb7\u200d\n\u2028 “"), max_size=30)


def story(headline: str = "", deck: str = "", body: str = "") -> RawStory:
    return RawStory(format="plain", headline=headline, deck=deck, body=body)


def test_headline_deck_and_body_become_one_text() -> None:
    """Separated by an empty line, each with its place."""
    assert lay_out(story("Fog", "It stays", "OSLO (AP) — Fog.")) == Layout(
        text="Fog\n\nIt stays\n\nOSLO (AP) — Fog.",
        sections=(
            Section(role="headline", start=0, end=3),
            Section(role="deck", start=5, end=13),
            Section(role="body", start=15, end=31),
        ),
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (story(), Layout(text="", sections=())),
        (story("Fog"), Layout(text="Fog", sections=(Section(role="headline", start=0, end=3),))),
        (story(body="Fog."), Layout(text="Fog.", sections=(Section(role="body", start=0, end=4),))),
        (
            story("Fog", body="Fog."),
            Layout(
                text="Fog\n\nFog.",
                sections=(Section(role="headline", start=0, end=3), Section(role="body", start=5, end=9)),
            ),
        ),
    ],
)
def test_what_is_empty_leaves_no_trace(raw: RawStory, expected: Layout) -> None:
    """No section without words, and no gap beside one that is not there."""
    assert lay_out(raw) == expected


def test_the_section_of_a_code_point() -> None:
    """Gaps, and what lies outside, count as body: nothing is ever found there."""
    layout = lay_out(story("Fog", "It stays", "Fog."))
    assert [layout.section_at(at) for at in (0, 2, 3, 5, 12, 13, 15, 18, 19, -1)] == [
        *("headline", "headline", "body", "deck", "deck", "body", "body", "body", "body", "body"),
    ]


def test_a_span_counts_code_points_and_not_utf16_units() -> None:
    """A character beyond the basic plane is one, and so is each mark that is combined."""
    text = "🚨 Ca\u0301diz 🚨 says 𠮷野"
    assert span(text, 2, 8) == Span(start=2, end=8, exact="Ca\u0301diz", prefix="🚨 ", suffix=" 🚨 says 𠮷野")


def test_context_is_cut_at_32_code_points() -> None:
    """On each side; less where the text ends."""
    text = "🚨" * 40 + "X" + "y" * 40
    assert span(text, 40, 41) == Span(start=40, end=41, exact="X", prefix="🚨" * 32, suffix="y" * 32)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (2, 1), (0, 4), (3, 4)])
def test_no_span_outside_the_text_or_around_nothing(start: int, end: int) -> None:
    """The error names the offsets and the length, and not the text."""
    with pytest.raises(ValueError, match=rf"no span {start}:{end} in a text of 3 code points"):
        span("fog", start, end)


def test_several_spans_keep_their_order() -> None:
    """As they are given."""
    assert [one.exact for one in spans("one two", [(4, 7), (0, 3)])] == ["two", "one"]


@given(parts, parts, parts)
def test_sections_hold_their_parts_and_never_overlap(headline: str, deck: str, body: str) -> None:
    """Each section is its part verbatim; between two stands the gap; nothing else is in the text."""
    layout = lay_out(story(headline, deck, body))
    given_parts = [(role, part) for role, part in (("headline", headline), ("deck", deck), ("body", body)) if part]
    assert [(one.role, layout.text[one.start : one.end]) for one in layout.sections] == given_parts
    assert layout.text == GAP.join(part for _, part in given_parts)
    assert all(
        one.end + len(GAP) == other.start for one, other in zip(layout.sections, layout.sections[1:], strict=False)
    )


@given(parts, parts.filter(bool), parts)
def test_every_span_is_its_stretch_with_what_stands_around_it(before: str, stretch: str, after: str) -> None:
    """Prefix, stretch and suffix are one piece of the text."""
    text, start, end = before + stretch + after, len(before), len(before + stretch)
    found = span(text, start, end)
    assert text[found.start : found.end] == found.exact == stretch
    assert found.prefix + found.exact + found.suffix == text[max(0, start - CONTEXT) : end + CONTEXT]
