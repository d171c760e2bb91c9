"""The application: `create_app(settings)` is the only place that wires agents, topics, delivery, pool and web view."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any, cast

import faust
from faust.streams import Stream
from faust.types import ConsumerT, EventT, StreamT, TransportT

from copytaster import __version__, alert, brokers, enrich, life, provision
from copytaster.delivered import Delivered, Step
from copytaster.delivery import Window
from copytaster.envelope import OutgoingRecord
from copytaster.halt import CANNOT_GO_ON, FAILED, UNREACHABLE, CannotGoOn, halt, halt_after
from copytaster.health import worker_health
from copytaster.hearing import Hearing
from copytaster.membership import Membership
from copytaster.metrics import Metrics
from copytaster.monitor import Monitor
from copytaster.outlet import Outlet
from copytaster.pool import Limits, ReadingPool
from copytaster.quiet import quieten
from copytaster.reading import Plan
from copytaster.reminders import Reminders
from copytaster.settings import Settings
from copytaster.step import Stage, settle
from copytaster.store import Store
from copytaster.topics import DEAD_LETTER_HEADROOM, Topic, Topics, topology
from copytaster.transport import TasterTransport
from copytaster.watch import Watch
from copytaster.web import WorkerView
from copytaster.web.server import TasterWeb
from wirecopy.errors import ModelMissing

#: How often the worker looks what has come due, in seconds.
REMINDED_EVERY = 1.0
#: Seconds beyond the grace period after which a worker that still has not stopped is ended.
LAST_CALL = 10.0


class TasterWorker(faust.Worker):
    """Faust's Worker without its spinner, which hides the cursor, in log files too, and leaves it hidden at a halt."""

    def _disable_spinner_if_level_below_WARN(self, _level: int) -> None:  # noqa: N802 - Faust's name
        self.spinner = None


