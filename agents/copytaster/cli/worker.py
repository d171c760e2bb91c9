"""`copytaster worker`: run the agents."""

import asyncio
import logging
from typing import Annotated

import typer


def worker(
    log_level: Annotated[str, typer.Option("--log-level", "-l", help="debug, info, warn or error.")] = "info",
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
    app.Worker(loglevel=log_level).execute_from_commandline()
