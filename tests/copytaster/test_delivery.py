"""The window: in order, confirmed before acked, bounded, draining by itself."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace

import pytest

from copytaster.delivered import Delivered, Done
from copytaster.delivery import Window
from copytaster.envelope import OutgoingRecord
from copytaster.step import Settled


def message(offset: int, partition: int = 0, size: int = 10) -> Delivered:
    return Delivered(topic="in", partition=partition, offset=offset, key=None, value=b"x" * size)


def settled(delivered: Delivered) -> Settled:
    record = OutgoingRecord(topic="out", key=b"k", value=str(delivered.offset).encode(), headers=())
    return Settled(message=delivered, outcome=Done(records=(record,)), records=(record,))


def with_state(delivered: Delivered) -> Settled:
    state = OutgoingRecord(topic="lives", key=b"k", value=f"state-{delivered.offset}".encode())
    return replace(settled(delivered), state=(state,))


@dataclass
class Desk:
    """A window with everything around it recorded. `hold` keeps the work of an offset back until it is let go."""

    max_messages: int = 64
    max_bytes: int = 1_000_000
    log: list[str] = field(default_factory=list)
    lost: list[Exception] = field(default_factory=list)
    held: dict[int, asyncio.Event] = field(default_factory=dict)
    broken: bool = False
    raising: frozenset[int] = frozenset()
    keeps_state: bool = False
    #: Publishing fails from the first record of this topic on.
    fails_at: str | None = None

    def __post_init__(self) -> None:
        self.window = Window(
            work=self.work,
            publish=self.publish,
            on_settled=lambda one: self.log.append(f"settled {one.message.offset}"),
            on_lost=self.lose,
            max_messages=self.max_messages,
            max_bytes=self.max_bytes,
        )

    def hold(self, offset: int) -> asyncio.Event:
        return self.held.setdefault(offset, asyncio.Event())

    async def work(self, delivered: Delivered) -> Settled:
        if delivered.offset in self.raising:
            raise ZeroDivisionError
        if delivered.offset in self.held:
            await self.held[delivered.offset].wait()
        return with_state(delivered) if self.keeps_state else settled(delivered)

    async def publish(self, records: Iterable[OutgoingRecord]) -> None:
        records = list(records)
        values = [(record.value or b"").decode() for record in records]
        if self.fails_at in {record.topic for record in records}:
            raise ConnectionError("the broker is gone")
        if self.broken:
            raise ConnectionError("the broker is gone")
        await asyncio.sleep(0)
        self.log.extend(f"confirmed {value}" for value in values)

    async def lose(self, error: Exception) -> None:
        self.lost.append(error)

    async def admit(self, delivered: Delivered) -> None:
        await self.window.admit(delivered, lambda: self.log.append(f"acked {delivered.offset}"))

    def acked(self) -> list[int]:
        return [int(line.split()[1]) for line in self.log if line.startswith("acked")]


def run(scenario: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(20):
            await scenario()

    asyncio.run(bounded())


def test_a_message_is_acked_only_after_its_output_is_confirmed() -> None:
    """Confirm, then ack, then tell."""

    async def scenario() -> None:
        desk = Desk()
        await desk.admit(message(7))
        assert await desk.window.drain(5)
        assert desk.log == ["confirmed 7", "acked 7", "settled 7"]

    run(scenario)


def test_state_is_published_after_all_outputs_are_confirmed_and_before_the_ack() -> None:
    """Of the whole batch: state that is ahead of its events would keep them from ever being told."""

    async def scenario() -> None:
        desk = Desk(keeps_state=True)
        gate = desk.hold(0)
        await desk.admit(message(0))
        await desk.admit(message(1))
        await asyncio.sleep(0)
        gate.set()
        assert await desk.window.drain(5)
        assert desk.log == [
            *("confirmed 0", "confirmed 1", "confirmed state-0", "confirmed state-1"),
            *("acked 0", "settled 0", "acked 1", "settled 1"),
        ]

    run(scenario)


@pytest.mark.parametrize(("fails_at", "confirmed"), [("out", []), ("lives", ["confirmed 0"])])
def test_a_failure_between_events_state_and_ack_leaves_the_later_ones_undone(
    fails_at: str, confirmed: list[str]
) -> None:
    """The message comes again and meets the state before it."""

    async def scenario() -> None:
        desk = Desk(keeps_state=True, fails_at=fails_at)
        await desk.admit(message(0))
        while not desk.lost:
            await asyncio.sleep(0)
        assert desk.log == confirmed

    run(scenario)


def test_the_window_drains_without_a_further_message() -> None:
    """The last message of a quiet topic is not kept waiting."""

    async def scenario() -> None:
        desk = Desk()
        gate = desk.hold(0)
        await desk.admit(message(0))
        await desk.admit(message(1))
        assert desk.acked() == []
        gate.set()
        assert await desk.window.drain(5)
        assert desk.acked() == [0, 1]

    run(scenario)


def test_a_finished_message_waits_for_the_one_before_it() -> None:
    """Work finishes in any order, acks do not."""

    async def scenario() -> None:
        desk = Desk()
        gates = [desk.hold(offset) for offset in range(5)]
        for offset in range(5):
            await desk.admit(message(offset))
        for gate in reversed(gates[1:]):
            gate.set()
        await asyncio.sleep(0)
        assert desk.acked() == []
        gates[0].set()
        assert await desk.window.drain(5)
        assert desk.acked() == [0, 1, 2, 3, 4]

    run(scenario)


@pytest.mark.parametrize("seed", range(25))
def test_acks_and_outputs_are_in_order_per_partition_whatever_finishes_first(seed: int) -> None:
    """200 messages of 3 partitions, finishing at random."""

    async def scenario() -> None:
        dice = random.Random(seed)
        desk = Desk(max_messages=16)
        offsets = {0: 0, 1: 1000, 2: 2000}
        for _ in range(200):
            partition = dice.choice(list(offsets))
            offset = offsets[partition]
            offsets[partition] += dice.choice([1, 1, 1, 3])
            gate = desk.hold(offset)
            asyncio.get_running_loop().call_later(dice.random() / 100, gate.set)
            await desk.admit(message(offset, partition))
        assert await desk.window.drain(10)
        acked = desk.acked()
        assert len(acked) == 200
        for partition in range(3):
            lane = [offset for offset in acked if offset // 1000 == partition]
            assert lane == sorted(lane)
        confirmed: set[str] = set()
        for line in desk.log:
            what, which = line.split()
            if what == "confirmed":
                confirmed.add(which)
            if what == "acked":
                assert which in confirmed

    run(scenario)


def test_a_slow_partition_does_not_hold_up_another() -> None:
    """Lanes are independent."""

    async def scenario() -> None:
        desk = Desk()
        gate = desk.hold(0)
        await desk.admit(message(0, partition=0))
        await desk.admit(message(1, partition=1))
        while desk.acked() != [1]:
            await asyncio.sleep(0)
        gate.set()
        assert await desk.window.drain(5)

    run(scenario)


@pytest.mark.parametrize(
    ("desk", "sizes"),
    [(Desk(max_messages=2), [10, 10, 10]), (Desk(max_bytes=25), [10, 10, 10])],
    ids=["messages", "bytes"],
)
def test_a_full_window_makes_the_next_message_wait(desk: Desk, sizes: list[int]) -> None:
    """Backpressure in messages and in bytes."""

    async def scenario() -> None:
        gate = desk.hold(0)
        await desk.admit(message(0, size=sizes[0]))
        await desk.admit(message(1, size=sizes[1]))
        third = asyncio.create_task(desk.admit(message(2, size=sizes[2])))
        for _ in range(5):
            await asyncio.sleep(0)
        assert not third.done()
        gate.set()
        await third
        assert await desk.window.drain(5)
        assert desk.acked() == [0, 1, 2]

    run(scenario)


def test_a_message_larger_than_the_window_passes_alone() -> None:
    """Otherwise it would block its partition for ever."""

    async def scenario() -> None:
        desk = Desk(max_bytes=25)
        await desk.admit(message(0, size=100))
        assert await desk.window.drain(5)
        assert desk.acked() == [0]

    run(scenario)


def test_nothing_is_acked_when_publishing_fails() -> None:
    """The failed message and those behind it stay un-acked, and the owner is told once."""

    async def scenario() -> None:
        desk = Desk(broken=True)
        await desk.admit(message(0))
        while not desk.lost:
            await asyncio.sleep(0)
        desk.broken = False
        late = asyncio.create_task(desk.admit(message(1)))
        for _ in range(10):
            await asyncio.sleep(0)
        assert (desk.acked(), [str(error) for error in desk.lost], late.done()) == ([], ["the broker is gone"], False)
        late.cancel()

    run(scenario)


def test_what_is_not_finished_in_time_is_given_up_and_never_acked() -> None:
    """A drain is bounded; what it gives up will be delivered again."""

    async def scenario() -> None:
        desk = Desk()
        gate = desk.hold(1)
        await desk.admit(message(0))
        await desk.admit(message(1))
        await desk.admit(message(2))
        assert not await desk.window.drain(0.05)
        gate.set()
        for _ in range(10):
            await asyncio.sleep(0)
        assert (desk.acked(), desk.window.in_flight) == ([0], 0)

    run(scenario)


def test_a_message_that_waits_while_the_window_is_given_up_is_dropped() -> None:
    """Acking it would commit past the ones that were given up."""

    async def scenario() -> None:
        desk = Desk(max_messages=1)
        desk.hold(0)
        await desk.admit(message(0))
        waiting = asyncio.create_task(desk.admit(message(1)))
        await asyncio.sleep(0)
        await desk.window.abandon()
        await waiting
        assert (desk.acked(), desk.window.in_flight) == ([], 0)
        await desk.admit(message(0, partition=3))
        assert desk.window.in_flight == 1
        await desk.window.abandon()

    run(scenario)


def test_work_that_raises_after_all_is_lost_work_and_no_silence() -> None:
    """It must not, and if it does nothing is acked: the lane would stand still for ever, and nobody would know."""

    async def scenario() -> None:
        desk = Desk(raising=frozenset({1}))
        for offset in range(3):
            await desk.admit(message(offset))
        while not desk.lost:
            await asyncio.sleep(0)
        assert [type(error) for error in desk.lost] == [ZeroDivisionError]
        assert 1 not in desk.acked()
        assert 2 not in desk.acked()

    run(scenario)
