"""From found quotes and resolved mentions to the story's quotes with their speakers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wirecopy.annotate import span, spans
from wirecopy.extract.found import FoundQuote, Stretch
from wirecopy.extract.sources.mentions import Reading
from wirecopy.identity import quote_id
from wirecopy.resolve import Cast, Verdict
from wirecopy.story import Alternative, Basis, Cue, Quote, Speaker, SpeakerKind

#: A quotation that goes on in the next paragraph is not closed in this one (every style book's rule).
_CLOSED = re.compile(r"[^\S\n]*[,.!?…]*[\"”»“']")
#: How many quotes back one may stand that this one goes on from.
_BACK = 3
_GAP_OF_PARAGRAPHS = re.compile(r"\s*\n\s*[\"“”«»„'`]{0,3}\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whom one quote is attributed to: a party of the cast by its number, or nobody that is known."""

    party: int | None
    basis: Basis = "none"
    confidence: float = 0.0
    reason: str = ""
    #: Who said it together with the party.
    joint: tuple[int, ...] = ()
    #: Who else it may be: parties with their confidence.
    alternatives: tuple[tuple[int, float], ...] = ()

    @property
    def parties(self) -> tuple[int, ...]:
        """Everybody who said it."""
        return () if self.party is None else (self.party, *self.joint)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    """What a quote's speaker takes over from the source that it is."""

    id: str
    kind: SpeakerKind
    name: str | None
    role: str | None
    affiliation: str | None


def attribute(text: str, found: Sequence[FoundQuote], reading: Reading, cast: Cast) -> list[Attribution | None]:
    """For each found quote whom it is attributed to; None where it hangs on no mention and follows no other quote."""
    answers: list[Attribution | None] = []
    for number, quote in enumerate(found):
        mention = reading.speakers[number]
        if mention is not None:
            answers.append(_by_mention(quote, found[max(0, number - _BACK) : number], cast, cast.verdicts[mention]))
        elif quote.mention is not None:
            answers.append(Attribution(party=None, reason="the words it is attributed to name nobody"))
        else:
            answers.append(_carried(text, quote, found[number - 1], answers[-1]) if number else None)
    return answers


def _by_mention(quote: FoundQuote, before: Sequence[FoundQuote], cast: Cast, verdict: Verdict) -> Attribution:
    """What the mention means; where an earlier quote was attributed to the same words, this one follows it."""
    said = _attributed(cast, verdict)
    if verdict.party is None or quote.cue is not None or all(earlier.mention != quote.mention for earlier in before):
        return said
    return replace(
        said,
        basis="carry-over",
        confidence=round(verdict.confidence * 0.97, 2),
        reason=f"goes on from the quote before, whose speaker is known by: {verdict.reason}",
    )


def _attributed(cast: Cast, verdict: Verdict) -> Attribution:
    """A verdict as an attribution; a group is all its members."""
    members = cast.parties[verdict.party].members if verdict.party is not None else ()
    first, *joint = members or (verdict.party,)
    return Attribution(
        party=first,
        joint=tuple(one for one in joint if one is not None),
        basis=verdict.basis,
        confidence=verdict.confidence,
        reason=verdict.reason,
        alternatives=verdict.alternatives,
    )


def _carried(text: str, quote: FoundQuote, before: FoundQuote, speaker: Attribution | None) -> Attribution | None:
    """A quote without any attribution follows the one before it, if nothing of the reporter's stands between them."""
    if quote.kind != "direct" or before.kind == "indirect" or speaker is None or speaker.party is None:
        return None
    between = text[before.parts[-1][1] : quote.parts[0][0]]
    if "\n" not in between:
        return (
            _follow(speaker, 0.95, "goes on in the same paragraph as the quote before") if len(between) < 80 else None
        )
    if _GAP_OF_PARAGRAPHS.fullmatch(between) and not _CLOSED.match(between):
        return _follow(speaker, 0.95, "the quote before is not closed and goes on in this paragraph")
    return None


def _follow(speaker: Attribution, share: float, why: str) -> Attribution:
    confidence = round(speaker.confidence * share, 2)
    return replace(speaker, basis="carry-over", confidence=confidence, reason=f"{why}; there: {speaker.reason}")


def quote_of(
    text: str,
    uri: str,
    found: FoundQuote,
    said: Attribution | None,
    sources: Sequence[KnownSource | None],
    alternatives: tuple[Alternative, ...],
) -> Quote:
    """The story's quote, its speakers filled in. sources: those of everybody it is attributed to, in order."""
    words = " ".join(" ".join(text[start:end].split()) for start, end in found.parts)
    first, *joint = sources or (None,)
    return Quote(
        id=quote_id(uri, words, first.name if first else None),
        kind=found.kind,
        text=words,
        parts=spans(text, found.parts),
        section=found.section,
        cue=Cue(span=span(text, *found.cue), lemma=found.lemma, polarity=found.polarity) if found.cue else None,
        speaker=_speaker(text, found.mention, said, first, alternatives) if said else None,
        joint_speakers=tuple(_speaker(text, found.mention, said, one, ()) for one in joint) if said else (),
        addressee=span(text, *found.addressee) if found.addressee else None,
        venue=span(text, *found.venue) if found.venue else None,
        confidence=found.confidence,
        reason=found.reason,
    )


def _speaker(
    text: str,
    mention: Stretch | None,
    said: Attribution,
    source: KnownSource | None,
    alternatives: tuple[Alternative, ...],
) -> Speaker:
    return Speaker(
        mention=span(text, *mention) if mention else None,
        name=source.name if source else None,
        role=source.role if source else None,
        affiliation=source.affiliation if source else None,
        kind=source.kind if source else "unknown",
        basis=said.basis,
        source_id=source.id if source else None,
        confidence=said.confidence,
        reason=said.reason,
        alternatives=alternatives,
    )


def sound(text: str, quote: FoundQuote) -> bool:
    """Whether every stretch of a found quote lies in the text: nothing else is published."""
    stretches = [*quote.parts, *(s for s in (quote.cue, quote.mention, quote.addressee, quote.venue) if s is not None)]
    return bool(quote.parts) and all(0 <= start < end <= len(text) for start, end in stretches)
