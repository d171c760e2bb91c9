"""Agencies as they sign: data/agencies.tsv gives the name that a newsroom uses for each printed form."""

import re
from functools import cache

from wirecopy.data import rows

#: Web publishers sign with their domain: "FT.com", "p2pnet.net News".
_DOMAIN = re.compile(r"[\w-]{1,30}\.(?:com|net|org|co\.uk|info|tv)(?: News)?", re.IGNORECASE)
#: What an agency's signature looks like: a few words, one of them with a capital; "dpa" is in the table.
_SIGNATURE = re.compile(r"[^\W\d_][\w.&'’/-]{0,24}(?: [\w.&'’/-]{1,24}){0,3}")


@cache
def _agencies() -> dict[str, str]:
    return {printed: name for printed, name in rows("agencies.tsv")}  # noqa: C416 - dict() would take rows of any length


def agency(printed: str) -> str | None:
    """The agency's name, or None for one that is not in the table; of two, "ANI/GPRC", the first that is."""
    whole = " ".join(printed.split()).casefold()
    parts = (part.strip() for part in whole.split("/"))
    return next((_agencies()[form] for form in (whole, *parts) if form in _agencies()), None)


def signs_alone(printed: str) -> bool:
    """Whether these words, without brackets and without a place, can be the signature: "Reuters", "FT.com"."""
    return (agency(printed) is not None and (len(printed) > 2 or printed == "AP")) or bool(_DOMAIN.fullmatch(printed))


def looks_like_one(printed: str) -> bool:
    """Whether words in brackets can be the signature of an agency that is not in the table: "(KABC)"."""
    return bool(_SIGNATURE.fullmatch(printed)) and any(c.isupper() for c in printed)
