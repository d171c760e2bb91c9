"""The log while a broker is away."""

import logging

import pytest

from copytaster.quiet import OnceInAWhile, quieten
from tests.newsroom import FakeClock


def test_a_complaint_is_logged_once_in_ten_seconds() -> None:
    """The same one, whatever it names; another one at once; what is no complaint always."""
    clock = FakeClock()
    once = OnceInAWhile(ticks=clock.ticks)

    def passes(text: str, level: int = logging.ERROR) -> bool:
        return once.filter(logging.LogRecord("aiokafka", level, "", 0, text, ("node 1",), None))

    first = [passes("No connection to %s"), passes("No connection to %s"), passes("Lost %s")]
    clock.move(9.9)
    still = [passes("No connection to %s"), passes("Joined %s", logging.INFO), passes("Joined %s", logging.INFO)]
    clock.move(0.2)
    assert (first, still, passes("No connection to %s")) == ([True, False, True], [False, True, True], True)


def test_it_holds_for_every_logger_of_the_package(caplog: pytest.LogCaptureFixture) -> None:
    """And for no other."""
    loggers = [logging.getLogger(name) for name in ("loud", "loud.client", "louder")]
    quieten("loud")
    for logger in loggers * 2:
        logger.error("away")
    assert [record.name for record in caplog.records] == ["loud", "loud.client", "louder", "louder"]
