"""Who and what a story speaks of: names, descriptions and pronouns, and which of them speaks a quote."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from wirecopy.annotate import Layout
from wirecopy.extract.found import FoundQuote, Stretch
from wirecopy.extract.sources.describing import described_at, is_describing
from wirecopy.extract.sources.documents import seen_documents
from wirecopy.extract.sources.naming import Name, names_of
from wirecopy.extract.sources.runs import name_stretches
from wirecopy.extract.sources.scene import MAYBE_SUBJECT, Scene
from wirecopy.extract.sources.speaking import speaking_words
from wirecopy.extract.sources.words import Words
from wirecopy.resolve import Gender, Mention
from wirecopy.resolve.lexicon import country, fold

_PRONOUNS: dict[str, Gender] = {"he": "m", "she": "f", "it": "", "they": ""}
#: Pronouns that are no subjects: a quote may hang on them ("to her, that is …"), nothing else is asked of them.
_OBLIQUE: dict[str, Gender] = {
    **dict.fromkeys(("him", "his"), "m"),
    **dict.fromkeys(("her", "hers"), "f"),
    **dict.fromkeys(("its", "them", "their", "both", "each"), ""),
}
_ANY_PRONOUN = {**_PRONOUNS, **_OBLIQUE}
_SEVERAL = frozenset({"both", "each", "they", "them", "their"})
_NEUTER = frozenset({"it", "its"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The mentions of a story in text order, and for each found quote the number of the mention that speaks it.

    A group stands behind the last mention that it joins.
    """

    mentions: tuple[Mention, ...]
    speakers: tuple[int | None, ...]
    #: The mentions of documents that the story says an agency has seen, by their numbers, each with the agency.
    documents: Mapping[int, str]
    #: For each mention the stretch of the sentence that it begins in.
    sentences: tuple[Stretch, ...]


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
    roots = [speaking_words(words, index.stretch(quote.mention) if quote.mention else range(0)) for quote in found]
    spoken = {root for several in roots for root in several}
    barred = index.words_in(
        stretch for quote in found for stretch in (*quote.parts, *([quote.cue] if quote.cue else []))
    )
    quoted = index.words_in(part for quote in found if quote.kind == "direct" for part in quote.parts)
    seen = seen_documents(words, quoted)
    scene = Scene(text, words, layout, quoted)
    placed = [_named(scene, name, spoken) for name in names_of(text, words, name_stretches(words), scene.body)]
    taken = {at for place in placed for at in place.whole}
    placed += [_pronoun(scene, at, spoken) for at in _pronouns(scene, spoken)]
    placed += _described(scene, _describing(scene, spoken - seen.keys(), taken) - seen.keys(), barred, spoken)
    placed += _described(scene, seen.keys() - taken, quoted, spoken)
    placed.sort(key=_in_text_order)
    roots += _joined_subjects(words, placed)
    speaking = _speaking(text, roots, placed)
    return _reading(words, placed, speaking, seen, len(found))


def _reading(
    words: Words, placed: list[_Placed], speaking: Sequence[_Placed | None], seen: Mapping[int, str], quotes: int
) -> Reading:
    """Number the mentions, groups behind the last of their members.

    speaking: for each of the quotes who speaks it, and behind them who only acts together.
    """
    placed = sorted([*placed, *dict.fromkeys(one for one in speaking if one and one.members)], key=_in_text_order)
    numbers = {id(place): number for number, place in enumerate(placed)}
    begins = {word.sentence: word.start for word in reversed(words)}
    ends = {word.sentence: word.end for word in words}
    within = [words[place.core.start].sentence for place in placed]
    return Reading(
        mentions=tuple(_with_members(place, numbers) for place in placed),
        speakers=tuple(numbers[id(place)] if place else None for place in speaking[:quotes]),
        documents={
            number: seen[place.core.start]
            for number, place in enumerate(placed)
            if place.core.start in seen and place.mention.form == "nominal"
        },
        sentences=tuple((begins[sentence], ends[sentence]) for sentence in within),
    )


