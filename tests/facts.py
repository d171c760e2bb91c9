"""A person's reading of a sample story (tests/golden/expected/*.json), and where an enriched story departs from it.

A file says what a copy editor would say of the story:

* `agency`, `places` ([as printed, country code]), `relation` (one, or a list where a person would accept either),
  `number`, `status`, `embargoed_until`;
* `direct`: every direct quote of the story, whole, with its speaker's full name (null: the story names nobody; not
  given: not asked). `mention` is a word that the mention it hangs on must hold;
* `partial`: quoted words inside a sentence of the reporter's; the program may call them direct or mixed;
* `indirect`: some of the reported speech, by words that the quote must hold;
* `persons`: every named person who is a source; nobody else may be one;
* `sources`: some of the sources, by whichever of their fields are given (`descriptor` is a part of it);
* `denial`: somebody denies something.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from wirecopy.codec import as_json
from wirecopy.events import EnrichedStory
from wirecopy.story import Quote, Source

FOLDER = Path(__file__).parent / "golden" / "expected"

Fact = dict[str, Any]


def expected() -> dict[str, Fact]:
    """Every reading, by the sample's name without its extension."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def departures(story: EnrichedStory, reading: Fact) -> list[str]:
    """Where the program and the person differ, a sentence each; empty if they agree."""
    return [*_head(story, reading), *_quotes(story.quotes, reading), *_sources(story.sources, reading)]


def folded(words: str) -> str:
    """Letters and digits only, case folded, apostrophes dropped: punctuation is not what the reading is about."""
    kept = words.casefold().replace("'", "").replace("’", "")
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


def _head(story: EnrichedStory, reading: Fact) -> Iterator[str]:
    places = [[p.printed, p.country_code] for p in story.dateline.places] if story.dateline else []
    life = as_json(story.lifecycle)
    pairs = [
        ("agency", story.agency),
        ("places", places),
        ("denial", story.sourcing.denial_present),
        *((name, life[name]) for name in ("status", "relation", "number", "embargoed_until")),
    ]
    for name, got in pairs:
        want = reading.get(name, got)
        accepted = want if name == "relation" and isinstance(want, list) else [want]
        if got not in accepted:
            yield f"{name}: expected {want!r}, got {got!r}"


def _quotes(quotes: tuple[Quote, ...], reading: Fact) -> Iterator[str]:
    direct = [q for q in quotes if q.kind == "direct"]
    quoted = [q for q in quotes if q.kind in ("direct", "mixed")]
    unquoted = [q for q in quotes if q.kind in ("indirect", "mixed")]
    for fact in reading.get("direct", ()):
        yield from _attributed(fact, [q for q in direct if folded(q.text) == folded(fact["words"])], "direct quote")
    for fact in reading.get("partial", ()):
        yield from _attributed(fact, _holding(fact, quoted), "quoted words")
    for fact in reading.get("indirect", ()):
        yield from _attributed(fact, _holding(fact, unquoted), "reported words")
    known = [folded(fact["words"]) for fact in (*reading.get("direct", ()), *reading.get("partial", ()))]
    yield from (f"not a direct quote: {q.text!r}" for q in direct if not any(k in folded(q.text) for k in known))


def _holding(fact: Fact, quotes: Iterable[Quote]) -> list[Quote]:
    return [q for q in quotes if folded(fact["words"]) in folded(q.text)]


def _attributed(fact: Fact, found: list[Quote], what: str) -> Iterator[str]:
    """Whether one of the quotes that hold the words has the speaker and the mention that the reading gives."""
    if not found:
        yield f"{what} not found: {fact['words']!r}"
    elif not any(_speaks(q, fact) for q in found):
        want = {name: fact[name] for name in ("speaker", "mention") if name in fact}
        yield f"{what} {fact['words'][:50]!r}: expected {want!r}, got {[_said_by(q) for q in found]!r}"


def _speaks(quote: Quote, fact: Fact) -> bool:
    name, mention = _said_by(quote)
    return name == fact.get("speaker", name) and folded(fact.get("mention", "")) in folded(mention)


def _said_by(quote: Quote) -> tuple[str | None, str]:
    """A quote's speaker by full name, and the mention that it hangs on."""
    speaker = quote.speaker
    return (speaker.name if speaker else None), (speaker.mention.exact if speaker and speaker.mention else "")


def _sources(sources: tuple[Source, ...], reading: Fact) -> Iterator[str]:
    persons = {s.name for s in sources if s.kind == "person" and s.anonymity == "named"}
    if persons != (want := set(reading.get("persons", persons))):
        yield f"persons: missing {sorted(want - persons)!r}, wrong {sorted(map(str, persons - want))!r}"
    for fact in reading.get("sources", ()):
        if not any(_is(source, fact) for source in sources):
            yield f"source not found: {fact!r}"


def _is(source: Source, fact: Fact) -> bool:
    got = as_json(source)
    descriptor = folded(fact.get("descriptor", "")) in folded(source.descriptor)
    return descriptor and all(got[name] == value for name, value in fact.items() if name != "descriptor")
