"""Who and what a story speaks of: names, descriptions and pronouns, and which of them speaks a quote."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from wirecopy.annotate import Layout
from wirecopy.extract.found import FoundQuote, Stretch
from wirecopy.extract.sources.describing import Described, described_at, is_describing
from wirecopy.extract.sources.documents import seen_documents
from wirecopy.extract.sources.naming import Name, names_of
from wirecopy.extract.sources.runs import name_stretches
from wirecopy.extract.sources.speaking import speaking_words
from wirecopy.extract.sources.words import Words
from wirecopy.resolve import Gender, Mention
from wirecopy.resolve.lexicon import country, fold
from wirecopy.story import SectionRole

_PRONOUNS: dict[str, Gender] = {"he": "m", "she": "f", "it": "", "they": ""}
#: Pronouns that are no subjects: a quote may hang on them ("to her, that is …"), nothing else is asked of them.
_OBLIQUE: dict[str, Gender] = {"him": "m", "his": "m", "her": "f", "hers": "f", "its": "", "them": "", "their": ""}
_ANY_PRONOUN = {**_PRONOUNS, **_OBLIQUE}
_SEVERAL = frozenset({"they", "them", "their"})
_NEUTER = frozenset({"it", "its"})
#: How deep a name may stand in a noun phrase.
_DEEP = 5
#: In a headline's capitals nearly all words have one that are longer than this, in code points.
_LONG, _TITLE_CASE = 3, 0.8
#: Dependencies that lead from a name to the noun phrase that it belongs to.
_INSIDE_A_PHRASE = frozenset({"compound", "appos", "flat", "nmod", "conj", "amod"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The mentions of a story in text order, and for each found quote the number of the mention that speaks it.

    A group stands behind the last mention that it joins.
    """

    mentions: tuple[Mention, ...]
    speakers: tuple[int | None, ...]
    #: The mentions of documents that the story says an agency has seen, by their numbers, each with the agency.
    documents: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Placed:
    """A mention and where it stands in words: its core (name, noun or pronoun) and the whole."""

    mention: Mention
    core: range
    whole: range
    #: Of a group, what is joined in it.
    members: "tuple[_Placed, ...]" = ()


def read_mentions(text: str, words: Words, found: Sequence[FoundQuote], layout: Layout) -> Reading:
    """Collect the mentions of a story and find the one that each quote is attributed to."""
    index = _Index(words)
    inside = [index.stretch(quote.mention) if quote.mention else range(0) for quote in found]
    roots = [speaking_words(words, stretch) for stretch in inside]
    spoken = {root for several in roots for root in several}
    barred = index.words_in(
        stretch for quote in found for stretch in (*quote.parts, *([quote.cue] if quote.cue else []))
    )
    quoted = index.words_in(part for quote in found if quote.kind == "direct" for part in quote.parts)
    seen = seen_documents(words, quoted)
    body = _body_start(words, layout)
    placed = [_named(text, words, name) for name in names_of(text, words, name_stretches(words), body)]
    taken = {at for place in placed for at in place.whole}
    placed += [_pronoun(words, at) for at in _pronouns(words, spoken)]
    placed += _described(text, words, _describing(words, spoken - seen.keys(), taken) - seen.keys(), barred)
    placed += _described(text, words, seen.keys() - taken, quoted)
    speaking = _speaking(text, roots, sorted(placed, key=_in_text_order))
    placed += dict.fromkeys(place for place in speaking if place and place.members)
    placed.sort(key=_in_text_order)
    numbers = {id(place): number for number, place in enumerate(placed)}
    return Reading(
        mentions=_situated(words, placed, quoted, layout, body, speaking),
        speakers=tuple(numbers[id(place)] if place else None for place in speaking),
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
    heard = [at for at in spoken if words[at].text.casefold() in _ANY_PRONOUN]
    subjects = [
        at
        for at, word in enumerate(words)
        if word.tag == "PRP" and word.text.casefold() in _PRONOUNS and _subject(words, at)
    ]
    return sorted({*heard, *subjects})


def _pronoun(words: Words, at: int) -> _Placed:
    word = words[at]
    lower = word.text.casefold()
    mention = Mention(
        start=word.start,
        end=word.end,
        text=word.text,
        form="pronoun",
        nature="thing" if lower in _NEUTER else "human",
        head=lower,
        gender=_ANY_PRONOUN[lower],
        plural=lower in _SEVERAL,
    )
    return _Placed(mention=mention, core=range(at, at + 1), whole=range(at, at + 1))


def _describing(words: Words, spoken: set[int], taken: set[int]) -> set[int]:
    """The nouns of the descriptions that matter: those that speak, and subjects of their clauses."""
    subjects = {at for at, word in enumerate(words) if is_describing(word) and _subject(words, at)}
    return {at for at in spoken | subjects if at not in taken and words[at].text.casefold() not in _ANY_PRONOUN}


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
        owner=found.owner,
        head=found.head,
        gender=found.gender,
        plural=found.plural,
        definite=found.definite,
    )
    first, last = min(at, found.start), max(at + 1, found.end)
    return _Placed(mention=mention, core=range(at, at + 1), whole=range(first, last))


