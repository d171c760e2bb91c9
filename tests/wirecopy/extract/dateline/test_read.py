"""What counts as a dateline, and what is read from it.

Each row is copy with marks: ⟦the dateline⟧, then ▸ where the lead begins. The leads are invented.
"""

from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.annotate import span
from wirecopy.extract.dateline.read import Metadata, read_dateline
from wirecopy.story import Dateline, DatelineDate, Place


class Read(NamedTuple):
    """What a row says is printed: places as "NAME", "NAME, Region", each with its country code."""

    dateline: str
    lead: str
    places: tuple[tuple[str, str | None], ...] = ()
    date: tuple[int, int, int | None] | None = None
    agency: str | None = None
    printed: str | None = None


ROWS = [
    # (what the row is about, copy, places with country, (month, day, year), agency, agency as printed if different)
    ("TASS: slashes and full stops", "⟦BAKU, November 20. /TASS/⟧. ▸The ports reopened.", "BAKU=AZ", (11, 20), "TASS"),
    ("TASS before its new name", "⟦MOSCOW, May 3 (Itar-Tass)⟧ - ▸Ice broke.", "MOSCOW=RU", (5, 3), "TASS", "Itar-Tass"),
    ("Reuters", "⟦LONDON, Nov 20 (Reuters)⟧ - ▸The bank held rates.", "LONDON=GB", (11, 20), "Reuters"),
    ("Reuters on the web", "⟦AMSTERDAM (Reuters)⟧ - ▸A canal froze.", "AMSTERDAM=NL", None, "Reuters"),
    ("two cities", "⟦DUBAI/LONDON, Sept 24 (Reuters)⟧ - ▸Talks stalled.", "DUBAI=AE/LONDON=GB", (9, 24), "Reuters"),
    (
        "two cities without a date",
        "⟦SEATTLE/WASHINGTON (Reuters)⟧ - ▸A law.",
        "SEATTLE=US/WASHINGTON=US",
        None,
        "Reuters",
    ),
    ("three cities", "⟦LONDON/MADRID/PARIS (Reuters)⟧ - ▸Some left.", "LONDON=GB/MADRID=ES/PARIS=FR", None, "Reuters"),
    ("cities joined by and", "⟦ROME and MILAN (AP)⟧ -- ▸Trains stopped.", "ROME=IT/MILAN=IT", None, "AP"),
    ("no place at all", "⟦(Reuters)⟧ - ▸The maker of bolts cut jobs.", "", None, "Reuters"),
    ("agency without brackets", "⟦AP⟧ - ▸It was barely dawn when the ferry left.", "", None, "AP"),
    ("date and agency only", "⟦June 3 (UPI)⟧ -- ▸A goat climbed a bridge.", "", (6, 3), "UPI"),
    ("AP with a long dash", "⟦WASHINGTON (AP)⟧ — ▸The Senate sat all night.", "WASHINGTON=US", None, "AP"),
    ("AP with two hyphens", "⟦HAVANA (AP)⟧ -- ▸Rain fell.", "HAVANA=CU", None, "AP"),
    ("ANPA's dash", "⟦CANBERRA, Australia (AP)⟧ _ ▸A vote was lost.", "CANBERRA, Australia=AU", None, "AP"),
    ("no space before ANPA's dash", "⟦MOSCOW (AP)⟧_ ▸The mayor spoke.", "MOSCOW=RU", None, "AP"),
    ("no space at two hyphens", "⟦INDEPENDENCE, Mo. (AP)⟧--▸A treaty.", "INDEPENDENCE, Mo.=US", None, "AP"),
    ("the dash ends the line", "⟦NAIROBI, Kenya (AP)⟧ _\n\n▸Two men fled.", "NAIROBI, Kenya=KE", None, "AP"),
    ("a region binds the place", "⟦PARIS, Texas (AP)⟧ _ ▸A mill burned down.", "PARIS, Texas=US", None, "AP"),
    ("AP's state abbreviation", "⟦FORT PIERCE, Fla. (AP)⟧ — ▸A boat sank.", "FORT PIERCE, Fla.=US", None, "AP"),
    ("District of Columbia", "⟦WASHINGTON, D.C.⟧ — ▸A bill passed.", "WASHINGTON, D.C.=US", None, None),
    ("postal abbreviation", "⟦Commack, NY (Sports Network)⟧ - ▸He won.", "Commack, NY=US", None, "Sports Network"),
    ("Canadian province", "⟦CALGARY, Alberta, April 7⟧ - ▸Gas rose.", "CALGARY, Alberta=CA", (4, 7), None),
    ("region in capitals", "⟦HAMBURG, GERMANY (AP)⟧ _ ▸Results.", "HAMBURG, GERMANY=DE", None, "AP"),
    ("region in square brackets", "⟦Damascus [Syria], June 9 (ANI)⟧: ▸A raid.", "Damascus, Syria=SY", (6, 9), "ANI"),
    ("region in round brackets", "⟦Pune (Maharashtra), June 9 (PTI)⟧ ▸A fire.", "Pune, Maharashtra=IN", (6, 9), "PTI"),
    (
        "two agencies",
        "⟦New Delhi [India], May 17 (ANI/GPRC)⟧: ▸A fair.",
        "New Delhi, India=IN",
        (5, 17),
        "ANI",
        "ANI/GPRC",
    ),
    ("the first agency is unknown", "⟦San Diego (xyz/dpa)⟧ - ▸It rains.", "San Diego=US", None, "dpa", "xyz/dpa"),
    ("no separator", "⟦New Delhi, Nov 20 (PTI)⟧ ▸The court rose early.", "New Delhi=IN", (11, 20), "PTI"),
    (
        "no separator and no date",
        "⟦NEW YORK (CNN Business)⟧ ▸Shops closed.",
        "NEW YORK=US",
        None,
        "CNN",
        "CNN Business",
    ),
    ("AFP", "⟦PARIS, Nov 20 (AFP)⟧ - ▸Farmers blocked a road.", "PARIS=FR", (11, 20), "AFP"),
    ("AFP in French", "⟦Lyon, 10 août 2024 (AFP)⟧ - ▸Un pont a cédé.", "Lyon=FR", (8, 10, 2024), "AFP"),
    ("Xinhua", "⟦BEIJING, Nov. 20 (Xinhua)⟧ -- ▸A train ran.", "BEIJING=CN", (11, 20), "Xinhua"),
    (
        "Xinhua without a space",
        "⟦BRISBANE, Australia, Jan. 1(Xinhua)⟧ -- ▸Fire.",
        "BRISBANE, Australia=AU",
        (1, 1),
        "Xinhua",
    ),
    (
        "a direction as region",
        "⟦HARBIN, Northeast China, Nov. 2 (Xinhua)⟧ -- ▸Ice.",
        "HARBIN, Northeast China=CN",
        (11, 2),
        "Xinhua",
    ),
    ("Xinhua in Spanish", "⟦LISBOA, 18 jun (Xinhua)⟧ -- ▸El fuego cesó.", "LISBOA=PT", (6, 18), "Xinhua"),
    ("dpa", "⟦Berlin (dpa)⟧ - ▸The cabinet met by the lake.", "Berlin=DE", None, "dpa"),
    ("dpa in German", "⟦Athen (dpa)⟧ - ▸Die Fähren fahren wieder.", "Athen=GR", None, "dpa"),
    ("EFE", "⟦Varsovia, 1 ene (EFE)⟧.- ▸Los polacos cantan.", "Varsovia=PL", (1, 1), "EFE"),
    ("EFE without a date", "⟦Bruselas. (EFE)⟧.- ▸La tasa baja.", "Bruselas=BE", None, "EFE"),
    ("ANSA: the agency first", "⟦(ANSA) - ROME, NOV 20⟧ - ▸A bell was found.", "ROME=IT", (11, 20), "ANSA"),
    ("ANSA in Italian", "⟦(ANSA) - ROMA, 01 SET⟧ - ▸Una campana.", "ROMA=IT", (9, 1), "ANSA"),
    ("Canadian Press twice", "⟦Canadian Press - OTTAWA (CP)⟧ - ▸Snow.", "OTTAWA=CA", None, "The Canadian Press", "CP"),
    ("Kyodo without brackets", "⟦TOKYO, Nov. 20, Kyodo⟧ - ▸The yen rose.", "TOKYO=JP", (11, 20), "Kyodo"),
    ("Kyodo with brackets", "⟦TOKYO, Nov. 20 (Kyodo)⟧ -- ▸The yen fell.", "TOKYO=JP", (11, 20), "Kyodo"),
    ("Yonhap", "⟦SEOUL, Nov. 20 (Yonhap)⟧ -- ▸A film opened.", "SEOUL=KR", (11, 20), "Yonhap"),
    ("Interfax: a full stop after the place", "⟦MOSCOW. Nov 20 (Interfax)⟧ - ▸Oil.", "MOSCOW=RU", (11, 20), "Interfax"),
    ("AAP without commas", "⟦SYDNEY March 22 AAP⟧ - ▸A shark.", "SYDNEY=AU", (3, 22), "AAP"),
    ("Bernama", "⟦KUALA SELANGOR, 5 Sept (Bernama)⟧ -- ▸Jeti.", "KUALA SELANGOR=MY", (9, 5), "Bernama"),
    ("an ordinal", "⟦KATHMANDU, 5th September, 2026 (WAM)⟧ -- ▸A road.", "KATHMANDU=NP", (9, 5, 2026), "WAM"),
    (
        "press release",
        "⟦OSLO, Nov. 20, 2026 /PRNewswire/⟧ -- ▸Fjord AS.",
        "OSLO=NO",
        (11, 20, 2026),
        "PR Newswire",
        "PRNewswire",
    ),
    ("release with a region", "⟦AUSTIN, Texas, Feb. 1, 2017 /CNW/⟧ - ▸Cog.", "AUSTIN, Texas=US", (2, 1, 2017), "CNW"),
    (
        "the date last",
        "⟦LONDON--(BUSINESS WIRE)--Nov. 20, 2026⟧--▸Cog.",
        "LONDON=GB",
        (11, 20, 2026),
        "Business Wire",
        "BUSINESS WIRE",
    ),
    (
        "date inside the bracket",
        "⟦Vancouver--(Newsfile Corp. - October 9, 2026)⟧ - ▸Cog.",
        "Vancouver=CA",
        (10, 9, 2026),
        "Newsfile",
        "Newsfile Corp.",
    ),
    (
        "zero-padded day",
        "⟦TORONTO, Dec. 03, 2019 (GLOBE NEWSWIRE)⟧ -- ▸Cog.",
        "TORONTO=CA",
        (12, 3, 2019),
        "GlobeNewswire",
        "GLOBE NEWSWIRE",
    ),
    ("date in brackets", "⟦NEW YORK, (Aug. 30, 2004)⟧ - ▸Cattle.", "NEW YORK=US", (8, 30, 2004), None),
    ("ISO date", "⟦GENEVA, 2017-11-20 (Reuters)⟧ - ▸Talks.", "GENEVA=CH", (11, 20, 2017), "Reuters"),
    ("American numbers", "⟦DENVER, 8/24/2004⟧ -- ▸Snow fell.", "DENVER=US", (8, 24, 2004), None),
    ("a date only", "⟦25/11/2004⟧ - ▸A new drug was approved.", "", (11, 25, 2004), None),
    ("Reuters before 1990", "⟦NEW YORK, FEB 26⟧ - ▸Sugar rose.", "NEW YORK=US", (2, 26), None),
    ("a misprinted capital", "⟦dodge city, april 7⟧ - ▸Wheat.", "dodge city=US", (4, 7), None),
    ("place only", "⟦BAGHDAD, Iraq⟧ - ▸A market opened.", "BAGHDAD, Iraq=IQ", None, None),
    ("place only, ordinary letters", "⟦Tokyo⟧ - ▸Makers of bells met.", "Tokyo=JP", None, None),
    ("place and colon", "⟦KUWAIT⟧: ▸The Amir received a guest.", "KUWAIT=KW", None, None),
    ("place in brackets", "⟦(WASHINGTON)⟧ -- ▸The president spent a day.", "WASHINGTON=US", None, None),
    ("United Nations", "⟦UNITED NATIONS (AP)⟧ — ▸The council met.", "UNITED NATIONS=US", None, "AP"),
    ("aboard a plane", "⟦ABOARD AIR FORCE ONE (AP)⟧ — ▸The president ate.", "ABOARD AIR FORCE ONE=US", None, "AP"),
    ("a base", "⟦GUANTANAMO BAY NAVAL BASE, Cuba⟧ - ▸A trial.", "GUANTANAMO BAY NAVAL BASE, Cuba=CU", None, None),
    ("Vatican", "⟦VATICAN CITY (AP)⟧ — ▸The pope prayed.", "VATICAN CITY=VA", None, "AP"),
    ("an agency nobody knows", "⟦HIGHLAND, Calif. (KXYZ)⟧ -- ▸Crews.", "HIGHLAND, Calif.=US", None, "KXYZ"),
    ("a village nobody knows", "⟦KVERNBITSUND, Nov 20 (AFP)⟧ - ▸A whale.", "KVERNBITSUND=None", (11, 20), "AFP"),
    (
        "a note to editors first",
        "(Adds details, quotes)\n\n⟦OSLO, Nov 20 (Reuters)⟧ - ▸Oil.",
        "OSLO=NO",
        (11, 20),
        "Reuters",
    ),
    ("bullets first", "* Profit up\n* Shares down\n\n⟦OSLO, Nov 20 (Reuters)⟧ - ▸Oil.", "OSLO=NO", (11, 20), "Reuters"),
    ("urgent marker", "(URGENT) ⟦SEOUL, Nov. 20 (Yonhap)⟧ -- ▸A quake.", "SEOUL=KR", (11, 20), "Yonhap"),
    (
        "urgent marker with a colon",
        "Urgent: ⟦BEIJING, Nov. 20 (Xinhua)⟧ -- ▸A quake.",
        "BEIJING=CN",
        (11, 20),
        "Xinhua",
    ),
    (
        "take and note first",
        "(2nd LD)\n(ATTN: ADDS details in para 4)\n⟦SEOUL, Nov. 20 (Yonhap)⟧ -- ▸Rice.",
        "SEOUL=KR",
        (11, 20),
        "Yonhap",
    ),
    (
        "dpa header first",
        "1ST LEAD\nSnow shuts airport\nBy Eva Muster, dpa =\n\n⟦Munich (dpa)⟧ - ▸Snow.",
        "Munich=DE",
        None,
        "dpa",
    ),
    ("indented", "    ⟦SALVADOR, Feb 26⟧ - ▸Showers continued.", "SALVADOR=BR", (2, 26), None),
    ("headline above", "Snow shuts airport\n\n⟦MUNICH (AP)⟧ — ▸Snow fell.", "MUNICH=DE", None, "AP"),
    ("headline on the same line", "Owner admits fraud ⟦UTICA (AP)⟧ -- ▸The owner did.", "UTICA=US", None, "AP"),
    ("the agency before the place", "⟦AFP, PARIS, Nov 20⟧ - ▸Farmers met.", "PARIS=FR", (11, 20), "AFP"),
    ("agency and place only", "⟦Reuters, LONDON⟧ - ▸A tower fell.", "LONDON=GB", None, "Reuters"),
    ("the date before the place", "⟦Nov 20 - PARIS (AFP)⟧ - ▸Farmers met.", "PARIS=FR", (11, 20), "AFP"),
    ("the date after the agency", "⟦PARIS, France (AFP), Nov 20⟧ - ▸Hay.", "PARIS, France=FR", (11, 20), "AFP"),
    ("date and agency in one bracket", "⟦PARIS (AFP, Nov 20)⟧ - ▸Farmers met.", "PARIS=FR", (11, 20), "AFP"),
    ("upright strokes", "⟦OSLO | NTB | Nov 20⟧ - ▸Farmers met.", "OSLO=NO", (11, 20), "NTB"),
    ("TASS before the place", "⟦/TASS/ OMSK, November 20⟧. ▸Ice broke.", "OMSK=RU", (11, 20), "TASS"),
    ("a full stop after the date", "⟦OMSK, Nov. 20⟧. ▸Ice broke.", "OMSK=RU", (11, 20), None),
    ("a weekday and no date", "⟦LEEDS, Monday (Reuter)⟧ - ▸Wool rose.", "LEEDS=GB", None, "Reuters", "Reuter"),
    ("an article before the date", "⟦Lyon, le 3 mai 2026 (AFP)⟧ - ▸Un pont.", "Lyon=FR", (5, 3, 2026), "AFP"),
    ("day and month in numbers", "⟦TURKU, 20.11. (STT)⟧ - ▸Lumi peitti sillan.", "TURKU=FI", (11, 20), "STT"),
    (
        "a whole dateline in brackets",
        "⟦(May 5, 2026, Bergen, Fjord Courier)⟧ ▸The ferry ran aground.",
        "Bergen=NO",
        (5, 5, 2026),
        "Fjord Courier",
    ),
    ("place and date in brackets", "⟦(BERGEN, May 5, 2026)⟧ - ▸The ferry ran.", "BERGEN=NO", (5, 5, 2026), None),
    ("a byline inside", "⟦BERGEN, By Eva Muster, May 5 (NTB)⟧ - ▸The ferry.", "BERGEN=NO", (5, 5), "NTB"),
    (
        "a byline glued to the date",
        "⟦Baku, Azerbaijan, May 5By Eva Muster - Trend⟧: ▸A port opened.",
        "Baku, Azerbaijan=AZ",
        (5, 5),
        "Trend",
    ),
    ("a line of its own", "⟦BERGEN, May 5 (NTB)⟧\n\n▸The ferry ran.", "BERGEN=NO", (5, 5), "NTB"),
    (
        "a line of its own, ended by the date",
        "⟦En route to Bergen Air Base–(NORTHWATCH)–May 5, 2026.⟧\n\n▸THE MAYOR: Good morning.",
        "En route to Bergen Air Base=None",
        (5, 5, 2026),
        "NORTHWATCH",
    ),
    (
        "slashes with spaces",
        "⟦LEEDS, UK / ACCESSWIRE / May 5, 2026⟧ / ▸Cog.",
        "LEEDS, UK=GB",
        (5, 5, 2026),
        "ACCESSWIRE",
    ),
    (
        "with the troops",
        "⟦WITH THE 9TH FJORD BRIGADE, Norway (AP)⟧ — ▸Snow.",
        "WITH THE 9TH FJORD BRIGADE, Norway=NO",
        None,
        "AP",
    ),
    ("off a coast", "⟦OFF THE COAST OF NORWAY (AP)⟧ — ▸A whale.", "OFF THE COAST OF NORWAY=None", None, "AP"),
    ("a ship", "⟦ABOARD THE MS FJORD QUEEN, May 5 (NTB)⟧ - ▸Fog.", "ABOARD THE MS FJORD QUEEN=None", (5, 5), "NTB"),
    ("a misprinted month", "⟦BERGEN, Norway, Ocober 3⟧ - ▸The ferry.", "BERGEN, Norway=NO", (10, 3), None),
    ("a day that no month has is no region", "⟦BERGEN, March 187⟧ - ▸The ferry.", "BERGEN=NO", None, None),
    ("a month alone is no region", "⟦BERGEN, Norway, April⟧ - ▸The ferry.", "BERGEN, Norway=NO", None, None),
    ("an exclusive", "EXCLUSIVE: ⟦LEEDS (Reuters)⟧ - ▸A merger.", "LEEDS=GB", None, "Reuters"),
    ("an update", "UPDATE 2-⟦LEEDS, May 5 (Reuters)⟧ - ▸A merger.", "LEEDS=GB", (5, 5), "Reuters"),
    (
        "headline and byline on the same line",
        "Snow shuts port By Eva Muster ⟦BERGEN (AP)⟧ -- ▸Snow.",
        "BERGEN=NO",
        None,
        "AP",
    ),
]

