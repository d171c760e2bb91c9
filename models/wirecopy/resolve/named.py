"""Who bears a name: full names make parties, short names are looked up among them."""

from collections.abc import Iterable, Sequence

from wirecopy.resolve.mention import Mention
from wirecopy.resolve.names import parts, which_part
from wirecopy.resolve.player import Finding, Player
from wirecopy.resolve.roles import fit
from wirecopy.resolve.roster import Roster

#: How much more one bearer of a family's name must weigh than the next, and what each use of a name weighs.
_AHEAD, _TIMES = 1.5, 1.8
_IN_FULL, _MET, _JUST_NAMED = 1.0, 0.5, 0.9


def name_players(mentions: Iterable[Mention]) -> Roster:
    """The parties that the story names, longest names first met first: persons, then bodies."""
    roster = Roster()
    named = [mention for mention in mentions if mention.name]
    for form in ("person", "body"):
        for mention in sorted((m for m in named if m.form == form), key=_fullest_first):
            _enlist(mention, roster)
    return roster


def _enlist(mention: Mention, roster: Roster) -> None:
    """One party for each full name; a short name makes one only where no full name holds it."""
    bearers = roster.bearers(mention)
    if not bearers:
        roster.add(Player.introduced_by(mention)).named += 1
    elif len(bearers) == 1:
        bearers[0].learn(mention)
    whole = [player for player in bearers if player.parts == parts(mention.name)]
    if whole and len(whole[0].parts) > 1:
        whole[0].named += 1


def _fullest_first(mention: Mention) -> tuple[int, int, int]:
    """Names of many words before names of few; body copy before headline and deck."""
    return -len(parts(mention.name)), mention.section != "body", mention.start


def find_named(mention: Mention, roster: Roster) -> Finding:
    """Who a name means. Two bearers and nothing that tells them apart: nobody."""
    bearers = roster.bearers(mention)
    if mention.form == "body":
        return _body(mention, bearers)
    exact = [p for p in bearers if p.parts == parts(mention.name)]
    if len(exact) == 1 and (len(exact[0].parts) > 1 or len(bearers) == 1):
        return _spelled_out(exact[0])
    told = [p for p in bearers if p.may_be(mention.gender)]
    told = _by_role(mention, told) if len(told) > 1 else told
    if len(told) == 1:
        return _short_form(mention, told[0], others=len(bearers) - 1)
    return _several(mention, told or bearers)


def _spelled_out(player: Player) -> Finding:
    if len(player.parts) > 1:
        return Finding(player=player, basis="explicit", confidence=0.97, reason=f"named in full: {player.name}")
    return Finding(
        player=player, basis="explicit", confidence=0.85, reason=f"{player.name}; the story gives no longer name"
    )


def _short_form(mention: Mention, player: Player, others: int) -> Finding:
    part = which_part(parts(mention.name), player.parts)
    reason = f"{part} of {player.known_as}"
    if others:
        reason += f"; title or role tells it from {others} other bearer{'s' if others > 1 else ''} of the name"
    return Finding(player=player, basis="surname", confidence=0.8 if others else 0.93, reason=reason)


def _several(mention: Mention, bearers: Sequence[Player]) -> Finding:
    """Several bearers: the only one named so far, or the one that the story is much more about; else nobody."""
    names = " or ".join(p.known_as for p in bearers[:4])
    if not bearers:
        return Finding(player=None, reason=f"'{mention.name}': the story gives no such name")
    met = [p for p in bearers if p.last is not None]
    if len(met) == 1:
        reason = f"may be {names}; only {met[0].known_as} was named before"
        return Finding(
            player=met[0], basis="surname", confidence=0.6, reason=reason, others=_others(bearers, met[0], 0.3)
        )
    if len(bearers) == 1:
        reason = f"'{mention.name}': {names} is nobody whom this title fits"
        return Finding(player=None, reason=reason, others=((bearers[0], 0.3),))
    weighed = sorted(((_weight(mention, p, bearers), p) for p in bearers), key=_by_weight, reverse=True)
    (first, player), (second, _) = weighed[:2]
    if first < second + _AHEAD or first < second * _TIMES:
        shares = tuple((p, round(0.8 * w / (first + second), 2)) for w, p in weighed[:3])
        return Finding(player=None, reason=f"'{mention.name}' may be {names}; nothing tells which", others=shares)
    reason = f"may be {names}; the story speaks most of {player.known_as}"
    return Finding(player=player, basis="surname", confidence=0.6, reason=reason, others=_others(bearers, player, 0.3))


def _weight(mention: Mention, player: Player, bearers: Sequence[Player]) -> float:
    """How much the story is about one bearer of a name: how often in full, and whether they were the last spoken of."""
    last = max((p.last.start for p in bearers if p.last), default=-1)
    just = bool(player.last and player.last.start == last and mention.sentence - player.last.sentence <= 1)
    return _IN_FULL * player.named + _MET * len(player.mentions) + _JUST_NAMED * just


def _by_weight(entry: tuple[float, Player]) -> float:
    return entry[0]


def _others(bearers: Sequence[Player], taken: Player, confidence: float) -> tuple[tuple[Player, float], ...]:
    rest = [player for player in bearers if player is not taken][:3]
    return tuple((player, round(confidence / len(rest), 2)) for player in rest)


def _by_role(mention: Mention, players: list[Player]) -> list[Player]:
    if not mention.role:
        return players
    fitting = [p for p in players if fit(mention.role, mention.affiliation, p.role, p.affiliation) > 0]
    return fitting or players


def _body(mention: Mention, bearers: Sequence[Player]) -> Finding:
    asked = parts(mention.name)
    exact = [p for p in bearers if p.parts == asked] or list(bearers)
    if len(exact) != 1:
        names = " or ".join(p.known_as for p in exact[:4])
        others = tuple((p, round(0.8 / len(exact), 2)) for p in exact[:3])
        return Finding(player=None, reason=f"'{mention.name}' may be {names}", others=others)
    reason = f"{exact[0].name} is a body or place, not a person"
    return Finding(player=exact[0], basis="organisation", confidence=0.9, reason=reason)
