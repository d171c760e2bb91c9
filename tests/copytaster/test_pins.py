"""What we rely on in the inside of Faust and aiokafka, statement by statement.

Each test states one assumption in its docstring and tries it on the shipped code. When a pin moves, the first test
fails and lists them all; when an assumption no longer holds, its own test fails and names the file of ours to look at.
"""

import asyncio
import inspect
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import aiokafka
import faust
import pytest
from aiohttp import web
from aiokafka.producer.message_accumulator import MessageBatch
from aiokafka.producer.sender import Sender, SendProduceReqHandler
from aiokafka.record.default_records import DefaultRecordBatchBuilder
from faust.events import Event
from faust.streams import Stream
from faust.transport.conductor import Conductor
from faust.transport.consumer import Fetcher, ThreadDelegateConsumer
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from faust.web import base
from faust.web.drivers import aiohttp as web_driver

from copytaster.app import TasterApp, TasterWorker, create_app
from copytaster.settings import Settings
from copytaster.transport import TasterConsumerThread

PINS = {"faust-streaming": "0.15.3", "aiokafka": "0.14.0"}
LANE = TP("wire.raw.v1", 0)

Test = Callable[[], None]


def relied_on_by(*files: str) -> Callable[[Test], Test]:
    """A test of an assumption: when it fails, it says whose assumption it was."""

    def mark(test: Test) -> Test:
        @wraps(test)
        def checked() -> None:
            try:
                test()
            except Exception as error:  # an attribute that is gone is a failed assumption too
                pytest.fail(f"{' and '.join(files)} assumes: {test.__doc__} Look at it again ({error!r}).")

        return checked

    return mark


def test_the_pins_have_not_moved() -> None:
    """The versions that everything below was read in."""
    here = {name: version(name) for name in PINS}
    tests = [value for name, value in vars(sys.modules[__name__]).items() if name.startswith("test_")]
    assumptions = [f"* {test.__doc__}" for test in tests if test is not test_the_pins_have_not_moved]
    assert here == PINS, "Check again, then change the pins:\n" + "\n".join(assumptions)


def parameters(function: Callable[..., Any]) -> list[str]:
    """The names of a function's parameters, in order."""
    return list(inspect.signature(function).parameters)


def source(function: Callable[..., Any]) -> str:
    """A function's text, in single spaces."""
    return " ".join(inspect.getsource(function).split())


def in_order(text: str, *words: str) -> bool:
    """Whether the words stand in the text, each after the one before."""
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


def shipped_consumer(*, committed: int | None, acked: list[int]) -> Any:
    """Faust's own consumer with some book-keeping, which never saw a broker."""
    made: Any = driver.Consumer.__new__(driver.Consumer)
    made._acked = defaultdict(list, {LANE: acked})
    made._acked_index = defaultdict(set, {LANE: set(acked)})
    made._committed_offset = defaultdict(lambda: None, {LANE: committed})
    made._gap = {LANE: None}
    return made


@relied_on_by("transport.py")
def test_new_offset() -> None:
    """`Consumer._new_offset(tp)` is shipped with issue #606: it commits past a message that is still worked on."""
    assert parameters(driver.Consumer._new_offset) == ["self", "tp"]
    in_flight_is_2585 = shipped_consumer(committed=2585, acked=[2586, 2587])
    assert in_flight_is_2585._new_offset(LANE) == 2588
    assert shipped_consumer(committed=None, acked=[5, 6])._new_offset(LANE) == 7


@relied_on_by("transport.py")
def test_ack_bookkeeping() -> None:
    """`Consumer.ack` notes an offset in `_acked` (a list) and `_acked_index` (a set) of its partition, once."""
    consumer = shipped_consumer(committed=None, acked=[])
    consumer.app, consumer._unacked_messages = MagicMock(), set()
    consumer._n_acked, consumer._waiting_for_ack = 0, None
    for _ in range(2):
        consumer.ack(MagicMock(acked=False, tp=LANE, offset=7))
    assert (consumer._acked, consumer._acked_index) == ({LANE: [7]}, {LANE: {7}})


@relied_on_by("transport.py")
def test_committable_offsets() -> None:
    """`_filter_committable_offsets` asks `_new_offset`, and offers only what is beyond `_committed_offset`."""
    offered = [shipped_consumer(committed=c, acked=[4])._filter_committable_offsets([LANE]) for c in (4, 5)]
    assert offered == [{LANE: 5}, {}]


