"""Whether a proper name is a person's: evidence is weighed over all its occurrences in the story."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from wirecopy.extract.sources.lexicon import agencies, is_body_word, is_owned_body, newsroom, noun_kind
from wirecopy.extract.sources.titles import Role, body_after, role_after, role_before, role_before_comma, title_before
from wirecopy.extract.sources.words import Words, is_space
from wirecopy.gazetteer import population
from wirecopy.resolve.lexicon import country, fold, role_kind
from wirecopy.resolve.mention import Form
from wirecopy.resolve.names import is_given_name, parts

_PLACE_OR_BODY = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART"})


#: Nouns that are a firm's or a person's.
_MAN_OR_FIRM = frozenset({"carrier", "developer", "maker", "miner", "operator", "owner", "producer", "publisher"})
#: Nouns that stand behind a body's name without making another body of it: "the Xinhua news agency".
_EPITHETS = frozenset(
    {"agency", "broadcaster", "channel", "company", "daily", "magazine", "network", "newspaper", "television", "tv"}
)
#: Nouns of these kinds before a name are what a body is: "the company Acme".
_BODIES = frozenset({"agency", "broadcast", "court", "organisation", "press", "social"})
#: A name that a town of this many inhabitants bears is a town's unless something says otherwise.
_TOWN = 100_000
#: An occurrence with no more points than this speaks of a body or place.
_NOBODY = -4
#: How many small words may stand between an owner and the body that is named after it: "Marsh's presidential campaign".
_BETWEEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One occurrence of a proper name. Word numbers: first, and one past the last."""

    start: int
    end: int
    text: str
    form: Form
    title: Role | None = None
    role: Role | None = None
    #: The body of "Dr. Roe of Bayside Medical School".
    body: str = ""
    #: One past the words that belong to it: "news agency" of "Xinhua news agency".
    whole: int = 0
    #: Where it begins if that is before `start`: of "Marsh's campaign" the noun is what speaks, the name is all of it.
    first: int = -1
    #: The owner stands in it as somebody by himself: "Marsh's campaign".
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A name with what stands around it, before it is known whose it is."""

    start: int
    end: int
    text: str
    title: Role | None
    role: Role | None
    #: Points for a person (more than 0) or a body (less) from the words around it, and from the entity's label.
    evidence: int
    vote: int


def names_of(text: str, words: Words, stretches: Sequence[tuple[int, int]], body: int = 0) -> list[Name]:
    """Every occurrence of a proper name, each told to be a person's or a body's.

    body: the code point where the body begins: in the capitals of a headline what looks like a name need not be one.
    """
    seen = [_look_around(text, words, start, end) for start, end in stretches]
    person = _persons(seen, {fold(name.text) for name in seen if words[name.start].start >= body})
    names = [_name(text, words, name, "person" if person[fold(name.text)] else "body") for name in seen]
    owned = list(owned_bodies(text, words, stretches))
    covered = {at for body in owned for at in range(body.first, body.whole) if not body.apart}
    return [name for name in names if name.start not in covered] + owned


def _look_around(text: str, words: Words, start: int, end: int) -> _Seen:
    titled = title_before(text, words, start)
    role = _role_beside(text, words, titled.start if titled else start, end)
    named = words[start:end]
    return _Seen(
        start=start,
        end=end,
        text=" ".join(text[words[start].start : words[end - 1].end].lstrip("-–—•*").split()),
        title=titled,
        role=role,
        evidence=_evidence(words, start, end, titled, role),
        vote=_vote([word.label for word in named]),
    )


def _role_beside(text: str, words: Words, start: int, end: int) -> Role | None:
    """The role before a name, else behind it; one between commas tells more than a bare title right before it."""
    direct = role_before(text, words, start)
    apart = role_before_comma(text, words, direct.start if direct else start, end)
    if apart and (direct is None or not direct.affiliation):
        return apart
    return direct or role_after(text, words, end)


def _evidence(words: Words, start: int, end: int, titled: Role | None, role: Role | None) -> int:
    """Points for a person (more than 0) or a body or place (less), from one occurrence."""
    named = words[start:end]
    points = 3 if titled else 0
    points += _from_role(words, role, start) if role else 0
    points += 3 if len(named) > 1 and is_given_name(named[0].text) else 0
    points -= 4 if any(is_body_word(w.text) for w in named) else 0
    return points + _around(words, start, end)


def _from_role(words: Words, role: Role, start: int) -> int:
    """A role by a word of the table tells more than a noun that happens to stand before a name ("time Acme said")."""
    told = any(role_kind(word.text) for word in words[role.start : role.end])
    if role.end <= start:
        return 3 if told else 1
    return 2 if told else 1


def _vote(labels: Sequence[str]) -> int:
    if "PERSON" in labels:
        return 2 if len(labels) > 1 else 1
    return -1 if any(label in _PLACE_OR_BODY for label in labels) else 0


def _around(words: Words, start: int, end: int) -> int:
    """What the words on both sides tell: an article is no person's, an age and "who" are nobody else's."""
    points = 0
    before = words[start - 1] if start else None
    after = words[end : end + 3]
    modifies = bool(after) and after[0].tag in ("NN", "NNS")  # "the Marsh plan": the article is the plan's
    if before and before.text.casefold() == "the" and not modifies:
        points -= 4
    if before and before.text.islower() and noun_kind(before.text) in _BODIES:
        points -= 1 if before.text in _MAN_OR_FIRM and end - start > 1 else 5
    spelled = [word.text for word in after]
    if spelled[:1] == [":"] and (before is None or is_space(before)):
        points += 3  # a transcript: "PENCE: …"
    if spelled[:1] == [","] and (
        spelled[1:2] == ["who"] or (len(spelled) > 2 and spelled[1].isdigit() and spelled[2] == ",")
    ):
        points += 3
    return points


def _persons(seen: Iterable[_Seen], in_body: Collection[str]) -> dict[str, bool]:
    """For each name whether it is a person's; a word of a person's full name is that person's too.

    in_body: the names that stand in the body. "Marsh Plan", in the headline alone, without a given name, is nobody's.
    """
    told: dict[str, list[_Seen]] = defaultdict(list)
    for name in seen:
        told[fold(name.text)].append(name)
    points = {key: _weigh(key, names) - _loose(key, in_body) for key, names in told.items()}
    full = {part for key, sum_ in points.items() if sum_ > 0 and " " in key for part in _short_forms(key)}
    return {
        key: sum_ > 0 or (key in full and " " not in key and not _mostly_a_body(told[key]))
        for key, sum_ in points.items()
    }


def _weigh(key: str, names: Sequence[_Seen]) -> float:
    """The best and the worst that its occurrences say, the mean of the labels, and what the name says by itself."""
    evidence = [name.evidence for name in names]
    return max(evidence) + min(evidence) + sum(name.vote for name in names) / len(names) + _alone(key)


def _loose(key: str, in_body: Collection[str]) -> int:
    """What is taken from a run of capitals in a headline."""
    return 4 if " " in key and key not in in_body and not is_given_name(key.split(maxsplit=1)[0]) else 0


def _mostly_a_body(names: Sequence[_Seen]) -> bool:
    """Whether at least half of the occurrences speak of a body or place: "the Marsh", "the city of Marsh"."""
    return 2 * sum(name.evidence <= _NOBODY for name in names) >= len(names)


def _short_forms(key: str) -> tuple[str, ...]:
    words = parts(key)
    return words[-1], words[0], " ".join(words[1:])


def _alone(key: str) -> int:
    """What a name of one word tells by itself: places, agencies and abbreviations are no persons."""
    if country(key) or key in agencies() or newsroom(key):
        return -6
    if "-" in key or (" " in key and is_given_name(key.split(maxsplit=1)[0])):
        return 0
    return -3 if population(key) > _TOWN else 0


def _name(text: str, words: Words, seen: _Seen, form: Form) -> Name:
    role = seen.role if form == "person" else _noun_before(text, words, seen.start, _epithet_end(words, seen.end))
    epithet = _epithet_end(words, seen.end)
    if form == "body" and role is None and epithet > seen.end:
        printed = text[words[seen.end].start : words[epithet - 1].end]
        role = Role(start=seen.end, end=epithet, text=printed)
    titled = seen.title if form == "person" else None
    body = body_after(text, words, seen.end) if form == "person" and not role else ""
    whole = seen.end if form == "person" else _epithet_end(words, seen.end)
    return Name(
        start=seen.start, end=seen.end, text=seen.text, form=form, title=titled, role=role, body=body, whole=whole
    )


def _noun_before(text: str, words: Words, start: int, stop: int) -> Role | None:
    """What a body is said to be right before its name: "Chilean copper producer Altoverde", "the broadcaster LTV".

    Apart from it ("the broadcaster, LTV, said") only between commas: "… left the town, Xinhua reported" ends a clause.
    """
    end = start - 1 if start and words[start - 1].text == "," else start
    if not end or not noun_kind(words[end - 1].text) or not words[end - 1].text.islower():
        return None
    at = end
    while at and words[at - 1].tag in ("NN", "NNS", "JJ", "NNP"):
        at -= 1
    between = stop < len(words) and words[stop].text == ","
    if end < start and not (between and at and words[at - 1].tag == "DT"):
        return None
    if at and words[at - 1].text.casefold() in ("a", "an"):
        return None  # "a network Kalvia has paid for"
    return Role(start=at, end=start, text=text[words[at].start : words[end - 1].end])


def _epithet_end(words: Words, end: int) -> int:
    """One past "news agency" of "Xinhua news agency", where such words follow a name; else the name's own end."""
    ahead = range(end, min(end + 2, len(words)))
    closing = [at for at in ahead if words[at].text in _EPITHETS and all(w.tag == "NN" for w in words[end : at + 1])]
    return closing[-1] + 1 if closing else end


