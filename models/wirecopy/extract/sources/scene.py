"""Where the words of a story stand: in which sentence, paragraph and section, quoted or not, as whose subject."""

from collections.abc import Set as AbstractSet
from itertools import accumulate, takewhile

from wirecopy.annotate import Layout
from wirecopy.extract.sources.words import Words
from wirecopy.story import SectionRole

#: How deep a name may stand in a noun phrase.
_DEEP = 5
#: In a headline's capitals nearly all words have one that are longer than this, in code points.
_LONG, _TITLE_CASE = 3, 0.8
#: What a line between two items is drawn with, and how many sentences it counts for.
_RULES = frozenset("_*=~")
_NEW_ITEM = 20
#: Dependencies that lead from a name to the noun phrase that it belongs to.
_INSIDE_A_PHRASE = frozenset({"compound", "appos", "flat", "nmod", "conj", "amod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "csubj"})
#: What a word must be on to be a subject, or to belong to one.
MAYBE_SUBJECT = _SUBJECTS | _INSIDE_A_PHRASE
_OF_THE_SENTENCE = frozenset({"ROOT", "conj", ""})


class Scene:
    """A story's words with what stands around them."""

    def __init__(self, text: str, words: Words, layout: Layout, quoted: AbstractSet[int]) -> None:
        """quoted: the words that stand between quotation marks."""
        self.text = text
        self.words = words
        self.quoted = quoted
        self._layout = layout
        #: Where the body begins: what looks like a name in the capitals above it need not be one.
        self.body = _body_start(words, layout)
        self.sentences = _reporters_sentences(words, quoted)

    def section(self, offset: int) -> SectionRole:
        """The section that a code point stands in."""
        role = self._layout.section_at(offset)
        return "headline" if role == "body" and offset < self.body else role

    def subject(self, at: int) -> bool:
        """Whether a word is the subject of its clause, or belongs to the noun phrase that is."""
        return self.words[self._phrase(at)].dep in _SUBJECTS

    def of_main_clause(self, at: int) -> bool:
        """Whether what a word is the subject of is the sentence's own verb."""
        verb = self.words[self._phrase(at)].head
        return self.words[verb].dep in _OF_THE_SENTENCE

    def _phrase(self, at: int) -> int:
        for _ in range(_DEEP):
            if self.words[at].dep not in _INSIDE_A_PHRASE:
                break
            at = self.words[at].head
        return at


def _body_start(words: Words, layout: Layout) -> int:
    """Where the body begins; a first line in capitals that no reader took for a headline is one all the same."""
    start = next((section.start for section in layout.sections if section.role == "body"), 0)
    first = next((at for at, word in enumerate(words) if word.start >= start), len(words))
    line = list(takewhile(lambda word: word.paragraph == words[first].paragraph, words[first:]))
    long = [word.text for word in line if len(word.text) > _LONG and word.text[0].isalpha()]
    capitals = sum(text[0].isupper() for text in long)
    return line[-1].end if len(long) > _LONG and capitals >= _TITLE_CASE * len(long) else start


def _reporters_sentences(words: Words, quoted: AbstractSet[int]) -> list[int]:
    """Number the sentences anew, those that are wholly quoted with the number of the one before.

    Behind a line of underscores or asterisks another item begins: nobody is on stage any more.
    """
    steps = [0] * (words[-1].sentence + 1 if words else 0)
    for at, word in enumerate(words):
        if not steps[word.sentence] and at not in quoted and any(map(str.isalnum, word.text)):
            steps[word.sentence] = 1
        elif word.text[0] in _RULES and at and _is_rule(words[at - 1].text + word.text):
            steps[word.sentence] = _NEW_ITEM
    return [max(0, count - 1) for count in accumulate(steps)]


def _is_rule(marks: str) -> bool:
    """Whether two words that touch are of the line between two items, whichever way it was cut into words: "***"."""
    printed = marks.strip()
    return len(printed) > 1 and len(set(printed.strip("."))) == 1 and printed[-2] in _RULES
