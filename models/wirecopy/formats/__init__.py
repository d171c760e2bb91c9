"""Readers of wire formats: bytes in, raw stories out.

A format is one module in this folder and one line in `FORMATS`. Order does not matter: the reader that is surest that
the bytes are its own goes first.
"""

from dataclasses import replace
from typing import Protocol

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import (
    anpa1312,
    ap_media,
    feed,
    iptc7901,
    mrn,
    newsml1,
    newsml_g2,
    ninjs,
    nitf,
    plain,
    rfc822,
    vendor_xml,
    zczc,
)
from wirecopy.formats.charset import narrowed
from wirecopy.formats.claims import looks_like_markup
from wirecopy.formats.contents import Contents, Dialect, Taken
from wirecopy.formats.xml import without_declared_encoding


class Format(Protocol):
    """What a module must have to be a reader."""

    #: What `RawStory.format` says.
    NAME: str
    #: One sentence for the documentation.
    ABOUT: str
    #: The specification: its name, version and address.
    SPEC: str
    #: Where each field is taken from: a table of the format's page.
    TAKEN: tuple[Taken, ...]

    def sniff(self, data: bytes) -> float:
        """How sure it is that the bytes are its format, 0 to 1. Pure; never raises; 0 means: do not ask me."""

    def read(self, data: bytes) -> Contents:
        """What a message holds: its text stories, and what was set aside.

        Raises:
            NotThisFormat: it is another format after all.
            Unreadable: it is this format, and no story can be read from it.
        """


FORMATS: tuple[Format, ...] = (
    feed,
    newsml_g2,
    ninjs,
    nitf,
    newsml1,
    vendor_xml,
    ap_media,
    mrn,
    anpa1312,
    iptc7901,
    zczc,
    rfc822,
    plain,
)


def dialects(reader: Format) -> tuple[Dialect, ...]:
    """How agencies depart from a format: its table `DIALECTS`, where it has one."""
    return getattr(reader, "DIALECTS", ())


def read(data: bytes | None, *, limit: int) -> Contents:
    """Read a message, whatever it is. Total: something comes back, or `Unreadable` says why not.

    Args:
        data: the value of a Kafka message; None is a tombstone.
        limit: the largest message that is read, in bytes.

    Raises:
        Unreadable: with the reason and one sentence on what was wrong and what to do.
    """
    if data is None:
        raise Unreadable("null-value", "The message has no value (a Kafka tombstone); send the story as the value.")
    if len(data) > limit:
        raise Unreadable(
            "too-large",
            f"The message has {len(data):,} bytes and the limit is {limit:,}; send text without attachments.",
        )
    data, converted = narrowed(data)
    if not data.strip():
        raise Unreadable("empty", "The message is empty; send the story as the value.")
    if converted:
        # The declaration of XML is about bytes that are no more.
        return _with_repairs(_claimed(without_declared_encoding(data)), converted)
    return _claimed(data)


def _claimed(data: bytes) -> Contents:
    """What the reader makes of it that is surest that it is its own."""
    claims = sorted(((reader.sniff(data), reader) for reader in FORMATS), key=lambda claim: -claim[0])
    for sure, reader in claims:
        if sure > 0:
            try:
                return reader.read(data)
            except NotThisFormat:
                continue
    raise Unreadable("unknown-format", _unknown(data))


def _with_repairs(contents: Contents, repairs: tuple[str, ...]) -> Contents:
    """The contents with what was mended before the format was known, told by each story."""
    stories = tuple(replace(story, repairs=repairs + story.repairs) for story in contents.stories)
    return replace(contents, stories=stories)


def _unknown(data: bytes) -> str:
    names = ", ".join(reader.NAME for reader in FORMATS)
    what = "XML or HTML" if looks_like_markup(data) else "in no format that is known"
    return f"The message is {what}; what is read is {names}: send one of these."
