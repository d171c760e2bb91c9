"""What kind of source a party is, and how much the story says of who it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from wirecopy.extract.sources.documents import CAME
from wirecopy.extract.sources.lexicon import agencies, newsroom, noun_kind, number
from wirecopy.resolve.lexicon import role_kind, singular
from wirecopy.story import Anonymity, SourceKind, SpeakerKind

#: Words that are there without telling anything of who it is.
_TELLS_NOTHING = frozenset(
    {"the", "a", "an", "some", "many", "several", "few", "most", "both", "multiple", "various", "other", "another"}
    | {"others", "first", "second", "third", "fourth", "fifth", "of", "unnamed", "unidentified", "anonymous"}
    | {"senior", "top", "these", "those", "separate", "different"}
)
#: What makes a share of a number: "59 percent of voters", "six in 10 voters".
_SHARES = frozenset({"percent", "pct", "per", "%", "in", "out", "percentage"})
#: Who speaks for somebody, also where there are several: "lawyers for the family".
_SPEAK_FOR = frozenset({"attorney", "counsel", "lawyer", "prosecutor", "solicitor"})
#: Professionals of whom a person has one: "Marsh's doctor", but not "a doctor".
_ONE_EACH = frozenset(
    {"accountant", "agent", "biographer", "chaplain", "doctor", "physician", "psychiatrist", "trainer"}
)
_POSSESSED = re.compile(r"^(?:his|her|their)\b|['’]s?\s", re.IGNORECASE)
#: What a newsroom's own work is called, and kinds that are as good as named where their issuer is.
_REPORTS = frozenset(
    {"analysis", "article", "dispatch", "investigation", "account", "piece", "profile", "report", "review", "story"}
)
_ISSUED = frozenset({"document", "data", "press", "agency", "broadcast", "social"})
#: Last words of the names of newspapers and magazines.
_PRESS_NAMES = frozenset(
    {"chronicle", "courier", "daily", "dispatch", "enquirer", "examiner", "gazette", "herald", "inquirer", "journal"}
    | {
        "ledger",
        "magazine",
        "newspaper",
        "observer",
        "post",
        "review",
        "sentinel",
        "telegraph",
        "times",
        "tribune",
        "weekly",
    }
)
_FURTHER_ON = frozenset({"of", "in", "from", "with", "at", "for", "who", "to", "over", "under", "aged"})
_BARE = frozenset({"source", "official", "person", "insider", "individual", "report", "someone", "somebody", "other"})
_UNNAMED = re.compile(
    r"\b(?:unnamed|unidentified|anonymous|familiar with|close to|briefed on|knowledge of)\b", re.IGNORECASE
)
_HEARSAY = re.compile(r"\b(?:reportedly|allegedly|rumou?rs?|rumou?red|hearsay|unconfirmed)\b", re.IGNORECASE)
#: Who has seen a document tells nothing of whose it is.
_SEEN_BY = re.compile(rf",? (?:{'|'.join(f'{came} {link}' for came, link in CAME.items())}) .*", re.DOTALL)
_PROPER = re.compile(r"(?<!^)\b[A-Z][\w.&’'-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What a description says of a source."""

    kind: SourceKind
    anonymity: Anonymity
    #: How many they are, where the description says.
    count: int | None = None


def classify(
    descriptor: str, head: str, *, hidden: bool = False, thing: bool = False, plural: bool = False, issuer: str = ""
) -> Classified:
    """Classify a source that the story does not name.

    descriptor: the description, verbatim. head: its noun, singular ("official"). hidden: the story says why it is not
    named, or that it asked not to be. thing: the noun is nobody's, whatever it is ("the advertisement"). plural: it
    speaks of several. issuer: who has issued a document: what a newsroom reports is a newsroom's.
    """
    kind = _kind(descriptor, head, hidden=hidden, plural=plural)
    kind = "document" if thing and kind == "anonymous" and not _HEARSAY.search(descriptor) else kind
    if kind == "document" and issuer and _newsroom_kind(issuer) and head in _REPORTS:
        kind = _newsroom_kind(issuer) or kind
    anonymity = _anonymity(descriptor, head, kind, hidden=hidden, plural=plural)
    known = bool(issuer) and kind in _ISSUED
    return Classified(kind=kind, anonymity="named" if known else anonymity, count=count_of(descriptor))


