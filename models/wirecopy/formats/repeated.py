"""Whether a summary says nothing that the copy does not begin with."""

import re

#: How much further than its own length the summary is looked for: a dateline and a byline may stand before it.
BEFORE = 1_000
#: What stands where a summary was cut off.
_CUT = ("...", "…", "[...]", "[…]")


def repeats(body: str, summary: str) -> bool:
    """Whether the summary is only the beginning of the body over again, in words: marks and dashes get lost.

    One that was cut off in the middle of a word ("the harbour mas...") is one too.
    """
    summary = summary.rstrip()
    words = _words(summary)
    if summary.endswith(_CUT):
        words = words.rpartition(" ")[0]
    return words in _words(body[: len(summary) + BEFORE])


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
