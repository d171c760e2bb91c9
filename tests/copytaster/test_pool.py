"""The pool of reading processes, with a reader that hangs, dies and raises on demand."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from copytaster.delivered import Failed, Outcome
from copytaster.pool import Limits, ReadingPool
from copytaster.reading import Job, Plan
from tests import poison_reader
from wirecopy.errors import ModelMissing


def job(words: bytes) -> Job:
    return Job(key=b"k", value=words)


def plan(model: str = "none") -> Plan:
    return Plan(model=model, topic_prefix="wire", group="g", max_story_bytes=1000)


def limits(processes: int = 1, deadline: float = 20.0) -> Limits:
    return Limits(processes=processes, deadline=deadline, recycle=1000)


@asynccontextmanager
async def pool(processes: int = 1, deadline: float = 20.0) -> AsyncIterator[ReadingPool]:
    made = ReadingPool(plan(), limits(processes, deadline), work=poison_reader.WORK)
    await made.open()
    try:
        yield made
    finally:
        await made.close()


async def outcomes(made: ReadingPool, words: list[bytes]) -> list[Outcome]:
    return list(await asyncio.gather(*(made.read(job(one)) for one in words)))


def test_every_job_gets_its_own_outcome() -> None:
    """Twenty jobs on two processes, in batches."""

    async def scenario() -> list[Outcome]:
        async with pool(processes=2) as made:
            return await outcomes(made, words)

    words = [b"%d" % number for number in range(20)]
    assert asyncio.run(scenario()) == [poison_reader.echo(job(one)) for one in words]


def test_a_job_that_hangs_fails_alone() -> None:
    """Its process is killed at the deadline, the batch halved, its neighbours read again."""

    async def scenario() -> list[Outcome]:
        async with pool(deadline=1.0) as made:
            return await outcomes(made, [b"slow", b"a", b"hang", b"b"])

    assert asyncio.run(scenario()) == [
        poison_reader.echo(job(b"slow")),
        poison_reader.echo(job(b"a")),
        Failed(
            reason="timeout",
            message="Reading this story took longer than 1 s; raise COPYTASTER_DEADLINE if it is sound.",
            exception="TimeoutError",
        ),
        poison_reader.echo(job(b"b")),
    ]


def test_a_job_that_kills_its_process_fails_alone() -> None:
    """The others are read by the process that takes its place."""

    async def scenario() -> list[Outcome]:
        async with pool() as made:
            return await outcomes(made, [b"slow", b"a", b"die", b"b"])

    assert asyncio.run(scenario()) == [
        poison_reader.echo(job(b"slow")),
        poison_reader.echo(job(b"a")),
        Failed(
            reason="worker-died",
            message="The process that read this story died; please report it with the story.",
            exception="ProcessExpired",
        ),
        poison_reader.echo(job(b"b")),
    ]


def test_an_error_in_the_reader_is_a_failure_not_a_crash() -> None:
    """The reader catches its own errors; should one escape, its batch fails with a reason."""

    async def scenario() -> Outcome:
        async with pool() as made:
            return await made.read(job(b"raise"))

    assert asyncio.run(scenario()) == Failed(
        reason="internal-error", message="The reading pool failed on this story.", exception="ValueError"
    )


def test_a_missing_model_is_said_in_one_sentence() -> None:
    """The pool does not open."""

    async def scenario() -> None:
        made = ReadingPool(plan("missing"), limits(), work=poison_reader.WORK)
        try:
            await made.open()
        finally:
            await made.close()

    with pytest.raises(ModelMissing, match=r"^The model is missing; install it\.$"):
        asyncio.run(scenario())


def test_a_closed_pool_leaves_no_process_behind() -> None:
    """Not even one that hangs."""

    async def scenario() -> None:
        async with pool() as made:
            hanging = asyncio.create_task(made.read(job(b"hang")))
            await asyncio.sleep(0)
            hanging.cancel()

    before = {child.pid for child in psutil.Process().children(recursive=True)}
    asyncio.run(scenario())
    after = {child.pid for child in psutil.Process().children(recursive=True)}
    assert {pid for pid in after - before if "spawn_main" in " ".join(psutil.Process(pid).cmdline())} == set()


def test_processes_that_cannot_start_are_an_error_at_once() -> None:
    """Not only a missing model: whatever goes wrong is raised, and nobody waits for it."""

    async def scenario() -> None:
        made = ReadingPool(plan("broken"), limits(processes=2), work=poison_reader.WORK)
        try:
            with pytest.raises(BrokenProcessPool):
                await made.open()
            assert not made.ready.is_set()
        finally:
            await made.close()

    asyncio.run(scenario())


def test_a_pool_that_can_start_no_process_any_more_blames_no_story(tmp_path: Path) -> None:
    """Its owner is told, and the stories that wait get no outcome: they are no dead letters."""
    model = tmp_path / "model"
    model.touch()

    async def scenario() -> list[str]:
        told: asyncio.Queue[str] = asyncio.Queue()
        made = ReadingPool(
            plan(str(model)),
            limits(),
            work=poison_reader.WORK,
            on_broken=lambda error: told.put_nowait(type(error).__name__),
        )
        await made.open()
        try:
            model.unlink()
            waiting = [asyncio.ensure_future(made.read(job(words))) for words in (b"die", b"harmless")]
            said = await asyncio.wait_for(told.get(), 20)
            return [said, str(waiting[1].done())]
        finally:
            await made.close()

    said, done = asyncio.run(scenario())
    assert said in ("BrokenProcessPool", "RuntimeError")
    assert done == "False"
