"""Attribution in headlines: "… — Lavrov", "Lavrov: …", "…: officials"."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from wirecopy.extract.found import FoundQuote, Stretch
from wirecopy.extract.quotes.lexicon import speaker_nouns

_DASH = re.compile(r"[ \u00a0](?:—|–|--?|―)[ \u00a0]")
_COLON = re.compile(r":[ \u00a0]")
_WORD = re.compile(r"[\w.'’-]+")
_EDGES = " \t\r\n\xa0,;:—–-"
_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]\.|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|a\.m|p\.m))\.?$")

#: A speaker at the edge of a headline has few words; a headline that says something has some.
MOST_SPEAKER_WORDS, FEWEST_WORDS = 6, 3


def headline_attributions(doc: Doc, text: str, headline: Stretch) -> Iterator[FoundQuote]:
    """The attribution by dash or colon of a headline, if it has one; text: the doc's text."""
    dash = _last(_DASH, text, headline)
    if dash is not None:
        yield from _told(
            doc, text, (headline[0], dash.start()), (dash.end(), headline[1]), (dash.start(), dash.end()), "—"
        )
        return
    colon = next(_COLON.finditer(text, *headline), None)
    if colon is not None:
        mark = (colon.start(), colon.start() + 1)
        front, back = (headline[0], colon.start()), (colon.end(), headline[1])
        yield from _told(doc, text, back, front, mark, ":") or _told(doc, text, front, back, mark, ":")


def _told(doc: Doc, text: str, words: Stretch, speaker: Stretch, mark: Stretch, lemma: str) -> list[FoundQuote]:
    words, speaker, cue = trim(text, *words), trim(text, *speaker), _tight(text, mark)
    if len(_WORD.findall(text[slice(*words)])) < FEWEST_WORDS or not _is_speaker(doc, text, speaker):
        return []
    return [
        FoundQuote(
            kind="indirect",
            parts=(words,),
            section="headline",
            cue=cue,
            lemma=lemma,
            mention=speaker,
            confidence=0.8,
            reason=f"headline; '{text[slice(*speaker)]}' set off by '{text[slice(*cue)]}'",
        )
    ]


def _is_speaker(doc: Doc, text: str, stretch: Stretch) -> bool:
    """A name that stands elsewhere in the story or that the model knows, or a noun that speaks in headlines."""
    name = text[slice(*stretch)]
    words = _WORD.findall(name)
    if not 0 < len(words) <= MOST_SPEAKER_WORDS or (name.isupper() and len(name) > 4):
        return False
    if words[-1].casefold() in speaker_nouns():
        return True
    again = re.search(rf"\b{re.escape(words[-1])}\b", text[stretch[1] + 1 :]) if words[-1][:1].isupper() else None
    return again is not None or (words[-1][:1].isupper() and _is_name(doc, stretch))


def _is_name(doc: Doc, stretch: Stretch) -> bool:
    """Whether a stretch is, or ends with, a person, a body or a place that the model knows as one."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    return span is not None and any(entity.label_ in ("PERSON", "ORG", "GPE", "NORP") for entity in span.ents)


def trim(text: str, start: int, end: int) -> Stretch:
    """A stretch without blanks, commas and dashes at its ends, and without the full stop of its sentence."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if end - start > 1 and text[end - 1] == "." and not _ABBREVIATED.search(text[max(0, end - 6) : end]):
        end -= 1
    return start, end


def _tight(text: str, mark: Stretch) -> Stretch:
    start, end = mark
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end


def _last(pattern: re.Pattern[str], text: str, stretch: Stretch) -> re.Match[str] | None:
    last = None
    for last in pattern.finditer(text, *stretch):  # noqa: B007 - the last one is what is wanted
        pass
    return last
