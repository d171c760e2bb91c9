"""What "the same" means, field by field: what the manifest says, brought into the form that a raw story has.

Each field is a row of `FIELDS`: where the manifest has it, in which formats' words; how it compares; and why so. A
field of which the manifest says nothing in a file is not counted in that file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from wirecopy.formats import metadata
from wirecopy.formats.times import iso_time
from wirecopy.story import RawStory

Derived = Mapping[str, Any]

#: How far into the copy a dateline may stand: trash lines and bullets stand above it.
OPENING = 800
#: A time or a date, where a dateline should be: nothing but numbers, months and zones.
_NO_PLACE = re.compile(
    r"(?:[\d\W_]|gmt|utc|cest|cet|t|z|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)*",
    re.IGNORECASE,
)
#: What ends a public identifier: the revision, and N for "not updated".
_REVISION = re.compile(r":(\d+)[NUA]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field and how it is compared."""

    name: str
    #: What the manifest says; None where it says nothing that can be compared.
    wanted: Callable[[Derived], Any]
    #: Whether the story says the same.
    same: Callable[[Any, RawStory], bool]
    #: What the story says, for the list of differences.
    got: Callable[[RawStory], object]
    #: How it is compared, and why so.
    how: str
    #: Whether it counts for the bar, or is told beside it.
    counts: bool = True


def words(text: object) -> str:
    """Letters and digits only, case folded: white space, dashes and quotation marks are told in many ways."""
    return " ".join(re.findall(r"[^\W_]+", str(text).casefold()))


# --- what the manifest says -------------------------------------------------------------------------------------------


def _headline(derived: Derived) -> tuple[str, ...] | None:
    """All lines that the headline may be: old wires have a block of lines, and the manifest does not say which."""
    if headline := derived.get("headline"):
        return (words(headline),)
    lines = derived.get("header_block") or derived.get("upper_lines")
    return tuple(words(line) for line in lines) if lines else None


def _guid(derived: Derived) -> tuple[str, ...] | None:
    """The identity without the version, in all forms that the format itself calls equal."""
    if "altids" in derived:
        return (derived["altids"]["itemid"],)
    found = [derived[name] for name in ("guid", "uri") if derived.get(name)]
    if "news_item_id" in derived and "date_id" in derived:
        parts = (derived["provider_id"], derived["date_id"], derived["news_item_id"])
        found += [_REVISION.sub("", found[0])] if found else []
        found.append("urn:newsml:" + ":".join(parts))
    return tuple(found) or None


def _version(derived: Derived) -> str | None:
    value = next((derived[name] for name in ("version", "revision", "du_key_version") if name in derived), None)
    return None if value is None else str(value)


def _urgency(derived: Derived) -> str | None:
    """The digit of the urgency; else the priority as the wire writes it (IPTC 7901, ANPA 1312)."""
    value = str(derived.get("urgency") or ("" if "revision" in derived else derived.get("priority", "")))
    if "urgency" in derived and not re.fullmatch("[1-9]", value):
        return None
    return value or None


def _status(derived: Derived) -> str | None:
    value = next((derived[name] for name in ("pubstatus", "status", "management_status") if derived.get(name)), None)
    return None if value is None else (metadata.pub_status(value) or "withheld")


def _dateline(derived: Derived) -> str | None:
    """A dateline with a place in it, in words."""
    value = derived.get("dateline") or ("" if "altids" not in derived else derived.get("located", ""))
    return None if not value or _NO_PLACE.fullmatch(value) else words(value)


def _located(derived: Derived) -> str | None:
    value = derived.get("located")
    first = value[0] if isinstance(value, list) and value else value
    return words(first) if first and not re.match(r"\w+:\d", str(first)) else None


def _text(*names: str) -> Callable[[Derived], str | None]:
    """The words of the first of these fields; a list is one text."""

    def found(derived: Derived) -> str | None:
        value = next((derived[name] for name in names if derived.get(name)), "")
        said = words(" ".join(map(str, value)) if isinstance(value, list) else value)
        return said or None

    return found


def _byline(derived: Derived) -> str | None:
    bylines = derived.get("bylines")
    value = bylines[0].get("by") if bylines else derived.get("byline")
    return words(metadata.byline(value)) or None if value else None


def _ed_note(derived: Derived) -> str | None:
    value = derived.get("ednote") or derived.get("ed_msg")
    return words(value[0] if isinstance(value, list) else value) or None if value else None


def _time(*names: str) -> Callable[[Derived], datetime | None]:
    def found(derived: Derived) -> datetime | None:
        value = next((derived[name] for name in names if derived.get(name)), "")
        return iso_time(value) if value else None

    return found


def _language(derived: Derived) -> str | None:
    return str(derived["language"]).casefold() if derived.get("language") else None


# --- how it compares --------------------------------------------------------------------------------------------------


