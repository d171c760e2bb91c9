"""A topic without a broker, for the tests of the ways in. tests/contract/test_outlet.py asks it what it asks Kafka."""

from collections.abc import Callable

from copytaster.outlet import Placed, Raw, TooLarge


class FakeTopic:
    """Keeps what is put on it.

    Args:
        name: the topic's.
        limit: bytes of the largest message.
        before: called before each message is taken; what it raises comes out of `put`, and nothing is kept.
    """

    def __init__(
        self, name: str = "wire.raw.v1", *, limit: int = 16_000_000, before: Callable[[Raw], None] = lambda _: None
    ) -> None:
        self.name = name
        self.limit = limit
        self.before = before
        self.held: list[Raw] = []

    async def put(self, raw: Raw) -> Placed:
        """Take a message: on one partition, in order."""
        self.before(raw)
        if raw.size > self.limit:
            raise TooLarge(f"{raw.name} has {len(raw.value)} bytes, more than {self.name} takes; it was not published.")
        self.held.append(raw)
        return Placed(topic=self.name, partition=0, offset=len(self.held) - 1)

    @property
    def values(self) -> list[bytes]:
        """The values, in order."""
        return [raw.value for raw in self.held]
