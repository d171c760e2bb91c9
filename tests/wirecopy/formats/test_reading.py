"""`wirecopy.formats.read`: which reader gets a message, how much of it is read, and why some are refused."""

import pytest

from wirecopy.errors import Unreadable
from wirecopy.formats import FORMATS, ninjs, plain, read
from wirecopy.formats.contents import Contents
from wirecopy.story import RawStory

KOI8 = (
    "The message is not UTF-8 (byte 0xf4 at position 0 is wrong) and does not read as windows-1252 either; "
    "convert it to UTF-8 and send it again."
)

NAMES = ", ".join(reader.NAME for reader in FORMATS)


def refusal(data: bytes | None, limit: int = 1000) -> tuple[str, str]:
    """The reason and the sentence with which a message is refused."""
    with pytest.raises(Unreadable) as caught:
        read(data, limit=limit)
    return caught.value.reason, str(caught.value)


@pytest.mark.parametrize(
    ("data", "reason", "sentence"),
    [
        (None, "null-value", "The message has no value (a Kafka tombstone); send the story as the value."),
        (b"", "empty", "The message is empty; send the story as the value."),
        (b" \t\r\n\x0b\x0c", "empty", "The message is empty; send the story as the value."),
        (
            b"x" * 1001,
            "too-large",
            "The message has 1,001 bytes and the limit is 1,000; send text without attachments.",
        ),
        (
            "Туман закрыл порт".encode("koi8-r"),
            "not-utf8",
            KOI8,
        ),
        (b"*** --- ***", "no-text", "The message holds no words; send a headline, copy, or both."),
        (b"\x00\x01\x02", "no-text", "The message holds no words; send a headline, copy, or both."),
        (b"null", "no-text", "The message is JSON without an item in it; send a ninjs item."),
        (b"[null]", "no-text", "The message is JSON without an item in it; send a ninjs item."),
        (b"[]", "no-text", "The message is JSON without an item in it; send a ninjs item."),
        (
            b'{"title": "Fog", "content": "Fog"}',
            "unknown-format",
            "The message is JSON but not ninjs (it holds title, content); send ninjs with a headline or a body.",
        ),
        (
            b"<?xml version='1.0'?><story><body>Fog</body></story>",
            "unknown-format",
            f"The message is XML or HTML; what is read is {NAMES}: send one of these.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_a_refusal_says_why_and_what_to_do(data: bytes | None, reason: str, sentence: str) -> None:
    """One stable reason for the machine, one sentence for the person."""
    assert refusal(data) == (reason, sentence)


def test_json_that_breaks_off_is_not_taken_for_plain_text() -> None:
    """Half an item would be published as a headline of brackets."""
    reason, sentence = refusal(b'{"headline": "Fog closes')
    assert reason == "not-json"
    assert sentence.startswith("The message begins like JSON but does not parse (")
    assert sentence.endswith("; send one whole document.")


def test_the_limit_itself_is_still_read() -> None:
    """Only what is larger is refused."""
    assert read(b"Fog".ljust(1000), limit=1000) == Contents(stories=(RawStory(format="plain", headline="Fog"),))


@pytest.mark.parametrize(
    ("data", "sure"),
    [
        (b'{"headline": "Fog"}', {"ninjs": 0.9}),
        (b'\xef\xbb\xbf {"bodies": []}', {"ninjs": 0.9}),
        (b'[{"title": "Fog"}]', {"ninjs": 0.5}),
        (b"Fog closes port", {"plain": 0.1}),
        (b"[Updated] Fog closes port", {"plain": 0.1}),
        (b"{sic} Fog closes port", {"plain": 0.1}),
        (b"<HOWDEN> RAISES DIVIDEND", {"plain": 0.1}),
        (b"<p>Fog closes port</p>", {}),
        (b"<!-- story --> Fog", {}),
        (b"<story id='1'/>", {}),
        (b" \n", {}),
    ],
)
def test_each_reader_knows_its_own(data: bytes, sure: dict[str, float]) -> None:
    """JSON is never plain text, markup is neither, and brackets in copy are only brackets."""
    assert {reader.NAME: found for reader in FORMATS if (found := reader.sniff(data))} == sure


def test_the_formats_are_one_visible_tuple() -> None:
    """A reader is a module named here, with a name of its own."""
    assert {ninjs, plain} <= set(FORMATS)
    assert len({reader.NAME for reader in FORMATS}) == len(FORMATS)
