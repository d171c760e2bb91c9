"""Classes of error: of which kind the quotes are that are missed or wrong, and what the speakers are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.scoring.datelines import Record, faults
from bench.scoring.fragments import Kind
from bench.scoring.quotes import KINDS, StoryScore
from bench.scoring.speakers import SpeakerClass, speaker_class

SPEAKERS: tuple[SpeakerClass, ...] = ("name", "pronoun", "nominal", "nominal with a name", "body")
DATELINE_FAULTS = ("missed", "false", "place", "body", "date", "agency")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindErrors:
    """Quotes of one kind: how many are marked, and what is wrong with how many."""

    kind: Kind
    marked: int
    missed: int
    extra: int
    wrong_speaker: int
    no_speaker: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerErrors:
    """Speakers of one class, of the quotes that were found."""

    speaker: SpeakerClass
    matched: int
    wrong: int
    none_given: int


def by_kind(scores: Iterable[StoryScore]) -> list[KindErrors]:
    """The errors by the kind of the marked quote; of extra quotes, by the kind of what was found."""
    scores = list(scores)
    return [
        KindErrors(
            kind=kind,
            marked=sum(fragment.kind == kind for score in scores for fragment in score.gold),
            missed=sum(fragment.kind == kind for score in scores for fragment in score.missed),
            extra=sum(fragment.kind == kind for score in scores for fragment in score.extra),
            wrong_speaker=_speakers(scores, kind, "wrong"),
            no_speaker=_speakers(scores, kind, "none given"),
        )
        for kind in KINDS
    ]


def by_speaker(scores: Iterable[StoryScore]) -> list[SpeakerErrors]:
    """The errors in speakers by what the marked speaker is."""
    matched: Counter[SpeakerClass] = Counter()
    wrong: Counter[SpeakerClass] = Counter()
    none_given: Counter[SpeakerClass] = Counter()
    for match in (match for score in scores for match in score.matches if match.speaker):
        speaker = speaker_class(match.gold.quote.speaker_text or "")
        matched[speaker] += 1
        wrong[speaker] += match.speaker == "wrong"
        none_given[speaker] += match.speaker == "none given"
    return [
        SpeakerErrors(speaker=of, matched=matched[of], wrong=wrong[of], none_given=none_given[of]) for of in SPEAKERS
    ]


def of_datelines(marked: Mapping[str, Record | None], found: Mapping[str, Record | None]) -> Counter[str]:
    """How many stories' datelines have each fault; one story may have several."""
    return Counter(fault for story, dateline in marked.items() for fault in faults(dateline, found.get(story)))


def _speakers(scores: Iterable[StoryScore], kind: Kind, verdict: str) -> int:
    return sum(m.gold.kind == kind and m.speaker == verdict for score in scores for m in score.matches)
