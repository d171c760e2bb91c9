"""The pipeline's last component: who said it, and what the story rests on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from wirecopy.extract.found import FoundQuote, declare_extensions, layout_of
from wirecopy.extract.sources.attribution import Attribution, KnownSource, attribute, quote_of, sound
from wirecopy.extract.sources.documents import seen_documents
from wirecopy.extract.sources.kinds import speaker_kind
from wirecopy.extract.sources.mentions import read_mentions
from wirecopy.extract.sources.source import Evidence, is_source, merged, source_of
from wirecopy.extract.sources.words import words_of
from wirecopy.resolve import Cast, resolve
from wirecopy.story import Alternative, Quote, Source

#: How sure it is that a story rests on a document that an agency has seen.
_SEEN = 0.8


@Language.factory("wirecopy_sources", requires=["doc._.found"], assigns=["doc._.quotes", "doc._.sources"])
class SourceReader:
    """Sets `doc._.quotes` and `doc._.sources` from `doc._.found`. Stands last; wants tags, parse and entities.

    Example:
        >>> nlp = wirecopy.extract.load()
        >>> doc = nlp('"It will float," said Jane Roe, a spokeswoman for Acme. "We tried it," she said.')
        >>> [quote.speaker.name for quote in doc._.quotes]
        ['Jane Roe', 'Jane Roe']
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        declare_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the speakers of the quotes that were found, and list the sources that the quotes rest on."""
        layout = layout_of(doc)
        text = layout.text
        found = tuple(quote for quote in doc._.found if sound(text, quote))
        words = words_of(doc, text)
        if not found and not seen_documents(words, ()):
            doc._.quotes = doc._.sources = ()
            return doc
        reading = read_mentions(text, words, found, layout)
        cast = resolve(reading.mentions)
        evidence = Evidence(
            text=text,
            uri=doc._.wire.uri if doc._.wire is not None else "",
            mentions=reading.mentions,
            sentences=reading.sentences,
        )
        said = attribute(text, found, reading, cast)
        doc._.quotes, doc._.sources = tell_sources(evidence, found, said, cast, reading.documents)
        return doc


def tell_sources(
    evidence: Evidence,
    found: Sequence[FoundQuote],
    said: Sequence[Attribution | None],
    cast: Cast,
    documents: Mapping[int, str],
) -> tuple[tuple[Quote, ...], tuple[Source, ...]]:
    """The quotes with their speakers, and the sources.

    First those that speak, in the order in which they first do; then the documents that an agency has only seen.
    documents: their mentions by their numbers, each with the agency.
    """
    cited = {
        party
        for quote, one in zip(found, said, strict=True)
        if one and quote.lemma == "according to"
        for party in one.parties
    }
    rests_on = {
        party: (best.confidence, best.reason)
        for party, best in _surest(said).items()
        if party in cited or is_source(evidence.mentions, cast.parties[party])
    }
    for number, agency in documents.items():
        party = cast.verdicts[number].party
        if party is not None and cast.parties[party].form == "nominal":
            rests_on.setdefault(party, (_SEEN, f"the story says that {agency} has seen it"))
    sources = {party: source_of(evidence, cast.parties[party], *why) for party, why in rests_on.items()}
    known = {party: _known(source, plural=cast.parties[party].plural) for party, source in sources.items()}
    quotes: list[Quote] = []
    supports: dict[str, list[str]] = defaultdict(list)
    for quote, one in zip(found, said, strict=True):
        speakers = [known.get(party) for party in one.parties] if one else []
        quotes.append(quote_of(evidence.text, evidence.uri, quote, one, speakers, _alternatives(cast, one)))
        for source in speakers:
            if source:
                supports[source.id].append(quotes[-1].id)
    alike: dict[str, list[Source]] = defaultdict(list)
    for source_ in sources.values():
        alike[source_.id].append(source_)
    return tuple(quotes), tuple(merged(group, supports[key]) for key, group in alike.items())


def _alternatives(cast: Cast, said: Attribution | None) -> tuple[Alternative, ...]:
    """Who else it may be, by name."""
    named = [(cast.parties[party].name, sure) for party, sure in said.alternatives] if said else []
    return tuple(Alternative(name=name, confidence=sure) for name, sure in named if name)


def _surest(said: Sequence[Attribution | None]) -> dict[int, Attribution]:
    """For each party that speaks its surest attribution, in the order in which they first speak."""
    best: dict[int, Attribution] = {}
    for one in said:
        if one is None:
            continue
        for party in one.parties:
            if party not in best or one.confidence > best[party].confidence:
                best[party] = one
    return best


def _known(source: Source, *, plural: bool) -> KnownSource:
    return KnownSource(
        id=source.id,
        kind=speaker_kind(source.kind, plural=plural),
        name=source.name,
        role=source.role,
        affiliation=source.affiliation,
    )
