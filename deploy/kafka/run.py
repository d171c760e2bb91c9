"""Run a single-node Apache Kafka from its jars, for tests and for developers. Needs Java 17 and Maven, no container.

Usage: python deploy/kafka/run.py [--port 9092]

The jars are fetched by Maven on first use (45 MB, into deploy/kafka/jars). Everything is kept in a temporary folder and
forgotten at the end. Only the standard library is used.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
JARS = HERE / "jars"

#: Any well-formed cluster id does: the cluster lives as long as its folder.
CLUSTER_ID = "Q29weXRhc3RlclRlc3RzIQ"

#: Seconds that Kafka may take to start.
START_DEADLINE = 60.0

#: Runs the command after the process id, and ends it when that process is gone: a killed test run must leave no Kafka.
GUARD = """
import os, signal, subprocess, sys, time
parent, child = int(sys.argv[1]), subprocess.Popen(sys.argv[2:])
signal.signal(signal.SIGTERM, lambda *_: child.kill())
while child.poll() is None and os.getppid() == parent:
    time.sleep(0.2)
child.kill()
"""


class NoKafka(Exception):
    """Kafka cannot be run here; the message says what is missing."""


def jars() -> Path:
    """The folder with Kafka's jars, fetched if need be.

    Raises:
        NoKafka: Java or Maven is missing, or Maven could not fetch.
    """
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            raise NoKafka(f"A real Kafka needs {program}, which is not installed (Java 17 and Maven).")
    stamp = JARS / ".complete"
    pom = (HERE / "pom.xml").read_text(encoding="utf-8")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != pom:
        shutil.rmtree(JARS, ignore_errors=True)
        command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
        done = subprocess.run(
            [*command, f"-DoutputDirectory={JARS}", "-DincludeScope=runtime"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NoKafka("Maven could not fetch Kafka: " + (done.stdout + done.stderr).strip()[-300:])
        stamp.write_text(pom, encoding="utf-8")
    return JARS


@contextmanager
def running(port: int | None = None) -> Iterator[str]:
    """Run Kafka; yields its address once it answers. It ends with this block, or with this process.

    Raises:
        NoKafka: it cannot be run here, or did not start.
    """
    classpath = f"{jars()}/*"
    port = port or free_port()
    with tempfile.TemporaryDirectory(prefix="kafka-") as folder:
        config = configure(Path(folder), port)
        java = ["java", "-Xms256m", "-Xmx512m", "-cp", classpath]
        subprocess.run(
            [*java, "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", str(config)],
            capture_output=True,
            check=True,
        )
        with (Path(folder) / "kafka.log").open("wb") as log:
            guard = [sys.executable, "-c", GUARD, str(os.getpid()), *java, "kafka.Kafka", str(config)]
            process = subprocess.Popen(guard, stdout=log, stderr=log)
        try:
            wait_until_up(process, port)
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def configure(folder: Path, port: int) -> Path:
    """Write the configuration of a node that keeps everything in the folder."""
    filled = (HERE / "server.properties").read_text(encoding="utf-8")
    for name, value in (("CONTROLLER_PORT", free_port()), ("PORT", port), ("DATA", folder / "data")):
        filled = filled.replace(name, str(value))
    config = folder / "server.properties"
    config.write_text(filled, encoding="utf-8")
    return config


def wait_until_up(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until the port answers."""
    began = time.monotonic()
    while time.monotonic() - began < START_DEADLINE and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise NoKafka(f"Kafka did not start on port {port}.")


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Run until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=9092)
    try:
        with running(parser.parse_args().port) as address:
            sys.stderr.write(f"Kafka is up at {address}; Ctrl+C ends it.\n")
            while True:
                time.sleep(3600)
    except NoKafka as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")


if __name__ == "__main__":
    main()
