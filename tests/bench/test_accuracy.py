"""The accuracy report: what it compares, what it says, what it leaves alone. On stories of our own."""

import gzip
import os
import tomllib
from importlib.metadata import Distribution
from pathlib import Path

import orjson
import pytest

from bench.accuracy import page, tables
from bench.accuracy.__main__ import PAGE, main
from bench.accuracy.compare import Change, StoryChange, change, interval, quote_changes
from bench.accuracy.data import DATELINES, QUOTES, DataMissing, folder_of
from bench.accuracy.errors import KindErrors, SpeakerErrors, by_kind, by_speaker
from bench.accuracy.measure import DatelinesRead, QuotesRead, Reading
from bench.accuracy.readers import ROOT, DoesNotRead, Reader, earlier, working_tree
from bench.accuracy.second import datelines_differ
from bench.accuracy.stories import changed_stories
from bench.peers import one_character_marks
from bench.scoring.datelines import Record
from bench.scoring.quotes import StoryScore, score_story
from bench.scoring.records import Attribution
from tests.bench.marked import said

TEXT = '"The road is open again," Ada Poe said. The ferry will wait until noon, a spokesman said.'
ROAD = said(TEXT, "The road is open again", by="Ada Poe")
FERRY = said(TEXT, "The ferry will wait until noon", by="a spokesman")
NOBODY = said(TEXT, "The ferry will wait until noon")
EXTRA = said(TEXT, "a spokesman said.")
DATELINE = {"start": 0, "body_start": 9, "places": [{"name": "OSLO"}], "date_text": None, "agency_text": None}


def scored(*found: Attribution) -> StoryScore:
    return score_story(TEXT, [ROAD, FERRY], found, "speech")


def reading(name: str, story: StoryScore, dateline: Record | None) -> Reading:
    quotes = QuotesRead(
        data=QUOTES[0], task="speech", predictions=Path("x"), texts={"one": TEXT}, stories={"one": story}
    )
    datelines = DatelinesRead(
        data=DATELINES[0],
        predictions=Path("x"),
        texts={"one": "OSLO --  Snow fell."},
        marked={"one": DATELINE},
        found={"one": dateline},
    )
    return Reading(reader=name, quotes=[quotes], datelines=[datelines])


BEFORE = reading("v1", scored(ROAD, NOBODY, EXTRA), None)
NOW = reading("working tree", scored(FERRY), DATELINE)


def test_a_story_tells_what_it_won_and_what_it_lost() -> None:
    """In its own words, with what is found for nothing."""
    assert quote_changes({"one": TEXT}, BEFORE.quotes[0].stories, NOW.quotes[0].stories) == [
        StoryChange(
            story="one",
            before=1,
            after=1,
            won=("The ferry will wait until noon",),
            lost=("The road is open again",),
            more_extra=-1,
        )
    ]


def test_stories_that_win_as_much_as_they_lose_are_the_same() -> None:
    """They count neither as better nor as worse."""
    stories = [
        StoryChange(story=name, before=0, after=0, won=won, lost=lost)
        for name, won, lost in (("a", ("x",), ()), ("b", (), ("x",)), ("c", ("x",), ("y",)), ("d", (), ()))
    ]
    assert change(stories) == Change(better=1, worse=1, same=2)


def test_chance_is_the_two_sided_sign_test() -> None:
    """Nine stories of ten better is not chance; five of ten, or nothing changed, may be."""
    pairs = [(9, 1), (5, 5), (0, 0), (0, 6)]
    assert [round(Change(better=b, worse=w, same=0).chance, 3) for b, w in pairs] == [0.021, 1.0, 1.0, 0.031]


def test_the_interval_is_nothing_where_nothing_changed_and_repeats_itself() -> None:
    """The same stories are drawn for both readers, from a fixed seed."""
    one, other = [scored(ROAD)] * 4, [scored(ROAD, FERRY), scored(), scored(ROAD), scored(FERRY)]
    assert interval(one, one) == (0.0, 0.0)
    low, high = interval(one, other)
    assert low < 0 < high
    assert (low, high) == interval(one, other)


