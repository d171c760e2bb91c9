"""What is kept of a story as long as messages about it may still come: `wire.lives.v1`, one record for each story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from wirecopy.events import EnrichedStory, StoryRef
from wirecopy.life.versions import Order
from wirecopy.story import Evidence, Relation

#: How many notices about a story are kept, and how many stories one name may mean.
MOST_NOTICES, MOST_NAMED = 20, 50

Item = Literal["quote", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One message of a story."""

    #: The version, with what derived events say of it.
    ref: StoryRef
    #: When it was sent.
    sent: datetime | None = None
    #: The number of the take, lead or update.
    number: int | None = None
    #: It is no copy of the story but speaks of it: a kill, a hold or an advisory.
    notice: bool = False
    #: What says what it is.
    evidence: tuple[Evidence, ...] = ()
    #: The ids of its quotes.
    quotes: tuple[str, ...] = ()
    #: The ids of its sources.
    sources: tuple[str, ...] = ()
    #: Until when it was embargoed, or still is.
    embargoed_until: datetime | None = None
    #: The whole story, as long as it is held back.
    held: EnrichedStory | None = None

    @property
    def order(self) -> Order:
        """Where it stands among the others. It is the same when the message comes again, after its embargo too."""
        ref = self.ref
        mark = (ref.text_sha256, "" if self.embargoed_until else ref.status, f"{self.embargoed_until} {self.number}")
        return Order.of(ref.version, self.sent, ref.relation, self.number, mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one story says of another: a kill, a hold, a correction, by the uri or the name of the other."""

    #: The uri of the story that it speaks of, or the URN of a name ("dpa 157").
    target: str
    #: What it does to it.
    relation: Relation
    #: The story that says so.
    by: StoryRef
    #: When it was sent.
    sent: datetime | None = None
    #: What in it says so.
    evidence: tuple[Evidence, ...] = ()

    @property
    def order(self) -> Order:
        """Where it stands among the versions of the other: their numbers do not count for it."""
        return Order(sent=self.sent, relation=self.relation, mark=(self.by.text_sha256, self.by.uri, self.by.version))


def strongest(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices to keep, each once, `MOST_NOTICES` at the most: kills first, then holds, then the latest.

    One without a time counts as the latest, because nothing is known to be newer than it. What is kept does not depend
    on the order in which they came.
    """
    known = dict.fromkeys(notices)
    return tuple(sorted(known, key=_strength, reverse=True)[:MOST_NOTICES])


def _strength(notice: Notice) -> tuple[int, bool, float, tuple[str, ...]]:
    rank = {"kill": 2, "hold": 1}.get(notice.relation, 0)
    sent = notice.sent.timestamp() if notice.sent else 0.0
    return rank, notice.sent is None, sent, (*notice.order.mark, notice.relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that subscribers were told of and that still stands."""

    #: What it is.
    item: Item
    #: Its id.
    id: str
    #: Not to be used for now.
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLife:
    """`wire.lives.v1`: everything that is known of a story's life. The worker's own state, open to read."""

    #: The story.
    uri: str
    #: Its versions, in the order in which they came.
    versions: tuple[Version, ...] = ()
    #: What other stories say of it.
    notices: tuple[Notice, ...] = ()
    #: What subscribers were told and that still stands.
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A name by which editors call a story: an agency's item number, a slug."""

    #: The URN of the name.
    target: str
    #: The story that bears it.
    uri: str
    #: When the version that bears it was sent.
    sent: datetime | None = None
    #: Whose story it is.
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLife:
    """`wire.lives.v1`, under a name's URN: the stories that bear the name, and the notices that were given by it."""

    #: The URN of the name.
    target: str
    #: Who bears it.
    namings: tuple[Naming, ...] = ()
    #: What was said by it.
    notices: tuple[Notice, ...] = ()
