"""From a party that speaks to the story's source: its kind, how much is said of it, and what rests on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wirecopy.annotate import spans
from wirecopy.extract.sources.anonymity import reason_for_anonymity
from wirecopy.extract.sources.kinds import Classified, classify, classify_named_body, count_of
from wirecopy.extract.sources.lexicon import noun_kind
from wirecopy.identity import source_id
from wirecopy.resolve import Mention, Party
from wirecopy.story import Source

#: First code point of a sentence, and one past its last, by the sentence's first mention.
Sentences = Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the sources of one story are made from."""

    text: str
    uri: str
    mentions: Sequence[Mention]
    #: For each mention by its number, the sentence that it stands in: (start, end).
    sentences: Sequence[tuple[int, int]]


def source_of(evidence: Evidence, party: Party, confidence: float, reason: str) -> Source:
    """The source that a party is; its `supports` are still empty.

    confidence, reason: of the surest attribution that rests on it.
    """
    mentions = [evidence.mentions[number] for number in party.mentions]
    descriptor = _fullest(mentions, party)
    withheld = None if party.name else _withheld(evidence, party)
    told = _classified(party, mentions, descriptor, hidden=withheld is not None)
    return Source(
        id=source_id(evidence.uri, told.kind, party.name or descriptor),
        kind=told.kind,
        anonymity=told.anonymity,
        name=party.name,
        role=party.role,
        affiliation=party.affiliation,
        descriptor=descriptor,
        count=told.count if told.count is not None else _count(mentions),
        reason_for_anonymity=withheld,
        mentions=spans(evidence.text, sorted({(m.start, m.end) for m in mentions})),
        confidence=confidence,
        reason=reason,
    )


def is_source(mentions: Sequence[Mention], party: Party) -> bool:
    """Whether a story can rest on a party that is the subject of a verb of saying.

    Somebody, a body with a name, and a thing by a word of the table ("a report") can. "The falloff in turnout", "his
    tap dance" and "I" suggest, show and say things too, but nobody is cited with them.
    """
    if party.name or party.nature == "human":
        return True
    heads = (mentions[number].head for number in party.mentions if mentions[number].form == "nominal")
    return any(noun_kind(head) for head in heads)


def merged(sources: Sequence[Source], supports: Sequence[str]) -> Source:
    """One source of several with the same id: their mentions together, and what rests on them."""
    first = sources[0]
    mentions = {(span.start, span.end): span for source in sources for span in source.mentions}
    return replace(
        first,
        mentions=tuple(mentions[key] for key in sorted(mentions)),
        supports=tuple(dict.fromkeys(supports)),
        confidence=max(source.confidence for source in sources),
    )


def _classified(party: Party, mentions: Sequence[Mention], descriptor: str, *, hidden: bool) -> Classified:
    if party.name and party.form == "person":
        return Classified(kind="person", anonymity="named")
    if party.name:
        return Classified(kind=classify_named_body(party.name, party.role or ""), anonymity="named")
    head = next((m.head for m in mentions if m.text == descriptor), "")
    return classify(
        descriptor,
        head,
        hidden=hidden,
        thing=party.nature == "thing" and not noun_kind(head),
        plural=party.plural,
        issuer=(party.affiliation or "") if party.nature == "thing" else "",
    )


def _fullest(mentions: Sequence[Mention], party: Party) -> str:
    """The longest description; of a person, the longest that gives the whole name."""
    whole = [m for m in mentions if m.form != "pronoun" and (not party.name or m.name == party.name)]
    described = whole or [m for m in mentions if m.form != "pronoun"] or list(mentions)
    return max(described, key=_length).text


def _length(mention: Mention) -> int:
    return mention.end - mention.start


def _withheld(evidence: Evidence, party: Party) -> str | None:
    """Why the name is withheld, from the first of the party's sentences that says it."""
    if party.nature != "human":
        return None
    for number in party.mentions:
        if not evidence.mentions[number].speaks:
            continue
        start, end = evidence.sentences[number]
        found = reason_for_anonymity(evidence.text[start:end])
        if found:
            return evidence.text[start + found[0] : start + found[1]]
    return None


def _count(mentions: Sequence[Mention]) -> int | None:
    counts = (count_of(m.text) for m in mentions if m.form == "nominal" and m.plural)
    return next((count for count in counts if count), None)
