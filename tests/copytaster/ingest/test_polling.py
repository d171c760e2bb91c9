"""Polling a feed: each new or changed entry once, remembered only when it is out, and patience with servers."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from yarl import URL

from copytaster.ingest.fetching import Fetched, FetchFailed, Validators, client, fetch
from copytaster.ingest.memory import Memory
from copytaster.ingest.polling import BACKOFF_MAX, Poller, shown
from copytaster.ingest.reception import Reception
from copytaster.ingest.stopping import Stop
from copytaster.ingest.tally import Tally
from copytaster.outlet import NotConfirmed, Placed, Raw
from tests.copytaster.ingest.newsstand import Newsstand, rss, validated
from tests.faketopic import FakeTopic

URL_OF_FEED = URL("https://desk:secret@nordvest.example/rss?key=abc")


class Even(random.Random):
    """No chance at all: the middle of what may be."""

    def uniform(self, a: float, b: float) -> float:
        return (a + b) / 2


@dataclass
class Kiosk:
    """A feed that says what it is told to, polled; each poll is one of a process of its own if it is told so."""

    state: Path
    says: bytes | Exception = b""
    topic: FakeTopic = field(default_factory=FakeTopic)
    told: list[str] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)
    asked: list[Validators] = field(default_factory=list)
    stop: Stop | None = None

    def __post_init__(self) -> None:
        self.tally = Tally()

    async def fetch(self, _: URL, validators: Validators) -> Fetched | None:
        self.asked.append(validators)
        if isinstance(self.says, Exception):
            raise self.says
        return Fetched(document=self.says, validators=Validators(etag=f'"{len(self.says)}"'))

    def poll(self, says: bytes | Exception) -> float | None:
        """A process that polls once and ends."""
        return self.polls(says)[0]

    def polls(self, *says: bytes | Exception) -> list[float | None]:
        """A process that polls so often and ends."""

        async def work() -> list[float | None]:
            waits = []
            stop = self.stop or Stop()
            with Memory(self.state) as memory:
                poller = self.poller(memory)
                for self.says in says:
                    waits.append(await poller.poll(stop))
            return waits

        return asyncio.run(work())

    def poller(self, memory: Memory) -> Poller:
        def tell(name: str, _: Placed) -> None:
            self.placed.append(name)

        reception = Reception(put=self.topic.put, tally=self.tally, on_placed=tell, on_trouble=self.told.append)
        return Poller(URL_OF_FEED, reception, fetch=self.fetch, memory=memory, interval=60, chance=Even())


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    return Kiosk(tmp_path / "feeds.json")


def test_each_entry_is_published_as_a_feed_of_its_own_the_oldest_first(kiosk: Kiosk) -> None:
    """The key is the guid, and a header says which feed it was, without its secrets."""
    assert kiosk.poll(rss(("2", "Rain"), ("1", "Fog"))) == 60
    came_from = (("copytaster-from", b"feed/https://nordvest.example/rss"),)
    assert kiosk.topic.held == [
        Raw(name="1", value=rss(("1", "Fog")), key=b"1", headers=came_from),
        Raw(name="2", value=rss(("2", "Rain")), key=b"2", headers=came_from),
    ]
    assert (kiosk.placed, kiosk.told) == (["1", "2"], [])
    assert str(kiosk.tally).startswith("published 2, waiting 0, failed 0; ")


def test_after_a_restart_only_what_is_new_or_changed_is_published(kiosk: Kiosk) -> None:
    """By guid and words; a change back is a change too."""
    fog, mended = rss(("1", "Fog")), rss(("1", "CORRECTED: Fog"))
    kiosk.poll(fog)
    kiosk.poll(fog)
    kiosk.poll(rss(("2", "Rain"), ("1", "Fog")))
    kiosk.poll(mended)
    kiosk.poll(fog)
    assert kiosk.topic.values == [fog, rss(("2", "Rain")), mended, fog]


def test_a_feed_whose_entries_share_a_guid_publishes_each_once(kiosk: Kiosk) -> None:
    """Not again and again in turn."""
    documents = [rss(("0", "Fog")), rss(("0", "Rain"), ("0", "Fog")), rss(("0", "Sun"), ("0", "Rain"), ("0", "Fog"))]
    for document in (documents[0], documents[1], documents[1], documents[2], documents[2], documents[1]):
        kiosk.poll(document)
    assert kiosk.topic.values == [rss(("0", "Fog")), rss(("0", "Rain")), rss(("0", "Sun"))]


def test_validators_are_sent_from_the_second_poll_on(kiosk: Kiosk) -> None:
    """Also after a restart."""
    kiosk.poll(rss())
    kiosk.poll(rss())
    assert kiosk.asked == [Validators(), Validators(etag=f'"{len(rss())}"')]


def test_what_kafka_does_not_confirm_comes_again(kiosk: Kiosk) -> None:
    """What was confirmed before does not; and the validators are not taken over: they would hide what is left."""

    def away(raw: Raw) -> None:
        if raw.key == b"2":
            raise NotConfirmed("Kafka did not confirm.")

    three = rss(("3", "Sun"), ("2", "Rain"), ("1", "Fog"))
    kiosk.topic.before = away
    with pytest.raises(NotConfirmed):
        kiosk.poll(three)
    assert kiosk.tally.waiting == 0
    kiosk.topic.before = lambda _: None
    kiosk.poll(three)
    assert [raw.key for raw in kiosk.topic.held] == [b"1", b"2", b"3"]
    assert kiosk.asked == [Validators(), Validators()]


def test_a_stop_is_heeded_between_two_entries(kiosk: Kiosk) -> None:
    """The rest comes after the restart."""
    kiosk.stop = Stop()
    kiosk.topic.before = lambda _: kiosk.stop.now() if kiosk.stop else None
    kiosk.poll(rss(("2", "Rain"), ("1", "Fog")))
    assert [raw.key for raw in kiosk.topic.held] == [b"1"]
    kiosk.stop = None
    kiosk.poll(rss(("2", "Rain"), ("1", "Fog")))
    assert [raw.key for raw in kiosk.topic.held] == [b"1", b"2"]


def test_an_entry_that_is_too_large_is_told_once(tmp_path: Path) -> None:
    """The others are published."""
    kiosk = Kiosk(tmp_path / "feeds.json", topic=FakeTopic(limit=1_000))
    for _ in range(2):
        kiosk.poll(rss(("2", "x" * 1_000), ("1", "Fog")))
    assert [raw.key for raw in kiosk.topic.held] == [b"1"]
    (told,) = kiosk.told
    assert told.startswith("2 has 1")
    assert kiosk.tally.failed == 1


def test_a_failing_feed_is_left_alone_for_longer_each_time(kiosk: Kiosk) -> None:
    """Up to an hour; after a success it is as before."""
    failed = FetchFailed("answers 500")
    waits = kiosk.polls(*[failed] * 7, rss(), failed)
    assert waits == [120, 240, 480, 960, 1920, BACKOFF_MAX, BACKOFF_MAX, 60, 120]
    assert kiosk.told[0] == "https://nordvest.example/rss answers 500; it is asked again in 120 s."


def test_the_waiting_has_some_chance_in_it(kiosk: Kiosk) -> None:
    """A hundred feeds that failed together are not asked together."""

    async def work(make: Callable[[Memory], Poller]) -> set[float | None]:
        with Memory(kiosk.state) as memory:
            kiosk.says = FetchFailed("answers 500")
            pollers = [make(memory) for _ in range(20)]
            for number, poller in enumerate(pollers):
                poller._chance = random.Random(number)
            return {await poller.poll(Stop()) for poller in pollers}

    waits = asyncio.run(work(kiosk.poller))
    assert len(waits) == 20
    assert all(wait and 90 <= wait <= 150 for wait in waits)


def test_a_server_may_ask_for_more_patience(kiosk: Kiosk) -> None:
    """Retry-After."""
    assert kiosk.poll(FetchFailed("answers 429", retry_after=7_200)) == 7_200


def test_a_feed_that_is_gone_is_not_asked_again(kiosk: Kiosk) -> None:
    """410."""
    assert kiosk.poll(FetchFailed("answers 410", gone=True)) is None
    assert kiosk.told == ["https://nordvest.example/rss answers 410: it is gone for good, and not asked again."]


def test_what_is_no_feed_is_a_failure_that_passes(kiosk: Kiosk) -> None:
    """A login page or an error page with status 200."""
    assert kiosk.poll(b"<html>Please log in</html>") == 120
    assert kiosk.told == ["https://nordvest.example/rss is no RSS or Atom feed; it is asked again in 120 s."]


def test_a_memory_that_cannot_be_written_does_not_stop_the_stories(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said what follows."""

    async def work() -> None:
        with Memory(kiosk.state) as memory:
            poller = kiosk.poller(memory)
            monkeypatch.setattr(memory, "save", full)
            kiosk.says = rss(("1", "Fog"))
            await poller.poll(Stop())
            await poller.poll(Stop())

    def full() -> None:
        raise OSError(28, "No space left on device")

    asyncio.run(work())
    assert len(kiosk.topic.held) == 1
    assert kiosk.told[0] == (
        "What is out cannot be written down (No space left on device); after a restart it would be published again."
    )


