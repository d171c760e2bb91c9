"""Attribution in headlines: "… — Lavrov", "Lavrov: …", "…: officials"."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.indirect import Reported, trim
from wirecopy.extract.quotes.lexicon import CueWord, speaker_nouns
from wirecopy.extract.quotes.parse import is_name_like

_DASH = re.compile(r"[ \u00a0](?:—|–|--?|―)[ \u00a0]")
_COLON = re.compile(r":[ \u00a0]")
_WORD = re.compile(r"[\w.'’-]+")

#: A speaker at the edge of a headline has few words; a headline that says something has some.
MOST_SPEAKER_WORDS, FEWEST_WORDS = 6, 3


def headline_attributions(doc: Doc, headline: Stretch) -> Iterator[Reported]:
    """The attribution by dash or colon of a headline, if it has one."""
    text = doc.text
    dash = _last(_DASH, text, headline)
    if dash is not None:
        yield from _told(doc, (headline[0], dash.start()), (dash.end(), headline[1]), (dash.start(), dash.end()), "—")
        return
    colon = next(_COLON.finditer(text, *headline), None)
    if colon is not None:
        mark = (colon.start(), colon.start() + 1)
        front, back = (headline[0], colon.start()), (colon.end(), headline[1])
        yield from _told(doc, back, front, mark, ":") or _told(doc, front, back, mark, ":")


def _told(doc: Doc, words: Stretch, speaker: Stretch, mark: Stretch, lemma: str) -> list[Reported]:
    text = doc.text
    words, speaker, cue = trim(text, *words), trim(text, *speaker), _tight(text, mark)
    if len(_WORD.findall(text[slice(*words)])) < FEWEST_WORDS or not _is_speaker(doc, speaker):
        return []
    return [
        Reported(
            parts=(words,),
            cue=cue,
            word=CueWord(lemma, "neutral", "clause"),
            mention=speaker,
            confidence=0.8,
            reason=f"headline; '{text[slice(*speaker)]}' set off by '{text[slice(*cue)]}'",
        )
    ]


def _is_speaker(doc: Doc, stretch: Stretch) -> bool:
    """A name that stands elsewhere in the story or that the model knows, or a noun that speaks in headlines."""
    name = doc.text[slice(*stretch)]
    words = _WORD.findall(name)
    if not 0 < len(words) <= MOST_SPEAKER_WORDS or (name.isupper() and len(name) > 4):
        return False
    if words[-1].casefold() in speaker_nouns():
        return True
    again = re.search(rf"\b{re.escape(words[-1])}\b", doc.text[stretch[1] + 1 :]) if words[-1][:1].isupper() else None
    return again is not None or (words[-1][:1].isupper() and is_name_like(doc, stretch))


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
