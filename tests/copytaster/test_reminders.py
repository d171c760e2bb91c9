"""Reminders: what comes due goes through the window once; what was given up is not ours any more."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from copytaster.delivered import Delivered, Done
from copytaster.delivery import Window
from copytaster.envelope import OutgoingRecord
from copytaster.reminders import Reminders
from copytaster.settings import Settings
from copytaster.step import Settled
from copytaster.store import REMINDER, Entry, Store
from copytaster.topics import topology


class Kept(Store):
    """A store whose topic holds what a test says; reading it takes as long as the test wants."""

    def __init__(self, entries: dict[bytes, Entry]) -> None:
        super().__init__(Settings(life_hours=1.0), topology().lives)
        self.kept_entries = entries
        self.may_read = asyncio.Event()
        self.may_read.set()

    async def read(self, partition: int) -> dict[bytes, Entry]:
        """What the test said."""
        await self.may_read.wait()
        return dict(self.kept_entries)


class Night:
    """Reminders of partition 3 and the window that they go through."""

    def __init__(self, **entries: Entry) -> None:
        self.store = Kept({name.encode(): entry for name, entry in entries.items()})
        self.now = 0.0
        self.heard: list[Delivered] = []
        self.window = Window(
            work=self._work,
            publish=_nowhere,
            on_settled=lambda settled: None,
            on_lost=_nobody,
            max_messages=100,
            max_bytes=1000,
        )
        self.reminders = Reminders(
            store=self.store, window=self.window, topic="read", partitions=lambda: [3], clock=lambda: self.now
        )

    async def _work(self, message: Delivered) -> Settled:
        self.heard.append(message)
        return Settled(message=message, outcome=Done(records=()), records=())

    async def at(self, seconds: float) -> list[bytes | None]:
        """What is reminded of at a time."""
        self.now, before = seconds, len(self.heard)
        await self.reminders.remind()
        assert await self.window.drain(5)
        return [message.key for message in self.heard[before:]]


async def _nowhere(records: Iterable[OutgoingRecord]) -> None:
    assert list(records) == []


async def _nobody(error: Exception) -> None:
    raise error


def entry(touched: float, due: float | None = None) -> Entry:
    return Entry(value=b"{}", headers=(), touched=touched, due=due)


def run(scenario: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(20):
            await scenario()

    asyncio.run(bounded())


def test_what_is_due_is_reminded_of_by_its_partition_and_key() -> None:
    """A partition that has just become ours is read first."""

    async def scenario() -> None:
        night = Night(fog=entry(0, due=60), ice=entry(0, due=90))
        assert [await night.at(59), await night.at(60)] == [[], [b"fog"]]
        (message,) = night.heard
        assert (message.topic, message.partition, message.value) == ("read", 3, None)
        assert dict(message.headers)["ce_type"] == REMINDER.encode()

    run(scenario)


def test_what_nobody_has_touched_is_forgotten_after_a_time_but_never_what_waits() -> None:
    """The time is a setting; here an hour."""

    async def scenario() -> None:
        night = Night(fog=entry(0), ice=entry(0, due=1_000_000))
        assert [await night.at(3600), await night.at(3601)] == [[], [b"fog"]]

    run(scenario)


def test_one_reminder_is_enough_until_something_changes() -> None:
    """One that fails is a dead letter once, and not every second."""

    async def scenario() -> None:
        night = Night(fog=entry(0, due=60))
        assert [await night.at(60), await night.at(61), await night.at(62)] == [[b"fog"], [], []]
        async with night.store.turn(3):
            message = Delivered(topic="read", partition=3, offset=1, key=b"fog", value=b"{}")
            night.store.settle(message, (b"fog", entry(62, due=70)), (), 1_000)
        assert [await night.at(69), await night.at(70)] == [[], [b"fog"]]

    run(scenario)


def test_a_rebalance_begins_anew() -> None:
    """The next owner, be it this worker, reads the topic and reminds again."""

    async def scenario() -> None:
        night = Night(fog=entry(0, due=60))
        await night.at(60)
        night.store.forget()
        night.reminders.forget()
        assert await night.at(61) == [b"fog"]

    run(scenario)


def test_what_is_given_up_while_it_is_read_is_not_reminded_of() -> None:
    """The partition may be another worker's by then."""

    async def scenario() -> None:
        night = Night(fog=entry(0, due=60))
        night.store.may_read.clear()
        night.now = 60.0
        reminding = asyncio.create_task(night.reminders.remind())
        await asyncio.sleep(0)
        night.store.forget()
        night.reminders.forget()
        night.store.may_read.set()
        assert (await reminding, night.heard) == (0, [])

    run(scenario)
