"""A message as it was delivered to an agent, and what becomes of it. Plain data between Faust and our own code."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from copytaster.envelope import Headers, OutgoingRecord
from wirecopy.errors import Reason
from wirecopy.events import AlertEvent, EnrichedStory
from wirecopy.formats.contents import SetAside


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One message of an input topic."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    #: When the broker took it: seconds since 1970.
    timestamp: float = 0.0

    @property
    def size(self) -> int:
        """Bytes of key and value."""
        return len(self.key or b"") + len(self.value or b"")

    @property
    def position(self) -> str:
        """Where it stands, for people: "wire.raw.v1, partition 0, offset 12"."""
        return f"{self.topic}, partition {self.partition}, offset {self.offset}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came out of a message: the records to publish, and the objects that they were made from, for the pages."""

    records: tuple[OutgoingRecord, ...]
    stories: tuple[EnrichedStory, ...] = ()
    alerts: tuple[AlertEvent, ...] = ()
    #: Items that are no text stories: nothing is published for them.
    set_aside: tuple[SetAside, ...] = ()
    #: The agent's state after the message: published when all of the above is confirmed, so that a message that was
    #: only half told is told again from the state before it.
    state: tuple[OutgoingRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Why nothing came out: it becomes a dead letter."""

    reason: Reason
    #: One sentence: what was wrong, and what to do.
    message: str
    exception: str | None = None


Outcome = Done | Failed

#: The work of one agent: a message in, its outcome out. It may raise; `step.settle` sees to that.
Step = Callable[[Delivered], Awaitable[Outcome]]


def too_large(records: Iterable[OutgoingRecord], limit: int) -> Failed | None:
    """Why records cannot be published, if one is larger than a message may be, in bytes."""
    largest = max((record.size for record in records), default=0)
    if largest <= limit:
        return None
    return Failed(
        reason="output-too-large",
        message=f"An event made from this story has {largest} bytes, more than the {limit} "
        "that the topics take; raise COPYTASTER_MAX_MESSAGE_BYTES and the topics' max.message.bytes.",
    )
