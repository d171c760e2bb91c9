"""`python -m bench.places [FILE]`: how many places of datelines are found in the right country, state and year.

The names of bench/gold/places.tsv are checked by hand. FILE, if given, has dateline records as JSON lines (gzip too, by
its name), {"text", "dateline": {"places": [{"name", "region"}]}, "sent"}, and gives two more figures: how many places
with a state of the United States behind them are found in that state, by our list of the states' abbreviations; and in
how many stories with a time of transmission ("26-FEB-1987 15:01:01") the dateline's date gets the year of that time.
"""

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.predict import json_lines
from wirecopy.data import rows
from wirecopy.extract.dateline.read import Metadata, read_dateline
from wirecopy.gazetteer import regions, resolve
from wirecopy.story import Place

GOLD = Path(__file__).parent / "gold" / "places.tsv"


@dataclass(slots=True)
class Tally:
    """How often something held, and where it did not."""

    what: str
    held: int = 0
    of: int = 0
    wrong: list[str] | None = None

    def add(self, right: bool, shown: str) -> None:
        """Count one more."""
        self.of += 1
        self.held += right
        if not right:
            self.wrong = [*(self.wrong or ()), shown]

    def __str__(self) -> str:
        """The figure on a line, the failures below it."""
        share = 100 * self.held / self.of if self.of else 0.0
        lines = [f"{self.what:42} {self.held:6} of {self.of:6}  {share:6.2f} %", *sorted(set(self.wrong or ()))]
        return "\n    ".join(lines)


def main() -> None:
    """Print the figures and every failure."""
    parser = argparse.ArgumentParser(description="Score places and years of datelines.")
    parser.add_argument("records", nargs="?", type=Path, metavar="FILE", help="dateline records, JSON lines")
    records = parser.parse_args().records
    print(countries())
    if records:
        print(states(records))
        print(years(records))


def countries() -> Tally:
    """The names checked by hand: the country is the right one, and the state where one is given."""
    tally = Tally("country of a name checked by hand")
    with GOLD.open(encoding="utf-8", newline="") as file:
        for name, region, country, state in csv.reader((line for line in file if line[0] != "#"), delimiter="\t"):
            place = resolve(name, region or None)
            right = place.country_code == country and (not state or place.admin1 == _states()[state])
            tally.add(right, f"{_printed(place)}: {place.country_code} {place.admin1}, not {country} {state}")
    return tally


def states(records: Path) -> Tally:
    """The places with one state of the United States behind them: found, and found in that state."""
    tally = Tally("place found in the printed state")
    for record in json_lines(records):
        for name, region in _places(record):
            within = regions(region)
            if len(within) == 1 and within[0].country_code == "US" and within[0].admin1_code:
                place = resolve(name, region)
                right = place.name is not None and place.admin1 == _states()[within[0].admin1_code]
                tally.add(right, f"{_printed(place)}: {place.reason}")
    return tally


def years(records: Path) -> Tally:
    """The stories with a time of transmission whose dateline has a date: it gets the year of that time."""
    tally = Tally("year from the time of transmission")
    for record in json_lines(records):
        if "sent" in record:
            sent = datetime.strptime(record["sent"].split(".")[0].strip(), "%d-%b-%Y %H:%M:%S").replace(tzinfo=UTC)
            dateline = read_dateline(record["text"], 0, Metadata(sent=sent))
            if dateline and dateline.date:
                date = dateline.date
                tally.add(date.year == sent.year, f"{date.printed}, sent {sent.date()}: {date.year}, {date.reason}")
    return tally


def _places(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The places with a region of a record's dateline."""
    for place in (record["dateline"] or {}).get("places", ()):
        if place.get("region"):
            yield place["name"], place["region"]


def _states() -> dict[str, str]:
    """Postal code to the name of a state."""
    return {code.removeprefix("US."): name for code, name, _ in rows("admin1.tsv") if code.startswith("US.")}


def _printed(place: Place) -> str:
    return ", ".join(filter(None, (place.printed, place.printed_region)))


if __name__ == "__main__":
    main()
