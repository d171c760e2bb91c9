"""The parts of a story in plain text: what stands above the headline, the headline, what stands under it, the copy.

Wires put furniture around their copy. A story may open like this, and any of the lines may be missing:

    dpa 0142                                    number of the item -> slug, item
    All news                                    section line
    1ST LEAD                                    label -> note to editors
    (with photos)                               note above the headline -> note to editors
    Museum says sketchbook was never stolen     headline
    The book had been filed in a wrong drawer   deck
    By Jane Roe                                 byline
    Associated Press Writer                     affiliation -> byline
    Eds: UPDATES with quotes                    note to editors
    (Adds quotes in paragraphs 4 to 7)          trash line: stays in the copy
    MUNICH, Nov 25 (AP) - A sketchbook …        the copy

The copy begins at the dateline, or at the first paragraph that reads like a sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from wirecopy.data import lines
from wirecopy.formats.clean import one_line
from wirecopy.formats.endmarks import without_end_marks
from wirecopy.formats.furniture import affiliation, byline_name, is_label, is_note, is_trash, item_number, slug_of
from wirecopy.formats.opening import is_copy, may_open_with_dateline, opens_with_dateline
from wirecopy.formats.paragraphs import Paragraph, joined, paragraphs

#: No headline or deck of the collections measured is longer (Reuters 87, press releases 210 code points).
LONGEST_HEADLINE = 250
#: How many lines are looked at above the headline, and how many under it.
MOST_FURNITURE = 20
#: A section line has few words: "All news", "World / Europe".
SECTION_WORDS = 3

_STOP = re.compile(r"""[.…][)\]"'”’»]{0,3}$""")
_ABBREVIATION = re.compile(r"\b(?:(?:[A-Za-z]\.){2,6}|(?:Inc|Co|Corp|Ltd|Jr|Sr|No|St|vs)\.)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anatomy:
    """A story's parts; what is not there is empty, or None."""

    section: str | None = None
    slug: str | None = None
    item: str | None = None
    headline: str = ""
    deck: str = ""
    byline: str | None = None
    ed_note: str | None = None
    body: str = ""


@dataclass(slots=True)
class _Cut:
    """What has been cut off the top so far, and what is left."""

    rest: list[Paragraph]
    section: str | None = None
    slugs: tuple[str, ...] = ()
    item: str | None = None
    notes: tuple[str, ...] = ()
    deck: str = ""
    byline: str | None = None
    #: Trash lines and bullets above the copy: they stay in it.
    trash: tuple[Paragraph, ...] = ()

    def take(self) -> str:
        """Cut the first paragraph off."""
        return self.rest.pop(0).text


def anatomy(text: str, headline: str = "") -> Anatomy:
    """Read the parts of a story from clean text; `headline` is given where the metadata has one."""
    cut = _Cut(rest=list(paragraphs(without_end_marks(text))))
    _above(cut)
    if headline:
        _drop_repeated(headline, cut)
    else:
        headline = _own_headline(cut)
    _under(cut, decks=True)
    return _anatomy(headline, cut)


def body_anatomy(text: str, headline: str) -> Anatomy:
    """Read the parts of a body whose headline and deck stand elsewhere: bylines, notes to editors, and the copy."""
    cut = _Cut(rest=list(paragraphs(without_end_marks(text))))
    _drop_repeated(headline, cut)
    _under(cut, decks=False)
    return _anatomy(headline, cut)


def _anatomy(headline: str, cut: _Cut) -> Anatomy:
    return Anatomy(
        section=cut.section,
        slug=" ".join(cut.slugs) or None,
        item=cut.item,
        headline=headline,
        deck=cut.deck,
        byline=cut.byline,
        ed_note="; ".join(cut.notes) or None,
        body=_body(cut),
    )


def _drop_repeated(headline: str, cut: _Cut) -> None:
    """Leave the headline out where the copy begins with it; a snap is nothing else, and keeps it."""
    if len(cut.rest) > 1 and one_line(cut.rest[0].text).casefold() == headline.casefold():
        cut.take()


def _above(cut: _Cut) -> None:
    """Cut off what stands above the headline. The last paragraph is never taken: a flash may be all there is."""
    for _ in range(MOST_FURNITURE):
        if len(cut.rest) < 2:
            return
        first = cut.rest[0].text
        if _is_ornament(first):
            pass
        elif slug := slug_of(first):
            cut.slugs += (slug,)
            cut.item = cut.item or item_number(first)
        elif cut.section is None and _is_section(cut.rest):
            cut.section = one_line(first)
        elif cut.section and _is_known_section(first) and len(cut.rest) > 2 and not is_copy(cut.rest[1].text):
            cut.section = f"{cut.section} / {one_line(first)}"
        elif _is_note_above(cut.rest):
            cut.notes += (one_line(first),)
        else:
            return
        cut.take()


def _is_note_above(rest: Sequence[Paragraph]) -> bool:
    """Whether the first line is a label, a note to editors, or a bracket above the headline ("(with photos)")."""
    text = rest[0].text
    if is_note(text):
        return _copy_follows(rest)
    return is_label(text) or (text.startswith("(") and is_trash(text) and _is_headline(rest[1:]))


def _own_headline(cut: _Cut) -> str:
    if not cut.rest or not _is_headline(cut.rest):
        return ""
    return one_line(cut.take()).removesuffix("=").rstrip()


def _under(cut: _Cut, *, decks: bool) -> None:
    """Cut off what stands between the headline and the copy."""
    for _ in range(MOST_FURNITURE):
        if not cut.rest:
            return
        first = cut.rest[0].text
        if cut.byline is None and (name := byline_name(first)):
            cut.take()
            cut.byline = _with_affiliation(name, cut)
        elif is_note(first) and _copy_follows(cut.rest):
            cut.notes += (one_line(cut.take()),)
        elif is_trash(first):
            cut.trash += (cut.rest.pop(0),)
        elif len(cut.rest) > 1 and _is_ornament(first):
            cut.take()
        elif decks and not cut.deck and not cut.trash and _is_deck(cut.rest):
            cut.deck = one_line(cut.take())
        else:
            return


def _with_affiliation(name: str, cut: _Cut) -> str:
    if cut.rest and (house := affiliation(cut.rest[0].text)):
        cut.take()
        return f"{name}, {house}"
    return name


def _body(cut: _Cut) -> str:
    """The copy, with the trash lines above it; what was cut out between them leaves an empty line."""
    if cut.rest:
        cut.rest[0] = cut.rest[0]._replace(apart=True)
    return joined((*cut.trash, *cut.rest))


def _is_ornament(text: str) -> bool:
    """Whether a line holds no letter and no digit: "***", or the "=" that closes dpa's header block."""
    return not any(c.isalnum() for c in text)


def _is_headline(rest: Sequence[Paragraph]) -> bool:
    text = rest[0].text
    if len(text) > LONGEST_HEADLINE or opens_with_dateline(text) or is_trash(text) or byline_name(text):
        return False
    if _is_ornament(text) or (len(rest) == 1 and may_open_with_dateline(text)):
        return False
    return not _full_stop(text) or _dateline_next(rest[1:])


def _is_deck(rest: Sequence[Paragraph]) -> bool:
    text = rest[0].text
    if len(text) > LONGEST_HEADLINE or opens_with_dateline(text):
        return False
    if _full_stop(text):
        return _dateline_next(rest[1:])
    following = _past_furniture(rest[1:])
    return bool(following) and is_copy(following[0].text)


def _is_section(rest: Sequence[Paragraph]) -> bool:
    """Whether the first line is a section line: a known one, or a word or two above a headline and a deck."""
    text = one_line(rest[0].text)
    if _is_known_section(text):
        return True
    words = text.split()
    if len(words) > SECTION_WORDS or not all(word.isalpha() for word in words) or len(rest) < 4:
        return False
    headline, deck, *below = rest[1:]
    heads = not is_copy(headline.text) and not is_copy(deck.text) and not byline_name(deck.text)
    return heads and len(headline.text) > len(text) and not is_trash(deck.text) and _dateline_next(below)


def _is_known_section(text: str) -> bool:
    return all(part.strip().casefold() in known_sections() for part in re.split(r"[/>|»]", one_line(text)))


@cache
def known_sections() -> frozenset[str]:
    """Section lines that are known, case folded."""
    return frozenset(lines("section_lines.tsv"))


def _full_stop(text: str) -> bool:
    """Whether a line ends with a full stop that is not an abbreviation's ("… tariffs for U.S.")."""
    return bool(_STOP.search(text)) and not _ABBREVIATION.search(text)


def _dateline_next(rest: Sequence[Paragraph]) -> bool:
    following = _past_furniture(rest)
    return bool(following) and opens_with_dateline(following[0].text)


def _copy_follows(rest: Sequence[Paragraph]) -> bool:
    following = _past_furniture(rest[1:])
    return any(is_copy(paragraph.text) for paragraph in following[:3])


def _past_furniture(rest: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """What follows after bylines, notes and trash lines."""
    for number, paragraph in enumerate(rest[:12]):
        text = paragraph.text
        if not (byline_name(text) or affiliation(text) or is_note(text) or is_trash(text)):
            return rest[number:]
    return rest[12:]
