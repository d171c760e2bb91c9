"""The alert agent: an enriched story in, the alerts that the rules raise on it out."""

from copytaster.delivered import Delivered, Done, Failed, Outcome, Step
from copytaster.envelope import alert_record
from copytaster.topics import Topics
from wirecopy import rules
from wirecopy.codec import decode
from wirecopy.events import EnrichedStory

NAME = "alert"


def alert_step(topics: Topics, group: str) -> Step:
    """The agent's work. What is no enriched story is a dead letter: `decode` says why."""

    async def alert(message: Delivered) -> Outcome:
        if message.value is None:
            return Failed(reason="null-value", message=f"A message on {topics.stories.name} has no value.")
        story = decode(EnrichedStory, message.value)
        alerts = rules.alerts(story)
        return Done(records=tuple(alert_record(one, topics, group) for one in alerts), alerts=alerts)

    return alert
