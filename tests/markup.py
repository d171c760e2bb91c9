"""Examples as prose with inline markup, so that a journalist can write a test case.

    <quote 1 direct>It will rain</quote>, <speaker 1>the mayor</speaker> <cue 1>said</cue>.

A tag names what it encloses (quote, cue, speaker), the number of the quote that it belongs to (several, separated by
commas, where one speaker or cue serves several), and for a quote its kind. A quote in several parts has several tags
with one number. Everything else is the text.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)(quote|cue|speaker)(?: ([\d,]+))?(?: (direct|indirect|mixed))?>")


@dataclass(frozen=True)
class Marked:
    """One quote of an example, in the words of the example."""

    kind: str
    parts: tuple[str, ...]
    cue: str | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class Example:
    """A text and the quotes that a person marked in it, in the order of their numbers."""

    text: str
    quotes: tuple[Marked, ...]


def example(marked: str) -> Example:
    """Read an example; raises ValueError where a tag is not closed."""
    text = ""
    opened: tuple[str, str, str | None, int] | None = None
    found: dict[str, dict[str, list[tuple[str, str | None]]]] = defaultdict(lambda: defaultdict(list))
    position = 0
    for tag in _TAG.finditer(marked):
        text += marked[position : tag.start()]
        position = tag.end()
        if not tag.group(1):
            opened = (tag.group(2), tag.group(3) or "", tag.group(4), len(text))
            continue
        if opened is None or opened[0] != tag.group(2):
            raise ValueError(f"</{tag.group(2)}> closes nothing in {marked!r}")
        what, numbers, kind, start = opened
        for number in numbers.split(","):
            found[number][what].append((text[start:], kind))
    text += marked[position:]
    return Example(text=text, quotes=tuple(_marked(found[number]) for number in sorted(found, key=int)))


def _marked(found: dict[str, list[tuple[str, str | None]]]) -> Marked:
    cue, speaker = found.get("cue"), found.get("speaker")
    return Marked(
        kind=found["quote"][0][1] or "direct",
        parts=tuple(words for words, _ in found["quote"]),
        cue=cue[0][0] if cue else None,
        speaker=speaker[0][0] if speaker else None,
    )
