"""Whole sentences through the trained pipeline: who the sources are, and what rests on them."""

from dataclasses import dataclass

import pytest
from spacy.language import Language

from wirecopy.extract import enrich
from wirecopy.identity import identify
from wirecopy.story import RawStory, Source, Sourcing

pytestmark = pytest.mark.model


@dataclass(frozen=True)
class Told:
    """What a story tells of a source, without ids, spans and reasons."""

    kind: str
    anonymity: str
    descriptor: str
    name: str | None = None
    count: int | None = None
    withheld: str | None = None
    supports: int = 1


def told(source: Source) -> Told:
    return Told(
        kind=source.kind,
        anonymity=source.anonymity,
        descriptor=source.descriptor,
        name=source.name,
        count=source.count,
        withheld=source.reason_for_anonymity,
        supports=len(source.supports),
    )


def sources(nlp: Language, text: str) -> list[Told]:
    return [told(source) for source in nlp(text)._.sources]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The company will cut 200 jobs, two people familiar with the matter said on Tuesday.",
            Told("anonymous", "described", "two people familiar with the matter", count=2),
        ),
        (
            "The deal is near, one of two officials who spoke on condition of anonymity as the talks go on said.",
            Told(
                "anonymous",
                "described",
                "two officials",
                count=2,
                withheld="as the talks go on",
            ),
        ),
        (
            "The deal is near, a diplomat who declined to be named said on Tuesday.",
            Told("anonymous", "described", "a diplomat", withheld="who declined to be named"),
        ),
        ("The deal is near, sources said.", Told("anonymous", "vague", "sources")),
        (
            "The deal is near, three sources close to the talks told Reuters.",
            Told("anonymous", "described", "three sources close to the talks", count=3),
        ),
        (
            "The deal is near, a spokeswoman for Acme Corp said.",
            Told("role", "role-only", "a spokeswoman for Acme Corp"),
        ),
        (
            "The mayor had left, according to unconfirmed reports.",
            Told("anonymous", "hearsay", "unconfirmed reports"),
        ),
        ("The court said in a ruling on Tuesday that the law was void.", Told("court", "described", "The court")),
        ("The army has taken the town, state television said.", Told("broadcast", "described", "state television")),
        (
            "The army has taken the town, Xinhua news agency reported.",
            Told("agency", "named", "Xinhua news agency", name="Xinhua"),
        ),
        ("Exports fell 3 percent, official data showed on Tuesday.", Told("data", "described", "official data")),
        (
            "The firm owes 3 million euros, a draft seen by AFP showed.",
            Told("document", "described", "a draft seen by AFP"),
        ),
        (
            "A draft seen by AFP sets two windows in the year.",
            Told("document", "described", "A draft seen by AFP", supports=0),
        ),
        (
            "The letter, seen by Reuters on Tuesday, asks for a delay.",
            Told("document", "described", "The letter", supports=0),
        ),
    ],
)
def test_one_source(nlp: Language, text: str, expected: Told) -> None:
    """Kind, ladder, description, number and reason, from a sentence as wires write it."""
    assert sources(nlp, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Lima on Tuesday.",
        "The falloff in turnout suggests that the party is in trouble.",
        "Trucks seen by AFP carried grain.",
        "",
        "\n\n",
    ],
)
def test_nobody_is_cited(nlp: Language, text: str) -> None:
    """What only suggests something is no source, and neither is what a reporter saw."""
    assert sources(nlp, text) == []


def test_name_surname_pronoun_and_office_are_one_source(nlp: Language) -> None:
    """With every mention, and every quote that rests on it."""
    text = (
        "Foreign Minister Sergey Lavrov said talks would go on. Lavrov added that the Russian side was ready. "
        '"We wait," he said.'
    )
    (source,) = nlp(text)._.sources
    assert told(source) == Told("person", "named", "Foreign Minister Sergey Lavrov", name="Sergey Lavrov", supports=3)
    assert [mention.exact for mention in source.mentions] == ["Foreign Minister Sergey Lavrov", "Lavrov", "he"]