def owned_bodies(text: str, words: Words, stretches: Sequence[tuple[int, int]]) -> Iterator[Name]:
    """The bodies that are named after whose they are: "Marsh campaign", "Kalvian foreign ministry"."""
    begins = {end: start for start, end in stretches}
    for at, word in enumerate(words):
        if word.tag not in ("NN", "NNS") or not is_owned_body(word.text):
            continue
        if at + 1 < len(words) and words[at + 1].tag in ("NN", "NNS", "NNP"):
            continue  # "Marsh campaign manager"
        owner = at
        while (
            at - owner < _BETWEEN and owner and words[owner - 1].tag in ("NN", "JJ") and words[owner - 1].text.islower()
        ):
            owner -= 1
        apart = owner > 0 and words[owner - 1].tag == "POS"
        owner -= apart
        first = begins.get(owner, owner - 1 if owner and _is_people(words, owner - 1) else None)
        if first is not None:
            yield Name(
                start=at,
                end=at + 1,
                text=text[words[first].start : word.end],
                form="body",
                whole=at + 1,
                first=first,
                apart=apart,
            )


def _is_people(words: Words, at: int) -> bool:
    """Whether a word is a demonym: "Kalvian"."""
    return words[at].text[:1].isupper() and words[at].tag in ("JJ", "NNP") and country(words[at].text) is not None
