"""The worker's wiring: what ends it, and with which sentence."""

import asyncio
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool

import pytest

from copytaster.app import TasterApp, create_app
from copytaster.brokers import BrokerUnreachable, EmbeddedBrokerMissing
from copytaster.provision import TopicsWrong
from copytaster.settings import Settings
from wirecopy.errors import ModelMissing

Said = list[tuple[str, int]]


class Halted(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """What the worker said when it ended."""
    words: Said = []

    def halt(sentence: str, code: int) -> None:
        words.append((sentence, code))
        raise Halted

    monkeypatch.setattr("copytaster.app.halt", halt)
    return words


def raising(error: Exception) -> Callable[[], object]:
    async def raised() -> None:
        raise error

    return raised


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ModelMissing("The model is missing; install it."), "The model is missing; install it."),
        (BrokenProcessPool("All workers expired"), "The reading processes did not start (BrokenProcessPool: All "),
        (TimeoutError("too slow"), "The reading processes did not start (TimeoutError: too slow); "),
    ],
    ids=["no model", "processes die", "never ready"],
)
def test_a_pool_that_does_not_open_ends_the_worker(said: Said, error: Exception, sentence: str) -> None:
    """Otherwise it would take messages and wait for ever."""
    app: TasterApp = create_app(Settings())
    app.pool.open = raising(error)  # type: ignore[method-assign, assignment]  # it fails
    with pytest.raises(Halted):
        asyncio.run(app._open_pool())
    assert [(words[: len(sentence)], code) for words, code in said] == [(sentence, 1)]


def test_a_pool_that_breaks_ends_the_worker_without_acking(said: Said) -> None:
    """Code 70: a restarted worker reads the stories again; none of them is to blame."""
    with pytest.raises(Halted):
        create_app(Settings()).pool._on_broken(BrokenProcessPool("All workers expired"))
    ((sentence, code),) = said
    assert code == 70
    assert sentence.startswith("No reading process can be started any more (BrokenProcessPool: All workers expired); ")


def test_a_worker_that_is_stopped_while_its_pool_opens_is_no_failure(
    said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGTERM in the first second: closing the pool is no failure of it."""
    monkeypatch.setattr("copytaster.app.halt_after", lambda *_: None)

    async def scenario() -> bool:
        app = create_app(Settings())
        app.pool.open = asyncio.Event().wait  # type: ignore[method-assign, assignment]  # it takes its time
        opening = app._opening = asyncio.create_task(app._open_pool())
        await asyncio.sleep(0)
        await app.on_stop()
        await asyncio.wait([opening])
        return opening.cancelled()

    assert asyncio.run(scenario())
    assert said == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (EmbeddedBrokerMissing("The embedded broker is not installed."), 1),
        (BrokerUnreachable("Nothing answers."), 3),
        (TopicsWrong("A topic is missing."), 1),
    ],
    ids=["no embedded broker", "no broker", "wrong topics"],
)
def test_a_worker_without_its_broker_or_topics_says_so_and_ends(
    said: Said, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    """One sentence and its code, instead of Faust's traceback."""

    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr("copytaster.app.brokers.embedded", fail)
    with pytest.raises(Halted):
        asyncio.run(create_app(Settings(broker="embedded"))._reach_broker())
    assert said == [(str(error), code)]
