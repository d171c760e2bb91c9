"""Everything that the pages may look at."""

from dataclasses import dataclass

from copytaster.health import Health
from copytaster.membership import Membership
from copytaster.metrics import Metrics
from copytaster.monitor import Monitor
from copytaster.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerView:
    """One worker, as the pages see it."""

    version: str
    settings: Settings
    membership: Membership
    monitor: Monitor
    metrics: Metrics
    health: Health
