"""Counting, stopping, and saying what is in the way."""

import asyncio
import os
import signal

import pytest

from copytaster.cli.reporting import SAY_AGAIN, Complaints
from copytaster.ingest.stopping import Stop, until_stopped
from copytaster.ingest.tally import Tally


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_rate_is_that_of_the_last_minutes() -> None:
    """A feed that paused shows it soon; a young one is not called slow."""
    clock = Clock()
    tally, rates = Tally(clock), []
    for minute in range(4):
        for _ in range(60 if minute < 2 else 0):
            clock.now += 0.9
            tally.add()
        clock.now = 100.0 + 60 * (minute + 1)
        rates.append(tally.per_second())
    assert rates == [1.0, 1.0, 0.0, 0.0]
    assert str(tally) == "published 120, waiting 0, failed 0; 0 per second"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_lets_what_is_on_its_way_end(number: signal.Signals) -> None:
    """The work sees it, and ends by itself."""
    done: list[str] = []

    async def work(stop: Stop) -> None:
        os.kill(os.getpid(), number)
        await stop.rest(60)
        assert stop.wanted
        done.append("confirmed")

    asyncio.run(until_stopped(work, grace=60))
    assert done == ["confirmed"]


@pytest.mark.parametrize(("signals", "grace"), [(1, 0.0), (2, 60.0)], ids=["grace is over", "a second signal"])
def test_work_that_does_not_end_is_given_up(signals: int, grace: float) -> None:
    """It is not confirmed then, and comes again after a restart."""
    given_up: list[str] = []

    async def work(_: Stop) -> None:
        for _number in range(signals):
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(0)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            given_up.append("given up")
            raise

    asyncio.run(until_stopped(work, grace))
    assert given_up == ["given up"]


def test_what_the_work_raises_comes_out() -> None:
    """It is for the command line to say."""

    async def work(_: Stop) -> None:
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        asyncio.run(until_stopped(work, grace=1))


def test_work_that_may_be_given_up_is_given_up_at_the_stop() -> None:
    """A slow server does not hold up the end; what is done in time counts."""

    async def work() -> tuple[int | None, int | None]:
        stop = Stop()
        done = await stop.unless(asyncio.sleep(0, 1))
        stop.now()
        return done, await stop.unless(asyncio.sleep(60, 2))

    assert asyncio.run(work()) == (1, None)


def test_the_same_complaint_is_not_made_again_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A broker that is away all night fills no disk. Nothing in it is markup."""
    clock = Clock()
    says = Complaints(clock)
    for seconds in (0, 1, 1, SAY_AGAIN):
        clock.now += seconds
        says("[bold]Kafka does not answer.")
    says("Another.")
    assert capsys.readouterr().err == "[bold]Kafka does not answer.\n[bold]Kafka does not answer.\nAnother.\n"
    for number in range(1_000):
        says(f"Sentence {number}.")
    assert len(says._said) <= 101
