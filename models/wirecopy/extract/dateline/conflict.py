"""Where the dateline and the metadata disagree, in words.

A dateline is where the reporter filed; it and the metadata may differ for good reasons, so a conflict is told, not
mended.
"""

from datetime import datetime

from wirecopy.extract.dateline.agency import agency
from wirecopy.gazetteer import resolve
from wirecopy.placenames import fold
from wirecopy.story import DatelineDate, Place

#: A story is sent on the day of its dateline or the day after; time zones add one more.
_DAYS = 2


def conflicts(
    *,
    places: tuple[Place, ...],
    date: DatelineDate | None,
    signed: str | None,
    sent: datetime | None,
    located: str | None,
    provider: str | None,
) -> tuple[str, ...]:
    """What disagrees: place with `located`, agency with `provider`, date with the time of transmission."""
    found = (_place(places, located), _agency(signed, provider), _date(date, sent))
    return tuple(conflict for conflict in found if conflict)


def _place(places: tuple[Place, ...], located: str | None) -> str | None:
    if not places or not located or not located.strip():
        return None
    name, _, region = located.partition(",")
    there = resolve(name.strip(), region.strip() or None)
    if any(_same(place, there) for place in places):
        return None
    return f"the dateline says {' and '.join(place.printed for place in places)}, the metadata says {located}"


def _same(place: Place, there: Place) -> bool:
    """Whether two names mean one place, or one is the country of the other."""
    if place.geonames_id is not None and place.geonames_id == there.geonames_id:
        return True
    names = {fold(name) for name in (there.printed, there.name) if name}
    return any(fold(name) in names for name in (place.printed, place.name, place.country) if name)


def _agency(signed: str | None, provider: str | None) -> str | None:
    if not signed or not provider or not fold(provider):
        return None
    ours, theirs = fold(signed), fold(agency(provider) or provider)
    if ours in theirs or theirs in ours:
        return None
    return f"the dateline is signed {signed}, the metadata names {provider} as the provider"


def _date(date: DatelineDate | None, sent: datetime | None) -> str | None:
    if date is None or date.iso is None or sent is None:
        return None
    days = abs((date.iso - sent.date()).days)
    return f"the dateline says {date.iso}, but the story was sent on {sent.date()}" if days > _DAYS else None