def _with_members(place: _Placed, numbers: Mapping[int, int]) -> Mention:
    if not place.members:
        return place.mention
    return replace(place.mention, members=tuple(numbers[id(member)] for member in place.members))


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


def _named(scene: Scene, name: Name, spoken: AbstractSet[int]) -> _Placed:
    """A mention with a name, stretched over the title and the role beside it."""
    words, at = scene.words, name.start
    beside = [role for role in (name.title, name.role) if role]
    first = name.first if name.first >= 0 else name.start
    whole = range(min([first, *(r.start for r in beside)]), max([name.whole, *(r.end for r in beside)]))
    role = name.role or name.title
    start, end = words[whole.start].start, words[whole.stop - 1].end
    speaks = not spoken.isdisjoint(whole)
    mention = Mention(
        start=start,
        end=end,
        text=scene.text[start:end],
        form=name.form,
        nature="human" if name.form == "person" else "thing",
        name=name.text,
        role=role.text if role else "",
        affiliation=(role.affiliation if role else "") or name.body,
        head=fold(words[name.end - 1].text),
        gender=next((r.gender for r in beside if r.gender), ""),
        subject=speaks or scene.subject(at),
        main=scene.of_main_clause(at),
        quoted=at in scene.quoted,
        speaks=speaks,
        sentence=scene.sentences[words[at].sentence],
        paragraph=words[at].paragraph,
        section=scene.section(start),
    )
    return _Placed(mention=mention, core=range(name.start, name.end), whole=whole)


def _pronouns(scene: Scene, spoken: AbstractSet[int]) -> list[int]:
    heard = [at for at in spoken if scene.words[at].text.casefold() in _ANY_PRONOUN]
    subjects = [
        at
        for at, word in enumerate(scene.words)
        if word.tag == "PRP" and word.text.casefold() in _PRONOUNS and scene.subject(at)
    ]
    return sorted({*heard, *subjects})


def _pronoun(scene: Scene, at: int, spoken: AbstractSet[int]) -> _Placed:
    word = scene.words[at]
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
        subject=at in spoken or scene.subject(at),
        main=scene.of_main_clause(at),
        quoted=at in scene.quoted,
        speaks=at in spoken,
        sentence=scene.sentences[word.sentence],
        paragraph=word.paragraph,
        section=scene.section(word.start),
    )
    return _Placed(mention=mention, core=range(at, at + 1), whole=range(at, at + 1))


def _describing(scene: Scene, spoken: AbstractSet[int], taken: AbstractSet[int]) -> set[int]:
    """The nouns of the descriptions that matter: those that speak, and subjects of their clauses."""
    subjects = {
        at
        for at, word in enumerate(scene.words)
        if word.dep in MAYBE_SUBJECT and at not in taken and is_describing(word) and scene.subject(at)
    }
    return subjects | {at for at in spoken if at not in taken and scene.words[at].text.casefold() not in _ANY_PRONOUN}


def _described(scene: Scene, heads: Iterable[int], barred: AbstractSet[int], spoken: AbstractSet[int]) -> list[_Placed]:
    return [_description(scene, at, barred, spoken) for at in sorted(heads)]


def _description(scene: Scene, at: int, barred: AbstractSet[int], spoken: AbstractSet[int]) -> _Placed:
    found = described_at(scene.text, scene.words, at, barred)
    start, end = scene.words[found.start].start, scene.words[found.end - 1].end
    text, section = scene.text[start:end], scene.section(start)
    headlinese = section != "body" and not text.casefold().startswith(("a ", "an "))
    mention = Mention(
        start=start,
        end=end,
        text=text,
        form="nominal",
        nature=found.nature,
        role=found.role,
        affiliation=found.affiliation,
        owner=found.owner,
        head=found.head,
        gender=found.gender,
        plural=found.plural,
        definite=found.definite or headlinese,  # "minister says", "study finds" speak of the story's own
        subject=at in spoken or scene.subject(at),
        main=scene.of_main_clause(at),
        quoted=at in scene.quoted,
        speaks=at in spoken,
        sentence=scene.sentences[scene.words[at].sentence],
        paragraph=scene.words[at].paragraph,
        section=section,
    )
    first, last = min(at, found.start), max(at + 1, found.end)
    return _Placed(mention=mention, core=range(at, at + 1), whole=range(first, last))


