"""Whom a description means: "the Russian top diplomat", "the company", "the people", "the 41-year-old herder"."""

from collections.abc import Callable, Sequence

from wirecopy.resolve.lexicon import body_words_meant, country, fold, role_kind
from wirecopy.resolve.mention import Mention
from wirecopy.resolve.names import parts
from wirecopy.resolve.player import Finding, Player
from wirecopy.resolve.roles import fit, office, ranks, same_body, same_office
from wirecopy.resolve.roster import Roster
from wirecopy.story import Basis

#: Words that speak of somebody introduced by another of them: "two people familiar …", "the sources", "the person".
_ANYBODY = frozenset({"person", "source", "individual", "official", "insider", "executive", "diplomat", "banker"})
#: Words that any body may be called by once it is known.
_ANY_COMPANY = frozenset({"company", "firm", "group", "maker", "producer", "manufacturer", "operator", "cooperative"})
#: Offices that many hold at a time: "the senator" is always one whom the story has named.
_MANY_HOLD = frozenset(
    {"candidate", "congressman", "congresswoman", "councilman", "councilwoman", "councillor", "delegate", "lawmaker"}
    | {"legislator", "nominee", "representative", "senator"}
)
#: Shares of those who were asked: "52 percent of registered voters" speak in a poll.
_SHARES = frozenset({"percent", "pct"})
_POLLS = frozenset({"poll", "survey", "polling"})
#: A description that fits an office less than this is no evidence.
_FITS = 0.7
#: How many of the reporter's sentences a person stays on stage for "the 41-year-old", and for "the senator".
_ON_STAGE, _STILL_ON_STAGE = 2, 6
#: How many times more salient than the next a person must be to be meant by a description that only hints at them.
_AHEAD = 1.3
#: So salient somebody must be at the least: who was only spoken of in the sentence before is not.
_SALIENT = 0.8
#: So near the beginning a description may speak of somebody who is named a few sentences on.
_OPENING, _NAMED_WITHIN = 1, 5


def find_described(mention: Mention, roster: Roster) -> Finding:
    """Who a description means; a Finding without a player and without a reason: somebody new."""
    players = list(roster.latest())
    if mention.nature == "thing" and (mention.definite or mention.head in _SHARES):
        return _thing(mention, players)
    if not mention.definite:
        return _same_words(mention, players)
    return (
        _several(mention, players)
        or _by_role(mention, players)
        or _nameless(mention, players)
        or _epithet(mention, players)
        or _same_words(mention, players)
    )


def named_later(mention: Mention, first: Callable[[Player], Mention], players: Sequence[Player]) -> Player | None:
    """Whom a description means that the story names only then: "A judge … Judge Ada Poe wrote".

    first: the first mention of a player. players: those with a name, in the order in which the story names them. Whose
    role fits is taken; else, in the opening, the first whose role the story does not tell and who speaks.
    """
    if mention.plural or not mention.speaks or role_kind(mention.head) not in ("office", "job"):
        return None
    after = [p for p in players if _comes_after(mention, first(p)) and p.may_be(mention.gender)]
    called = mention.role or mention.head
    fitting = (p for p in after if same_office(called, mention.affiliation, p.role, p.affiliation) >= _FITS)
    opens = mention.sentence <= _OPENING or bool(mention.affiliation)
    unknown = (p for p in after if opens and not p.role and first(p).speaks)
    return next(fitting, None) or next(unknown, None)


def issued_later(mention: Mention, first: Callable[[Player], Mention], players: Sequence[Player]) -> Player | None:
    """Which document the opening speaks of, where the story says only then whose it is: "Poll: … a Larkfield poll"."""
    if mention.affiliation or mention.sentence > _OPENING or not mention.speaks:
        return None
    alike = (p for p in players if p.nature == "thing" and p.head == mention.head and not p.name)
    return next((p for p in alike if 0 < first(p).sentence - mention.sentence <= _NAMED_WITHIN), None)


