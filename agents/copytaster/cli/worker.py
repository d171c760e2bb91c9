"""`copytaster worker`: run the agents."""

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
    from copytaster.settings import Settings

    app = create_app(Settings.from_env())
    app.finalize()
    logging.captureWarnings(True)
    app.Worker(loglevel=log_level).execute_from_commandline()