def _same_dateline(wanted: str, story: RawStory) -> bool:
    """In the copy as it stands, or its place in `located` where the format keeps it apart."""
    place = words(story.located or "")
    return f" {wanted} " in f" {words(story.body[:OPENING])} " or bool(place and f"{wanted} ".startswith(f"{place} "))


def _same_urgency(wanted: str, story: RawStory) -> bool:
    return wanted.casefold() in (str(story.urgency), (story.priority or "").casefold())


def _same_time(wanted: datetime, got: datetime | None) -> bool:
    return got is not None and abs(wanted - got) < timedelta(seconds=1)


def _said_in(wanted: str, got: str | None) -> bool:
    return f" {wanted} " in f" {words(got or '')} "


def _opens_with(wanted: str, story: RawStory) -> bool:
    """The first words of it, because the manifest cuts it; anywhere, because notes may stand above it."""
    head = " ".join(wanted.split()[:12])
    return _said_in(head, f"{story.deck} {story.body}")


def _is_one_of(wanted: Iterable[str], got: str | None) -> bool:
    return got is not None and got in wanted


FIELDS: tuple[Field, ...] = (
    Field(
        name="headline",
        wanted=_headline,
        same=lambda wanted, story: _is_one_of(wanted, words(story.headline)),
        got=lambda story: story.headline,
        how="Letters and digits only, case folded. IPTC 7901 and ANPA 1312 mark no headline: it must be one of the "
        "lines of the header.",
    ),
    Field(
        name="guid",
        wanted=_guid,
        same=lambda wanted, story: _is_one_of(wanted, story.uri),
        got=lambda story: story.uri,
        how="To the letter, without the version. NewsML 1.2: the PublicIdentifier without its revision, or the same "
        "made of ProviderId, DateId and NewsItemId. AP: the itemid, because the uri has the version's etag in it.",
    ),
    Field(
        name="version",
        wanted=_version,
        same=lambda wanted, story: story.version == wanted,
        got=lambda story: story.version,
        how="To the letter. NewsML 1.2: RevisionId; NITF: the version of du-key.",
    ),
    Field(
        name="urgency",
        wanted=_urgency,
        same=_same_urgency,
        got=lambda story: f"{story.urgency} / {story.priority}",
        how="The digit. Where the format has a priority of its own (ANPA's letter), that letter. What is no digit from "
        "1 to 9 is not compared.",
    ),
    Field(
        name="pubstatus",
        wanted=_status,
        same=lambda wanted, story: story.pub_status == wanted,
        got=lambda story: story.pub_status,
        how='The last part of the term ("stat:usable" is usable), case folded. A word that is none of usable, withheld '
        "and canceled must withhold the story.",
    ),
    Field(
        name="dateline",
        wanted=_dateline,
        same=_same_dateline,
        got=lambda story: f"{story.located} / {story.body[:80]}",
        how="Its words stand at the beginning of the copy; or its place stands in `located`, where the format keeps "
        'the dateline apart. What holds no place ("4/4/2018") is not compared.',
    ),
    Field(
        name="slugline",
        wanted=_text("slugline", "slug", "keyword_line"),
        same=lambda wanted, story: words(story.slug or "") == wanted,
        got=lambda story: story.slug,
        how="Letters and digits only.",
        counts=False,
    ),
    Field(
        name="byline",
        wanted=_byline,
        same=lambda wanted, story: words(story.byline or "").startswith(wanted),
        got=lambda story: story.byline,
        how='Letters and digits, without "By"; an affiliation may follow.',
        counts=False,
    ),
    Field(
        name="language",
        wanted=_language,
        same=lambda wanted, story: (story.language or "").casefold() == wanted,
        got=lambda story: story.language,
        how="Case folded.",
        counts=False,
    ),
    Field(
        name="version_created",
        wanted=_time("version_created", "versioncreated", "this_revision_created", "date_issue"),
        same=lambda wanted, story: _same_time(wanted, story.sent),
        got=lambda story: story.sent,
        how="The same instant, to the second; a time without a zone is taken as UTC.",
        counts=False,
    ),
    Field(
        name="first_created",
        wanted=_time("first_created", "firstcreated"),
        same=lambda wanted, story: _same_time(wanted, story.first_sent),
        got=lambda story: story.first_sent,
        how="The same instant.",
        counts=False,
    ),
    Field(
        name="ednote",
        wanted=_ed_note,
        same=lambda wanted, story: _said_in(wanted, story.ed_note),
        got=lambda story: story.ed_note,
        how="Its words stand in our note, which may hold notes of the copy too. Of several the first is compared.",
        counts=False,
    ),
    Field(
        name="located",
        wanted=_located,
        same=lambda wanted, story: words(story.located or "") == wanted,
        got=lambda story: story.located,
        how="Letters and digits; of several the first; codes (geo:3169070) are not compared.",
        counts=False,
    ),
    Field(
        name="first_paragraph",
        wanted=_text("first_paragraph"),
        same=_opens_with,
        got=lambda story: story.body[:120],
        how="Its first twelve words stand in deck and copy.",
        counts=False,
    ),
)
