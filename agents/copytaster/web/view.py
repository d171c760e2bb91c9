"""Everything that the pages may look at, and the one thing that they may do."""

from dataclasses import dataclass

from copytaster.health import Health
from copytaster.hearing import Hearing
from copytaster.membership import Membership
from copytaster.metrics import Metrics
from copytaster.monitor import Monitor
from copytaster.outlet import Put
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
    hearing: Hearing
    #: Puts a message on the raw topic.
    put: Put
