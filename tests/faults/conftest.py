"""How long the kill test is: short in `make test`, 10,000 stories in `make faults`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--faults-stories", type=int, default=1500, help="How many stories the kill test publishes.")


@pytest.fixture
def story_count(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--faults-stories"))
