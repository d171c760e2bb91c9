"""The head block of a wire message: the lines between the header and the copy, of which each says one thing.

URGENT                                label -> note to editors
BC-Ruritania-Fog, 1st Ld-Writethru    slug
Fog closes the port                   headline
Ferries wait for a third day          deck
AP Photos RUR101-103                  note to editors
Eds: UPDATES with quotes              note to editors
By JANE ROE                           byline
Associated Press Writer               affiliation -> byline
"""

import re
from dataclasses import dataclass, field

from wirecopy.formats.clean import one_line
from wirecopy.formats.furniture import affiliation, byline_name, is_label, is_note, slug_of

#: What is addressed to editors without saying so: pictures, stories that go with this one, brackets.
_FOR_EDITORS = re.compile(
    r"(?:AP|Reuters|dpa|EPA) (?:Photos?|Graphics?|Video|Pictures?)\b.*|With (?:AP |BC-|[A-Z][\w.]+-).*"
    r"|Precede [A-Z]{2}.*|\(.{1,500}\)"
)
#: "c.1998 N.Y. Times News Service": who holds the rights.
_RIGHTS = re.compile(r"(?:c\.|\(c\)|©) ?(?:19|20)\d\d,? (?P<holder>\S.{2,80})")
#: "Von Jane Roe, dpa", "Par Jane Roe": `byline_name` knows the English one.
_FOREIGN_BY = re.compile(r"(?:Von|Par|Por|Di|Door|Av|Af) (?=[^\W\d_a-z])")
#: "By Jane Roe, dpa".
_AGENCY = re.compile(r", [a-z]{2,5}$")
#: "BC-Ruritania-Fog,466", "BC-Ruritania-Fog, 1st Ld,0256": the number of words.
_WORD_COUNT = re.compile(r", ?\d{0,4}$")
#: A title of so few words above another one is a section line.
_SECTION_WORDS = 2


@dataclass(slots=True)
class Head:
    """What the lines said; empty where none did."""

    #: Whether a line of a word or two above the headline is a section line, as European agencies have it.
    sections: bool = False
    slug: str = ""
    byline: str = ""
    #: Who holds the copyright.
    rights: str = ""
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Take one line; one that says nothing is left out."""
        line = one_line(text)
        if not any(character.isalnum() for character in line):
            return
        name = _byline(line)
        if self.byline and "," not in self.byline and (house := affiliation(line)):
            self.byline = f"{self.byline}, {house}"
        elif name and not self.byline:
            self.byline = name
        elif not self.slug and not self.titles and (slug := slug_of(without_word_count(line))):
            self.slug = slug
        elif rights := _RIGHTS.fullmatch(line):
            self.rights = rights["holder"]
        elif is_label(line) or is_note(line) or _FOR_EDITORS.fullmatch(line):
            self.notes.append(line)
        else:
            self.titles.append(line)

    @property
    def section(self) -> str | None:
        """The line above the headline, if there is one."""
        first = self.titles[0] if len(self.titles) > 1 else ""
        return first if self.sections and first and len(first.split()) <= _SECTION_WORDS else None

    @property
    def headline(self) -> str:
        """The first title that is no section line."""
        return next(iter(self._below_section()), "")

    @property
    def deck(self) -> str:
        """What the titles under the headline say."""
        return " ".join(self._below_section()[1:])

    def _below_section(self) -> list[str]:
        return self.titles[1:] if self.section else self.titles


def _byline(line: str) -> str:
    """Who a byline names, in the languages of the wires, with the agency in small letters behind a comma."""
    agency = _AGENCY.search(line)
    bare = _FOREIGN_BY.sub("By ", line[: agency.start()] if agency else line, count=1)
    name = byline_name(bare)
    return f"{name}{agency[0] if agency else ''}" if name else ""


def without_word_count(slug: str) -> str:
    """A slug line without the number of words at its end: "BC-Fog, 1st Ld,0256"."""
    return _WORD_COUNT.sub("", slug)


def says_something(line: str) -> bool:
    """Whether a line of a head block is known for what it says: a slug, a label, a note, a byline; no title."""
    head = Head()
    head.add(line)
    return not head.titles
