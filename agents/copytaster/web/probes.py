"""/health/live and /health/ready: for Kubernetes, load balancers and people."""

from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from copytaster.health import Check, Report
from copytaster.web.render import as_json
from copytaster.web.view import WorkerView


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a probe answers."""

    status: Literal["ok", "failing"]
    checks: tuple[Check, ...]


async def live(view: WorkerView, _: web.Request) -> web.Response:
    """200 while the worker runs; 503 when a restart would help."""
    return _answer(await view.health.live())


async def ready(view: WorkerView, _: web.Request) -> web.Response:
    """200 while the worker does its work; 503 with the sentence of what is in its way."""
    return _answer(await view.health.ready())


def _answer(report: Report) -> web.Response:
    answer = Answer(status="ok" if report.ok else "failing", checks=report.checks)
    return as_json(answer, status=200 if report.ok else 503)
