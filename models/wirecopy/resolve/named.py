"""Who bears a name: full names make parties, short names are looked up among them."""

from collections.abc import Iterable, Sequence

from wirecopy.resolve.lexicon import fold
from wirecopy.resolve.mention import Mention
from wirecopy.resolve.names import parts, same_person, which_part
from wirecopy.resolve.player import Finding, Player
from wirecopy.resolve.roles import fit


def named_players(mentions: Iterable[Mention]) -> list[Player]:
    """The parties that the story names, longest names first met first: persons, then bodies."""
    named = [m for m in mentions if m.name]
    return [*_players(named, "person"), *_players(named, "body")]


def _players(named: Sequence[Mention], form: str) -> list[Player]:
    """One party for each full name; a short name makes one only where no full name holds it."""
    players: list[Player] = []
    for mention in sorted((m for m in named if m.form == form), key=_fullest_first):
        bearers = [p for p in players if is_called(p, mention)]
        if not bearers:
            players.append(Player.introduced_by(mention))
        elif len(bearers) == 1:
            bearers[0].learn(mention)
    return players


def _fullest_first(mention: Mention) -> tuple[int, int, int]:
    """Names of many words before names of few; body copy before headline and deck."""
    return -len(parts(mention.name)), mention.section != "body", mention.start


def is_called(player: Player, mention: Mention) -> bool:
    """Whether a party may bear the name that a mention gives."""
    if player.form != mention.form or not player.name:
        return False
    short = parts(mention.name)
    return same_person(short, player.parts) if player.form == "person" else _same_body(mention.name, player.name)


def _same_body(short: str, full: str) -> bool:
    """The name itself, its beginning ("Tanigawa" of "Tanigawa Heavy"), or its initials ("JHM")."""
    words = fold(full).removeprefix("the ").split()
    asked = fold(short).removeprefix("the ").split()
    initials = "".join(w[0] for w in words if w not in {"of", "the", "for", "and"})
    is_initials = len(words) > 1 and short.isupper() and fold(short).replace(".", "") == initials
    return words == asked or words[: len(asked)] == asked or is_initials


def find_named(mention: Mention, players: Sequence[Player]) -> Finding:
    """Who a name means. Two bearers and nothing that tells them apart: nobody."""
    bearers = [p for p in players if is_called(p, mention)]
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
    """Several bearers: the only one that the story has named so far is taken, with doubt; else nobody is."""
    met = [p for p in bearers if p.last is not None]
    names = " or ".join(p.known_as for p in bearers)
    if len(met) == 1:
        reason = f"may be {names}; only {met[0].known_as} was named before"
        return Finding(player=met[0], basis="surname", confidence=0.6, reason=reason)
    return Finding(player=None, reason=f"'{mention.name}' may be {names}; nothing tells which")


def _by_role(mention: Mention, players: list[Player]) -> list[Player]:
    if not mention.role:
        return players
    fitting = [p for p in players if fit(mention.role, mention.affiliation, p.role, p.affiliation) > 0]
    return fitting or players


def _body(mention: Mention, bearers: Sequence[Player]) -> Finding:
    exact = [p for p in bearers if fold(p.name) == fold(mention.name)] or list(bearers)
    if len(exact) != 1:
        return Finding(player=None, reason=f"'{mention.name}' may be {' or '.join(p.known_as for p in bearers)}")
    reason = f"{exact[0].name} is a body or place, not a person"
    return Finding(player=exact[0], basis="organisation", confidence=0.9, reason=reason)
