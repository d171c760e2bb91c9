"""What stands in XML elements, by paths as the `TAKEN` tables write them.

A path names children by their local names, in whatever namespace: "head/docdata/doc-id@id-string" is the attribute
`id-string` of such an element, "body/body.head/byline" the text in it. "//" stands for any depth, and a step may ask
for an attribute ("head/meta[@name='priority']@content").
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from lxml import etree

from wirecopy.formats.clean import one_line
from wirecopy.formats.contents import Dialect, Taken

#: The attribute that XML itself has for languages.
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_PATH = re.compile(r"(?P<steps>(?:\[[^\]]*\]|[^\[@])*)(?:@(?P<attribute>[\w:.-]+))?")
_STEP = re.compile(r"(?:^|(?<=/))(?=[A-Za-z])")


class Fields:
    """The fields of a story, looked up where its agency and its format keep them.

    Each path is tried in each of the elements, the nearest first: a component, those that hold it, the message.
    """

    def __init__(
        self, elements: Sequence[etree._Element], taken: tuple[Taken, ...], dialects: tuple[Dialect, ...] = ()
    ) -> None:
        self._elements = elements
        self._where = _places(taken, dialects)

    def __getitem__(self, field: str) -> str:
        """The first value of a field that is not empty, on one line; "" if there is none."""
        return next(self.all(field), "")

    def all(self, field: str) -> Iterator[str]:
        """Every value of a field that is not empty, on one line."""
        for steps, attribute in self._where.get(field, ()):
            for element in self._elements:
                yield from _values(element, steps, attribute)


def spoken(dialects: tuple[Dialect, ...], data: bytes) -> tuple[Dialect, ...]:
    """The dialects whose mark a message bears."""
    return tuple(dialect for dialect in dialects if dialect.mark.search(data))


def name(element: etree._Element) -> str:
    """The local name of an element."""
    return str(element.tag).rpartition("}")[2]


def elements(element: etree._Element, path: str) -> list[etree._Element]:
    """Every element at a path."""
    return element.findall(_compiled(path)[0])


def value(element: etree._Element, where: Iterable[str]) -> str:
    """The first value that is not empty at the paths, in their order, on one line; "" if there is none."""
    return next(values(element, where), "")


def values(element: etree._Element, where: Iterable[str]) -> Iterator[str]:
    """Every value at the paths that is not empty, on one line, in the order of the paths."""
    for path in where:
        yield from _values(element, *_compiled(path))


def text_of(element: etree._Element) -> str:
    """All text in an element, on one line."""
    return one_line(all_text(element))


def all_text(element: etree._Element) -> str:
    """All text in an element, as it stands there."""
    return "".join(map(str, element.itertext()))


def _values(element: etree._Element, steps: str, attribute: str) -> Iterator[str]:
    for found in element.iterfind(steps) if steps else (element,):
        written = found.get(attribute) if attribute else all_text(found)
        if written and (text := one_line(written)):
            yield text


@cache
def _places(taken: tuple[Taken, ...], dialects: tuple[Dialect, ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Where each field is looked up: where the dialects have it first."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in (*(row for dialect in dialects for row in dialect.taken), *taken):
        found[row.field] = found.get(row.field, ()) + tuple(map(_compiled, row.where))
    return found


@cache
def _compiled(path: str) -> tuple[str, str]:
    """A path as lxml wants it, and the attribute at its end ("" for none)."""
    found = _PATH.fullmatch(path)
    if found is None:
        raise ValueError(f"{path!r} is no path")
    steps = _STEP.sub("{*}", found["steps"])
    attribute = found["attribute"] or ""
    return f".{steps}" if steps.startswith("//") else steps, LANGUAGE if attribute == "xml:lang" else attribute
