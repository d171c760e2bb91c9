"""What we override in Faust's transport, and why: committing exactly what was acked, no more and no less."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from unittest.mock import MagicMock

import pytest
from aiokafka.errors import UnsupportedCodecError
from faust.transport.drivers.aiokafka import Consumer
from faust.types import TP

from copytaster.transport import TasterConsumer

LANE = TP("wire.raw.v1", 0)


def consumer(acked: list[int], committed: int | None = None) -> TasterConsumer:
    """A consumer that never saw a broker, with acks booked."""
    made = TasterConsumer.__new__(TasterConsumer)
    made._acked = defaultdict(list, {LANE: acked})
    made._acked_index = defaultdict(set, {LANE: set(acked)})
    made._committed_offset = defaultdict(lambda: None, {LANE: committed})
    return made


@pytest.mark.parametrize(
    ("acked", "offset"),
    [([], None), ([0], 1), ([5, 6, 7], 8), ([5, 9, 10], 11), ([3], 4)],
    ids=["nothing acked", "first", "a run", "a gap left by compaction", "a fresh group in the middle"],
)
def test_the_offset_to_commit_is_one_past_the_last_ack(acked: list[int], offset: int | None) -> None:
    """Acks come in order, so gaps are offsets that never existed."""
    assert consumer(acked)._new_offset(LANE) == offset


def test_an_offset_is_offered_again_until_its_commit_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Faust books a failed commit as done; we take that back."""

    async def failing(self: object, offsets: Mapping[TP, int], start_new_transaction: bool = True) -> bool:
        made._committed_offset.update(offsets)
        return False

    monkeypatch.setattr(Consumer, "_commit_offsets", failing)
    made = consumer([4, 5], committed=4)
    assert made._filter_committable_offsets([LANE]) == {LANE: 6}
    assert asyncio.run(made._commit_offsets({LANE: 6})) is False
    assert made._filter_committable_offsets([LANE]) == {LANE: 6}
    made._committed_offset[LANE] = 6
    assert made._filter_committable_offsets([LANE]) == {}


@pytest.mark.parametrize(
    ("error", "begin", "end"),
    [
        (
            UnsupportedCodecError("Libraries for zstd compression codec not found"),
            "A publisher compresses its messages in a way that cannot be read here (UnsupportedCodecError: Librar",
            "; run: python -m pip install cramjam",
        ),
        (
            UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
            "The next message of a partition has a header whose name is not UTF-8 ('utf-8' codec can't decode ",
            "; step over it with kafka-consumer-groups --reset-offsets --shift-by 1.",
        ),
    ],
    ids=["codec", "header"],
)
def test_what_the_client_cannot_decode_ends_the_worker_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, error: Exception, begin: str, end: str
) -> None:
    """Code 70 and nothing acked: there is no message in our hands that could become a dead letter."""

    async def failing(self: object, fetcher: object) -> None:
        raise error

    said: list[tuple[str, int]] = []
    monkeypatch.setattr("copytaster.transport.halt", lambda *words: said.append(words))
    monkeypatch.setattr(Consumer, "_drain_messages", failing)
    asyncio.run(consumer([])._drain_messages(MagicMock()))
    ((sentence, code),) = said
    assert (sentence[: len(begin)], sentence[-len(end) :], code) == (begin, end, 70)
