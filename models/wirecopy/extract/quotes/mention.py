"""From the head of a mention to the words that a reader would mark: "Mayor Ana Ruiz", "officials in the know"."""

from wirecopy.extract.found import Stretch
from wirecopy.extract.tokens import (
    APOSTROPHE,
    BLANK,
    CLOSED,
    COLON,
    COMMA,
    DASH,
    MARK,
    OPENED,
    SEMICOLON,
    Labels,
    Tokens,
)
from wirecopy.resolve.lexicon import given_name_gender

#: What sets an apposition off from the mention.
_STOPS = frozenset((COMMA, SEMICOLON, COLON, DASH, OPENED, MARK, BLANK))
#: So many tokens before and behind its head a mention may have; nobody writes a longer one.
_LONGEST = 40

_RELATIVE = frozenset(("who", "which", "whose", "whom"))


def mention_of(text: str, tokens: Tokens, labels: Labels, head: int) -> Stretch:
    """The noun phrase of a head, cut where an apposition or a relative clause is set off."""
    first, last = _first(text, tokens, head), head
    for at in range(head + 1, min(int(tokens.right[head]) + 1, head + _LONGEST)):
        form = text[tokens.start[at] : tokens.end[at]].lower()
        if _is_stop(text, tokens, at) or form in _RELATIVE or _ends_it(tokens, labels, head, at):
            break
        if form == "of" and _somebody_else(text, tokens, labels, head, first, at):
            break
        last = at
    return int(tokens.start[first]), int(tokens.end[last])


def _first(text: str, tokens: Tokens, head: int) -> int:
    """The first token of the phrase: behind the last thing that sets it off, a hyphen inside a word does not."""
    first = max(int(tokens.left[head]), head - _LONGEST)
    for at in range(first, head):
        if _is_stop(text, tokens, at):
            first = at + 1
    while first < head and tokens.punctuation[first] in (CLOSED, APOSTROPHE):
        first += 1
    return first


def _is_stop(text: str, tokens: Tokens, at: int) -> bool:
    if tokens.punctuation[at] == DASH:
        start, end = int(tokens.start[at]), int(tokens.end[at])
        return text[start - 1 : start].isspace() or text[end : end + 1].isspace()
    return int(tokens.punctuation[at]) in _STOPS


def _ends_it(tokens: Tokens, labels: Labels, head: int, at: int) -> bool:
    """A relative clause of its own, or the owner's mark: "the mayor | 's statement"."""
    if labels.deps[tokens.dep[at]] == "relcl":
        return True
    return labels.tags[tokens.tag[at]] == "POS" and int(tokens.head[at]) == head


def _somebody_else(text: str, tokens: Tokens, labels: Labels, head: int, first: int, at: int) -> bool:
    """Whether another person begins here: "said Ana Ruiz | of Tom Smith"."""
    if int(tokens.head[at]) != head or not labels.tags[tokens.tag[head]].startswith("NNP") or at + 1 >= len(tokens):
        return False
    words = [text[tokens.start[one] : tokens.end[one]] for one in (first, at + 1)]
    return head > first and all(given_name_gender(word) is not None for word in words)
