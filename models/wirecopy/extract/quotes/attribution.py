"""Who a direct quotation is attributed to: the cue beside it, after it or before it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.lexicon import CueWord, cue_words
from wirecopy.extract.quotes.marks import Quotation
from wirecopy.extract.quotes.parse import ParsedCue

#: How far from the quotation a cue may stand, in code points: right after it, before a comma, before a colon.
AFTER, BEFORE_COMMA, BEFORE_COLON, BEFORE_NOTHING = 110, 90, 200, 12

#: A full stop that ends no sentence: titles, initials, abbreviated months and states.
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Sgt|Capt|St|Jr|Sr|Prof|Rev|No|[A-Z][a-z]{2}))\.$"
)
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")

#: Words at which the mention after a cue is over: "said Smith | in Paris".
_AFTER_MENTION = frozenset(
    ("in", "on", "at", "during", "after", "before", "when", "while", "as", "by", "to", "from", "with", "for", "that")
) | {"and", "but", "who", "which", "of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """The attribution of a direct quotation."""

    cue: Stretch
    word: CueWord
    mention: Stretch | None
    addressee: Stretch | None
    #: In words: where the cue stands.
    where: str


def attribution(text: str, quotation: Quotation, room: Stretch, cues: Sequence[ParsedCue]) -> Attributed | None:
    """The attribution that belongs to a quotation.

    Args:
        text: the story's text.
        quotation: the quotation.
        room: where its attribution may stand: from the end of the quotation before it, or the start of the paragraph,
            to the start of the next quotation, or the end of the paragraph.
        cues: the parsed cues of the paragraph.
    """
    return _after(text, quotation, room[1], cues) or _before(text, quotation, room[0], cues)


def ends_sentence(text: str, start: int, end: int) -> int | None:
    """The offset behind the first mark that ends a sentence (full stop, exclamation, question); None without one."""
    for match in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, max(start, match.start() - 12), match.start() + 1):
            return match.end()
    return None


def _after(text: str, quotation: Quotation, limit: int, cues: Sequence[ParsedCue]) -> Attributed | None:
    """`"…," Lavrov said` and `"…," said Lavrov`: in the rest of the sentence, unless a full stop ended it."""
    begin = quotation.outer[1]
    if text[quotation.inner[1] - 1] == "." and not text[begin : begin + 2].strip().startswith(","):
        return None
    end = min(ends_sentence(text, begin, limit) or limit, begin + AFTER)
    found = next((cue for cue in cues if begin <= cue.span[0] < end), None)
    if found is None or not _mentioned_in(found, begin, limit):
        return _by_pattern(text, begin, end)
    return _attributed(found, "after")


def _before(text: str, quotation: Quotation, limit: int, cues: Sequence[ParsedCue]) -> Attributed | None:
    """`Lavrov said: "…"`, `Lavrov told reporters, "…"`, `Lavrov said "…"`."""
    found = next((cue for cue in reversed(cues) if limit <= cue.span[0] < quotation.outer[0]), None)
    if found is None or found.negated:
        return None
    between = text[found.span[1] : quotation.outer[0]]
    if ends_sentence(text, found.span[1], quotation.outer[0]) is not None:
        return None
    last = between.rstrip()[-1:]
    reach = BEFORE_COLON if last == ":" else BEFORE_COMMA if last == "," else BEFORE_NOTHING
    return _attributed(found, "before") if len(between) <= reach else None


def _mentioned_in(cue: ParsedCue, begin: int, end: int) -> bool:
    """Whether the cue's subject stands outside the quotation, or is borrowed from another cue."""
    return cue.subject is not None and (cue.of is not None or begin <= cue.subject[0] < end)


def _attributed(cue: ParsedCue, where: str) -> Attributed:
    return Attributed(cue=cue.span, word=cue.word, mention=cue.subject, addressee=cue.addressee, where=where)


def _by_pattern(text: str, begin: int, end: int) -> Attributed | None:
    """Without help from the parse: the first cue word behind the quotation, the words before it or after it."""
    words = list(_WORD.finditer(text, begin, end))
    for position, match in enumerate(words):
        word = cue_words().get(match.group().lower())
        if word is None or word.takes == "matter":
            continue
        mention = _run(words[:position]) if position else _run(_following(text, words[1:], match.end()))
        if position > 8 or mention is None:
            return None
        return Attributed(
            cue=(match.start(), match.end()), word=word, mention=mention, addressee=None, where="after, by its place"
        )
    return None


def _following(text: str, words: Iterable[re.Match[str]], start: int) -> list[re.Match[str]]:
    taken: list[re.Match[str]] = []
    for match in words:
        if match.group().lower() in _AFTER_MENTION or any(c in text[start : match.start()] for c in ",;:("):
            break
        taken.append(match)
        start = match.end()
    return taken


def _run(words: Sequence[re.Match[str]]) -> Stretch | None:
    return (words[0].start(), words[-1].end()) if words else None
