"""Brokers for the tests: real Apache Kafka, and the embedded one, behind one small object."""

import asyncio
import importlib.util
import itertools
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Literal

from copytaster import brokers
from copytaster.settings import EMBEDDED, Settings
from copytaster.supervised import free_port

_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class RunningBroker:
    """A broker that is up."""

    kind: Literal["kafka", "embedded"]
    bootstrap: str

    def unique(self) -> str:
        """A name for the topics and the group of one test, so that tests do not disturb one another."""
        return f"t{os.getpid()}-{next(_NUMBERS)}"

    def settings(self, **changes: object) -> Settings:
        """Settings that lead to this broker."""
        if self.kind == "embedded":
            port = int(self.bootstrap.rpartition(":")[2])
            return Settings(broker=EMBEDDED, embedded_port=port).with_changes(**changes)
        return Settings(broker=self.bootstrap).with_changes(**changes)


def kafka_runner() -> ModuleType:
    """deploy/kafka/run.py as a module; it is a script for developers too, so it lies in no package."""
    path = Path(__file__).resolve().parents[1] / "deploy" / "kafka" / "run.py"
    spec = importlib.util.spec_from_file_location("kafka_run", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["kafka_run"] = module
    spec.loader.exec_module(module)
    return module


@contextmanager
def running_kafka() -> Iterator[RunningBroker]:
    """A real Apache Kafka; raises the runner's NoKafka where it cannot be."""
    with kafka_runner().running() as address:
        yield RunningBroker("kafka", address)


@contextmanager
def running_tansu() -> Iterator[RunningBroker]:
    """The embedded broker."""
    settings = Settings(broker=EMBEDDED, embedded_port=free_port(0))
    loop = asyncio.new_event_loop()
    held = brokers.embedded(settings)
    loop.run_until_complete(held.__aenter__())
    try:
        yield RunningBroker("embedded", settings.bootstrap)
    finally:
        loop.run_until_complete(held.__aexit__(None, None, None))
        loop.close()
