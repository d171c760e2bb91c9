"""The page of the formats: every format and header is on it, and its example is read as it says."""

import re
from datetime import UTC, datetime

from copytaster.generate.files import GENERATED
from wirecopy.formats import FORMATS, read
from wirecopy.formats.mail import known_headers
from wirecopy.story import RawStory

PAGE = GENERATED["docs/formats.md"]()


def test_the_page_has_every_format_and_every_header() -> None:
    """By its name; headers that give nothing are not told of."""
    names = {reader.NAME for reader in FORMATS} | {name.title() for name, field in known_headers().items() if field}
    assert {name for name in names if f"`{name}`" not in PAGE} == set()


def test_the_example_is_read_as_the_page_says() -> None:
    """Headers, section line, headline, deck and copy."""
    found = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
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
