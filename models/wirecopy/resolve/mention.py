"""What the resolver works on and what it answers, as plain data."""

from dataclasses import dataclass
from typing import Literal

from wirecopy.story import Basis, SectionRole

#: A person's name; that of a body or place; a description without a name; he, she, it, they; several joined by "and".
Form = Literal["person", "body", "nominal", "pronoun", "group"]
#: Empty: unknown, or neither.
Gender = Literal["m", "f", ""]
#: What a description speaks of: somebody, or something; for a name the form says it.
Nature = Literal["human", "thing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One stretch of a story that speaks of a person or a body."""

    #: The whole description with role and apposition: first code point, and one past the last.
    start: int
    end: int
    text: str
    form: Form
    nature: Nature = "human"
    #: The proper name in it as printed, without titles: "Lavrov"; empty for descriptions and pronouns.
    name: str = ""
    #: What they are, as printed: "Russian Foreign Minister".
    role: str = ""
    #: For whom they stand: "Russia", "Acme Corp"; of a document, who has issued it.
    affiliation: str = ""
    #: The pronoun that a description belongs to, case folded: "her" of "her statement".
    owner: str = ""
    #: The word it hangs on, case folded and singular: "minister", "people", "he".
    head: str = ""
    gender: Gender = ""
    plural: bool = False
    #: "the minister", "his lawyer": somebody already known; "a minister" is somebody new.
    definite: bool = True
    #: It is the subject of its clause; it is that of the main clause.
    subject: bool = False
    main: bool = True
    #: It stands between quotation marks: the speaker's words, not the reporter's.
    quoted: bool = False
    #: A quote is attributed to it.
    speaks: bool = False
    #: Number of its sentence; sentences that are wholly quoted do not count.
    sentence: int = 0
    paragraph: int = 0
    section: SectionRole = "body"
    #: Of a group the numbers of the mentions that are joined in it, all of them before it in the list.
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One person, group or body of the story, with everything that the story says of it."""

    form: Form
    nature: Nature = "human"
    #: The name in full, as the story gives it; None where it gives none.
    name: str | None = None
    role: str | None = None
    affiliation: str | None = None
    gender: Gender = ""
    plural: bool = False
    #: The mentions that mean it, by their numbers in the resolver's input, in text order.
    mentions: tuple[int, ...] = ()
    #: Of a group its parties, by their numbers.
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a mention means."""

    #: Number of the party in the cast; None where the resolver does not know.
    party: int | None
    basis: Basis
    #: 0 to 1.
    confidence: float
    #: Why, in words.
    reason: str
    #: Who else it may be: numbers of parties with their confidence, the likeliest first.
    alternatives: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The answer: the story's parties, and one verdict for each mention, in the mentions' order."""

    parties: tuple[Party, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
