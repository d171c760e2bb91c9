"""Where proper names stand: runs of capitalised words, cut where a title, a role or another name begins.

The entity labels of small models are weak on the names of the world's wires ("Altoverde", a mine, is a person to them),
so the runs come from the tags, and a label is one piece of evidence among others (`naming.py`).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from wirecopy.extract.sources.lexicon import is_body_word, noun_kind
from wirecopy.extract.sources.words import NAME_TAGS, Word, Words, is_name_word, is_space, touches
from wirecopy.resolve.lexicon import country, role_kind, singular, title
from wirecopy.resolve.names import is_given_name

#: Small words inside a personal name: "Ursula von der Leyen", "Khalid bin Salman".
_PARTICLES = frozenset(
    {"al", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du", "e", "el", "ibn", "la"}
    | {"las", "le", "los", "ould", "ter", "van", "von", "y", "zu"}
)
#: Small words inside the name of a body, between capitalised words of one entity.
_CONNECTORS = frozenset({"of", "the", "for", "and", "&", "on", "in", "to"})
_NO_NAME = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_SUFFIXES = frozenset({"ii", "iii", "iv", "jr", "sr"})
#: How trades end, which a sentence's first word may be before a name: "Agronomist Ada Marsh".
_TRADES = ("eer", "ist", "keeper", "maker", "woman", "worker")
#: A word no longer than this is no evidence by itself that it is a surname met before, in code points.
_SHORTEST = 3
#: A run longer than this is no name but a line in capitals.
LONGEST = 14


def name_stretches(words: Words) -> list[tuple[int, int]]:
    """The stretches (first word, one past the last) that hold one proper name each, titles and roles left out."""
    rough = [name for start, end in _runs(words) for name in _names_in(words, start, end)]
    known = _full_names(words, rough)
    surnames = {name[-1] for name in known}
    stretches = [part for start, end in rough for part in _trimmed(words, start, end, known, surnames)]
    return sorted({*stretches, *_mistagged(words, stretches)})


def _mistagged(words: Words, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Words that the tagger took for something else, but that close a longer name elsewhere in the story."""
    taken = {at for start, end in stretches for at in range(start, end)}
    surnames = {words[end - 1].text for _, end in stretches if len(words[end - 1].text) > _SHORTEST}
    for at, word in enumerate(words):
        if word.text in surnames and at not in taken and word.text[:1].isupper():
            yield at, at + 1


def _full_names(words: Words, stretches: Iterable[tuple[int, int]]) -> set[tuple[str, ...]]:
    """The stretches of two to four words that begin with a given name: what a person is called in full."""
    return {
        tuple(word.text for word in words[start:end])
        for start, end in stretches
        if 1 < end - start < 5 and is_given_name(words[start].text) and not _names_a_body(words[end - 1].text)
    }


def _trimmed(
    words: Words, start: int, end: int, known: Collection[tuple[str, ...]], surnames: Collection[str]
) -> Iterator[tuple[int, int]]:
    """What a stretch comes to where a person is known by a part of it: "Crooked | Ada Marsh"."""
    if end - start == 1:
        yield start, end
        return
    inner = _known_within(words, start, end, known) or _surname_at_end(words, start, end, surnames)
    if inner is None:
        yield start, end
        return
    if start < inner[0] and words[inner[0] - 1].label:
        yield start, inner[0]
    yield inner


def _known_within(words: Words, start: int, end: int, known: Collection[tuple[str, ...]]) -> tuple[int, int] | None:
    """A full name that a longer stretch holds, if what is left over is no part of a name."""
    spelled = tuple(word.text for word in words[start:end])
    if len(spelled) < 3 or _names_a_body(spelled[-1]):
        return None
    for first in range(len(spelled) - 1):
        for last in range(min(first + 4, len(spelled)), first + 1, -1):
            if last - first < len(spelled) and spelled[first:last] in known and _is_free(spelled, first, last):
                return start + first, start + last
    return None


def _is_free(spelled: Sequence[str], first: int, last: int) -> bool:
    """Whether nothing beside a name belongs to it: no given name or initial before it, no "Jr." behind it."""
    before = spelled[first - 1] if first else ""
    after = spelled[last] if last < len(spelled) else ""
    initial = bool(before) and not before[1:].strip(".")
    return not initial and not is_given_name(before) and after.strip(".").casefold() not in _SUFFIXES


def _surname_at_end(words: Words, start: int, end: int, surnames: Collection[str]) -> tuple[int, int] | None:
    """A person's surname behind a sentence's first word ("Beyond Marsh") or behind a body ("Courier Marsh")."""
    before = words[end - 2].text
    if words[end - 1].text not in surnames or is_given_name(before) or len(before.strip(".")) < 2:
        return None
    opens = end - start == 2 and _is_first(words, start)
    verbal = len(before) > 6 and before.endswith(("ing", "ed"))
    return (end - 1, end) if is_body_word(before) or (opens and (verbal or words[start].label != "PERSON")) else None


