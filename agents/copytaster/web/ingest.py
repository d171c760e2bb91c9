"""POST /ingest: a story's bytes become one message; answered when the broker has confirmed it.

Off without a token. Bounded in bytes and in requests: what does not fit is refused at once and not queued, so that the
sender, who has the story, keeps it and sends it again.
"""

import asyncio
import hmac
from dataclasses import dataclass

from aiohttp import web
from aiokafka.errors import KafkaError

from copytaster.brokers import BrokerUnreachable
from copytaster.clients import NoSuchTopic
from copytaster.envelope import Headers, one_line
from copytaster.outlet import CAME_FROM, NotConfirmed, Raw, TooLarge
from copytaster.web.render import as_json
from copytaster.web.view import WorkerView
from wirecopy.formats.times import iso_time

#: How many requests are served at once; together they may hold COPYTASTER_WINDOW_BYTES.
POSTS_AT_ONCE = 64

#: Seconds in which a body must have come.
BODY_DEADLINE = 30.0

#: The longest key in bytes.
KEY_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """Why a story is not taken, in one sentence, and with which status."""

    status: int
    says: str

    def answer(self) -> web.Response:
        """The response."""
        more = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "5"}}.get(self.status, {})
        return web.Response(status=self.status, text=f"{self.says}\n", headers=more)


class Intake:
    """Takes stories that are posted to one worker.

    Args:
        view: the worker.
    """

    def __init__(self, view: WorkerView) -> None:
        self._view = view
        self._settings = view.settings
        self._posts = 0
        self._bytes = 0

    async def post(self, request: web.Request) -> web.Response:
        """Take one story: 202 with topic, partition and offset once it is confirmed, or why not."""
        try:
            self._admit(request)
            answer = await self._take(request)
        except Refusal as refusal:
            answer = refusal.answer()
        self._view.metrics.posted(answer.status)
        return answer

    def _admit(self, request: web.Request) -> None:
        """Look at everything that can be seen before the body is read."""
        if not self._settings.ingest_token:
            raise Refusal(404, "This worker takes no stories over HTTP; set COPYTASTER_INGEST_TOKEN to a secret.")
        if not _knows(request, self._settings.ingest_token):
            raise Refusal(401, "The token is missing or wrong; send it as Authorization: Bearer TOKEN.")
        if (request.content_length or 0) > self._settings.max_message_bytes:
            raise self._too_large()
        if self._posts >= POSTS_AT_ONCE:
            raise Refusal(503, f"The worker is taking {POSTS_AT_ONCE} stories at this moment; send it again.")

    async def _take(self, request: web.Request) -> web.Response:
        key, headers = _key(request), _headers(request)
        body = bytearray()
        self._posts += 1
        try:
            await self._read(request, body)
            if not body:
                raise Refusal(400, "The body is empty; send the story's bytes as they are.")
            return await self._put(Raw(name="The story", value=bytes(body), key=key, headers=headers))
        finally:
            self._posts -= 1
            self._bytes -= len(body)

    async def _read(self, request: web.Request, body: bytearray) -> None:
        """Read the body as far as there is room for it."""
        try:
            async with asyncio.timeout(BODY_DEADLINE):
                async for chunk in request.content.iter_any():
                    if len(body) + len(chunk) > self._settings.max_message_bytes:
                        raise self._too_large()
                    if self._bytes + len(chunk) > self._settings.window_bytes:
                        raise Refusal(503, "The worker holds as many bytes of stories as it may; send it again.")
                    body += chunk
                    self._bytes += len(chunk)
        except TimeoutError:
            raise Refusal(408, f"The story did not come within {BODY_DEADLINE:g} s; send it again.") from None

    async def _put(self, raw: Raw) -> web.Response:
        try:
            return as_json(await self._view.put(raw), status=202)
        except TooLarge as error:
            raise Refusal(413, str(error)) from None
        except (NotConfirmed, BrokerUnreachable, NoSuchTopic) as error:
            raise Refusal(503, str(error)) from None
        except KafkaError as error:
            raise Refusal(503, f"Kafka did not take the story ({type(error).__name__}); send it again.") from None

    def _too_large(self) -> Refusal:
        return Refusal(
            413,
            f"The story has more than the {self._settings.max_message_bytes} bytes that the topic takes; raise "
            "COPYTASTER_MAX_MESSAGE_BYTES and the topic's max.message.bytes.",
        )


def _knows(request: web.Request, token: str) -> bool:
    """Whether the request carries the token; how long that takes tells nothing about it."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    same = hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), token.encode())
    return same and scheme.lower() == "bearer"


def _key(request: web.Request) -> bytes | None:
    key = request.headers.get("X-Wire-Key", "").encode("utf-8", "surrogateescape")
    if len(key) > KEY_MAX:
        raise Refusal(400, f"X-Wire-Key has more than {KEY_MAX} bytes; send the story's uri.")
    return key or None


def _headers(request: web.Request) -> Headers:
    came_from = (CAME_FROM, one_line(f"http/{request.remote}").encode())
    sent = request.headers.get("Ce-Time")
    if sent is None:
        return (came_from,)
    moment = iso_time(sent)
    if moment is None:
        raise Refusal(400, "Ce-Time is no time; write one as 2026-03-05T14:05:00Z.")
    return (came_from, ("ce_time", moment.isoformat().encode()))
