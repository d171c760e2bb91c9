"""The pipeline's component that finds quotes."""

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from wirecopy.annotate import Layout
from wirecopy.extract.found import FoundQuote, Stretch, declare_extensions, layout_of
from wirecopy.extract.quotes.direct import DirectQuote, DirectQuotes, direct_quotes
from wirecopy.extract.quotes.headline import headline_attributions
from wirecopy.extract.quotes.indirect import Reported, reported
from wirecopy.extract.quotes.marks import Quotation, quotations
from wirecopy.extract.quotes.parse import ParsedCue, cues
from wirecopy.extract.quotes.partial import partial_quotes
from wirecopy.story import Dateline, QuoteKind


@Language.factory("wirecopy_quotes", assigns=["doc._.found"])
class QuoteReader:
    """Sets `doc._.found`: every quote with the mention that it is attributed to. Stands after the parser.

    Without a parse it finds what stands in quotation marks, and attributes it by the words beside it.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        declare_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of a doc. Never raises on text."""
        doc._.found = tuple(sorted(_found(doc, layout_of(doc)), key=lambda quote: quote.parts))
        return doc


def _found(doc: Doc, layout: Layout) -> Iterator[FoundQuote]:
    text = doc.text  # spaCy puts it together anew each time it is asked
    marked = list(quotations(text))
    outside = [cue for cue in cues(doc) if not _inside(cue, marked)]
    direct = DirectQuotes()
    for start, end in _stretches(doc, layout):
        within = [cue for cue in outside if start <= cue.span[0] < end]
        here = direct_quotes(text, (start, end), within)
        direct.quotes.extend(here.quotes)
        direct.fragments.extend(here.fragments)
    yield from (_direct(text, layout, quote) for quote in direct.quotes)
    yield from (_reported(text, layout, one, marked) for one in _others(doc, layout, direct, outside))


def _others(doc: Doc, layout: Layout, direct: DirectQuotes, outside: Sequence[ParsedCue]) -> list[Reported]:
    """What is said without standing for itself in quotation marks; each kind leaves alone what the ones before took."""
    taken = [segment.outer for quote in direct.quotes for segment in quote.segments]
    headlines = [(section.start, section.end) for section in layout.sections if section.role == "headline"]
    found = [one for headline in headlines for one in headline_attributions(doc, headline)]
    found += reported(doc, outside, [*taken, *_parts(found)])
    return [*found, *partial_quotes(doc.text, direct.fragments, outside, [*taken, *_parts(found)])]


def _parts(found: Sequence[Reported]) -> list[Stretch]:
    return [part for one in found for part in one.parts]


def _stretches(doc: Doc, layout: Layout) -> Iterator[Stretch]:
    """Where direct quotes may stand: headline, deck, and the body from the lead on."""
    dateline: Dateline | None = doc._.dateline
    for section in layout.sections:
        start = dateline.body_start if dateline is not None and section.role == "body" else section.start
        yield start, section.end


def _inside(cue: ParsedCue, marked: Sequence[Quotation]) -> bool:
    return any(one.inner[0] <= cue.span[0] < one.inner[1] for one in marked)


def _direct(text: str, layout: Layout, quote: DirectQuote) -> FoundQuote:
    attributed = quote.attributed
    return FoundQuote(
        kind="direct",
        parts=tuple(segment.inner for segment in quote.segments),
        section=layout.section_at(quote.segments[0].inner[0]),
        cue=attributed.cue if attributed and not quote.carried else None,
        lemma=attributed.word.lemma if attributed and not quote.carried else "",
        polarity=attributed.word.polarity if attributed and not quote.carried else "neutral",
        mention=attributed.mention if attributed else None,
        addressee=attributed.addressee if attributed and not quote.carried else None,
        confidence=0.6 if quote.carried else 0.95 if attributed and attributed.mention else 0.5,
        reason=_why_direct(text, quote),
    )


def _why_direct(text: str, quote: DirectQuote) -> str:
    attributed = quote.attributed
    if attributed is None:
        return "quotation marks; no cue beside them"
    who = f"'{text[slice(*attributed.mention)]}'" if attributed.mention else "nobody"
    if quote.carried:
        return f"quotation marks; no cue of its own, so the speaker before goes on, {who}"
    return f"quotation marks; cue '{text[slice(*attributed.cue)]}' {attributed.where}, subject {who}"


def _reported(text: str, layout: Layout, one: Reported, marked: Sequence[Quotation]) -> FoundQuote:
    kind = _kind(text, one.parts, marked)
    return FoundQuote(
        kind=kind,
        parts=_unmarked(one.parts, marked) if kind == "direct" else one.parts,
        section=layout.section_at(one.parts[0][0]),
        cue=one.cue,
        lemma=one.word.lemma,
        polarity=one.word.polarity,
        mention=one.mention,
        addressee=one.addressee,
        confidence=one.confidence,
        reason=one.reason,
    )


def _unmarked(parts: Sequence[Stretch], marked: Sequence[Quotation]) -> tuple[Stretch, ...]:
    """What of the parts stands in quotation marks, the marks themselves left out."""
    inside = [(max(p[0], m.inner[0]), min(p[1], m.inner[1])) for p in parts for m in marked]
    return tuple((start, end) for start, end in inside if start < end) or tuple(parts)


def _kind(text: str, parts: Sequence[Stretch], marked: Sequence[Quotation]) -> QuoteKind:
    """Direct, indirect or mixed, by the share of letters in quotation marks (95 % and 2 %, as PolNeAR's users do)."""
    inside = total = 0
    for start, end in parts:
        total += sum(map(str.isalnum, text[start:end]))
        for one in marked:
            first, last = max(start, one.inner[0]), min(end, one.inner[1])
            inside += sum(map(str.isalnum, text[first:last])) if first < last else 0
    share = inside / total if total else 0.0
    return "direct" if share >= 0.95 else "indirect" if share <= 0.02 else "mixed"
