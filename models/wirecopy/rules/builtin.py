"""The rules that every newsroom has: what is urgent, what was killed, what was corrected."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from wirecopy.events import AlertEvent, EnrichedStory, Severity
from wirecopy.identity import alert_id
from wirecopy.story import Evidence
from wirecopy.tell import story_ref

#: The longest excerpt that an alert carries, in code points.
EXCERPT = 280

#: IPTC urgency: 1 is the most urgent; 5 is normal; 1 and 2 are flashes and urgents on the feeds that set it with care.
URGENT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: the evidence it finds in a story is why it fires; no evidence, no alert."""

    id: str
    title: str
    severity: Severity
    #: What it is about: what the story is now, or what one message did. An alert about the story is updated by the next
    #: version and resolved when it is not true any more; one about a message stays.
    about: Literal["story", "message"]
    find: Callable[[EnrichedStory], tuple[Evidence, ...]]


def _urgent(story: EnrichedStory) -> tuple[Evidence, ...]:
    if story.urgency is None or not 1 <= story.urgency <= URGENT or story.lifecycle.status == "canceled":
        return ()  # a kill that is sent with urgency 1 is urgent as a kill
    return (Evidence(field="urgency", value=str(story.urgency), says=f"the feed gives urgency {story.urgency}"),)


def _killed(story: EnrichedStory) -> tuple[Evidence, ...]:
    life = story.lifecycle
    if life.relation != "kill":
        return ()
    return life.evidence or (Evidence(field="pub_status", value=life.status, says="the story was killed"),)


def _corrected(story: EnrichedStory) -> tuple[Evidence, ...]:
    life = story.lifecycle
    if life.relation != "correction":
        return ()
    return life.evidence or (Evidence(field="relation", value=life.relation, says="the story was corrected"),)


#: Every built-in rule, the gravest first.
RULES = (
    Rule(id="kill", title="A story was killed", severity="critical", about="message", find=_killed),
    Rule(id="correction", title="A story was corrected", severity="high", about="message", find=_corrected),
    Rule(id="urgent", title="An urgent story", severity="high", about="story", find=_urgent),
)


def alerts(story: EnrichedStory) -> tuple[AlertEvent, ...]:
    """The alerts that the built-in rules raise on a story, in the order of the rules."""
    return tuple(_alert(rule, story, why) for rule in RULES if (why := rule.find(story)))


def rule_of(alert: AlertEvent) -> Rule:
    """The rule that raised an alert.

    Raises:
        StopIteration: none of these did.
    """
    return next(rule for rule in RULES if rule.id == alert.rule)


def _alert(rule: Rule, story: EnrichedStory, why: tuple[Evidence, ...]) -> AlertEvent:
    return AlertEvent(
        id=alert_id(rule.id, story.uri, _which(rule, story)),
        rule=rule.id,
        title=rule.title,
        severity=rule.severity,
        status="raised",
        story=story_ref(story),
        lifecycle=story.lifecycle,
        why=why,
        excerpt=_excerpt(story),
        sourcing=story.sourcing,
    )


def _which(rule: Rule, story: EnrichedStory) -> str:
    """What tells the alert from others of the rule on the story: a take has its own."""
    if rule.about == "message":
        return story.version
    return f"take {story.lifecycle.number}" if story.lifecycle.relation == "take" else ""


def _excerpt(story: EnrichedStory) -> str:
    """The headline and as much of the copy as fits."""
    words = " ".join(story.text.split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1].rstrip() + "…"
