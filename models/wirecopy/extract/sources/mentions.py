"""Who and what a story speaks of: names, descriptions and pronouns, and which of them speaks a quote."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wirecopy.annotate import Layout
from wirecopy.extract.found import FoundQuote, Stretch
from wirecopy.extract.sources.describing import Described, described_at, is_describing
from wirecopy.extract.sources.documents import seen_documents
from wirecopy.extract.sources.naming import Name, names_of
from wirecopy.extract.sources.runs import name_stretches
from wirecopy.extract.sources.words import Words, is_space
from wirecopy.resolve import Gender, Mention
from wirecopy.resolve.lexicon import fold

_PRONOUNS: dict[str, Gender] = {"he": "m", "she": "f", "it": "", "they": ""}
#: Words that no mention hangs on.
_HOLLOW = frozenset({"DT", "POS", "IN", "CC", "HYPH"})
#: Dependencies that lead from a name to the noun phrase that it belongs to.
_INSIDE_A_PHRASE = frozenset({"compound", "appos", "flat", "nmod", "conj", "amod"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The mentions of a story in text order, and for each found quote the number of the mention that speaks it."""

    mentions: tuple[Mention, ...]
    speakers: tuple[int | None, ...]
    #: The mentions of documents that the story says an agency has seen, by their numbers, each with the agency.
    documents: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A mention and where it stands in words: its core (name, noun or pronoun) and the whole."""

    mention: Mention
    core: range
    whole: range


def read_mentions(text: str, words: Words, found: Sequence[FoundQuote], layout: Layout) -> Reading:
    """Collect the mentions of a story and find the one that each quote is attributed to."""
    index = _Index(words)
    roots = [_speaking_word(words, index, quote.mention) for quote in found]
    spoken = {root for root in roots if root is not None}
    barred = index.words_in(
        stretch for quote in found for stretch in (*quote.parts, *([quote.cue] if quote.cue else []))
    )
    quoted = index.words_in(part for quote in found if quote.kind == "direct" for part in quote.parts)
    seen = seen_documents(words, quoted)
    placed = [_named(text, words, name) for name in names_of(text, words, name_stretches(words))]
    taken = {at for place in placed for at in place.whole}
    placed += [_pronoun(words, at) for at in _pronouns(words, spoken)]
    placed += _described(text, words, _describing(words, spoken - seen.keys(), taken) - seen.keys(), barred)
    placed += _described(text, words, seen.keys() - taken, quoted)
    placed.sort(key=_in_text_order)
    speakers = _speakers(roots, placed)
    return Reading(
        mentions=_situated(words, placed, quoted, layout, {s for s in speakers if s is not None}),
        speakers=speakers,
        documents={
            number: seen[place.core.start]
            for number, place in enumerate(placed)
            if place.core.start in seen and place.mention.form == "nominal"
        },
    )


class _Index:
    """From offsets to word numbers."""

    def __init__(self, words: Words) -> None:
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]

    def stretch(self, stretch: Stretch) -> range:
        """The words that a stretch touches."""
        return range(bisect_right(self._ends, stretch[0]), bisect_right(self._starts, stretch[1] - 1))

    def words_in(self, stretches: Iterable[Stretch]) -> set[int]:
        """The words that any of the stretches touches."""
        return {at for stretch in stretches for at in self.stretch(stretch)}


def _speaking_word(words: Words, index: _Index, mention: Stretch | None) -> int | None:
    """The word that a mention hangs on; for "who", the noun that it stands for."""
    if mention is None:
        return None
    inside = index.stretch(mention)
    solid = [at for at in inside if words[at].tag not in _HOLLOW and any(c.isalnum() for c in words[at].text)]
    if not solid:
        return None
    root = next((at for at in solid if words[at].head not in inside or words[at].head == at), solid[-1])
    return _antecedent(words, root) if words[root].tag in ("WP", "WDT") else root


def _antecedent(words: Words, relative: int) -> int:
    """The noun that a relative pronoun stands for: the one its clause modifies, else the last before it."""
    verb = words[relative].head
    for _ in range(4):
        if words[verb].dep == "relcl":
            return words[verb].head
        verb = words[verb].head
    before = range(relative - 1, max(-1, relative - 9), -1)
    return next((at for at in before if words[at].tag.startswith("NN")), relative)


def _named(text: str, words: Words, name: Name) -> _Placed:
    """A mention with a name, stretched over the title and the role beside it."""
    beside = [role for role in (name.title, name.role) if role]
    first = name.first if name.first >= 0 else name.start
    whole = range(min([first, *(r.start for r in beside)]), max([name.whole, *(r.end for r in beside)]))
    role = name.role or name.title
    gender: Gender = next((r.gender for r in beside if r.gender), "")
    mention = Mention(
        start=words[whole.start].start,
        end=words[whole.stop - 1].end,
        text=text[words[whole.start].start : words[whole.stop - 1].end],
        form=name.form,
        nature="human" if name.form == "person" else "thing",
        name=name.text,
        role=role.text if role else "",
        affiliation=(role.affiliation if role else "") or name.body,
        head=fold(words[name.end - 1].text),
        gender=gender,
    )
    return _Placed(mention=mention, core=range(name.start, name.end), whole=whole)


def _pronouns(words: Words, spoken: set[int]) -> list[int]:
    return [
        at
        for at, word in enumerate(words)
        if word.text.casefold() in _PRONOUNS and (at in spoken or _subject(words, at))
    ]


def _pronoun(words: Words, at: int) -> _Placed:
    word = words[at]
    lower = word.text.casefold()
    mention = Mention(
        start=word.start,
        end=word.end,
        text=word.text,
        form="pronoun",
        nature="thing" if lower == "it" else "human",
        head=lower,
        gender=_PRONOUNS[lower],
        plural=lower == "they",
    )
    return _Placed(mention=mention, core=range(at, at + 1), whole=range(at, at + 1))


def _describing(words: Words, spoken: set[int], taken: set[int]) -> set[int]:
    """The nouns of the descriptions that matter: those that speak, and subjects of their clauses."""
    subjects = {at for at, word in enumerate(words) if is_describing(word) and _subject(words, at)}
    return {at for at in spoken | subjects if at not in taken and words[at].text.casefold() not in _PRONOUNS}


def _described(text: str, words: Words, heads: Iterable[int], barred: set[int]) -> list[_Placed]:
    found = [(at, described_at(text, words, at, barred)) for at in sorted(heads)]
    return [_placed(text, words, at, described) for at, described in found]


def _placed(text: str, words: Words, at: int, found: Described) -> _Placed:
    start, end = words[found.start].start, words[found.end - 1].end
    mention = Mention(
        start=start,
        end=end,
        text=text[start:end],
        form="nominal",
        nature=found.nature,
        role=found.role,
        affiliation=found.affiliation,
        head=found.head,
        gender=found.gender,
        plural=found.plural,
        definite=found.definite,
    )
    first, last = min(at, found.start), max(at + 1, found.end)
    return _Placed(mention=mention, core=range(at, at + 1), whole=range(first, last))


def _in_text_order(place: _Placed) -> tuple[int, int]:
    return place.mention.start, place.core.start


def _speakers(roots: Sequence[int | None], placed: Sequence[_Placed]) -> tuple[int | None, ...]:
    """For each speaking word the number of the mention whose core it is, else of the person described by it."""
    by_core: dict[int, int] = {}
    by_whole: dict[int, int] = {}
    for number, place in enumerate(placed):
        for at in place.core:
            by_core.setdefault(at, number)
        for at in place.whole if place.mention.name else ():
            by_whole.setdefault(at, number)
    return tuple(None if at is None else by_core.get(at, by_whole.get(at)) for at in roots)


def _situated(
    words: Words, placed: Sequence[_Placed], quoted: set[int], layout: Layout, speaking: set[int]
) -> tuple[Mention, ...]:
    """Give every mention its place: sentence, paragraph, section, subjecthood, and whether it is quoted."""
    sentences = _reporters_sentences(words, quoted)
    return tuple(
        replace(
            place.mention,
            subject=number in speaking or _subject(words, place.core.start),
            quoted=place.core.start in quoted,
            speaks=number in speaking,
            sentence=sentences[words[place.core.start].sentence],
            paragraph=words[place.core.start].paragraph,
            section=layout.section_at(place.mention.start),
            definite=place.mention.definite or _headlinese(place.mention, layout),
        )
        for number, place in enumerate(placed)
    )


def _headlinese(mention: Mention, layout: Layout) -> bool:
    """A headline drops its articles: "minister says", "study finds" speak of the story's own."""
    return layout.section_at(mention.start) != "body" and not mention.text.casefold().startswith(("a ", "an "))


def _reporters_sentences(words: Words, quoted: set[int]) -> dict[int, int]:
    """Number the sentences anew, those that are wholly quoted with the number of the one before."""
    own = {
        word.sentence
        for at, word in enumerate(words)
        if at not in quoted and not is_space(word) and any(c.isalnum() for c in word.text)
    }
    numbers: dict[int, int] = {}
    count = -1
    for sentence in sorted({word.sentence for word in words}):
        count += sentence in own
        numbers[sentence] = max(0, count)
    return numbers


def _subject(words: Words, at: int) -> bool:
    """Whether a word is the subject of its clause, or belongs to the noun phrase that is."""
    for _ in range(5):
        if words[at].dep not in _INSIDE_A_PHRASE:
            break
        at = words[at].head
    return words[at].dep.startswith("nsubj")
