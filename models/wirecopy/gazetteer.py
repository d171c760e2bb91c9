"""Where a dateline's place is: names and regions as they are printed, resolved offline (GeoNames, CC BY 4.0).

A region that is printed binds the search: "PARIS, Texas" is never looked for in France. Without one the most populous
bearer of the name wins, unless data/place_overrides.tsv says otherwise. The answer is never a bare guess: it carries a
score, the number of other bearers of the name, and the reason in words.

The tables stay lists of lines that are searched by halving: loading them is unzipping them, once per process.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from wirecopy.data import lines, rows
from wirecopy.placenames import fold, misprints, spellings, wholes
from wirecopy.story import OtherPlace, Place

#: Places that move or are no place: they have no coordinates, but they are good datelines.
_UNDER_WAY = re.compile(r"(?:aboard|on board|en route to|with the|near|off the)\b", re.IGNORECASE)
#: How many other bearers of a name are told.
MOST_OTHERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What a printed region may stand for: a country, or a first-order division of one."""

    country_code: str
    #: GeoNames' code of the division; None for the whole country.
    admin1_code: str | None = None

    def holds(self, place: "Bearer") -> bool:
        """Whether a place lies in the region."""
        return place.country_code == self.country_code and self.admin1_code in (None, place.admin1_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A place that bears a name."""

    geonames_id: int | None
    name: str
    country_code: str
    admin1_code: str
    latitude: float | None
    longitude: float | None
    population: int


@lru_cache(maxsize=4_000)  # wires file from the same few places again and again
def bearers(name: str) -> tuple[Bearer, ...]:
    """The places that bear a name as their own or as another one, the most populous first."""
    return next(filter(None, map(_filed_under, spellings(fold(name)))), ())


def regions(printed: str) -> tuple[Region, ...]:
    """What a printed region may stand for: "Fla.", "Texas", "[Syria]", "Georgia" (a state and a country)."""
    return _regions().get(_region_key(printed), ())


def knows(name: str) -> bool:
    """Whether a name is a place's: a town's, an override's, or a country's."""
    return bool(fold(name) in _overrides() or bearers(name) or is_country(name))


def is_country(name: str) -> bool:
    """Whether a name is a country's: "KUWAIT", "Singapore"."""
    return bool(_countries_of(name))


def is_under_way(name: str) -> bool:
    """Whether a name is that of no fixed place: "ABOARD AIR FORCE ONE", "WITH THE 3RD FLEET", "OFF THE COAST"."""
    return bool(_UNDER_WAY.match(name))


def starts_with_a_place(name: str) -> bool:
    """Whether the first word or words of a longer name are a place: "PARIS SAINT-GERMAIN", "MANCHESTER UNITED"."""
    words = re.split(r"[\s]+", name)[:6]
    return any(knows(" ".join(words[:length])) for length in range(1, len(words)))


def population(name: str) -> int:
    """Inhabitants of the largest bearer of a name; 0 if nobody bears it."""
    found = bearers(name)
    return found[0].population if found else 0


def resolve(printed: str, region: str | None = None) -> Place:
    """The place that a dateline prints, as well as the gazetteer knows it.

    printed: the name, as printed. region: the region printed after it, if any.
    """
    place = Place(printed=printed, printed_region=region)
    within = regions(region) if region else ()
    known = _overridden(printed, within)
    if known:
        return _filled(place, known[0], score=0.95, alternatives=len(bearers(printed)), reason=known[1])
    found = bearers(printed)
    if within:
        return _bound(place, found, within)
    if found:
        return _largest(place, found, region)
    return _no_town(place)


def _bound(place: Place, found: tuple[Bearer, ...], within: tuple[Region, ...]) -> Place:
    """Resolve inside the printed region; the country is known even where the town is not."""
    inside = _inside(found, within)
    if inside:
        reason = (
            f"the only {inside[0].name} in {place.printed_region}"
            if len(inside) == 1
            else f"the largest of {len(inside)} places of this name in {place.printed_region}"
        )
        place = replace(place, others=_others(inside[1:], 0.4 - 0.38 * _share(inside)))
        score = 0.6 + 0.38 * _share(inside)
        return _filled(place, inside[0], score=score, alternatives=len(found) - 1, reason=reason)
    return _nearly(place, within) or _somewhere_in(place, found, within)


def _somewhere_in(place: Place, found: tuple[Bearer, ...], within: tuple[Region, ...]) -> Place:
    """Only the printed region is known; where it may stand for several countries, not even the country."""
    code = within[0].country_code
    sure = len({region.country_code for region in within}) == 1
    return replace(
        place,
        country=_countries()[code][0] if sure else None,
        country_code=code if sure else None,
        admin1=_admin1_name(within[0].country_code, within[0].admin1_code) if sure else None,
        score=0.4 if sure else 0.0,
        alternatives=len(found),
        reason=f"not in the gazetteer; only the printed region, {place.printed_region}, says where it is",
    )


def _nearly(place: Place, within: tuple[Region, ...]) -> Place | None:
    """A part of a known town, "SOUTH NORWALK", or a misprint of one, "NORWLAK"; None unless just one town fits."""
    key = fold(place.printed)
    whole = {town for name in wholes(key) for town in _inside(_filed_under(name), within)}
    if len(whole) == 1:
        town = whole.pop()
        return _filled(place, town, score=0.5, alternatives=0, reason=f"a part of {town.name}, or beside it")
    meant = {town for name in misprints(key) for town in _inside(_filed_under(name), within)}
    large = [town for town in meant if town.population >= _smallest_misprinted(within)]
    if len(large) != 1:
        return None
    town = large[0]
    return _filled(place, town, score=0.4, alternatives=0, reason=f"one letter off {town.name}, a misprint of it")


def _smallest_misprinted(within: tuple[Region, ...]) -> int:
    """How large a town must be to be meant by a misprint: the wider the search, the more names are alike."""
    if not within:
        return 300_000
    return 5_000 if all(region.admin1_code for region in within) else 50_000


def _inside(towns: tuple[Bearer, ...], within: tuple[Region, ...]) -> tuple[Bearer, ...]:
    """Those of the towns that lie in one of the regions; all of them where there is no region."""
    return tuple(town for town in towns if not within or any(region.holds(town) for region in within))


def _largest(place: Place, found: tuple[Bearer, ...], region: str | None) -> Place:
    """Resolve without a region that binds: by population."""
    own = any(fold(place.printed) == fold(town.name) for town in found[:1])
    score = 0.45 + 0.5 * _share(found) - (0 if own else 0.05) - (0.2 if region else 0)
    reason = "the only place of this name" if len(found) == 1 else f"the largest of {len(found)} places of this name"
    if region:
        reason += f"; the printed region, {region}, is not in the gazetteer"
    place = replace(place, others=_others(found[1:], 1 - score))
    return _filled(place, found[0], score=score, alternatives=len(found) - 1, reason=reason)


def _others(towns: tuple[Bearer, ...], score: float) -> tuple[OtherPlace, ...]:
    """The largest of the other bearers of a name; they share what the first one's score leaves, by population."""
    inhabitants = sum(town.population + 1 for town in towns)
    return tuple(
        OtherPlace(
            name=town.name,
            country_code=town.country_code,
            admin1=_admin1_name(town.country_code, town.admin1_code),
            geonames_id=town.geonames_id,
            latitude=town.latitude,
            longitude=town.longitude,
            score=round(score * (town.population + 1) / inhabitants, 2),
        )
        for town in towns[:MOST_OTHERS]
    )


def _no_town(place: Place) -> Place:
    """A country, a division or a moving place that stands as a dateline; else nothing is known."""
    codes = _countries_of(place.printed)
    if len(codes) > 1:
        names = ", ".join(_countries()[code][0] for code in codes)
        return replace(place, reason=f"a name that stands for several countries: {names}")
    for code in codes:
        name, geonames_id = _countries()[code]
        reason = "a country in place of a town"
        return replace(
            place, name=name, country=name, country_code=code, geonames_id=geonames_id, score=0.7, reason=reason
        )
    if is_under_way(place.printed):
        return replace(place, reason="under way or near a place: it has no place of its own")
    return _nearly(place, ()) or replace(place, reason="not in the gazetteer")


def _filled(place: Place, town: Bearer, *, score: float, alternatives: int, reason: str) -> Place:
    country = _countries().get(town.country_code)
    return replace(
        place,
        name=town.name,
        country=country[0] if country else None,
        country_code=town.country_code or None,
        admin1=_admin1_name(town.country_code, town.admin1_code),
        geonames_id=town.geonames_id,
        latitude=town.latitude,
        longitude=town.longitude,
        score=round(score, 2),
        alternatives=alternatives,
        reason=reason,
    )


def _share(towns: tuple[Bearer, ...]) -> float:
    """The first place's share of the inhabitants of all: 1 where it stands alone."""
    return (towns[0].population + 1) / sum(town.population + 1 for town in towns)


def _by_size(town: Bearer) -> tuple[int, int]:
    return (-town.population, town.geonames_id or 0)


def _region_key(printed: str) -> str:
    """Regions lose their full stops and spaces too: "W. Va." and "W.Va." are one."""
    return fold(printed.replace(".", "")).replace(" ", "")


@dataclass(frozen=True, slots=True)
class _Names:
    """The table of names: sorted lines, each a folded name, a tab, line numbers of places."""

    table: list[str]

    @staticmethod
    @cache
    def load() -> "_Names":
        return _Names(lines("place_names.tsv.gz"))

    def of(self, key: str) -> list[int]:
        """The line numbers of the places under a folded name."""
        head = key + "\t"
        at = bisect_left(self.table, head)
        if at == len(self.table) or not self.table[at].startswith(head):
            return []
        return [int(number) for number in self.table[at][len(head) :].split(",")]


@cache
def _places() -> list[str]:
    return lines("places.tsv.gz")


def _filed_under(key: str) -> tuple[Bearer, ...]:
    """The places under a folded name, the most populous first."""
    return tuple(sorted((_bearer(_places()[number]) for number in _Names.load().of(key)), key=_by_size))


def _bearer(line: str) -> Bearer:
    key, name, country, admin1, latitude, longitude, inhabitants = line.split("\t")
    return Bearer(
        geonames_id=int(key),
        name=name,
        country_code=country,
        admin1_code=admin1,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(inhabitants),
    )


def _overridden(printed: str, within: tuple[Region, ...]) -> tuple[Bearer, str] | None:
    """The override for a name, with its reason, unless the printed region speaks against it."""
    row = _overrides().get(fold(printed))
    if row is None:
        return None
    town = _override(*row[:6])
    if within and town.country_code and not any(region.holds(town) for region in within):
        return None
    return town, row[6]


def _override(key: str, name: str, country: str, admin1: str, latitude: str, longitude: str) -> Bearer:
    return Bearer(
        geonames_id=int(key) if key else None,
        name=name,
        country_code=country,
        admin1_code=admin1,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=0,
    )


@cache
def _overrides() -> dict[str, list[str]]:
    """Folded name to the other fields of its row."""
    return {fold(printed): fields for printed, *fields in rows("place_overrides.tsv")}


@cache
def _countries() -> dict[str, tuple[str, int]]:
    """Country code to English name and GeoNames id."""
    return {code: (name, int(key)) for code, name, key in rows("countries.tsv")}


@cache
def _admin1() -> dict[str, str]:
    """GeoNames code ("US.CA") to the name of the division."""
    return {code: name for code, name, _ in rows("admin1.tsv")}


def _admin1_name(country: str, code: str | None) -> str | None:
    return _admin1().get(f"{country}.{code}")


def _countries_of(name: str) -> list[str]:
    """The codes of the countries that a name stands for; several for a country that is no more."""
    return [region.country_code for region in regions(name) if region.admin1_code is None]


@cache
def _regions() -> dict[str, tuple[Region, ...]]:
    """Region key to what it may stand for: by our list or a country's name, else by the divisions' names.

    "Florida" is in our list, so it is the state, and not the department in Uruguay; "Georgia" is both in our list and a
    country's name; "Punjab" is two divisions' name.
    """
    found: dict[str, list[Region]] = {}
    for printed, country, admin1 in rows("regions.tsv"):
        found.setdefault(_region_key(printed), []).append(Region(country_code=country, admin1_code=admin1 or None))
    for code, (name, _) in _countries().items():
        found.setdefault(_region_key(name), []).append(Region(country_code=code))
    return {key: tuple(dict.fromkeys(places)) for key, places in (_divisions() | found).items()}


def _divisions() -> dict[str, list[Region]]:
    """Region key to the first-order divisions of that name."""
    found: dict[str, list[Region]] = {}
    for code, name, others in rows("admin1.tsv"):
        country, admin1 = code.split(".", 1)
        for key in {_region_key(printed) for printed in (name, *others.split("|"))} - {""}:
            found.setdefault(key, []).append(Region(country_code=country, admin1_code=admin1))
    return found
