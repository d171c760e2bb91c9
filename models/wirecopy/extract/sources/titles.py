"""What stands around a name and says who bears it: titles and roles before it, an apposition or a body after it."""

from dataclasses import dataclass, replace

from wirecopy.extract.sources.documents import CAME
from wirecopy.extract.sources.lexicon import noun_kind
from wirecopy.extract.sources.words import Word, Words, is_space, touches
from wirecopy.resolve.lexicon import country, is_seat, role_gender, role_kind, singular, title
from wirecopy.resolve.mention import Gender

#: How far from a name a role is looked for, in words.
_REACH = 14
#: How nouns end that say what somebody does: "beekeeper", "organist".
AGENTIVE = ("er", "or", "ist", "ian", "man", "woman", "eer", "ant", "year-old")
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PHRASE_TAGS = _NOUN_TAGS | {"JJ", "JJR", "JJS", "HYPH", "POS", "AFX", "CD", "VBN"}
_DEGREE = frozenset(
    {"acting", "additional", "assistant", "associate", "chief", "deputy", "executive", "general", "joint", "managing"}
    | {"senior", "special", "vice"}
)
_PREPOSITIONS = frozenset({"of", "to", "for", "at", "in", "from", "on", "with"})
_OF_BODY = frozenset({"of", "for", "at", "with"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ENDS_APPOSITION = frozenset({"WP", "WDT", "WP$", "WRB", "VBD", "VBZ", "VBP", "MD", "``", "''", ":", ".", "-LRB-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role found beside a name, or a description's own. Word numbers: first, and one past the last."""

    start: int
    end: int
    text: str = ""
    affiliation: str = ""
    gender: Gender = ""


def title_before(text: str, words: Words, name: int) -> Role | None:
    """The courtesy title or rank right before a name: it tells the gender, and a rank the role."""
    found = title(words[name - 1].text) if name else None
    if not found:
        return None
    kind, gender = found
    printed = "" if kind == "courtesy" else text[words[name - 1].start : words[name - 1].end]
    return Role(start=name - 1, end=name, text=printed, gender=gender)


def role_before(text: str, words: Words, name: int) -> Role | None:
    """The role that runs up to a name: "Russian Foreign Minister", "US Ambassador to the UN"."""
    return _role_ending(text, words, name)


def role_before_comma(text: str, words: Words, name: int, end: int) -> Role | None:
    """The role that a name stands beside, between commas: "the town's attorney, Priya Roe, said"."""
    closed = end >= len(words) or words[end].text in {",", ".", ";"}
    role = _role_ending(text, words, name - 1, known=True) if name and closed and words[name - 1].text == "," else None
    if role and role.start and words[role.start - 1].tag in ("DT", "PRP$"):
        return replace(role, start=role.start - 1)
    return role


def role_after(text: str, words: Words, end: int) -> Role | None:
    """The apposition behind a name: ", a spokeswoman for Acme Corp", ", 34, chief bridge engineer at …"."""
    if end >= len(words) or words[end].text not in {",", "("}:
        return None
    start = end + 1
    if start + 1 < len(words) and words[start].tag == "CD" and words[start + 1].text == ",":
        start += 2
    stop = _apposition_end(words, start)
    first = start + 1 if start < stop and words[start].tag in ("DT", "PRP$") else start
    head = noun_head(words, first, stop)
    if head is None or not _is_role(words, head, article=first > start) or words[head].tag in ("NNS", "NNPS"):
        return None
    if stop < len(words) and words[stop].tag in _FINITE:
        return None  # "in Chelsea, the mayor said": a clause of its own
    return _role(text, words, first, head, stop)


def body_after(text: str, words: Words, end: int) -> str:
    """The body of "Dr. Roe of Bayside Medical School"; empty if none follows."""
    if end + 1 < len(words) and words[end].text in _OF_BODY and _is_capital(words, end + 1):
        return _capitals(text, words, end + 1, min(len(words), end + 1 + _REACH))
    return ""


def noun_head(words: Words, start: int, stop: int) -> int | None:
    """The last noun of the noun phrase that begins here, before its first preposition; None without a noun."""
    head = None
    for at in range(start, stop):
        if words[at].tag in _NOUN_TAGS:
            head = at
        elif words[at].tag not in _PHRASE_TAGS and not (words[at].tag == "CC" and head is not None):
            break
    return head


def describe(text: str, words: Words, head: int, start: int, stop: int) -> Role:
    """Role, affiliation and gender of a description: head is the word number of its noun, start:stop its stretch."""
    first = start + 1 if words[start].tag in ("DT", "PRP$") and start < head else start
    return _role(text, words, min(first, head), head, max(stop, head + 1))


def issuer(text: str, words: Words, start: int, noun: int, end: int) -> str:
    """Who has issued what a description speaks of: "Marsh's statement", "a Larkfield poll", "a report by Acme"."""
    owner = _possessor(words, start, noun)
    if owner is not None:
        first = next((at for at in range(start, owner) if _is_capital(words, at)), owner)
        return _capitals(text, words, first, owner)
    for at in range(start, noun):
        if words[at].tag in ("NNP", "NNPS") and _is_capital(words, at) and words[at].label != "NORP":
            return _capitals(text, words, at, noun)
    for at in range(noun + 1, end - 1):
        if words[at].text in ("by", "from") and words[at - 1].text not in CAME:
            ahead = range(at + 1, min(at + 3, end))
            first = next((here for here in ahead if _is_capital(words, here)), end)
            if first < end:
                return _capitals(text, words, first, end)
    return ""


def _is_role(words: Words, head: int, *, article: bool) -> bool:
    """A word of the table; with an article any common noun will do ("a beekeeper") that is no body's."""
    if role_kind(words[head].text):
        return True
    return article and words[head].tag == "NN" and noun_kind(words[head].text) is None and not words[head].label


def _role_ending(text: str, words: Words, end: int, *, known: bool = False) -> Role | None:
    """The role whose phrase ends right before a word, its complement included; known: by a word of the table only."""
    if words[end - 1].text in _PREPOSITIONS:
        return None
    start = _phrase_start(words, end)
    head = next((at for at in range(end - 1, start - 1, -1) if _is_one(words[at]) and _reaches(words, at, end)), None)
    if head is not None:
        return _role(text, words, _modifiers(words, start, head), head, end)
    last = end - 1
    if (
        not known
        and last >= start
        and words[last].tag == "NN"
        and words[last].text.islower()
        and words[last].text.endswith(AGENTIVE)
        and not noun_kind(words[last].text)
    ):
        return _role(text, words, _modifiers(words, start, last), last, end)
    return None


def _is_one(word: Word) -> bool:
    """Whether a word is a role that one person has: the Union of Shippers is nobody's."""
    return role_kind(word.text) is not None and singular(word.text) == word.text.casefold()


def _phrase_start(words: Words, end: int) -> int:
    """How far left a noun phrase may reach: over nouns, adjectives, and prepositions with what they govern."""
    at = end
    while at > max(0, end - _REACH) and _in_phrase(words, at - 1):
        at -= 1
    return at


def _in_phrase(words: Words, at: int) -> bool:
    word = words[at]
    if is_space(word) or _joins_names(words, at):
        return False
    if word.tag == "DT":
        return at > 0 and words[at - 1].text in _PREPOSITIONS
    if word.tag in ("HYPH", ":") or word.text == "-":
        return at > 0 and touches(words[at - 1], word)
    return word.tag in _PHRASE_TAGS or word.text in _PREPOSITIONS or word.text in {"&", "and"}


def _is_plain(word: Word) -> bool:
    """Whether a word with a capital says how high or which, and not of whom: "Additional Deputy Commissioner"."""
    return word.tag in ("JJ", "RB") or word.text.casefold() in _DEGREE or noun_kind(word.text) is not None


def _joins_names(words: Words, at: int) -> bool:
    """Whether a word joins two people, each with a role of their own: "Republican Ada Marsh and Democrat Ben Roe"."""
    return at > 0 and words[at].text in {"&", "and"} and words[at - 1].label == "PERSON"


def _reaches(words: Words, head: int, end: int) -> bool:
    """Whether nothing but a complement stands between a role's head and the end of its phrase."""
    return head == end - 1 or words[head + 1].text in _PREPOSITIONS


def _modifiers(words: Words, start: int, head: int) -> int:
    """Where the words begin that modify a head."""
    at = head
    while (
        at > start
        and not _joins_names(words, at - 1)
        and (words[at - 1].tag in _PHRASE_TAGS or (words[at - 1].text in {"and", "&"} and at - 1 > start))
    ):
        at -= 1
    return at


def _apposition_end(words: Words, start: int) -> int:
    """One past the last word of an apposition: it ends at a comma, a clause, a quotation mark or a new line."""
    at = start
    while at < min(len(words), start + _REACH + 10):
        word = words[at]
        if word.text in {",", ")", ";"} or word.tag in _ENDS_APPOSITION or is_space(word):
            break
        at += 1
    return at


def _role(text: str, words: Words, start: int, head: int, stop: int) -> Role:
    """Put a role together; a possessor ("Fjellvann's") is its affiliation and no part of it."""
    owner = _possessor(words, start, head)
    first = owner + 1 if owner is not None else start
    affiliation = _capitals(text, words, start, owner) if owner is not None else ""
    return Role(
        start=start,
        end=stop,
        text=""
        if singular(words[head].text) != words[head].text.casefold()
        else text[words[first].start : words[stop - 1].end],
        affiliation=affiliation or _of_whom(text, words, head, stop) or _stands_before(text, words, first, head),
        gender=role_gender(words[head].text),
    )


def _possessor(words: Words, start: int, head: int) -> int | None:
    """The word number of the last possessive mark before a head."""
    return next((at for at in range(head - 1, start, -1) if words[at].tag == "POS"), None)


def _of_whom(text: str, words: Words, head: int, stop: int) -> str:
    """The capitalised body behind "of", "for" or "at": "a spokeswoman for Acme Corp"."""
    for at in range(head + 1, stop - 1):
        if words[at].text in _OF_BODY:
            ahead = range(at + 1, min(at + 5, stop))
            first = next((here for here in ahead if _is_capital(words, here) or words[here].tag == "IN"), stop)
            if first < stop and _is_capital(words, first):
                return _capitals(text, words, first, stop)
    return ""


def _stands_before(text: str, words: Words, start: int, head: int) -> str:
    """The demonym or the body that a role begins with: "Russian Foreign Minister", "White House spokeswoman"."""
    while start < head - 1 and words[start].text.islower() and words[start].tag in ("JJ", "RB", "NN"):
        start += 1  # "former New Mexico governor"
    named = start
    while named < head and words[named].label in ("ORG", "GPE", "NORP", "FAC") and not role_kind(words[named].text):
        if named > start and words[named].begins:
            break
        named += 1
    if named == head and words[head].label and not words[head].begins:
        named = start  # "Home Secretary" is one entity: the office, not somebody's secretary
    for stop in (min(start + 2, head), start + 1):
        told = country(text[words[start].start : words[stop - 1].end]) if start < stop <= head else None
        if told and not is_seat(text[words[start].start : words[stop - 1].end]):
            return told
    plain = named - start == 1 and _is_plain(words[start])
    return text[words[start].start : words[named - 1].end] if named > start and not plain else ""


def _is_capital(words: Words, at: int) -> bool:
    return words[at].text[:1].isupper() and words[at].tag in _NOUN_TAGS | {"JJ"}


def _capitals(text: str, words: Words, start: int, stop: int) -> str:
    """The capitalised stretch that begins here, small joining words inside it included: "Department of Justice"."""
    while start < stop and words[start].tag in ("DT", "PRP$"):
        start += 1
    end = start
    for at in range(start, stop):
        if words[at].text[:1].isupper() or words[at].text[:1].isdigit():
            end = at + 1
        elif words[at].tag == "POS" and at + 1 < stop and words[at + 1].tag in ("NN", "NNP"):
            end = at + 2
        elif at >= end and not _joins(words[at], words, at):
            break
    return text[words[start].start : words[end - 1].end] if end > start else ""


def _joins(word: Word, words: Words, at: int) -> bool:
    return word.text in {"of", "the", "for", "&", "-", "/", "and"} or (
        word.tag == "HYPH" and touches(words[at - 1], word)
    )
