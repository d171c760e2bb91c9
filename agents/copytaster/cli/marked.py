"""The text of a story with everything that was found in it marked, in letters and in colour.

A mark is `{Q1 words}`: colour is never alone, because output may go to a file or to a reader who sees none. The numbers
are those of the lists below the text, so that a cue and a speaker lead to their quote.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.text import Text

from wirecopy.events import EnrichedStory
from wirecopy.story import Span

#: What each mark looks like: the letter, what it stands for, the colour. A source's mark is its number alone.
MARKS = {
    "dateline": ("D", "bold magenta"),
    "quote": ("Q", "green"),
    "cue": ("C", "bold yellow"),
    "speaker": ("S", "bold cyan"),
    "source": ("#", "cyan"),
}

#: What must not steer the terminal: control characters, and those that turn the direction of writing.
_VISIBLE = dict.fromkeys(
    (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "�"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of the text and all that it is."""

    start: int
    end: int
    #: "S3 #1": the speaker of quote 3, who is source 1.
    label: str
    style: str


def safe(text: str) -> str:
    """The same text, code point for code point, with what steers a terminal made visible."""
    return text.translate(_VISIBLE)


def legend() -> Text:
    """What the marks mean."""
    shown = (
        (f"{{{letter}{'' if kind == 'dateline' else 1} {kind}}}", style) for kind, (letter, style) in MARKS.items()
    )
    return Text("  ").join(Text(words, style=style) for words, style in shown)


def marked(story: EnrichedStory) -> Text:
    """The story's text with dateline, quotes, cues, speakers and sources marked."""
    text, marks = safe(story.text), _marks(story)
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    out = Text()
    for start, end in pairwise(cuts):
        for mark in sorted((one for one in marks if one.start == start), key=lambda one: -one.end):
            out.append(f"{{{mark.label} ", style="dim")
        inside = [mark for mark in marks if mark.start <= start and end <= mark.end]
        innermost = min(inside, key=lambda one: one.end - one.start, default=None)
        out.append(text[start:end], style=innermost.style if innermost else "")
        for mark in marks:
            if mark.end == end:
                out.append("}", style="dim")
    return out


def _marks(story: EnrichedStory) -> list[Mark]:
    """The marks of a story; what stands on the same stretch is one mark with several labels."""
    labels: defaultdict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for kind, number, span in _found(story):
        letter, style = MARKS[kind]
        labels[span.start, span.end].append((letter + number, style))
    return [
        Mark(start, end, " ".join(dict.fromkeys(label for label, _ in found)), found[0][1])
        for (start, end), found in sorted(labels.items())
    ]


def _found(story: EnrichedStory) -> Iterator[tuple[str, str, Span]]:
    """Everything that has a place in the text: what it is, its number, where it stands."""
    if story.dateline:
        yield "dateline", "", story.dateline.span
    for number, quote in enumerate(story.quotes, start=1):
        yield from (("quote", str(number), part) for part in quote.parts)
        if quote.cue:
            yield "cue", str(number), quote.cue.span
        if quote.speaker and quote.speaker.mention:
            yield "speaker", str(number), quote.speaker.mention
    for number, source in enumerate(story.sources, start=1):
        yield from (("source", str(number), mention) for mention in source.mentions)
