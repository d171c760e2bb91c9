"""Quotes beside what people marked: found or missed, with the right edges, given to the right speaker.

Measures, over the fragments (`bench.scoring.fragments`) of three words and more of all stories:

    exact    both ends are the same
    overlap  one to one, the best pairs first; a pair matches when the F1 of their words is at least 0.5
    token    word by word
    speaker  of the matches whose speaker is marked: exact (the same words), head (a content word in common)
    e2e      end to end: an overlap match whose speaker is right by its head (by the match alone where none is marked)

Two tasks. `direct` counts what stands wholly inside quotation marks; what is found outside of them is left out.
`speech` counts all that somebody says: direct, mixed and indirect with a reporting cue. What is marked and not counted
(beliefs, intentions, two words in marks) is not held against a reader: what it finds there is left out.

Direct and mixed stretches are speech, whatever their cue.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.scoring.fragments import Kind, Page, fragments
from bench.scoring.records import Attribution
from bench.scoring.speakers import Verdict, verdict

Task = Literal["direct", "speech"]
KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")

#: Shorter fragments are scare quotes and "he said so"; they are ignored on both sides.
FEWEST_WORDS = 3
#: The least F1 of words at which two fragments match.
MATCH = 0.5
#: The share of a found fragment's words inside one that is not counted, from which it is left out.
NOT_COUNTED = 0.5


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch that somebody said, and the quote that it is a piece of."""

    start: int
    end: int
    words: frozenset[int]
    kind: Kind | None
    quote: Attribution


@dataclass(frozen=True, slots=True)
class Match:
    """What was marked, what was found there, and whether the speaker is right; None where no speaker is marked."""

    gold: Fragment
    found: Fragment
    speaker: Verdict | None

    @property
    def is_right(self) -> bool:
        """End to end."""
        return self.speaker in {None, "exact", "head"}