NEGATIVES = [
    ("a club", "PARIS SAINT-GERMAIN (AFP) - the club said on Monday"),
    ("a club with a capital behind", "PARIS SAINT-GERMAIN (AFP) - The club said on Monday"),
    ("an alliance inside a sentence", "Officials met with NATO (AP) - leaders said the alliance"),
    ("an article", "The ECB (AP) - policymakers voted"),
    ("a person between dashes", "Miller — the president — said he would act."),
    ("a city with a suffix", "TEHRAN-based militias regrouped overnight."),
    ("a sentence that starts with a city", "London is bracing for the worst storm in years, the mayor said."),
    ("a city between dashes", "Paris - a city of museums - closed them all."),
    ("an agency quoted", "Oil jumps. Prices rose, the minister told Reuters (Reuters) on Monday"),
    ("a date inside a sentence", "Officials said on Sept 24 (Reuters) - talks continue"),
    ("a flash in capitals", "FRANCE - PARLIAMENT REJECTS BUDGET"),
    ("a flash in capitals with a colon", "NEW YORK: STOCKS OPEN LOWER"),
    ("a headline with a day", "ROTTERDAM PORT SUBSIDY TO END JULY 1 - MINISTER"),
    ("a headline with a comma", "RICE, CORN LEAD 1987 FARM PAYMENTS - USDA"),
    ("a ticker", "Rite Cog (RCG:NYSE - news) swung into the red."),
    ("an aside", "After another bad trip - the Sox were 3-4 in Detroit and Cleveland - a day off."),
    ("a table", "Chicago - 3.04  2.98"),
    ("a history column", "Nov. 30, 1974: “The Comeback” still thrills the town."),
    (
        "a dateline in the second paragraph",
        f"{'The minister resigned and left for the coast. ' * 4}\n\nOSLO (AP) — He did.",
    ),
    ("a short word that is a town too", "BOOM: The mayor was fired in five words."),
    ("to be continued", "(Continued) - The board said it has accepted"),
    ("what follows the date is no part", "LEEDS, May 5, the mayor - who left - said nothing."),
    ("a sentence that ends in a date", "He was born in Leeds on May 5. Monday is his birthday."),
    ("with the, in ordinary letters", "With the war over - The end came in May - he left."),
    ("a country between dashes", "UNIFJORD Corp. - a maker of cogs - said it agreed."),
    ("nothing", ""),
    ("only dashes", "-- - --"),
]


