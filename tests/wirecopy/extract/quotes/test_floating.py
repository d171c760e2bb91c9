"""Quotations without a cue: whose they are by what stands around them. No trained model: the cues are given."""

import pytest

from wirecopy.extract.quotes.attributed import Attributed, Attributions, Introduction
from wirecopy.extract.quotes.cues import CueRead
from wirecopy.extract.quotes.floating import Paragraphs
from wirecopy.extract.quotes.marks import quotations


def stretch(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


def whose(text: str, cue: str = "", speaker: str = "", content: str = "") -> list[tuple[str, str | None]]:
    """The floating quotations with their speakers; cue, speaker and content of the one quote that has a cue."""
    quotes, introductions = [], []
    if cue:
        said = CueRead(span=stretch(text, cue), lemma=cue, polarity="neutral", addressee=None, venue=None)
        introductions = [Introduction(at=said.span[0], speaker=stretch(text, speaker))]
        if content:
            parts = (stretch(text, content),)
            quotes = [Attributed(cue=said, parts=parts, speaker=stretch(text, speaker), confidence=0.9)]
    found = Attributions(quotes=tuple(quotes), introductions=tuple(introductions))
    floating = Paragraphs(text, found).read(list(quotations(text)))
    return [
        (" ".join(text[slice(*p)] for p in one.parts), text[slice(*one.speaker)] if one.speaker else None)
        for one in floating
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"RUIZ: We have to go now, all of us."', [("We have to go now, all of us.", "RUIZ")]),
        ('RUIZ: "We have to go now."', [("We have to go now.", "RUIZ")]),
        (
            "“We have to go now.” ― Ana Ruiz\n“Not before noon.” ― Tom Smith",
            [("We have to go now.", "Ana Ruiz"), ("Not before noon.", "Tom Smith")],
        ),
        ('"We have to go now."\n-- Ana Ruiz, mayor of Ostby', [("We have to go now.", "Ana Ruiz")]),
        ('"We have to go now."', [("We have to go now.", None)]),
        ('She starred in "The Long Road Home," a film.', []),
        ('The so-called "night train" leaves at noon.', []),
        ("“The dam held.\n\n“It will hold again for years.”", [("The dam held. It will hold again for years.", None)]),
    ],
)
def test_labels_and_signatures(text: str, found: list[tuple[str, str | None]]) -> None:
    """Transcripts, letters, lists of opinions; titles and scare quotes are nobody's."""
    assert whose(text) == found


def test_a_quotation_goes_with_the_cue_of_its_paragraph() -> None:
    """The one before it, though a sentence ended."""
    text = '"We have to go," Ruiz said. She was tired. "The water will not wait."'
    assert whose(text, "said", "Ruiz", "We have to go,") == [("The water will not wait.", "Ruiz")]


def test_a_colon_gives_the_next_paragraph_to_its_speaker() -> None:
    """By the last cue, whose sentence holds no quote."""
    text = 'The mayor put it like this:\n\n"The water will not wait for us."'
    assert whose(text, "put", "The mayor") == [("The water will not wait for us.", "The mayor")]


def test_an_open_quotation_goes_on() -> None:
    """The next paragraph is the same quote, and so the same speaker's."""
    text = '"We have to go," Ruiz said. "The water is here.\n\n"It will not wait for us."'
    assert whose(text, "said", "Ruiz", "We have to go,") == [("The water is here. It will not wait for us.", "Ruiz")]


def test_a_paragraph_of_the_reporter_ends_it() -> None:
    """Who spoke before it does not speak behind it."""
    text = '"We have to go," Ruiz said.\n\nThe town was dark.\n\n"Nobody has come back yet."'
    assert whose(text, "said", "Ruiz", "We have to go,") == [("Nobody has come back yet.", None)]
