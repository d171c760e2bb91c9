"""Gains and losses story by story, with the words won and lost: for the terminal only, the texts are not ours."""

from collections.abc import Iterable, Iterator

from bench.accuracy.compare import StoryChange, quote_changes
from bench.accuracy.measure import DatelinesRead, QuotesRead, Reading

#: How much of a fragment is shown.
WIDTH = 110


def changed_stories(tree: Reading, release: Reading, most: int) -> Iterator[str]:
    """Lines on the stories that changed most, at most so many of each data set, losses and gains alike."""
    for old, new in zip(release.quotes, tree.quotes, strict=True):
        yield from _quote_stories(old, new, most)
    for before, now in zip(release.datelines, tree.datelines, strict=True):
        yield from _dateline_stories(before, now, most)


def _quote_stories(old: QuotesRead, new: QuotesRead, most: int) -> Iterator[str]:
    changed = [story for story in quote_changes(new.texts, old.stories, new.stories) if story.won or story.lost]
    yield f"\n{new.name}: {len(changed)} of {len(new.texts)} stories changed, right fragments lost and won"
    changed.sort(key=lambda story: (-abs(story.balance), -len(story.lost), story.story))
    for story in changed[:most]:
        yield f"  {story.balance:+d}  {story.story}: {story.before} → {story.after} right, {story.more_extra:+d} extra"
        yield from _fragments(story)
    yield from _rest(len(changed), most)


def _fragments(story: StoryChange) -> Iterator[str]:
    yield from (f"        lost  {_short(fragment)}" for fragment in story.lost)
    yield from (f"        won   {_short(fragment)}" for fragment in story.won)


def _dateline_stories(old: DatelinesRead, new: DatelinesRead, most: int) -> Iterator[str]:
    changed = len(old.right ^ new.right)
    yield f"\n{new.data.name}: {changed} of {len(new.marked)} datelines changed"
    for title, stories in (("lost", old.right - new.right), ("won", new.right - old.right)):
        yield from (f"  {title:5} {story}  {_short(_opening(new, story))}" for story in sorted(stories)[:most])
        yield from _rest(len(stories), most)


def _opening(read: DatelinesRead, story: str) -> str:
    """The text around the marked dateline, or the beginning where none is marked."""
    marked = read.marked[story]
    start = marked["start"] if marked else 0
    return read.texts[story][start : start + WIDTH]


def _rest(stories: int, shown: int) -> Iterable[str]:
    return [f"  … and {stories - shown} more stories"] if stories > shown else []


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
