"""docs/formats.md: what may be published, from `formats.FORMATS` and the table of headers that plain text may have."""

from collections import defaultdict

from copytaster.generate.markdown import code, compose, table
from wirecopy.formats import FORMATS
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


def page() -> str:
    """The page as Markdown."""
    readers = table(("format", "what it is"), ((code(reader.NAME), reader.ABOUT) for reader in FORMATS))
    headers = table(("header", "what it gives"), _headers())
    return compose("Formats", _INTRO, readers, "## Plain text", _PLAIN, headers, _HEADERS, "## When it was sent", _TIME)


def _headers() -> list[tuple[str, str]]:
    """The headers that say the same in one row, with the field that they give."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, field in known_headers().items():
        if field:
            names[field].append(code(name.title()))
    says = {**described(RawStory).fields, **_IN_WORDS}
    return [(", ".join(headers), says[field]) for field, headers in sorted(names.items())]