@pytest.mark.parametrize(("about", "copy", "places", "day", "agency", "printed"), [(*row, None)[:6] for row in ROWS])
def test_reads(
    about: str,
    copy: str,
    places: str,
    day: tuple[int, int] | tuple[int, int, int] | None,
    agency: str | None,
    printed: str | None,
) -> None:
    """The dateline is found where the row marks it, and its parts are what the row says."""
    text, dateline, lead = unmarked(copy)
    month_day_year = (day[0], day[1], day[2] if len(day) > 2 else None) if day else None
    found = read_dateline(text)
    expected = Read(dateline, lead, wanted(places), month_day_year, agency, printed or agency)
    assert seen(text, found) == expected, about


@pytest.mark.parametrize(("about", "copy"), NEGATIVES)
def test_no_dateline(about: str, copy: str) -> None:
    """No dateline is an answer."""
    assert read_dateline(copy) is None, about


def test_the_seed_story() -> None:
    """Everything that can be read from a TASS dateline without metadata; the year stays unknown."""
    text = (
        "BAKU, November 20. /TASS/. A compromise was rejected, Russian Foreign Minister Sergey Lavrov said on Monday."
    )
    assert read_dateline(text) == Dateline(
        span=span(text, 0, 25),
        body_start=27,
        places=(BAKU,),
        date=DatelineDate(
            printed="November 20",
            month=11,
            day=20,
            reason="no year is printed, and no time of transmission is known to infer it from",
        ),
        agency="TASS",
        agency_printed="TASS",
        confidence=0.99,
        reason="place, date and agency",
    )


