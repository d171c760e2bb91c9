"""The furniture of a wire story: slug lines, labels, notes to editors, trash lines, bylines. One line, one question."""

import re
from functools import cache

from wirecopy.data import lines
from wirecopy.formats.clean import one_line

#: AP: "BC-Kenya-Explosion, 5th Ld-Writethru" (before cycle; AM and PM are the cycles).
_AP_SLUG = re.compile(r"(?:BC|AM|PM)-[A-Za-z0-9][^\n]{1,100}")
#: dpa and its kin: "dpa 0142", the number of the item.
_ITEM_NUMBER = re.compile(r"(?P<agency>[a-z]{2,8}|[A-Z]{2,8}) ?(?P<number>\d{4,5})")
#: dpa, Reuters: "Museums/Germany", "CHILE-MINE/".
_SLASHED = re.compile(r"\w[\w&.'-]{0,40}(?:/[\w&.'-]{1,40}){0,6}/?")

_NOTE = re.compile(
    r"(?:eds|editors?|note to editors|editor['’]s note|attn(?::? editors)?|attention,? editors)[.:,] ?\S", re.IGNORECASE
)
_TRASH = re.compile(r"\([^()\n]{3,400}\)\.?|[*•·] ?\S[^\n]*")
_EMBARGO_LINE = re.compile(
    r"(?:(?:STRICTLY |UNDER )?EMBARGO(?:ED)?:? (?:UNTIL|TILL|TO|NOT|FOR RELEASE|\d)"
    r"|(?:HOLD|NOT) FOR (?:RELEASE|PUBLICATION|BROADCAST|USE)\b)[^\n]{0,80}"
)
#: Press releases by wire (AsiaNet): "Source: OMRON Corporation", "MEDIA RELEASE PR67261".
_RELEASE_LINE = re.compile(r"(?:MEDIA|PRESS|NEWS) RELEASE(?: [A-Z]{0,3}\d{1,9})?|S(?:ource|OURCE): [^\n]{2,80}")
_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")

_BYLINE = re.compile(r"[Bb][Yy]:? (?P<name>[^\n]{2,90}?)[ =.]*")
#: "Roe", "d'Afflisio", "&".
_CAPITAL = re.compile(r"(?:[dl]['’])?[^\W\d_a-z]|&|dpa\b")
#: Words of a byline that have no capital.
_SMALL_WORDS = {
    *("and", "for", "in", "of", "at", "the", "with"),
    *("de", "da", "di", "del", "du", "la", "le", "van", "von", "der", "den", "dos", "al", "el", "bin", "ibn"),
    *("writer", "writers", "correspondent", "correspondents", "reporter", "reporters", "staff", "sportswriter"),
    *("sports", "editor"),
}
_AFFILIATION = re.compile(
    r"(?:Associated Press|AP|Reuters|Agence France-Presse|dpa|UPI|Xinhua|AAP)"
    r"(?: (?:[A-Z][a-z]+ ){0,3}(?:Writers?|Correspondents?|Reporters?))?"
    r"|(?:[A-Z][A-Za-z.]+ ){1,4}(?:Writers?|Correspondents?|Reporters?|Editor)"
)


def slug_of(line: str) -> str | None:
    """The slug of a slug line: an AP slug, an item's number, or a keyword line; None if it is none."""
    if _AP_SLUG.fullmatch(line) or _ITEM_NUMBER.fullmatch(line):
        return one_line(line)
    return line if "/" in line and _SLASHED.fullmatch(line) else None


def item_number(line: str) -> str | None:
    """The agency and number of an item's line, zeros before the number left out ("dpa 0142" -> "dpa 142")."""
    found = _ITEM_NUMBER.fullmatch(line)
    return f"{found['agency']} {int(found['number'])}" if found else None


def is_label(line: str) -> bool:
    """Whether a line only says what the message is: "1ST LEAD", "KILL KILL KILL", "EMBARGOED UNTIL FRIDAY 1600 GMT"."""
    if _EMBARGO_LINE.fullmatch(line) or _RELEASE_LINE.fullmatch(line):
        return True
    words = re.findall(r"\w+", line[:60].casefold())
    labels = [word for word in words if word in _label_words()]
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    return len(line) <= 60 and bool(labels) and len(labels) + len(numbers) == len(words) <= 6


def is_note(line: str) -> bool:
    """Whether a line is addressed to editors: "Eds: UPDATES with quotes", "ATTN EDITORS: …"."""
    return bool(_NOTE.match(line))


def is_trash(line: str) -> bool:
    """Whether a line is a trash line in brackets ("(Adds details)") or a bullet ("* Four missing")."""
    return bool(_TRASH.fullmatch(line))


def byline_name(line: str) -> str | None:
    """Who a byline names ("By Jane Roe and Juan Gómez" -> "Jane Roe and Juan Gómez"); None if it is no byline."""
    match = _BYLINE.fullmatch(line)
    if match is None:
        return None
    words = match["name"].split()
    names = [word for word in words if word.strip(",&") and word.casefold().strip(",") not in _SMALL_WORDS]
    capitals = all(_CAPITAL.match(word) for word in names)
    return one_line(match["name"]) if names and capitals and len(words) <= 14 else None


def affiliation(line: str) -> str | None:
    """For whom the writer works, as it stands on the line under a byline: "Associated Press Writer"."""
    return one_line(line) if len(line) <= 60 and _AFFILIATION.fullmatch(line) else None


@cache
def _label_words() -> frozenset[str]:
    return frozenset(lines("label_words.tsv"))
