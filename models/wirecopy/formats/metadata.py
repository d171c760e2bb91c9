"""Metadata as values: each function reads one field, and notes in `repairs` what it cannot use."""

import re
from collections.abc import Callable
from datetime import datetime

from wirecopy.errors import Unreadable
from wirecopy.story import PubStatus

#: The identity becomes the Kafka key and part of every id; no honest one is longer.
LONGEST_URI = 1_000
#: How much of a wrong value a sentence shows.
SHOWN = 40

_STATUSES: dict[str, PubStatus] = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    # No vocabulary of IPTC's has these; whoever writes them leaves no doubt, and a kill must not be missed.
    "killed": "canceled",
    "kill": "canceled",
    "withdrawn": "canceled",
    "retracted": "canceled",
    "recalled": "canceled",
}
_BY = re.compile(r"by:? +(?=\S)", re.IGNORECASE)


def identity(value: str, where: str, called: str = "an identity") -> str | None:
    """The publisher's name of a story; None if it has none.

    Args:
        value: the name as it is written.
        where: where it stands, to begin a sentence with.
        called: what the format calls it, with its article.

    Raises:
        Unreadable: "bad-field": it is longer than any honest name.
    """
    if len(value) > LONGEST_URI:
        raise Unreadable(
            "bad-field", f"{where} has {called} of {len(value):,} characters; give one of at most {LONGEST_URI:,}."
        )
    return value or None


def urgency(value: object, repairs: list[str]) -> int | None:
    """IPTC urgency, 1 to 9. Anything else is ignored: an unknown priority is not urgent."""
    written = str(value).strip().removesuffix(".0")
    if isinstance(value, (int, float, str)) and re.fullmatch("[1-9]", written):
        return int(written)
    repairs.append(f"urgency {shown(value)} was ignored: it is no number from 1 to 9")
    return None


def pub_status(value: str) -> PubStatus | None:
    """The status, also as a term of IPTC's vocabulary ("stat:canceled"); None if it is none."""
    return _STATUSES.get(re.split(r"[:/]", value.strip())[-1].casefold())


def time(name: str, value: str | None, parse: Callable[[str], datetime | None], repairs: list[str]) -> datetime | None:
    """A time in UTC; one that cannot be read is ignored with a note."""
    if not value:
        return None
    found = parse(value)
    if found is None:
        repairs.append(f"{name} {shown(value)} was ignored: it is no time")
    return found


def embargo(
    name: str, value: str | None, parse: Callable[[str], datetime | None], repairs: list[str]
) -> tuple[datetime | None, PubStatus | None]:
    """The end of the embargo. One that cannot be read does not lift it: the story is withheld then."""
    if not value:
        return None, None
    found = parse(value)
    if found is not None:
        return found, None
    repairs.append(f"{name} {shown(value)} is no time: the story is withheld until further notice")
    return None, "withheld"


def stricter(status: PubStatus, held: PubStatus | None) -> PubStatus:
    """The status of a story whose embargo may hold it: a kill outlasts an embargo, and an embargo what is usable."""
    return "canceled" if status == "canceled" else held or status


def byline(value: str | None) -> str | None:
    """Who a byline names, without "By"."""
    return (_BY.sub("", value, count=1) if value and _BY.match(value) else value) or None


def shown(value: object) -> str:
    """A wrong value as a sentence may show it: quoted and cut."""
    text = repr(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def kind(value: object) -> str:
    """What a JSON value is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return {str: "a string", int: "a number", float: "a number", list: "an array"}.get(type(value), "an object")
