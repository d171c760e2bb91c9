"""Whether what was read at an opening is a dateline, how sure that is, and why.

Evidence: a place (in capitals, or known to the gazetteer), a known region, a date, an agency's signature, a dash, and a
lead that begins as sentences do. One of these alone is not enough: "Trump - the president - said" has a dash, and
"PARIS SAINT-GERMAIN (AFP) - the club said" has capitals, an agency and a dash.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wirecopy.extract.dateline.agency import agency, signs_alone
from wirecopy.extract.dateline.head import Head
from wirecopy.extract.dateline.opening import Opening
from wirecopy.gazetteer import is_country, is_under_way, knows, population, regions, starts_with_a_place

#: Small words inside the names of places: "Rio de Janeiro", "Stoke-on-Trent", "En route to Andrews".
_SMALL_WORD = re.compile(
    r"al|am|an|and|da|de|del|der|di|die|do|dos|du|el|in|la|las|le|les|near|of|on|route|sur|the|to|upon"
)
_PLACE = re.compile(r"[^\W\d_][\w.'’`‘ -]{1,44}")
_UNDER_WAY = re.compile(r"(?:aboard|en route|on board)\b", re.IGNORECASE)
#: A town in ordinary letters, or before a colon, must be this large, or the word is more likely something else.
_LARGE = 100_000
_DASHES = "-–—―_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A dateline it is: how sure that is, and why."""

    confidence: float
    reason: str


