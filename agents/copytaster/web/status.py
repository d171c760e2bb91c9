"""The status page at `/`: what this worker does now and has lately done. Its JSON twin is /api/status."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from aiohttp import web

from copytaster.health import Check, Report
from copytaster.membership import Partition, Phase
from copytaster.monitor import AlertLine, DeadLetterLine, FlowRate, ReasonCount, StoryLine
from copytaster.web.render import as_html, as_json, wants_json
from copytaster.web.view import WorkerView
from wirecopy.silence import Silence

State = Phase | Literal["not ready"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionRow:
    """One partition of this worker, with its lag worked out."""

    topic: str
    partition: int
    committed: int | None
    end: int | None
    #: Messages not yet committed.
    lag: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage:
    """All that the status page shows. It speaks of this worker only, not of the whole group."""

    state: State
    #: What is wrong, in one sentence; empty if nothing is.
    says: str
    version: str
    #: Host and port of the brokers.
    broker: str
    group: str
    model: str
    #: How many processes read stories.
    processes: int
    now: datetime
    started: datetime
    uptime_seconds: float
    checks: tuple[Check, ...]
    partitions: tuple[PartitionRow, ...]
    #: Of all partitions whose lag is known.
    lag: int
    rates: tuple[FlowRate, ...]
    #: The agencies that are silent for unusually long.
    silences: tuple[Silence, ...]
    stories: tuple[StoryLine, ...]
    alerts: tuple[AlertLine, ...]
    dead_letters: tuple[DeadLetterLine, ...]
    reasons: tuple[ReasonCount, ...]


async def show(view: WorkerView, request: web.Request) -> web.Response:
    """The page, or its JSON with `?format=json`."""
    if wants_json(request):
        return await show_json(view, request)
    return as_html("status.html", await data(view))


async def show_json(view: WorkerView, _: web.Request) -> web.Response:
    """The JSON twin."""
    return as_json(await data(view))


async def data(view: WorkerView) -> StatusPage:
    """Gather what the page shows, now."""
    settings, monitor = view.settings, view.monitor
    report = await view.health.ready()
    rows = tuple(_row(partition) for partition in view.membership.partitions())
    now = monitor.clock()
    return StatusPage(
        state=state(view.membership.phase(), report),
        says=report.says,
        version=view.version,
        broker=_without_credentials(settings.bootstrap),
        group=settings.group,
        model=settings.model,
        processes=settings.pool_processes,
        now=now,
        started=monitor.started,
        uptime_seconds=(now - monitor.started).total_seconds(),
        checks=report.checks,
        partitions=rows,
        lag=sum(row.lag or 0 for row in rows),
        rates=monitor.rates(),
        silences=view.hearing.silences(),
        stories=monitor.stories(),
        alerts=monitor.alerts(),
        dead_letters=monitor.dead_letters(),
        reasons=monitor.reasons(),
    )


def state(phase: Phase, report: Report) -> State:
    """The one word at the top: what the group says, unless something else keeps a member from its work."""
    return "not ready" if phase in {"running", "idle"} and not report.ok else phase


def _row(one: Partition) -> PartitionRow:
    return PartitionRow(topic=one.topic, partition=one.partition, committed=one.committed, end=one.end, lag=one.lag)


def _without_credentials(bootstrap: str) -> str:
    """Broker addresses without a user and password that somebody wrote before them."""
    return ", ".join(address.rpartition("@")[2] for address in bootstrap.split(","))
