"""The dateline as a component of a spaCy pipeline."""

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
import spacy
from spacy.language import Language

from wirecopy.identity import identify
from wirecopy.story import RawStory


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline that only reads datelines."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("wirecopy_dateline")
    return pipeline


def test_bare_text(nlp: Language) -> None:
    """A doc of bare text is all copy."""
    assert nlp("OSLO (AP) - It rains.")._.dateline.places[0].name == "Oslo"


def test_no_dateline(nlp: Language) -> None:
    """A doc without a dateline says so."""
    assert nlp("It rains in Oslo.")._.dateline is None


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "-"])
def test_next_to_nothing(nlp: Language, text: str) -> None:
    """A doc with next to nothing in it is read all the same."""
    assert nlp(text)._.dateline is None


def test_a_copy_gives_its_metadata(nlp: Language) -> None:
    """The dateline is looked for in the body, with the metadata of the story."""
    raw = RawStory(
        format="plain",
        headline="OSLO (AP) - headline",
        body="BERGEN, Nov 20 (NTB) - It rains.",
        sent=datetime(2017, 11, 20, tzinfo=UTC),
        located="Oslo",
    )
    copy = identify(raw)
    doc = nlp.make_doc(copy.text)
    doc._.wire = copy
    dateline = nlp(doc)._.dateline
    assert (dateline.span.exact, dateline.date.iso) == ("BERGEN, Nov 20 (NTB)", date(2017, 11, 20))
    assert dateline.conflicts == ("the dateline says BERGEN, the metadata says Oslo",)


def test_a_headline_alone_has_no_dateline(nlp: Language) -> None:
    """A flash that is only a headline has no dateline."""
    copy = identify(RawStory(format="plain", headline="OSLO (AP) - It rains"))
    doc = nlp.make_doc(copy.text)
    doc._.wire = copy
    assert nlp(doc)._.dateline is None


def test_spacy_alone_finds_the_component() -> None:
    """In a fresh process `import spacy` is enough: the entry points name the factories."""
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('wirecopy_dateline'); nlp.add_pipe('wirecopy_breaks');"
        "print(nlp('OSLO (AP) - It rains.')._.dateline.agency)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert ran.stdout.strip() == "AP"
