"""Which alerts a message raises, from its raw story on: kills, corrections, urgents, and their mixtures."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wirecopy.events import AlertEvent, EnrichedStory, Severity
from wirecopy.identity import alert_id, identify
from wirecopy.rules import RULES, alerts
from wirecopy.story import Evidence, Lifecycle, RawStory, Sourcing
from wirecopy.tell import story_ref, tell

RAW = RawStory(
    format="ninjs", headline="Mine shuts", body="LIMA (AP) — A mine shut.", uri="urn:x:mine", version="3", urgency=5
)
EMBARGO = datetime(2026, 11, 30, 0, 1, tzinfo=UTC)


def story(raw: RawStory) -> EnrichedStory:
    return tell(identify(raw), dateline=None, quotes=(), sources=())


def raised(raw: RawStory) -> list[str]:
    return [alert.rule for alert in alerts(story(raw))]


@pytest.mark.parametrize(
    ("raw", "rules"),
    [
        (RAW, []),
        (replace(RAW, urgency=None), []),
        (replace(RAW, urgency=3), []),
        (replace(RAW, urgency=0), []),
        (replace(RAW, urgency=2), ["urgent"]),
        (replace(RAW, headline="UPDATE 1-Mine shuts"), []),
        (replace(RAW, headline="REFILE-Mine shuts"), []),
        (replace(RAW, headline="MEDIA ADVISORY: Mine tour"), []),
        (replace(RAW, pub_status="withheld"), []),
        (replace(RAW, headline="US kills terror leader in drone strike"), []),
        (replace(RAW, headline="Correction territory: stocks fall"), []),
        (replace(RAW, headline="CORRECTED-Mine shuts"), ["correction"]),
        (replace(RAW, headline="CORRECTED-Mine shuts", urgency=1), ["correction", "urgent"]),
        (replace(RAW, pub_status="canceled"), ["kill"]),
        (replace(RAW, ed_note="Kill BC-Mine, w0123"), ["kill"]),
        (replace(RAW, pub_status="canceled", urgency=1), ["kill"]),
        (replace(RAW, headline="CORRECTED-Mine shuts", ed_note="Kill BC-Mine, w0123"), ["kill"]),
        (replace(RAW, pub_status="withheld", ed_note="KILL KILL KILL"), ["kill"]),
    ],
)
def test_which_rules_fire(raw: RawStory, rules: list[str]) -> None:
    """The gravest first; a correction or an urgent that is also a kill is one kill; a hold raises nothing by itself."""
    assert raised(raw) == rules


def test_a_kill_in_words_as_a_whole() -> None:
    """The alert says which story, what became of it, and what says so, verbatim."""
    killed = story(replace(RAW, body="Please kill item dpa 157. A substitute follows."))
    assert alerts(killed) == (
        AlertEvent(
            id=alert_id("kill", "urn:x:mine", "3"),
            rule="kill",
            title="A story was killed",
            severity="critical",
            status="raised",
            story=story_ref(killed),
            lifecycle=Lifecycle(
                status="canceled",
                relation="kill",
                refers_to=("dpa 157",),
                evidence=(Evidence(field="body", value="Please kill item dpa 157", says="the story is withdrawn"),),
            ),
            why=(Evidence(field="body", value="Please kill item dpa 157", says="the story is withdrawn"),),
            excerpt="Mine shuts Please kill item dpa 157. A substitute follows.",
            sourcing=Sourcing(),
        ),
    )


def test_an_embargoed_urgent_story_is_raised_with_its_embargo() -> None:
    """The desk must know of it, and that it must not be printed yet."""
    (alert,) = alerts(story(replace(RAW, urgency=1, embargoed_until=EMBARGO)))
    assert (alert.rule, alert.story.status, alert.lifecycle.status, alert.lifecycle.embargoed_until) == (
        "urgent",
        "withheld",
        "withheld",
        EMBARGO,
    )


def test_two_versions_of_the_same_kill_are_two_alerts() -> None:
    """The second may name another item."""
    first = alerts(story(replace(RAW, pub_status="canceled")))
    second = alerts(story(replace(RAW, pub_status="canceled", version="4")))
    assert [one.id for one in (*first, *second)] == [
        alert_id("kill", "urn:x:mine", "3"),
        alert_id("kill", "urn:x:mine", "4"),
    ]


def test_a_kill_that_is_sent_again_under_its_version_is_the_same_alert_about_the_newer_text() -> None:
    """One entry for the desk; the text's digest tells the two messages apart."""
    (first,) = alerts(story(replace(RAW, pub_status="canceled")))
    (again,) = alerts(story(replace(RAW, pub_status="canceled", body="LIMA (AP) — The mine never shut.")))
    assert first.id == again.id
    assert first.story.text_sha256 != again.story.text_sha256


def test_a_story_and_its_kill_under_one_version_raise_two_alerts() -> None:
    """A publisher that forgets the version number does not hide the kill behind the urgent."""
    urgent, killed = replace(RAW, urgency=1), replace(RAW, urgency=1, pub_status="canceled")
    ids = {one.id for one in (*alerts(story(urgent)), *alerts(story(killed)))}
    assert ids == {alert_id("urgent", "urn:x:mine"), alert_id("kill", "urn:x:mine", "3")}


def test_a_lifecycle_without_evidence_still_says_why() -> None:
    """Stories of other programs may carry none."""
    killed = replace(story(RAW), lifecycle=Lifecycle(status="canceled", relation="kill"))
    corrected = replace(story(RAW), lifecycle=Lifecycle(status="usable", relation="correction"))
    assert [one.why for one in (*alerts(killed), *alerts(corrected))] == [
        (Evidence(field="pub_status", value="canceled", says="the story was killed"),),
        (Evidence(field="relation", value="correction", says="the story was corrected"),),
    ]


def test_a_copy_of_a_story_that_was_killed_before_is_no_kill() -> None:
    """It comes late, its status is that of the story, and the kill has raised its alert."""
    assert alerts(replace(story(replace(RAW, urgency=1)), lifecycle=Lifecycle(status="canceled", relation="new"))) == ()


def test_every_rule_has_its_own_name_and_the_gravest_stands_first() -> None:
    """Alerts come in this order."""
    order: tuple[Severity, ...] = ("critical", "high", "medium", "low", "info")
    assert [rule.id for rule in RULES] == ["kill", "correction", "urgent"]
    assert [rule.severity for rule in RULES] == sorted((rule.severity for rule in RULES), key=order.index)