def _names_a_body(last: str) -> bool:
    return is_body_word(last) or noun_kind(last) is not None


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    done = 0
    for here, word in enumerate(words):
        if here < done or not (word.tag in NAME_TAGS or word.label) or not _opens(word):
            continue
        done = _run_end(words, here)
        if done - here <= LONGEST:
            yield here, done


def _opens(word: Word) -> bool:
    return is_name_word(word) and word.label not in _NO_NAME


def _run_end(words: Words, start: int) -> int:
    """One past the last word of the run that begins here; joints count only where a name word follows."""
    end = start + 1
    while end < len(words):
        if _opens(words[end]):
            end += 1
            continue
        step = _joint(words, end)
        if not step:
            return end
        end += step
    return end


def _joint(words: Words, here: int) -> int:
    """How many words join a name to its continuation, that included; 0 if it ends here."""
    rest = words[here : here + 4]
    if len(rest) > 1 and is_space(rest[0]) and "\n" not in rest[0].text:
        return 2 if _opens(rest[1]) else 0  # a no-break space
    if len(rest) > 1 and rest[0].text in "-–'’." and touches(words[here - 1], rest[0]) and touches(rest[0], rest[1]):
        joined = rest[1].text[:1]
        return 2 if joined.isupper() or (joined.isalpha() and rest[0].text != "–") else 0
    for length in (1, 2):
        if len(rest) > length and _opens(rest[length]) and _all_joints(words[here - 1], rest[:length], rest[length]):
            return length + 1
    return 0


def _all_joints(before: Word, joints: Words, after: Word) -> bool:
    small = [word.text.casefold() for word in joints]
    if small[0] in _PARTICLES and all(word in _PARTICLES or word == "-" for word in small):
        return True
    inside = before.label != "PERSON" and all(word.label and not word.begins for word in (*joints, after))
    of_body = small[0] == "of" and is_body_word(before.text)
    return (inside or of_body) and all(word in _CONNECTORS for word in small)


def _names_in(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run: roles and titles go, a second entity begins a second name."""
    if words[end - 1].tag == "NNPS" and country(singular(words[end - 1].text)):
        return  # "Kalvians" are people, and nobody by name
    begin = _after_roles(words, start, end)
    if end - begin == 1 and _is_plain_noun(words, begin):
        return
    for at in _cuts(words, begin, end):
        if at > begin:
            yield begin, at
            begin = at
    if begin < end:
        yield begin, end


def _is_plain_noun(words: Words, at: int) -> bool:
    """Whether a single word is a common noun with the capital of a sentence's first word: "Police", "Union"."""
    return (
        noun_kind(words[at].text) is not None
        and words[at].text != "X"
        and (_is_first(words, at) or not words[at].label)
    )


def _is_first(words: Words, at: int) -> bool:
    """Whether a word is the first of its sentence or line."""
    return at == 0 or is_space(words[at - 1]) or words[at - 1].sentence != words[at].sentence


def _after_roles(words: Words, start: int, end: int) -> int:
    """Where the name begins behind "Kazakh Foreign Minister" or "Dr."; the run's end where it is all role."""
    if end - start > 2 and _is_first(words, start) and words[start].text.endswith(_TRADES):
        start += not is_given_name(words[start].text)
    for at in range(end - 1, start - 1, -1):
        word = words[at].text
        if not (title(word) or role_kind(word)):
            continue
        if at == end - 1:
            if singular(word) != word.casefold() or _closes_a_role(words, start, at):
                return end
            continue
        member = role_kind(word) == "post" or end - at == 2
        of_body = member and is_body_word(words[end - 1].text)
        in_name = at > start and is_given_name(words[at - 1].text) and not country(words[at - 1].text)
        return start if of_body or in_name else at + 1
    return start


def _closes_a_role(words: Words, start: int, at: int) -> bool:
    """Whether a run is all role, as "Prime Minister" is; "Tim Cook" ends in one and is a name."""
    if start < at and country(words[start].text) and role_kind(words[at].text) == "office":
        return True  # "Kalvian Ambassador", whatever the label says
    first = words[start]
    return first.label != "PERSON" and not is_given_name(first.text) and role_kind(words[at].text) != "job"


def _cuts(words: Words, start: int, end: int) -> list[int]:
    """Where a second name begins: at a person's entity of several words that closes the run ("UN | Nikki Haley")."""
    cuts: list[int] = []
    for at in range(start + 1, end - 1):
        before = words[at - 1].text
        person = words[at].begins and words[at].label == "PERSON" and not words[at + 1].begins
        given = is_given_name(words[at].text) and not is_given_name(words[at - 1].text)
        apart = before.isupper() or bool(country(before)) or is_body_word(before)
        if before not in "-–'’." and (person or (given and apart and len(before.strip(".")) > 1)):
            cuts.append(at)
    return cuts
