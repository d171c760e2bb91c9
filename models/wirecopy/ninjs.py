"""The story as ninjs 3.1 (IPTC): the part of an enriched event that other news software reads as it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from wirecopy.story import PubStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class NinjsText:
    """ninjs 3.1 headline or body: a value with its role and content type."""

    JSON_NAMES: ClassVar = "camelCase"
    #: The text.
    value: str
    #: "main" or "deck".
    role: str | None = None
    #: IANA media type: "text/plain".
    content_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NinjsInfoSource:
    """ninjs 3.1 infoSource: a party that had to do with the content."""

    JSON_NAMES: ClassVar = "camelCase"
    #: The party's name.
    name: str
    #: What it did: "provider".
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NinjsStory:
    """The story as valid ninjs 3.1 (IPTC), for other news software to read as it is; nothing may be added to it."""

    JSON_NAMES: ClassVar = "camelCase"
    #: The story's identity over all its versions.
    uri: str
    #: The standard, its version and its schema.
    standard: dict[str, str]
    #: The news type: "text".
    type: str = "text"
    #: This version.
    version: str | None = None
    #: When the first version was sent.
    first_created: datetime | None = None
    #: When this version was sent.
    version_created: datetime | None = None
    #: Not to be published before this time.
    embargoed_until: datetime | None = None
    #: Whether the story may be used; "canceled" is a kill.
    pub_status: PubStatus | None = None
    #: 1 (most urgent) to 9 (least).
    urgency: int | None = None
    #: BCP 47 language tag.
    language: str | None = None
    #: The note to editors.
    ed_note: str | None = None
    #: The story's short working name.
    slugline: str | None = None
    #: The byline.
    by: str | None = None
    #: The place that the metadata gives.
    located: str | None = None
    #: Headline (role "main") and deck (role "deck").
    headlines: tuple[NinjsText, ...] = ()
    #: The copy, dateline included.
    bodies: tuple[NinjsText, ...] = ()
    #: Who provided it.
    info_sources: tuple[NinjsInfoSource, ...] | None = None
