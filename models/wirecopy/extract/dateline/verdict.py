"""Whether what was read at an opening is a dateline, how sure that is, and why.

Evidence: a place (in capitals, or known to the gazetteer), a known region, a date, an agency's signature, a dash, and a
lead that begins as sentences do. One of these alone is not enough: "Trump - the president - said" has a dash, and
"PARIS SAINT-GERMAIN (AFP) - the club said" has capitals, an agency and a dash.
"""

import re
from dataclasses import dataclass

from wirecopy.extract.dateline.agency import agency
from wirecopy.extract.dateline.head import Head, PrintedPlace
from wirecopy.extract.dateline.opening import Opening
from wirecopy.gazetteer import knows, population, regions, starts_with_a_place

_PARTICLES = frozenset("of the de del la las le les el al and in upon on sur am an der die di do da dos du to near aboard".split())
_PLACE = re.compile(r"[^\W\d_][\w.'’`‘ -]{1,44}")
_UNDER_WAY = re.compile(r"(?:aboard|en route|on board)\b", re.IGNORECASE)
#: A town in ordinary letters that stands alone must be large, or the word is more likely something else.
_LARGE = 100_000
_DASHES = "-–—―_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A dateline it is: how sure that is, and why."""

    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What speaks for a dateline."""

    shaped: bool
    capitals: bool
    known: bool
    region: bool
    date: bool
    year: bool
    agency: bool
    signature: bool
    dash: bool
    separator: bool
    sentence: bool
    shouted: bool


def judge(head: Head, text: str, opening: Opening) -> Verdict | None:
    """Decide; None is "no dateline here"."""
    seen = _evidence(head, text)
    if head.parts.places:
        verdict = _with_place(head, seen)
    else:
        verdict = _without_place(head, seen)
    if verdict is None or not (opening.glued or not opening.paragraph):
        return verdict
    proven = seen.sentence and (seen.agency or (seen.date and not opening.glued))
    if not proven or (opening.glued and not (seen.capitals and (seen.known or seen.region))):
        return None
    where = "behind words on the same line" if opening.glued else "inside a paragraph"
    return Verdict(confidence=verdict.confidence - 0.2, reason=f"{verdict.reason}; {where}")


def _evidence(head: Head, text: str) -> _Evidence:
    places = head.parts.places
    lead = text[head.body_start : head.body_start + 40]
    return _Evidence(
        shaped=all(_shaped(place.name) for place in places),
        capitals=all(_capitals(place.name) for place in places),
        known=all(knows(place.name) or bool(_UNDER_WAY.match(place.name)) for place in places),
        region=any(place.region and _region_known(place.region) for place in places),
        date=head.parts.date is not None,
        year=head.parts.date is not None and head.parts.date.year is not None,
        agency=head.parts.agency is not None and agency(head.parts.agency) is not None,
        signature=head.parts.agency is not None and head.parts.bracketed,
        dash=bool(head.separator) and head.separator[-1] in _DASHES,
        separator=bool(head.separator),
        sentence=not lead or not lead[0].islower(),
        shouted=_shouted(lead),
    )


def _with_place(head: Head, seen: _Evidence) -> Verdict | None:
    """A head with places: the more stands beside them, the less the places themselves must prove."""
    if not seen.shaped:
        return None
    if seen.date and (seen.capitals or seen.known):
        signed = seen.agency or seen.signature
        return _verdict(0.99 if signed else 0.95, "place, date and agency" if signed else "place and date")
    if not seen.sentence:
        return None
    if seen.agency:
        return _signed(head, seen)
    if seen.signature and seen.separator and seen.known and (seen.capitals or seen.region):
        return _verdict(0.85, "a known place and a signature in brackets")
    if head.parts.agency or seen.shouted:
        return None
    return _place_alone(head, seen)


def _signed(head: Head, seen: _Evidence) -> Verdict | None:
    """Place and agency, no date: the Associated Press's form."""
    if seen.known or (seen.region and seen.capitals):
        return _verdict(0.97 if seen.separator else 0.9, "a known place and agency")
    name = head.parts.places[0].name
    if seen.capitals and seen.separator and len(name) > 4 and not _names_more(head.parts.places[0]):
        return _verdict(0.6, "capitals and agency; the place is not in the gazetteer")
    return None


def _place_alone(head: Head, seen: _Evidence) -> Verdict | None:
    """Only a place before the separator."""
    if seen.capitals and seen.known:
        return _verdict(0.85 if seen.dash else 0.6, "a known place in capitals")
    if not seen.dash:
        return None
    if seen.capitals and seen.region:
        return _verdict(0.75, "capitals and a known region")
    if seen.known and seen.region:
        return _verdict(0.8, "a known place with its region")
    if seen.known and all(population(place.name) >= _LARGE for place in head.parts.places):
        return _verdict(0.6, "a known place in ordinary letters")
    return None


def _without_place(head: Head, seen: _Evidence) -> Verdict | None:
    """Agency only ("(Reuters) - "), date and agency, or a whole date only."""
    if not seen.sentence or not seen.separator:
        return None
    if head.parts.agency:
        if seen.date:
            return _verdict(0.9, "date and agency")
        return _verdict(0.85 if seen.agency else 0.6, "agency only") if seen.dash else None
    if seen.date and seen.dash and (seen.year or str(head.parts.date and head.parts.date.text).isupper()):
        return _verdict(0.6, "date only")
    return None


def _verdict(confidence: float, reason: str) -> Verdict:
    return Verdict(confidence=confidence, reason=reason)


def _shaped(name: str) -> bool:
    """Whether words can be the name of a place: few, of letters, with capitals where names have them."""
    words = name.split()
    if not _PLACE.fullmatch(name) or len(words) > 7:
        return False
    return knows(name) or all(word[0].isupper() or word.casefold() in _PARTICLES or "-" in word for word in words)


def _capitals(name: str) -> bool:
    """Whether a name is printed in capitals; "McLEAN" and "BALDWIN Park" are."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and sum(map(str.isupper, letters)) > 0.6 * len(letters)


def _region_known(region: str) -> bool:
    return any(regions(part) for part in (region, *region.split(",")))


def _names_more(place: PrintedPlace) -> bool:
    """Whether an unknown name is a place with something behind it, as clubs are: "PARIS SAINT-GERMAIN"."""
    return place.name.startswith("THE ") or starts_with_a_place(place.name.replace("-", " "))


def _shouted(lead: str) -> bool:
    """Whether the lead is in capitals: a flash has no dateline, its first word may still be a place."""
    letters = [c for c in lead if c.isalpha()]
    return len(letters) > 10 and all(map(str.isupper, letters))
