"""Whether a summary says nothing that the copy does not begin with."""

import re

#: How much further than its own length the summary is looked for: a dateline and a byline may stand before it.
BEFORE = 1_000


def repeats(body: str, summary: str) -> bool:
    """Whether the summary is only the beginning of the body over again, in words: marks and dashes get lost.

    A summary that was cut off ("… the harbour mas...") is one too.
    """
    return _words(re.sub(r"\w*(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$", "", summary)) in _words(body[: len(summary) + BEFORE])


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
