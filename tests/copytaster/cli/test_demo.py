"""`demo --once`: the main job from end to end, on the embedded broker."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from copytaster.brokers import BrokerUnreachable, reachable
from copytaster.samples import samples

if TYPE_CHECKING:
    from tests.brokers import RunningBroker
    from tests.copytaster.cli.conftest import Ran


@pytest.mark.model
@pytest.mark.broker
def test_the_demo_prints_stories_and_alerts_and_ends_with_the_counts(
    command: Callable[..., "Ran"], tansu: "RunningBroker"
) -> None:
    """Events on standard output, talk on standard error, code 0; the settings of a production worker do not matter."""
    del tansu  # only to skip where the embedded broker is not installed
    ran = command("demo", "--once", "--rate", "0", ENVIRONMENT="production", REPLICATION="3", TOPIC_PREFIX="wire")
    assert ran.code == 0, ran.err
    printed = ran.out.decode()
    assert printed.count("  story    ") + printed.count("STORY HELD  ") == len(samples())
    assert re.search(r"^ALERT (CRITICAL|HIGH) ", printed, re.MULTILINE)
    counted = re.search(r"Events: (\d+) on wire\.stories\.v1, (\d+) on wire\.quotes\.v1, (\d+) on", ran.err)
    assert counted, ran.err
    assert int(counted[1]) == len(samples()) < int(counted[2])
    assert "Worker ready after " in ran.err
    assert "01-tass-caspian.txt" in ran.err
    assert "copytaster demo\n" in ran.err, "what needs the worker is no use when it has ended"
    assert "copytaster tail" not in ran.err
    assert "\x1b" not in printed + ran.err


@pytest.mark.model
@pytest.mark.broker
def test_a_demo_that_is_told_to_end_leaves_nothing_behind(tansu: "RunningBroker") -> None:
    """SIGTERM ends worker and broker too; the code is the shell's for that signal."""
    del tansu  # see above
    process = subprocess.Popen(
        [sys.executable, "-m", "copytaster", "demo", "--rate", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "COPYTASTER_TOPIC_PREFIX": "wire", "COLUMNS": "200"},
    )
    assert process.stderr is not None
    with process.stderr as talk:
        said = ""
        while "until you press" not in said:
            line = talk.readline().decode()
            assert line, said
            said += line
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 128 + signal.SIGTERM
    assert "copytaster tail quotes --from-start -o pretty" in said
    found = re.search(r"COPYTASTER_EMBEDDED_PORT=(\d+)", said)
    assert found
    with pytest.raises(BrokerUnreachable):
        asyncio.run(reachable(f"127.0.0.1:{found[1]}"))