def test_errors_are_told_by_kind_and_by_what_the_speaker_is() -> None:
    """Kinds of the marked quote; for what is extra, of the found one."""
    stories = [scored(NOBODY, EXTRA)]
    assert by_kind(stories) == [
        KindErrors(kind="direct", marked=1, missed=1, extra=0, wrong_speaker=0, no_speaker=0),
        KindErrors(kind="mixed", marked=0, missed=0, extra=0, wrong_speaker=0, no_speaker=0),
        KindErrors(kind="indirect", marked=1, missed=0, extra=1, wrong_speaker=0, no_speaker=1),
    ]
    assert [found for found in by_speaker(stories) if found.matched] == [
        SpeakerErrors(speaker="nominal", matched=1, wrong=0, none_given=1)
    ]


def test_the_tables_have_figures_and_no_text() -> None:
    """Not a word of a story: the texts are not ours to print."""
    told = "\n".join(tables.report(NOW, BEFORE, [BEFORE]))
    assert "| PolNeAR dev, speech | working tree | 66.7 | 100.0 / 50.0 |" in told
    assert "| Reuters | working tree | 100.00 (1 of 1) |" in told
    assert "| Reuters | all right | 0.00 | 100.00 | +100.00 | 1 | 0 | 0 | 1.000 |" in told
    assert [word for word in ("road", "ferry", "spokesman", "OSLO") if word in told] == []


def test_without_a_release_nothing_is_compared() -> None:
    """The tables of the working tree stand alone."""
    assert not any("story by story" in block for block in tables.report(NOW, None, []))


def test_the_terminal_shows_the_words_that_were_won_and_lost() -> None:
    """At most so many stories, the others counted."""
    lines = list(changed_stories(NOW, BEFORE, 1))
    assert lines == [
        "\nPolNeAR dev, speech: 1 of 1 stories changed, right fragments lost and won",
        "  +0  one: 1 → 1 right, -1 extra",
        "        lost  The road is open again",
        "        won   The ferry will wait until noon",
        "\nReuters: 1 of 1 datelines changed",
        "  won   one  OSLO -- Snow fell.",
    ]
    assert list(changed_stories(NOW, BEFORE, 0))[1:2] == ["  … and 1 more stories"]


def test_the_page_keeps_what_was_written_by_hand() -> None:
    """Only what stands between the markers is new, as often as it is written."""
    written = f"# Title\n\n{page.BEGIN}\nold\n{page.END}\n\nProse.\n"
    once = page.measured(written, ["a", "b"])
    assert once == f"# Title\n\n{page.BEGIN}\n\na\n\nb\n\n{page.END}\n\nProse.\n"
    assert page.measured(once, ["a", "b"]) == once


def test_a_page_without_markers_is_left_alone(tmp_path: Path) -> None:
    """Nobody's prose is overwritten."""
    (tmp_path / "page.md").write_text("# Prose\n")
    with pytest.raises(page.NoMarkers, match="it needs the lines"):
        page.write(tmp_path / "page.md", ["figures"])
    assert (tmp_path / "page.md").read_text() == "# Prose\n"


def test_a_page_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """Said before anything is measured."""
    with pytest.raises(page.NoMarkers, match=r"cannot be read: .*page\.md: No such file"):
        page.check(tmp_path / "page.md")


def test_the_page_of_the_docs_has_its_place_for_the_figures() -> None:
    """Else `make accuracy` would have nowhere to write."""
    page.check(PAGE)