#: What must hold, how sure that makes us, and why. The first that holds decides.
_Rule = tuple[bool, float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What speaks for a dateline."""

    #: Every place is shaped like a name; is in capitals; is known to the gazetteer.
    shaped: bool
    capitals: bool
    known: bool
    #: The places can hardly be anything but places: countries, large towns, names of several words.
    large: bool
    #: An unknown name is a known place with something behind it, as clubs are: "PARIS SAINT-GERMAIN".
    names_more: bool
    #: A printed region is known; is a clause rather than a region.
    region: bool
    clause: bool
    date: bool
    whole_date: bool
    #: The agency is in our table; stands apart, in brackets or slashes; has a name that is no plain word.
    agency: bool
    apart: bool
    name: bool
    #: There is a separator; it is a dash.
    separator: bool
    dash: bool
    #: The lead begins as a sentence does; with a figure, as tables do; is in capitals, as headlines are.
    sentence: bool
    figures: bool
    shouted: bool


def judge(head: Head, text: str, opening: Opening) -> Verdict | None:
    """Decide; None is "no dateline here"."""
    seen = _evidence(head, text)
    verdict = _first(_rules(head, seen))
    if verdict is None or (opening.paragraph and not opening.glued):
        return verdict
    return _with_proof(verdict, seen, glued=opening.glued)


def _with_proof(verdict: Verdict, seen: _Evidence, *, glued: bool) -> Verdict | None:
    """A dateline that does not open a line or a paragraph must prove more."""
    if not seen.sentence or not (seen.agency or seen.date):
        return None
    if glued and not (seen.agency and seen.capitals and (seen.known or seen.region)):
        return None
    where = "behind words on the same line" if glued else "inside a paragraph"
    return Verdict(confidence=verdict.confidence - 0.2, reason=f"{verdict.reason}; {where}")


def _rules(head: Head, seen: _Evidence) -> Iterable[_Rule]:
    """The rules for what was printed, in the order in which they are asked."""
    if not head.parts.places:
        return _without_place(seen, signed=head.parts.agency is not None)
    if not seen.shaped:
        return ()
    if seen.date and (seen.capitals or seen.known or seen.region):
        return _place_and_date(seen)
    if not seen.sentence:
        return ()
    if head.parts.agency:
        return _place_and_agency(seen, name=head.parts.places[0].name)
    return () if seen.shouted or seen.clause else _place_alone(seen)


def _place_and_date(seen: _Evidence) -> Iterable[_Rule]:
    """With or without an agency; a headline in capitals may name a day too."""
    unknown = not seen.shouted and not seen.names_more
    yield seen.agency or seen.apart, 0.99, "place, date and agency"
    yield seen.known or seen.region, 0.95, "a known place and a date"
    yield unknown, 0.8, "capitals and a date; the place is not in the gazetteer"


def _place_and_agency(seen: _Evidence, name: str) -> Iterable[_Rule]:
    """No date: the form of the Associated Press."""
    sure = seen.known or (seen.region and seen.capitals)
    unknown = seen.agency and seen.capitals and seen.separator and not seen.names_more and len(name) > 4
    yield seen.agency and sure and seen.separator, 0.97, "a known place and agency"
    yield seen.agency and sure, 0.9, "a known place and agency, no separator"
    yield unknown, 0.6, "capitals and agency; the place is not in the gazetteer"
    signed = seen.apart and seen.separator and seen.known
    yield signed and (seen.capitals or seen.region), 0.85, "a known place and a signature in brackets"


def _place_alone(seen: _Evidence) -> Iterable[_Rule]:
    """Neither date nor agency: datelines on the web."""
    words = seen.dash and not seen.figures
    yield seen.known and seen.capitals and seen.dash, 0.85, "a known place in capitals"
    yield seen.known and seen.capitals and (seen.region or seen.large), 0.6, "a known place in capitals, no dash"
    yield seen.known and seen.region and words, 0.8, "a known place with its region"
    yield seen.capitals and seen.region and words, 0.75, "capitals and a known region"
    yield seen.known and seen.large and words, 0.6, "a known place in ordinary letters"


def _without_place(seen: _Evidence, *, signed: bool) -> Iterable[_Rule]:
    """Agency only ("(Reuters) - "), date and agency, or a date only."""
    starts = seen.sentence and seen.separator
    yield starts and signed and seen.date, 0.9, "date and agency"
    yield starts and seen.agency and seen.dash, 0.85, "agency only"
    yield starts and seen.name and seen.dash, 0.6, "agency only, and it is not in our table"
    yield starts and seen.whole_date and seen.dash, 0.6, "date only"


def _first(rules: Iterable[_Rule]) -> Verdict | None:
    return next((Verdict(confidence=sure, reason=reason) for holds, sure, reason in rules if holds), None)


def _evidence(head: Head, text: str) -> _Evidence:
    names = [place.name for place in head.parts.places]
    printed = [place.region for place in head.parts.places if place.region]
    date, signed = head.parts.date, head.parts.agency
    lead = text[head.body_start : head.body_start + 40].partition("\n")[0]
    known = all(knows(name) or _under_way(name) for name in names)
    region = any(map(_region_known, printed))
    return _Evidence(
        shaped=all(map(_shaped, names)),
        capitals=all(map(_capitals, names)),
        known=known,
        large=all(" " in name or is_country(name) or population(name) >= _LARGE for name in names),
        names_more=not known and any(map(_names_more, names)),
        region=region,
        clause=not region and any(len(words.split()) > 3 for words in printed),
        date=date is not None,
        whole_date=date is not None and (date.year is not None or date.text.isupper()),
        agency=signed is not None and agency(signed) is not None,
        apart=signed is not None and head.parts.apart,
        name=signed is not None and (signs_alone(signed) or sum(map(str.isupper, signed)) > 1),
        separator=bool(head.separator),
        dash=head.separator[-1:] in tuple(_DASHES),
        sentence=not lead or not lead[0].islower(),
        figures=lead[:1].isdigit() or lead[:1] in tuple("-."),
        shouted=_all_capitals(lead),
    )


def _shaped(name: str) -> bool:
    """Whether words can be the name of a place: few, of letters, with capitals where names have them."""
    words = name.split()
    if not _PLACE.fullmatch(name) or len(words) > 7 or ".." in name:
        return False
    return knows(name) or _under_way(name) or (name[0].isupper() and all(map(_in_a_name, words)))


def _under_way(name: str) -> bool:
    """Whether a name is that of no fixed place: in capitals, or by a word that begins no sentence."""
    return bool(_UNDER_WAY.match(name)) or (is_under_way(name) and _capitals(name))


def _in_a_name(word: str) -> bool:
    return word[0].isupper() or bool(_SMALL_WORD.fullmatch(word)) or "-" in word


def _capitals(name: str) -> bool:
    """Whether a name is printed in capitals; "McLEAN" and "BALDWIN Park" are."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and sum(map(str.isupper, letters)) > 0.6 * len(letters)


def _all_capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and all(map(str.isupper, letters))


def _region_known(region: str) -> bool:
    return any(regions(part) for part in (region, *region.split(",")))


def _names_more(name: str) -> bool:
    return name.startswith("THE ") or starts_with_a_place(name.replace("-", " "))
