"""A story that is posted to a real worker, or laid into a folder, comes out as its event."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from copytaster import provision
from copytaster.clients import consumer
from copytaster.ingest.carry import Carrier
from copytaster.ingest.folder import Folder
from copytaster.ingest.reception import Reception
from copytaster.ingest.stopping import Stop
from copytaster.ingest.tally import Tally
from copytaster.outlet import Outlet, Placed
from copytaster.samples import samples
from copytaster.settings import Settings
from copytaster.supervised import RunningWorker, free_port, worker_process
from copytaster.topics import topology
from tests.brokers import RunningBroker

pytestmark = [pytest.mark.broker, pytest.mark.model]

TOKEN = "correct-horse-battery"  # noqa: S105 - a test's
STORY = next(one for one in samples() if one.name == "16-afp-locusts.txt").value


@pytest.fixture(scope="module")
def settings(broker: RunningBroker) -> Settings:
    name = broker.unique()
    made = broker.settings(
        topic_prefix=name, group=name, web_port=free_port(0), processes=1, partitions=1, ingest_token=TOKEN
    )
    asyncio.run(provision.create(made))
    return made


@pytest.fixture(scope="module", autouse=True)
def worker(settings: Settings) -> Iterator[RunningWorker]:
    with worker_process(settings) as running:
        yield running


def test_a_story_that_is_posted_comes_out(settings: Settings, worker: RunningWorker) -> None:
    """What is answered is where the event says that it came from."""
    headers = {"X-Wire-Key": "urn:test:posted", "Ce-Time": "2026-03-03T09:00:00Z", "Authorization": f"Bearer {TOKEN}"}
    status, placed = asyncio.run(post(worker, headers))
    assert status == 202
    event = asyncio.run(story_made_from(settings, "{topic}/{partition}/{offset}".format(**json.loads(placed))))
    assert event["uri"] == "urn:test:posted"


def test_without_the_token_nothing_is_taken(worker: RunningWorker) -> None:
    """By the real worker too."""
    assert asyncio.run(post(worker, {}))[0] == 401


async def post(worker: RunningWorker, headers: dict[str, str]) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession(worker.web) as session,
        session.post("/ingest", data=STORY, headers=headers) as answer,
    ):
        return answer.status, await answer.text()


def test_a_file_that_is_laid_into_a_folder_comes_out(settings: Settings, tmp_path: Path) -> None:
    """And is moved."""
    placed: list[Placed] = []

    async def carry() -> None:
        (tmp_path / "locusts.txt").write_bytes(STORY)
        watched = Folder(tmp_path, settle=0, on_trouble=pytest.fail)
        watched.open()
        async with Outlet(settings, topology(settings.topic_prefix).raw.name) as outlet:
            reception = Reception(
                put=outlet.put, tally=Tally(), on_placed=lambda _, where: placed.append(where), on_trouble=pytest.fail
            )
            await Carrier(watched, reception, limit=1_000_000, key=b"urn:test:laid").round(Stop())
        watched.close()

    asyncio.run(carry())
    (where,) = placed
    event = asyncio.run(story_made_from(settings, f"{where.topic}/{where.partition}/{where.offset}"))
    assert event["uri"] == "urn:test:laid"
    assert (tmp_path / "done" / "locusts.txt").exists()


async def story_made_from(settings: Settings, origin: str) -> Any:
    """The story's event that was made from one raw message, once it is out."""
    topic = topology(settings.topic_prefix).stories.name
    async with consumer(settings, [topic], from_start=True) as client, asyncio.timeout(60):
        async for record in client:
            if dict(record.headers)["copytaster-origin"].decode() == origin:
                return json.loads(record.value)
    raise AssertionError(origin)
