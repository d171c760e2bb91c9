"""Why a source is not named: the reason that the story gives, verbatim."""

import re

_SPOKE = (
    r"(?:asked|asking|asks|requested|requesting|wished|wishing|insisted|insisting|declined|declining|refused|refusing"
    r"|preferred|preferring|wanted|spoke|speaking|talking|talked|speaks)"
)
_NAMED = r"(?:further\s+)?(?:named|identified|quoted\s+by\s+name)"
#: The words by which a story says that a name is withheld.
_WITHHELD = re.compile(
    rf"(?:\bwho\s+)?(?:\b{_SPOKE}\b[^.!?\n\"“”]{{0,40}}?)?(?:"
    r"\b(?:on|under)\s+(?:(?:the|a|customary|usual|strict)\s+){0,2}(?:conditions?|grounds?)\s+of\s+(?:strict\s+)?anonymity\b"
    rf"|\b(?:on|under)\s+(?:the\s+)?condition\s+(?:that\s+)?(?:he|she|they)\s+(?:would\s+)?not\s+be\s+{_NAMED}\b"
    rf"|(?:\b(?:did|do|does)\s+)?\b(?:not|\w+n[’']t)\s+(?:(?:want|wish|like)\s+)?(?:to\s+)?be\s+{_NAMED}\b"
    rf"|\b(?:declined|declining|declines|refused|refusing|unwilling)\s+to\s+be\s+{_NAMED}\b"
    r"|\b(?:request(?:ed|ing|s)?|sought|seeking|demand(?:ed|ing)|preferr(?:ed|ing)|(?:asked|asking)\s+for"
    r"|(?:insisted|insisting)\s+on|(?:was|were|been)?\s*(?:granted|given|promised|afforded))\s+anonymity\b"
    r"|\bto\s+(?:remain|stay)\s+(?:anonymous|unnamed|unidentified)\b"
    r"|\b(?:spoke|speaking|speak|talked|talking|said|told)\s+(?:anonymously|on\s+background)\b)",
    re.IGNORECASE,
)
#: A reason that withholds the name by itself.
_UNAUTHORISED = re.compile(
    r"\b(?:not|\w+n[’']t)\s+(?:been\s+)?(?:"
    r"(?:authori[sz]ed|entitled)\s+(?:publicly\s+)?to\s+(?:publicly\s+)?(?:speak|brief|talk|comment|discuss|disclose)"
    r"|(?:allowed|permitted)\s+to\s+(?:speak|talk)\s+(?:publicly|on\s+the\s+record|to\s+(?:the\s+)?(?:press|media|reporters)))\b"
    r"(?:(?!\s+and\b)[^.!?;,\n\"“”]){0,80}",
    re.IGNORECASE,
)
#: The reason proper; it ends with the clause.
_BECAUSE = re.compile(
    r"(?:\bbecause\b|\bciting\b|\bfor fear of\b|\bout of fear\b|\bfearing\b|\bdue to\b|\bgiven the\b|\bowing to\b"
    r"|\b(?:as|since) (?:he|she|they|the|it|talks|details)\b|\bin order to\b|\bin line with\b|\bin keeping with\b"
    r"|\bunder (?:\w+ )?(?:rules|protocol|regulations|guidelines)\b|\bdiscussing\b"
    r"|\bto (?:discuss|speak|talk|share|disclose|detail|describe|reveal|offer|avoid)\b)[^.!?;\n\"“”]{0,200}",
    re.IGNORECASE,
)
#: What follows a verb of saying is why it was said, and not why the name is withheld.
_SAID = re.compile(r"\b(?:said|says|told|added)\b", re.IGNORECASE)
#: A verb of saying behind these belongs to the reason: "because they were told not to speak".
_OF_THE_REASON = frozenset({"he", "she", "they", "it", "who", "was", "were", "been", "be"})
#: A sentence is looked at no further than this, in code points.
_REACH = 400


def reason_for_anonymity(sentence: str) -> tuple[int, int] | None:
    """Where a sentence says why its source is not named: (start, end) in it; None if it does not.

    The reason proper, if one is given ("because the discussions are private", "not authorised to speak"), else the
    words that withhold the name ("on condition of anonymity", "who asked not to be named").
    """
    withheld = _WITHHELD.search(sentence[:_REACH])
    reason = _because(sentence, withheld) if withheld else None
    found = reason or _UNAUTHORISED.search(sentence[:_REACH]) or withheld
    if found is None:
        return None
    start, end = found.span()
    if found is not withheld:
        end = _clause_end(sentence, start, end)
    return start, start + len(sentence[start:end].rstrip(" ,"))


def _clause_end(sentence: str, start: int, end: int) -> int:
    """Where a reason ends: at a comma, or at the story's own verb of saying ("… as talks go on said it was late")."""
    comma = sentence.find(", ", start, end)
    end = comma if comma > start else end
    said = _SAID.search(sentence, start, end)
    if said is None or sentence[start : said.start()].rsplit(maxsplit=1)[-1] in _OF_THE_REASON:
        return end
    return said.start()


def _because(sentence: str, withheld: re.Match[str]) -> re.Match[str] | None:
    because = _BECAUSE.search(sentence, withheld.start(), min(len(sentence), withheld.end() + 240))
    if because is None or _SAID.search(sentence, withheld.end(), max(withheld.end(), because.start())):
        return None
    return because
