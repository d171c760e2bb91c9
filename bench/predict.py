"""`python bench/predict.py {quotes,datelines} IN.jsonl OUT.jsonl`: what the product reads in texts, for a scorer.

IN has a line {"id", "text"} for each story (gzip too, by its name); every other field is ignored. OUT has, for each,

    datelines  {"id", "dateline": null | {"start", "end", "body_start", "places": [{"name", "region"}], "date_text",
               "agency_text"}}
    quotes     {"id", "quotes": [{"start", "end", "parts", "kind", "speaker": [start, end] | null, "speaker_text"}]}

with offsets that count the code points of the given text.

A text goes the whole way that `copytaster process` sends a file: its bytes to `wirecopy.formats.read`, the stories to
`identify_all`, their copies to `enrich`. The plain text reader takes the headline, bylines and notes to editors out of
the copy, joins wrapped lines and leaves end marks out, so the text that the product's offsets count in is another one.
Its lines are stretches of the given text all the same, in the given order, only blanks differ: `Origin` finds them
again and carries the offsets back. What the product reads in words that it did not find in the given text is left out.

Datelines need no language model; with quotes `--model` names it. What no reader can read has no dateline and no quotes.
"""

import argparse
import gzip
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import spacy
from spacy.language import Language

from wirecopy.errors import Unreadable
from wirecopy.events import EnrichedStory
from wirecopy.extract import enrich, load
from wirecopy.formats import read
from wirecopy.identity import Copy, identify_all
from wirecopy.story import Dateline, Quote, Span

#: The largest story that is read, in bytes: the default of the worker's setting.
LIMIT = 250_000
#: How many stories go through the pipeline at once.
BATCH = 64

Prediction = dict[str, Any]


class Origin:
    """Where the code points of the product's text stand in the given one."""

    def __init__(self, given: str, text: str) -> None:
        """Find each line of `text` in `given`, in order; blanks and control characters do not count."""
        printed = [at for at, c in enumerate(given) if _is_printed(c)]
        squeezed = "".join(given[at] for at in printed)
        self._ours: list[int] = []
        self._theirs: list[int] = []
        cursor = begin = 0
        for line in text.split("\n"):
            marks = [begin + at for at, c in enumerate(line) if _is_printed(c)]
            found = squeezed.find("".join(text[at] for at in marks), cursor)
            if found >= 0:
                cursor = found + len(marks)
                self._ours += marks
                self._theirs += printed[found:cursor]
            begin += len(line) + 1

    def start(self, offset: int) -> int | None:
        """Where what begins at an offset begins; where nothing follows, the end of what stands before."""
        at = bisect_left(self._ours, offset)
        return self._theirs[at] if at < len(self._theirs) else self.end(offset)

    def end(self, offset: int) -> int | None:
        """Where what ends before an offset ends."""
        at = bisect_left(self._ours, offset)
        return self._theirs[at - 1] + 1 if at else None

    def stretch(self, span: Span) -> list[int] | None:
        """Start and end of a span; None where its words are not in the given text."""
        start, end = self.start(span.start), self.end(span.end)
        return [start, end] if start is not None and end is not None and start < end else None


def main() -> None:
    """Read the command line and predict."""
    parser = argparse.ArgumentParser(description="Write what the product reads in texts, for a scorer.")
    parser.add_argument("what", choices=("quotes", "datelines"))
    parser.add_argument("given", type=Path, metavar="IN", help="JSON lines with id and text, gzip too")
    parser.add_argument("out", type=Path, metavar="OUT", help="JSON lines")
    parser.add_argument("--model", default="en_core_web_sm", help="the language model for quotes")
    wanted = parser.parse_args()
    nlp = load(wanted.model) if wanted.what == "quotes" else dateline_reader()
    texts = ((record["id"], record["text"]) for record in json_lines(wanted.given))
    with wanted.out.open("wb") as out:
        for row in predictions(nlp, wanted.what, texts):
            out.write(orjson.dumps(row) + b"\n")


def dateline_reader() -> Language:
    """The product's dateline component without the components that need a model."""
    nlp = spacy.blank("en")
    nlp.add_pipe("wirecopy_dateline")
    return nlp


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, gzip too, by its name; without the file the program ends with a sentence."""
    if not path.is_file():
        sys.exit(f"There is no file {path}: name one with JSON lines, or the folder that holds the development data.")
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
        yield from (orjson.loads(line) for line in file if line.strip())


def predictions(nlp: Language, what: str, given: Iterable[tuple[str, str]]) -> Iterator[Prediction]:
    """What is read in each text, in order, in the scorer's form."""
    rows = iter(given)
    while batch := list(islice(rows, BATCH)):
        copies = [_copy(name, text) for name, text in batch]
        stories = iter(enrich(nlp, filter(None, copies)))
        for (name, text), copy in zip(batch, copies, strict=True):
            story = next(stories) if copy else None
            origin = Origin(text, story.text if story else "")
            if what == "datelines":
                yield {"id": name, "dateline": _dateline(story, origin)}
            else:
                yield {"id": name, "quotes": _quotes(story, origin)}


def _copy(name: str, text: str) -> Copy | None:
    """The copy of a text, its id for a Kafka key; None where it cannot be read."""
    try:
        raws = read(text.encode("utf-8", "surrogatepass"), limit=LIMIT).stories
    except Unreadable as error:
        print(f"{name}: {error}", file=sys.stderr)
        return None
    return identify_all(raws, name.encode())[0]


def _dateline(story: EnrichedStory | None, origin: Origin) -> Prediction | None:
    dateline: Dateline | None = story.dateline if story else None
    stretch = origin.stretch(dateline.span) if dateline else None
    if dateline is None or stretch is None:
        return None
    return {
        "start": stretch[0],
        "end": stretch[1],
        "body_start": origin.start(dateline.body_start),
        "places": [{"name": place.printed, "region": place.printed_region} for place in dateline.places],
        "date_text": dateline.date.printed if dateline.date else None,
        "agency_text": dateline.agency_printed,
    }


def _quotes(story: EnrichedStory | None, origin: Origin) -> list[Prediction]:
    found = (_quote(quote, origin) for quote in (story.quotes if story else ()))
    return [quote for quote in found if quote]


def _quote(quote: Quote, origin: Origin) -> Prediction | None:
    parts = [stretch for part in quote.parts if (stretch := origin.stretch(part))]
    if not parts:
        return None
    mention = quote.speaker.mention if quote.speaker else None
    return {
        "start": parts[0][0],
        "end": parts[-1][1],
        "parts": parts,
        "kind": quote.kind,
        "speaker": origin.stretch(mention) if mention else None,
        "speaker_text": mention.exact if mention else quote.speaker and quote.speaker.name,
    }


def _is_printed(c: str) -> bool:
    """Whether a character is more than a blank or a control character, which the reader may mend."""
    return not c.isspace() and (c.isprintable() or c > "\xa0")


if __name__ == "__main__":
    main()
