"""The alert agent: a story, or what became of it, in; the alerts that the rules raise, update and take back, out."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from copytaster.delivered import Delivered, Failed, Outcome
from copytaster.envelope import alert_record, event_type
from copytaster.store import REMINDER, Entry, Store
from copytaster.topics import STORY_CHANGE_TYPES, Topics
from wirecopy.codec import decode
from wirecopy.events import AlertEvent, EnrichedStory, StoryChange
from wirecopy.rules import AlertLife, after_change, after_story

NAME = "alert"


@dataclass(frozen=True, slots=True)
class AlertStep:
    """The agent's work. What is no event of a story is a dead letter: `decode` says why.

    Args:
        store: which alerts stand on which story.
        topics: where the alerts go.
        group: the consumer group, for the alerts' source.
        limit: the largest message that may be published, in bytes.
        clock: seconds since 1970.
    """

    store: Store
    topics: Topics
    group: str
    limit: int
    clock: Callable[[], float] = time.time

    async def __call__(self, message: Delivered) -> Outcome:
        """One message: in its partition's turn, on its partition's state."""
        if message.value is None and event_type(message.headers) != REMINDER:
            return Failed(reason="null-value", message=f"A message on {message.topic} has no value.")
        async with self.store.turn(message.partition):
            key, entry, alerts = self._after(message)
            records = tuple(alert_record(one, self.topics, self.group) for one in alerts)
            return self.store.settle(message, (key, entry), records, self.limit, alerts=alerts)

    def _after(self, message: Delivered) -> tuple[bytes, Entry | None, tuple[AlertEvent, ...]]:
        """The state after a message, under its key, and the alerts that come of it."""
        kind, data = event_type(message.headers), message.value or b""
        if kind == REMINDER:
            return self._forgotten(message)
        if kind in STORY_CHANGE_TYPES:
            change = decode(StoryChange, data)
            key = change.story.uri.encode("utf-8", "replace")
            life, alerts = after_change(self._life(message, key, change.story.uri), change)
        else:
            story = decode(EnrichedStory, data)
            key = story.uri.encode("utf-8", "replace")
            life, alerts = after_story(self._life(message, key, story.uri), story)
        return key, self.store.entry(life, self.clock()) if life.raised else None, alerts

    def _forgotten(self, message: Delivered) -> tuple[bytes, Entry | None, tuple[AlertEvent, ...]]:
        """Nobody has touched the key for so long that it is forgotten; unless somebody has, since we were reminded."""
        key = message.key or b""
        entry = self.store.get(message.partition, key)
        return key, entry if entry and not self.store.is_due(entry, self.clock()) else None, ()

    def _life(self, message: Delivered, key: bytes, uri: str) -> AlertLife:
        entry = self.store.get(message.partition, key)
        return decode(AlertLife, entry.value) if entry else AlertLife(uri=uri)
