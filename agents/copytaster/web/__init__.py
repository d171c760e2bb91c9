"""The web view: pages about one worker, and a way in for stories, inside Faust's web server.

Each page is a function that gathers a frozen dataclass, which is then shown as HTML or as JSON.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from aiohttp import web

from copytaster.web import guard, ingest, probes, scrape, status
from copytaster.web.view import WorkerView

__all__ = ["WorkerView", "install"]

STATIC = Path(__file__).parent / "static"

Page = Callable[[WorkerView, web.Request], Awaitable[web.Response]]

#: Every page. None changes anything; only POST /ingest does, which asks for a token.
PAGES: tuple[tuple[str, Page], ...] = (
    ("/", status.show),
    ("/api/status", status.show_json),
    ("/health/live", probes.live),
    ("/health/ready", probes.ready),
    ("/metrics", scrape.metrics),
)


def install(web_app: web.Application, view: WorkerView) -> None:
    """Put the pages, their guard and the heartbeat into an aiohttp application that has not started."""
    guard.install(web_app, bind=view.settings.web_bind)
    for path, page in PAGES:
        web_app.router.add_get(path, partial(page, view))
    web_app.router.add_post("/ingest", ingest.Intake(view).post)
    web_app.router.add_static("/static", STATIC)
    web_app.cleanup_ctx.append(partial(_beating, view))


async def _beating(view: WorkerView, _: web.Application) -> AsyncIterator[None]:
    """The heartbeat runs as long as the web server does: it must not wait for Kafka."""
    beat = asyncio.create_task(view.health.heartbeat.run())
    yield
    beat.cancel()
    with suppress(asyncio.CancelledError):
        await beat
