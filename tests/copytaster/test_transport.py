"""What we override in Faust's transport, and why: committing exactly what was acked, no more and no less."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping

import pytest
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
