"""The adapter around an agent's work: every message ends as records, and no exception leaves it."""

import asyncio
import logging
from dataclasses import replace

import pytest

from copytaster.delivered import Delivered, Done, Failed, Outcome, Step
from copytaster.envelope import OutgoingRecord, dead_letter
from copytaster.step import Stage, settle
from copytaster.topics import topology
from wirecopy.errors import Unreadable
from wirecopy.events import DeadLetter

TOPICS = topology()

MESSAGE = Delivered(
    topic="wire.raw.v1",
    partition=2,
    offset=41,
    key=b"urn:x:1",
    value=b"\xff\xfe not text",
    headers=(("trace", b"7"),),
    timestamp=1_500_000_000.0,
)


def stage(step: Step, max_message_bytes: int = 1000) -> Stage:
    return Stage(
        name="enrich", step=step, topics=TOPICS, max_message_bytes=max_message_bytes, version="9.9", model="tiny"
    )


def failing(error: Exception) -> Step:
    async def step(message: Delivered) -> Outcome:
        raise error

    return step


def giving(outcome: Outcome) -> Step:
    async def step(message: Delivered) -> Outcome:
        return outcome

    return step


def test_records_get_the_headers_of_the_run() -> None:
    """Where they came from and who made them; the value stays as the step made it."""
    record = OutgoingRecord(topic="out", key=b"k", value=b"{}", headers=(("ce_id", b"1"),))
    settled = asyncio.run(settle(stage(giving(Done(records=(record,)))), MESSAGE))
    (made,) = settled.records
    headers = dict(made.headers)
    assert (made.topic, made.key, made.value) == ("out", b"k", b"{}")
    assert [headers[name] for name in ("ce_id", "copytaster-origin", "copytaster-version", "copytaster-model")] == [
        b"1",
        b"wire.raw.v1/2/41",
        b"9.9",
        b"tiny",
    ]


@pytest.mark.parametrize(
    ("step", "reason", "exception"),
    [
        (failing(Unreadable("not-utf8", "Byte 0 is no UTF-8.")), "not-utf8", "Unreadable"),
        (failing(ValueError("surprise")), "internal-error", "ValueError: surprise"),
        (giving(Failed(reason="timeout", message="Too slow.", exception="TimeoutError")), "timeout", "TimeoutError"),
    ],
    ids=["unreadable", "unexpected", "failed"],
)
def test_what_fails_becomes_a_dead_letter_with_the_original_message(
    step: Step, reason: str, exception: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Key, value and headers as they came; reason, position and version in headers of ours."""
    caplog.set_level(logging.CRITICAL)
    (record,) = asyncio.run(settle(stage(step), MESSAGE)).records
    assert (record.topic, record.key, record.value) == ("wire.raw.v1.dead-letters", MESSAGE.key, MESSAGE.value)
    assert record.headers[0] == ("trace", b"7")
    letter = dead_letter(record.headers)
    assert (letter.reason, letter.exception, letter.stage, letter.topic, letter.partition, letter.offset) == (
        reason,
        exception,
        "enrich",
        "wire.raw.v1",
        2,
        41,
    )
    assert isinstance(letter, DeadLetter)
    assert letter.app_version == "9.9"


def test_an_event_too_large_for_the_topics_fails_its_message_once_and_visibly() -> None:
    """The producer would refuse it, and refuse it again after each restart."""
    record = OutgoingRecord(topic="out", key=b"k", value=b"x" * 2000)
    (made,) = asyncio.run(settle(stage(giving(Done(records=(record,)))), MESSAGE)).records
    letter = dead_letter(made.headers)
    assert (letter.reason, made.value) == ("output-too-large", MESSAGE.value)
    assert "2001 bytes" in letter.message


def test_a_cancelled_step_stays_cancelled() -> None:
    """A rebalance that gives a message up must not turn it into a dead letter."""

    async def scenario() -> None:
        async def step(message: Delivered) -> Outcome:
            await asyncio.Event().wait()
            raise AssertionError

        task = asyncio.create_task(settle(stage(step), MESSAGE))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(scenario())


@pytest.mark.parametrize("timestamp", [0.0, 1.7e15, -1e18, float("inf")])
def test_a_timestamp_that_is_no_time_is_left_out(timestamp: float) -> None:
    """Publishers set it as they like, in microseconds for instance; the dead letter goes out all the same."""
    message = replace(MESSAGE, timestamp=timestamp)
    settled = asyncio.run(settle(stage(failing(Unreadable("not-utf8", "Not UTF-8; send UTF-8."))), message))
    (record,) = settled.records
    assert dead_letter(record.headers).timestamp is None
