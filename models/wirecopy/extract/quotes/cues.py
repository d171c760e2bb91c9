"""What a cue is, beyond where it stands: its dictionary form, its polarity, whether it says anything, and to whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from wirecopy.extract.found import Stretch
from wirecopy.extract.quotes.lexicon import cue_words
from wirecopy.extract.quotes.mention import mention_of
from wirecopy.extract.quotes.tokens import Labels, Tokens
from wirecopy.story import Polarity

#: Nothing was said yet: "would say", "to say", "if he says". Without "will" and "can": "we will say it again" says it.
_MAY = frozenset(("would", "might", "may", "should", "could", "to", "must"))
_IF = frozenset(("if", "whether", "unless"))
_NOBODY = frozenset(("neither", "nobody", "no", "none", "nothing"))
_NOTHING = frozenset(("nothing", "little"))

#: "told Reuters": the object of these is whom it was said to.
_TO_SOMEBODY = frozenset(("told", "tell", "tells", "telling", "informed", "assured", "reminded", "warned", "advised"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRead:
    """A cue in words."""

    span: Stretch
    lemma: str
    polarity: Polarity
    addressee: Stretch | None


class CueReader:
    """Reads the cues of one text."""

    def __init__(self, text: str, tokens: Tokens, labels: Labels) -> None:
        self._text, self._tokens, self._labels = text, tokens, labels

    def read(self, cue: int) -> CueRead:
        """The cue at a token."""
        word = cue_words().get(self._form(cue))
        start, end = int(self._tokens.start[cue]), int(self._tokens.end[cue])
        if self._form(cue) == "according" and cue + 1 < len(self._tokens) and self._form(cue + 1) == "to":
            return CueRead(
                span=(start, int(self._tokens.end[cue + 1])), lemma="according to", polarity="neutral", addressee=None
            )
        return CueRead(
            span=(start, end),
            lemma=word.lemma if word else self._form(cue),
            polarity=word.polarity if word else "neutral",
            addressee=self._addressee(cue),
        )

    def says_nothing(self, cue: int, speaker: int | None) -> bool:
        """Whether nothing was said: "did not say", "would say", "neither said", "says nothing"."""
        for child in self._children(cue):
            form, dep = self._form(child), self._dep(child)
            if dep == "neg" or (dep == "aux" and form in _MAY) or (dep == "mark" and form in _IF):
                return True
            if dep in ("dobj", "attr") and form in _NOTHING:
                return True
        if speaker is None:
            return False
        return any(self._form(at) in _NOBODY for at in (speaker, *self._children(speaker)))

    def _addressee(self, cue: int) -> Stretch | None:
        if self._form(cue) not in _TO_SOMEBODY:
            return None
        for child in self._children(cue):
            if child > cue and self._dep(child) in ("dobj", "dative", "obj"):
                return mention_of(self._text, self._tokens, self._labels, child)
        return None

    def _children(self, at: int) -> Iterator[int]:
        heads = self._tokens.head[self._tokens.left[at] : self._tokens.right[at] + 1]
        for step in (heads == at).nonzero()[0].tolist():
            child = int(self._tokens.left[at]) + step
            if child != at:
                yield child

    def _form(self, at: int) -> str:
        return self._text[self._tokens.start[at] : self._tokens.end[at]].lower()

    def _dep(self, at: int) -> str:
        return self._labels.deps[self._tokens.dep[at]]
