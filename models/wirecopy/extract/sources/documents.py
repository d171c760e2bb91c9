"""Documents that a story rests on without quoting them: "A draft seen by AFP sets two windows in the year"."""

from collections.abc import Collection

from wirecopy.extract.sources.lexicon import agencies, noun_kind
from wirecopy.extract.sources.words import Words, is_space
from wirecopy.resolve.lexicon import singular

#: How a document comes to an agency: the participle, and the word that stands between it and the agency.
CAME = {
    **dict.fromkeys(("seen", "obtained", "reviewed", "viewed", "read", "examined", "consulted", "verified"), "by"),
    **dict.fromkeys(("shown", "leaked", "provided", "sent"), "to"),
    "shared": "with",
}
_KINDS = frozenset({"document", "data", "broadcast", "social"})
#: Nouns that are a document's only where somebody has seen it.
_COPIES = frozenset({"copy", "version", "page", "recording", "scan", "screenshot", "video"})
#: How far left the noun may stand where the parser does not tie it to the participle, in words.
_REACH = 4
#: Words of the longest agency's name.
_LONGEST_NAME = 4


def seen_documents(words: Words, quoted: Collection[int]) -> dict[int, str]:
    """The nouns of the documents that the story says an agency has seen, each with that agency as printed.

    quoted: words that somebody is quoted with: what they have seen is their affair.
    """
    found: dict[int, str] = {}
    for at, word in enumerate(words):
        link = CAME.get(word.text)
        if link is None or at in quoted or at + 2 >= len(words) or words[at + 1].text != link:
            continue
        agency = _agency_at(words, at + 2)
        noun = _what(words, at) if agency else None
        if noun is not None:
            found.setdefault(noun, agency)
    return found


def _agency_at(words: Words, start: int) -> str:
    """The agency whose name begins at a word, an article left out; empty if none does."""
    first = start + 1 if words[start].text.casefold() == "the" else start
    for end in range(min(len(words), first + _LONGEST_NAME), first, -1):
        name = " ".join(word.text for word in words[first:end])
        if name.casefold() in agencies():
            return name
    return ""


def _what(words: Words, participle: int) -> int | None:
    """The noun that a participle speaks of: the one it hangs on, else the nearest before it; None: no document."""
    before = (at for at in range(participle - 1, max(-1, participle - _REACH - 1), -1) if not is_space(words[at]))
    nouns = (at for at in (words[participle].head, *before) if 0 <= at < participle and words[at].tag.startswith("NN"))
    noun = next(nouns, None)
    return noun if noun is not None and _is_document(words[noun].text) else None


def _is_document(noun: str) -> bool:
    return noun_kind(noun) in _KINDS or singular(noun) in _COPIES
