"""The pages of the formats: complete, and the example is read as it says."""

import re
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from copytaster.generate.__main__ import ROOT
from copytaster.generate.files import GENERATED
from wirecopy.data import rows
from wirecopy.formats import FORMATS, Format, dialects, read
from wirecopy.formats.mail import known_headers
from wirecopy.story import RawStory

INDEX = GENERATED["docs/formats.md"]()
PLAIN = GENERATED["docs/formats/plain.md"]()
EACH_FORMAT = pytest.mark.parametrize("reader", FORMATS, ids=lambda reader: reader.NAME)


@EACH_FORMAT
def test_the_index_leads_to_a_page_of_every_format(reader: Format) -> None:
    """With what it is, its specification, and its messages in the tests."""
    page = GENERATED[f"docs/formats/{reader.NAME}.md"]()
    assert f"| [`{reader.NAME}`](formats/{reader.NAME}.md) | {reader.ABOUT} |" in INDEX
    assert reader.SPEC in page
    assert (ROOT / "tests/wire" / reader.NAME).is_dir()


@EACH_FORMAT
def test_every_table_speaks_of_fields_that_a_story_has(reader: Format) -> None:
    """Each with a place, or with no name where it is known and passed over; so do the tables of dialects."""
    names = {field.name for field in fields(RawStory)} - {"format", "repairs"} | {""}
    tables = [reader.TAKEN, *(dialect.taken for dialect in dialects(reader))]
    for table in tables:
        assert {taken.field for taken in table} <= names
        assert all(taken.where for taken in table)


def test_pages_of_formats_that_are_gone_are_gone() -> None:
    """A page that nothing generates any more would never be current."""
    pages = {path.stem for path in (ROOT / "docs/formats").glob("*.md")}
    assert pages == {reader.NAME for reader in FORMATS}


def test_the_page_of_plain_text_has_every_header() -> None:
    """Headers that give nothing are not told of."""
    names = {name.title() for name, field in known_headers().items() if field}
    assert {name for name in names if f"`{name}`" not in PLAIN} == set()


def test_the_index_has_every_priority() -> None:
    """A row for each of the table's."""
    for agency, form, field, sign, urgency, _otherwise, says in rows("priorities.tsv"):
        begins = f"| {agency} | {form} | {field} | `{sign}` | {urgency} | ".replace("| * ", "| any ")
        assert begins in INDEX
        assert f" | {says} |" in INDEX


def test_the_example_is_read_as_the_page_says() -> None:
    """Headers, section line, headline, deck and copy."""
    found = re.search(r"```text\n(.*?)```", PLAIN, re.DOTALL)
    assert found
    assert read(found[1].encode(), limit=10_000).stories == (
        RawStory(
            format="plain",
            headline="Fog closes port of Bergen — harbour master",
            deck="Ferries wait outside the fjord",
            body="BERGEN, March 3. /Nordvest/. The port of Bergen was closed on Tuesday, its harbour master said.",
            sent=datetime(2026, 3, 3, 5, 30, tzinfo=UTC),
            slug="FOG-PORT",
            urgency=4,
            section="WORLD",
        ),
    )