def test_a_document_that_is_seen_first_and_quoted_later_is_one_source(nlp: Language) -> None:
    """The words of the later sentence rest on it."""
    text = "A memo seen by Reuters lists 40 names. The memo said the bridge was unsafe."
    (source,) = nlp(text)._.sources
    assert told(source) == Told("document", "described", "A memo seen by Reuters")
    assert [mention.exact for mention in source.mentions] == ["A memo seen by Reuters", "The memo"]


def test_documents_stand_behind_those_who_speak(nlp: Language) -> None:
    """In the order in which the story rests on them; a draft that is only described has nobody's name to give."""
    text = "A draft seen by AFP sets two windows in the year. The talks may fail, officials said."
    raw = RawStory(format="plain", body=text, uri="urn:x:1", version="1")
    (story,) = enrich(nlp, [identify(raw)])
    assert [one.descriptor for one in story.sources] == ["officials", "A draft seen by AFP"]
    assert story.sourcing == Sourcing(anonymous=1)


def test_a_source_keeps_its_id_in_the_next_version(nlp: Language) -> None:
    """Made from the story's uri and who it is, wherever it stands in the text."""
    said = "The deal is near, Jane Roe said."
    versions = [RawStory(format="plain", body=body, uri="urn:x:1") for body in (said, "It rained. " + said)]
    first, second = enrich(nlp, [identify(raw) for raw in versions])
    assert [one.id for one in first.sources] == [one.id for one in second.sources]
    assert first.sources[0].mentions != second.sources[0].mentions


@dataclass(frozen=True)
class Said:
    """Who said a quote: by full name, with whom, and who else it may be."""

    name: str | None
    joint: tuple[str | None, ...] = ()
    perhaps: tuple[str, ...] = ()


def said(nlp: Language, text: str) -> list[Said]:
    return [
        Said(
            name=quote.speaker.name if quote.speaker else None,
            joint=tuple(one.name for one in quote.joint_speakers),
            perhaps=tuple(one.name for one in quote.speaker.alternatives) if quote.speaker else (),
        )
        for quote in nlp(text)._.quotes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Marsh and Ben Roe said the bridge was unsafe. They said it must close.",
            [Said("Ada Marsh", ("Ben Roe",)), Said("Ada Marsh", ("Ben Roe",))],
        ),
        (
            "Ada Marsh said it was late. Ben Marsh said he was tired. Marsh said the bridge was open.",
            [Said("Ada Marsh"), Said("Ben Marsh"), Said(None, perhaps=("Ben Marsh", "Ada Marsh"))],
        ),
        (
            'Senator Ada Marsh said the bridge was unsafe. "We must close it," the senator said.',
            [Said("Ada Marsh"), Said("Ada Marsh")],
        ),
        (
            "A federal judge said the law was void. Judge Ada Marsh said the state had no power to pass it.",
            [Said("Ada Marsh"), Said("Ada Marsh")],
        ),
        (
            "The Marsh campaign said it would not comment. The campaign said it was late.",
            [Said("Marsh campaign"), Said("Marsh campaign")],
        ),
        ("Marsh's lawyer said she would appeal. Ada Marsh has been in jail since May.", [Said(None)]),
        ("Democrats said the bill was dead.", [Said(None)]),
    ],
)
def test_who_is_speaking(nlp: Language, text: str, expected: list[Said]) -> None:
    """Several at once, families, offices named further on, bodies called after somebody; in doubt nobody."""
    assert said(nlp, text) == expected


def test_a_survey_is_whose_it_is(nlp: Language) -> None:
    """Also where the story takes it up by its noun alone."""
    text = "A Larkfield College poll found that few had read the plan. The poll found that most liked it."
    (source,) = nlp(text)._.sources
    assert (source.kind, source.anonymity, source.name, source.affiliation) == (
        "data",
        "named",
        None,
        "Larkfield College",
    )
