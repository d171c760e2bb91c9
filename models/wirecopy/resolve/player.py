"""A party while the story is being read: who has been met so far, and where they were met last."""

from dataclasses import dataclass, field

from wirecopy.resolve.lexicon import role_kind
from wirecopy.resolve.mention import Form, Gender, Mention, Nature, Party
from wirecopy.resolve.names import gender_of, parts
from wirecopy.story import Basis


@dataclass(slots=True, kw_only=True, eq=False)
class Player:
    """One party, growing with every mention that is found to mean it."""

    form: Form
    nature: Nature = "human"
    name: str = ""
    role: str = ""
    affiliation: str = ""
    gender: Gender = ""
    plural: bool = False
    #: The head of the description that a party without a name was introduced by.
    head: str = ""
    text: str = ""
    mentions: list[int] = field(default_factory=list)
    #: The latest mention in the reporter's own words; None until the reading comes to one.
    last: Mention | None = None

    @classmethod
    def introduced_by(cls, mention: Mention) -> "Player":
        """A party that the story has just begun to speak of."""
        player = cls(form=mention.form, nature=mention.nature, plural=mention.plural, head=mention.head)
        player.name, player.text = mention.name, mention.text
        player.learn(mention)
        return player

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the name, folded."""
        return parts(self.name)

    @property
    def known_as(self) -> str:
        """How a reason speaks of it."""
        return self.name or f"'{self.text}'"

    def learn(self, mention: Mention) -> None:
        """Take over what a mention says of role, affiliation and gender; what was known first stays."""
        holds = bool(mention.name) or role_kind(mention.head) in ("office", "spokes")
        if mention.role and holds and not self.role:
            self.role, self.affiliation = mention.role, mention.affiliation or self.affiliation
        self.affiliation = self.affiliation or mention.affiliation
        self.gender = self.gender or mention.gender or (gender_of(self.name) if self.form == "person" else "")

    def met(self, number: int, mention: Mention) -> None:
        """Note a mention that means this party."""
        self.mentions.append(number)
        if not mention.quoted:
            self.last = mention

    def may_be(self, gender: Gender) -> bool:
        """Whether nothing speaks against a gender."""
        return not gender or not self.gender or self.gender == gender

    def party(self) -> Party:
        """What is known of it in the end."""
        return Party(
            form=self.form,
            nature=self.nature,
            name=self.name or None,
            role=self.role or None,
            affiliation=self.affiliation or None,
            gender=self.gender,
            plural=self.plural,
            mentions=tuple(self.mentions),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: the player (None: it does not know), and what the answer rests on."""

    player: Player | None
    basis: Basis = "none"
    confidence: float = 0.0
    reason: str = ""
