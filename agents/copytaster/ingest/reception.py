"""Where a way in brings its stories, and who is told what became of them."""

from collections.abc import Callable
from dataclasses import dataclass

from copytaster.ingest.tally import Tally
from copytaster.outlet import Placed, Put


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """What all ways in share."""

    #: Puts a message on the raw topic and waits for the confirmation.
    put: Put
    tally: Tally
    #: Told where a story went, by what people call it.
    on_placed: Callable[[str, Placed], None]
    #: Told, in a sentence, what is in the way.
    on_trouble: Callable[[str], None]

    def published(self, name: str, placed: Placed) -> None:
        """A story is on the topic, and will not come again."""
        self.tally.add()
        self.tally.waiting -= 1
        self.on_placed(name, placed)

    def failed(self, says: str) -> None:
        """Something failed."""
        self.tally.failed += 1
        self.on_trouble(says)
