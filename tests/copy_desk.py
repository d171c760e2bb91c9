"""Copy for the tests of a story's life, written in a line: a version, a kill, a correction, with the quotes it has."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from wirecopy.events import EnrichedStory
from wirecopy.identity import identify
from wirecopy.schema.examples import enriched_story
from wirecopy.story import RawStory
from wirecopy.tell import tell

#: When the day begins on which all of this is sent.
MORNING = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)

_QUOTE = enriched_story().quotes[0]
_SOURCE = enriched_story().sources[0]


def at(minutes: float) -> datetime:
    """So many minutes into the day."""
    return MORNING + timedelta(minutes=minutes)


def copy(
    uri: str = "urn:x:fog",
    version: str | None = None,
    sent: float | None = None,
    quotes: str = "",
    *,
    text: str = "",
    **raw: object,
) -> EnrichedStory:
    """One message as the pool reads it.

    Args:
        uri: the story.
        version: the publisher's version.
        sent: minutes into the day.
        quotes: its quotes, each one letter; each has a source.
        text: what tells its copy from that of others.
        raw: anything else of `RawStory`: a headline, an embargo, a status.
    """
    story = RawStory(
        format="ninjs",
        headline="Fog on the strait",
        body=f"TALLINN (Northwire) - Fog. {text}\n\n{quotes}",
        uri=uri,
        version=version,
        sent=None if sent is None else at(sent),
    )
    return tell(
        identify(replace(story, **raw)),  # type: ignore[arg-type]
        dateline=None,
        quotes=tuple(replace(_QUOTE, id=quote(uri, letter), text=letter) for letter in quotes),
        sources=tuple(replace(_SOURCE, id=source(uri, letter)) for letter in quotes),
    )


def quote(uri: str, letter: str) -> str:
    """The id of a quote."""
    return f"{uri} quote {letter}"


def source(uri: str, letter: str) -> str:
    """The id of its source."""
    return f"{uri} source {letter}"
