"""The built-in rules: urgent, killed, corrected; and the reason for each."""

from dataclasses import replace

import pytest

from wirecopy.events import EnrichedStory
from wirecopy.identity import alert_id, identify
from wirecopy.rules import alerts
from wirecopy.story import Evidence, Lifecycle, RawStory
from wirecopy.tell import story_ref, tell


def story(urgency: int | None = None, **life: object) -> EnrichedStory:
    raw = RawStory(
        format="plain", headline="Dam gives way", body="LIMA (AP) — A dam gave way.", uri="urn:x:1", version="3"
    )
    plain = tell(identify(raw), dateline=None, quotes=(), sources=())
    lifecycle = Lifecycle(status="usable", relation="new")
    return replace(plain, urgency=urgency, lifecycle=replace(lifecycle, **life))  # type: ignore[arg-type]


def test_an_ordinary_story_raises_nothing() -> None:
    """No urgency, urgency 3 and worse, a plain update."""
    assert [alerts(story()), alerts(story(3)), alerts(story(8, relation="update"))] == [(), (), ()]


@pytest.mark.parametrize("urgency", [1, 2])
def test_urgency_1_and_2_raise_an_alert_that_says_so(urgency: int) -> None:
    """The evidence is the feed's own number."""
    (alert,) = alerts(story(urgency))
    assert (alert.rule, alert.severity, alert.why) == (
        "urgent",
        "high",
        (Evidence(field="urgency", value=str(urgency), says=f"the feed gives urgency {urgency}"),),
    )


def test_a_kill_and_a_correction_raise_alerts_with_their_evidence() -> None:
    """What the lifecycle found is why."""
    evidence = (Evidence(field="pub_status", value="canceled", says="the story was killed"),)
    (killed,) = alerts(story(status="canceled", relation="kill", evidence=evidence))
    (corrected,) = alerts(story(relation="correction", evidence=evidence))
    assert [(one.rule, one.severity, one.status, one.why) for one in (killed, corrected)] == [
        ("kill", "critical", "raised", evidence),
        ("correction", "high", "raised", evidence),
    ]


def test_what_is_true_of_the_story_is_one_alert_and_what_a_message_did_is_one_each() -> None:
    """A story that stays urgent updates its alert; a second correction is another one; a take has its own."""
    first, again, later = story(1), story(1), replace(story(1), version="4")
    corrected, once_more = story(relation="correction"), replace(story(relation="correction"), version="4")
    assert alerts(first) == alerts(again)
    assert [one.id for told in (first, later, corrected, once_more) for one in alerts(told)] == [
        alert_id("urgent", "urn:x:1"),
        alert_id("urgent", "urn:x:1"),
        alert_id("correction", "urn:x:1", "3"),
        alert_id("correction", "urn:x:1", "4"),
    ]
    assert [one.id for one in alerts(story(1, relation="take", number=2))] == [alert_id("urgent", "urn:x:1", "take 2")]


def test_an_alert_carries_an_excerpt_of_at_most_280_code_points() -> None:
    """Headline first, white space folded."""
    short, long = alerts(story(1))[0], alerts(replace(story(1), text="word " * 200))[0]
    assert (short.excerpt, len(long.excerpt) <= 280, long.excerpt[-1], short.story) == (
        "Dam gives way LIMA (AP) — A dam gave way.",
        True,
        "…",
        story_ref(story(1)),
    )
