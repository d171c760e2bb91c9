"""Every format's golden pairs: a message as a wire would send it, and what is read from it.

A format's pairs stand in the folder of its name, or in a folder in it for each version: `full.txt` is the message, and
`full.read.json` beside it says what comes of it. That is either `{"stories": […]}`, raw stories whose empty fields may
be left out, with `"set_aside": […]` for items that are no text story, or `{"unreadable": reason, "message": sentence}`,
where "…" stands for words that are not ours.

A new format needs a folder with the cases of `CASES`, and nothing else. All copy here is made up.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from wirecopy.codec import from_json
from wirecopy.errors import Unreadable
from wirecopy.formats import FORMATS, Format, read
from wirecopy.formats.contents import Contents, SetAside
from wirecopy.story import RawStory

FOLDER = Path(__file__).parent
LIMIT = 100_000

#: What each format must show: everything it can carry, the least, nothing, wrong, cut off, another character set.
CASES = {"full", "minimal", "empty", "invalid", "truncated", "odd-charset"}

EACH_FORMAT = pytest.mark.parametrize("reader", FORMATS, ids=lambda reader: reader.NAME)


def messages(reader: Format) -> list[Path]:
    """The messages of a format's pairs."""
    files = sorted(path for path in (FOLDER / reader.NAME).rglob("*") if path.is_file())
    return [path for path in files if not path.name.endswith(".read.json")]


def reading_of(message: Path) -> Path:
    """The file that says what is read from a message."""
    return message.with_name(f"{message.stem}.read.json")


PAIRS = [
    pytest.param(reader, path, id=path.relative_to(FOLDER).as_posix())
    for reader in FORMATS
    for path in messages(reader)
]


@EACH_FORMAT
def test_every_format_shows_every_case(reader: Format) -> None:
    """A format nobody has written messages for is a format nobody knows to work."""
    for folder in {path.parent for path in messages(reader)} or {FOLDER / reader.NAME}:
        missing = sorted(CASES - {path.stem for path in messages(reader) if path.parent == folder})
        if missing:
            pytest.fail(
                f"The format {reader.NAME} has no golden pairs for {', '.join(missing)}; put a message and its "
                f".read.json for each in tests/wire/{folder.relative_to(FOLDER).as_posix()}/.",
                pytrace=False,
            )


@EACH_FORMAT
def test_no_reading_without_its_message(reader: Format) -> None:
    """A reading whose message is gone tells of nothing; one message, one reading."""
    readings = sorted((FOLDER / reader.NAME).rglob("*.read.json"))
    assert readings == sorted(reading_of(path) for path in messages(reader))


@pytest.mark.parametrize(("reader", "message"), PAIRS)
def test_a_message_is_read_as_its_golden_file_says(reader: Format, message: Path) -> None:
    """To the last field, and by the format that the folder is named after."""
    wanted = json.loads(reading_of(message).read_text(encoding="utf-8"))
    if "stories" in wanted:
        assert read(message.read_bytes(), limit=LIMIT) == Contents(
            stories=tuple(from_json(RawStory, story) for story in wanted["stories"]),
            set_aside=tuple(from_json(SetAside, item) for item in wanted.get("set_aside", ())),
        )
        assert {story["format"] for story in wanted["stories"]} <= {reader.NAME}
    else:
        refused(message.read_bytes(), wanted)


def refused(data: bytes, wanted: dict[str, Any]) -> None:
    """The message is no story, for the reason and with the sentence that the golden file gives."""
    with pytest.raises(Unreadable) as caught:
        read(data, limit=LIMIT)
    assert caught.value.reason == wanted["unreadable"]
    assert re.fullmatch(".+".join(map(re.escape, wanted["message"].split("…"))), str(caught.value))
