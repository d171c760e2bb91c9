"""`demo --once`: the main job from end to end, on the embedded broker."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from copytaster.samples import samples

if TYPE_CHECKING:
    from tests.copytaster.cli.conftest import Ran

    from brokers import RunningBroker


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
    assert printed.count("  story    ") == len(samples())
    assert re.search(r"^ALERT (CRITICAL|HIGH) ", printed, re.MULTILINE)
    counted = re.search(r"Events: (\d+) on wire\.stories\.v1, (\d+) on wire\.quotes\.v1, (\d+) on", ran.err)
    assert counted, ran.err
    assert int(counted[1]) == len(samples()) < int(counted[2])
    assert "Worker ready after " in ran.err
    assert "copytaster tail quotes --from-start -o pretty" in ran.err
    assert "\x1b" not in printed + ran.err
