"""Places and regions, resolved offline."""

import pytest

from wirecopy.data import rows
from wirecopy.gazetteer import Region, bearers, knows, regions, resolve
from wirecopy.placenames import fold
from wirecopy.story import OtherPlace, Place


@pytest.mark.parametrize(
    ("printed", "region", "name", "country"),
    [
        ("BAKU", None, "Baku", "AZ"),
        ("PARIS", None, "Paris", "FR"),
        ("PARIS", "Texas", "Paris", "US"),
        ("ST. PETERSBURG", None, "Saint Petersburg", "RU"),
        ("ST. PETERSBURG", "Fla.", "St. Petersburg", "US"),
        ("PORTLAND", "Maine", "Portland", "US"),
        ("LONDON", "Ont.", "London", "CA"),
        ("CAMBRIDGE", "Mass.", "Cambridge", "US"),
        ("BIRMINGHAM", "England", "Birmingham", "GB"),
        ("ATLANTA", "Georgia", "Atlanta", "US"),
        ("TBILISI", "Georgia", "Tbilisi", "GE"),
        ("HYDERABAD", "Pakistan", "Hyderabad", "PK"),
        ("CHARLESTON", "W. Va.", "Charleston", "US"),
        ("KIEV", None, "Kyiv", "UA"),
        ("Kyiv", None, "Kyiv", "UA"),
        ("PEKING", None, "Beijing", "CN"),
        ("BOMBAY", None, "Mumbai", "IN"),
        ("Varsovia", None, "Warsaw", "PL"),
        ("VALENCIA", None, "Valencia", "ES"),
        ("VALENCIA", "Venezuela", "Valencia", "VE"),
        ("VICTORIA", None, "Victoria", "CA"),
        ("ISLAMABAD", None, "Islamabad", "PK"),
        ("GAZA", None, "Gaza", "PS"),
        ("WEST BERLIN", None, "Berlin", "DE"),
        ("UNITED NATIONS", None, "United Nations headquarters", "US"),
        ("VATICAN CITY", None, "Vatican City", "VA"),
        ("BAHRAIN", None, "Bahrain", "BH"),
        ("KUWAIT", None, "Kuwait City", "KW"),
        ("ABOARD AIR FORCE ONE", None, "Air Force One", "US"),
        ("AFGHANISTAN", None, "Afghanistan", "AF"),
    ],
)
def test_resolves(printed: str, region: str | None, name: str, country: str) -> None:
    """The place that a newsroom means by the name, in the printed region if there is one."""
    place = resolve(printed, region)
    assert (place.name, place.country_code) == (name, country), place


def test_the_whole_answer() -> None:
    """An answer says where the place is, how sure that is, how many others there are, and why."""
    assert resolve("PARIS", "Texas") == Place(
        printed="PARIS",
        printed_region="Texas",
        name="Paris",
        country="United States",
        country_code="US",
        admin1="Texas",
        geonames_id=4717560,
        latitude=33.66,
        longitude=-95.56,
        score=0.98,
        alternatives=10,
        reason="the only Paris in Texas",
    )


def test_the_others_are_told() -> None:
    """Where several places bear the name, the answer names the largest of the others, each with its score."""
    portland = resolve("PORTLAND", None)
    assert portland.others[0] == OtherPlace(
        name="Portland",
        country_code="US",
        admin1="Maine",
        geonames_id=4975802,
        latitude=43.66,
        longitude=-70.26,
        score=0.06,
    )
    assert (len(portland.others), portland.score + sum(other.score for other in portland.others) <= 1) == (3, True)


def test_the_others_lie_in_the_printed_region() -> None:
    """A region that is printed binds the others too."""
    others = resolve("WASHINGTON", "N.J.").others + resolve("FRANKLIN", "Wis.").others
    assert {(other.country_code, other.admin1) for other in others} <= {("US", "New Jersey"), ("US", "Wisconsin")}


@pytest.mark.parametrize(
    ("printed", "region", "name", "reason"),
    [
        ("SOUTH NORWALK", "Conn.", "Norwalk", "a part of Norwalk, or beside it"),
        ("FORT WORTH AIRPORT", "Texas", "Fort Worth", "a part of Fort Worth, or beside it"),
        ("ANAHIEM", "Calif.", "Anaheim", "one letter off Anaheim, a misprint of it"),
        ("WASINGTON", None, "Washington", "one letter off Washington, a misprint of it"),
        ("KVERNBITSUND", None, None, "not in the gazetteer"),
        ("PARISS", "Texas", "Paris", "one letter off Paris, a misprint of it"),
        ("OSLOO", None, None, "not in the gazetteer"),
    ],
)
def test_nearly_a_known_town(printed: str, region: str | None, name: str | None, reason: str) -> None:
    """A part of a town, and a name that only one large town has but for a letter, are that town, said so and unsure."""
    place = resolve(printed, region)
    assert (place.name, place.reason, place.score <= 0.5) == (name, reason, True)


