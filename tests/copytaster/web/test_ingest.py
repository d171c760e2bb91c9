"""POST /ingest: a token, bounds, and 202 only for what the broker has confirmed."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from aiokafka.errors import KafkaTimeoutError
from prometheus_client.parser import text_string_to_metric_families

from copytaster.brokers import BrokerUnreachable
from copytaster.outlet import NotConfirmed, Placed, Raw
from copytaster.settings import Settings
from copytaster.web import WorkerView, guard, install
from copytaster.web import ingest as posting
from copytaster.web.server import TasterWeb
from tests import newsroom
from tests.copytaster.web.asking import WebOnlyApp, free_port
from tests.faketopic import FakeTopic

TOKEN = "correct-horse-battery"  # noqa: S105 - a test's
COPY = "BERGEN — Secret words of a story.\r\n".encode()
AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}


@dataclass
class Answer:
    status: int
    text: str
    headers: dict[str, str]


@dataclass
class Door:
    """A worker's web view and the topic behind it."""

    topic: FakeTopic = field(default_factory=FakeTopic)
    token: str = TOKEN
    limit: int = 16_000_000
    room: int = 32_000_000

    def __post_init__(self) -> None:
        settings = Settings(
            ingest_token=self.token,
            max_message_bytes=self.limit,
            max_story_bytes=min(250_000, self.limit),
            window_bytes=self.room,
        )
        self.view: WorkerView = newsroom.worker_view(settings=settings, put=self.topic.put)

    def post(self, body: object = COPY, *, headers: dict[str, str] = AUTHORISED, path: str = "/ingest") -> Answer:
        """Post once."""
        (answer,) = self.posts(body, headers=headers, path=path)
        return answer

    def posts(self, *bodies: object, headers: dict[str, str] = AUTHORISED, path: str = "/ingest") -> list[Answer]:
        """Post all of these at once."""

        async def talk() -> list[Answer]:
            app = web.Application()
            install(app, self.view)
            client: TestClient[Any, Any]
            async with TestClient(TestServer(app)) as client:
                return list(await asyncio.gather(*(self._post(client, body, headers, path) for body in bodies)))

        return asyncio.run(talk())

    @staticmethod
    async def _post(client: "TestClient[Any, Any]", body: Any, headers: dict[str, str], path: str) -> Answer:
        async with client.post(path, data=body, headers=headers) as answer:
            return Answer(answer.status, await answer.text(), dict(answer.headers))

    def counted(self) -> dict[str, float]:
        """How many requests had each status, those with none left out."""
        families = text_string_to_metric_families(self.view.metrics.exposition(()).decode())
        samples = [one for family in families for one in family.samples if one.name == "copytaster_posts_total"]
        return {one.labels["status"]: one.value for one in samples if one.value}


def test_a_story_is_taken_byte_for_byte_and_answered_with_where_it_is() -> None:
    """The header says which way it came in."""
    door = Door()
    answer = door.post()
    assert (answer.status, orjson.loads(answer.text)) == (202, {"topic": "wire.raw.v1", "partition": 0, "offset": 0})
    assert door.topic.held == [Raw(name="The story", value=COPY, headers=(("copytaster-from", b"http/127.0.0.1"),))]
    assert {name: answer.headers[name] for name in guard.HEADERS} == guard.HEADERS
    assert door.counted() == {"202": 1}


def test_key_and_time_may_be_given() -> None:
    """As a Kafka publisher gives them."""
    door = Door()
    headers = {**AUTHORISED, "X-Wire-Key": "urn:nv:1", "Ce-Time": "2026-03-03T10:00:00+01:00"}
    assert door.post(headers=headers).status == 202
    (raw,) = door.topic.held
    assert (raw.key, raw.headers[1]) == (b"urn:nv:1", ("ce_time", b"2026-03-03T09:00:00+00:00"))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer correct-horse-batter"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": "Bearer \u00f8"},
        {"X-Token": TOKEN},
    ],
)
def test_without_the_token_nothing_is_taken(headers: dict[str, str]) -> None:
    """And it is said how to send it."""
    door = Door()
    answer = door.post(headers=headers)
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.text == "The token is missing or wrong; send it as Authorization: Bearer TOKEN.\n"
    assert door.topic.held == []


@pytest.mark.parametrize("headers", [{}, AUTHORISED, {"Authorization": "Bearer "}])
def test_without_the_setting_nothing_is_taken_whatever_is_sent(headers: dict[str, str]) -> None:
    """An empty token is none."""
    door = Door(token="")
    answer = door.post(headers=headers)
    assert (answer.status, answer.text) == (
        404,
        "This worker takes no stories over HTTP; set COPYTASTER_INGEST_TOKEN to a secret.\n",
    )
    assert door.topic.held == []


def test_an_empty_story_is_refused() -> None:
    """Kafka would take it, and it would be a dead letter."""
    assert (Door().post(b"").status, Door().post(b"").text) == (
        400,
        "The body is empty; send the story's bytes as they are.\n",
    )


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({"Ce-Time": "yesterday"}, "Ce-Time is no time; write one as 2026-03-05T14:05:00Z.\n"),
        ({"X-Wire-Key": "x" * 1_001}, "X-Wire-Key has more than 1000 bytes; send the story's uri.\n"),
    ],
)
def test_a_header_that_cannot_be_used_is_one_sentence(headers: dict[str, str], says: str) -> None:
    """It is not passed over: a wrong time would be believed."""
    answer = Door().post(headers={**AUTHORISED, **headers})
    assert (answer.status, answer.text) == (400, says)