class TasterApp(faust.App):
    """Faust's App with our transport, our pool and our windows in its life cycle."""

    def __init__(self, settings: Settings, **options: Any) -> None:  # noqa: ANN401 - Faust's own options
        super().__init__(settings.group, **options)
        self.taster_settings = settings
        self.taster_topics: Topics = topology(settings.topic_prefix)
        self.metrics = Metrics(version=__version__, model=settings.model)
        self.records = Monitor()
        self.pool = ReadingPool(
            Plan.of(settings),
            Limits(processes=settings.pool_processes, deadline=settings.deadline, recycle=settings.recycle),
            on_restart=self.metrics.pool_restarted,
            on_took=self.metrics.stage_took,
            on_broken=_stop_reading_nothing,
        )
        self.windows: dict[str, Window] = {}
        # A producer of its own, connected when the first story is posted: what is wrong with it cannot harm the agents.
        self.outlet = Outlet(settings, self.taster_topics.raw.name)
        #: The state of the agents that have one.
        self.stores = {name: Store(settings, self.taster_topics.state_of(name)) for name in (life.NAME, alert.NAME)}
        self.reminders: dict[str, Reminders] = {}
        self.view = self._view()
        self._opening: asyncio.Task[None] | None = None
        self._reminding: asyncio.Task[None] | None = None

    def _view(self) -> WorkerView:
        topics = self.taster_topics
        membership = Membership(self, {topics.raw.name, topics.read.name, topics.stories.name})
        return WorkerView(
            version=__version__,
            settings=self.taster_settings,
            membership=membership,
            monitor=self.records,
            metrics=self.metrics,
            health=worker_health(membership, pool_is_ready=self.pool.ready.is_set),
            hearing=Hearing(self.taster_settings, topics.raw.name, membership),
            put=self.outlet.put,
        )

    def _new_web(self) -> TasterWeb:
        return TasterWeb(self, self.view)

    def _new_transport(self) -> TransportT:
        return TasterTransport(self.conf.broker_consumer, self)

    def _new_producer_transport(self) -> TransportT:
        return TasterTransport(self.conf.broker_producer, self)

    def _create_directories(self) -> None:
        """Faust keeps tables in folders. We have none, so a worker runs on a read-only disk."""

    async def on_start(self) -> None:
        """See that broker and topics are there; start the pool beside the consumer, which takes as long to start."""
        quieten()
        await self._reach_broker()
        self._opening = asyncio.create_task(self._open_pool())
        self.add_future(self.view.hearing.run())
        self._reminding = asyncio.create_task(self._remind())
        await super().on_start()

    async def on_stop(self) -> None:
        """Stop reading, finish what is on its way in bounded time, commit; or be ended."""
        halt_after(self.taster_settings.grace + LAST_CALL, "The worker did not stop in time and was ended.")
        for task in (self._opening, self._reminding):
            if task is not None:
                task.cancel()  # a pool that is closed while it opens is no failure
        await super().on_stop()

    async def on_shutdown(self) -> None:
        """Stop the pool when nothing reads any more."""
        await super().on_shutdown()
        await self.outlet.close()
        await self.pool.close()

    def on_rebalance_end(self) -> None:
        """Count it: rebalances are what most often repeats events."""
        super().on_rebalance_end()
        self.metrics.rebalanced()

    async def _consumer_wait_empty(self, consumer: ConsumerT, logger: object) -> None:
        """Faust's hook before partitions are given up, in a rebalance and at the end; it reads no more then."""
        for reminders in self.reminders.values():
            reminders.forget()  # first: none may come into a window that was already drained
        await asyncio.gather(*(window.drain(self.taster_settings.grace) for window in self.windows.values()))
        for store in self.stores.values():
            store.forget()
        await consumer.commit()

    async def _reach_broker(self) -> None:
        try:
            if self.taster_settings.embedded:
                await self.add_async_context(brokers.embedded(self.taster_settings))
            await brokers.reachable(self.taster_settings.bootstrap)
            await provision.ensure(self.taster_settings)
        except brokers.BrokerUnreachable as error:
            halt(str(error), UNREACHABLE)
        except (brokers.EmbeddedBrokerMissing, provision.TopicsWrong) as error:
            halt(str(error), FAILED)

    async def _remind(self) -> None:
        """Look every second what has come due in the partitions that are ours."""
        while True:
            await asyncio.sleep(REMINDED_EVERY)
            if self.view.membership.phase() == "running":
                try:
                    await asyncio.gather(*(reminders.remind() for reminders in self.reminders.values()))
                except Exception as error:  # in a task of its own: embargoes would never end, and nobody would know
                    says = str(error) if isinstance(error, CannotGoOn) else f"{type(error).__name__}: {error}."
                    halt(f"{says} The worker stops, and a restarted one will try again.", CANNOT_GO_ON)

    async def _open_pool(self) -> None:
        try:
            await self.pool.open()
        except ModelMissing as error:
            halt(str(error), FAILED)
        except Exception as error:  # in a task of its own: an error that nobody sees would leave the worker waiting
            halt(
                f"The reading processes did not start ({type(error).__name__}: {error}); what they said stands above, "
                "and copytaster doctor looks at the model and the packages.",
                FAILED,
            )


def create_app(settings: Settings) -> TasterApp:
    """Wire a worker: nothing is connected or started yet.

    Args:
        settings: how it runs.

    Returns:
        The Faust app; several of them can live in one process.
    """
    app = TasterApp(settings, **_faust_options(settings))
    topics = app.taster_topics
    limit = settings.max_message_bytes
    lives, raised = app.stores[life.NAME], app.stores[alert.NAME]
    _add_agent(app, enrich.NAME, topics.raw, enrich.enrich_step(app.pool))
    _add_agent(app, life.NAME, topics.read, life.LifeStep(lives, topics, settings.group, limit))
    _add_agent(app, alert.NAME, topics.stories, alert.AlertStep(raised, topics, settings.group, limit))
    for name, topic in ((life.NAME, topics.read), (alert.NAME, topics.stories)):
        app.reminders[name] = Reminders(
            store=app.stores[name],
            window=app.windows[name],
            topic=topic.name,
            partitions=partial(_assigned, app.view.membership, topic.name),
        )
    app.metrics.watch_state(life.NAME, lambda: lives.kept, lambda: lives.waiting)
    app.metrics.watch_state(alert.NAME, lambda: raised.kept)
    return app


def _assigned(membership: Membership, topic: str) -> list[int]:
    return [one.partition for one in membership.partitions() if one.topic == topic]


