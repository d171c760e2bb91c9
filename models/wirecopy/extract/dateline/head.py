"""What is printed at a place where a dateline may begin: places, regions, date and agency, up to the lead.

A dateline is wholly made of such parts: whatever stands before the dash and is none of them says that it is no dateline
("Officials met with NATO (AP) - …"). So a line is cut at its separators; the first piece must be dateline material, and
further pieces belong to it while they are ("(ANSA) - ROME, NOV 20 - ", "LONDON--(BUSINESS WIRE)--Nov. 20, 2026--").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wirecopy.extract.dateline.agency import agency, looks_like_one, signs_alone
from wirecopy.extract.dateline.date import PrintedDate, find_date, is_month, is_weekday, misprinted_date
from wirecopy.gazetteer import knows, regions

#: A dateline is never longer than this, agency and separator included (the longest of 13,981 has 79 code points).
LONGEST = 160

_GROUP = r"\([^()\n]{1,80}\)|\[[^\[\]\n]{1,40}\]|/ ?[^\s/(][^/\n(]{1,38}/(?=[\s.,:–—-]|$)"
#: What stands between dateline and lead, or between parts. A single hyphen needs a space or a bracket beside it.
_SEPARATOR = (
    r"(?<=[)\]/])\s?\.[-–—_]{1,3}\s*"  # (EFE).-
    r"|\s*(?:-{2,4}|[—―])\s*"
    r"|\s+\|\s+|(?<=\d)\s+/\s+|\s+[-–_]\s*|(?<=[)\]/])[-–_]\s*|[-–_](?=\s|$|\()"
    r"|\s?:(?=\s|$)\s*"
    r"|(?<=[)/])\.(?=\s|$)\s*"  # /TASS/.
    r"|(?:(?<=[A-Za-zÀ-ÿ.]\s\d)|(?<=[A-Za-zÀ-ÿ.]\s\d\d)|(?<=\d{4}))\.\s+(?=[A-Z/(])"  # MOSCOW, November 20. The
    r"|(?<=\))\s*(?=[A-Z\d\"“‘«¡¿])|(?<=[)/])\s+(?=[A-Z\d\"'“‘«¡¿])"  # nothing at all
)
_TOKEN = re.compile(rf"(?P<group>{_GROUP})|(?P<separator>{_SEPARATOR})")
_LAST_GROUP = re.compile(_GROUP)
_INNER_SEPARATOR = re.compile(r"\s+[-–—]\s+")
#: Decoration that wires and web pages leave before the place.
_DECORATION = re.compile(r"[\s*>:•_-]{0,12}")
#: White space before the lead; bounded, because an endless one is an attack.
_GAP = re.compile(r"\s{0,2000}")
#: A byline between the commas of a dateline: a few words, each with a capital.
_BYLINE = re.compile(r"(?:By|BY) [^\W\d_a-z][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){1,4}")
#: Articles before a date.
_ARTICLES = frozenset(("le", "el", "il", "den", "am"))
_AND = re.compile(r"\s+(?:and|AND|&)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlace:
    """A place as printed, with the region printed after it."""

    name: str
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What stands in a piece, or in all pieces of a dateline."""

    places: tuple[PrintedPlace, ...] = ()
    date: PrintedDate | None = None
    agency: str | None = None
    #: The agency stands apart: in brackets, in slashes, or between separators.
    apart: bool = False
    #: "By Umid Example", inside the dateline.
    byline: str | None = None

    def joined(self, other: "Parts") -> "Parts | None":
        """Both as one, unless both have the same part; only an agency that signs twice may do so with a place."""
        if (self.places and other.places) or (self.date and other.date):
            return None
        twice = self.agency and other.agency
        if twice and not (other.places and agency(str(self.agency)) == agency(str(other.agency))):
            return None
        last = other if other.agency else self
        return Parts(
            places=self.places or other.places,
            date=self.date or other.date,
            agency=last.agency,
            apart=last.apart,
            byline=self.byline or other.byline,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Everything before the lead: `text[start:end]`, then the separator, then the lead at `body_start`."""

    parts: Parts
    start: int
    end: int
    body_start: int
    #: The separator without its spaces; empty where the lead follows the agency at once.
    separator: str


def read_head(text: str, start: int) -> Head | None:
    """Read what is printed from an offset on; None if that is not wholly dateline material up to a separator."""
    begin = _DECORATION.match(text, start).end()  # type: ignore[union-attr]  # it matches the empty string too
    line = text.find("\n", begin, begin + LONGEST)
    limit = line if line >= 0 else min(len(text), begin + LONGEST)
    head: Head | None = None
    piece_start = begin
    for gap_start, gap_end in _separators(text, begin, limit):
        parts = read_piece(text[piece_start:gap_start])
        joined = parts if head is None or parts is None else head.parts.joined(parts)
        separator = text[gap_start:gap_end].strip()
        if joined is None or (parts is not None and head is not None and not _carries_on(parts, separator)):
            break
        head = Head(
            parts=joined,
            start=begin,
            end=_end_of(text, piece_start, gap_start),
            body_start=_GAP.match(text, gap_end).end(),  # type: ignore[union-attr]  # it matches the empty string too
            separator=separator,
        )
        piece_start = gap_end
    return _to_the_line_end(text, begin, piece_start, limit, head) or head


def _to_the_line_end(text: str, begin: int, piece_start: int, end: int, head: Head | None) -> Head | None:
    """The dateline with the last piece of its line, where a line break and no separator is between it and the lead.

    It must have a place, a date and an agency, and the last piece must not be the lead: "OSLO, May 5 - (Adds quotes)".
    """
    if piece_start == end or (end < len(text) and text[end] != "\n"):
        return None
    last = read_piece(text[piece_start:end])
    parts = last if head is None or last is None else head.parts.joined(last)
    if not (last and parts and parts.places and parts.date and parts.agency):
        return None
    known = agency(parts.agency) is not None
    if not (known and (last.date or last.agency)) and (head is None or last.date is None):
        return None
    lead = _GAP.match(text, end).end()  # type: ignore[union-attr]  # it matches the empty string too
    return Head(parts=parts, start=begin, end=_end_of(text, piece_start, end), body_start=lead, separator="")


def read_piece(piece: str) -> Parts | None:
    """The parts of one piece; None if anything in it is no part of a dateline."""
    held, rest, region = _groups(piece)
    if held is None:
        return None
    date = held.date or find_date(rest) or misprinted_date(rest)
    before, after = (rest, "") if date is None or held.date else (rest[: date.start], rest[date.end :])
    first = _sorted_out(before, _Items(agency=held.agency, apart=held.apart), begun=False)
    # What follows the date is no place, unless the date comes first: "OSLO, May 5, the mayor" is no dateline.
    found = _sorted_out(after.strip(" ,."), replace(first, places=()), begun=True)
    if first.places and found.places:
        return None
    printed = ", ".join(first.places or found.places)
    places = read_places(printed, region) if printed else held.places
    if printed and not places:
        return None
    return Parts(places=places, date=date, agency=found.agency, apart=found.apart, byline=found.byline)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Items:
    """What stands between the commas of a piece, sorted out."""

    places: tuple[str, ...] = ()
    agency: str | None = None
    apart: bool = False
    byline: str | None = None


def _sorted_out(printed: str, items: _Items, *, begun: bool) -> _Items:
    """Add what a stretch without brackets and date lists: an agency, a byline, and names of places and regions.

    A byline opens no dateline: "By Umid Example BAKU (AP)" has it glued before. begun: something stands before.
    """
    listed = [item for item in printed.strip(" ,").split(",") if item.strip(" .")]
    for item in map(str.strip, listed):
        alone = len(listed) == 1
        if _is_filler(item):
            continue
        if (begun or items.places) and items.byline is None and _BYLINE.fullmatch(item):
            items = replace(items, byline=item)
        elif items.agency is None and _signs(item, alone=alone):
            items = replace(items, agency=item, apart=alone)
        else:
            items = replace(items, places=(*items.places, item))
    return items


def _signs(item: str, *, alone: bool) -> bool:
    """Whether an item is the signature of an agency and not the name of a place: "SANA" is both."""
    return signs_alone(item) and (alone or not knows(item))


def _is_filler(item: str) -> bool:
    """Whether an item only goes with a date: a weekday, an article ("Paris, le 20 mai")."""
    return is_weekday(item) or item in _ARTICLES


def read_places(printed: str, region: str | None) -> tuple[PrintedPlace, ...]:
    """The places of "DUBAI/LONDON", "PARIS, Texas", "ROME and MILAN, Italy"; empty if that is no list of places.

    region: what stood in brackets after the last one.
    """
    names = [part for chunk in printed.split("/") for part in _split_and(chunk)]
    places = [place for name in names for place in _place(name)]
    if not places or len(places) > 6:
        return ()
    if region and places[-1].region is None:
        places[-1] = PrintedPlace(name=places[-1].name, region=region)
    return tuple(places)


def _groups(piece: str) -> tuple[Parts | None, str, str | None]:
    """What the brackets hold, the piece with the brackets blanked, and a region in brackets."""
    parts, region, rest = Parts(), None, piece
    for match in _LAST_GROUP.finditer(piece):
        inner = match[0][1:-1].strip(" ,")
        if regions(inner) and not agency(inner) and piece[: match.start()].strip():
            region = inner
        else:
            held = _bracketed(inner, alone=not piece[: match.start()].strip())
            joined = parts.joined(held) if held else None
            if joined is None:
                return None, piece, None
            parts = joined
        rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    return parts, rest, region


def _bracketed(inner: str, *, alone: bool) -> Parts | None:
    """What words in brackets are: a date, an agency, both, or a place where nothing stands before the bracket."""
    date = find_date(inner)
    if date:
        return _dated(inner, date, alone=alone)
    if agency(inner):
        return Parts(agency=inner, apart=True)
    if alone and knows(inner) and inner.isupper():
        return Parts(places=(PrintedPlace(name=inner),))
    return Parts(agency=inner, apart=True) if looks_like_one(inner) else None


def _dated(inner: str, date: PrintedDate, *, alone: bool) -> Parts | None:
    """What words in brackets with a date are: "(Nov. 20)", "(AFP, Nov 20)", "(Newsfile Corp. - October 9, 2026)"."""
    signed = (inner[: date.start] + inner[date.end :]).strip(" ,-–—")
    if not signed:
        return Parts(date=date)
    if agency(signed) or (_INNER_SEPARATOR.search(inner) and looks_like_one(signed)):
        return Parts(date=date, agency=signed, apart=True)
    return _whole_dateline(inner, date) if alone else None


def _whole_dateline(inner: str, date: PrintedDate) -> Parts | None:
    """A whole dateline in brackets, "(May 5, 2026, Oslo, Norway Courier)": place first, signature last."""
    listed = [part.strip() for part in (inner[: date.start] + "," + inner[date.end :]).split(",") if part.strip()]
    if not 1 <= len(listed) <= 3 or not knows(listed[0]):
        return None
    name, region, signed = listed[0], listed[1] if len(listed) == 3 else None, listed[-1] if len(listed) > 1 else None
    if (signed and not looks_like_one(signed)) or (region and not regions(region)):
        return None
    place = PrintedPlace(name=name, region=region)
    return Parts(places=(place,), date=date, agency=signed, apart=signed is not None)


def _place(chunk: str) -> Iterator[PrintedPlace]:
    """The places of a chunk with commas: what follows a place is its region, or else another place.

    What is left of a date that could not be read, "March 187" or "April", is neither.
    """
    name, *others = [part.strip() for part in chunk.split(",") if part.strip(" .")] or [""]
    others = [part for part in others if not (is_month(part) or any(map(str.isdigit, part)))]
    while others and not regions(others[0]) and knows(others[0]) and others[0].isupper():
        yield PrintedPlace(name=_bare(name))
        name, *others = others
    if not others:
        name, others = _unpunctuated(name)
    yield PrintedPlace(name=_bare(name), region=", ".join(others) or None)


def _unpunctuated(name: str) -> tuple[str, list[str]]:
    """Split a name that lacks its comma: in "FARMINGTON Conn." the abbreviation after capitals is a region."""
    place, _, last = name.rpartition(" ")
    if place.isupper() and last.endswith(".") and not last.isupper() and regions(last):
        return place, [last]
    return name, []


def _split_and(chunk: str) -> list[str]:
    """Split at "and" where it joins places: "ROME and MILAN" are two, "TRINIDAD AND TOBAGO" is one."""
    names = _AND.split(chunk)
    if len(names) == 1 or knows(chunk) or regions(chunk):
        return [chunk]
    return names if all(knows(name.split(",")[0]) for name in names) else [chunk]


def _bare(name: str) -> str:
    """Without the full stop that ends it ("MOSCOW."); "St." and "U.N." keep theirs."""
    return name[:-1].rstrip() if name.endswith(".") and "." not in name[:-1] else name


def _carries_on(parts: Parts, separator: str) -> bool:
    """Whether a piece after a separator is dateline rather than lead: it must show more than a capitalised word."""
    if parts.date or (parts.agency and agency(parts.agency)):
        return True
    return bool(separator) and (
        parts.apart or any(knows(place.name) and place.name.isupper() for place in parts.places)
    )


def _separators(text: str, start: int, limit: int) -> Iterator[tuple[int, int]]:
    """Where separators stand, brackets skipped."""
    for match in _TOKEN.finditer(text, start, limit):
        if match["group"] is None and match.start() > start:
            yield match.span()


def _end_of(text: str, start: int, end: int) -> int:
    """The end of a piece without trailing spaces and commas."""
    return start + len(text[start:end].rstrip(" ,\t"))
