"""Alerts over the life of a story."""

from dataclasses import replace
from itertools import permutations

from tests.copy_desk import MORNING, at, copy
from tests.in_process import Wire
from wirecopy.events import EnrichedStory, Standing
from wirecopy.rules.raised import MOST_MESSAGES, AlertLife, after_story
from wirecopy.tell import story_ref

URI = "urn:x:fog"


def urgent(version: str, urgency: int = 2, **raw: object) -> EnrichedStory:
    return replace(copy(URI, version, **raw), urgency=urgency)  # type: ignore[arg-type]


def statuses(*stories: EnrichedStory) -> list[tuple[str, str]]:
    """Rule and status of each alert event, in their order."""
    wire = Wire(MORNING)
    wire.publish(stories)
    wire.set_clock(at(100))
    return [(alert["rule"], alert["status"]) for alert in wire.alerts()]


def test_an_urgent_story_is_raised_once_and_updated() -> None:
    """Its id is the story's."""
    assert statuses(urgent("1"), urgent("2")) == [("urgent", "raised"), ("urgent", "updated")]


def test_a_story_that_is_urgent_no_more_resolves_its_alert() -> None:
    """By a version of lower urgency; a late version that was urgent raises nothing."""
    assert statuses(urgent("1"), urgent("2", 5)) == [("urgent", "raised"), ("urgent", "resolved")]
    assert statuses(urgent("2", 5), urgent("1")) == []


def test_a_kill_retracts_what_was_raised_and_stays_itself() -> None:
    """A correction too."""
    assert statuses(urgent("1"), urgent("2", headline="CORRECTED-Fog"), urgent("3", headline="KILL: Fog")) == [
        ("urgent", "raised"),
        ("correction", "raised"),
        ("urgent", "updated"),
        ("kill", "raised"),
        ("urgent", "retracted"),
        ("correction", "retracted"),
    ]


def test_a_copy_that_comes_after_its_kill_raises_nothing() -> None:
    """Be it urgent or a correction."""
    assert statuses(urgent("3", headline="KILL: Fog"), urgent("1"), urgent("2", headline="CORRECTED-Fog")) == [
        ("kill", "raised")
    ]


def test_a_take_has_an_alert_of_its_own() -> None:
    """That the main copy is urgent no more does not resolve it, the next lead does."""
    take = urgent("2", headline="TAKE 2: Fog", sent=5)
    main = urgent("1", 2, sent=1), urgent("3", 5, sent=4)
    assert statuses(main[0], take, urgent("4", 5, headline="2ND LEAD: Fog", sent=9)) == [
        ("urgent", "raised"),
        ("urgent", "raised"),
        ("urgent", "resolved"),
        ("urgent", "resolved"),
    ]


def test_of_two_texts_under_one_version_only_the_one_that_stands_is_urgent() -> None:
    """Whichever comes first."""
    texts = [urgent("1", text="one"), urgent("1", 5, text="two")]
    ends = []
    for some in permutations(texts):
        wire = Wire(MORNING)
        wire.publish(some)
        ends.append(wire.desk.outcome()["alerts"])
    assert ends[0] == ends[1]


def test_many_corrections_do_not_make_it_forget_that_the_story_is_urgent() -> None:
    """It must still be taken back by a kill."""
    life = AlertLife(uri=URI)
    for number in range(MOST_MESSAGES * 2):
        story = urgent(str(number), headline="CORRECTED-Fog", text=str(number))
        ref = story_ref(story)
        standing = Standing(status="usable", live=(ref.version,), live_texts=(ref.text_sha256,))
        life, _ = after_story(life, replace(story, standing=standing))
    assert [one.rule for one in life.raised if not one.message] == ["urgent"]
    assert len(life.raised) == MOST_MESSAGES + 1
