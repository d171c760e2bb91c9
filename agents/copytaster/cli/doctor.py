"""`copytaster doctor`: is everything here that a worker needs?"""

import asyncio
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import typer

from copytaster import __version__
from copytaster.cli.output import Form, Output, write_line
from copytaster.halt import FAILED, UNREACHABLE
from copytaster.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well, what it is, and the exit code if it is not."""

    well: bool
    says: str
    code: int = FAILED


def doctor(
    output: Output = Form.pretty,
) -> None:
    """Look at Python, the packages, the model, the broker, the topics and the web port; say what to do about each."""
    settings = Settings.from_env()
    code = 0
    for look in CHECKS:
        finding = look(settings)
        well = {"well": finding.well, "says": finding.says}
        write_line(well, output, f"{'✔' if finding.well else '✘'} {finding.says}")
        code = code if finding.well else max(code, finding.code)
        if finding.code == UNREACHABLE and not finding.well:
            break
    if code:
        raise typer.Exit(code)


def _python(settings: Settings) -> Finding:
    del settings
    return Finding(True, f"Python {sys.version.split()[0]}, copytaster {__version__}")


def _packages(settings: Settings) -> Finding:
    del settings
    try:
        found = ", ".join(f"{name} {version(name)}" for name in ("faust-streaming", "aiokafka", "spacy", "orjson"))
    except PackageNotFoundError as error:
        return Finding(False, f"The package {error.name} is missing; run: python -m pip install copytaster")
    return Finding(True, found)


def _model(settings: Settings) -> Finding:
    from wirecopy.errors import ModelMissing
    from wirecopy.extract import load

    try:
        nlp = load(settings.model)
    except ModelMissing as error:
        return Finding(False, str(error))
    return Finding(True, f"Model {settings.model}: {nlp.meta['name']} {nlp.meta['version']}")


def _broker(settings: Settings) -> Finding:
    from copytaster import brokers

    if settings.embedded:
        return _embedded(settings)
    try:
        asyncio.run(brokers.reachable(settings.bootstrap))
    except brokers.BrokerUnreachable as error:
        return Finding(False, str(error), UNREACHABLE)
    return Finding(True, f"Kafka answers at {settings.bootstrap}")


def _embedded(settings: Settings) -> Finding:
    from copytaster import brokers

    try:
        path = brokers.embedded_binary()
    except brokers.EmbeddedBrokerMissing as error:
        return Finding(False, str(error))
    try:
        shared = asyncio.run(brokers.is_shared(settings))
    except brokers.BrokerUnreachable as error:
        return Finding(False, str(error))
    who = "runs already, and is shared" if shared else "the worker starts it"
    return Finding(True, f"Embedded broker: {path}, on port {settings.embedded_port}; {who}")


def _topics(settings: Settings) -> Finding:
    from copytaster import provision

    if settings.embedded:
        return Finding(True, "Topics: the worker creates them on the embedded broker")
    findings = asyncio.run(provision.check(settings))
    if findings:
        return Finding(False, " ".join(map(str, findings)))
    return Finding(True, "All topics are as they should be")


def _web_port(settings: Settings) -> Finding:
    with socket.socket(socket.AF_INET6 if ":" in settings.web_bind else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.web_bind, settings.web_port))
        except OSError as error:
            return Finding(
                False,
                f"The web view cannot bind to {settings.web_bind}:{settings.web_port} ({error.strerror}): "
                "is a worker running already? Set COPYTASTER_WEB_PORT to another port.",
            )
    return Finding(True, f"The web view's port {settings.web_port} is free")


#: Everything that is looked at, in order: each needs what stands before it.
CHECKS: tuple[Callable[[Settings], Finding], ...] = (_python, _packages, _model, _web_port, _broker, _topics)
