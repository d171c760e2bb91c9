"""Invented stories, alerts and a whole worker without Kafka, for the tests of the metrics and of the web view."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from copytaster.health import Health, Ping
from copytaster.hearing import Hearing
from copytaster.membership import Membership, Partition, Phase
from copytaster.metrics import Metrics
from copytaster.monitor import Monitor
from copytaster.outlet import Put
from copytaster.settings import Settings
from copytaster.web import WorkerView
from tests.faketopic import FakeTopic
from wirecopy.events import AlertEvent, EnrichedStory, StoryRef
from wirecopy.ninjs import NinjsStory
from wirecopy.story import Dateline, Evidence, Lifecycle, Place, Quote, Source, Span

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands still until it is moved; both the time of day and the monotonic one."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        """The time of day."""
        return NOON + timedelta(seconds=self.seconds)

    def ticks(self) -> float:
        """Monotonic seconds."""
        return 1000.0 + self.seconds

    def move(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds


class FakeMembership(Membership):
    """A place in a group that does not exist."""

    def __init__(self, phase: Phase = "running", partitions: Collection[Partition] = ()) -> None:
        self.now: Phase = phase
        self.held = tuple(partitions)

    def phase(self) -> Phase:
        """What the test said."""
        return self.now

    def partitions(self) -> tuple[Partition, ...]:
        """What the test said."""
        return self.held


def story(headline: str = "Harbour reopens after storm", **changes: object) -> EnrichedStory:
    """A story with a dateline, two quotes and one source."""
    text = f"{headline}\n\nBERGEN, March 5. /Nordvest/. Ships sail again."
    plain = EnrichedStory(
        uri="urn:nordvest:1",
        version="1",
        format="plain",
        story=NinjsStory(uri="urn:nordvest:1", standard={"name": "ninjs", "version": "3.1"}),
        text=text,
        sections=(),
        lifecycle=Lifecycle(status="usable", relation="new"),
        agency="Nordvest",
        urgency=4,
        dateline=Dateline(
            span=_span(text, "BERGEN, March 5. /Nordvest/."),
            body_start=text.index("Ships"),
            places=(Place(printed="BERGEN", name="Bergen", country="Norway", country_code="NO"),),
            agency="Nordvest",
        ),
        quotes=(
            Quote(id="q1", kind="direct", text="Ships sail again", parts=(_span(text, "Ships sail again"),)),
            Quote(id="q2", kind="indirect", text="storm", parts=(_span(text, "sail"),)),
        ),
        sources=(Source(id="s1", kind="role", anonymity="role-only", descriptor="the harbour master"),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # checked by the dataclass's fields


def alert(headline: str = "Harbour reopens after storm", **changes: object) -> AlertEvent:
    """A raised alert."""
    plain = AlertEvent(
        id="a1",
        rule="single-anonymous-source",
        title="Rests on one unnamed source",
        severity="high",
        status="raised",
        story=StoryRef(uri="urn:nordvest:1", version="1", headline=headline, agency="Nordvest"),
        lifecycle=Lifecycle(status="usable", relation="new"),
        why=(Evidence(field="body", value="a person familiar with the plan", says="the only source is not named"),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # checked by the dataclass's fields


def worker_view(
    *,
    clock: FakeClock | None = None,
    membership: FakeMembership | None = None,
    pings: Collection[Ping] = (),
    settings: Settings | None = None,
    put: Put | None = None,
) -> WorkerView:
    """A worker as the pages see it. All is well unless the test says otherwise."""
    time, group = clock or FakeClock(), membership or FakeMembership()
    known = settings or Settings(broker="kafka-1:9092,kafka-2:9092", processes=2)
    return WorkerView(
        version="9.9.9",
        settings=known,
        membership=group,
        monitor=Monitor(clock=time.now, ticks=time.ticks),
        metrics=Metrics(version="9.9.9", model="en_core_web_sm"),
        health=Health(live=(), ready=tuple(pings)),
        hearing=Hearing(known, "wire.raw.v1", group, clock=time.now),
        put=put or FakeTopic("wire.raw.v1").put,
    )


def _span(text: str, exact: str) -> Span:
    start = text.index(exact)
    return Span(start=start, end=start + len(exact), exact=exact)
