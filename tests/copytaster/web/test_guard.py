"""What stands before every page: headers, the Host check, no stack traces; and the pages for machines."""

import asyncio
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from copytaster.health import Ping
from copytaster.membership import Partition
from copytaster.metrics import METRICS
from copytaster.settings import Settings
from copytaster.web import PAGES, WorkerView, guard, install
from tests import newsroom
from tests.newsroom import FakeMembership

CSP = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Answer:
    code: int
    text: str
    headers: dict[str, str]


def ask(view: WorkerView, path: str, *, method: str = "GET", host: str | None = None) -> Answer:
    """Ask a worker, under a name of our choice."""

    async def talk() -> Answer:
        app = web.Application()
        install(app, view)
        headers = {"Host": host} if host is not None else {}
        client: TestClient[Any, Any]
        async with TestClient(TestServer(app)) as client, client.request(method, path, headers=headers) as answer:
            return Answer(answer.status, await answer.text(), dict(answer.headers))

    return asyncio.run(talk())


@pytest.mark.parametrize(
    "path", [*(path for path, _ in PAGES), "/static/copytaster.css", "/static/refresh.js", "/nothing-here"]
)
def test_every_answer_carries_the_security_headers(path: str) -> None:
    """Pages, files and errors alike."""
    headers = ask(newsroom.worker_view(), path).headers
    assert {name: headers[name] for name in guard.HEADERS} == guard.HEADERS
    assert headers["Content-Security-Policy"] == CSP


@pytest.mark.parametrize(
    "path", ["/stats/", "/table/", "/tables/", "/router/", "/graph/", "/static/", "/static/../guard.py"]
)
def test_there_is_nothing_but_our_pages(path: str) -> None:
    """Faust's own pages are gone, and the folder of static files is not listed."""
    assert ask(newsroom.worker_view(), path).code in {403, 404}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_changed(method: str) -> None:
    """The view is read-only."""
    assert ask(newsroom.worker_view(), "/", method=method).code == 405


@pytest.mark.parametrize("host", ["localhost", "localhost:6066", "127.0.0.1:6066", "[::1]:6066"])
def test_this_machine_may_ask(host: str) -> None:
    """Under each of its own names."""
    assert ask(newsroom.worker_view(), "/health/live", host=host).code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:6066", "127.0.0.1.evil.example", "localhost.evil.example", "[", ""]
)
def test_another_name_for_this_machine_is_refused(host: str) -> None:
    """A web site can point its own name at 127.0.0.1; its visitors' browsers must not read the page for it."""
    answer = ask(newsroom.worker_view(), "/", host=host)
    assert answer.code in {400, 421}
    assert "Bergen" not in answer.text


def test_a_worker_bound_to_the_network_answers_to_any_name() -> None:
    """Inside a cluster a worker has names that it does not know itself."""
    view = newsroom.worker_view(settings=Settings(web_bind="192.0.2.7"))
    assert ask(view, "/health/live", host="worker-0.copytaster:6066").code == 200


def test_a_page_that_fails_shows_no_stack_trace(caplog: pytest.LogCaptureFixture) -> None:
    """One sentence for the reader, the rest in the log."""

    class Broken(FakeMembership):
        def partitions(self) -> tuple[Partition, ...]:
            raise ArithmeticError("inner detail")

    answer = ask(newsroom.worker_view(membership=Broken()), "/")
    assert (answer.code, answer.text) == (500, "This page failed; the worker's log says why.\n")
    assert "inner detail" in caplog.text


def test_a_ready_worker_answers_200() -> None:
    """With each check by name."""

    async def fine() -> str | None:
        return None

    answer = ask(newsroom.worker_view(pings=[Ping("broker", fine)]), "/health/ready")
    assert (answer.code, orjson.loads(answer.text)) == (
        200,
        {"status": "ok", "checks": [{"name": "broker", "ok": True, "says": ""}]},
    )


def test_a_worker_in_trouble_answers_503_with_the_sentence() -> None:
    """Whoever is woken at night reads what is wrong in the probe's answer."""

    async def away() -> str | None:
        return "The broker does not answer."

    answer = ask(newsroom.worker_view(pings=[Ping("broker", away)]), "/health/ready")
    assert (answer.code, orjson.loads(answer.text)) == (
        503,
        {"status": "failing", "checks": [{"name": "broker", "ok": False, "says": "The broker does not answer."}]},
    )


def test_the_heartbeat_runs_with_the_server() -> None:
    """A worker is live as soon as its web server is up, whatever Kafka does."""
    answer = ask(newsroom.worker_view(), "/health/live")
    assert (answer.code, orjson.loads(answer.text)) == (
        200,
        {"status": "ok", "checks": [{"name": "event loop", "ok": True, "says": ""}]},
    )


def test_metrics_are_served_for_prometheus() -> None:
    """The scrape parses and holds every declared metric, the lag of the held partitions among them."""
    held = [Partition(topic="wire.raw.v1", partition=0, committed=3, end=10)]
    answer = ask(newsroom.worker_view(membership=FakeMembership(partitions=held)), "/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert {one.name.removesuffix("_total") for one in METRICS} <= families.keys()
    assert [sample.value for sample in families["copytaster_lag_messages"].samples] == [7]
