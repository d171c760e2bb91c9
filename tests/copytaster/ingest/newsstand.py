"""A web server that serves a feed, as a real one does: validators, redirects, refusals. Each answer is written down."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

Answer = Callable[[web.Request], web.StreamResponse]


@dataclass
class Newsstand:
    """Serves what it is told to, at any path."""

    answer: Answer
    asked: list[web.Request] = field(default_factory=list)
    _server: TestServer | None = None

    @property
    def url(self) -> URL:
        """Where the feed is."""
        assert self._server is not None
        return self._server.make_url("/rss")

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Newsstand"]:
        """Serve."""
        app = web.Application()
        app.router.add_get("/{path:.*}", self._serve)
        self._server = TestServer(app)
        async with self._server:
            yield self

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return self.answer(request)


def rss(*items: tuple[str, str]) -> bytes:
    """A feed of entries (guid, title), the newest first."""
    inside = "".join(f"<item><guid>{guid}</guid><title>{title}</title></item>" for guid, title in items)
    return f'<rss version="2.0"><channel><title>Nordvest</title>{inside}</channel></rss>'.encode()


def validated(document: bytes, etag: str) -> Answer:
    """Serves a document, or "not modified" to whoever has it."""

    def answer(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(body=document, content_type="application/rss+xml", headers={"ETag": etag})

    return answer
