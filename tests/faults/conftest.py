"""How long the kill test is."""

import pytest


@pytest.fixture
def story_count(request: pytest.FixtureRequest) -> int:
    """As the command line says (`--faults-stories`)."""
    return int(request.config.getoption("--faults-stories"))
