"""Read a story's mentions in order and say of each whom it means."""

from collections.abc import Sequence

from wirecopy.resolve.described import find_described
from wirecopy.resolve.mention import Cast, Mention, Verdict
from wirecopy.resolve.named import find_named, named_players
from wirecopy.resolve.player import Finding, Player
from wirecopy.resolve.pronouns import find_pronoun


def resolve(mentions: Sequence[Mention]) -> Cast:
    """Say of each mention which party of the story it means.

    mentions: those of one story, in text order; their numbers in `Party.mentions` count them from 0. The body is read
    first, so that a headline's "Lavrov" and a deck's "the Russian top diplomat" are held against the whole story.
    """
    players = named_players(mentions)
    findings: dict[int, Finding] = {}
    for number in _reading_order(mentions, "body"):
        findings[number] = _meet(number, mentions[number], players)
    for player in players:
        player.last = None
    for number in (*_reading_order(mentions, "headline"), *_reading_order(mentions, "deck")):
        findings[number] = _meet(number, mentions[number], players)
    for player in players:
        player.mentions.sort()
    numbers = {id(player): number for number, player in enumerate(players)}
    return Cast(
        parties=tuple(player.party() for player in players),
        verdicts=tuple(_verdict(findings[number], numbers) for number in range(len(mentions))),
    )


def _reading_order(mentions: Sequence[Mention], section: str) -> list[int]:
    return [number for number, mention in enumerate(mentions) if mention.section == section]


def _meet(number: int, mention: Mention, players: list[Player]) -> Finding:
    """Find the party, make a new one where the story begins to speak of somebody, and note what was learned."""
    finding = _find(mention, players)
    if finding.player is None and not finding.reason:
        finding = _introduce(mention, players)
    if finding.player is not None:
        _learn(mention, finding)
        finding.player.met(number, mention)
    return finding


def _find(mention: Mention, players: list[Player]) -> Finding:
    if mention.form == "pronoun":
        return find_pronoun(mention, players)
    return find_named(mention, players) if mention.name else find_described(mention, players)


def _introduce(mention: Mention, players: list[Player]) -> Finding:
    player = Player.introduced_by(mention)
    players.append(player)
    thing = mention.nature == "thing"
    return Finding(
        player=player,
        basis="organisation" if thing else "role",
        confidence=0.8,
        reason=f"'{mention.text}': the story gives no name",
    )


def _learn(mention: Mention, finding: Finding) -> None:
    """A sure pronoun tells the gender of somebody whose name does not."""
    player = finding.player
    if player and mention.form == "pronoun" and not player.gender and not player.plural and player.nature == "human":
        player.gender = mention.gender


def _verdict(finding: Finding, numbers: dict[int, int]) -> Verdict:
    player = finding.player
    return Verdict(
        party=numbers[id(player)] if player is not None else None,
        basis=finding.basis,
        confidence=finding.confidence,
        reason=finding.reason,
    )
