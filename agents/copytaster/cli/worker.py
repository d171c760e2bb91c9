"""`copytaster worker`: run the agents."""

import asyncio
import logging
from enum import StrEnum
from typing import Annotated

import typer


class LogLevel(StrEnum):
    """What `-l` takes."""

    debug = "debug"
    info = "info"
    warn = "warn"
    error = "error"


def worker(
    log_level: Annotated[LogLevel, typer.Option("--log-level", "-l", help="How much is logged.")] = LogLevel.info,
) -> None:
    """Read stories from Kafka and publish enriched events and alerts, until stopped.

    The same as `faust -A copytaster.worker worker`; every setting is an environment variable (docs/settings.md).
    """
    from copytaster.app import create_app
    from copytaster.brokers import reachable
    from copytaster.settings import Settings

    settings = Settings.from_env()
    if not settings.embedded:
        # The app asks too, but then Faust's log stands before the one sentence that matters.
        asyncio.run(reachable(settings.bootstrap))
    app = create_app(settings)
    app.finalize()
    logging.captureWarnings(True)
    app.Worker(loglevel=log_level.value).execute_from_commandline()
