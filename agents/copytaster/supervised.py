"""A worker as a child process: started, waited for until it is ready, stopped in any case. For demo and benchmarks."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from copytaster.settings import EMBEDDED, Settings

#: How long the worker may take until it is ready, in seconds: a slow machine loads the model, and the group is joined.
START_DEADLINE = 90.0


class WorkerDidNotStart(Exception):
    """The worker ended, or was not ready in time; the message holds the end of its log."""


@dataclass(frozen=True, slots=True)
class RunningWorker:
    """A worker that is ready."""

    #: The address of its web view.
    web: str
    process: "subprocess.Popen[bytes]"
    #: Where its log goes; gone with the worker.
    log: Path


#: How this program runs a worker.
WORKER = (sys.executable, "-m", "copytaster", "worker")


@contextmanager
def worker_process(settings: Settings, command: Sequence[str] = WORKER) -> Iterator[RunningWorker]:
    """Run a worker as a child; yields once it is ready, and stops it in any case.

    Raises:
        WorkerDidNotStart: it ended or was not ready in time.
    """
    with tempfile.TemporaryDirectory(prefix="copytaster-") as folder:
        log = Path(folder) / "worker.log"
        with log.open("wb") as stream:
            environment = {**os.environ, **settings.as_env()}
            process = subprocess.Popen(command, env=environment, stdout=stream, stderr=stream)  # noqa: S603 - our own
        worker = RunningWorker(f"http://127.0.0.1:{settings.web_port}", process, log)
        try:
            _wait_until_ready(worker)
            yield worker
        finally:
            process.terminate()
            try:
                process.wait(settings.grace + 15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_ready(worker: RunningWorker) -> None:
    started = time.monotonic()
    while not _ready(f"{worker.web}/health/ready"):
        if worker.process.poll() is not None or time.monotonic() - started > START_DEADLINE:
            tail = worker.log.read_text(errors="replace").strip().splitlines()[-5:]
            raise WorkerDidNotStart("\n  ".join(["The worker did not start. The end of its log:", *tail]))
        time.sleep(0.1)


def _ready(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as answer:  # noqa: S310 - a loopback address that we made
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def on_this_machine(settings: Settings) -> Settings:
    """The same settings for a worker with a broker of its own, on free ports, seen from this machine only."""
    return settings.with_changes(
        broker=EMBEDDED,
        embedded_port=free_port(19092),
        web_port=free_port(6066),
        web_bind="127.0.0.1",
        # A broker that is new and alone, whatever the settings say of the real one.
        environment="development",
        replication=1,
    )


def free_port(wanted: int) -> int:
    """The wanted port if it is free, else any free one."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            # As servers do: a port that only waits for stragglers of its last connections is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return wanted