def _comes_after(mention: Mention, met: Mention) -> bool:
    return (
        met.start > mention.start and met.sentence - mention.sentence <= _NAMED_WITHIN and (met.speaks or met.subject)
    )


def _same_words(mention: Mention, players: Sequence[Player]) -> Finding:
    """An indefinite description is somebody new, unless the very same words stood before ("officials")."""
    bare = _bare(mention.text)
    same = [p for p in players if not p.name and p.plural == mention.plural and _bare(p.text) == bare]
    return _found(same[-1], mention, 0.7, "the same words as before") if same else Finding(player=None)


def _several(mention: Mention, players: Sequence[Player]) -> Finding | None:
    """Several named together a little before: "the two", "the senators" after "Poe and Roe said"."""
    if not mention.plural:
        return None
    groups = [p for p in players if p.form == "group" and p.nature == "human" and _near(mention, p)]
    groups = [p for p in groups if all(_may_hold(mention, member) for member in p.members)]
    if not groups:
        return None
    last = max(groups, key=_last_start)
    return _found(last, mention, 0.7, "spoken of together before")


def _may_hold(mention: Mention, player: Player) -> bool:
    if not player.name or player.form != "person":
        return False
    return not player.role or mention.head in ("two", "pair", "both") or _fits(mention, player) > 0


def _fits(mention: Mention, player: Player) -> float:
    return fit(mention.role or mention.head, mention.affiliation, player.role, player.affiliation)


def _by_role(mention: Mention, players: Sequence[Player]) -> Finding | None:
    """The holder of the office; two that fit equally well, and neither is nearer: nobody."""
    if mention.plural:
        return None
    able = [p for p in players if p.role and p.name and p.form == "person" and p.may_be(mention.gender)]
    fits = {id(p): _fits(mention, p) for p in able}
    able = [p for p in able if fits[id(p)] >= _FITS]
    if not able:
        return None
    best = max(fits[id(p)] for p in able)
    top = [p for p in able if fits[id(p)] == best]
    others = tuple((p, 0.3) for p in able if p is not top[0])[:3]
    if len(top) == 1:
        reason = f"'{mention.text}': {top[0].name} is {top[0].role} in this story"
        return Finding(player=top[0], basis="role", confidence=round(0.92 * best, 2), reason=reason, others=others)
    near = _nearest(mention, top)
    names = " or ".join(p.known_as for p in top[:4])
    if near is None:
        shares = tuple((p, round(0.8 / len(top), 2)) for p in top[:3])
        reason = f"'{mention.text}' may be {names}; nothing tells which"
        return Finding(player=None, reason=reason, others=shares)
    reason = f"may be {names}; {near.known_as} spoken of last"
    rest = tuple((p, 0.3) for p in top if p is not near)[:3]
    return Finding(player=near, basis="role", confidence=0.6, reason=reason, others=rest)


def _nearest(mention: Mention, players: Sequence[Player]) -> Player | None:
    """The one that was spoken of in the two sentences before, if the others were not."""
    near = [p for p in players if _near(mention, p)]
    return near[0] if len(near) == 1 else None


def _near(mention: Mention, player: Player, reach: int = _ON_STAGE) -> bool:
    return player.last is not None and mention.sentence - player.last.sentence <= reach


def _nameless(mention: Mention, players: Sequence[Player]) -> Finding | None:
    """Somebody whom the story describes but does not name: "the spokesman" after "a spokesman for Bressler"."""
    able = [p for p in players if not p.name and p.nature == "human" and p.last and _alike(mention, p)]
    if not able:
        return None
    last = max(able, key=_last_start)
    return _found(last, mention, 0.8 if len(able) == 1 else 0.6, f"taken up from {last.known_as}")


def _alike(mention: Mention, player: Player) -> bool:
    anybody = mention.head in _ANYBODY and player.head in _ANYBODY and not mention.affiliation
    same = mention.head == player.head and ranks(mention.text) <= ranks(player.text)
    return (same or anybody) and same_body(mention.affiliation, player.affiliation)