@relied_on_by("transport.py", "membership.py")
def test_failed_commits() -> None:
    """`_commit_offsets` is shipped with issue #316: it advances `_committed_offset` though the commit failed."""

    async def nothing(*_: object) -> bool:
        return False

    assert parameters(driver.Consumer._commit_offsets) == ["self", "offsets", "start_new_transaction"]
    consumer = shipped_consumer(committed=4, acked=[])
    consumer.app, consumer.log, consumer.in_transaction = MagicMock(), MagicMock(), False
    consumer.app.producer.flush = nothing
    consumer._commit, consumer.assignment = nothing, lambda: {LANE}
    assert asyncio.run(consumer._commit_offsets({LANE: 6})) is False
    assert consumer._committed_offset == {LANE: 6}


@relied_on_by("transport.py")
def test_gaps() -> None:
    """`_add_gap(tp, offset_from, offset_to)` is a coroutine that only `_drain_messages` calls, and only books gaps."""
    assert inspect.iscoroutinefunction(driver.Consumer._add_gap)
    assert parameters(driver.Consumer._add_gap) == ["self", "tp", "offset_from", "offset_to"]
    assert "await self._add_gap(" in source(driver.Consumer._drain_messages)


@relied_on_by("transport.py", "membership.py")
def test_seek_sets_the_committed_offset() -> None:
    """After an assignment `perform_seek` sets `_committed_offset`, so that a stale ack cannot commit backwards."""

    async def committed() -> Mapping[TP, int]:
        return {LANE: 1000}

    consumer = shipped_consumer(committed=None, acked=[7])
    consumer._read_offset, consumer.seek_to_committed = {}, committed
    asyncio.run(consumer.perform_seek())
    assert consumer._filter_committable_offsets([LANE]) == {}


@relied_on_by("transport.py", "app.py")
def test_revocation_forgets_before_it_waits() -> None:
    """`Consumer.on_partitions_revoked` forgets acks and commits before our window drains: what it acks is kept."""
    text = source(driver.Consumer.on_partitions_revoked)
    assert in_order(text, "_acked.pop(", "_committed_offset.pop(", "self._on_partitions_revoked")


def made_client(thread_type: Any) -> dict[str, Any]:
    """What a consumer thread gives to aiokafka's consumer, and the attributes that it sets on it afterwards."""
    given: dict[str, Any] = {}
    thread = thread_type.__new__(thread_type)
    app = create_app(Settings())
    thread.app, thread.transport, thread.consumer = app, app.transport, MagicMock(in_transaction=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aiokafka, "AIOKafkaConsumer", lambda **options: given.update(options) or MagicMock())
        given["client"] = thread._create_worker_consumer(app.transport)
    return given


@relied_on_by("transport.py")
def test_fetch_wait_is_hard_coded() -> None:
    """`_create_worker_consumer(transport)` makes the client with fetch_max_wait_ms=1500, whatever the settings say."""
    assert parameters(driver.AIOKafkaConsumerThread._create_worker_consumer) == ["self", "transport"]
    assert made_client(driver.AIOKafkaConsumerThread)["fetch_max_wait_ms"] == 1500


@relied_on_by("transport.py")
def test_fetch_wait_is_read_at_the_start() -> None:
    """aiokafka's consumer keeps `_fetch_max_wait_ms` and hands it to its fetcher only when it starts."""
    assert made_client(TasterConsumerThread)["client"]._fetch_max_wait_ms == 500
    assert "self._fetch_max_wait_ms = fetch_max_wait_ms" in source(aiokafka.AIOKafkaConsumer.__init__)
    assert "fetch_max_wait_ms=self._fetch_max_wait_ms" in source(aiokafka.AIOKafkaConsumer.start)


@relied_on_by("transport.py")
def test_consumer_thread_is_made_in_one_place() -> None:
    """`Consumer._new_consumer_thread()` makes the thread, from the consumer, loop and beacon."""
    assert parameters(driver.Consumer._new_consumer_thread) == ["self"]
    assert "AIOKafkaConsumerThread(self, loop=self.loop, beacon=self.beacon)" in source(
        driver.Consumer._new_consumer_thread
    )
    assert "self._new_consumer_thread()" in source(ThreadDelegateConsumer.__init__)


@relied_on_by("transport.py")
def test_livelock_detector() -> None:
    """The livelock detector does nothing but await `verify_all_partitions_active()`."""
    assert parameters(driver.Consumer.verify_all_partitions_active) == ["self"]
    assert "await self.verify_all_partitions_active()" in source(driver.Consumer._commit_livelock_detector.fun)


