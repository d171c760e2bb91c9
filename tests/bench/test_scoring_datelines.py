"""Datelines beside what people marked."""

from collections.abc import Mapping

from bench.accuracy.errors import of_datelines
from bench.scoring.datelines import Share, faults, is_right, judge, tally

OSLO = {
    "start": 0,
    "end": 22,
    "body_start": 25,
    "places": [{"name": "OSLO", "region": "Norway"}],
    "date_text": "May 3",
    "agency_text": "Reuters",
}


def but(**other: object) -> Mapping[str, object]:
    return {**OSLO, **other}


def test_a_dateline_read_as_marked_is_right() -> None:
    """Case, punctuation and two characters at the lead do not matter."""
    found = but(places=[{"name": "Oslo"}], date_text="May 3.", agency_text="(Reuters)", body_start=27)
    verdict = judge(OSLO, found)
    assert (verdict, is_right(verdict)) == (
        {"found": True, "place": True, "body": True, "date": True, "agency": True, "whole": True},
        True,
    )
    assert faults(OSLO, found) == []


def test_each_part_can_be_wrong_for_itself() -> None:
    """And then the whole is."""
    wrong = {
        "place": but(places=[{"name": "OSLO"}, {"name": "BERGEN"}]),
        "body": but(body_start=28),
        "date": but(date_text="May 13"),
        "agency": but(agency_text=None),
    }
    assert {part: faults(OSLO, found) for part, found in wrong.items()} == {part: [part] for part in wrong}
    assert [judge(OSLO, found)["whole"] for found in wrong.values()] == [False] * 4


def test_what_is_not_marked_must_not_be_found() -> None:
    """An agency that stands nowhere makes the whole wrong, though there is no agency to be right about."""
    marked = but(agency_text=None)
    verdict = judge(marked, OSLO)
    assert ("agency" in verdict, verdict["whole"], faults(marked, OSLO)) == (False, False, ["agency"])


def test_no_dateline_is_an_answer() -> None:
    """Right where none is marked; missed where one is."""
    assert [is_right(judge(*pair)) for pair in ((None, None), (None, OSLO), (OSLO, None))] == [True, False, False]
    assert [faults(*pair) for pair in ((None, None), (None, OSLO), (OSLO, None))] == [[], ["false"], ["missed"]]


def test_stories_are_counted_where_the_measure_applies() -> None:
    """False alarms over the stories without a dateline, all else over those with one."""
    pairs = [(OSLO, OSLO), (OSLO, None), (None, None), (None, OSLO)]
    shares = tally(judge(*pair) for pair in pairs)
    assert (shares["found"], shares["false"], shares["whole"].value) == (Share(1, 2), Share(1, 2), 0.5)


def test_faults_are_counted_over_stories() -> None:
    """A story that is missing among the predictions has no dateline."""
    assert of_datelines({"a": OSLO, "b": OSLO, "c": None}, {"b": but(date_text=None, body_start=None)}) == {
        "missed": 1,
        "date": 1,
        "body": 1,
    }