def _in_text_order(place: _Placed) -> tuple[int, int]:
    """A group stands behind the last of its members."""
    last = place.members[-1] if place.members else place
    return last.mention.start, last.core.start + bool(place.members)


def _joined_subjects(words: Words, placed: Sequence[_Placed]) -> list[tuple[int, ...]]:
    """People who are joined as the subjects of a sentence without speaking in it: whom "they" takes up."""
    people = {place.core[-1]: place for place in placed if place.mention.form == "person"}
    joined: dict[int, list[int]] = {}
    for at, word in enumerate(words):
        if word.dep == "conj" and at in people:
            head = at
            while words[head].dep == "conj" and words[head].head < head:
                head = words[head].head
            if head in people and head != at and people[head].mention.subject:
                joined.setdefault(head, [head]).append(at)
    return [tuple(several) for several in joined.values()]


def _speaking(text: str, roots: Sequence[Sequence[int]], placed: Sequence[_Placed]) -> list[_Placed | None]:
    """For each quote's speaking words the mention whose core they are, else the person described by them.

    Several words that different mentions hang on make a group; the same ones make the same group.
    """
    by_core: dict[int, _Placed] = {}
    by_whole: dict[int, _Placed] = {}
    for place in placed:
        for at in place.core:
            by_core.setdefault(at, place)
        for at in place.whole if place.mention.name and place.mention.speaks else ():
            by_whole.setdefault(at, place)
    spelled = Counter(word for place in placed if place.mention.name for word in {*_words_of_name(place.mention)})
    groups: dict[tuple[int, ...], _Placed] = {}
    answers: list[_Placed | None] = []
    for several in roots:
        found = dict.fromkeys(by_core.get(at) or by_whole.get(at) for at in several)
        known = _outermost_names([place for place in found if place is not None])
        known = [*known[:1], *(place for place in known[1:] if _stands_alone(place.mention, spelled))]
        if len(known) > 1:
            answers.append(groups.setdefault(tuple(map(id, known)), _group(text, known)))
        else:
            answers.append(known[0] if known else None)
    return answers


def _outermost_names(places: list[_Placed]) -> list[_Placed]:
    """A description that holds a name of its own group is what the named one is, and nobody beside them."""
    names = [place for place in places if place.mention.name]
    return [
        place
        for place in places
        if place.mention.name or not any(name.core.start in place.whole for name in names if name is not place)
    ]


def _stands_alone(mention: Mention, spelled: Mapping[str, int]) -> bool:
    """Whether what is joined by "and" is a speaker by itself: the second half of "Parks and Wildlife" is none."""
    if not mention.name or (mention.form == "person" and " " in mention.name):
        return True
    return spelled[fold(mention.name)] > 1 or country(mention.name) is not None


def _words_of_name(mention: Mention) -> list[str]:
    """A name, and of a person each word of it by itself."""
    name = fold(mention.name)
    return [name, *name.split()] if mention.form == "person" else [name]


def _group(text: str, members: Sequence[_Placed]) -> _Placed:
    first = members[0].mention
    start, end = min(one.mention.start for one in members), max(one.mention.end for one in members)
    mention = replace(
        first, start=start, end=end, text=text[start:end], form="group", name="", role="", affiliation="", plural=True
    )
    return _Placed(mention=mention, core=members[0].core, whole=members[0].whole, members=tuple(members))
