"""Which of two versions of a story is the newer one, and why.

Feeds number versions (NewsML-G2 `version`, AP 0, 1, 2 …), stamp them (`versionCreated`), or say "UPDATE 2". Numbers are
compared first where both are counters, as NewsML-G2 has it ("a higher version number replaces a lower one"); a number
such as Reuters' 1132689232 counts nothing. Then times, then the numbers of updates and leads. Where nothing compares
them they are ordered all the same, so that every worker picks the same one, but neither is called newer.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from wirecopy.story import Relation

#: A larger version number is a serial number of the feed and not a count of versions.
LARGEST_COUNTER = 99_999
_DIGITS = len(str(LARGEST_COUNTER))

#: What breaks a tie: a kill that was sent without a new version number replaces the version of that number.
_STRENGTH: tuple[Relation, ...] = (
    "kill", "hold", "correction", "refile", "lead", "update", "repeat", "take", "embargo", "advisory", "new"
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Where a version stands among the versions of its story."""

    #: The publisher's version number, where it counts versions.
    counter: int | None = None
    #: When the version was sent.
    sent: datetime | None = None
    #: The number of the update or lead: "UPDATE 2" is 2, one without a number 1, a plain new story 0.
    update: int | None = None
    #: What the message is in the life of the story.
    relation: Relation = "new"
    #: All that is left to tell two versions apart; it makes none of them newer.
    mark: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, version: str, sent: datetime | None, relation: Relation, number: int | None, mark: tuple[str, ...] = ()
    ) -> Self:
        """Where a version stands.

        Args:
            version: the version as the event carries it; one that is no counter is passed over.
            sent: when it was sent.
            relation: what the message is to the story.
            number: the number of the take, lead or update.
            mark: all else that tells it from others, so that every worker picks the same one of two.
        """
        update = {"new": 0, "update": number or 1, "lead": number or 1}.get(relation)
        return cls(counter=_counter(version), sent=sent, update=update, relation=relation, mark=(*mark, version))

    def newer_than(self, other: "Order") -> str | None:
        """Why this version is newer than another, in words; None if it is not, or if nothing says so."""
        for mine, its, says in (
            (self.counter, other.counter, "version {} follows {}"),
            (self.sent, other.sent, "sent at {}, after {}"),
            (self.update, other.update, "update {} follows {}"),
        ):
            if mine is not None and its is not None and mine != its:
                return says.format(_shown(mine), _shown(its)) if mine > its else None  # type: ignore[operator]
        if _strength(self) < _strength(other):
            return f"nothing else tells them apart, and a {self.relation} counts for more than a {other.relation}"
        return None

    def surely_newer_than(self, other: "Order") -> bool:
        """Whether it is newer and nothing speaks against that: by number and by time, where both have both.

        What takes a kill off must be beyond doubt: who kills version 3 with a message numbered 1 means it.
        """
        sent_before = self.sent is not None and other.sent is not None and self.sent < other.sent
        return self.newer_than(other) is not None and not sent_before

    @property
    def tie(self) -> tuple[float, int, int, tuple[str, ...]]:
        """A total order for versions that nothing compares."""
        return (self.sent.timestamp() if self.sent else 0.0, self.counter or 0, -_strength(self), self.mark)


def newest(orders: tuple[Order, ...]) -> int:
    """The position of the newest version; there must be one. The same set gives the same version in any order.

    One that no other is newer than. Feeds that number some versions and stamp others can go in circles: then the one
    that the most others are older than.
    """
    unbeaten = [at for at, one in enumerate(orders) if not any(other.newer_than(one) for other in orders)]
    if unbeaten:
        return max(unbeaten, key=lambda at: orders[at].tie)
    beats = [sum(one.newer_than(other) is not None for other in orders) for one in orders]
    return max(range(len(orders)), key=lambda at: (beats[at], orders[at].tie))


def _counter(version: str) -> int | None:
    """A version as a count of versions; None for a serial number, a time or a name."""
    if not (version.isascii() and version.isdigit()):
        return None
    digits = version.lstrip("0") or "0"  # a thousand zeros are no number that Python would read
    return int(digits) if len(digits) <= _DIGITS else None


def _strength(order: Order) -> int:
    return _STRENGTH.index(order.relation)


def _shown(value: object) -> str:
    return value.strftime("%Y-%m-%d %H:%M:%SZ") if isinstance(value, datetime) else str(value)
