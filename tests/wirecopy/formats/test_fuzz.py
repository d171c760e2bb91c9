"""Every golden message, damaged as bad lines damage messages: stories or `Unreadable` come back, and nothing else.

The same over real feed files, with more copies and a limit of time: `python -m bench.formats.fuzz`.
"""

from pathlib import Path

import pytest

from bench.formats.damage import damaged
from tests.wire.test_golden_pairs import FOLDER
from wirecopy.codec import encode
from wirecopy.errors import REASONS, Unreadable
from wirecopy.formats import read
from wirecopy.formats.clean import one_line
from wirecopy.formats.contents import Contents

LIMIT = 1_000_000
#: Copies of each message.
CUT, CHANGED = 50, 20

MESSAGES = sorted(
    path
    for path in FOLDER.rglob("*")
    if path.is_file() and not path.name.endswith((".read.json", ".py", ".md", "day.json", ".pyc", ".gitattributes"))
)


def outcome(data: bytes) -> Contents | str:
    """What is read; or the reason, if it is one of the list and its sentence is one line."""
    try:
        return read(data, limit=LIMIT)
    except Unreadable as error:
        return error.reason if error.reason in REASONS and str(error) == one_line(str(error)) else ""


@pytest.mark.parametrize("message", MESSAGES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_damaged_message_is_read_or_refused(message: Path) -> None:
    """Every story that is read can be published, and every refusal says why."""
    for how, data in damaged(message.read_bytes(), message.name, cut=CUT, changed=CHANGED):
        found = outcome(data)
        assert found, how
        if isinstance(found, Contents):
            assert found.stories or found.set_aside, how
            assert all(encode(story) for story in found.stories), how
