"""What many tests share: the trained pipeline and the brokers. A missing service fails in CI and skips elsewhere."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from copytaster.brokers import EmbeddedBrokerMissing
from tests.brokers import RunningBroker, kafka_runner, running_kafka, running_tansu

if TYPE_CHECKING:
    from spacy.language import Language

# Speed is no test: an example may take as long as a busy machine needs. The rest is Hypothesis' own profile, CI's too.
settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")

CI = bool(os.environ.get("CI"))
KAFKA = kafka_runner()


@pytest.fixture(scope="session")
def nlp() -> "Language":
    """The whole pipeline with the trained model, loaded once."""
    from wirecopy.extract import load

    return load()


@pytest.fixture(scope="session")
def kafka() -> Iterator[RunningBroker]:
    """A real Apache Kafka."""
    try:
        KAFKA.jars()
    except KAFKA.NoKafka as error:
        _missing(str(error))
    with running_kafka() as broker:
        yield broker


@pytest.fixture(scope="session")
def tansu() -> Iterator[RunningBroker]:
    """The embedded broker."""
    try:
        with running_tansu() as broker:
            yield broker
    except EmbeddedBrokerMissing as error:
        _missing(str(error))


@pytest.fixture(scope="session")
def broker(request: pytest.FixtureRequest) -> RunningBroker:
    """A real Kafka; outside CI the embedded broker where there is none."""
    try:
        KAFKA.jars()
    except KAFKA.NoKafka as error:
        if CI:
            pytest.fail(str(error))
        fallback: RunningBroker = request.getfixturevalue("tansu")
        return fallback
    real: RunningBroker = request.getfixturevalue("kafka")
    return real


def _missing(sentence: str) -> None:
    if CI:
        pytest.fail(sentence)
    pytest.skip(sentence)


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long the kill test is: short in `make test`, 10,000 stories in `make faults`."""
    parser.addoption("--faults-stories", type=int, default=1500, help="How many stories the kill test publishes.")


def pytest_report_header() -> str:
    """Which broker the tests run on."""
    try:
        KAFKA.jars()
    except KAFKA.NoKafka as error:
        return f"broker: the embedded one ({error})"
    return "broker: a real Apache Kafka"
