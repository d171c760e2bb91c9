"""kill -9 of the worker, on a real Kafka: nothing is lost, duplicates are identical, keys stay in order."""

import asyncio
import random
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from copytaster import provision
from copytaster.clients import producer
from copytaster.settings import Settings
from copytaster.supervised import WORKER, RunningWorker, free_port, worker_process
from copytaster.topics import topology
from tests.brokers import RunningBroker
from tests.faults.load import Raw, stories
from tests.faults.verifier import Account, committed_behind, duplicates, faults, read_until_settled

BROKEN = (sys.executable, str(Path(__file__).with_name("broken_worker.py")))


@dataclass
class Desk:
    """A worker that is killed when so many stories are through, and started again."""

    settings: Settings
    command: Sequence[str]
    moments: list[int]
    stack: ExitStack = field(default_factory=ExitStack)
    worker: RunningWorker | None = None

    def start(self) -> None:
        self.worker = self.stack.enter_context(worker_process(self.settings, self.command))

    async def watch(self, settled: int) -> None:
        """Kill and restart whenever the next moment has come."""
        if self.moments and settled >= self.moments[0] and self.worker is not None:
            self.moments.pop(0)
            self.worker.process.kill()
            self.worker.process.wait()
            await asyncio.to_thread(self.start)


async def publish(settings: Settings, raws: Iterable[Raw]) -> set[str]:
    """Publish everything; returns the origins (topic/partition/offset) that must be accounted for."""
    topic = topology(settings.topic_prefix).raw.name
    async with producer(settings) as out:
        futures = [await out.send(topic, raw.value, key=raw.key) for raw in raws]
        sent = await asyncio.gather(*futures)
    return {f"{topic}/{one.partition}/{one.offset}" for one in sent}


async def killed_run(
    settings: Settings, command: Sequence[str], count: int, moments: list[int]
) -> tuple[Account, set[str]]:
    await provision.create(settings)
    wanted = await publish(settings, stories(count))
    desk = Desk(settings, command, moments)
    with desk.stack:
        await asyncio.to_thread(desk.start)
        account = await read_until_settled(settings.bootstrap, settings.topic_prefix, wanted, desk.watch)
    assert desk.moments == [], "the worker was to be killed at moments that never came"
    return account, wanted


@pytest.mark.kafka
@pytest.mark.model
def test_nothing_is_lost_when_the_worker_is_killed(story_settings: Settings, story_count: int) -> None:
    """Three kills at random moments: every story has its events or a dead letter, and the end is committed."""
    dice = random.Random(7)
    moments = sorted(dice.sample(range(story_count // 20, story_count * 9 // 10), 3))
    account, wanted = asyncio.run(killed_run(story_settings, WORKER, story_count, list(moments)))
    print(
        f"{len(wanted)} stories, killed at {moments}: "
        f"{duplicates(account)} duplicates, {len(account.dead)} dead letters"
    )
    topic = topology(story_settings.topic_prefix).raw.name
    behind = asyncio.run(
        committed_behind(story_settings.bootstrap, topic, story_settings.group, story_settings.partitions)
    )
    assert (faults(account, wanted), behind) == ([], 0)


@pytest.mark.kafka
@pytest.mark.model
def test_the_check_fails_on_a_worker_that_acks_too_early(
    story_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: acks before confirmation lose what was under way when the worker was killed."""
    monkeypatch.setattr("tests.faults.verifier.PATIENCE", 15.0)
    account, wanted = asyncio.run(killed_run(story_settings, BROKEN, 600, [120, 300]))
    lost = [fault for fault in faults(account, wanted) if "left no trace" in fault]
    print(f"acking too early: {len(lost)} of {len(wanted)} stories left no trace")
    assert lost, "a worker that acks too early lost nothing, so the check proves nothing"


@pytest.fixture
def story_settings(kafka: RunningBroker) -> Settings:
    """Settings of a worker on topics of its own, with a web port of its own."""
    name = kafka.unique()
    return Settings(
        broker=kafka.bootstrap, topic_prefix=name, group=name, web_port=free_port(0), processes=2, window_stories=32
    )
