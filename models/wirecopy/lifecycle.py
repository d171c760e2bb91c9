"""What a message is in the life of its story: a kill, a correction, an update, a take, or simply a new story.

Wires say so in five places: the status of the metadata, a label before the headline ("CORRECTED-"), the slug ("5th
Ld-Writethru"), the note to editors ("Eds: CORRECTS age"), and the first lines of the copy ("Please kill item dpa 157").

A label is told from a headline by its form and never by its word alone. It stands first (or last, in brackets), it is
in capitals, in brackets or numbered, and a colon, a dash or the end of the line closes it. So "KILL: Minister resigns"
is a kill, and "Kill switch law passes", "Bomb kills 3" and "Update on the budget" are headlines. A wrong kill takes a
true story off the air, a missed one leaves a false story on: where the form is in doubt (small letters, a hyphen in a
headline that is all capitals), nothing is claimed.

Conventions after the Reuters handbook (REFILE, CORRECTED, UPDATE n, STORY WITHDRAWN, RPT), the AP Filewire page and
256 AP and NYT headers (Ld-Writethru, take, Eds notes, $ADV), the dpa style book (KILL KILL KILL, HOLD HOLD HOLD, LEAD)
and openings of Xinhua, Yonhap and Kyodo.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wirecopy.formats.times import iso_time
from wirecopy.signals import relation_of
from wirecopy.story import Evidence, Lifecycle, PubStatus, RawStory, Relation

#: What the relation is if several are claimed: the first of these. A corrected update is a correction.
RANK: tuple[Relation, ...] = (
    "kill", "hold", "correction", "refile", "repeat", "take", "lead", "update", "advisory", "embargo", "new"
)  # fmt: skip

#: What follows from a piece of evidence, in words.
SAYS: dict[Relation, str] = {
    "kill": "the story is withdrawn",
    "hold": "the story is not to be used for now",
    "correction": "the story corrects an earlier version",
    "refile": "the story was sent again with a small mistake mended",
    "repeat": "the story was sent before, unchanged",
    "take": "this is a further part of the story",
    "lead": "the story has a new lead",
    "update": "the story is an update",
    "advisory": "this is a message to editors and no story",
    "embargo": "the story is not to be published before a time",
}

#: How much of the copy is looked at, and how much of a note, in code points.
OPENING, NOTE = 700, 2_000
#: How much of the evidence is quoted.
SHOWN = 160


@dataclass(frozen=True, slots=True)
class _Label:
    """Words that stand for a relation. Without one they only say how urgent a story is, and are passed over."""

    relation: Relation | None
    pattern: re.Pattern[str]


#: What closes a label.
_CLOSED = r"(?: ?[:/] ?| (?:--?|[–—]) | ?(?:--|[–—])|\.? ?[ *^/]{0,5}$)"
_BRACKETS = r"[(\[]{}[)\]][ :–—-]{{0,4}}"


def _capitals(relation: Relation | None, words: str, *, glued: bool = False) -> _Label:
    """A label in capitals. A glued hyphen closes it where the headline is no capitals, or where it always does."""
    hyphen = r"-(?=\S)" if glued else r"-(?=\S.{0,300}[a-z])"
    return _Label(relation, re.compile(rf"(?:{words})(?:{_CLOSED}|{hyphen})|{_BRACKETS.format(f'(?:{words})')}"))


def _any_case(relation: Relation | None, words: str) -> _Label:
    """A label that a number or a fixed phrase makes unmistakable."""
    closed = re.compile(rf"(?:{words})(?:{_CLOSED}| ?-(?=\S))|{_BRACKETS.format(f'(?:{words})')}", re.IGNORECASE)
    return _Label(relation, closed)


def _colon(relation: Relation | None, words: str) -> _Label:
    """A word that is a label in small letters too, if a colon or brackets close it."""
    return _Label(relation, re.compile(rf"(?:{words}): ?|{_BRACKETS.format(f'(?:{words})')}", re.IGNORECASE))


_NTH = r"(\d{1,2})(?:st|nd|rd|th)"
#: A time of day that is no year.
_CLOCK = r"(?:0\d{3}|\d{1,2}[.:]\d\d|\d{4} ?(?:GMT|UTC|hrs|hours))"
#: Agencies as they sign their notices to editors: "AFP KILL", "The Associated Press has withdrawn its story".
_AGENCY = (
    r"(?:AFP|AP|Associated Press|DPA|dpa|EFE|Kyodo(?: News)?|PA|PTI|Reuters|REUTERS|TASS|UPI|Xinhua|XINHUA|Yonhap)"
)
#: What a kill is called in capitals, what follows it, and what may stand before it.
_KILL = (
    rf"(?:(?:MANDATORY|BULLETIN|URGENT|{_AGENCY}) )?KILL(?:[ ,/-]{{1,3}}KILL){{0,4}}"
    r"(?: (?:NOTICE|STORY|ITEM|AND REPLACE|& REPLACE))?"
)
_KILLED = rf"(?:{_AGENCY} )?STORY (?:WITHDRAWN|KILLED|RETRACTED|REMOVED)|WITHDRAWN|RETRACT(?:ED|ION)"

LABELS = (
    _capitals("kill", rf"{_KILL}|{_KILLED}|DISREGARD(?: \w+)?|ANNULE(?! ET REMPLACE)"),
    _any_case("kill", r"(?:mandatory|bulletin) kill|kill (?:notice|advisory)|story (?:withdrawn|killed|retracted)"),
    _capitals("correction", r"ANNULE ET REMPLACE"),
    _capitals("correction", r"CORRECTED(?: ?\(OFFICIAL\))?", glued=True),
    _capitals("correction", r"CORRECT(?:ION|S|IVE)|CORRECTED VERSION|CLARIFICATION"),
    _colon("correction", r"corrected(?: version)?|correction|corrective|clarification"),
    _capitals("refile", r"REFIL(?:E|ED|ING)", glued=True),
    _colon("refile", r"refil(?:e|ing)"),
    _capitals("repeat", r"RPT|REPEAT(?:ED|ING|S)|R E P E A T|RESEND(?:ING)?", glued=True),
    _capitals("repeat", r"REPEAT"),
    _colon("repeat", r"repeat|rpt|resending"),
    _any_case(
        "take", rf"(?-i:TAKE) (\d{{1,2}})(?: of \d{{1,2}})?|take (\d{{1,2}}) of \d{{1,2}}|{_NTH} ?(?:take|add)(?!-)"
    ),
    _any_case("lead", rf"{_NTH} ?(?:ld|lead)(?:[ -]writethru)?(?: \d{{1,2}}(?:st|nd|rd|th) net)?|(?:ld-)?writethru"),
    _capitals("lead", r"(?:LEAD|LD) (\d{1,2})", glued=True),
    _Label("lead", re.compile(rf"(?:LEAD|LD): ?|{_BRACKETS.format('(?i:lead|ld)')}")),
    _any_case("update", r"(?:update|wrapup)[ -](\d{1,2})"),
    _capitals("update", r"UPDATED?|WRAPUP", glued=True),
    _colon("update", r"updated?(?: (\d{1,2}))?"),
    _capitals("hold", r"HOLD(?:[ ,/-]{1,3}HOLD){0,4}|DO NOT (?:USE|PUBLISH)"),
    _capitals("embargo", r"HOLD FOR RELEASE|EMBARGO (?:UNTIL |TILL )?[^:\n]{1,40}\b(?:GMT|UTC|BST|CET|EST|EDT)"),
    _any_case("embargo", rf"embargo(?:ed)?:? (?:until |till |to |for )?{_CLOCK}\b[^:\n]{{0,60}}"),
    _capitals("embargo", r"(?:STRICTLY |UNDER )?EMBARGO(?:ED(?: (?:UNTIL|TILL|NOT)\b[^:\n]{1,60}?)?)?"),
    _capitals("advisory", r"(?:MEDIA |NEWS |PHOTO )?ADVISORY"),
    _capitals(None, r"URGENT|FLASH|BULLETIN|ALERT|SNAP|EXCLUSIVE|NEWSALERT|EXTRA"),
    _colon(None, r"urgent|flash|alert|exclusive"),
    _any_case(None, r"attention(?:,? editors)?|attn|editors|(?:notice|note) to editors"),
)

#: Labels at the end of a headline, in brackets: "(updated 3)", "(2nd Ld)".
_LAST = re.compile(r"\(([^()]{2,30})\)$")
#: Xinhua and AP number their advisories by day: "Xinhua Mideast news advisory -- Nov. 8".
_NEWS_ADVISORY = re.compile(r"\bnews advisory\b[ –—-]{0,4}(?:[A-Z][a-z]{2,8}\.? ?\d{1,2})?$", re.IGNORECASE)

#: What the slug says, anywhere in it.
SLUG = (
    # "KILL-SWITCH/" is a subject: a slug says kill by itself, behind a comma, or with what is killed.
    _Label(
        "kill",
        re.compile(r"\b(?:BULLETIN|MANDATORY) KILL\b|^KILL(?=$|[:,]| (?:KILL|STORY|NOTICE|ITEM|BC-)\b)|, ?KILL\b"),
    ),
    _Label("correction", re.compile(r"\(CORRECTED\)|, ?(?:CORRECTION|Correct(?:ion|ed|ive))\b")),
    _Label("take", re.compile(rf"\btake (\d{{1,2}})\b|\b{_NTH} ?(?:take|add)\b", re.IGNORECASE)),
    _Label("lead", re.compile(rf"\b{_NTH} ?(?:ld|lead)\b|\b(?:ld-)?writethru\b", re.IGNORECASE)),
    _Label("update", re.compile(r"\((?:UPDATE|WRAPUP) (\d{1,2})\)")),
    _Label("embargo", re.compile(r"\$?\bADV ?\d{1,2}\b")),
    _Label("advisory", re.compile(r"\b(?:News|Photo|Media)[ -]Advisory\b")),
)

#: Where a clause of a note begins: "Eds: Adds quotes; corrects age".
_CLAUSE = r"(?:^|[.;:(\[] ?)"
#: Where a clause ends; a full stop behind a month, a day or a single letter ends none.
_CLAUSE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Sun|Mon|Tue|Wed|Thu|Fri|Sat))(?<!\bSept)"
    r"\.(?:\s|$)|[;)\]](?:\s|$)|\n"
)
#: An alert may be a siren's, so it is ours only where the notice says so.
_COPY_WORD = (
    r"(?:item|story|stories|dispatch|report|copy|article|(?:our|previous|earlier) (?:\S+ )?(?:alert|snap|series|urgent)"
    r"|(?:BC|AM|PM)-\S)"
)
_WITHDRAWN = r"(?:hereby |being )?(?:withdrawn|killed|retracted)\b(?! (?:by|from|off)\b)"
_KILL_IT = rf"(?:kill|withdraw|retract|disregard|ignore|delete|cancel) (?:\S+ ){{0,3}}?{_COPY_WORD}"
_NOT_YET = (
    rf"hold (?!space|room|the (?:space|page|line|front))(?:\S+ ){{0,2}}?{_COPY_WORD}"
    rf"|do not (?:use|publish) (?:(?:\S+ ){{0,2}}?{_COPY_WORD}|(?:before|until)\b(?![^\n;]{{0,40}}\d))"
)

#: What a notice says to editors, in a note or in the copy: words that a story hardly says of anything but itself.
_NOTICE = (
    r"\b(?:a|this) kill is mandatory\b|\bmake certain the (?:story|item) is not (?:published|used)\b"
    r"|\bthere (?:will be|is) no (?:substitute|replacement) (?:story|item|dispatch|version)\b"
    rf"|\b(?:this|the above) (?:(?:story|dispatch) (?:is|has been|was)|item (?:is|has been)) {_WITHDRAWN}"
    rf"|\b(?:clients|editors|subscribers) are (?:asked|requested|advised) to {_KILL_IT}"
)

#: What a note to editors says, anywhere in it.
NOTES = (
    _Label("kill", re.compile(r"\bKILL(?:[ ,/-]{1,3}KILL){1,4}\b|\b(?:MANDATORY|BULLETIN) KILL\b|^\W{0,3}KILL\b")),
    _Label(
        "kill", re.compile(rf"{_CLAUSE}(?:please )?{_KILL_IT}|{_CLAUSE}(?:please )?kill *(?:[.:;)]|$)", re.IGNORECASE)
    ),
    _Label(
        "kill",
        re.compile(
            rf"\bplease {_KILL_IT}|{_NOTICE}|{_CLAUSE}(?:withdrawn|retracted) *(?:[.:;)]|$)"
            rf"|\b(?:this|the)? ?(?:story|item|dispatch) (?:is|has been|must be|should be) {_WITHDRAWN}",
            re.IGNORECASE,
        ),
    ),
    _Label("hold", re.compile(r"\bHOLD(?:[ ,/-]{1,3}HOLD){1,4}\b|^\W{0,3}HOLD(?! FOR RELEASE)\b")),
    _Label(
        "hold",
        re.compile(
            rf"{_CLAUSE}(?:please )?(?:{_NOT_YET}|(?:hold|do not (?:use|publish)|not for publication) *(?:[.:;)]|$)"
            rf"|hold until further notice)|\bplease (?:do not publish(?! (?:before|until)\b)|{_NOT_YET})",
            re.IGNORECASE,
        ),
    ),
    _Label(
        "correction", re.compile(rf"\bCORRECT(?:S|ING|ED|ION)\b|\bto CORRECT\b|{_CLAUSE}[Cc]orrect(?:s|ing|ed|ion)\b")
    ),
    _Label(
        "correction",
        re.compile(r"\b(?:kill|disregard|replaces) (?:the )?(?:previous|earlier|prior) version", re.IGNORECASE),
    ),
    _Label("refile", re.compile(rf"\bREFIL(?:ES|ING|ED)\b|{_CLAUSE}[Rr]efil(?:es|ing|ed)\b")),
    _Label("repeat", re.compile(rf"\bRE(?:PEAT|SEND)(?:S|ING)\b|{_CLAUSE}[Rr]e(?:peat|send)(?:s|ing)\b")),
    _Label(
        "update",
        re.compile(
            r"\b(?:ADDS|UPDATES|UPDATING|RECASTS|LEADS|SUBS|INSERTS|RAISES|RESTORES|TRIMS|NEW throughout)\b"
            rf"|{_CLAUSE}(?:[Aa]dds|[Uu]pdates|[Uu]pdating|[Rr]ecasts|[Ww]rites through)\b"
        ),
    ),
    _Label(
        "embargo",
        re.compile(
            r"\bembargo(?:ed)?\b\W{0,3}(?:until|till|to|for release|not)\b[^\n;]{0,60}|\bunder embargo\b"
            r"|\bembargo(?:ed)?\b\W{0,3}(?:for )?\d[^\n;]{0,60}|\bhold for release\b[^\n;]{0,60}"
            r"|\b(?:not for|do not) (?:release|publication|broadcast|use|publish) (?:before|until)\b(?=[^\n;]{0,40}\d)"
            r"[^\n;]{0,60}"
            r"|^\W{0,2}for (?:release|use) (?:at|on|after|(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*)\b[^\n;]{0,60}",
            re.IGNORECASE,
        ),
    ),
)

#: A sentence's own beginning, behind a dateline too. What somebody is quoted with begins with a quotation mark.
_OPENS = r"(?:^|[.!?:)\]] |[—–_-] ?)"
#: What the first sentences of the copy say.
COPY = (
    _Label("kill", re.compile(r"^\W{0,8}KILL(?:[ ,/-]{1,3}KILL){1,4}\b", re.MULTILINE)),
    _Label(
        "kill",
        re.compile(
            rf"{_OPENS}please {_KILL_IT}|{_NOTICE}"
            rf"|\b(?:eds|editors|attention|attn)\b[\w ]{{0,20}}[:,] ?kill (?:\S+ ){{0,3}}?{_COPY_WORD}"
            rf"|\bthe (?:(?-i:{_AGENCY}) )?(?:[a-z]{{3,9}}\.? \d{{1,2}} )?(?:story|item|dispatch)"
            rf" (?:headlined|titled|slugged|entitled|sent|moved|[\"“])[^\n]{{1,300}}? (?:(?:is|has been) {_WITHDRAWN}"
            r"|was withdrawn\b(?! (?:by|from)\b))"
            rf"|{_OPENS}kill (?:\S+ ){{0,3}}?{_COPY_WORD} (?:headlined|titled|slugged)\b"
            rf"|{_OPENS}(?:the )?(?-i:{_AGENCY}) (?:has (?:withdrawn|retracted|killed)"
            r"|is (?:withdrawing|retracting|killing)"
            rf"|withdraws|retracts|kills) (?:its|the) (?:\S+ ){{0,3}}?(?:{_COPY_WORD}|alert)",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    _Label(
        "hold",
        re.compile(
            rf"^\W{{0,8}}(?-i:HOLD(?:[ ,/-]{{1,3}}HOLD){{1,4}}\b)|{_OPENS}please (?:{_NOT_YET})",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
)

#: Lines above the copy that are notes: in brackets, to editors, or "Corrects spelling …" without a subject.
_NOTE_LINE = re.compile(
    r"\W{0,2}(?:eds?|editors?|attn|attention(?:,? editors)?)[.:,]|\([^()\n]{3,}\)\.?$"
    r"|\W{0,2}embargoed\b|hold for release\b"
    r"|(?-i:Corrects|CORRECTS|Refiles|REFILES|Repeats|REPEATS) [^\n]{1,200}$",
    re.IGNORECASE,
)
#: What a kill or a correction calls the other story: "item dpa 157", "BC-Kenya-Explosion".
_ITEM = re.compile(r"\bitem ((?:[A-Za-z]{2,12} ?)?\d{2,6})\b")
_SLUG_NAME = re.compile(r"\b(?:BC|AM|PM)-[A-Za-z][\w&'-]{1,60}")
#: A time in a note that leaves no doubt.
_TIME = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:?\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """What one piece of evidence claims."""

    relation: Relation
    number: int | None
    evidence: Evidence


def lifecycle(raw: RawStory) -> Lifecycle:
    """Weigh what the metadata, the labels and the notes say. Never raises.

    Returns:
        The relation that ranks first among the claims (`RANK`), the status that follows from it, and every piece of
        evidence in the order: metadata, headline, slug, note to editors, copy. A plain new story has none.
    """
    claims = tuple(_claims(raw))
    claimed = {claim.relation for claim in claims}
    new: Relation = "new"
    relation = next((one for one in RANK if one in claimed), new)
    own_number_first = sorted(claims, key=lambda claim: claim.relation != relation)
    return Lifecycle(
        status=_status(raw, claimed),
        relation=relation,
        number=next((claim.number for claim in own_number_first if claim.number is not None), None),
        embargoed_until=raw.embargoed_until or _printed_time(claims),
        refers_to=_refers_to(raw, relation),
        evidence=_evidence(claims),
    )


def _evidence(claims: tuple[_Claim, ...]) -> tuple[Evidence, ...]:
    """The evidence, once for each relation and field: a note and the label that it begins with say the same."""
    first: dict[tuple[Relation, str], Evidence] = {}
    for claim in claims:
        first.setdefault((claim.relation, claim.evidence.field), claim.evidence)
    return tuple(first.values())


def _status(raw: RawStory, claimed: set[Relation]) -> PubStatus:
    """The stricter of what the metadata and the prose say."""
    if raw.pub_status == "canceled" or "kill" in claimed:
        return "canceled"
    return "withheld" if raw.pub_status == "withheld" or claimed & {"hold", "embargo"} else "usable"


def _claims(raw: RawStory) -> Iterator[_Claim]:
    yield from _in_metadata(raw)
    yield from _in_headline(raw.headline[:400])
    yield from _anywhere("slug", (raw.slug or "")[:200], SLUG)
    for part in (raw.ed_note or "")[:NOTE].split("; "):
        yield from _leading_labels("ed_note", part)
    yield from _anywhere("ed_note", (raw.ed_note or "")[:NOTE], NOTES)
    yield from _in_copy(raw.body[:OPENING])


def _in_metadata(raw: RawStory) -> Iterator[_Claim]:
    if raw.pub_status == "canceled":
        yield _claim("kill", "pub_status", "canceled")
    if raw.embargoed_until is not None:
        yield _claim("embargo", "embargoed_until", raw.embargoed_until.isoformat())
    elif raw.pub_status == "withheld":
        yield _claim("hold", "pub_status", "withheld")
    for signal in raw.signals:
        if relation := relation_of(signal):
            yield _claim(relation, "signals", signal)


def _in_headline(headline: str) -> Iterator[_Claim]:
    yield from _leading_labels("headline", headline)
    if last := _LAST.search(headline):
        yield from _leading_labels("headline", last[0])
    yield from _anywhere("headline", headline, COPY)
    if advisory := _NEWS_ADVISORY.search(headline):
        yield _claim("advisory", "headline", advisory[0])


def _leading_labels(field: str, line: str) -> Iterator[_Claim]:
    """The labels that a line begins with: "RPT-UPDATE 2-CORRECTED-…" has three."""
    at = len(line) - len(line.lstrip(" *^/'=-"))
    for _ in range(5):
        label, match = next(((one, m) for one in LABELS if (m := one.pattern.match(line, at))), (None, None))
        if label is None or match is None or match.end() == at:
            return
        if label.relation is not None:
            yield _claim(label.relation, field, match[0].strip(" "), _number(match))
        at = match.end()


def _anywhere(field: str, text: str, labels: tuple[_Label, ...]) -> Iterator[_Claim]:
    for label in labels:
        if label.relation is not None and (match := label.pattern.search(text)):
            value = text if field == "slug" else _clause(text, match.start())
            yield _claim(label.relation, field, value, _number(match))


def _in_copy(opening: str) -> Iterator[_Claim]:
    """What the notes above the copy and the first sentences say."""
    for line in opening.split("\n")[:8]:
        if _NOTE_LINE.match(line):
            yield from _anywhere("body", line.strip(" ()"), NOTES)
    yield from _anywhere("body", opening, COPY)


def _claim(relation: Relation, field: str, value: str, number: int | None = None) -> _Claim:
    evidence = Evidence(field=field, value=value[:SHOWN], says=SAYS[relation])
    return _Claim(relation=relation, number=number, evidence=evidence)


def _number(match: re.Match[str]) -> int | None:
    return next((int(group) for group in match.groups() if group), None)


def _clause(text: str, start: int) -> str:
    """The clause of a note, or the sentence of the copy, that begins at an offset."""
    clause = text[start:].lstrip(" .;:,()[]!?-–—_")
    end = _CLAUSE_END.search(clause)
    return clause[: end.start()] if end else clause


def _printed_time(claims: tuple[_Claim, ...]) -> datetime | None:
    """The end of an embargo that is printed as a whole time; "Friday 1600 GMT" needs a calendar and is left alone."""
    values = (claim.evidence.value for claim in claims if claim.relation == "embargo")
    return next((time for value in values if (found := _TIME.search(value)) and (time := iso_time(found[0]))), None)


def _refers_to(raw: RawStory, relation: Relation) -> tuple[str, ...]:
    """The stories that it speaks of: those of the metadata, and those that a kill, a correction or a hold names."""
    named: list[str] = []
    if relation in ("kill", "hold", "correction", "refile", "repeat"):
        prose = f"{raw.headline[:400]}\n{(raw.ed_note or '')[:NOTE]}\n{raw.body[:OPENING]}"
        named = _ITEM.findall(prose) + _SLUG_NAME.findall(prose)
    return tuple(dict.fromkeys((*raw.refers_to, *named)))
