"""`python bench/who.py {gold,chains} DATA [--errors N]`: whom the product takes the speakers of quotes for.

`gold` holds it against `bench/gold/attributions.jsonl` (guidelines beside it) on the development documents of PolNeAR,
DATA/polnear: is the canonical name right (every speaker's, and none where the story names nobody), the kind of source,
its anonymity. `chains` holds the canonical name against the coreference chains of the open GUM stories, DATA/gum.

A text goes the whole way that `copytaster process` sends a file. Only quotes that the product found are judged: the one
that overlaps an attribution best, at a token F1 of 0.5 or more. A second row, over those whose speaker mention is the
gold's, tells the resolver's own mistakes from those that follow from the finder's.
"""

import argparse
import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

if not __package__:  # run as a file, as a scorer is
    sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.predict import LIMIT, Origin, json_lines
from wirecopy.errors import Unreadable
from wirecopy.events import EnrichedStory
from wirecopy.extract import enrich, load
from wirecopy.formats import read
from wirecopy.identity import identify_all
from wirecopy.resolve.lexicon import fold, title
from wirecopy.resolve.names import parts
from wirecopy.story import Quote, Source, Speaker

GOLD = Path(__file__).parent / "gold" / "attributions.jsonl"
#: From this token F1 on a quote is the one that an attribution speaks of.
OVERLAP = 0.5
#: Both parts are needed for the gold: the first that holds a document gives its text.
POLNEAR = ("polnear/polnear.dev.jsonl.gz", "polnear/polnear.multi_dev.jsonl.gz")
GUM = "gum/gum_news.dev8.jsonl"
_WORD = re.compile(r"\w+")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One quote as the product read it, with offsets of the given text."""

    start: int
    end: int
    mention: Stretch | None
    #: The speakers' names, and for those without one that are a document, a survey or a post, whose it is.
    names: tuple[str, ...]
    issuers: tuple[str, ...]
    kind: str | None
    anonymity: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One attribution as people read it."""

    document: str
    start: int
    end: int
    speaker: Stretch
    #: For each speaker the spellings of the name that are right, the fullest first.
    names: tuple[tuple[str, ...], ...]
    kind: str
    anonymity: str


@dataclass(slots=True)
class Tally:
    """Right and judged, for one measure."""

    right: int = 0
    judged: int = 0
    wrong: list[str] = field(default_factory=list)

    def note(self, right: bool, line: str) -> None:
        """Count one more."""
        self.right += right
        self.judged += 1
        if not right:
            self.wrong.append(line)

    def __str__(self) -> str:
        return f"{100 * self.right / self.judged:5.1f} ({self.right}/{self.judged})" if self.judged else "    - (0/0)"


def main() -> None:
    """Read the command line, judge, print."""
    parser = argparse.ArgumentParser(description="Judge the speakers of quotes: canonical name, kind, anonymity.")
    parser.add_argument("what", choices=("gold", "chains"))
    parser.add_argument("data", type=Path, metavar="DATA", help="the folder with polnear/ and gum/")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print so many of each measure's errors")
    parser.add_argument("--model", default="en_core_web_sm", help="the language model")
    asked = parser.parse_args()
    judge = _gold if asked.what == "gold" else _chains
    judge(asked.data, asked.model, asked.errors)


def _gold(data: Path, model: str, errors: int) -> None:
    texts = _texts(data / part for part in POLNEAR)
    wanted = list(wanted_of(GOLD, texts))
    documents = {one.document for one in wanted}
    found = read_all(model, {name: text for name, text in texts.items() if name in documents})
    all_of_them, with_mention = judged(wanted, found, texts)
    matched = all_of_them["canonical"].judged
    print(f"own gold: {len(wanted)} attributions, {matched} of them found")
    for title_, tallies in (("all that were found", all_of_them), ("with the gold's mention", with_mention)):
        print(f"  {title_:24}", "  ".join(f"{name} {tally}" for name, tally in tallies.items()))
    for name, tally in all_of_them.items():
        for line in tally.wrong[:errors]:
            print(f"{name:9} {line}")


