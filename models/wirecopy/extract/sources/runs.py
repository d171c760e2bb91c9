"""Where proper names stand: runs of capitalised words, cut where a title, a role or another name begins.

The entity labels of small models are weak on the names of the world's wires ("Altoverde", a mine, is a person to them),
so the runs come from the tags, and a label is one piece of evidence among others (`naming.py`).
"""

from collections.abc import Iterable, Iterator

from wirecopy.extract.sources.lexicon import is_body_word, noun_kind
from wirecopy.extract.sources.words import Word, Words, is_name_word, is_space, touches
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
#: A run longer than this is no name but a line in capitals.
LONGEST = 14


def name_stretches(words: Words) -> list[tuple[int, int]]:
    """The stretches (first word, one past the last) that hold one proper name each, titles and roles left out."""
    stretches = [name for start, end in _runs(words) for name in _names_in(words, start, end)]
    return sorted({*stretches, *_mistagged(words, stretches)})


def _mistagged(words: Words, stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Words that the tagger took for something else, but that close a longer name elsewhere in the story."""
    taken = {at for start, end in stretches for at in range(start, end)}
    surnames = {words[end - 1].text for _, end in stretches if len(words[end - 1].text) > 3}
    for at, word in enumerate(words):
        if at not in taken and word.text in surnames and word.text[:1].isupper():
            yield at, at + 1


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    here = 0
    while here < len(words):
        if not _opens(words[here]):
            here += 1
            continue
        end = _run_end(words, here)
        if end - here <= LONGEST:
            yield here, end
        here = end


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
    if len(rest) > 1 and rest[0].text in "-–'’." and touches(words[here - 1], rest[0]) and touches(rest[0], rest[1]):
        return 2 if rest[1].text[:1].isalpha() else 0
    for length in (1, 2):
        if len(rest) > length and _opens(rest[length]) and _all_joints(words[here - 1], rest[:length], rest[length]):
            return length + 1
    return 0


def _all_joints(before: Word, joints: Words, after: Word) -> bool:
    small = [word.text.casefold() for word in joints]
    if small[0] in _PARTICLES and all(word in _PARTICLES or word == "-" for word in small):
        return True
    inside = all(word.label and not word.begins for word in (*joints, after))
    of_body = small[0] == "of" and is_body_word(before.text)
    return (inside or of_body) and all(word in _CONNECTORS for word in small)


def _names_in(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run: roles and titles go, a second entity begins a second name."""
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
    first = at == 0 or is_space(words[at - 1]) or words[at - 1].sentence != words[at].sentence
    return noun_kind(words[at].text) is not None and words[at].text != "X" and (first or not words[at].label)


def _after_roles(words: Words, start: int, end: int) -> int:
    """Where the name begins behind "Kazakh Foreign Minister" or "Dr."; the run's end where it is all role."""
    for at in range(end - 1, start - 1, -1):
        word = words[at].text
        if not (title(word) or role_kind(word)):
            continue
        if at == end - 1:
            if singular(word) != word.casefold() or _closes_a_role(words, start, at):
                return end
            continue
        of_body = end - at == 2 and is_body_word(words[end - 1].text)
        in_name = at > start and is_given_name(words[at - 1].text) and not country(words[at - 1].text)
        return start if of_body or in_name else at + 1
    return start


def _closes_a_role(words: Words, start: int, at: int) -> bool:
    """Whether a run is all role, as "Prime Minister" is; "Tim Cook" ends in one and is a name."""
    return (
        words[start].label != "PERSON" and not is_given_name(words[start].text) and role_kind(words[at].text) != "job"
    )


def _cuts(words: Words, start: int, end: int) -> list[int]:
    """Where a second name begins: at a person's entity of several words that closes the run ("UN | Nikki Haley")."""
    cuts: list[int] = []
    for at in range(start + 1, end - 1):
        before = words[at - 1].text
        person = words[at].begins and words[at].label == "PERSON" and not words[at + 1].begins
        given = is_given_name(words[at].text) and not is_given_name(words[at - 1].text)
        apart = before.isupper() or bool(country(before)) or is_body_word(before)
        if before not in "-–'’." and (person or (given and apart and len(before) > 1)):
            cuts.append(at)
    return cuts
