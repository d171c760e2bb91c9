"""The adapter around every agent's work: whatever happens, a message ends as records to publish.

Decode, work and encode happen in the step; an exception of any kind becomes a dead letter here. No exception leaves an
agent, because Faust would ack what failed.
"""

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from copytaster.delivered import Delivered, Done, Failed, Outcome, Step, too_large
from copytaster.envelope import OutgoingRecord, RunHeaders, dead_letter_record, with_run_headers
from copytaster.halt import CannotGoOn
from copytaster.topics import Topics
from wirecopy.errors import Unreadable
from wirecopy.events import DeadLetter

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One agent's place in the flow: its name, its work, and what its records are marked with."""

    name: str
    step: Step
    topics: Topics
    #: The largest message that may be published, in bytes.
    max_message_bytes: int
    version: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What one message came to: its outcome, and the records that must be confirmed before it is acked."""

    message: Delivered
    outcome: Outcome
    records: tuple[OutgoingRecord, ...]
    #: The agent's state after the message, to be confirmed after the records and before the ack.
    state: tuple[OutgoingRecord, ...] = ()


async def settle(stage: Stage, message: Delivered) -> Settled:
    """Do the stage's work on a message. What fails becomes a dead letter.

    Raises:
        CannotGoOn: the work cannot be done here and now, whatever the message is.
    """
    outcome = _checked(stage, await _attempt(stage, message))
    if isinstance(outcome, Failed):
        logger.warning("Dead letter: %s (%s): %s", message.position, outcome.reason, outcome.message)
        return Settled(message=message, outcome=outcome, records=(_dead_letter(stage, message, outcome),))
    headers = RunHeaders(
        origin=(message.topic, message.partition, message.offset),
        time=time.time(),
        version=stage.version,
        model=stage.model,
        passed_on=message.headers,
        received=message.timestamp,
    )
    return Settled(
        message=message,
        outcome=outcome,
        records=tuple(with_run_headers(record, headers) for record in outcome.records),
        state=outcome.state,
    )


async def _attempt(stage: Stage, message: Delivered) -> Outcome:
    try:
        return await stage.step(message)
    except Unreadable as error:
        return Failed(reason=error.reason, message=str(error), exception=type(error).__name__)
    except CannotGoOn:
        raise  # it is not the message's fault: nothing is acked, and a restarted worker will read it again
    except Exception as error:
        logger.exception("The %s agent failed on %s.", stage.name, message.position)
        return Failed(
            reason="internal-error",
            message=f"The {stage.name} agent failed on this message; please report it with the message.",
            exception=f"{type(error).__name__}: {error}"[:200],
        )


def _checked(stage: Stage, outcome: Outcome) -> Outcome:
    """Refuse what the broker would refuse: one record that is too large fails its whole message, once and visibly."""
    if isinstance(outcome, Done):
        return too_large((*outcome.records, *outcome.state), stage.max_message_bytes) or outcome
    return outcome


def _dead_letter(stage: Stage, message: Delivered, failed: Failed) -> OutgoingRecord:
    letter = DeadLetter(
        reason=failed.reason,
        message=failed.message,
        stage=stage.name,
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        exception=failed.exception,
        timestamp=_time(message.timestamp),
        app_version=stage.version,
    )
    return dead_letter_record(
        letter,
        topic=stage.topics.dead_letters.name,
        key=message.key,
        value=message.value,
        headers=message.headers,
    )


def _time(seconds: float) -> datetime | None:
    """When the message was made. Publishers set it as they like: in microseconds, say, which is no time of ours."""
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None
