"""One GET of a feed: conditional, and bounded in every direction."""

import asyncio
import gzip
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from aiohttp import web
from yarl import URL

from copytaster import __version__
from copytaster.ingest import fetching
from copytaster.ingest.fetching import Fetched, FetchFailed, Validators, client, fetch, retry_after
from tests.copytaster.ingest.newsstand import Answer, Newsstand, rss, validated

DOCUMENT = rss(("1", "Fog"))


def get(
    answer: Answer, validators: Validators | None = None, path: str = "/rss"
) -> tuple[Fetched | None, list[web.Request]]:
    """Ask a server once; gives what came, and what it was asked."""

    async def ask() -> tuple[Fetched | None, list[web.Request]]:
        async with Newsstand(answer).open() as stand, client() as session:
            return await fetch(session, stand.url.with_path(path), validators or Validators()), stand.asked

    return asyncio.run(ask())


def test_a_document_comes_with_its_validators() -> None:
    """And with the charset of HTTP."""
    headers = {
        "ETag": 'W/"1"',
        "Last-Modified": "Tue, 3 Mar 2026 06:30:00 GMT",
        "Content-Type": "text/xml; charset=cp1252",
    }
    fetched, (asked,) = get(lambda _: web.Response(body=DOCUMENT, headers=headers))
    validators = Validators(etag='W/"1"', last_modified="Tue, 3 Mar 2026 06:30:00 GMT")
    assert fetched == Fetched(document=DOCUMENT, charset="cp1252", validators=validators)
    assert asked.headers["User-Agent"] == f"copytaster/{__version__}"
    assert "If-None-Match" not in asked.headers


def test_what_has_not_changed_does_not_come() -> None:
    """Both validators are sent back as they came."""
    validators = Validators(etag='"1"', last_modified="Tue, 3 Mar 2026 06:30:00 GMT")
    fetched, (asked,) = get(validated(DOCUMENT, '"1"'), validators)
    assert fetched is None
    assert asked.headers["If-Modified-Since"] == "Tue, 3 Mar 2026 06:30:00 GMT"


def test_a_packed_document_is_unpacked() -> None:
    """Servers pack what is asked for."""
    packed = web.Response(body=gzip.compress(DOCUMENT), headers={"Content-Encoding": "gzip"})
    fetched, (asked,) = get(lambda _: packed)
    assert fetched is not None
    assert fetched.document == DOCUMENT
    assert "gzip" in asked.headers["Accept-Encoding"]


@pytest.mark.parametrize(
    "answer",
    [
        lambda: web.Response(body=b"x" * 5_000),
        lambda: web.Response(body=gzip.compress(b"x" * 5_000), headers={"Content-Encoding": "gzip"}),
    ],
    ids=["large", "packed"],
)
def test_a_document_that_is_too_large_is_given_up(
    answer: Callable[[], web.Response], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unpacked size counts."""
    monkeypatch.setattr(fetching, "DOCUMENT_MAX", 4_000)
    with pytest.raises(FetchFailed, match=r"^is larger than 4,000 bytes$"):
        get(lambda _: answer())


def test_redirects_are_followed() -> None:
    """With the same conditions."""

    def answer(request: web.Request) -> web.StreamResponse:
        if request.path == "/rss":
            return web.Response(status=301, headers={"Location": "/new"})
        return web.Response(body=DOCUMENT)

    fetched, asked = get(answer, Validators(etag='"1"'))
    assert fetched is not None
    assert [(one.path, one.headers["If-None-Match"]) for one in asked] == [("/rss", '"1"'), ("/new", '"1"')]


def test_redirects_in_a_circle_end() -> None:
    """After five."""
    with pytest.raises(FetchFailed, match=r"^redirects more than 5 times$"):
        get(lambda _: web.Response(status=302, headers={"Location": "/rss"}))


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://x.example/", "gopher:x", "data:text/xml,<rss/>", ""])
def test_a_redirect_to_something_else_is_not_followed(location: str) -> None:
    """Only HTTP is."""
    with pytest.raises(FetchFailed, match="redirects to something that is no web page, which is not followed"):
        get(lambda _: web.Response(status=302, headers={"Location": location}))


def test_a_redirect_never_leads_from_https_down_to_http() -> None:
    """What was asked for in secret is not asked for in the open."""
    with pytest.raises(FetchFailed, match="from HTTPS to HTTP"):
        fetching._next(URL("https://nordvest.example/"), "http://nordvest.example/")


@pytest.mark.parametrize(
    ("status", "header", "wait", "gone"),
    [(503, "120", 120.0, False), (429, "", 0.0, False), (410, "", 0.0, True), (401, "soon", 0.0, False)],
)
def test_a_refusal_says_how_long_to_wait(status: int, header: str, wait: float, gone: bool) -> None:
    """And whether to ask again at all."""
    with pytest.raises(FetchFailed, match=f"^answers {status}$") as failed:
        get(lambda _: web.Response(status=status, headers={"Retry-After": header}))
    assert (failed.value.retry_after, failed.value.gone) == (wait, gone)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        (" 90 ", 90.0),
        ("99999999999999999999", 86_400.0),
        ("Tue, 03 Mar 2026 06:31:30 GMT", 90.0),
        ("Mon, 02 Mar 2026 06:31:30 GMT", 0.0),
        ("Sun, 06 Nov 2094 08:49:37 GMT", 86_400.0),
        ("-5", 0.0),
        ("٣", 0.0),
        ("", 0.0),
    ],
)
def test_retry_after_is_a_number_or_a_date(text: str, seconds: float) -> None:
    """A day at the most."""
    assert retry_after(text, datetime(2026, 3, 3, 6, 30, tzinfo=UTC)) == seconds


def test_a_server_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """In bounded time; and what answers in another language is a sentence too."""
    monkeypatch.setattr(fetching, "DEADLINE", 0.05)

    async def listen_in_silence() -> None:
        heard: list[asyncio.StreamWriter] = []
        server = await asyncio.start_server(lambda _, writer: heard.append(writer), "127.0.0.1", 0)
        try:
            async with client() as session:
                await fetch(session, URL(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"), Validators())
        finally:
            server.close()
            for writer in heard:
                writer.close()
                await writer.wait_closed()

    with pytest.raises(FetchFailed, match=r"^did not answer within 0.05 s$"):
        asyncio.run(listen_in_silence())


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://no-such-host.invalid/"])
def test_a_server_that_is_not_there_is_one_sentence(url: str) -> None:
    """Whatever the library calls it."""

    async def ask() -> None:
        async with client() as session:
            await fetch(session, URL(url), Validators())

    with pytest.raises(FetchFailed, match=r"^cannot be fetched \(.+\)$"):
        asyncio.run(ask())


def test_a_validator_that_cannot_be_sent_back_is_dropped() -> None:
    """Too long, or not ASCII."""
    fetched, _ = get(
        lambda _: web.Response(body=DOCUMENT, headers={"ETag": '"' + "x" * 600 + '"', "Last-Modified": "ø"})
    )
    assert fetched is not None
    assert fetched.validators == Validators()
