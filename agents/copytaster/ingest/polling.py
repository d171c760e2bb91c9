"""From a feed to the raw topic: ask, publish what is new or changed, remember, and say when to ask again."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence

from yarl import URL

from copytaster.envelope import one_line
from copytaster.ingest.entries import Entry, NoFeed, entries
from copytaster.ingest.fetching import Fetched, FetchFailed, Validators
from copytaster.ingest.memory import Feed, Memory
from copytaster.ingest.reception import Reception
from copytaster.ingest.stopping import Stop
from copytaster.outlet import CAME_FROM, Placed, Raw, TooLarge

#: The longest that a failing feed is left alone, in seconds, unless its server asks for more.
BACKOFF_MAX = 3600.0

#: The longest key in bytes; the guid of a real feed is shorter.
KEY_MAX = 1_000

#: Fetches a feed, conditionally.
Fetch = Callable[[URL, Validators], Awaitable[Fetched | None]]


class Poller:
    """Polls one feed.

    Args:
        url: the feed.
        reception: where its entries go.
        fetch: asks for it.
        memory: what is remembered of it.
        interval: seconds between two polls.
        chance: spreads the polls, so that many feeds are not asked all at once.
    """

    def __init__(
        self,
        url: URL,
        reception: Reception,
        *,
        fetch: Fetch,
        memory: Memory,
        interval: float,
        chance: random.Random | None = None,
    ) -> None:
        self._url = url
        self._reception = reception
        self._fetch = fetch
        self._memory = memory
        self._interval = interval
        self._chance = chance or random.Random()  # noqa: S311 - it spreads polls, it keeps no secret
        self._failures = 0
        self.name = shown(url)

    async def poll(self, stop: Stop) -> float | None:
        """Ask once.

        Returns:
            Seconds until the next poll; None if the server says that the feed is gone for good.
        """
        try:
            await self._round(stop)
        except (FetchFailed, NoFeed) as error:
            if isinstance(error, FetchFailed) and error.gone:
                self._reception.failed(f"{self.name} {error}: it is gone for good, and not asked again.")
                return None
            self._failures += 1
            wait = self._backoff(error)
            self._reception.failed(f"{self.name} {error}; it is asked again in {wait:.0f} s.")
            return wait
        self._failures = 0
        return self._interval * self._chance.uniform(0.9, 1.1)

    def _backoff(self, error: Exception) -> float:
        """Twice as long after each failure, up to an hour, less or more by a quarter; longer if the server says so."""
        wait = min(self._interval * 2.0 ** min(self._failures, 16), max(BACKOFF_MAX, self._interval))
        asked = error.retry_after if isinstance(error, FetchFailed) else 0.0
        return max(wait * self._chance.uniform(0.75, 1.25), asked)

    async def _round(self, stop: Stop) -> None:
        feed = self._memory.of(str(self._url))
        fetched = await stop.unless(self._asked(feed.validators))
        if fetched is None:
            return
        found = await asyncio.to_thread(entries, fetched.document, fetched.charset)
        try:
            if await self._publish(feed, _fresh(found, feed), stop):
                # Not before: a server that says "not modified" would hide what is left.
                feed.validators = fetched.validators
        finally:
            feed.forget(len(found))
            self._remember()

    def _remember(self) -> None:
        try:
            self._memory.save()
        except OSError as error:
            self._reception.on_trouble(
                f"What is out cannot be written down ({error.strerror}); after a restart it would be published again."
            )

    async def _asked(self, validators: Validators) -> Fetched | None:
        return await self._fetch(self._url, validators)

    async def _publish(self, feed: Feed, fresh: Sequence[Entry], stop: Stop) -> bool:
        """Publish the oldest first, as they came to be. Returns whether all are out."""
        tally, left = self._reception.tally, len(fresh)
        tally.waiting += left
        try:
            for entry in reversed(fresh):
                if stop.wanted:
                    return False
                placed = await self._put(entry)
                feed.mark(entry.id, entry.digest)
                left -= 1
                if placed:
                    self._reception.published(self._name_of(entry), placed)
                else:
                    tally.waiting -= 1
        finally:
            tally.waiting -= left
        return True

    async def _put(self, entry: Entry) -> Placed | None:
        """Put one entry on the topic; None if it is too large ever to be there."""
        key = (entry.uri or "").encode("utf-8", "replace")[:KEY_MAX] or None
        headers = ((CAME_FROM, one_line(f"feed/{self.name}").encode()),)
        try:
            return await self._reception.put(
                Raw(name=self._name_of(entry), value=entry.document, key=key, headers=headers)
            )
        except TooLarge as error:
            self._reception.failed(str(error))
            return None

    def _name_of(self, entry: Entry) -> str:
        return one_line(entry.uri or f"an entry of {self.name}")


def shown(url: URL) -> str:
    """A URL as it may be printed: without user, password and query, where the keys of paid feeds stand."""
    return one_line(str(url.with_user(None).with_query(None).with_fragment(None)))


def _fresh(found: Sequence[Entry], feed: Feed) -> tuple[Entry, ...]:
    """The entries that are new or changed, each once. Those that are out in just this version are remembered longer."""
    known = {digest: identity for identity, digest in feed.out.items()}
    once = {entry.digest: entry for entry in found}
    for digest in once.keys() & known.keys():
        feed.mark(known[digest], digest)
    return tuple(entry for digest, entry in once.items() if digest not in known)
