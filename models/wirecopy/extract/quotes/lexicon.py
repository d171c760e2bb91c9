"""The words that attribute: data/cues.tsv as lookups."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from wirecopy.data import rows
from wirecopy.story import Polarity

#: What a cue takes: words in quotation marks only; a clause ("said that …"); a matter ("criticized the plan").
Takes = Literal["quote", "clause", "matter"]


@dataclass(frozen=True, slots=True)
class CueWord:
    """One reporting verb."""

    lemma: str
    polarity: Polarity
    takes: Takes


@cache
def cue_words() -> dict[str, CueWord]:
    """Every form of every reporting verb, in lower case."""
    forms: dict[str, CueWord] = {}
    for lemma, irregular, polarity, takes in rows("cues.tsv"):
        word = CueWord(lemma, cast("Polarity", polarity), cast("Takes", takes))
        for form in irregular.split() or _regular(lemma):
            forms.setdefault(form, word)
        forms.setdefault(lemma, word)
    return forms


@cache
def speaker_nouns() -> frozenset[str]:
    """Nouns that stand for a speaker in a headline: "sources", "police", "study"."""
    return frozenset(word for (word,) in rows("headline_speakers.tsv"))


@cache
def venues() -> frozenset[str]:
    """Nouns that say where something is said: "statement", "television", "Twitter", in lower case."""
    return frozenset(word for (word,) in rows("venues.tsv"))


def _regular(lemma: str) -> list[str]:
    if lemma.endswith("e"):
        return [lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    ending = "es" if lemma.endswith(("ch", "sh", "ss", "x")) else "s"
    return [lemma + ending, lemma + "ed", lemma + "ing"]