def judged(
    wanted: Iterable[Wanted], found: Mapping[str, Sequence[Read]], texts: Mapping[str, str]
) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """The tallies of each measure: over all attributions that were found, and over those with the gold's mention."""
    everywhere = {name: Tally() for name in ("canonical", "kind", "anonymity")}
    with_mention = {name: Tally() for name in everywhere}
    for one in wanted:
        text = texts[one.document]
        best = _best(one.start, one.end, found.get(one.document, ()), text)
        if best is None:
            continue
        same = best.mention is not None and _share_a_word(text, best.mention, one.speaker)
        names = best.names + best.issuers
        answers = {
            "canonical": (names_right(names, one.names), [n[0] for n in one.names], list(names)),
            "kind": (best.kind == one.kind, one.kind, best.kind),
            "anonymity": (best.anonymity == one.anonymity, one.anonymity, best.anonymity),
        }
        for name, (right, gold, ours) in answers.items():
            line = f"{one.document[:30]} {one.start} '{text[slice(*one.speaker)][:60]}' gold {gold}, read {ours}"
            line += f" [{text[slice(*best.mention)][:60] if best.mention else '-'}; {best.reason}]"
            everywhere[name].note(right, line)
            if same:
                with_mention[name].note(right, line)
    return everywhere, with_mention


def wanted_of(path: Path, texts: Mapping[str, str]) -> Iterator[Wanted]:
    """The attributions of the gold that were not left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("skip"):
            continue
        text = texts[row["id"]]
        fullest = [text[slice(*place)] for place in row["canonical"]]
        others = {text[slice(*place)] for place in row.get("same", ())}
        yield Wanted(
            document=row["id"],
            start=row["start"],
            end=row["end"],
            speaker=tuple(row["speaker"]),
            names=tuple((name, *sorted(others)) if len(fullest) == 1 else (name,) for name in fullest),
            kind=row["kind"],
            anonymity=row["anonymity"],
        )


def _chains(data: Path, model: str, errors: int) -> None:
    rows = [json.loads(line) for line in (data / GUM).read_text(encoding="utf-8").splitlines()]
    found = read_all(model, {row["id"]: row["text"] for row in rows})
    every, same, missed = Tally(), Tally(), 0
    for row in rows:
        for quote in row["quotes"]:
            if quote.get("ignore") or quote["scope"] != "speech" or not quote["speaker_chain"]:
                continue
            best = _best(quote["start"], quote["end"], found[row["id"]], row["text"])
            if best is None:
                missed += 1
                continue
            right = _in_chain(best.names, quote["speaker_canonical"], quote["speaker_chain"])
            line = f"{row['id']} {quote['start']} '{quote['speaker_text']}' chain {quote['speaker_chain']}, read {best}"
            every.note(right, line)
            if best.mention and _share_a_word(row["text"], best.mention, tuple(quote["speaker"])):
                same.note(right, line)
    print(f"GUM chains: canonical {every}; with the gold's mention {same}; not found {missed}")
    for line in every.wrong[:errors]:
        print("chain     ", line)


def _in_chain(names: Sequence[str], canonical: str | None, chain: Sequence[str]) -> bool:
    """Whether the name stands in one of the chain's mentions, and is no shorter than the name that the chain gives."""
    if not names:
        return canonical is None
    held = f" {plain_name(names[0])} "
    if canonical and held.strip() != plain_name(canonical) and held in f" {plain_name(canonical)} ":
        return False
    return len(names) == 1 and any(held in f" {plain_name(mention)} " for mention in chain)


