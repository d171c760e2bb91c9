"""docs/formats.md and docs/formats/: what may be published, and a page for each of `formats.FORMATS`.

A page says what the reader's own tables say: `TAKEN`, which drives its look-ups, and `DIALECTS`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from copytaster.generate.markdown import code, compose, table
from wirecopy.data import rows
from wirecopy.formats import FORMATS, Format, dialects
from wirecopy.formats.contents import Taken
from wirecopy.formats.mail import known_headers
from wirecopy.schema.described import described
from wirecopy.story import RawStory

_INTRO = (
    "What may be put on the raw topic: the bytes of a story, as they are, in one of these formats. Nobody has to say "
    "which: the reader that is surest that the bytes are its own reads them. What nobody can read becomes a dead "
    "letter with its original bytes and [the reason](events.md)."
)
_PLAIN = """A plain story is headline, deck and copy, separated by empty lines. All but the copy may be missing. A
section line ("All news", "WORLD") may stand above the headline, and headers above everything:

```text
Date: Tue, 3 Mar 2026 06:30:00 +0100
Slug: FOG-PORT
Urgency: 4

WORLD

Fog closes port of Bergen — harbour master

Ferries wait outside the fjord

BERGEN, March 3. /Nordvest/. The port of Bergen was closed on Tuesday, its harbour master said.
```"""
_HEADERS = (
    "Header names may be in any case; those that are not in this table are passed over. A block counts as headers "
    "only if each of its lines is one, and if it has two that are known, one that no headline begins with (`Subject`, "
    "`Slug`, `Uri`, `Message-ID` …), or a single `Date` or `Embargo` that gives a time: a headline may have a colon "
    "too."
)
_TIME = (
    "The time of transmission gives a dateline its year. A story that does not carry it may have it in the Kafka "
    "header `ce_time` (CloudEvents: RFC 3339); `copytaster publish --sent` writes it. Kafka's own timestamp does not "
    "count: it says when a message was published, which may be years later."
)
#: What a header gives that is no field of a raw story by itself.
_IN_WORDS = {
    "message_id": "The story's identity where no uri is given.",
    "sender": "The provider where none is given.",
}


_SET_ASIDE = (
    "A message may hold several stories: each is enriched by itself. Pictures, video, sound, events and planning are "
    "recognised and set aside, which is no failure; `copytaster explain` says so. Remote content is named, never "
    "fetched."
)
_PRIORITY = (
    "A feed says how urgent a story is by signs of its own; `EnrichedStory.priority` has the sign, what it is on "
    "IPTC's scale (1 most urgent, 5 normal, 8 least), and why. An urgency of a format that has that scale counts as it "
    "is, unless the agency counts otherwise in the formats that it sends itself. A sign that means other things "
    "elsewhere needs a second witness: a flash is one line, in capitals, without a dateline; a bulletin is one short "
    "paragraph; or the story calls itself one (`BC-Norway--APNewsAlert`, `FLASH: …`). What is not in this table is "
    "unknown, and unknown is not urgent."
)
_OTHERWISE = {"": "", "?": "unknown"}
_TABLE = (
    "Where each field of a story stands, in the order in which it is looked up. What is not in the table is not taken."
)


def page() -> str:
    """The index as Markdown."""
    readers = table(("format", "what it is"), ((_link(reader), reader.ABOUT) for reader in FORMATS))
    return compose(
        "Formats",
        _INTRO,
        readers,
        _SET_ASIDE,
        "## Priority",
        _PRIORITY,
        table(("agency", "format", "field", "sign", "urgency", "if not written so", "what it means"), _priorities()),
        "## When it was sent",
        _TIME,
    )


def page_of(reader: Format) -> str:
    """The page of one format as Markdown."""
    examples = f"[Messages of this format and what is read from each](../../tests/wire/{reader.NAME})"
    return compose(
        reader.NAME,
        reader.ABOUT,
        f"Specification: {reader.SPEC}. {examples}.",
        *_MORE.get(reader.NAME, tuple)(),
        "## What is taken from where",
        _TABLE,
        _taken(reader.TAKEN),
        *_dialects(reader),
    )


def _link(reader: Format) -> str:
    return f"[{code(reader.NAME)}](formats/{reader.NAME}.md)"


def _taken(taken: tuple[Taken, ...]) -> str:
    return table(("field", "what it is", "where it stands", "the specification, or why"), map(_field, taken))


def _field(taken: Taken) -> tuple[str, ...]:
    means = {**described(RawStory).fields, "": "Known, and passed over."}
    where = "; ".join(map(_place, taken.where))
    return code(taken.field) if taken.field else "–", means.get(taken.field, ""), where, taken.clause


def _place(where: str) -> str:
    """A path or a name as it is typed; words as words. What stands in angle brackets would pass for HTML."""
    return code(where) if " " not in where or "<" in where else where


def _dialects(reader: Format) -> Iterator[str]:
    found = dialects(reader)
    if found:
        yield "## Dialects"
    for dialect in found:
        yield f"### {dialect.agency}"
        if dialect.about:
            yield dialect.about
        if dialect.taken:
            yield _taken(dialect.taken)


def _priorities() -> Iterator[tuple[str, ...]]:
    for agency, form, field, sign, urgency, otherwise, says in rows("priorities.tsv"):
        yield _any(agency), _any(form), field, code(sign), urgency, _OTHERWISE.get(otherwise, otherwise), says


def _any(name: str) -> str:
    return "any" if name == "*" else name


def _plain() -> tuple[str, ...]:
    """The example, and the headers that plain text may have."""
    return "## Headers", _PLAIN, table(("header", "what it gives"), _headers()), _HEADERS


def _headers() -> list[tuple[str, str]]:
    """The headers that say the same in one row, with the field that they give."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, field in known_headers().items():
        if field:
            names[field].append(code(name.title()))
    says = {**described(RawStory).fields, **_IN_WORDS}
    return [(", ".join(headers), says[field]) for field, headers in sorted(names.items())]


#: What the page of a format has besides its tables.
_MORE: dict[str, Callable[[], tuple[str, ...]]] = {"plain": _plain}
