"""Whom a description means: "the Russian top diplomat", "the company", "the people", "the 41-year-old herder"."""

from collections.abc import Sequence

from wirecopy.resolve.lexicon import fold, role_kind
from wirecopy.resolve.mention import Mention
from wirecopy.resolve.player import Finding, Player
from wirecopy.resolve.roles import fit, same_body
from wirecopy.story import Basis

#: Words that speak of somebody introduced by another of them: "two people familiar …", "the sources", "the person".
_ANYBODY = frozenset({"person", "source", "individual", "official", "insider", "executive", "diplomat", "banker"})
#: Words that any body may be called by once it is known.
_ANY_COMPANY = frozenset({"company", "firm", "group", "maker", "producer", "manufacturer", "operator", "cooperative"})
#: A description that fits an office less than this is no evidence.
_FITS = 0.7
#: How many of the reporter's sentences a person stays on stage for "the 41-year-old".
_ON_STAGE = 2


def find_described(mention: Mention, players: Sequence[Player]) -> Finding:
    """Who a description means; a Finding without a player and without a reason: somebody new."""
    if not mention.definite:
        return _same_words(mention, players)
    if mention.nature == "thing":
        return _thing(mention, players)
    return (
        _by_role(mention, players)
        or _nameless(mention, players)
        or _epithet(mention, players)
        or _same_words(mention, players)
    )


def _same_words(mention: Mention, players: Sequence[Player]) -> Finding:
    """An indefinite description is somebody new, unless the very same words stood before ("officials")."""
    same = [p for p in players if not p.name and _bare(p.text) == _bare(mention.text) and p.plural == mention.plural]
    return _found(same[0], mention, 0.7, "the same words as before") if same else Finding(player=None)


def _by_role(mention: Mention, players: Sequence[Player]) -> Finding | None:
    """The holder of the office; two that fit equally well, and neither is nearer: nobody."""
    if mention.plural:
        return None
    fits = {id(p): fit(mention.role or mention.head, mention.affiliation, p.role, p.affiliation) for p in players}
    able = [p for p in players if fits[id(p)] >= _FITS and p.name and p.form == "person" and p.may_be(mention.gender)]
    if not able:
        return None
    best = max(fits[id(p)] for p in able)
    top = [p for p in able if fits[id(p)] == best]
    if len(top) == 1:
        reason = f"'{mention.text}': {top[0].name} is {top[0].role} in this story"
        return Finding(player=top[0], basis="role", confidence=round(0.92 * best, 2), reason=reason)
    near = _nearest(mention, top)
    names = " or ".join(p.known_as for p in top)
    if near is None:
        return Finding(player=None, reason=f"'{mention.text}' may be {names}; nothing tells which")
    return Finding(player=near, basis="role", confidence=0.6, reason=f"may be {names}; {near.known_as} spoken of last")


def _nearest(mention: Mention, players: Sequence[Player]) -> Player | None:
    """The one that was spoken of in the two sentences before, if the others were not."""
    near = [p for p in players if p.last and mention.sentence - p.last.sentence <= _ON_STAGE]
    return near[0] if len(near) == 1 else None


def _nameless(mention: Mention, players: Sequence[Player]) -> Finding | None:
    """Somebody whom the story describes but does not name: "the spokesman" after "a spokesman for Bressler"."""
    able = [p for p in players if not p.name and p.nature == "human" and p.last and _alike(mention, p)]
    if not able:
        return None
    last = max(able, key=_last_start)
    return _found(last, mention, 0.8 if len(able) == 1 else 0.6, f"taken up from {last.known_as}")


def _alike(mention: Mention, player: Player) -> bool:
    anybody = mention.head in _ANYBODY and player.head in _ANYBODY and not mention.affiliation
    return (mention.head == player.head or anybody) and same_body(mention.affiliation, player.affiliation)


def _epithet(mention: Mention, players: Sequence[Player]) -> Finding | None:
    """The one person on stage is "the 41-year-old herder", if the story has not said otherwise what they are."""
    if mention.plural or mention.affiliation or not mention.speaks or role_kind(mention.head) in ("office", "spokes"):
        return None
    stage = [p for p in players if p.name and p.form == "person" and p.last and p.may_be(mention.gender)]
    near = _nearest(mention, stage)
    if near is None or near.role:
        return None
    reason = f"'{mention.text}': {near.name} is the only person spoken of just before"
    return Finding(player=near, basis="role", confidence=0.65, reason=reason)


def _thing(mention: Mention, players: Sequence[Player]) -> Finding:
    """A body or document: by a word of its name or description, else the last company for "the company"."""
    things = [p for p in players if p.nature == "thing" and p.last]
    able = [p for p in things if _is_a(mention.head, p) and same_body(mention.affiliation, p.affiliation)]
    if not able and mention.head in _ANY_COMPANY and _bare(mention.text) == mention.head:
        able = [p for p in things if p.form == "body" and p.last and p.last.subject]
        able = able if len(able) == 1 else []
    if not able:
        return _same_words(mention, players)
    return _found(max(able, key=_last_start), mention, 0.8 if len(able) == 1 else 0.65, "the last such body spoken of")


def _is_a(head: str, player: Player) -> bool:
    words = {*fold(player.name).split(), *fold(player.role).split(), player.head}
    return head in words or (head in _ANY_COMPANY and bool(words & _ANY_COMPANY))


def _bare(text: str) -> str:
    return fold(text).removeprefix("the ")


def _found(player: Player, mention: Mention, confidence: float, why: str) -> Finding:
    basis: Basis = "role" if player.nature == "human" else "organisation"
    return Finding(
        player=player, basis=basis, confidence=confidence, reason=f"'{mention.text}' is {player.known_as}: {why}"
    )


def _last_start(player: Player) -> int:
    return player.last.start if player.last else -1
