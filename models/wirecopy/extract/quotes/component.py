"""The pipeline's component that finds quotes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from wirecopy.annotate import Layout
from wirecopy.extract.found import FoundQuote, Stretch, declare_extensions, layout_of
from wirecopy.extract.quotes.attributed import Attributed, Attributions, attributions
from wirecopy.extract.quotes.floating import Floating, Paragraphs
from wirecopy.extract.quotes.headline import headline_attributions
from wirecopy.extract.quotes.kind import kind_of, unmarked
from wirecopy.extract.quotes.marks import Quotation, quotations
from wirecopy.extract.quotes.scorer import scorer
from wirecopy.extract.quotes.taken import Taken
from wirecopy.extract.tokens import tokens_of
from wirecopy.story import Dateline


@Language.factory("wirecopy_quotes", assigns=["doc._.found"])
class QuoteReader:
    """Sets `doc._.found`: every quote with the mention that it is attributed to. Stands after the parser.

    Without a parse it finds what stands in quotation marks, and attributes it by labels and signatures only.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        declare_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of a doc. Never raises on text."""
        doc._.found = tuple(sorted(_found(doc, layout_of(doc)), key=lambda quote: quote.parts))
        return doc


def _found(doc: Doc, layout: Layout) -> Iterator[FoundQuote]:
    text = layout.text  # doc.text would put it together anew each time
    sections = [list(quotations(text, *stretch)) for stretch in _stretches(doc, layout)]
    marked = [quotation for section in sections for quotation in section]
    governed = _governed(doc, text, marked)
    paragraphs = Paragraphs(text, governed)
    floating = [one for section in sections for one in paragraphs.read(section)]
    headlines = [(section.start, section.end) for section in layout.sections if section.role == "headline"]
    set_off = [one for headline in headlines for one in headline_attributions(doc, text, headline)]
    yield from put_together(text, layout, marked, governed, floating, set_off)


def put_together(
    text: str,
    layout: Layout,
    marked: Sequence[Quotation],
    governed: Attributions,
    floating: Sequence[Floating],
    set_off: Sequence[FoundQuote],
) -> Iterator[FoundQuote]:
    """One list of quotes that leave one another alone: what is set off first, then what floats, then what has a cue."""
    taken = Taken()
    yield from (one for one in set_off if taken.take(one.parts))
    yield from (_floating(layout, marked, text, one) for one in floating if one.joins is None and taken.take(one.parts))
    more = defaultdict(list)
    for one in floating:
        if one.joins is not None:
            more[one.joins].extend(one.parts)
    for number, quote in enumerate(governed.quotes):
        parts = _disjoint([*quote.parts, *more[number]])
        if taken.take(parts):
            yield _with_cue(text, layout, marked, quote, parts)


def _disjoint(parts: Sequence[Stretch]) -> list[Stretch]:
    """The parts in order; those that touch the same words become one."""
    apart: list[Stretch] = []
    for start, end in sorted(parts):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _governed(doc: Doc, text: str, marked: Sequence[Quotation]) -> Attributions:
    """The quotes of the cues; none without a parse."""
    if not doc.has_annotation("DEP"):
        return Attributions(quotes=(), introductions=())
    learned = scorer()
    return attributions(text, tokens_of(doc, marked, learned.labels), learned, marked)


def _stretches(doc: Doc, layout: Layout) -> Iterator[Stretch]:
    """Where quotations may stand: headline, deck, and the body from the lead on."""
    dateline: Dateline | None = doc._.dateline
    for section in layout.sections:
        start = dateline.body_start if dateline is not None and section.role == "body" else section.start
        yield start, section.end


def _with_cue(
    text: str, layout: Layout, marked: Sequence[Quotation], quote: Attributed, parts: Sequence[Stretch]
) -> FoundQuote:
    """A quote with a cue; its parts with the quotations of its paragraph that go with it."""
    kind = kind_of(text, parts, marked)
    cue, speaker = quote.cue, quote.speaker
    where = "before" if cue.span[0] < parts[0][0] else "behind"
    who = f"speaker '{text[slice(*speaker)]}'" if speaker else "nobody near it speaks"
    words = "quotation marks" if kind == "direct" else "reported words"
    return FoundQuote(
        kind=kind,
        parts=unmarked(parts, marked) if kind == "direct" else tuple(parts),
        section=layout.section_at(parts[0][0]),
        cue=cue.span,
        lemma=cue.lemma,
        polarity=cue.polarity,
        mention=speaker,
        addressee=cue.addressee,
        venue=cue.venue,
        confidence=quote.confidence,
        reason=f"{words}; cue '{text[slice(*cue.span)]}' {where} them, {who}",
    )


def _floating(layout: Layout, marked: Sequence[Quotation], text: str, one: Floating) -> FoundQuote:
    """A quotation without a cue."""
    parts = tuple(sorted(one.parts))
    who = f", '{text[slice(*one.speaker)]}'" if one.speaker else ""
    return FoundQuote(
        kind=kind_of(text, parts, marked),
        parts=parts,
        section=layout.section_at(parts[0][0]),
        mention=one.speaker,
        confidence=one.confidence,
        reason=one.why + who,
    )
