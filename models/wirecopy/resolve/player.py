"""A party while the story is being read: who has been met so far, and how much the story is about them just now."""

from dataclasses import dataclass, field

from wirecopy.resolve.lexicon import role_kind, title
from wirecopy.resolve.mention import Form, Gender, Mention, Nature, Party
from wirecopy.resolve.names import gender_of, parts
from wirecopy.story import Basis

#: What a mention adds to a party's salience: as a subject, as a subordinate clause's, as a speaker, as anything else.
_SUBJECT, _OF_A_CLAUSE, _SPEAKS, _SPOKEN_OF = 3.0, 1.8, 1.5, 0.9
#: What of the salience is left after each of the reporter's sentences, and what at the most can be heaped up.
_LEFT, _FULL = 0.45, 6.0


@dataclass(slots=True, kw_only=True, eq=False)
class Player:
    """One party, growing with every mention that is found to mean it."""

    form: Form
    nature: Nature = "human"
    name: str = ""
    #: The words of the name, folded.
    parts: tuple[str, ...] = ()
    role: str = ""
    affiliation: str = ""
    gender: Gender = ""
    plural: bool = False
    #: The head of the description that a party without a name was introduced by.
    head: str = ""
    text: str = ""
    mentions: list[int] = field(default_factory=list)
    #: How often the story gives the full name.
    named: int = 0
    #: The latest mention in the reporter's own words; None until the reading comes to one.
    last: Mention | None = None
    #: The sentence in which they were last the ones who speak.
    spoke: int = -99
    #: The parties of a group.
    members: "tuple[Player, ...]" = ()
    _salience: float = 0.0

    @classmethod
    def introduced_by(cls, mention: Mention) -> "Player":
        """A party that the story has just begun to speak of."""
        player = cls(form=mention.form, nature=mention.nature, plural=mention.plural, head=mention.head)
        player.name, player.text, player.parts = mention.name, mention.text, parts(mention.name)
        player.learn(mention)
        return player

    @property
    def known_as(self) -> str:
        """How a reason speaks of it."""
        return self.name or f"'{self.text}'"

    def learn(self, mention: Mention) -> None:
        """Take over what a mention says of role, affiliation and gender; what was known first stays."""
        holds = bool(mention.name) or role_kind(mention.head) in ("office", "spokes")
        if mention.role and holds and _tells_more(mention.role, self.role):
            self.role, self.affiliation = mention.role, mention.affiliation or self.affiliation
        self.affiliation = self.affiliation or mention.affiliation
        self.gender = self.gender or mention.gender or (gender_of(self.name) if self.form == "person" else "")

    def met(self, number: int, mention: Mention) -> None:
        """Note a mention that means this party."""
        self.mentions.append(number)
        if mention.quoted:
            return
        subject = _SUBJECT if mention.main else _OF_A_CLAUSE
        added = (subject if mention.subject else _SPOKEN_OF) + _SPEAKS * mention.speaks
        self._salience = min(_FULL, self.salience(mention.sentence) + added)
        self.last = mention
        self.spoke = mention.sentence if mention.speaks else self.spoke

    def salience(self, sentence: int) -> float:
        """How much the story is about this party at a sentence: it fades with each sentence."""
        return self._salience * _LEFT ** max(0, sentence - self.last.sentence) if self.last else 0.0

    def leave(self) -> None:
        """Leave the stage: another section is read from here on."""
        self.last, self._salience = None, 0.0

    def may_be(self, gender: Gender) -> bool:
        """Whether nothing speaks against a gender."""
        return not gender or not self.gender or self.gender == gender

    def party(self, numbers: "dict[int, int]") -> Party:
        """What is known of it in the end; numbers: those of the players by their id()."""
        return Party(
            form=self.form,
            nature=self.nature,
            name=self.name or None,
            role=self.role or None,
            affiliation=self.affiliation or None,
            gender=self.gender,
            plural=self.plural,
            mentions=tuple(sorted(self.mentions)),
            members=tuple(numbers[id(member)] for member in self.members),
        )


def _tells_more(role: str, known: str) -> bool:
    """What was known first stays, unless it tells nothing of what somebody does: a rival may be a senator."""
    return not known or (_rank(known) == 0 and _rank(role) > 0)


def _rank(role: str) -> int:
    kinds = {role_kind(word.strip(".,")) for word in role.split()}
    return 0 if kinds <= {None, "post"} and not any(title(word) for word in role.split()) else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: the player (None: it does not know), and what the answer rests on."""

    player: Player | None
    basis: Basis = "none"
    confidence: float = 0.0
    reason: str = ""
    #: Who else it may be, with the confidence, the likeliest first.
    others: tuple[tuple[Player, float], ...] = ()
