"""What grammar knows better than the scorer: who tells in the passive, whom somebody quotes, whose statement it is."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from wirecopy.extract.quotes.features import REACH_BEFORE, REACH_BEHIND
from wirecopy.extract.quotes.lexicon import cue_words
from wirecopy.extract.quotes.spans import Scoped
from wirecopy.extract.tokens import BLANK, COMMA, STOP, Labels, Tokens

#: Nothing was said yet: "would say", "if he says". Not "will" and "can", nor "to": "went on to say" says it.
_MAY = frozenset(("would", "might", "may", "should", "could", "must"))
_IF = frozenset(("if", "whether", "unless"))
_NOBODY = frozenset(("neither", "nobody", "no", "none", "nothing"))
_NOTHING = frozenset(("nothing", "little"))

#: What denies a cue stands so near before it, in tokens; "not" farther away is part of what was said.
_NEAR = 4

#: Verbs whose object is the one who speaks: "the agency quoted an official as saying", "an official was quoted".
_QUOTING = frozenset(("quote", "quotes", "quoted", "quoting"))

#: Nouns that say something themselves: "pointed to the mission's statements saying that …".
_SAYINGS = frozenset(
    ("statement", "statements", "report", "reports", "words", "remarks", "message", "messages", "letter", "letters")
)

#: Worse than any other speaker: grammar says that nobody tells it.
NEVER = -1000.0

#: As good as the network's own surest finds.
_SURE = 4.0

#: A second piece of fewer tokens is a stray: "| Ruiz | was told by the governor that …".
_FEWEST_TOKENS = 3


class Grammar:
    """The words and the parse of one text, as questions about its cues."""

    def __init__(self, text: str, tokens: Tokens, labels: Labels) -> None:
        self._text, self.tokens, self._labels = text, tokens, labels

    def corrected(self, one: Scoped) -> Scoped:
        """The same quote with the teller that grammar demands."""
        children = {self.dep(child): child for child in self.children(one.cue)}
        one = self._without_strays(one)
        if self.dep(one.speaker) == "npadvmod" and "nsubj" in children:
            one = replace(one, speaker=children["nsubj"])  # "Acme, a maker of anvils, today announced"
        statement = self._of_a_statement(one) or self._as_somebody_said(one)
        if statement is not None:
            return statement
        if self.form(one.cue) in _QUOTING:
            return self._whom_it_quotes(one, children)
        passive = self.tag(one.cue) == "VBN" and "nsubj" not in children and self.dep(one.cue) != "conj"
        if not passive or not ("nsubjpass" in children or self.dep(one.cue) in ("advcl", "acl")):
            return one
        agent = next(self.children(children["agent"]), None) if "agent" in children else None
        return replace(one, speaker_lead=NEVER) if agent is None else replace(one, speaker=agent, speaker_lead=-NEVER)

    def says_nothing(self, cue: int, speaker: int) -> bool:
        """Whether nothing was said: "did not say", "would say", "neither said", "says nothing"."""
        quotation = self.tokens.quotation
        for child in self.children(cue):
            form, dep, reach = self.form(child), self.dep(child), cue - child
            if quotation[child] != quotation[cue]:
                continue
            unsaid = dep == "neg" or (dep == "aux" and form in _MAY) or (dep == "mark" and form in _IF)
            if (unsaid and 0 < reach <= _NEAR) or (reach < 0 and dep in ("dobj", "attr") and form in _NOTHING):
                return True
        return any(self.form(at) in _NOBODY for at in (speaker, *self.children(speaker)))

    def closes(self, cue: int, begin: int, run: tuple[int, int]) -> bool:
        """Whether it closes a reported sentence, as on the wires: "The port reopens, an official who knows it said".

        The words begin the sentence, a comma ends them, then come the subject and a reporting verb that has no other
        object.
        """
        word = cue_words().get(self.form(cue))
        if word is None or word.takes != "clause" or run[0] != begin or run[1] >= cue:
            return False
        children = {self.dep(child): child for child in self.children(cue)}
        subject = children.get("nsubj")
        if subject is None or subject > cue or children.keys() & {"dobj", "attr", "acomp"}:
            return False
        comma = int(self.tokens.punctuation[run[1]]) == COMMA and run[1] + 1 == int(self.tokens.left[subject])
        return comma and any(self.tag(at) in ("VBD", "VBZ", "VBP", "MD") for at in range(*run))

    def denies(self, cue: int, run: tuple[int, int]) -> bool:
        """Whether it denies a clause behind it: "Acme denies it plans to sell". A denial must not be missed."""
        word = cue_words().get(self.form(cue))
        if word is None or word.polarity != "deny" or run[0] <= cue:
            return False
        clauses = [child for child in self.children(cue) if self.dep(child) in ("ccomp", "xcomp")]
        return any(run[0] <= clause < run[1] for clause in clauses)

    def reports(self, cue: int) -> bool:
        """Whether a cue is a word that is known to report: "say", "according to", a colon."""
        return self.form(cue) in cue_words() or self.form(cue) in ("according", ":")

    def takes(self, cue: int, run: tuple[int, int]) -> bool:
        """Whether it is a reporting verb with a subject, and the words are what it takes: a clause, or a matter."""
        word = cue_words().get(self.form(cue))
        if word is None or word.takes == "quote":
            return False
        if any(self.dep(child) == "prt" for child in self.children(cue)):
            return False  # "called off a strike" calls nothing anything
        wanted = "ccomp" if word.takes == "clause" else "dobj"
        children = list(self.children(cue))
        taken = any(self.dep(child) == wanted and run[0] <= child < run[1] for child in children)
        return taken and any(self.dep(child) in ("nsubj", "agent") for child in children)

    def children(self, at: int) -> Iterator[int]:
        """The tokens that hang on a token, in order, as far as its sentence is looked at."""
        first = max(int(self.tokens.left[at]), at - REACH_BEFORE)
        heads = self.tokens.head[first : min(int(self.tokens.right[at]) + 1, at + REACH_BEHIND)]
        return (first + step for step in (heads == at).nonzero()[0].tolist() if first + step != at)

    def form(self, at: int) -> str:
        """The lower-case form of a token."""
        return str(self._text[self.tokens.start[at] : self.tokens.end[at]]).lower()

    def dep(self, at: int) -> str:
        """The dependency of a token on its head."""
        return self._labels.deps[int(self.tokens.dep[at])]

    def tag(self, at: int) -> str:
        """The Penn Treebank tag of a token."""
        return self._labels.tags[int(self.tokens.tag[at])]

    def _without_strays(self, one: Scoped) -> Scoped:
        long = tuple(run for run in one.runs if run[1] - run[0] >= _FEWEST_TOKENS or self.tokens.quotation[run[0]])
        return replace(one, runs=long) if long else one

    def _whom_it_quotes(self, one: Scoped, children: dict[str, int]) -> Scoped:
        """The object of "quoted" (in the passive its subject) speaks, and is no part of what was said."""
        quoted = children.get("nsubjpass", children.get("dobj"))
        if quoted is None or self.tokens.quotation[quoted] != self.tokens.quotation[one.cue]:
            return one
        runs = tuple(run for run in one.runs if not run[0] <= quoted < run[1])
        as_ = int(self.tokens.right[quoted]) + 1
        saying = as_ + 1 < len(self.tokens) and self.form(as_) == "as" and self.form(as_ + 1) in cue_words()
        cue = as_ + 1 if saying else one.cue
        return replace(one, cue=cue, runs=runs, speaker=quoted, speaker_lead=-NEVER) if runs else one

    def _as_somebody_said(self, one: Scoped) -> Scoped | None:
        """The words behind the comma of "As the mayor told Reuters, the port will close"."""
        tokens, comma = self.tokens, int(self.tokens.right[one.cue]) + 1
        if self.form(one.begin) != "as" or int(tokens.head[one.begin]) != one.cue or not self.reports(one.cue):
            return None
        end = int(np.searchsorted(tokens.sentence, tokens.sentence[one.cue], side="right"))
        while end > comma and tokens.punctuation[end - 1] in (STOP, BLANK):
            end -= 1
        if end - comma <= _FEWEST_TOKENS or tokens.punctuation[comma] != COMMA or tokens.quotation[comma + 1]:
            return None
        return replace(one, runs=((comma + 1, end),), score=max(one.score, _SURE))

    def _says_of_a_statement(self, at: int) -> bool:
        """Whether a token is the participle in "a statement | saying | that …"."""
        says = at >= 0 and self.tag(at) == "VBG" and self.form(at) in cue_words()
        return says and self.form(int(self.tokens.head[at])) in _SAYINGS

    def _of_a_statement(self, one: Scoped) -> Scoped | None:
        """The mission says it, and not Hale, in "Hale pointed to the mission's statement saying that …".

        Without an owner it is the statement of the one who "issued a statement saying that …".
        """
        first, last = one.runs[0]
        at = next((at for at in range(first - 2, min(first + _NEAR + 2, last)) if self._says_of_a_statement(at)), -1)
        statement = int(self.tokens.head[at])
        if not one.cue < statement < at:
            return None
        begin = max(first, at + 1)
        begin += begin + 1 < last and self.form(begin) == "that"
        one = replace(one, runs=((begin, last), *one.runs[1:]))
        owners = [
            child for child in self.children(statement) if self.dep(child) == "poss" and self.tag(child) != "PRP$"
        ]
        return replace(one, cue=at, speaker=owners[0], speaker_lead=-NEVER) if owners else replace(one, cue=at)
