"""Whom a pronoun means: the most salient party of its gender and number, if it is clearly ahead of the next.

Salience is heaped up as in Lappin & Leass (1994, "An Algorithm for Pronominal Anaphora Resolution"): every mention adds
to it, a subject most, and it fades by sentences. In news copy who spoke last goes on speaking, so that counts too.
"""

from collections.abc import Sequence

from wirecopy.resolve.mention import Gender, Mention
from wirecopy.resolve.player import Finding, Player
from wirecopy.resolve.roster import Roster

_GENDER: dict[str, Gender] = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "hers": "f"}
_IT = frozenset({"it", "its"})
_WORD = {"m": "male person", "f": "female person", "": "party"}

_SAME_PARAGRAPH, _GENDER_UNKNOWN = 0.6, 0.7
#: Who spoke in the sentence before goes on speaking.
_GOES_ON = 1.4
#: Below this a party has left the stage.
_ENOUGH = 0.35
#: How many times more salient than the next the first must be, and from when on that is beyond doubt.
_AHEAD, _CLEARLY_AHEAD = 1.25, 2.5


def find_pronoun(mention: Mention, roster: Roster) -> Finding:
    """Who a pronoun means; nobody, with the reason, where two parties are equally near or none is."""
    able = [p for p in (roster.on_stage() if mention.section == "body" else roster.latest()) if _may_mean(mention, p)]
    ranked = sorted(((_points(mention, p), p) for p in able), key=_by_points, reverse=True)
    ranked = [entry for entry in ranked if entry[0] >= _ENOUGH]
    if not ranked:
        return _ahead_of_any_name(mention, able)
    points, first = ranked[0]
    lead = points / ranked[1][0] if len(ranked) > 1 else _CLEARLY_AHEAD
    others = tuple((player, round(0.6 * score / points / len(ranked), 2)) for score, player in ranked[1:4])
    if lead < _AHEAD:
        names = f"{first.known_as} or {ranked[1][1].known_as}"
        reason = f"pronoun '{mention.text}' may be {names}; neither is clearly nearer"
        return Finding(player=None, reason=reason, others=((first, 0.45), *others)[:3])
    sure = _sure(mention, first, lead)
    return Finding(player=first, basis="pronoun", confidence=sure, reason=_why(mention, first), others=others)


def _may_mean(mention: Mention, player: Player) -> bool:
    """Gender and number: he and she one person, it a body or document, they several people (or somebody unnamed)."""
    word = mention.head
    if word in _GENDER:
        return player.nature == "human" and not player.plural and player.may_be(_GENDER[word])
    if word in _IT:
        return player.nature == "thing" and not player.plural
    return player.plural or (player.nature == "human" and not player.name and not player.gender)


def _points(mention: Mention, player: Player) -> float:
    last = player.last
    if last is None or last.start >= mention.start:
        return 0.0
    points = player.salience(mention.sentence)
    points *= _GENDER_UNKNOWN if _GENDER.get(mention.head) and not player.gender else 1.0
    points *= _GOES_ON if mention.speaks and 0 <= mention.sentence - player.spoke <= 1 else 1.0
    return points + _SAME_PARAGRAPH * (last.paragraph == mention.paragraph)


def _by_points(entry: tuple[float, Player]) -> float:
    return entry[0]


def _sure(mention: Mention, player: Player, lead: float) -> float:
    known = not _GENDER.get(mention.head) or bool(player.gender)
    return (0.9 if known else 0.75) if lead >= _CLEARLY_AHEAD else (0.8 if known else 0.65)


def _why(mention: Mention, player: Player) -> str:
    last = player.last
    distance = mention.sentence - last.sentence if last else 0
    where = {0: "the same sentence", 1: "the sentence before"}.get(distance, f"{distance} sentences back")
    what = "subject of" if last and last.subject else "in"
    kind = _WORD[_GENDER.get(mention.head, "")]
    return f"pronoun '{mention.text}'; nearest {kind} before, {what} {where}: {player.known_as}"


def _ahead_of_any_name(mention: Mention, able: Sequence[Player]) -> Finding:
    """A pronoun before any name, as in a headline: the one party of the whole story that it can mean."""
    if mention.section != "body" and len(able) == 1 and able[0].mentions:
        reason = f"pronoun '{mention.text}' in the {mention.section}; {able[0].known_as} is the only one it can mean"
        return Finding(player=able[0], basis="pronoun", confidence=0.6, reason=reason)
    return Finding(player=None, reason=f"pronoun '{mention.text}'; nobody before it that it can mean")
