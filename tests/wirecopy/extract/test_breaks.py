"""Where a sentence must begin."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from wirecopy.identity import identify
from wirecopy.story import RawStory


@pytest.fixture(scope="module")
def breaker() -> Language:
    """A pipeline that reads the dateline and breaks sentences."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("wirecopy_dateline")
    pipeline.add_pipe("wirecopy_breaks")
    return pipeline


def starts(doc: Doc) -> list[str]:
    """The tokens that begin a sentence for certain."""
    return [token.text for token in doc if token.is_sent_start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSLO (AP) - It rains. It pours.", ["OSLO", "It"]),
        ("It rains.\nHe said.", ["It", "He"]),
        ("It rains.\n\n   \t\nHe said.\n", ["It", "He"]),
        ("It rains.\r\n\r\nHe said.", ["It", "He"]),
        ('It rains.\n\n"Wet," he said.', ["It", '"']),
        ("Rain\nFog\nOSLO, Nov 20. /TASS/. Mist fell.", ["Rain", "Fog", "OSLO", "Mist"]),
    ],
)
def test_breaks(breaker: Language, text: str, expected: list[str]) -> None:
    """Paragraphs, the dateline and the lead begin sentences; white space never does."""
    assert starts(breaker(text)) == expected


def test_sections_begin_sentences(breaker: Language) -> None:
    """Headline, deck and body each begin a sentence."""
    copy = identify(RawStory(format="plain", headline="Rain falls", deck="Fog too", body="Mist fell."))
    doc = breaker.make_doc(copy.text)
    doc._.wire = copy
    assert starts(breaker(doc)) == ["Rain", "Fog", "Mist"]


def test_the_rest_is_left_open(breaker: Language) -> None:
    """Behind a mark that can end a sentence the parser is free to decide; elsewhere no sentence begins."""
    assert [token.is_sent_start for token in breaker("Rain. Fog.\nMist.")][1:] == [
        False,
        None,
        False,
        None,
        True,
        False,
    ]


def test_leading_white_space_is_no_sentence(breaker: Language) -> None:
    """White space before the first word stays in one sentence with it."""
    assert [token.is_sent_start for token in breaker("\n\n  It rains.")][1:] == [True, False, False]


def test_the_dateline_is_one_sentence(breaker: Language) -> None:
    """The full stops of a dateline end no sentence."""
    doc = breaker("OSLO, Nov 20. /TASS/. Mist fell.")
    assert {token.is_sent_start for token in doc if 0 < token.idx < 22} == {False}


@pytest.mark.model
def test_the_parser_keeps_to_the_breaks(nlp: Language) -> None:
    """No sentence of the trained parser runs over a paragraph or from the dateline into the lead."""
    doc = nlp("Rain falls on\n\nOSLO, Nov 20. /TASS/. Rain fell on\n\nThe mayor said so.")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Rain falls on",
        "OSLO, Nov 20. /TASS/.",
        "Rain fell on",
        "The mayor said so.",
    ]


@pytest.mark.parametrize(
    "words",
    [["It", "rains", ".", "\n", "He"], ["It", "rains", ".", "\n\n", " ", "He"], ["It rains.\n", "He"]],
)
def test_whatever_the_tokens_are(breaker: Language, words: list[str]) -> None:
    """A tokenizer that cuts white space in its own way gets the same break."""
    doc = Doc(breaker.vocab, words=words, spaces=[False] * len(words))
    for _, component in breaker.pipeline:
        doc = component(doc)
    assert starts(doc) == [words[0], "He"]


def test_an_empty_doc(breaker: Language) -> None:
    """An empty doc has no sentence."""
    assert starts(breaker("")) == []
