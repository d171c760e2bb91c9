"""One HTTP GET of a feed, bounded in time, size and redirects, and conditional: what has not changed is not sent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
from yarl import URL

from copytaster import __version__
from copytaster.envelope import one_line
from wirecopy.formats.times import mail_time

#: Bytes of the largest document, unpacked.
DOCUMENT_MAX = 10_000_000

#: Seconds for one document, all redirects included, and for each connection.
DEADLINE, CONNECT_DEADLINE = 30.0, 10.0

REDIRECTS_MAX = 5

#: The longest wait that a server may ask for, in seconds.
RETRY_AFTER_MAX = 24 * 3600.0

#: The longest validator that is kept and sent back.
VALIDATOR_MAX = 500

_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED, _GONE = 304, 410


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server said of a document's version, to be asked with the next time (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""

    def as_headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A document that has changed since it was last asked for."""

    document: bytes
    charset: str | None = None
    validators: Validators = field(default_factory=Validators)


class FetchFailed(Exception):
    """No document this time; the message says why, beginning with a verb.

    retry_after: seconds that the server asks us to wait. gone: it says that the feed will not come back.
    """

    def __init__(self, says: str, *, retry_after: float = 0.0, gone: bool = False) -> None:
        super().__init__(says)
        self.retry_after = retry_after
        self.gone = gone


@asynccontextmanager
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    """A session that keeps no cookies and takes proxies from the environment."""
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_DEADLINE),
        headers={
            "User-Agent": f"copytaster/{__version__}",
            "Accept": "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.1",
        },
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=True,
    ) as session:
        yield session


async def fetch(session: aiohttp.ClientSession, url: URL, validators: Validators) -> Fetched | None:
    """Fetch a feed; None if it has not changed.

    Raises:
        FetchFailed: whatever went wrong.
    """
    try:
        async with asyncio.timeout(DEADLINE):
            return await _follow(session, url, validators)
    except TimeoutError:
        raise FetchFailed(f"did not answer within {DEADLINE:g} s") from None
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise FetchFailed(f"cannot be fetched ({one_line(str(error) or type(error).__name__)})") from None


async def _follow(session: aiohttp.ClientSession, url: URL, validators: Validators) -> Fetched | None:
    for _ in range(REDIRECTS_MAX + 1):
        async with session.get(url, headers=validators.as_headers(), allow_redirects=False) as answer:
            if answer.status not in _REDIRECTS:
                return await _document(answer)
            url = _next(url, answer.headers.get("Location", ""))
    raise FetchFailed(f"redirects more than {REDIRECTS_MAX} times")


def _next(url: URL, location: str) -> URL:
    """Where a redirect leads. Only HTTP is followed, and never from HTTPS down to it."""
    target = url.join(URL(location))
    if not location or target.scheme not in ("http", "https") or not target.host:
        raise FetchFailed("redirects to something that is no web page, which is not followed")
    if url.scheme == "https" and target.scheme == "http":
        raise FetchFailed("redirects from HTTPS to HTTP, which is not followed")
    return target


async def _document(answer: aiohttp.ClientResponse) -> Fetched | None:
    if answer.status == _NOT_MODIFIED:
        return None
    if answer.status != 200:
        raise FetchFailed(
            f"answers {answer.status}",
            retry_after=retry_after(answer.headers.get("Retry-After", ""), datetime.now(UTC)),
            gone=answer.status == _GONE,
        )
    return Fetched(
        document=await _body(answer),
        charset=answer.charset,
        validators=Validators(
            etag=_kept(answer.headers.get("ETag", "")), last_modified=_kept(answer.headers.get("Last-Modified", ""))
        ),
    )


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in answer.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > DOCUMENT_MAX:
            raise FetchFailed(f"is larger than {DOCUMENT_MAX:,} bytes")
    return bytes(body)


def retry_after(text: str, now: datetime) -> float:
    """Seconds that a Retry-After header asks for, as number or date (RFC 9110, section 10.2.3); 0 if it is none."""
    if text.isascii() and text.strip().isdigit():
        return min(float(text.strip()[:10]), RETRY_AFTER_MAX)
    moment = mail_time(text) if text else None
    return min(max(0.0, (moment - now).total_seconds()), RETRY_AFTER_MAX) if moment else 0.0


def _kept(validator: str) -> str:
    """A validator that can be sent back as it came; none where it cannot."""
    return validator if validator.isascii() and validator.isprintable() and len(validator) <= VALIDATOR_MAX else ""