def test_the_year_comes_from_the_transmission() -> None:
    """The time of transmission gives the year, and the weekday in the lead agrees."""
    text = "BAKU, November 20. /TASS/. A compromise was rejected, Sergey Lavrov said on Monday."
    found = read_dateline(text, 0, Metadata(sent=datetime(2017, 11, 20, 12, tzinfo=UTC)))
    assert found is not None
    assert found.date == DatelineDate(
        printed="November 20",
        month=11,
        day=20,
        year=2017,
        iso=date(2017, 11, 20),
        basis="transmission",
        weekday_consistent=True,
        reason="no year is printed; of such days this is the nearest to 2017-11-20, when it was sent; "
        "Monday in the lead agrees",
    )
    assert found.conflicts == ()


def test_the_copy_begins_at_the_offset() -> None:
    """A headline that looks like a dateline is no dateline when the copy begins behind it."""
    text = "OSLO (AP) - A headline\n\nBERGEN, Norway (AP) - It rains."
    found = read_dateline(text, 24)
    assert found is not None
    assert found.span == span(text, 24, 43)


def test_conflicts_are_told() -> None:
    """Place, agency and date that differ from the metadata are told in words."""
    text = "MOSCOW, November 1. /TASS/. The ferry runs."
    metadata = Metadata(sent=datetime(2017, 11, 20, tzinfo=UTC), located="Paris, France", provider="AFP")
    found = read_dateline(text, 0, metadata)
    assert found is not None
    assert found.conflicts == (
        "the dateline says MOSCOW, the metadata says Paris, France",
        "the dateline is signed TASS, the metadata names AFP as the provider",
        "the dateline says 2017-11-01, but the story was sent on 2017-11-20",
    )


