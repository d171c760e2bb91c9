"""Our pages in Faust's own web server, without Kafka."""

import asyncio
import socket

import aiohttp
import pytest

from copytaster.web.server import TasterWeb
from tests import newsroom
from tests.copytaster.web.asking import WebOnlyApp, free_port


async def serve_and_ask(app: WebOnlyApp, *paths: str) -> list[tuple[int, str]]:
    """Start Faust's web service, ask for some pages, stop it."""
    app.web.init_server()  # `faust worker` calls this before the service does it again
    async with app.web, aiohttp.ClientSession(f"http://127.0.0.1:{app.conf.web_port}") as session:
        answers = []
        for path in paths:
            async with session.get(path) as answer:
                answers.append((answer.status, await answer.text()))
        return answers


def test_faust_serves_our_pages_and_none_of_its_own() -> None:
    """The index is ours; Faust's statistics, tables and router do not exist."""
    app = WebOnlyApp(newsroom.worker_view(), free_port())
    index, live, *faust_s = asyncio.run(
        serve_and_ask(app, "/", "/health/live", "/stats/", "/graph/", "/router/", "/table/", "/performance/")
    )
    assert index[0] == 200
    assert "<h1>copytaster</h1>" in index[1]
    assert live[0] == 200
    assert [code for code, _ in faust_s] == [404] * 5


def test_a_taken_port_ends_the_worker_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not with a stack trace of the event loop."""
    said: list[tuple[str, int]] = []
    monkeypatch.setattr("copytaster.web.server.halt", lambda sentence, code: said.append((sentence, code)))
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        port = squatter.getsockname()[1]

        async def start() -> None:
            server = TasterWeb(WebOnlyApp(newsroom.worker_view(), port), newsroom.worker_view())
            await server.start_server()
            await server.stop_server()

        asyncio.run(start())
    ((sentence, code),) = said
    assert code == 1
    assert sentence.startswith(f"The web view cannot listen on 127.0.0.1:{port} (")
    assert sentence.endswith("set COPYTASTER_WEB_PORT to a free port.")


def test_an_address_of_another_machine_ends_the_worker_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other setting is named then."""
    said: list[tuple[str, int]] = []
    monkeypatch.setattr("copytaster.web.server.halt", lambda sentence, code: said.append((sentence, code)))

    async def start() -> None:
        app = WebOnlyApp(newsroom.worker_view(), free_port())
        app.conf.web_bind = "192.0.2.1"  # an address of the documentation's
        server = TasterWeb(app, newsroom.worker_view())
        await server.start_server()
        await server.stop_server()

    asyncio.run(start())
    ((sentence, code),) = said
    assert code == 1
    assert sentence.startswith("The web view cannot listen on 192.0.2.1:")
    assert sentence.endswith("set COPYTASTER_WEB_BIND to an address of ours.")