def classify_named_body(name: str, role: str = "") -> SourceKind:
    """The kind of a body with a name; role: what the story says it is ("the broadcaster")."""
    words = [word.strip(".,’'s") for word in name.casefold().split()]
    if name.startswith("@"):
        return "social"
    if len(words) > 1 and words[-1] in _PRESS_NAMES and words[-2] != "university":
        return _newsroom_kind(name) or "press"
    return _newsroom_kind(name) or _by_its_words(role.split(), words)


def _by_its_words(role: Sequence[str], name: Sequence[str]) -> SourceKind:
    """The kind that the first telling noun gives, those of the role first, from the last on."""
    for noun in (*reversed(role), *name):
        kind = noun_kind(noun)
        if kind == "social" and len(name) > 1:
            continue  # "X" and "Twitter" are; "X Corp" is a firm
        if kind == "agency":
            return "organisation" if noun == "agency" else kind
        if kind in ("broadcast", "court", "social") or (kind == "press" and noun in role):
            return cast("SourceKind", kind)
    return "organisation"


def _newsroom_kind(name: str) -> SourceKind | None:
    known = newsroom(name)
    if known:
        return cast("SourceKind", known)
    return "agency" if name.casefold() in agencies() or name.casefold().removeprefix("the ") in agencies() else None


def speaker_kind(kind: SourceKind, *, plural: bool) -> SpeakerKind:
    """What kind of speaker a source is: several unnamed people are a crowd, a document speaks for nobody we know."""
    if kind == "anonymous":
        return "crowd" if plural else "anonymous"
    if kind in ("person", "role"):
        return "crowd" if plural and kind == "role" else kind
    return "organisation" if kind in ("organisation", "agency", "broadcast", "press", "court") else "unknown"


def count_of(descriptor: str) -> int | None:
    """How many a description speaks of: "two people familiar with the matter" are 2; None if it does not say."""
    words = descriptor.split()[:4]
    for here, word in enumerate(words):
        if here and word in _FURTHER_ON:
            return None  # "officials of three countries"
        value = number(word.strip(","))
        if value is None or (value == 1 and words[here + 1 : here + 2] == ["of"]):
            continue
        behind = words[here + 1] if here + 1 < len(words) else ""
        return None if behind in _SHARES else value * (12 if behind == "dozen" else 1)
    return None


def _kind(descriptor: str, head: str, *, hidden: bool, plural: bool) -> SourceKind:
    noun, role = noun_kind(head), role_kind(head)
    nobody = hidden or bool(_HEARSAY.search(descriptor) or (_UNNAMED.search(descriptor) and (role or not noun)))
    if nobody or noun == "hearsay":
        return "anonymous"
    if _is_post(descriptor, head, plural=plural):
        return "role"
    return "anonymous" if role or noun is None else noun


def _is_post(descriptor: str, head: str, *, plural: bool) -> bool:
    """Whether a description singles somebody out by a post: one holds it, or they speak for somebody."""
    role = role_kind(head)
    if role == "spokes" or head in _SPEAK_FOR:
        return True
    return not plural and (role == "office" or (head in _ONE_EACH and bool(_POSSESSED.search(descriptor))))


def _anonymity(descriptor: str, head: str, kind: SourceKind, *, hidden: bool, plural: bool) -> Anonymity:
    if _HEARSAY.search(descriptor) or noun_kind(head) == "hearsay":
        return "hearsay"
    if kind == "role":
        return "role-only"
    if kind == "anonymous":
        return "vague" if not hidden and _says_nothing(descriptor, head) else "described"
    several_bodies = plural and kind == "organisation"  # "Fortune 500 companies"
    return "named" if not several_bodies and _is_identified(descriptor, kind) else "described"


def _says_nothing(descriptor: str, head: str) -> bool:
    """Whether nothing but a number stands beside the noun, or no noun at all: "sources", "a third source", "many"."""
    spelled = re.findall(r"[\w’'-]+", descriptor.casefold())
    rest = [word for word in spelled if word not in _TELLS_NOTHING and number(word) is None]
    hidden = "unnamed" in descriptor.casefold() or "unidentified" in descriptor.casefold()
    return not rest or (
        head in _BARE and all(singular(word) == head for word in rest) and not (hidden and len(rest) > 1)
    )


def _is_identified(descriptor: str, kind: SourceKind) -> bool:
    """Whether a document or body is as good as named: by a proper name, or as the one ministry of its kind."""
    if _PROPER.search(_SEEN_BY.sub("", descriptor)):
        return True
    return (
        kind == "organisation" and len(descriptor.split()) > 2 and not descriptor.casefold().startswith(("a ", "an "))
    )