def _in_text_order(place: _Placed) -> tuple[int, int]:
    """A group stands behind the last of its members."""
    last = place.members[-1] if place.members else place
    return last.mention.start, last.core.start + bool(place.members)


def _speaking(text: str, roots: Sequence[Sequence[int]], placed: Sequence[_Placed]) -> list[_Placed | None]:
    """For each quote's speaking words the mention whose core they are, else the person described by them.

    Several words that different mentions hang on make a group; the same ones make the same group.
    """
    by_core: dict[int, _Placed] = {}
    by_whole: dict[int, _Placed] = {}
    for place in placed:
        for at in place.core:
            by_core.setdefault(at, place)
        for at in place.whole if place.mention.name else ():
            by_whole.setdefault(at, place)
    spelled = Counter(fold(place.mention.name) for place in placed if place.mention.form == "body")
    groups: dict[tuple[int, ...], _Placed] = {}
    answers: list[_Placed | None] = []
    for several in roots:
        found = dict.fromkeys(by_core.get(at) or by_whole.get(at) for at in several)
        known = tuple(place for place in found if place is not None)
        known = (*known[:1], *(place for place in known[1:] if _stands_alone(place.mention, spelled)))
        if len(known) > 1:
            answers.append(groups.setdefault(tuple(map(id, known)), _group(text, known)))
        else:
            answers.append(known[0] if known else None)
    return answers


def _stands_alone(mention: Mention, spelled: Mapping[str, int]) -> bool:
    """Whether what is joined by "and" is a speaker by itself: the second half of "Parks and Wildlife" is none."""
    name = fold(mention.name)
    return mention.form != "body" or spelled[name] > 1 or country(name) is not None


def _group(text: str, members: tuple[_Placed, ...]) -> _Placed:
    first, last = members[0].mention, members[-1].mention
    start, end = min(first.start, last.start), max(first.end, last.end)
    mention = Mention(start=start, end=end, text=text[start:end], form="group", nature=first.nature, plural=True)
    whole = range(members[0].whole.start, max(members[-1].whole.stop, members[0].whole.stop))
    return _Placed(mention=mention, core=members[0].core, whole=whole, members=members)


def _situated(
    words: Words,
    placed: Sequence[_Placed],
    quoted: set[int],
    layout: Layout,
    body: int,
    speaking: Sequence[_Placed | None],
) -> tuple[Mention, ...]:
    """Give every mention its place: sentence, paragraph, section, subjecthood, and whether it is quoted."""
    sentences = _reporters_sentences(words, quoted)
    numbers = {id(place): number for number, place in enumerate(placed)}
    speak = {id(one) for place in speaking if place for one in (place, *place.members)}
    return tuple(
        replace(
            place.mention,
            subject=id(place) in speak or _subject(words, place.core.start),
            quoted=place.core.start in quoted,
            speaks=id(place) in speak,
            sentence=sentences[words[place.core.start].sentence],
            paragraph=words[place.core.start].paragraph,
            section=_section(layout, body, place.mention.start),
            main=_of_main_clause(words, place.core.start),
            definite=place.mention.definite or _headlinese(place.mention, layout),
            members=tuple(numbers[id(member)] for member in place.members),
        )
        for place in placed
    )


def _section(layout: Layout, body: int, offset: int) -> SectionRole:
    role = layout.section_at(offset)
    return "headline" if role == "body" and offset < body else role


def _body_start(words: Words, layout: Layout) -> int:
    """Where the body begins; a first line in capitals that no reader took for a headline is one all the same."""
    start = next((section.start for section in layout.sections if section.role == "body"), 0)
    first = next((at for at, word in enumerate(words) if word.start >= start), len(words))
    line = list(takewhile(lambda word: word.paragraph == words[first].paragraph, words[first:]))
    long = [word.text for word in line if len(word.text) > _LONG and word.text[0].isalpha()]
    capitals = sum(text[0].isupper() for text in long)
    return line[-1].end if len(long) > _LONG and capitals >= _TITLE_CASE * len(long) else start


def _headlinese(mention: Mention, layout: Layout) -> bool:
    """A headline drops its articles: "minister says", "study finds" speak of the story's own."""
    return layout.section_at(mention.start) != "body" and not mention.text.casefold().startswith(("a ", "an "))


def _reporters_sentences(words: Words, quoted: set[int]) -> list[int]:
    """Number the sentences anew, those that are wholly quoted with the number of the one before."""
    own = [False] * (words[-1].sentence + 1 if words else 0)
    for at, word in enumerate(words):
        if not own[word.sentence] and at not in quoted and any(map(str.isalnum, word.text)):
            own[word.sentence] = True
    return [max(0, count - 1) for count in accumulate(own)]


def _of_main_clause(words: Words, at: int) -> bool:
    """Whether what a word is the subject of is the sentence's own verb."""
    for _ in range(_DEEP):
        if words[at].dep not in _INSIDE_A_PHRASE:
            break
        at = words[at].head
    return words[words[at].head].dep in ("ROOT", "conj", "")


def _subject(words: Words, at: int) -> bool:
    """Whether a word is the subject of its clause, or belongs to the noun phrase that is."""
    for _ in range(_DEEP):
        if words[at].dep not in _INSIDE_A_PHRASE:
            break
        at = words[at].head
    return words[at].dep.startswith("nsubj")
