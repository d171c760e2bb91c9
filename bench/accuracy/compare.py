"""Gains and losses: what one reader has right and the other has not, story by story, and whether that can be chance."""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.scoring.quotes import Rate, StoryScore

#: How often stories are drawn anew for the interval, from which seed.
DRAWS, SEED = 2000, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """One story: how much is right before and after, and what of it changed, in words of the story."""

    story: str
    before: int
    after: int
    won: tuple[str, ...]
    lost: tuple[str, ...]
    #: Found where nothing is marked: how much more (or, below 0, less) than before.
    more_extra: int = 0

    @property
    def balance(self) -> int:
        """Won less lost."""
        return len(self.won) - len(self.lost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """All stories: in how many more is right than before, in how many less."""

    better: int
    worse: int
    same: int

    @property
    def chance(self) -> float:
        """The two-sided sign test over stories: how likely so uneven a split is where nothing changed."""
        n, fewer = self.better + self.worse, min(self.better, self.worse)
        return min(1.0, sum(math.comb(n, k) for k in range(fewer + 1)) * 0.5 ** (n - 1))


def quote_changes(
    texts: Mapping[str, str], before: Mapping[str, StoryScore], after: Mapping[str, StoryScore]
) -> list[StoryChange]:
    """Each story's change in marked fragments that are read right, end to end."""
    return [_quote_change(story, text, before[story], after[story]) for story, text in texts.items()]


def change(stories: Sequence[StoryChange]) -> Change:
    """The stories counted."""
    better = sum(story.balance > 0 for story in stories)
    worse = sum(story.balance < 0 for story in stories)
    return Change(better=better, worse=worse, same=len(stories) - better - worse)


def interval(before: Sequence[StoryScore], after: Sequence[StoryScore]) -> tuple[float, float]:
    """The 95 % interval of the difference in e2e F1: both readers on the same stories, drawn with putting back."""
    draw = random.Random(SEED)  # noqa: S311 - chance that can be repeated
    old, new = [_counts(score) for score in before], [_counts(score) for score in after]
    differences = []
    for _ in range(DRAWS):
        drawn = draw.choices(range(len(old)), k=len(old))
        differences.append(_f1(new, drawn) - _f1(old, drawn))
    differences.sort()
    return differences[int(0.025 * DRAWS)], differences[int(0.975 * DRAWS) - 1]


def _quote_change(story: str, text: str, before: StoryScore, after: StoryScore) -> StoryChange:
    old = {(fragment.start, fragment.end) for fragment in before.right}
    new = {(fragment.start, fragment.end) for fragment in after.right}
    return StoryChange(
        story=story,
        before=len(old),
        after=len(new),
        won=tuple(text[start:end] for start, end in sorted(new - old)),
        lost=tuple(text[start:end] for start, end in sorted(old - new)),
        more_extra=len(after.extra) - len(before.extra),
    )


def _counts(score: StoryScore) -> tuple[int, int, int]:
    return len(score.right), len(score.found), len(score.gold)


def _f1(counts: Sequence[tuple[int, int, int]], drawn: Sequence[int]) -> float:
    right, found, gold = (sum(counts[story][column] for story in drawn) for column in range(3))
    return Rate(right, found, gold).f1
