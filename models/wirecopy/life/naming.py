"""Stories by name: a kill says "Please kill item dpa 157", and only the agency's number tells which story that is.

Each story gives its names (`namings`), each notice what it speaks of (`notices`). Both meet under the URN of the name,
whatever comes first; what is found there goes on to the story as a notice by its uri.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote as percent_encoded

from wirecopy.events import EnrichedStory
from wirecopy.life.state import MOST_NAMED, NameLife, Naming, Notice, strongest
from wirecopy.lifecycle import SAYS
from wirecopy.story import Lifecycle
from wirecopy.tell import story_ref

#: What a name begins with as a key: no publisher's uri does.
NAME = "urn:copytaster:name:"
#: Agencies count from 1 again each day, and slugs come back: a notice means a story of the last so many hours.
WINDOW = timedelta(hours=30)

#: Relations by which a story speaks of another one.
SPEAKING = ("kill", "hold", "correction", "refile", "update", "lead")

#: A key that is longer names nothing that editors would write.
LONGEST_NAME = 300

_NEVER = datetime.min.replace(tzinfo=UTC)
_NUMBER = re.compile(r"\d{2,6}")
_ZEROS = re.compile(r"(?<![\d.])0+(?=\d)")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+|\S*[/@]\S*")


def namings(story: EnrichedStory) -> tuple[Naming, ...]:
    """The names that a story can be called by: its item number, its slug."""
    names = dict.fromkeys(_names(story))
    sent = story.story.version_created
    return tuple(Naming(target=name, uri=story.uri, sent=sent, agency=story.agency) for name in names)


def notices(story: EnrichedStory) -> tuple[Notice, ...]:
    """What a story says of others: one notice for each that it kills, holds or takes the place of.

    An item that only its metadata cancels speaks of itself: what it refers to is where it came from. And a correction
    that mentions a slug may mean a story beside it, so it replaces only what it gives the uri or the number of.
    """
    life = story.lifecycle
    if life.relation not in SPEAKING or by_metadata_alone(life):
        return ()
    names = [name for name in life.refers_to if life.relation in ("kill", "hold") or not _is_slug(name)]
    targets = dict.fromkeys(target for name in names for target in _targets(name, story.agency))
    return tuple(
        Notice(
            target=target,
            relation=life.relation,
            by=story_ref(story),
            sent=story.story.version_created,
            evidence=life.evidence,
        )
        for target in targets
        if target != story.uri
    )


def by_metadata_alone(life: Lifecycle) -> bool:
    """Whether nothing but the status in the metadata makes a message what it is: no label, no note, no prose."""
    own = [one for one in life.evidence if one.says == SAYS.get(life.relation)]
    return all(one.field == "pub_status" for one in own or life.evidence)


def _is_slug(name: str) -> bool:
    return name.startswith(("BC-", "AM-", "PM-"))


def is_name(target: str) -> bool:
    """Whether a target is the URN of a name, and no story's uri."""
    return target.startswith(NAME)


def named(life: NameLife, naming: Naming) -> tuple[NameLife, tuple[Notice, ...]]:
    """A story says that it bears the name: every notice given by it is meant for this story too."""
    known = replace(life, namings=_remembered((*life.namings, naming)))
    mine = [one for one in (*known.namings, naming) if one.uri == naming.uri]
    return known, tuple(replace(one, target=naming.uri) for one in known.notices if _meant(mine, one))


def given(life: NameLife, notice: Notice) -> tuple[NameLife, tuple[Notice, ...]]:
    """A notice was given by the name: it goes on to every story that bears it."""
    known = replace(life, notices=strongest((*life.notices, notice)))
    meant = [uri for uri, namings in _bearers(known.namings).items() if _meant(namings, notice)]
    return known, tuple(replace(notice, target=uri) for uri in meant)


def _bearers(namings: Iterable[Naming]) -> dict[str, list[Naming]]:
    """What is known of each story that bears a name, the one that was sent last coming last."""
    found: dict[str, list[Naming]] = {}
    for one in sorted(set(namings), key=lambda one: (one.sent is not None, one.sent or _NEVER, one.uri)):
        found[one.uri] = [*found.pop(one.uri, ()), one]
    return found


def _remembered(namings: Iterable[Naming]) -> tuple[Naming, ...]:
    """The first and the last naming of each story; of too many stories, those that were sent last."""
    bearers = list(_bearers(namings).values())[-MOST_NAMED:]
    return tuple(one for ends in bearers for one in dict.fromkeys((ends[0], ends[-1])))


def _meant(namings: Sequence[Naming], notice: Notice) -> bool:
    """Whether a notice can mean the story: not itself, nor another agency's, and sent before it, but not days ago."""
    if namings[0].uri == notice.by.uri or _is_anothers(namings, notice.by.agency):
        return False
    times = [one.sent for one in namings if one.sent is not None]
    if len(times) < len(namings) or notice.sent is None:
        return True
    return min(times) <= notice.sent <= max(times) + WINDOW


def _is_anothers(namings: Sequence[Naming], agency: str | None) -> bool:
    """Whether a story is known to be another agency's: slugs are everybody's, and nobody kills what is not theirs."""
    return agency is not None and all(one.agency not in (None, agency) for one in namings)


def _names(story: EnrichedStory) -> Iterator[str]:
    slug = story.story.slugline if story.lifecycle.relation not in ("kill", "hold") else None
    for name in (story.item, slug):
        if name and (urn := _urn(name, story.agency)):
            yield urn


def _targets(name: str, agency: str | None) -> Iterator[str]:
    """What a name may be: a uri, a name that editors use, or both, because a feed may use any word as a uri."""
    if is_name(name) or not name.strip():
        return
    uri = _URI.fullmatch(name) is not None and not _is_slug(name)
    if not uri and (urn := _urn(name, agency)):
        yield urn
    if uri or not _NUMBER.fullmatch(name):
        yield name


def _urn(name: str, agency: str | None) -> str | None:
    """The URN of a name: a bare number belongs to the agency that gives it. None where it is too long for a name."""
    folded = _folded(f"{agency or ''} {name}" if _NUMBER.fullmatch(name) else name)
    return NAME + folded if 0 < len(folded) <= LONGEST_NAME else None


def _folded(name: str) -> str:
    """Case, spaces, leads and zeros make no difference: "BC-Fog, 1st Ld" is "bc-fog", and "dpa 0157" is "dpa 157"."""
    words = _ZEROS.sub("", " ".join(name.partition(",")[0].split()))
    return percent_encoded(words.casefold(), safe="", errors="replace")