async def chunks() -> AsyncIterator[bytes]:
    """A body that does not say how long it is."""
    for _ in range(20):
        yield b"x" * 100


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (lambda: b"x" * 1_001, {}),
        (chunks, {}),
        (lambda: b"x" * 950, {}),  # with Kafka's framing
        (lambda: gzip.compress(b"x" * 100_000), {"Content-Encoding": "gzip"}),
    ],
    ids=["it says so", "in chunks", "nearly", "packed"],
)
def test_what_is_too_large_is_refused(body: Callable[[], object], headers: dict[str, str]) -> None:
    """As soon as it is seen."""
    door = Door(FakeTopic(limit=1_000), limit=1_000)
    answer = door.post(body(), headers={**AUTHORISED, **headers})
    assert answer.status == 413
    assert "than" in answer.text
    assert door.topic.held == []


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (BrokerUnreachable("Kafka does not answer."), "Kafka does not answer.\n"),
        (NotConfirmed("Kafka did not confirm."), "Kafka did not confirm.\n"),
        (KafkaTimeoutError(), "Kafka did not take the story (KafkaTimeoutError); send it again.\n"),
    ],
)
def test_a_broker_that_is_away_is_503(error: Exception, says: str) -> None:
    """The sender keeps the story and sends it again."""

    def away(_: Raw) -> None:
        raise error

    answer = Door(FakeTopic(before=away)).post()
    assert (answer.status, answer.text, answer.headers["Retry-After"]) == (503, says, "5")


def test_stories_that_do_not_fit_are_refused_and_not_queued(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each that is taken is confirmed first; when they are through there is room again."""
    monkeypatch.setattr(posting, "POSTS_AT_ONCE", 2)
    door, let_go = Door(), asyncio.Event()
    waiting = 0

    async def slow(raw: Raw) -> Placed:
        nonlocal waiting
        waiting += 1
        await let_go.wait()
        return await door.topic.put(raw)

    async def talk() -> list[int]:
        app = web.Application()
        install(app, door.view)
        client: TestClient[Any, Any]
        async with TestClient(TestServer(app)) as client:
            first = [asyncio.create_task(door._post(client, COPY, AUTHORISED, "/ingest")) for _ in range(2)]
            while waiting < 2:
                await asyncio.sleep(0)
            refused = await door._post(client, COPY, AUTHORISED, "/ingest")
            let_go.set()
            done = [(await one).status for one in first]
            return [refused.status, *done, (await door._post(client, COPY, AUTHORISED, "/ingest")).status]

    door.view = newsroom.worker_view(settings=door.view.settings, put=slow)
    assert asyncio.run(talk()) == [503, 202, 202, 202]


def test_all_stories_together_have_only_so_many_bytes() -> None:
    """What one leaves is room for the next."""
    door = Door(limit=1_000, room=1_000)
    assert [door.post(b"x" * 800).status for _ in range(3)] == [202, 202, 202]
    door = Door(limit=1_000, room=1_000)
    intake = posting.Intake(door.view)
    intake._bytes = 900
    app = web.Application()
    app.router.add_post("/ingest", intake.post)

    async def talk() -> Answer:
        client: TestClient[Any, Any]
        async with TestClient(TestServer(app)) as client:
            return await door._post(client, b"x" * 800, AUTHORISED, "/ingest")

    answer = asyncio.run(talk())
    assert (answer.status, answer.text) == (
        503,
        "The worker holds as many bytes of stories as it may; send it again.\n",
    )
    assert intake._bytes == 900


def test_a_body_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody holds a place by saying nothing."""
    monkeypatch.setattr(posting, "BODY_DEADLINE", 0.05)
    never = asyncio.Event()

    async def stalls() -> AsyncIterator[bytes]:
        yield b"BERGEN"
        await never.wait()

    door = Door()
    assert (door.post(stalls()).status, door.topic.held) == (408, [])


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_there_is_only_post(method: str) -> None:
    """A browser's preflight is refused: no page may post here."""

    async def talk() -> int:
        app = web.Application()
        install(app, Door().view)
        client: TestClient[Any, Any]
        async with TestClient(TestServer(app)) as client, client.request(method, "/ingest") as answer:
            return answer.status

    assert asyncio.run(talk()) == 405


def test_another_name_for_this_machine_is_refused() -> None:
    """As for the pages."""
    answer = Door().post(headers={**AUTHORISED, "Host": "evil.example"})
    assert answer.status == 421


def test_nothing_of_a_story_or_of_the_token_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Neither when it is taken nor when the worker fails."""

    def broken(_: Raw) -> None:
        raise ArithmeticError("inner detail")

    caplog.set_level(0)
    assert Door().post().status == 202
    assert Door(FakeTopic(before=broken)).post().status == 500
    assert "inner detail" in caplog.text
    assert "Secret words" not in caplog.text
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(Door().view)


def test_faust_s_own_server_serves_it() -> None:
    """The real server, the real client."""
    door = Door()

    async def talk() -> tuple[int, bytes]:
        app = WebOnlyApp(door.view, free_port())
        app.web.init_server()
        assert isinstance(app.web, TasterWeb)
        address = f"http://127.0.0.1:{app.conf.web_port}"
        async with (
            app.web,
            aiohttp.ClientSession(address) as session,
            session.post("/ingest", data=COPY, headers=AUTHORISED) as answer,
        ):
            return answer.status, await answer.read()

    status, body = asyncio.run(talk())
    assert (status, orjson.loads(body)["offset"], door.topic.values) == (202, 0, [COPY])