def read_all(model: str, texts: Mapping[str, str]) -> dict[str, list[Read]]:
    """The quotes that the product reads in each text."""
    nlp = load(model)
    copies = {}
    for name, text in texts.items():
        try:
            copies[name] = identify_all(
                read(text.encode("utf-8", "surrogatepass"), limit=LIMIT).stories, name.encode()
            )[0]
        except Unreadable as error:
            print(f"{name}: {error}", file=sys.stderr)
    stories = dict(zip(copies, enrich(nlp, copies.values()), strict=True))
    return {name: list(_reads(stories[name], texts[name])) if name in stories else [] for name in texts}


def _reads(story: EnrichedStory, text: str) -> Iterator[Read]:
    origin = Origin(text, story.text)
    sources = {source.id: source for source in story.sources}
    for quote in story.quotes:
        stretches = [stretch for part in quote.parts if (stretch := origin.stretch(part))]
        if not stretches:
            continue
        speaker = quote.speaker
        mention = origin.stretch(speaker.mention) if speaker and speaker.mention else None
        source = sources.get(speaker.source_id) if speaker and speaker.source_id else None
        yield Read(
            start=stretches[0][0],
            end=stretches[-1][1],
            mention=(mention[0], mention[1]) if mention else None,
            names=tuple(one.name for one in _speakers(quote) if one.name),
            issuers=tuple(one.affiliation for one in _speakers(quote) if one.affiliation and _is_issued(one, sources)),
            kind=source.kind if source else None,
            anonymity=source.anonymity if source else None,
            reason=speaker.reason if speaker else quote.reason,
        )


def _speakers(quote: Quote) -> tuple[Speaker, ...]:
    return (quote.speaker, *quote.joint_speakers) if quote.speaker else ()


def _is_issued(speaker: Speaker, sources: Mapping[str, Source]) -> bool:
    source = sources.get(speaker.source_id or "")
    return source is not None and source.name is None and source.kind in ("document", "data", "press", "social")


def names_right(ours: Sequence[str], wanted: Sequence[Sequence[str]]) -> bool:
    """Whether every speaker is named, each by a name that is right, and nobody else."""
    return len(ours) == len(wanted) and all(any(_agree(name, spellings) for name in ours) for spellings in wanted)


def _agree(ours: str, spellings: Sequence[str]) -> bool:
    """The same words as one of the spellings, or the same name but for initials, nicknames and suffixes."""
    if any(plain_name(ours) == plain_name(spelling) for spelling in spellings):
        return True
    return len(parts(ours)) > 1 and parts(ours) == parts(re.sub(r"[\"“].*?[\"”]", " ", spellings[0]))


def plain_name(name: str) -> str:
    """A name without case, articles, titles, possessive and punctuation."""
    words = _WORD.findall(re.sub(r"['’]s?\b", "", fold(name)))
    return " ".join(word for word in words if word not in ("the", "a", "an") and not title(word)) or fold(name)


def _best(start: int, end: int, found: Sequence[Read], text: str) -> Read | None:
    """The quote that overlaps a stretch best, if it overlaps well."""
    wanted = _words_in(text, start, end)
    scored = [(_f1(wanted, _words_in(text, one.start, one.end)), one) for one in found if one.start < end]
    best, quote = max(scored, key=lambda entry: entry[0], default=(0.0, None))
    return quote if best >= OVERLAP else None


def _f1(one: Collection[int], other: Collection[int]) -> float:
    both = len(set(one) & set(other))
    return 2 * both / (len(one) + len(other)) if both else 0.0


def _words_in(text: str, start: int, end: int) -> list[int]:
    return [match.start() for match in _WORD.finditer(text, start, end)]


def _share_a_word(text: str, one: Stretch, other: Stretch) -> bool:
    return bool({*_words_in(text, *one)} & {*_words_in(text, *other)})


def _texts(paths: Iterable[Path]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in paths:
        for row in json_lines(path):
            texts.setdefault(row["id"], row["text"])
    return texts


if __name__ == "__main__":
    main()
