"""Which words of a speaker's mention speak: its noun, name or pronoun, or several that are joined by "and"."""

from collections.abc import Sequence

from wirecopy.extract.sources.words import Word, Words

#: Words that no mention hangs on.
_HOLLOW = frozenset({"DT", "POS", "IN", "CC", "HYPH", "PDT"})
#: What ends the noun phrase that speaks: what follows tells more of it.
_ENDS = frozenset({",", "(", ":", "--", "–", "—", ";", "["})
#: Determiners that stand for people: "some say".
_STAND_ALONE = frozenset(
    {"all", "another", "both", "each", "either", "many", "most", "neither", "several", "some", "those"}
)
_RELATIVES = frozenset({"WP", "WDT"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
#: How far behind a description its name is looked for, in words.
_REACH = 7
_JOINS = frozenset({"and", "&", "or", ","})


def speaking_words(words: Words, mention: range) -> tuple[int, ...]:
    """The word numbers of those who speak; empty for a mention without a word that could. For "who": whom it means."""
    if not mention:
        return ()
    if words[mention.start].tag in _RELATIVES:
        return (_antecedent(words, mention.start),)
    phrase = _phrase(words, mention)
    solid = [at for at in phrase if words[at].tag not in _HOLLOW and _spells(words[at])]
    if not solid:
        alone = next((at for at in phrase if words[at].text.casefold() in _STAND_ALONE), None)
        return () if alone is None else (_counted(words, alone),)
    root = _owned(words, _root(words, solid, phrase), phrase)
    root = _counted(words, root)
    named = _named_behind(words, root, range(phrase.stop, min(phrase.stop + _REACH, len(words))))
    return (named,) if named is not None else (root, *_joined(words, root, solid))


def _phrase(words: Words, mention: range) -> range:
    """The mention up to the apposition or relative clause that tells more of it."""
    started = False
    for at in mention:
        if started and (words[at].text in _ENDS or words[at].tag in _RELATIVES) and not _goes_on(words, at, mention):
            return range(mention.start, at)
        started = started or words[at].tag in _NOUNS
    return mention


def _goes_on(words: Words, comma: int, mention: range) -> bool:
    """Whether another name of a list follows a comma: "Marsh, Roe and Kim"."""
    ahead = range(comma + 1, min(comma + 4, mention.stop))
    return words[comma].text == "," and any(words[at].dep == "conj" and words[at].tag == "NNP" for at in ahead)


def _root(words: Words, solid: Sequence[int], phrase: range) -> int:
    """The word that the others hang on; where the parse gives a verb, the last noun before the first preposition."""
    root = next((at for at in solid if words[at].head not in phrase or words[at].head == at), solid[-1])
    if not words[root].tag.startswith("V"):
        return root
    nouns = [at for at in solid if words[at].tag in _NOUNS]
    return next((at for at in nouns if at + 1 not in nouns), root)


def _owned(words: Words, root: int, phrase: range) -> int:
    """Of "Marsh's former doctor" the doctor, also where the parser takes Marsh for the one who speaks."""
    if root + 1 in phrase and words[root + 1].tag == "POS":
        for at in range(root + 2, phrase.stop):
            if words[at].tag in _NOUNS and not (at + 1 in phrase and words[at + 1].tag in _NOUNS):
                return at
    return root


def _counted(words: Words, at: int) -> int:
    """Of "many of whom" the people."""
    relative = at + 2 < len(words) and words[at + 1].text == "of" and words[at + 2].tag in _RELATIVES
    return _antecedent(words, at + 2) if relative else at


def _joined(words: Words, root: int, solid: Sequence[int]) -> list[int]:
    """The nouns that are joined to the one at `root`: "Marsh and Roe", "the network and its defenders"."""
    found = []
    for at in solid:
        if at > root and words[at].dep == "conj" and words[at].tag in _NOUNS and _chained(words, at, root):
            joint = next((here for here in range(root + 1, at) if words[here].text.casefold() in _JOINS), None)
            if joint is not None and not _same_one(words, root, joint, at):
                found.append(at)
    return found


def _same_one(words: Words, root: int, joint: int, at: int) -> bool:
    """Whether one person is called two things: "the former minister and current candidate"."""
    singular = words[root].tag == words[at].tag == "NN"
    return singular and words[joint + 1].tag not in ("DT", "PRP$", "CD", "NNP")


def _chained(words: Words, at: int, root: int) -> bool:
    for _ in range(6):
        if words[at].dep != "conj" or words[at].head == at:
            return False
        at = words[at].head
        if at == root:
            return True
    return False


def _named_behind(words: Words, root: int, rest: range) -> int | None:
    """The name that stands behind a description, between commas: "one of the lawyers, Ada Marsh,"."""
    if words[root].tag in ("NNP", "PRP") or len(rest) < 3 or words[rest.start].text != ",":
        return None
    stop = next((at for at in rest[1:] if words[at].text == ","), None)
    name = range(rest.start + 1, stop or rest.start)
    return name[-1] if 1 < len(name) < 5 and all(words[at].tag == "NNP" for at in name) else None


def _antecedent(words: Words, relative: int) -> int:
    """The noun that a relative pronoun stands for: the one its clause modifies, else the last before it."""
    verb = words[relative].head
    for _ in range(4):
        if words[verb].dep == "relcl":
            return words[verb].head
        verb = words[verb].head
    before = range(relative - 1, max(-1, relative - 9), -1)
    return next((at for at in before if words[at].tag.startswith("NN")), relative)


def _spells(word: Word) -> bool:
    return any(map(str.isalnum, word.text))