@pytest.mark.parametrize(
    ("located", "provider"),
    [("Kyiv", "Thomson Reuters"), ("KIEV", "REUTERS"), ("Kyiv, Ukraine", "Reuters"), ("Ukraine", None), ("", "")],
)
def test_other_names_of_the_same_are_no_conflict(located: str, provider: str | None) -> None:
    """Kiev is Kyiv, Thomson Reuters is Reuters, and a country holds its town."""
    sent = datetime(2026, 11, 21, 3, tzinfo=UTC)
    found = read_dateline("KIEV, Nov 20 (Reuters) - Snow.", 0, Metadata(sent=sent, located=located, provider=provider))
    assert found is not None
    assert found.conflicts == ()


@pytest.mark.parametrize(
    ("copy", "byline"),
    [
        ("By Eva Muster\nOSLO (AP) - It rains.", "By Eva Muster"),
        ("Por Jorge Muestra     Varsovia, 1 ene (EFE).- Nieva.", "Por Jorge Muestra"),
        ("OSLO (AP) - By the sea it rains.", None),
        ("By Eva Muster OSLO, May 5 (NTB) - It rains.", "By Eva Muster"),
        ("By Eva Muster in OSLO (Reuters) - It rains.", "By Eva Muster"),
        ("Rain floods port By Eva Muster and Jan Beispiel OSLO (AP) - It rains.", "By Eva Muster and Jan Beispiel"),
        ("OSLO, By Eva Muster, May 5 (NTB) - It rains.", "By Eva Muster"),
        ("Baku, Azerbaijan, May 5By Eva Muster - Trend: It rains.", "By Eva Muster"),
    ],
)
def test_the_byline_before_the_dateline(copy: str, byline: str | None) -> None:
    """A byline right before the dateline, or inside it, goes with it."""
    found = read_dateline(copy)
    assert found is not None
    assert found.byline == byline


