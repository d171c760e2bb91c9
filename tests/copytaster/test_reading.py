"""What a pool process does with a batch: one outcome per message, whatever its neighbours are."""

from collections.abc import Iterable

import pytest
import spacy

import wirecopy.extract
from copytaster.delivered import Done, Failed
from copytaster.reading import Job, Plan, Reader
from wirecopy.events import EnrichedStory
from wirecopy.identity import Copy
from wirecopy.tell import tell

PLAN = Plan(model="blank", topic_prefix="wire", group="desk", max_story_bytes=1000)


def enrich(nlp: object, copies: Iterable[Copy]) -> list[EnrichedStory]:
    """Stands in for the language work: nothing is found, and the word "crash" crashes."""
    made = list(copies)
    if any("crash" in copy.text for copy in made):
        raise RuntimeError("as told")
    return [tell(copy, dateline=None, quotes=(), sources=()) for copy in made]


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.setattr(wirecopy.extract, "enrich", enrich)
    return Reader(PLAN, spacy.blank("en"))


def test_each_message_of_a_batch_gets_its_outcome(reader: Reader) -> None:
    """Good and bad ones side by side, in order."""
    jobs = [
        Job(key=b"urn:x:1", value=b"Rain expected\n\nOSLO (AP) - It will rain, they said."),
        Job(key=None, value=None),
        Job(key=None, value=b"\xff\xfe\xfa"),
        Job(key=None, value=b"x" * 2000),
        Job(key=b"urn:x:2", value=b"Snow expected\n\nOSLO (AP) - It will snow, they said."),
    ]
    outcomes = reader.read(jobs)
    assert [type(outcome) for outcome in outcomes] == [Done, Failed, Failed, Failed, Done]
    assert [outcome.reason for outcome in outcomes if isinstance(outcome, Failed)] == [
        "null-value",
        "not-utf8",
        "too-large",
    ]
    assert [story.uri for outcome in outcomes if isinstance(outcome, Done) for story in outcome.stories] == [
        "urn:x:1",
        "urn:x:2",
    ]


def test_a_story_that_breaks_the_reader_fails_alone(reader: Reader) -> None:
    """Its neighbours in the batch are read one by one."""
    jobs = [Job(key=b"a", value=b"Calm\n\nAll is calm."), Job(key=b"b", value=b"Noise\n\nThings crash here.")]
    calm, noise = reader.read(jobs)
    assert isinstance(calm, Done)
    assert noise == Failed(
        reason="internal-error",
        message="The reader failed on this story; please report it with the story.",
        exception="RuntimeError: as told",
    )


def test_the_same_message_gives_the_same_records(reader: Reader) -> None:
    """Ids, keys and bytes: a consumer can drop what comes twice."""
    job = Job(key=b"urn:x:1", value=b"Rain expected\n\nOSLO (AP) - It will rain, they said.")
    assert reader.read([job]) == reader.read([job])
