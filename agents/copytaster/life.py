"""The life agent: versions, names and notices in; stories, quotes, sources, and what became of them, out.

It is the one agent that knows a story's other messages, so it is the one that publishes. What follows from a message
is worked out by `wirecopy.life`; here is only where the state comes from and where it goes.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from copytaster.delivered import Delivered, Failed, Outcome
from copytaster.envelope import OutgoingRecord, about_record, event_type, story_records
from copytaster.store import REMINDER, Entry, Store
from copytaster.topics import Topics
from wirecopy.codec import decode
from wirecopy.events import EnrichedStory
from wirecopy.life import course, naming
from wirecopy.life.bounds import lighter
from wirecopy.life.state import NameLife, Naming, Notice, StoryLife

NAME = "life"


@dataclass(frozen=True, slots=True, kw_only=True)
class _After:
    """What a message comes to: what is told, and what is known then; None if the key is forgotten."""

    known: StoryLife | NameLife | None
    records: tuple[OutgoingRecord, ...] = ()
    stories: tuple[EnrichedStory, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeStep:
    """The agent's work.

    Args:
        store: where the state is.
        topics: where the events go.
        group: the consumer group, for the events' source.
        limit: the largest message that may be published, in bytes.
        clock: seconds since 1970: an embargo ends by the clock and not by a message.
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
            after = self._after(message)
            return self.store.settle(message, self._kept(message, after), after.records, self.limit, after.stories)

    def _after(self, message: Delivered) -> _After:
        data = message.value or b""
        match event_type(message.headers):
            case "wire.story.named.v1":
                one = decode(Naming, data)
                return self._passed_on(*naming.named(self._names(message, one.target), one))
            case "wire.story.noticed.v1":
                return self._noticed(message, decode(Notice, data))
            case "wire.reminder.v1":
                return self._reminded(message)
        story = decode(EnrichedStory, data)
        life, tidings = course.arrived(self._life(message, story.uri), story, self._now())
        return self._told(life, tidings)

    def _noticed(self, message: Delivered, notice: Notice) -> _After:
        if naming.is_name(notice.target):
            return self._passed_on(*naming.given(self._names(message, notice.target), notice))
        return self._told(*course.noticed(self._life(message, notice.target), notice))

    def _told(self, life: StoryLife, tidings: course.Tidings) -> _After:
        records = story_records(tidings, self.topics, self.group)
        return _After(known=life, records=records, stories=(tidings.story,) if tidings.story else ())

    def _passed_on(self, names: NameLife, onward: tuple[Notice, ...]) -> _After:
        """What was said by a name goes on, on our own input topic, to the stories that bear it."""
        return _After(known=names, records=tuple(about_record(one, one.by, self.topics, self.group) for one in onward))

    def _reminded(self, message: Delivered) -> _After:
        """A held story's time has come, or nobody has touched the key for so long that it is forgotten.

        Or neither, because a message came between the reminder and its turn: then all stays as it is.
        """
        entry = self.store.get(message.partition, message.key or b"")
        if entry is None or (entry.due is None and self.store.is_due(entry, self.clock())):
            return _After(known=None)
        after = _After(known=decode(self.store.kind_of(entry), entry.value))
        while isinstance(after.known, StoryLife) and (let_go := course.released(after.known, self._now())):
            more = self._told(*let_go)
            after = replace(more, records=after.records + more.records, stories=after.stories + more.stories)
        return after

    def _life(self, message: Delivered, uri: str) -> StoryLife:
        entry = self.store.get(message.partition, _key(uri))
        return decode(StoryLife, entry.value) if entry else StoryLife(uri=uri)

    def _names(self, message: Delivered, target: str) -> NameLife:
        entry = self.store.get(message.partition, _key(target))
        return decode(NameLife, entry.value) if entry else NameLife(target=target)

    def _kept(self, message: Delivered, after: _After) -> tuple[bytes, Entry | None]:
        """The state to keep, under its key."""
        match after.known:
            case None:
                return message.key or b"", None
            case StoryLife() as life:
                return _key(life.uri), self._fitting(message.partition, life)
            case names:
                return _key(names.target), self.store.entry(names, self.clock())

    def _fitting(self, partition: int, life: StoryLife) -> Entry:
        """The entry of a story. One that has grown larger than a message may be is made lighter: a kill must get in."""
        while True:
            due = course.next_release(life)
            entry = self.store.entry(life, self.clock(), due.timestamp() if due else None)
            if self.store.record(partition, _key(life.uri), entry).size <= self.limit:
                return entry
            less = lighter(life)
            if less is None:
                return entry
            life = less

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)


def _key(name: str) -> bytes:
    return name.encode("utf-8", "replace")
