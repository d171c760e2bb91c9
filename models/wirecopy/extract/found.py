"""What the components of the pipeline hand to one another, as extensions of spaCy's Doc.

`doc._.wire`      the `identity.Copy` that the doc was made from; None for a doc made from bare text
`doc._.dateline`  `story.Dateline` or None, set by `wirecopy_dateline`
`doc._.found`     tuple of `FoundQuote`, set by `wirecopy_quotes`
`doc._.quotes`    tuple of `story.Quote`, speakers resolved, set by `wirecopy_sources`
`doc._.sources`   tuple of `story.Source`, set by `wirecopy_sources`
"""

from dataclasses import dataclass

from spacy.tokens import Doc

from wirecopy.annotate import Layout
from wirecopy.identity import Copy
from wirecopy.story import Polarity, QuoteKind, Section, SectionRole

#: A stretch of text: first code point, and one past the last.
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuote:
    """A quote as it was found, before anybody asked who "he" is."""

    kind: QuoteKind
    #: Where the words stand, in text order, quotation marks left out.
    parts: tuple[Stretch, ...]
    section: SectionRole = "body"
    cue: Stretch | None = None
    #: The cue's dictionary form; empty without a cue.
    lemma: str = ""
    polarity: Polarity = "neutral"
    #: The mention that it is attributed to.
    mention: Stretch | None = None
    addressee: Stretch | None = None
    venue: Stretch | None = None
    #: 0 to 1.
    confidence: float = 0.0
    #: Which rule found it, and why, in words.
    reason: str = ""


def declare_extensions() -> None:
    """Declare the Doc extensions above; harmless when done twice."""
    for name, default in (("wire", None), ("dateline", None), ("found", ()), ("quotes", ()), ("sources", ())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def layout_of(doc: Doc) -> Layout:
    """The layout of a doc: its copy's, or one body section over all of it where the doc was made from bare text."""
    copy: Copy | None = doc._.wire
    if copy is not None:
        return copy.layout
    return Layout(text=doc.text, sections=(Section(role="body", start=0, end=len(doc.text)),))
