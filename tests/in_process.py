"""The agents behind the reading, without Kafka: what one publishes, the next one and the desk hear at once."""

import asyncio
import json
from collections import deque
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from copytaster.alert import AlertStep
from copytaster.delivered import Delivered, Done
from copytaster.envelope import OutgoingRecord, read_records
from copytaster.life import LifeStep
from copytaster.settings import Settings
from copytaster.store import REMINDER, Entry, Store
from copytaster.topics import topology
from tests.desk import Desk
from wirecopy.events import EnrichedStory

TOPICS = topology()
SETTINGS = Settings()


class Memory(Store):
    """A store whose topic is empty."""

    async def read(self, partition: int) -> dict[bytes, Entry]:
        """Nothing was kept."""
        return {}


class Wire:
    """The agents behind the reading, one partition, a clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.desk = Desk()
        lives, raised = (Memory(SETTINGS, TOPICS.state_of(agent)) for agent in ("life", "alert"))
        limit = SETTINGS.max_message_bytes
        #: Every record that was published, in its order.
        self.published: list[OutgoingRecord] = []
        self.lives = lives
        self._life = LifeStep(lives, TOPICS, "desk", limit, self._seconds)
        self._alert = AlertStep(raised, TOPICS, "desk", limit, self._seconds)

    def _seconds(self) -> float:
        return self.now.timestamp()

    def publish(self, stories: Iterable[EnrichedStory]) -> None:
        """Stories of one message, as the pool has read them."""
        self._flow([record for story in stories for record in read_records(story, TOPICS, "desk")])

    def alerts(self) -> list[dict[str, Any]]:
        """The alert events that were published, in their order."""
        return [json.loads(one.value or b"null") for one in self.published if one.topic == TOPICS.alerts.name]

    def set_clock(self, now: datetime) -> None:
        """Let time pass: embargoes end."""
        self.now = now
        for key in self.lives.due(0, now.timestamp()):
            reminder = OutgoingRecord(
                topic=TOPICS.read.name, key=key, value=None, headers=(("ce_type", REMINDER.encode()),)
            )
            self._flow([reminder])

    def _flow(self, records: list[OutgoingRecord]) -> None:
        """Every record goes to whoever reads its topic, and to the desk."""
        waiting = deque(records)
        while waiting:
            record = waiting.popleft()
            if record.topic == TOPICS.read.name:
                waiting.extend(self._work(self._life, record))
                continue
            self.published.append(record)
            title = next(topic.title for topic in TOPICS.all() if topic.name == record.topic)
            headers = {name: value.decode() for name, value in record.headers}
            self.desk.hear(title, headers, record.value or b"null")
            if record.topic == TOPICS.stories.name:
                waiting.extend(self._work(self._alert, record))

    def _work(self, step: LifeStep | AlertStep, record: OutgoingRecord) -> tuple[OutgoingRecord, ...]:
        message = Delivered(
            topic=record.topic,
            partition=0,
            offset=0,
            key=record.key,
            value=record.value,
            headers=record.headers,
            timestamp=self.now.timestamp(),
        )
        outcome = asyncio.run(step(message))
        assert isinstance(outcome, Done)
        return outcome.records
