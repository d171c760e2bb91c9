"""What a cue is, beyond where it stands: its dictionary form, its polarity, to whom and where it was said."""

from dataclasses import dataclass

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.grammar import Grammar
from wirecopy.extract.quotes.lexicon import cue_words, venues
from wirecopy.extract.quotes.mention import mention_of
from wirecopy.extract.tokens import Labels
from wirecopy.story import Polarity

#: "told Reuters": the object of these is whom it was said to.
_TO_SOMEBODY = frozenset(("told", "tell", "tells", "telling", "informed", "assured", "reminded", "warned", "advised"))

#: "in a statement", "on television", "during a call".
_WHERE = frozenset(("in", "on", "at", "during", "via", "through", "over"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRead:
    """A cue in words."""

    span: Stretch
    lemma: str
    polarity: Polarity
    addressee: Stretch | None
    venue: Stretch | None


def read_cue(text: str, grammar: Grammar, labels: Labels, cue: int) -> CueRead:
    """The cue at a token."""
    tokens, form = grammar.tokens, grammar.form(cue)
    word = cue_words().get(form)
    start, end = int(tokens.start[cue]), int(tokens.end[cue])
    if form == "according" and cue + 1 < len(tokens) and grammar.form(cue + 1) == "to":
        span = (start, int(tokens.end[cue + 1]))
        return CueRead(span=span, lemma="according to", polarity="neutral", addressee=None, venue=None)
    return CueRead(
        span=(start, end),
        lemma=word.lemma if word else form,
        polarity=word.polarity if word else "neutral",
        addressee=_addressee(text, grammar, labels, cue),
        venue=_venue(text, grammar, labels, cue),
    )


def _addressee(text: str, grammar: Grammar, labels: Labels, cue: int) -> Stretch | None:
    if grammar.form(cue) not in _TO_SOMEBODY:
        return None
    for child in grammar.children(cue):
        if child > cue and grammar.dep(child) in ("dobj", "dative", "obj"):
            return mention_of(text, grammar.tokens, labels, child)
    return None


def _venue(text: str, grammar: Grammar, labels: Labels, cue: int) -> Stretch | None:
    """The noun of "in a statement", "on state television", before the cue or behind it, outside quotation marks."""
    for child in grammar.children(cue):
        if grammar.dep(child) != "prep" or grammar.form(child) not in _WHERE or grammar.tokens.quotation[child]:
            continue
        nouns = [noun for noun in grammar.children(child) if grammar.dep(noun) == "pobj"]
        if nouns and grammar.form(nouns[0]) in venues():
            return mention_of(text, grammar.tokens, labels, nouns[0])
    return None