def test_hostile_guids_do_no_harm(kiosk: Kiosk) -> None:
    """They become keys, cut to what a key may be, and are printed in one line."""
    kiosk.poll(rss(("x" * 5_000, "Long"), ("a&#10;b \x1b[31m", "Odd")))
    assert len(kiosk.topic.held[1].key or b"") == 1_000
    assert all(name.isprintable() for name in kiosk.placed)


def test_a_real_server_is_asked_once_for_what_has_not_changed(tmp_path: Path) -> None:
    """Over HTTP: the document, then "not modified", then the new document."""

    async def work() -> tuple[list[bytes], int]:
        topic = FakeTopic()
        reception = Reception(put=topic.put, tally=Tally(), on_placed=lambda *_: None, on_trouble=pytest.fail)
        async with Newsstand(validated(rss(("1", "Fog")), '"1"')).open() as stand, client() as session:
            with Memory(tmp_path / "feeds.json") as memory:

                async def ask(url: URL, validators: Validators) -> Fetched | None:
                    return await fetch(session, url, validators)

                poller = Poller(stand.url, reception, fetch=ask, memory=memory, interval=60)
                await poller.poll(Stop())
                await poller.poll(Stop())
                stand.answer = validated(rss(("2", "Rain"), ("1", "Fog")), '"2"')
                await poller.poll(Stop())
            return topic.values, len(stand.asked)

    assert asyncio.run(work()) == ([rss(("1", "Fog")), rss(("2", "Rain"))], 3)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://user:secret@x.example/feed.xml?key=abc#top", "https://x.example/feed.xml"),
        ("http://x.example:8080", "http://x.example:8080"),
    ],
)
def test_a_feed_is_called_by_its_address_without_secrets(url: str, words: str) -> None:
    """On standard error and in the header."""
    assert shown(URL(url)) == words