def _epithet(mention: Mention, players: Sequence[Player]) -> Finding | None:
    """The one person on stage is "the 41-year-old herder", "the Kalvian senator": unless the story says otherwise."""
    if mention.plural or mention.owner or not (mention.speaks or mention.subject) or not _hints(mention):
        return None
    reach = _STILL_ON_STAGE if mention.head in _MANY_HOLD else _ON_STAGE
    stage = [p for p in players if p.name and p.form == "person" and _near(mention, p, reach)]
    owners = set(parts(mention.text))  # "Marsh's lawyer" is not Marsh
    stage = [p for p in stage if p.may_be(mention.gender) and owners.isdisjoint(p.parts)]
    ranked = sorted(((p.salience(mention.sentence), p) for p in stage if not _denies(p, mention)), key=_by_salience)
    if not ranked:
        return None
    salience, near = ranked[-1]
    unique = role_kind(mention.head) == "office" and mention.head not in _MANY_HOLD
    possessed = not mention.text.casefold().startswith("the ")  # "Marsh's doctor" may well be somebody new
    if salience < _SALIENT and (len(ranked) > 1 or unique or possessed):
        return None
    if len(ranked) > 1 and salience < ranked[-2][0] * _AHEAD:
        return None
    alone = "only" if len(ranked) == 1 else "first"
    reason = f"'{mention.text}': {near.name} is the {alone} person spoken of just before"
    others = tuple((p, 0.2) for _, p in ranked[-2:-4:-1])
    return Finding(player=near, basis="role", confidence=0.65, reason=reason, others=others)


def _hints(mention: Mention) -> bool:
    """Whether a description takes somebody up in other words; "the president" needs no name before it."""
    kind = role_kind(mention.head)
    if kind == "spokes":
        return False
    if kind != "office" or mention.head in _MANY_HOLD:
        return True
    land = country(mention.affiliation)
    return len(_bare(mention.text).split()) > 1 and (land is None or land.endswith(" Party"))


def _denies(player: Player, mention: Mention) -> bool:
    """Whether what the story says of somebody speaks against a description."""
    if not player.role:
        return not same_body(mention.affiliation, player.affiliation)
    held = office(player.role, player.affiliation).rsplit(maxsplit=1)[-1:]
    if held == [mention.head]:
        return _fits(mention, player) == 0
    return role_kind(mention.head) == "office" and bool(held) and role_kind(held[0]) in ("spokes", "job")


def _by_salience(entry: tuple[float, Player]) -> float:
    return entry[0]


def _thing(mention: Mention, players: Sequence[Player]) -> Finding:
    """A body or document: by a word of its name or description, else the last company for "the company"."""
    things = [p for p in players if p.nature == "thing" and (p.last or (mention.section != "body" and p.mentions))]
    if mention.head in _SHARES:
        polls = [p for p in things if p.head in _POLLS]
        return (
            _found(max(polls, key=_last_start), mention, 0.7, "a share of those asked")
            if polls
            else Finding(player=None)
        )
    able = [p for p in things if _is_a(mention.head, p) and same_body(mention.affiliation, p.affiliation)]
    spelled = set(fold(mention.text).split())
    able = able or [p for p in players if p.form == "body" and len(p.parts) > 1 and spelled.issuperset(p.parts)]
    if not able and _bare(mention.text) == mention.head:
        able = [p for p in things if p.form == "body" and body_words_meant(mention.head) & set(p.parts)]
    if not able and mention.head in _ANY_COMPANY and _bare(mention.text) == mention.head:
        able = [p for p in things if p.form == "body" and p.last and p.last.subject]
        able = able if len(able) == 1 else []
    if not able:
        return _same_words(mention, players)
    return _found(max(able, key=_last_start), mention, 0.8 if len(able) == 1 else 0.65, "the last such body spoken of")


def _is_a(head: str, player: Player) -> bool:
    words = {*player.parts, *fold(player.role).split(), player.head}
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
