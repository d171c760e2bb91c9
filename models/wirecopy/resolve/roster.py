"""The players of a story, found by the words of their names, and those on stage by how lately they were met."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from wirecopy.gazetteer import population, regions
from wirecopy.resolve.lexicon import country, fold
from wirecopy.resolve.mention import Mention
from wirecopy.resolve.names import parts, same_person
from wirecopy.resolve.player import Player

#: Nobody asks for more players than these, the latest first: a text of a million names is read in linear time too.
_ENOUGH = 120
#: So many are on stage for a pronoun.
_STAGE = 30
#: A town of so many inhabitants is meant by its name and not a firm that is called after it.
_TOWN = 100_000
_SMALL = frozenset({"of", "the", "for", "and"})


class Roster:
    """All players of one story."""

    def __init__(self) -> None:
        self.players: list[Player] = []
        self._by_word: defaultdict[str, list[Player]] = defaultdict(list)
        self._order: dict[int, Player] = {}
        self._bearers: dict[tuple[str, str], list[Player]] = {}

    def add(self, player: Player) -> Player:
        """Take a new player in."""
        self.players.append(player)
        self._order[id(player)] = player
        for key in dict.fromkeys(_keys(player)):
            self._by_word[key].append(player)
            self._bearers.clear()
        return player

    def to_the_front(self, player: Player) -> None:
        """Note that a player was just met."""
        self._order[id(player)] = self._order.pop(id(player))

    def latest(self) -> Iterator[Player]:
        """The players, those met last first."""
        return islice(reversed(self._order.values()), _ENOUGH)

    def on_stage(self) -> Iterator[Player]:
        """The players that were met last."""
        return islice(reversed(self._order.values()), _STAGE)

    def bearers(self, mention: Mention) -> list[Player]:
        """The players that may bear the name of a mention."""
        asked = (mention.form, mention.name)
        if asked not in self._bearers:
            self._bearers[asked] = [player for player in self._candidates(mention) if is_called(player, mention)]
        return self._bearers[asked]

    def _candidates(self, mention: Mention) -> Iterable[Player]:
        if mention.form == "person":
            called = parts(mention.name)
            return self._by_word.get(called[-1], [])[:_ENOUGH] if called else ()
        asked = fold(mention.name).removeprefix("the ").split()
        keys = [asked[0], fold(mention.name).replace(".", "")] if asked else []
        found = [
            player for key in dict.fromkeys([*keys, *asked[-1:]]) for player in self._by_word.get(key, [])[:_ENOUGH]
        ]
        return dict.fromkeys(found)


def _keys(player: Player) -> Iterator[str]:
    """The words by which a player is looked up: each of a person, of a body the first, the last and the initials."""
    if player.form == "person":
        yield from player.parts
    elif player.form == "body":
        words = fold(player.name).removeprefix("the ").split()
        yield from words[:1]
        yield from words[-1:]
        yield fold(player.name).replace(".", "")
        yield initials(words)


def initials(words: Iterable[str]) -> str:
    """The initials of a body's name, small words left out: "jhm"."""
    return "".join(word[0] for word in words if word not in _SMALL)


def is_called(player: Player, mention: Mention) -> bool:
    """Whether a party may bear the name that a mention gives."""
    if player.form != mention.form or not player.name:
        return False
    if player.form == "person":
        return same_person(parts(mention.name), player.parts)
    return _same_body(mention.name, player.name)


def _same_body(short: str, full: str) -> bool:
    """The name itself, its beginning ("Tanigawa" of "Tanigawa Heavy"), its last word ("the Courier"), its initials."""
    words = fold(full).removeprefix("the ").split()
    asked = fold(short).removeprefix("the ").split()
    if words == asked or _is_shortened(parts(short), parts(full)):
        return True
    if words[: len(asked)] == asked:
        return not is_place(short)
    if len(words) > 1 and short.isupper() and fold(short).replace(".", "") == initials(words):
        return True
    return len(asked) == 1 and asked[0] in _LAST_WORDS and words[-1:] == asked


def is_place(name: str) -> bool:
    """Whether a name is a country's, a state's or a large town's: "South Kalvia" is not short for its police."""
    return country(name) is not None or bool(regions(name)) or population(name) > _TOWN


def _is_shortened(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """The same body with fewer words before it: "Marsh campaign" is "Ada Marsh's presidential campaign"."""
    return len(short) > 1 and short[-1] == full[-1] and same_person(short, full)


#: Last words of bodies' names by which they go for short.
_LAST_WORDS = frozenset(
    {"chronicle", "courier", "fed", "fund", "gazette", "globe", "guardian", "herald", "journal", "mail", "monitor"}
    | {"observer", "post", "register", "review", "star", "sun", "telegraph", "times", "tribune"}
)