def test_missing_data_is_one_sentence_and_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is missing, where it was looked for, and how to say where it is."""
    assert main(["--data", str(tmp_path)]) == 2
    sentence = capsys.readouterr().err
    assert sentence.startswith(f"The development data is missing: no {QUOTES[0].file} in {tmp_path / 'data'};")
    assert "make accuracy DATA=FOLDER" in sentence


def test_data_is_complete_or_missing(tmp_path: Path) -> None:
    """One file less is missing data."""
    for data in (*QUOTES, *DATELINES):
        place = tmp_path / "data" / data.file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(gzip.compress(b""))
    assert folder_of(tmp_path) == tmp_path / "data"
    (tmp_path / "data" / DATELINES[-1].file).unlink()
    with pytest.raises(DataMissing, match=DATELINES[-1].file):
        folder_of(tmp_path)


def test_what_does_not_change_is_read_once(tmp_path: Path) -> None:
    """Predictions of a revision are kept, those of the working tree never."""
    given = tmp_path / "stories.jsonl"
    given.write_bytes(orjson.dumps({"id": "one", "text": TEXT}))
    command = ("sh", "-c", "echo once >> {given}.log; cp {given} {out}")
    for made_from, runs in (("a revision", 1), ("", 3)):
        reader = Reader(name="cp", command=command, reads=("quotes",), made_from=made_from, folder=tmp_path)
        assert [reader.predict("quotes", given).read_bytes() for _ in range(2)] == [given.read_bytes()] * 2
        assert (tmp_path / "stories.jsonl.log").read_text().count("once") == runs


def test_a_reader_that_fails_says_so_in_its_last_line(tmp_path: Path) -> None:
    """And leaves nothing behind that could be taken for its predictions."""
    given = tmp_path / "stories.jsonl"
    given.write_bytes(b"")
    reader = Reader(
        name="v0", command=("sh", "-c", "echo no such module >&2; exit 1"), reads=("quotes",), folder=tmp_path
    )
    with pytest.raises(DoesNotRead, match=r"v0 does not read here \(no such module\); it is left out\."):
        reader.predict("quotes", given)
    assert list((tmp_path / "v0").iterdir()) == []


def test_a_revision_that_is_not_there_is_a_sentence() -> None:
    """With how to give another."""
    with pytest.raises(DoesNotRead, match=r"no revision 'no-such-tag' .* RELEASE="), earlier("no-such-tag"):
        pass


def test_a_checkout_is_read_with_its_own_components() -> None:
    """spaCy finds them by entry points, and what is installed may be another revision."""
    path = working_tree().environment["PYTHONPATH"].split(os.pathsep)
    (found,) = Distribution.discover(name="copytaster", path=path)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    factories = {point.name: point.value for point in found.entry_points.select(group="spacy_factories")}
    assert factories == project["entry-points"]["spacy_factories"]


def test_a_scorer_that_gives_other_figures_is_named(tmp_path: Path) -> None:
    """What it counted and what ours did; where it agrees there is nothing to say, where it is missing that is said."""
    ours = NOW.datelines[0].score
    given = Path("stories.jsonl")

    def told(program: str) -> str | None:
        (tmp_path / "score_datelines.py").write_text(program)
        return datelines_differ(tmp_path, given, given, ours)

    agrees = {measure: {"held": share.held} for measure, share in ours.items()}
    assert told(f"import json; print(json.dumps({agrees}))") is None
    assert told(f"import json; print(json.dumps({agrees | {'place': {'held': 0}}}))") == (
        "stories.jsonl: the scorer beside the data gives other figures: place 0 (ours 1)."
    )
    assert told("raise SystemExit(1)") == (
        "stories.jsonl: the scorer beside the data does not run; the figures are our scorer's alone."
    )


def test_a_peer_is_given_one_character_for_each_mark_and_line_end() -> None:
    """And the offsets of the given text are found again."""
    plain, origins = one_character_marks("A ``b'' \n\n  c  d")
    assert (plain, origins) == ('A "b"\nc  d', [0, 1, 2, 4, 5, 7, 12, 13, 14, 15, 16])