def _add_agent(app: TasterApp, name: str, topic: Topic, step: Step) -> None:
    settings = app.taster_settings
    stage = Stage(
        name=name,
        step=step,
        topics=app.taster_topics,
        max_message_bytes=settings.max_message_bytes,
        version=__version__,
        model=settings.model,
    )
    watch = Watch(name, metrics=app.metrics, monitor=app.records, on_story=app.view.hearing.story)
    window = Window(
        work=lambda message: settle(stage, message),
        publish=_publisher(app),
        on_settled=watch.settled,
        on_lost=_stop_losing_nothing,
        max_messages=settings.window_stories,
        max_bytes=settings.window_bytes,
    )
    app.windows[name] = window
    app.metrics.watch_in_flight(name, lambda: window.in_flight)
    channel = app.topic(
        topic.name, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw", internal=True
    )
    app.agent(channel, name=name)(_reader(window, watch))


def _reader(window: Window, watch: Watch) -> Callable[[StreamT[bytes]], Awaitable[None]]:
    """An agent's body: it only hands messages over; `noack` leaves acking to the window."""

    async def read(stream: StreamT[bytes]) -> None:
        events = cast("Stream[bytes]", stream).noack().events()
        async for event in events:
            message = _delivered(event)
            watch.taken(message)
            await window.admit(message, event.ack)

    return read


def _delivered(event: EventT[bytes]) -> Delivered:
    message = event.message
    return Delivered(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=message.key,
        value=message.value,
        headers=tuple(cast("list[tuple[str, bytes]]", message.headers or [])),
        timestamp=message.timestamp or 0.0,
    )


def _publisher(app: TasterApp) -> Callable[[Iterable[OutgoingRecord]], Awaitable[None]]:
    async def publish(records: Iterable[OutgoingRecord]) -> None:
        producer = await app.maybe_start_producer()
        with app.metrics.timing("publish"):
            sent = [
                await producer.send(
                    record.topic, record.key, record.value, record.partition, None, list(record.headers)
                )
                for record in records
            ]
            # Each future is the broker's own confirmation; flush() would hide a failed one.
            await asyncio.gather(*sent)

    return publish


async def _stop_losing_nothing(error: Exception) -> None:
    halt(
        f"Kafka did not confirm what the worker published ({type(error).__name__}: {error}); it stops without acking, "
        "and a restarted worker will read the stories again.",
        CANNOT_GO_ON,
    )


def _stop_reading_nothing(error: Exception) -> None:
    halt(
        f"No reading process can be started any more ({type(error).__name__}: {error}); the worker stops without "
        "acking, and a restarted worker will read the stories again.",
        CANNOT_GO_ON,
    )


def _faust_options(settings: Settings) -> dict[str, Any]:
    """Faust's own settings, each with its reason where it is not its default."""
    return {
        "broker": [f"kafka://{address}" for address in settings.bootstrap.split(",")],
        "autodiscover": False,
        "Worker": TasterWorker,
        # Offsets: a new group begins at the beginning; committed often, so that a rebalance repeats little.
        "consumer_auto_offset_reset": "earliest",
        "broker_commit_interval": 0.5,
        # Our window drains by itself; Faust's own waiting has no bound.
        "stream_wait_empty": False,
        # One loop feeds both agents: a full buffer of one would hold up the other. Faust pauses a partition at 80 % of
        # the buffer, so one poll must fit into the rest. Small, because Faust counts messages and not bytes.
        "stream_buffer_maxsize": 100,
        "broker_max_poll_records": 20,
        "broker_session_timeout": settings.session_timeout,
        "broker_rebalance_timeout": 10.0 if settings.embedded else 60.0,
        # Topics are ours to create (provision.py); Faust creates none, nor its leader topic.
        "topic_allow_declare": False,
        "topic_disable_leader": True,
        "table_standby_replicas": 0,
        "producer_linger": 0.002,
        "producer_max_request_size": settings.max_message_bytes + DEAD_LETTER_HEADROOM,
        # The default of 20 minutes hides a dead broker; after this the worker stops without acking.
        "producer_request_timeout": 60.0,
        "web_bind": settings.web_bind,
        "web_port": settings.web_port,
        # Faust would swallow what our own code prints.
        "worker_redirect_stdouts": False,
    }
