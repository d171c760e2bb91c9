"""/metrics: for Prometheus."""

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from copytaster.web.view import WorkerView


async def metrics(view: WorkerView, _: web.Request) -> web.Response:
    """Every metric in the Prometheus text format."""
    view.metrics.silences(view.hearing.seconds())
    return web.Response(
        body=view.metrics.exposition(view.membership.partitions()), headers={"Content-Type": CONTENT_TYPE_LATEST}
    )