@relied_on_by("transport.py")
def test_producer_settings() -> None:
    """`Producer._settings_extra()` comes last in what aiokafka's producer is made with; shipped, it is empty."""
    made = driver.Producer.__new__(driver.Producer)
    made.app = MagicMock(in_transaction=False)
    assert made._settings_extra() == {}
    assert in_order(source(driver.Producer._new_producer), "_settings_default()", "_settings_extra()")


@relied_on_by("transport.py")
def test_transport_classes() -> None:
    """A transport makes its consumer and producer from its class attributes `Consumer` and `Producer`."""
    assert (driver.Transport.Consumer, driver.Transport.Producer) == (driver.Consumer, driver.Producer)
    assert "self.Consumer(" in source(driver.Transport.create_consumer)
    assert "self.Producer(" in source(driver.Transport.create_producer)


@relied_on_by("app.py")
def test_send_gives_a_future() -> None:
    """`Producer.send` only enqueues, and gives aiokafka's future: the broker's confirmation, or its error."""
    names = ["self", "topic", "key", "value", "partition", "timestamp", "headers", "transactional_id"]
    assert parameters(driver.Producer.send) == names
    assert "return cast( Awaitable[RecordMetadata], await transaction_producer.send(" in source(driver.Producer.send)


@relied_on_by("app.py")
def test_one_batch_in_flight() -> None:
    """aiokafka keeps one batch per partition in flight, so that a retry does not change the order."""
    text = source(Sender._sender_routine)
    assert in_order(text, "muted_partitions=muted_partitions", "self._muted_partitions.add(tp)")


@relied_on_by("app.py")
def test_idempotent_batches_never_expire() -> None:
    """An idempotent producer of aiokafka tries a batch for ever; `request_timeout_ms` does not end it."""
    handler: Any = SendProduceReqHandler.__new__(SendProduceReqHandler)
    handler._sender = MagicMock()
    batch, error = MagicMock(spec=MessageBatch), MagicMock(retriable=True)
    batch.expired.return_value = True
    assert handler._can_retry(error, batch) is True


@relied_on_by("app.py")
def test_headers_may_be_null() -> None:
    """aiokafka writes a header without a value as it read it."""
    builder = DefaultRecordBatchBuilder(
        magic=2, compression_type=0, is_transactional=0, producer_id=-1, producer_epoch=-1, base_sequence=0,
        batch_size=1000,
    )  # fmt: skip
    assert builder.append(0, timestamp=1, key=None, value=b"x", headers=[("trace", None)]) is not None


@relied_on_by("app.py")
def test_app_hooks() -> None:
    """The hooks of `App` that we override exist and take what ours take."""
    hooks = ("_new_web", "_new_transport", "_new_producer_transport", "_create_directories", "_consumer_wait_empty")
    events = ("on_start", "on_stop", "on_shutdown", "on_rebalance_end")
    for name in (*hooks, *events):
        assert parameters(getattr(faust.App, name)) == parameters(getattr(TasterApp, name)), name


@relied_on_by("app.py")
def test_hooks_are_asked() -> None:
    """Faust asks the hooks for the transports and for the web server."""
    app = create_app(Settings())
    made = (app.transport, app.producer_transport, app.web)
    assert [type(one).__name__ for one in made] == ["TasterTransport", "TasterTransport", "TasterWeb"]


@relied_on_by("app.py")
def test_wait_empty_at_the_stop() -> None:
    """At the end Faust stops reading and the fetcher before it calls `_consumer_wait_empty(consumer, logger)`."""
    text = source(faust.App._stop_consumer)
    stops = ("consumer.stop_flow()", "self.flow_control.suspend()", "self._stop_fetcher()")
    assert in_order(text, *stops, "await self._consumer_wait_empty(consumer, self.log)")
    assert in_order(source(faust.App.on_stop), "await self._stop_consumer()", "on_before_shutdown")


@relied_on_by("app.py", "delivery.py")
def test_wait_empty_in_a_rebalance() -> None:
    """In a rebalance Faust stops the flow and empties the streams' buffers before `_consumer_wait_empty`."""
    text = source(faust.App._on_partitions_revoked)
    stops = ("(consumer.stop_flow)()", "(self.flow_control.suspend)()", "(self.flow_control.clear)()")
    assert in_order(text, *stops, "(self._consumer_wait_empty)(consumer, on_timeout)")