@pytest.mark.parametrize(
    ("printed", "region", "country"),
    [
        ("KIEV", "Soviet Union", "UA"),
        ("MOSCOW", "USSR", "RU"),
        ("SARAJEVO", "Yugoslavia", "BA"),
        ("BRATISLAVA", "Czechoslovakia", "SK"),
        ("BRAZZAVILLE", "Congo", "CG"),
        ("KINSHASA", "Congo", "CD"),
        ("ST. JOHN'S", "Antigua", "AG"),
        ("KVERNBITSUND", "Soviet Union", None),
    ],
)
def test_countries_that_are_several(printed: str, region: str, country: str | None) -> None:
    """The name of a country that fell apart, or of two countries, binds the search to all of them."""
    assert resolve(printed, region).country_code == country


def test_a_country_that_is_no_more_stands_as_a_dateline() -> None:
    """It is no country of today, and the answer says of which it was one."""
    place = resolve("CZECHOSLOVAKIA")
    assert (knows("CZECHOSLOVAKIA"), place.country_code) == (True, None)
    assert place.reason == "a name that stands for several countries: Czechia, Slovakia"


def test_a_village_in_a_known_country() -> None:
    """Of a village that is not in the gazetteer the printed region still tells the country."""
    place = resolve("KVERNBITSUND", "Norway")
    assert place == Place(
        printed="KVERNBITSUND",
        printed_region="Norway",
        country="Norway",
        country_code="NO",
        score=0.4,
        reason="not in the gazetteer; only the printed region, Norway, says where it is",
    )


def test_nobody_knows() -> None:
    """A name that nobody bears stays as printed, with no score."""
    assert resolve("KVERNBITSUND") == Place(printed="KVERNBITSUND", reason="not in the gazetteer")


def test_an_unknown_region_makes_the_answer_less_sure() -> None:
    """A region that is not known cannot bind the search; the answer says so."""
    sure, unsure = resolve("OSLO"), resolve("OSLO", "Elsewhere")
    assert unsure.score < sure.score
    assert "Elsewhere" in unsure.reason


@pytest.mark.parametrize("region", ["Fla.", "Fla", "FLA.", "FL", "Florida"])
def test_spellings_of_a_region(region: str) -> None:
    """A state's names and abbreviations are one."""
    assert regions(region) == (Region(country_code="US", admin1_code="FL"),)


def test_a_region_of_two_countries() -> None:
    """A name that is a state's and a country's is both."""
    assert regions("Georgia") == (Region(country_code="US", admin1_code="GA"), Region(country_code="GE"))


def test_spellings_of_a_name() -> None:
    """Case, accents, apostrophes and full stops do not matter."""
    assert fold("ST. GEORGE’S") == fold("St George's") == "st georges"
    assert bearers("SAO PAULO") == bearers("São Paulo")


@pytest.mark.parametrize("name", ["", ".", "\t", "Baku\t0", "NATIONAL", "😀"])
def test_no_place(name: str) -> None:
    """What is no name is no place."""
    assert not knows(name)


@pytest.mark.parametrize(
    "table",
    [
        "admin1.tsv",
        "agencies.tsv",
        "countries.tsv",
        "months.tsv",
        "place_names.tsv.gz",
        "place_overrides.tsv",
        "regions.tsv",
        "weekdays.tsv",
    ],
)
def test_tables_are_sorted_and_say_nothing_twice(table: str) -> None:
    """The tables are read by people and by halving: sorted, each row once, as many fields in each."""
    found = ["\t".join(row) for row in rows(table)]
    assert found == sorted(set(found))
    assert len({line.count("\t") for line in found}) == 1


def test_names_point_at_places() -> None:
    """The largest bearer of a name comes first, and bears it."""
    assert [(town.country_code, town.name) for town in bearers("Cambridge")[:2]] == [
        ("GB", "Cambridge"),
        ("CA", "Cambridge"),
    ]


def test_overrides_are_complete() -> None:
    """An override names a place, a country, and why it stands there."""
    assert all(name and len(country) == 2 and why for _, _, name, country, _, _, _, why in rows("place_overrides.tsv"))
