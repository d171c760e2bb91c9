"""The status page in a real browser: hostile text is shown and does nothing; the page refreshes itself."""

import asyncio
import os
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from copytaster.web import WorkerView, install
from tests import newsroom
from tests.newsroom import FakeMembership
from wirecopy.story import Evidence

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

#: Each would set the page's title if it ran. The last turns the direction of what follows it.
HOSTILE = (
    '<script>document.title="ran"</script>',
    "<img src=x onerror=\"document.title='ran'\">",
    "\"'><svg/onload=document.title='ran'>",
    "</title></td></table><script src=//x.test/x.js></script>",
    "&lt;b&gt; &amp;amp; {{ 7*7 }} {% raw %}",
    "Gains \u202e txt.exe \u2066 unclosed \x00\x1b[2J",
)


@pytest.fixture(scope="module", autouse=True)
def browser() -> None:
    """Chromium, from the system's packages."""
    if BROWSER is None:
        sentence = "The pages are looked at in Chromium, which is not installed: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)


async def dom(folder: Path, url: str, milliseconds: int) -> str:
    """The page as the browser has it after some (virtual) time."""
    flags = (
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
        *("--disable-background-networking", "--disable-component-update", f"--user-data-dir={folder}"),
        *(f"--virtual-time-budget={milliseconds}", "--dump-dom", url),
    )
    null = asyncio.subprocess.DEVNULL
    assert BROWSER is not None
    process = await asyncio.create_subprocess_exec(BROWSER, *flags, stdout=asyncio.subprocess.PIPE, stderr=null)
    async with asyncio.timeout(60):
        out, _ = await process.communicate()
    return out.decode()


class Site:
    """A worker's pages, and what was asked for."""

    def __init__(self, view: WorkerView) -> None:
        self.asked: list[str] = []
        self.app = web.Application(middlewares=[self._note])
        install(self.app, view)
        #: A page without any escaping, to see that the second line of defence holds by itself.
        self.app.router.add_get("/unescaped", self._unescaped)

    @web.middleware
    async def _note(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.asked.append(request.path)
        answer: web.StreamResponse = await handler(request)
        return answer

    async def _unescaped(self, _: web.Request) -> web.Response:
        return web.Response(text=f"<title>calm</title><p>{''.join(HOSTILE[:3])}", content_type="text/html")

    def look(self, folder: Path, path: str = "/", milliseconds: int = 3000) -> str:
        """Serve, and let the browser look."""

        async def served() -> str:
            async with TestServer(self.app) as server:
                return await dom(folder, str(server.make_url(path)), milliseconds)

        return asyncio.run(served())


def hostile_view() -> WorkerView:
    """A worker that has read nothing but malice."""
    view = newsroom.worker_view()
    for text in HOSTILE:
        view.monitor.story_enriched(newsroom.story(text, uri=text, agency=text), None)
        why = (Evidence(field="body", value=text, says=text),)
        view.monitor.alert_published(newsroom.alert(text, rule=text, title=text, why=why))
        view.monitor.dead_letter(stage="enrich", reason="no-text", message=text, position=text)
    return view


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_hostile_text_is_shown_as_text_and_does_nothing(tmp_path: Path) -> None:
    """Headlines, agencies, rules, reasons: the reader sees each word, the browser makes no element of any."""
    site = Site(hostile_view())
    page = site.look(tmp_path)
    seen = text_of(page)
    assert [text for text in HOSTILE[:5] if text not in seen] == []
    assert "Gains" in seen
    assert "<title>running · copytaster · copytaster</title>" in page
    assert re.findall(r"<(?:script|img|svg)[^>]*>", page) == ['<script src="/static/refresh.js" defer="">']
    assert set(site.asked) <= {"/", "/static/copytaster.css", "/static/refresh.js", "/static/icon.svg"}


def test_the_direction_of_a_text_ends_with_it(tmp_path: Path) -> None:
    """A bidi override in a headline must not turn what stands beside it: each text is isolated."""
    page = Site(hostile_view()).look(tmp_path)
    around = re.findall(r"<([^<>]+)>Gains \u202e", page)
    assert len(around) > len(("headline", "agency", "title", "rule", "message", "position"))
    assert [tag for tag in around if not tag.endswith('dir="auto"')] == []


def test_even_unescaped_text_could_run_nothing(tmp_path: Path) -> None:
    """The content security policy holds without the escaping."""
    page = Site(newsroom.worker_view()).look(tmp_path, "/unescaped")
    assert "<title>calm</title>" in page


def test_the_page_refreshes_itself(tmp_path: Path) -> None:
    """Every five seconds, in place: what was read meanwhile appears."""
    view = newsroom.worker_view(membership=FakeMembership("starting"))
    site = Site(view)
    asked_again = FakeMembership("running")

    def phase() -> str:
        return asked_again.now if site.asked.count("/") > 1 else "starting"

    view.membership.phase = phase  # type: ignore[method-assign, assignment]  # another answer the second time
    page = site.look(tmp_path, milliseconds=7000)
    assert site.asked.count("/") == 2
    assert "<title>running · copytaster · copytaster</title>" in page
    assert "The worker does not answer" not in page
