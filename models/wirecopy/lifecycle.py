"""What a message is in the life of its story: a kill, a correction, an update, a take, or simply a new story.

Wires say so in five places: the status and the signals of the metadata, a label before the headline ("CORRECTED-"), the
slug ("5th Ld-Writethru"), the note to editors ("Eds: CORRECTS age"), and the first lines of the copy ("Please kill item
dpa 157"). The words and forms stand in `wirecopy.labels`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wirecopy.formats.times import iso_time
from wirecopy.labels import (
    CLAUSE_END,
    COPY,
    ITEM,
    LABELS,
    LAST,
    NEWS_ADVISORY,
    NOTE_LINE,
    NOTES,
    SLUG,
    SLUG_NAME,
    TIME,
    Label,
)
from wirecopy.signals import relation_of
from wirecopy.story import Evidence, Lifecycle, PubStatus, RawStory, Relation

#: What the relation is if several are claimed: the first of these. A corrected update is a correction.
RANK: tuple[Relation, ...] = (
    "kill", "hold", "correction", "refile", "repeat", "take", "lead", "update", "advisory", "embargo", "new"
)  # fmt: skip

#: What follows from a piece of evidence, in words.
SAYS: dict[Relation, str] = {
    "kill": "the story is withdrawn",
    "hold": "the story is not to be used for now",
    "correction": "the story corrects an earlier version",
    "refile": "the story was sent again with a small mistake mended",
    "repeat": "the story was sent before, unchanged",
    "take": "this is a further part of the story",
    "lead": "the story has a new lead",
    "update": "the story is an update",
    "advisory": "this is a message to editors and no story",
    "embargo": "the story is not to be published before a time",
}

#: How much of the copy is looked at, and how much of a note, in code points.
OPENING, NOTE = 700, 2_000
#: How much of the evidence is quoted.
SHOWN = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """What one piece of evidence claims."""

    relation: Relation
    number: int | None
    evidence: Evidence


def lifecycle(raw: RawStory) -> Lifecycle:
    """Weigh what the metadata, the labels and the notes say. Never raises.

    Returns:
        The relation that ranks first among the claims (`RANK`), the status that follows from it, and every piece of
        evidence in the order: metadata, headline, slug, note to editors, copy. A plain new story has none.
    """
    claims = tuple(_claims(raw))
    claimed = {claim.relation for claim in claims}
    new: Relation = "new"
    relation = next((one for one in RANK if one in claimed), new)
    own_number_first = sorted(claims, key=lambda claim: claim.relation != relation)
    return Lifecycle(
        status=_status(raw, claimed),
        relation=relation,
        number=next((claim.number for claim in own_number_first if claim.number is not None), None),
        embargoed_until=raw.embargoed_until or _printed_time(claims),
        refers_to=_refers_to(raw, relation),
        evidence=_evidence(claims),
    )


def _evidence(claims: tuple[_Claim, ...]) -> tuple[Evidence, ...]:
    """The evidence, once for each relation and field: a note and the label that it begins with say the same."""
    first: dict[tuple[Relation, str], Evidence] = {}
    for claim in claims:
        first.setdefault((claim.relation, claim.evidence.field), claim.evidence)
    return tuple(first.values())


def _status(raw: RawStory, claimed: set[Relation]) -> PubStatus:
    """The stricter of what the metadata and the prose say."""
    if raw.pub_status == "canceled" or "kill" in claimed:
        return "canceled"
    return "withheld" if raw.pub_status == "withheld" or claimed & {"hold", "embargo"} else "usable"


def _claims(raw: RawStory) -> Iterator[_Claim]:
    yield from _in_metadata(raw)
    yield from _in_headline(raw.headline[:400])
    yield from _anywhere("slug", (raw.slug or "")[:200], SLUG)
    for part in (raw.ed_note or "")[:NOTE].split("; "):
        yield from _leading_labels("ed_note", part)
    yield from _anywhere("ed_note", (raw.ed_note or "")[:NOTE], NOTES)
    yield from _in_copy(raw.body[:OPENING])


def _in_metadata(raw: RawStory) -> Iterator[_Claim]:
    if raw.pub_status == "canceled":
        yield _claim("kill", "pub_status", "canceled")
    if raw.embargoed_until is not None:
        yield _claim("embargo", "embargoed_until", raw.embargoed_until.isoformat())
    elif raw.pub_status == "withheld":
        yield _claim("hold", "pub_status", "withheld")
    for signal in raw.signals:
        if relation := relation_of(signal):
            yield _claim(relation, "signals", signal)


def _in_headline(headline: str) -> Iterator[_Claim]:
    yield from _leading_labels("headline", headline)
    if last := LAST.search(headline):
        yield from _leading_labels("headline", last[0])
    yield from _anywhere("headline", headline, COPY)
    if advisory := NEWS_ADVISORY.search(headline):
        yield _claim("advisory", "headline", advisory[0])


def _leading_labels(field: str, line: str) -> Iterator[_Claim]:
    """The labels that a line begins with: "RPT-UPDATE 2-CORRECTED-…" has three."""
    at = len(line) - len(line.lstrip(" *^/'=-"))
    for _ in range(5):
        label, match = next(((one, m) for one in LABELS if (m := one.pattern.match(line, at))), (None, None))
        if label is None or match is None or match.end() == at:
            return
        if label.relation is not None:
            yield _claim(label.relation, field, match[0].strip(" "), _number(match))
        at = match.end()


def _anywhere(field: str, text: str, labels: tuple[Label, ...]) -> Iterator[_Claim]:
    for label in labels:
        if label.relation is not None and (match := label.pattern.search(text)):
            value = text if field == "slug" else _clause(text, match.start())
            yield _claim(label.relation, field, value, _number(match))


def _in_copy(opening: str) -> Iterator[_Claim]:
    """What the notes above the copy and the first sentences say."""
    for line in opening.split("\n")[:8]:
        if NOTE_LINE.match(line):
            yield from _anywhere("body", line.strip(" ()"), NOTES)
    yield from _anywhere("body", opening, COPY)


def _claim(relation: Relation, field: str, value: str, number: int | None = None) -> _Claim:
    evidence = Evidence(field=field, value=value[:SHOWN], says=SAYS[relation])
    return _Claim(relation=relation, number=number, evidence=evidence)


def _number(match: re.Match[str]) -> int | None:
    return next((int(group) for group in match.groups() if group), None)


def _clause(text: str, start: int) -> str:
    """The clause of a note, or the sentence of the copy, that begins at an offset."""
    clause = text[start:].lstrip(" .;:,()[]!?-–—_")
    end = CLAUSE_END.search(clause)
    return clause[: end.start()] if end else clause


def _printed_time(claims: tuple[_Claim, ...]) -> datetime | None:
    """The end of an embargo that is printed as a whole time; "Friday 1600 GMT" needs a calendar and is left alone."""
    values = (claim.evidence.value for claim in claims if claim.relation == "embargo")
    return next((time for value in values if (found := TIME.search(value)) and (time := iso_time(found[0]))), None)


def _refers_to(raw: RawStory, relation: Relation) -> tuple[str, ...]:
    """The stories that it speaks of: those of the metadata, and those that a kill, a correction or a hold names."""
    named: list[str] = []
    if relation in ("kill", "hold", "correction", "refile", "repeat"):
        prose = f"{raw.headline[:400]}\n{(raw.ed_note or '')[:NOTE]}\n{raw.body[:OPENING]}"
        named = ITEM.findall(prose) + SLUG_NAME.findall(prose)
    return tuple(dict.fromkeys((*raw.refers_to, *named)))
