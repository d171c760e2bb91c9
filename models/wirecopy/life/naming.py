"""Stories by name: a kill says "Please kill item dpa 157", and only the agency's number tells which story that is.

Each story gives its names (`namings`), each notice what it speaks of (`notices`). Both meet under the URN of the name,
whatever comes first; what is found there goes on to the story as a notice by its uri.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote as percent_encoded

from wirecopy.events import EnrichedStory
from wirecopy.life.state import MOST_NAMED, MOST_NOTICES, NameLife, Naming, Notice
from wirecopy.tell import story_ref

#: What a name begins with as a key: no publisher's uri does.
NAME = "urn:copytaster:name:"
#: Agencies count from 1 again each day, and slugs come back: a notice means a story of the last so many hours.
WINDOW = timedelta(hours=30)

#: Relations by which a story speaks of another one.
SPEAKING = ("kill", "hold", "correction", "refile", "update", "lead")

_NUMBER = re.compile(r"\d{2,6}")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+|\S*[/@]\S*")


def namings(story: EnrichedStory) -> tuple[Naming, ...]:
    """The names that a story can be called by: its item number, its slug."""
    names = dict.fromkeys(_names(story))
    sent = story.story.version_created
    return tuple(Naming(target=name, uri=story.uri, sent=sent) for name in names)


def notices(story: EnrichedStory) -> tuple[Notice, ...]:
    """What a story says of others: one notice for each that it kills, holds or takes the place of.

    An item that only its metadata cancels speaks of itself: what it refers to is where it came from. And a correction
    that mentions a slug may mean a story beside it, so it replaces only what it gives the uri or the number of.
    """
    life = story.lifecycle
    if life.relation not in SPEAKING or all(one.field == "pub_status" for one in life.evidence):
        return ()
    names = [name for name in life.refers_to if life.relation in ("kill", "hold") or not _is_slug(name)]
    targets = dict.fromkeys(_target(name, story.agency) for name in names)
    return tuple(
        Notice(
            target=target,
            relation=life.relation,
            by=story_ref(story),
            sent=story.story.version_created,
            evidence=life.evidence,
        )
        for target in targets
        if target is not None and target != story.uri
    )


def _is_slug(name: str) -> bool:
    return name.startswith(("BC-", "AM-", "PM-"))


def is_name(target: str) -> bool:
    """Whether a target is the URN of a name, and no story's uri."""
    return target.startswith(NAME)


def named(life: NameLife, naming: Naming) -> tuple[NameLife, tuple[Notice, ...]]:
    """A story says that it bears the name: every notice given by it is meant for this story too."""
    known = life if naming in life.namings else replace(life, namings=(*life.namings, naming)[-MOST_NAMED:])
    return known, tuple(replace(one, target=naming.uri) for one in life.notices if _meant(naming, one))


def given(life: NameLife, notice: Notice) -> tuple[NameLife, tuple[Notice, ...]]:
    """A notice was given by the name: it goes on to every story that bears it."""
    known = life if notice in life.notices else replace(life, notices=(*life.notices, notice)[-MOST_NOTICES:])
    uris = dict.fromkeys(one.uri for one in life.namings if _meant(one, notice))
    return known, tuple(replace(notice, target=uri) for uri in uris)


def _meant(naming: Naming, notice: Notice) -> bool:
    """Whether a notice can mean the story: not itself, and one that was sent before it, not days ago."""
    if naming.uri == notice.by.uri:
        return False
    if naming.sent is None or notice.sent is None:
        return True
    return timedelta(0) <= notice.sent - naming.sent <= WINDOW


def _names(story: EnrichedStory) -> Iterator[str]:
    if story.item and (name := _target(story.item, story.agency)):
        yield name
    slug = story.story.slugline
    if slug and story.lifecycle.relation not in ("kill", "hold"):
        yield NAME + _folded(slug)


def _target(name: str, agency: str | None) -> str | None:
    """The uri that a name is, or its URN: a bare number belongs to the agency that gives it."""
    if name.startswith(NAME) or (_URI.fullmatch(name) and not _is_slug(name)):
        return name
    folded = f"{agency or ''} {name}" if _NUMBER.fullmatch(name) else name
    return NAME + _folded(folded) if _folded(folded) else None


def _folded(name: str) -> str:
    """Case, spaces and the leads in a slug make no difference: "BC-Fog, 1st Ld" is "bc-fog"."""
    return percent_encoded(" ".join(name.partition(",")[0].split()).casefold(), safe="", errors="replace")
