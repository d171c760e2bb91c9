"""Alerts over the life of a story: raised once, updated by new versions, resolved or retracted with them.

Pure: what is known of a story's alerts and a message about the story in; what is known then and the alerts out.
"""

from dataclasses import dataclass, replace

from wirecopy.events import AlertEvent, AlertStatus, EnrichedStory, Severity, Standing, StoryChange, StoryRef
from wirecopy.rules.builtin import alerts, rule_of
from wirecopy.story import Evidence, Lifecycle
from wirecopy.tell import story_ref

#: How many alerts about messages of one story are remembered; one about the story is never forgotten.
MOST_MESSAGES = 40

#: The rule whose alerts outlive the story: that it was killed stays true.
KILL = "kill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An alert that stands."""

    #: The alert's id.
    id: str
    #: The rule's id.
    rule: str
    #: The rule's title.
    title: str
    #: How grave it is.
    severity: Severity
    #: The version that raised or updated it.
    version: str
    #: Digest of that version's text.
    text_sha256: str
    #: It is about what one message did, and no later version resolves it.
    message: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLife:
    """`wire.alert-lives.v1`: the alerts that stand on one story. The worker's own state, open to read."""

    #: The story.
    uri: str
    #: Its alerts, in the order in which they were raised.
    raised: tuple[Raised, ...] = ()


def after_story(life: AlertLife, story: EnrichedStory) -> tuple[AlertLife, tuple[AlertEvent, ...]]:
    """A version of the story was published.

    Rules about the story speak of versions that stand; rules about messages speak of every one, a late one too.
    """
    ref = story_ref(story)
    standing = story.standing or Standing(status=ref.status, live=(ref.version,), live_texts=(ref.text_sha256,))
    found = tuple(one for one in alerts(story) if _speaks(one, standing))
    known = {one.id for one in life.raised}
    told = tuple(replace(one, status=_status(one, known)) for one in found)
    kept = {one.id: one for one in life.raised} | {one.id: _raised(one) for one in found if one.rule != KILL}
    after, ended = _weighed(tuple(kept.values()), standing)
    ends = tuple(
        _ended(one, status, ref, story.lifecycle, story.lifecycle.evidence or _replaced(standing))
        for one, status in ended
    )
    return replace(life, raised=_remembered(after)), told + ends


def after_change(life: AlertLife, change: StoryChange) -> tuple[AlertLife, tuple[AlertEvent, ...]]:
    """Another message changed the story without a new version of it."""
    after, ended = _weighed(life.raised, change.standing)
    cause = change.cause
    why = (Evidence(field="notice", value=cause.by.headline, says=cause.says), *cause.evidence) if cause else ()
    lifecycle = Lifecycle(status=change.standing.status, relation=cause.by.relation if cause else "new", evidence=why)
    return replace(life, raised=after), tuple(
        _ended(one, status, change.story, lifecycle, why) for one, status in ended
    )


def _speaks(alert: AlertEvent, standing: Standing) -> bool:
    """Whether an alert is raised: on a killed story only for the kill, about the story only by a text that stands."""
    if standing.status == "canceled":
        return alert.rule == KILL
    return rule_of(alert).about == "message" or (alert.story.version, alert.story.text_sha256) in _live(standing)


def _live(standing: Standing) -> set[tuple[str, str]]:
    """The versions that stand, with their texts: publishers send two texts as one version, and one text as two."""
    return set(zip(standing.live, standing.live_texts, strict=False))


def _remembered(raised: tuple[Raised, ...]) -> tuple[Raised, ...]:
    messages = [one for one in raised if one.message]
    forgotten = set(messages[: max(0, len(messages) - MOST_MESSAGES)])
    return tuple(one for one in raised if one not in forgotten)


def _status(alert: AlertEvent, known: set[str]) -> AlertStatus:
    """A message that comes twice raises the same alert again; a new version of a story updates it."""
    return "updated" if alert.id in known and rule_of(alert).about == "story" else "raised"


def _weighed(
    raised: tuple[Raised, ...], standing: Standing
) -> tuple[tuple[Raised, ...], list[tuple[Raised, AlertStatus]]]:
    """The alerts that still stand, and those that do not with what became of them."""
    stay: list[Raised] = []
    ended: list[tuple[Raised, AlertStatus]] = []
    live = _live(standing)
    for one in raised:
        if standing.status == "canceled":
            ended.append((one, "retracted"))
        elif one.message or (one.version, one.text_sha256) in live:
            stay.append(one)
        else:
            ended.append((one, "resolved"))
    return tuple(stay), ended


def _raised(alert: AlertEvent) -> Raised:
    return Raised(
        id=alert.id,
        rule=alert.rule,
        title=alert.title,
        severity=alert.severity,
        version=alert.story.version,
        text_sha256=alert.story.text_sha256,
        message=rule_of(alert).about == "message",
    )


def _ended(
    one: Raised, status: AlertStatus, story: StoryRef, lifecycle: Lifecycle, why: tuple[Evidence, ...]
) -> AlertEvent:
    """The alert that ends another; which words raised it stands in the one that it ends."""
    return AlertEvent(
        id=one.id,
        rule=one.rule,
        title=one.title,
        severity=one.severity,
        status=status,
        story=story,
        lifecycle=lifecycle,
        why=why,
    )


def _replaced(standing: Standing) -> tuple[Evidence, ...]:
    """Why an alert is resolved where the new version gives no evidence of its own."""
    says = "the rule does not hold for the version that stands now"
    return (Evidence(field="version", value=standing.current or "", says=says),)
