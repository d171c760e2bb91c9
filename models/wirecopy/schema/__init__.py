"""JSON Schema (2020-12) of every event, drawn from the classes of `wirecopy.story` and committed next to this file.

`python -m copytaster.generate` writes the files; a program that only wants to read them finds them in the installed
package. A schema's `$id` is the same within a major version: fields may be added, none is renamed or removed.
"""

from wirecopy.events import AlertEvent, DeadLetter, EnrichedStory, QuoteEvent, SourceEvent, StoryChange
from wirecopy.life.state import NameLife, Naming, Notice, StoryLife
from wirecopy.rules.raised import AlertLife

#: The major version of all schemas; it stands in every topic name and every `$id`.
MAJOR = 1

#: The classes that have a schema of their own, and the names of their files.
NAMES: dict[type, str] = {
    EnrichedStory: "enriched-story",
    StoryChange: "story-change",
    QuoteEvent: "quote",
    SourceEvent: "source",
    AlertEvent: "alert",
    Naming: "naming",
    Notice: "notice",
    StoryLife: "story-life",
    NameLife: "name-life",
    AlertLife: "alert-life",
    DeadLetter: "dead-letter-headers",
}


def schema_id(cls: type) -> str:
    """The `$id` of a class's schema, and the `ce_dataschema` of its events: "urn:copytaster:schema:quote:1".

    Raises:
        KeyError: the class has no schema of its own.
    """
    return f"urn:copytaster:schema:{NAMES[cls]}:{MAJOR}"
