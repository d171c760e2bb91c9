"""Text and spans: how a story's parts become one text, and how a stretch of that text becomes a span."""

from collections.abc import Iterable
from dataclasses import dataclass

from wirecopy.story import RawStory, Section, SectionRole, Span

#: How much of the surrounding text a span carries on each side, in code points (as GDELT and Hypothesis do).
CONTEXT = 32

#: What stands between headline, deck and body in a story's text.
GAP = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A story's text and where its sections stand in it."""

    text: str
    sections: tuple[Section, ...]

    def section_at(self, offset: int) -> SectionRole:
        """The role of the section that holds a code point; "body" for a gap."""
        return next((s.role for s in self.sections if s.start <= offset < s.end), "body")


def lay_out(raw: RawStory) -> Layout:
    """Join headline, deck and body to the one text that every offset counts in; what is empty leaves no trace."""
    parts: list[tuple[SectionRole, str]] = [("headline", raw.headline), ("deck", raw.deck), ("body", raw.body)]
    sections: list[Section] = []
    text = ""
    for role, part in parts:
        if part:
            text += GAP if text else ""
            sections.append(Section(role=role, start=len(text), end=len(text) + len(part)))
            text += part
    return Layout(text=text, sections=tuple(sections))


def span(text: str, start: int, end: int) -> Span:
    """The span `text[start:end]` with its context.

    Raises:
        ValueError: the offsets do not lie in the text, or enclose nothing.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span {start}:{end} in a text of {len(text)} code points")
    return Span(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def spans(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The spans of several stretches (start, end) of one text."""
    return tuple(span(text, start, end) for start, end in stretches)