PIECES = st.one_of(
    st.sampled_from(
        [
            "BAKU",
            "Paris",
            "Texas",
            "Nov 20",
            "Marc 3",
            "Monday",
            " (AP)",
            "/TASS/",
            "By ",
            "By Eva Muster",
            "and",
            "20",
            "lead",
            "Lead",
            "é",
            "😀",
        ]
    ),
    st.sampled_from(
        [
            ", ",
            ". ",
            " - ",
            " -- ",
            "—",
            "_",
            ":",
            "\n",
            "\n\n",
            "\t",
            "  ",
            "\u2028",
            "*",
            "(",
            ")",
            "[",
            "]",
            " | ",
            " / ",
        ]
    ),
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map("".join)), st.integers(0, 40))
def test_never_raises_and_stays_inside(text: str, start: int) -> None:
    """Whatever the text, the reader answers, and what it finds lies in the copy."""
    found = read_dateline(text, start)
    if found is not None:
        assert text[found.span.start : found.span.end] == found.span.exact
        assert start <= found.span.start < found.span.end <= found.body_start <= len(text)


@pytest.mark.parametrize(
    "piece", ["OSLO, ", "- ", "(A) ", " | ", "a OSLO ", "OSLO, By Eva Muster, ", ", Marcg 3", "\n", "😀"]
)
def test_a_long_text_is_read_no_further_than_its_opening(piece: str) -> None:
    """What lies beyond the reach of a dateline changes nothing: the time does not grow with the length."""
    opening = (piece * 5_000)[:5_000]
    assert read_dateline(opening + piece * 200_000) == read_dateline(opening)


