"""The words by which wires say what a message is, and the forms that make labels of them.

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
from dataclasses import dataclass

from wirecopy.story import Relation


@dataclass(frozen=True, slots=True)
class Label:
    """Words that stand for a relation. Without one they only say how urgent a story is, and are passed over."""

    relation: Relation | None
    pattern: re.Pattern[str]


#: What closes a label.
_CLOSED = r"(?: ?[:/] ?| (?:--?|[–—]) | ?(?:--|[–—])|\.? ?[ *^/]{0,5}$)"
_BRACKETS = r"[(\[]{}[)\]][ :–—-]{{0,4}}"


def _capitals(relation: Relation | None, words: str, *, glued: bool = False) -> Label:
    """A label in capitals. A glued hyphen closes it where the headline is no capitals, or where it always does."""
    hyphen = r"-(?=\S)" if glued else r"-(?=\S.{0,300}[a-z])"
    return Label(relation, re.compile(rf"(?:{words})(?:{_CLOSED}|{hyphen})|{_BRACKETS.format(f'(?:{words})')}"))


def _any_case(relation: Relation | None, words: str) -> Label:
    """A label that a number or a fixed phrase makes unmistakable."""
    closed = re.compile(rf"(?:{words})(?:{_CLOSED}| ?-(?=\S))|{_BRACKETS.format(f'(?:{words})')}", re.IGNORECASE)
    return Label(relation, closed)


def _colon(relation: Relation | None, words: str) -> Label:
    """A word that is a label in small letters too, if a colon or brackets close it."""
    return Label(relation, re.compile(rf"(?:{words}): ?|{_BRACKETS.format(f'(?:{words})')}", re.IGNORECASE))


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
    Label("lead", re.compile(rf"(?:LEAD|LD): ?|{_BRACKETS.format('(?i:lead|ld)')}")),
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
LAST = re.compile(r"\(([^()]{2,30})\)$")
#: Xinhua and AP number their advisories by day: "Xinhua Mideast news advisory -- Nov. 8".
NEWS_ADVISORY = re.compile(r"\bnews advisory\b[ –—-]{0,4}(?:[A-Z][a-z]{2,8}\.? ?\d{1,2})?$", re.IGNORECASE)

#: What the slug says, anywhere in it.
SLUG = (
    # "KILL-SWITCH/" is a subject: a slug says kill by itself, behind a comma, or with what is killed.
    Label(
        "kill",
        re.compile(r"\b(?:BULLETIN|MANDATORY) KILL\b|^KILL(?=$|[:,]| (?:KILL|STORY|NOTICE|ITEM|BC-)\b)|, ?KILL\b"),
    ),
    Label("correction", re.compile(r"\(CORRECTED\)|, ?(?:CORRECTION|Correct(?:ion|ed|ive))\b")),
    Label("take", re.compile(rf"\btake (\d{{1,2}})\b|\b{_NTH} ?(?:take|add)\b", re.IGNORECASE)),
    Label("lead", re.compile(rf"\b{_NTH} ?(?:ld|lead)\b|\b(?:ld-)?writethru\b", re.IGNORECASE)),
    Label("update", re.compile(r"\((?:UPDATE|WRAPUP) (\d{1,2})\)")),
    Label("embargo", re.compile(r"\$?\bADV ?\d{1,2}\b")),
    Label("advisory", re.compile(r"\b(?:News|Photo|Media)[ -]Advisory\b")),
)

#: Where a clause of a note begins: "Eds: Adds quotes; corrects age".
_CLAUSE = r"(?:^|[.;:(\[] ?)"
#: Where a clause ends; a full stop behind a month, a day or a single letter ends none.
CLAUSE_END = re.compile(
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
    Label("kill", re.compile(r"\bKILL(?:[ ,/-]{1,3}KILL){1,4}\b|\b(?:MANDATORY|BULLETIN) KILL\b|^\W{0,3}KILL\b")),
    Label(
        "kill", re.compile(rf"{_CLAUSE}(?:please )?{_KILL_IT}|{_CLAUSE}(?:please )?kill *(?:[.:;)]|$)", re.IGNORECASE)
    ),
    Label(
        "kill",
        re.compile(
            rf"\bplease {_KILL_IT}|{_NOTICE}|{_CLAUSE}(?:withdrawn|retracted) *(?:[.:;)]|$)"
            rf"|\b(?:this|the)? ?(?:story|item|dispatch) (?:is|has been|must be|should be) {_WITHDRAWN}",
            re.IGNORECASE,
        ),
    ),
    Label("hold", re.compile(r"\bHOLD(?:[ ,/-]{1,3}HOLD){1,4}\b|^\W{0,3}HOLD(?! FOR RELEASE)\b")),
    Label(
        "hold",
        re.compile(
            rf"{_CLAUSE}(?:please )?(?:{_NOT_YET}|(?:hold|do not (?:use|publish)|not for publication) *(?:[.:;)]|$)"
            rf"|hold until further notice)|\bplease (?:do not publish(?! (?:before|until)\b)|{_NOT_YET})",
            re.IGNORECASE,
        ),
    ),
    Label(
        "correction", re.compile(rf"\bCORRECT(?:S|ING|ED|ION)\b|\bto CORRECT\b|{_CLAUSE}[Cc]orrect(?:s|ing|ed|ion)\b")
    ),
    Label(
        "correction",
        re.compile(r"\b(?:kill|disregard|replaces) (?:the )?(?:previous|earlier|prior) version", re.IGNORECASE),
    ),
    Label("refile", re.compile(rf"\bREFIL(?:ES|ING|ED)\b|{_CLAUSE}[Rr]efil(?:es|ing|ed)\b")),
    Label("repeat", re.compile(rf"\bRE(?:PEAT|SEND)(?:S|ING)\b|{_CLAUSE}[Rr]e(?:peat|send)(?:s|ing)\b")),
    Label(
        "update",
        re.compile(
            r"\b(?:ADDS|UPDATES|UPDATING|RECASTS|LEADS|SUBS|INSERTS|RAISES|RESTORES|TRIMS|NEW throughout)\b"
            rf"|{_CLAUSE}(?:[Aa]dds|[Uu]pdates|[Uu]pdating|[Rr]ecasts|[Ww]rites through)\b"
        ),
    ),
    Label(
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
    Label("kill", re.compile(r"^\W{0,8}KILL(?:[ ,/-]{1,3}KILL){1,4}\b", re.MULTILINE)),
    Label(
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
    Label(
        "hold",
        re.compile(
            rf"^\W{{0,8}}(?-i:HOLD(?:[ ,/-]{{1,3}}HOLD){{1,4}}\b)|{_OPENS}please (?:{_NOT_YET})",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
)

#: Lines above the copy that are notes: in brackets, to editors, or "Corrects spelling …" without a subject.
NOTE_LINE = re.compile(
    r"\W{0,2}(?:eds?|editors?|attn|attention(?:,? editors)?)[.:,]|\([^()\n]{3,}\)\.?$"
    r"|\W{0,2}embargoed\b|hold for release\b"
    r"|(?-i:Corrects|CORRECTS|Refiles|REFILES|Repeats|REPEATS) [^\n]{1,200}$",
    re.IGNORECASE,
)
#: What a kill or a correction calls the other story: "item dpa 157", "BC-Kenya-Explosion".
ITEM = re.compile(r"\bitem ((?:[A-Za-z]{2,12} ?)?\d{2,6})\b")
SLUG_NAME = re.compile(r"\b(?:BC|AM|PM)-[A-Za-z][\w&'-]{1,60}")
#: A time in a note that leaves no doubt.
TIME = re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:?\d\d)")