@dataclass(frozen=True, slots=True)
class StoryScore:
    """One story: what counts on both sides, and what of it agrees."""

    gold: tuple[Fragment, ...]
    found: tuple[Fragment, ...]
    matches: tuple[Match, ...]
    #: Found fragments with both ends right.
    exact: int
    #: Words: in what is marked, in what is found, in both.
    words: tuple[int, int, int]

    @property
    def missed(self) -> list[Fragment]:
        """Marked, and nothing found there."""
        matched = {id(match.gold) for match in self.matches}
        return [fragment for fragment in self.gold if id(fragment) not in matched]

    @property
    def extra(self) -> list[Fragment]:
        """Found, and nothing marked there."""
        matched = {id(match.found) for match in self.matches}
        return [fragment for fragment in self.found if id(fragment) not in matched]

    @property
    def right(self) -> list[Fragment]:
        """Marked fragments that were read right, end to end."""
        return [match.gold for match in self.matches if match.is_right]


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and F1 from counts."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what was to be found, the share that was."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All stories together."""

    stories: int
    exact: Rate
    overlap: Rate
    token: Rate
    e2e: Rate
    #: Matches whose speaker is marked, by what became of the speaker.
    speakers: Counter[Verdict]

    @property
    def speaker_exact(self) -> float:
        """Given a match: the share of speakers in the same words."""
        return _share(self.speakers["exact"], self.speakers.total())

    @property
    def speaker_head(self) -> float:
        """Given a match: the share of speakers with the right head."""
        return _share(self.speakers["exact"] + self.speakers["head"], self.speakers.total())


def score_story(text: str, marked: Sequence[Attribution], found: Sequence[Attribution], task: Task) -> StoryScore:
    """Score one story."""
    page = Page(text)
    gold, uncounted = _marked(page, marked, task)
    guesses = _found(page, found, task)
    pairs = _pairs(gold, guesses)
    matched = set(pairs.values())
    kept = [guess for at, guess in enumerate(guesses) if at in matched or not _is_uncounted(guess, uncounted)]
    edges = {(fragment.start, fragment.end) for fragment in gold}
    return StoryScore(
        gold=tuple(gold),
        found=tuple(kept),
        matches=tuple(_match(page, gold[g], guesses[f]) for g, f in pairs.items()),
        exact=sum((guess.start, guess.end) in edges for guess in guesses),
        words=_words(gold, guesses, uncounted),
    )


def summary(scores: Iterable[StoryScore]) -> Score:
    """Score stories together: counts are added, then divided."""
    scores = list(scores)
    gold, found = sum(len(s.gold) for s in scores), sum(len(s.found) for s in scores)
    matches = [match for score in scores for match in score.matches]
    marked_words, found_words, shared_words = (sum(score.words[column] for score in scores) for column in range(3))
    return Score(
        stories=len(scores),
        exact=Rate(sum(s.exact for s in scores), found, gold),
        overlap=Rate(len(matches), found, gold),
        token=Rate(shared_words, found_words, marked_words),
        e2e=Rate(sum(match.is_right for match in matches), found, gold),
        speakers=Counter(match.speaker for match in matches if match.speaker),
    )


def _marked(page: Page, marked: Sequence[Attribution], task: Task) -> tuple[list[Fragment], list[Fragment]]:
    """The fragments that the task counts, and the marked ones that it does not."""
    counted: list[Fragment] = []
    uncounted: list[Fragment] = []
    for fragment in _fragments(page, marked):
        if fragment.words:
            (counted if _counts(fragment, task) else uncounted).append(fragment)
    return counted, uncounted


def _counts(fragment: Fragment, task: Task) -> bool:
    if fragment.quote.ignore or len(fragment.words) < FEWEST_WORDS:
        return False
    if task == "direct":
        return fragment.kind == "direct"
    return fragment.kind in {"direct", "mixed"} or fragment.quote.scope == "speech"


def _found(page: Page, found: Sequence[Attribution], task: Task) -> list[Fragment]:
    """The found fragments that the task looks at, each stretch once."""
    once: dict[tuple[int, int], Fragment] = {}
    for fragment in _fragments(page, found):
        if len(fragment.words) >= FEWEST_WORDS:
            once.setdefault((fragment.start, fragment.end), fragment)
    return [fragment for fragment in once.values() if task != "direct" or fragment.kind == "direct"]


def _fragments(page: Page, quotes: Sequence[Attribution]) -> Iterator[Fragment]:
    for quote in quotes:
        for start, end in fragments(page.text, quote.parts):
            yield Fragment(start, end, page.words_in(start, end), page.kind(start, end), quote)


def _pairs(gold: Sequence[Fragment], found: Sequence[Fragment]) -> dict[int, int]:
    """Which found fragment belongs to which marked one, by their numbers: the best pairs first, each fragment once."""
    alike = [(_alike(a.words, b.words), g, f) for g, a in enumerate(gold) for f, b in enumerate(found)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, f in sorted((pair for pair in alike if pair[0] >= MATCH), key=lambda pair: (-pair[0], pair[1], pair[2])):
        if g not in pairs and f not in taken:
            pairs[g] = f
            taken.add(f)
    return pairs


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _is_uncounted(guess: Fragment, uncounted: Sequence[Fragment]) -> bool:
    return any(len(guess.words & other.words) >= NOT_COUNTED * len(guess.words) for other in uncounted)


def _match(page: Page, gold: Fragment, found: Fragment) -> Match:
    return Match(gold, found, verdict(page, gold.quote, found.quote) if gold.quote.has_speaker else None)


def _words(gold: list[Fragment], found: list[Fragment], uncounted: list[Fragment]) -> tuple[int, int, int]:
    """Words in what is marked, in what is found (less what is not counted), and in both."""
    marked, ours, other = _union(gold), _union(found), _union(uncounted)
    ours -= other - marked
    return len(marked), len(ours), len(marked & ours)


def _union(parts: list[Fragment]) -> frozenset[int]:
    return frozenset().union(*(part.words for part in parts))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