def unmarked(copy: str) -> tuple[str, str, str]:
    """A row's text without marks, its dateline, and its lead."""
    text = copy.replace("⟦", "").replace("⟧", "").replace("▸", "")
    dateline, _, rest = copy.partition("⟦")[2].partition("⟧")
    return text, dateline, rest.partition("▸")[2]


def wanted(places: str) -> tuple[tuple[str, str | None], ...]:
    """The places of a row: "DUBAI=AE/LONDON=GB"."""
    pairs = (place.split("=") for place in places.split("/") if place)
    return tuple((name, None if code == "None" else code) for name, code in pairs)


def seen(text: str, found: Dateline | None) -> Read | None:
    """What was read, in the shape of a row."""
    if found is None:
        return None
    names = tuple((", ".join(filter(None, (p.printed, p.printed_region))), p.country_code) for p in found.places)
    day = (found.date.month, found.date.day, found.date.year) if found.date else None
    return Read(found.span.exact, text[found.body_start :], names, day, found.agency, found.agency_printed)


BAKU = Place(
    printed="BAKU",
    name="Baku",
    country="Azerbaijan",
    country_code="AZ",
    admin1="Bakı",
    geonames_id=587084,
    latitude=40.38,
    longitude=49.89,
    score=0.95,
    alternatives=0,
    reason="the only place of this name",
)
