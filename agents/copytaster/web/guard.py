"""What stands before every page: who may ask, and what a browser may do with the answer."""

import ipaddress
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from yarl import URL

logger = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: No script or style but our own files, no frames, nothing kept. Story text is hostile; escaping is the first line of
#: defence, and this is the second.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Server": "copytaster",
}


def install(web_app: web.Application, *, bind: str) -> None:
    """Guard an application that has not started.

    Args:
        web_app: the application.
        bind: the address that it will listen on.
    """
    web_app.on_response_prepare.append(_add_headers)
    web_app.middlewares.append(_no_stack_traces)
    if is_loopback(bind):
        web_app.middlewares.append(_only_loopback_hosts)


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def _add_headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


@web.middleware
async def _no_stack_traces(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page that fails says so and no more; the log has the rest."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception:
        logger.exception("The page %s failed.", request.path)
        return web.Response(status=500, text="This page failed; the worker's log says why.\n")


@web.middleware
async def _only_loopback_hosts(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse other names: a web site can point its own name at 127.0.0.1 and read us with it (DNS rebinding)."""
    if not is_loopback(_host_name(request.headers.get("Host", ""))):
        raise web.HTTPMisdirectedRequest(
            text="This worker's pages are for this machine only; ask for them as localhost or 127.0.0.1.\n"
        )
    return await handler(request)


def _host_name(host: str) -> str:
    """The name or address in a Host header, without its port; empty if it is none."""
    try:
        return URL(f"http://{host}").host or ""
    except ValueError:
        return ""
