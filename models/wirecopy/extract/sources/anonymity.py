"""Why a source is not named: the reason that the story gives, verbatim."""

import re

#: The words by which a story says that a name is withheld.
_WITHHELD = re.compile(
    r"(?:\bwho\s+)?(?:\b(?:asked|asking|requested|requesting|wished|insisted|declined|declining|refused|preferred|"
    r"spoke|speaking|talking|talked|speaks)\b[^.!?\n\"“”]{0,40}?)?"
    r"\b(?:on\s+(?:the\s+)?condition\s+of\s+anonymity|(?:on|under)\s+condition\s+(?:that\s+)?(?:he|she|they)\s+not\s+be\s+named|"
    r"(?:not|n[’']t)\s+(?:to\s+)?be\s+(?:further\s+)?(?:named|identified|quoted\s+by\s+name)|to\s+remain\s+anonymous|"
    r"not\s+authori[sz]ed\s+to\s+(?:speak|brief|talk|comment|discuss)|(?:to|on)\s+(?:be\s+)?anonymity|anonymously)\b",
    re.IGNORECASE,
)
#: The reason proper; it ends with the clause.
_BECAUSE = re.compile(
    r"(?:\bbecause\b|\bciting\b|\bfor fear of\b|\bout of fear\b|\bfearing\b|\bdue to\b|\bgiven the\b|\bowing to\b"
    r"|\bas (?:he|she|they|the)\b|\bin order to\b)[^.!?;\n\"“”]{3,200}",
    re.IGNORECASE,
)
#: A sentence is looked at no further than this, in code points.
_REACH = 400


def reason_for_anonymity(sentence: str) -> tuple[int, int] | None:
    """Where a sentence says why its source is not named: (start, end) in it; None if it does not.

    The reason proper, if one is given ("because the discussions are private"), else the words that withhold the name
    ("on condition of anonymity", "who asked not to be named").
    """
    withheld = _WITHHELD.search(sentence[:_REACH])
    if withheld is None:
        return None
    because = _BECAUSE.search(sentence, withheld.start(), min(len(sentence), withheld.end() + 240))
    start, end = (because or withheld).span()
    cut = sentence.find(", ", start, end) if because else -1
    end = cut if cut > start else end
    return start, start + len(sentence[start:end].rstrip(" ,"))
