"""Whether the speaker of a quote is the right one, and what kind of speaker it is that was to be found."""

import re
from pathlib import Path
from typing import Literal

from bench.scoring.fragments import Page, Stretch
from bench.scoring.records import Attribution
from wirecopy import gazetteer

Verdict = Literal["exact", "head", "wrong", "none given"]
SpeakerClass = Literal["pronoun", "name", "nominal", "nominal with a name", "body"]

WORD = re.compile(r"\w+")
POSSESSIVE = re.compile(r"['’]s\b")
ARTICLES = frozenset({"a", "an", "the"})


def _listed(name: str) -> frozenset[str]:
    """The words of one list of speaker_words.tsv."""
    lines = Path(__file__).with_name("speaker_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(word for word, _, of in (line.partition("\t") for line in lines) if of == name)


#: Words that two names may share without being the same: articles, prepositions, titles.
IDLE = _listed("idle")
#: What stands for a speaker without a noun.
PRONOUNS = _listed("pronoun")
#: The last word of a capitalised name that is a body's.
BODIES = _listed("body")


def verdict(page: Page, gold: Attribution, found: Attribution) -> Verdict:
    """Exact: the same stretch, or the same words less articles and case. Head: a content word in common."""
    if found.speaker is None and not found.speaker_text:
        return "none given"
    if _is_exact(gold, found):
        return "exact"
    return "head" if _shares_a_head(page, gold, found) else "wrong"


def _is_exact(gold: Attribution, found: Attribution) -> bool:
    if gold.speaker is not None and gold.speaker == found.speaker:
        return True
    return bool(found.speaker_text) and _spelling(gold.speaker_text) == _spelling(found.speaker_text)


def _shares_a_head(page: Page, gold: Attribution, found: Attribution) -> bool:
    """By the words of the two stretches; where one has no stretch, by the two texts."""
    if gold.speaker is None or found.speaker is None:
        return bool(_content(gold.speaker_text) & _content(found.speaker_text)) if found.speaker_text else False
    theirs, ours = _words(page, gold.speaker_stretches), _words(page, found.speaker_stretches)
    both = theirs & ours
    return any(page.word(number) not in IDLE for number in both) or (bool(both) and both in {theirs, ours})


def _words(page: Page, stretches: tuple[Stretch, ...]) -> frozenset[int]:
    return frozenset().union(*(page.words_in(start, end) for start, end in stretches))


def _spelling(text: str | None) -> str:
    return " ".join(word for word in WORD.findall((text or "").lower()) if word not in ARTICLES)


def _content(text: str | None) -> set[str]:
    words = set(WORD.findall(POSSESSIVE.sub("", (text or "").lower())))
    return words - IDLE or words


def speaker_class(text: str) -> SpeakerClass:
    """What a speaker is by its words alone: "he", "Ada Poe", "a senior official", "a Poe spokesman", "the Treasury".

    A rough class for tables of errors, made without a language model from the words before the first comma: capital
    letters tell names from nouns; the article, a list of words and the gazetteer tell bodies from persons.
    """
    words = WORD.findall(POSSESSIVE.sub("", text.split(",", maxsplit=1)[0]))
    content = [word for word in words if word.lower() not in IDLE | PRONOUNS] or words
    if not words or all(word.lower() in PRONOUNS for word in words):
        return "pronoun"
    if not any(word[0].isupper() for word in content if word.lower() not in ARTICLES):
        return "nominal"
    if content[0][0].islower() or content[-1][0].islower():
        return "nominal with a name"
    return "body" if words[0].lower() == "the" or _is_body(content) else "name"


def _is_body(content: list[str]) -> bool:
    """An acronym, a country, or a name that ends as those of bodies do."""
    last = content[-1]
    is_acronym = len(content) == 1 and last.isupper() and len(last) > 1
    return is_acronym or last.lower() in BODIES or gazetteer.is_country(" ".join(content))
