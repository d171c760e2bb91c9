"""Reported speech without quotation marks, or with a few words in them: "said that …", "according to …"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.lexicon import CueWord
from wirecopy.extract.quotes.parse import ParsedCue, according_to

_WORD = re.compile(r"\w+")
_EDGES = " \t\r\n\xa0,;:—–-"

#: "asking not to be named": the terms of the talk, and nothing that was said in it.
_NO_NAME = re.compile(
    r"(?:that )?(?:not )?to (?:not )?be (?:named|identified|quoted)\b|(?:he|she|they) not be (?:named|identified)"
)

ACCORDING = CueWord("according to", "neutral", "clause")

#: Reported speech of fewer words says nothing that could be quoted.
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Reported speech: the words, the cue, the mention."""

    parts: tuple[Stretch, ...]
    cue: Stretch
    word: CueWord
    mention: Stretch
    addressee: Stretch | None = None
    confidence: float
    reason: str


def reported(doc: Doc, cues: Sequence[ParsedCue], taken: Sequence[Stretch]) -> list[Reported]:
    """Find reported speech.

    Args:
        doc: the parsed text.
        cues: the cues that stand outside quotation marks.
        taken: the direct quotes' segments with their marks; reported speech is cut where one begins.
    """
    text = doc.text  # spaCy puts it together anew each time it is asked
    governed = {cue.of for cue in cues if cue.of is not None and cue.content is not None}
    found = [*_by_cue(text, cues, governed), *_by_according(doc)]
    cut = [one for candidate in found if (one := _clear_of(text, candidate, taken)) is not None]
    return _outermost(cut)


def _by_cue(text: str, cues: Iterable[ParsedCue], governed: set[Stretch]) -> Iterator[Reported]:
    for cue in cues:
        if cue.content is None or cue.subject is None or cue.negated or cue.word.takes == "quote":
            continue
        if cue.word.takes == "matter" and cue.span in governed:
            continue  # the participle says more: "questioned the plan, saying that …"
        if _overlap(cue.content, cue.subject) or _NO_NAME.match(text, *cue.content):
            continue
        matter = cue.word.takes == "matter"
        yield Reported(
            parts=(cue.content,),
            cue=cue.span,
            word=cue.word,
            mention=cue.subject,
            addressee=cue.addressee,
            confidence=0.6 if matter else 0.8,
            reason=f"{'matter' if matter else 'clause'} of the cue '{text[slice(*cue.span)]}', "
            f"subject '{text[slice(*cue.subject)]}'",
        )


def _by_according(doc: Doc) -> Iterator[Reported]:
    text = doc.text
    for cue, mention, sentence in according_to(doc):
        before, after = (sentence[0], cue[0]), (_behind(text, mention[1], sentence[1]), sentence[1])
        parts = tuple(part for part in (before, after) if len(_WORD.findall(text[slice(*part)])) >= FEWEST_WORDS)
        if parts:
            yield Reported(
                parts=parts,
                cue=cue,
                word=ACCORDING,
                mention=mention,
                confidence=0.85,
                reason=f"the sentence of 'according to {text[slice(*mention)]}'",
            )


def _behind(text: str, start: int, end: int) -> int:
    """Where the sentence goes on behind the mention: behind its comma; at the end if an apposition follows."""
    comma = text.find(",", start, end)
    return comma + 1 if 0 <= comma < start + 60 else end if text[start:end].strip(" .") == "" else start


def _clear_of(text: str, one: Reported, taken: Sequence[Stretch]) -> Reported | None:
    """Cut the parts where a direct quote begins, trim them, and give up what is too short."""
    parts: list[Stretch] = []
    for start, end in one.parts:
        if any(start < q[1] and q[0] <= start for q in taken):
            return None
        stop = min([end, *(q[0] for q in taken if start < q[0] < end)])
        trimmed = trim(text, start, stop)
        if len(_WORD.findall(text[slice(*trimmed)])) >= FEWEST_WORDS:
            parts.append(trimmed)
    if not parts:
        return None
    return Reported(
        parts=tuple(parts),
        cue=one.cue,
        word=one.word,
        mention=one.mention,
        addressee=one.addressee,
        confidence=one.confidence,
        reason=one.reason,
    )


def trim(text: str, start: int, end: int) -> Stretch:
    """A stretch without blanks, commas and dashes at its ends, and without the full stop of its sentence."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if end - start > 1 and text[end - 1] == "." and not _is_abbreviation(text, end):
        end -= 1
    return start, end


def _is_abbreviation(text: str, end: int) -> bool:
    return (
        re.search(r"(?:\b[A-Za-z]\.|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|a\.m|p\.m))\.?$", text[max(0, end - 6) : end])
        is not None
    )


def _outermost(found: Iterable[Reported]) -> list[Reported]:
    """Of overlapping candidates the longest: what X said that Y said is X's."""
    kept: list[Reported] = []
    for one in sorted(found, key=lambda r: (r.parts[0][0] - r.parts[-1][1], r.parts[0][0])):
        if not any(_overlap(part, other) for part in one.parts for k in kept for other in k.parts):
            kept.append(one)
    return kept


def _overlap(a: Stretch, b: Stretch) -> bool:
    return a[0] < b[1] and b[0] < a[1]
