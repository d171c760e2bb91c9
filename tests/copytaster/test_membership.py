"""What Faust knows of a worker's place in its group, asked at the worst moments."""

import asyncio

import faust
import pytest
from faust.types import TP

from copytaster.membership import Membership, Partition


class FakeConsumer:
    """The two things that we ask Faust's consumer."""

    def __init__(self, committed: dict[TP, int], ends: dict[TP, int]) -> None:
        self._committed_offset = committed
        self._ends = ends

    def highwater(self, tp: TP) -> int:
        if tp not in self._ends:
            raise AssertionError("Partition is not assigned")
        return self._ends[tp]


@pytest.fixture
def app() -> faust.App:
    return faust.App("membership-test", broker="kafka://127.0.0.1:1", autodiscover=False, datadir="/nonexistent")


def test_before_the_start_nothing_is_known_and_nothing_raises(app: faust.App) -> None:
    """The web view is up before the consumer is."""
    membership = Membership(app, {"wire.raw.v1"})
    assert membership.phase() == "starting"
    assert membership.partitions() == ()
    assert asyncio.run(membership.broker_trouble()) == "The producer is not connected to the broker yet."
    assert asyncio.run(membership.crash()) is None
    assert app._producer is None, "looking must not make a producer"
    assert app._consumer is None, "looking must not make a consumer"


def test_partitions_are_ours_only_in_order_with_their_lag(app: faust.App) -> None:
    """Faust's own topics are left out. Lag is the end less what is committed; without a commit, everything counts."""
    tps = [TP("wire.raw.v1", number) for number in (2, 0, 1)]
    app._assignment = {*tps, TP("faust-reply", 0)}
    app._consumer = FakeConsumer({tps[1]: 7}, {tps[1]: 10, tps[2]: 5})  # type: ignore[assignment]  # a fake
    held = Membership(app, {"wire.raw.v1"}).partitions()
    assert held == (
        Partition(topic="wire.raw.v1", partition=0, committed=7, end=10),
        Partition(topic="wire.raw.v1", partition=1, committed=None, end=5),
        Partition(topic="wire.raw.v1", partition=2, committed=None, end=None),
    )
    assert [one.lag for one in held] == [3, 5, None]


def test_the_phase_follows_the_group(app: faust.App) -> None:
    """Joined with partitions, rebalancing, joined without any, stopping."""
    membership = Membership(app, {"wire.raw.v1"})
    app._assignment = {TP("wire.raw.v1", 0)}
    assert membership.phase() == "running"
    app.rebalancing = True
    assert membership.phase() == "rebalancing"
    app.rebalancing = False
    app._assignment = {TP("faust-reply", 0)}
    assert membership.phase() == "idle"
    app._stopped.set()
    assert membership.phase() == "stopping"


def test_a_crash_has_a_sentence(app: faust.App) -> None:
    """The class of the error and what to do; its message may hold anything and stays in the log."""
    app.crash_reason = ValueError("anything")
    app._crashed.set()
    membership = Membership(app, ())
    assert membership.phase() == "crashed"
    assert asyncio.run(membership.crash()) == "The worker crashed with ValueError; its log says more. Restart it."
