"""The pool of processes that read stories.

Jobs wait in one queue; each free process takes a small batch. A batch that overruns its deadline, or kills its process,
is halved and tried again until the culprit stands alone: it fails, its neighbours do not.
"""

import asyncio
import logging
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Literal

from pebble import ProcessExpired, ProcessPool

from copytaster import reading
from copytaster.delivered import Failed, Outcome
from copytaster.reading import Job, Plan
from wirecopy.errors import ModelMissing, Reason

logger = logging.getLogger(__name__)

#: A batch is bounded in jobs and bytes: larger ones no longer read faster, and hold up the stories behind them.
BATCH_JOBS = 8
BATCH_BYTES = 64_000

#: A worker that ends itself leaves semaphores to Python's resource tracker, which cleans up but complains: two lines
#: after the sentence that matters. The tracker takes its warning options from here.
_HUSH = "ignore:resource_tracker:UserWarning"

#: Seconds that a process may take to load the model on a slow machine.
LOAD_DEADLINE = 120.0


@dataclass(frozen=True, slots=True)
class Work:
    """What a pool process does: picklable functions of a module that it can import."""

    start: Callable[[Plan, int], None]
    ready: Callable[[], str]
    batch: Callable[[Sequence[Job]], list[Outcome]]


READING = Work(start=reading.start, ready=reading.ready, batch=reading.read_batch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large the pool is, and how long a process may work."""

    processes: int
    #: Seconds that one batch may take.
    deadline: float
    #: Batches after which a process is replaced, so that memory cannot grow for ever.
    recycle: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A job in the queue: who waits for its outcome, and since when (monotonic seconds)."""

    job: Job
    outcome: asyncio.Future[Outcome]
    since: float


class ReadingPool:
    """Processes that read stories, and the queue before them.

    Args:
        plan: what each process needs to know.
        limits: how many processes, and how long each may work.
        on_restart: told when a process was killed or died.
        on_took: told how many seconds a job waited ("queue") and how many a batch was read ("read").
        on_broken: told when the pool can read nothing any more. The process should stop: no story is to blame.
        work: what a process does; another one in tests.
    """

    def __init__(
        self,
        plan: Plan,
        limits: Limits,
        *,
        on_restart: Callable[[], None] = lambda: None,
        on_took: Callable[[Literal["queue", "read"], float], None] = lambda _stage, _seconds: None,
        on_broken: Callable[[Exception], None] = lambda _error: None,
        work: Work = READING,
    ) -> None:
        self._work = work
        self._processes = limits.processes
        self._deadline = limits.deadline
        self._on_restart = on_restart
        self._on_took = on_took
        self._on_broken = on_broken
        if _HUSH not in sys.warnoptions:
            sys.warnoptions.append(_HUSH)
        self._pool = ProcessPool(
            max_workers=limits.processes,
            max_tasks=limits.recycle,
            initializer=work.start,
            initargs=[plan, os.getpid()],
            context=get_context("spawn"),
        )
        self._waiting: deque[Waiting] = deque()
        self._arrived = asyncio.Event()
        self._free = asyncio.Semaphore(limits.processes)
        self._feeder: asyncio.Task[None] | None = None
        self._running: set[asyncio.Task[None]] = set()
        self.ready = asyncio.Event()

    async def open(self) -> None:
        """Start the processes and wait until each has loaded the model.

        Raises:
            ModelMissing: the model is not there or does not load.
            Exception: the processes did not start, whatever the reason.
        """
        checks = [self._pool.schedule(self._work.ready, timeout=LOAD_DEADLINE) for _ in range(self._processes)]
        for trouble in await asyncio.gather(*(asyncio.wrap_future(check) for check in checks)):
            if trouble:
                raise ModelMissing(trouble)
        self._feeder = asyncio.create_task(self._feed())
        self.ready.set()

    async def close(self) -> None:
        """Stop the processes at once."""
        self.ready.clear()
        for task in (self._feeder, *self._running):
            if task is not None:
                task.cancel()
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble is typed but for this
        await asyncio.to_thread(self._pool.join)

    async def read(self, job: Job) -> Outcome:
        """Have a job read; it shares a batch with whatever else is waiting."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append(Waiting(job, future, time.monotonic()))
        self._arrived.set()
        return await future

    async def _feed(self) -> None:
        """Give each free process the next batch. Taking the process first lets the batch fill meanwhile."""
        while True:
            await self._free.acquire()
            batch = await self._next_batch()
            task = asyncio.create_task(self._serve(batch))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _next_batch(self) -> list[Waiting]:
        batch: list[Waiting] = []
        size = 0
        while not batch:
            await self._arrived.wait()
            while self._waiting and len(batch) < BATCH_JOBS and (not batch or size < BATCH_BYTES):
                one = self._waiting.popleft()
                if not one.outcome.cancelled():
                    batch.append(one)
                    size += one.job.size
            if not self._waiting:
                self._arrived.clear()
        return batch

    async def _serve(self, batch: Sequence[Waiting]) -> None:
        began = time.monotonic()
        for one in batch:
            self._on_took("queue", began - one.since)
        try:
            outcomes = await self._read([one.job for one in batch])
        except Exception as error:
            if not self._pool.active:
                self._on_broken(error)
                return
            logger.exception("The reading pool failed.")
            outcomes = [_failed("internal-error", "The reading pool failed on this story.", error)] * len(batch)
        finally:
            self._free.release()
        self._on_took("read", time.monotonic() - began)
        for one, outcome in zip(batch, outcomes, strict=True):
            if not one.outcome.done():
                one.outcome.set_result(outcome)

    async def _read(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Have a batch read; halve it when it overruns its deadline or kills its process."""
        try:
            return await asyncio.wrap_future(self._pool.schedule(self._work.batch, args=[jobs], timeout=self._deadline))
        except (TimeoutError, ProcessExpired) as error:
            self._on_restart()
            if len(jobs) == 1:
                return [self._culprit(error)]
            middle = len(jobs) // 2
            return [*await self._read(jobs[:middle]), *await self._read(jobs[middle:])]

    def _culprit(self, error: Exception) -> Failed:
        if isinstance(error, TimeoutError):
            sentence = (
                f"Reading this story took longer than {self._deadline:g} s; raise COPYTASTER_DEADLINE if it is sound."
            )
            return _failed("timeout", sentence, error)
        return _failed("worker-died", "The process that read this story died; please report it with the story.", error)


def _failed(reason: Reason, sentence: str, error: Exception) -> Failed:
    return Failed(reason=reason, message=sentence, exception=type(error).__name__)
