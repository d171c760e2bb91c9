"""Read a story's mentions in order and say of each whom it means."""

from collections.abc import Sequence
from dataclasses import replace

from wirecopy.resolve.described import find_described, issued_later, named_later
from wirecopy.resolve.mention import Cast, Mention, Verdict
from wirecopy.resolve.named import find_named, name_players
from wirecopy.resolve.player import Finding, Player
from wirecopy.resolve.pronouns import find_pronoun
from wirecopy.story import Basis


def resolve(mentions: Sequence[Mention]) -> Cast:
    """Say of each mention which party of the story it means.

    mentions: those of one story, in text order; their numbers in `Party.mentions` count them from 0. The body is read
    first, so that a headline's "Lavrov" and a deck's "the Russian top diplomat" are held against the whole story.
    """
    return _Reading(mentions).cast()


class _Reading:
    """The reading of one story."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._roster = name_players(mentions)
        self._findings: dict[int, Finding] = {}
        self._groups: dict[tuple[int, ...], Player] = {}

    def cast(self) -> Cast:
        self._read("body")
        self._name_the_opening()
        for player in self._roster.players:
            player.leave()
        self._read("headline")
        self._read("deck")
        players = [player for player in self._roster.players if player.mentions]
        numbers = {id(player): number for number, player in enumerate(players)}
        return Cast(
            parties=tuple(player.party(numbers) for player in players),
            verdicts=tuple(_verdict(self._findings[number], numbers) for number in range(len(self._mentions))),
        )

    def _read(self, section: str) -> None:
        for number, mention in enumerate(self._mentions):
            if mention.section == section:
                self._findings[number] = self._meet(number, mention)

    def _meet(self, number: int, mention: Mention) -> Finding:
        """Find the party, make a new one where the story begins to speak of somebody, and note what was learned."""
        finding = self._find(mention)
        if finding.player is None and not finding.reason:
            finding = self._introduce(mention)
        if finding.player is not None:
            _learn(mention, finding)
            finding.player.met(number, mention)
            self._roster.to_the_front(finding.player)
        return finding

    def _find(self, mention: Mention) -> Finding:
        if mention.form == "group":
            return self._group(mention)
        if mention.form == "pronoun":
            return find_pronoun(mention, self._roster)
        return find_named(mention, self._roster) if mention.name else find_described(mention, self._roster)

    def _introduce(self, mention: Mention) -> Finding:
        player = Player.introduced_by(mention)
        player.affiliation = self._whose(mention)
        self._roster.add(player)
        return Finding(
            player=player,
            basis="organisation" if mention.nature == "thing" else "role",
            confidence=0.8,
            reason=f"'{mention.text}': the story gives no name",
        )

    def _whose(self, mention: Mention) -> str:
        """For whom somebody new stands, or who has issued a document: by the full name, where the story gives it."""
        if mention.owner:
            owner = find_pronoun(_pronoun(mention), self._roster).player
            return owner.name if owner else ""
        if not mention.affiliation or mention.nature != "thing":
            return mention.affiliation
        for form in ("person", "body"):
            bearers = self._roster.bearers(replace(mention, form=form, name=mention.affiliation))
            if len(bearers) == 1:
                return bearers[0].name
        return mention.affiliation

    def _group(self, mention: Mention) -> Finding:
        """Several joined by "and": a party of its own, the same whenever the same are joined."""
        found = [self._findings[number] for number in mention.members if number in self._findings]
        players = [finding.player for finding in found if finding.player and finding.player.form != "group"]
        members = list({id(player): player for player in players}.values())
        if len(members) < 2:
            return found[0] if found else Finding(player=None, reason=f"'{mention.text}' names nobody")
        key = tuple(sorted(id(player) for player in members))
        if key not in self._groups:
            group = Player.introduced_by(replace(mention, name="", plural=True))
            group.members = tuple(members)
            self._groups[key] = self._roster.add(group)
        sure = round(min(finding.confidence for finding in found), 2)
        names = " and ".join(player.known_as for player in members)
        return Finding(player=self._groups[key], basis=found[0].basis, confidence=sure, reason=f"together: {names}")

    def _name_the_opening(self) -> None:
        """Give the descriptions of the opening the names that the story gives only then."""
        named = [p for p in self._roster.players if p.name and p.form == "person" and p.mentions]
        named.sort(key=self._first_start)
        known = [p for p in self._roster.players if p.form == "nominal" and p.affiliation and p.mentions]
        for player in self._roster.players:
            if player.name or player.form != "nominal" or not player.mentions:
                continue
            opening = self._first(player)
            if opening.section != "body":
                continue
            later = known if player.nature == "thing" else named
            found = (issued_later if player.nature == "thing" else named_later)(opening, self._first, later)
            if found is not None:
                self._merge(player, found, opening)

    def _first(self, player: Player) -> Mention:
        """The first mention; of somebody named the first by name."""
        by_name = [number for number in player.mentions if self._mentions[number].name]
        return self._mentions[min(by_name or player.mentions)]

    def _first_start(self, player: Player) -> int:
        return self._first(player).start

    def _merge(self, nameless: Player, named: Player, opening: Mention) -> None:
        reason = f"'{opening.text}': told further on to be {named.known_as}"
        basis: Basis = "role" if named.nature == "human" else "organisation"
        for number in nameless.mentions:
            self._findings[number] = Finding(player=named, basis=basis, confidence=0.6, reason=reason)
        named.mentions.extend(nameless.mentions)
        named.role, named.affiliation = named.role or nameless.role, named.affiliation or nameless.affiliation
        nameless.mentions.clear()
        for group in self._groups.values():
            group.members = tuple(dict.fromkeys(named if one is nameless else one for one in group.members))


def _pronoun(mention: Mention) -> Mention:
    """The possessive of a description as a mention of its own."""
    return replace(mention, form="pronoun", head=mention.owner, text=mention.owner, plural=mention.owner == "their")


def _learn(mention: Mention, finding: Finding) -> None:
    """A sure pronoun tells the gender of a name that does not tell it, a later mention who has issued a document."""
    player = finding.player
    if player is None:
        return
    if mention.form == "pronoun" and not player.gender and not player.plural and player.nature == "human":
        player.gender = mention.gender
    if mention.form == "nominal" and player.form == "nominal" and not player.affiliation:
        player.affiliation = mention.affiliation


def _verdict(finding: Finding, numbers: dict[int, int]) -> Verdict:
    player = finding.player
    return Verdict(
        party=numbers[id(player)] if player is not None else None,
        basis=finding.basis,
        confidence=finding.confidence,
        reason=finding.reason,
        alternatives=tuple((numbers[id(one)], sure) for one, sure in finding.others if id(one) in numbers),
    )