@relied_on_by("app.py", "delivery.py")
def test_streams_skip_what_is_old() -> None:
    """A stream skips messages of another generation, and all while the flow is stopped; in Python and in Cython."""
    check = "not self.app.flow_control.is_active() or message.generation_id != self.app.consumer_generation_id"
    assert check in source(Stream._py_aiter)
    compiled = (Path(faust.__file__).parent / "_cython" / "streams.pyx").read_text(encoding="utf-8")
    assert check in " ".join(compiled.split())
    assert "generation_id=self.app.consumer_generation_id" in source(driver.Consumer._to_message)


@relied_on_by("app.py")
def test_streams_without_acks() -> None:
    """`noack()` gives a stream that acks nothing; `events()` gives the events, whose `ack()` is no coroutine."""
    assert "enable_acks=False" in source(Stream.noack)
    assert inspect.isasyncgenfunction(Stream.events)
    assert not inspect.iscoroutinefunction(Event.ack)
    assert "self._acking_topics" in source(Conductor.acks_enabled_for)


@relied_on_by("app.py")
def test_settings_are_faust_s() -> None:
    """Faust has every setting that we set, and keeps what we give."""
    conf: Any = create_app(Settings(web_port=6067)).conf
    assert (conf.id, conf.autodiscover, conf.web_port, conf.web_bind) == ("copytaster", False, 6067, "127.0.0.1")
    assert (conf.broker_commit_interval, conf.stream_wait_empty, conf.topic_allow_declare) == (0.5, False, False)
    assert (conf.stream_buffer_maxsize, conf.broker_max_poll_records, conf.topic_disable_leader) == (100, 20, True)
    assert (conf.consumer_auto_offset_reset, conf.producer_request_timeout) == ("earliest", 60.0)


@relied_on_by("membership.py")
def test_nothing_is_made_by_looking() -> None:
    """Before the start `_assignment`, `_consumer` and `_producer` are None; the public names would make them."""
    app = create_app(Settings())
    assert (app._assignment, app._consumer, app._producer) == (None, None, None)
    assert (app.crashed, app.should_stop, app.rebalancing, app.crash_reason) == (False, False, False, None)


@relied_on_by("membership.py")
def test_highwater_and_client() -> None:
    """`Consumer.highwater(tp)` answers at once; the producer keeps aiokafka's in `_producer`, which has a client."""
    assert parameters(driver.Consumer.highwater) == ["self", "tp"]
    assert not inspect.iscoroutinefunction(driver.Consumer.highwater)
    assert "producer = self._producer = self._new_producer()" in source(driver.Producer.on_start)
    assert "self.client = AIOKafkaClient(" in source(aiokafka.AIOKafkaProducer.__init__)
    assert parameters(aiokafka.AIOKafkaClient.force_metadata_update) == ["self"]


@relied_on_by("web/server.py")
def test_web_server() -> None:
    """Faust's web server has its aiohttp application from the first, and listens in `start_server()`."""
    server: Any = create_app(Settings()).web
    assert isinstance(server.web_app, web.Application)
    assert in_order(source(web_driver.Web.start_server), "self._runner.setup()", "await site.start()")
    assert "_enabled_blueprints" in source(base.Web.__init__)


@relied_on_by("web/server.py")
def test_blueprints() -> None:
    """All of Faust's own pages come from four lists on the class."""
    lists = ("default_blueprints", "production_blueprints", "debug_blueprints", "optional_blueprints")
    own = [blueprint for name in lists for blueprint in getattr(web_driver.Web, name)]
    assert own
    text = source(web_driver.Web._enabled_blueprints)
    assert [name for name in lists if f"self.{name}" not in text] == []


@relied_on_by("transport.py", "app.py")
def test_the_fetcher_reads_through_the_consumer() -> None:
    """Messages reach the streams only through `Consumer._drain_messages`, which the fetcher runs."""
    assert "_drain_messages(self)" in source(Fetcher._fetcher.fun)


@relied_on_by("app.py")
def test_the_spinner_can_be_taken_away() -> None:
    """Faust's Worker asks `_disable_spinner_if_level_below_WARN` for its spinner first, and lives without."""
    assert "self._disable_spinner_if_level_below_WARN(level)" in source(faust.Worker.on_setup_root_logger)
    assert "if self.spinner:" in source(faust.Worker._setup_spinner_handler)
    worker: Any = create_app(Settings()).conf.Worker
    assert worker is TasterWorker
