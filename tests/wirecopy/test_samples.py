"""The sample stories: their folder is in order, a person reads them no other way, their golden output holds."""

import difflib
from collections.abc import Mapping
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from spacy.language import Language

import copytaster.samples
from copytaster.samples import INDEX, Sample, samples
from tests.facts import departures, expected
from tests.golden_files import FOLDER, copy_of, enriched, pretty, stale, stem
from wirecopy.events import EnrichedStory

#: A golden diff longer than this is cut; the whole is one `git diff` away.
DIFF_LINES = 60

BY_NAME = pytest.mark.parametrize("sample", samples(), ids=stem)


@pytest.fixture(scope="module")
def stories(nlp: Language) -> Mapping[str, EnrichedStory]:
    """Every sample's enriched story, read once for all tests here."""
    return enriched(nlp)


def test_every_file_is_listed() -> None:
    """samples.tsv lists exactly the stories in the folder, in the order of their names."""
    folder = Path(copytaster.samples.__file__).parent
    files = sorted(p.name for p in folder.iterdir() if p.suffix in (".txt", ".json"))

    assert [sample.name for sample in samples()] == files
    assert (folder / INDEX).read_text(encoding="utf-8").count("\n") == len(files) + 1


@BY_NAME
def test_key_is_the_uri(sample: Sample) -> None:
    """Where the publisher gives a uri, the sample's key is that uri: one story, one partition."""
    raw = copy_of(sample).raw

    assert raw.uri is None or (sample.key or b"").decode() == raw.uri


@BY_NAME
def test_sample_has_text(sample: Sample) -> None:
    """Every sample is read by some format and has copy under a headline, or is a single line."""
    raw = copy_of(sample).raw

    assert raw.headline or raw.body


def test_versions_are_distinct() -> None:
    """No two samples are the same version of one story."""
    versions = [(copy.uri, copy.version) for copy in map(copy_of, samples())]

    assert len(versions) == len(set(versions))


#: What the first version of the reader does not do yet. Strict: a test that passes all of a sudden must be taken off.
NOT_YET: dict[str, str] = {}


def _readings() -> list[ParameterSet]:
    marks = {name: [pytest.mark.xfail(strict=True, reason=why)] for name, why in NOT_YET.items()}
    return [pytest.param(name, marks=marks.get(name, [])) for name in expected()]


@pytest.mark.model
@pytest.mark.parametrize("name", _readings())
def test_read_as_a_person_reads_it(name: str, stories: Mapping[str, EnrichedStory]) -> None:
    """Dateline, life cycle, quotes, speakers and sources are those of a person's reading."""
    assert departures(stories[name], expected()[name]) == []


@pytest.mark.model
@pytest.mark.parametrize("name", [stem(sample) for sample in samples()])
def test_golden_output(name: str, stories: Mapping[str, EnrichedStory]) -> None:
    """The enriched story is the one in tests/golden, to the last field."""
    path = FOLDER / f"{name}.json"
    golden = path.read_text(encoding="utf-8") if path.exists() else ""
    got = pretty(stories[name])
    diff = list(difflib.unified_diff(golden.splitlines(), got.splitlines(), str(path), "now", lineterm="", n=4))

    if diff:
        shown = "\n".join(diff[:DIFF_LINES])
        pytest.fail(f"{name} reads differently now; if it should, run: make golden\n{shown}", pytrace=False)


def test_no_golden_file_without_its_sample() -> None:
    """A golden file whose sample is gone tells of nothing."""
    assert list(stale()) == []
