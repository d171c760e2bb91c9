"""Health: one ping per dependency, and one sentence for the one that fails."""

import asyncio

from copytaster.health import Check, Health, Heartbeat, Ping, worker_health
from tests.newsroom import FakeClock, FakeMembership


async def fine() -> str | None:
    return None


async def away() -> str | None:
    return "The broker does not answer."


async def broken() -> str | None:
    raise ConnectionResetError("secret detail")


async def silent() -> str | None:
    await asyncio.Event().wait()
    return None


def test_all_well() -> None:
    """With no trouble the report is ok and says nothing."""
    report = asyncio.run(Health(live=[], ready=[Ping("broker", fine)]).ready())
    assert (report.ok, report.says) == (True, "")


def test_each_dependency_answers_for_itself() -> None:
    """What is well stays well; what fails says so; what throws or hangs is a failure with a sentence of ours."""
    pings = [Ping("group", fine), Ping("broker", away), Ping("pool", broken), Ping("disk", silent)]
    report = asyncio.run(Health(live=[], ready=pings, timeout=0.01).ready())
    assert report.checks == (
        Check(name="group", ok=True),
        Check(name="broker", ok=False, says="The broker does not answer."),
        Check(name="pool", ok=False, says="It fails with ConnectionResetError; the worker's log says more."),
        Check(name="disk", ok=False, says="No answer within 0.01 s."),
    )
    assert report.says == "Broker: The broker does not answer."


def test_a_blocked_event_loop_is_not_live() -> None:
    """Ten seconds without a beat mean that the worker hangs; a beat brings it back."""
    clock = FakeClock()
    heartbeat = Heartbeat(clock.ticks)
    health = Health(live=[], ready=[], heartbeat=heartbeat)
    clock.move(9.9)
    assert asyncio.run(health.live()).ok
    clock.move(3)
    assert asyncio.run(health.live()).says == (
        "Event loop: The event loop has been blocked for 13 s; restart the worker."
    )
    heartbeat.beat()
    assert asyncio.run(health.live()).ok


def test_a_broker_that_is_away_makes_a_worker_not_ready_but_not_dead() -> None:
    """A restart would not bring the broker back."""
    health = Health(live=[], ready=[Ping("broker", away)])
    assert asyncio.run(health.live()).ok
    assert not asyncio.run(health.ready()).ok


def test_a_worker_asks_after_its_group_its_broker_and_its_reading_processes() -> None:
    """The pings of a real worker, before anything has started."""

    class Unconnected(FakeMembership):
        async def broker_trouble(self) -> str | None:
            return "The producer is not connected to the broker yet."

    report = asyncio.run(worker_health(Unconnected("starting"), pool_is_ready=lambda: False).ready())
    assert report.checks == (
        Check(
            name="consumer group",
            ok=False,
            says="The worker has not joined its consumer group yet; this takes up to a minute.",
        ),
        Check(name="broker", ok=False, says="The producer is not connected to the broker yet."),
        Check(name="reading processes", ok=False, says="The reading processes are still loading the language model."),
    )


def test_an_idle_member_is_ready() -> None:
    """A worker more than there are partitions stands by; that is no fault."""

    class Connected(FakeMembership):
        async def broker_trouble(self) -> str | None:
            return None

    assert asyncio.run(worker_health(Connected("idle"), pool_is_ready=lambda: True).ready()).ok
