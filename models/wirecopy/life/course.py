"""The course of a story's life: a message comes in, and what has to be told comes out. Pure; the clock is an argument.

What is told is the difference between what subscribers know (`StoryLife.told`) and what stands now (`standing.stands`),
so it does not matter in which order versions, kills and corrections arrive: the end is the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from wirecopy.events import Cause, Change, EnrichedStory, StoryChange, StoryRef
from wirecopy.life.bounds import bounded
from wirecopy.life.embargo import let_go_at
from wirecopy.life.naming import by_metadata_alone
from wirecopy.life.standing import Weighed, items, standing, stands, weigh
from wirecopy.life.state import Item, Notice, StoryLife, Told, Version, strongest
from wirecopy.life.versions import newest
from wirecopy.story import PubStatus, Quote, Source
from wirecopy.tell import story_ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Something that was told, and does not stand any more or stands in another way."""

    item: Item
    id: str
    #: The story, with the version that stands now or stood last.
    story: StoryRef
    change: Change
    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidings:
    """What has to be told after a message."""

    #: The version, with its standing; None where a notice changed the story, or where the version is held back.
    story: EnrichedStory | None = None
    #: Its quotes and sources, where it stands.
    quotes: tuple[Quote, ...] = ()
    sources: tuple[Source, ...] = ()
    #: What was told before and has changed.
    withdrawn: tuple[Withdrawn, ...] = ()
    #: What became of the story without a new version.
    change: StoryChange | None = None


def arrived(life: StoryLife, story: EnrichedStory, now: datetime) -> tuple[StoryLife, Tidings]:
    """A version of the story came in.

    Args:
        life: what is known of the story so far.
        story: the version as it was read.
        now: the time; a version embargoed beyond it is held back.
    """
    known, version = _learned(life, _version(story, now))
    return _kept_back(known, version) if version.held is not None else _told(known, version, story)


def released(life: StoryLife, now: datetime) -> tuple[StoryLife, Tidings] | None:
    """The newest version whose time has come is let go; None if there is none. To be called until there is none.

    What was killed while it was held back is let go of without a word: nobody has seen it, and nobody should.
    """
    due = [one for one, until in _waiting(life) if until <= now]
    if not due:
        return None
    held = due[newest(tuple(one.order for one in due))]
    story = _story(held)
    version = _version(story, max(now, held.embargoed_until or now))
    known = replace(life, versions=tuple(version if one is held else one for one in life.versions))
    return (known, Tidings()) if weigh(known).killed_by is not None else _told(known, version, story)


def noticed(life: StoryLife, notice: Notice) -> tuple[StoryLife, Tidings]:
    """Another story's notice about this one came in; it may come before the story does."""
    if notice in life.notices:
        return life, Tidings()
    known = replace(life, notices=strongest((*life.notices, notice)))
    before, after = weigh(life), weigh(known)
    cause = Cause(by=notice.by, says=_says(notice), evidence=notice.evidence)
    told = replace(known, told=_still(life.told, after))
    withdrawn = _changes(life.told, after, cause)
    last = _last(life, before)
    if last is None or _outcome(before) == _outcome(after):
        return told, Tidings(withdrawn=withdrawn)
    change = StoryChange(
        story=replace(last, status=after.status),
        change=_change_of(before, after),
        standing=standing(after),
        cause=cause,
    )
    return told, Tidings(withdrawn=withdrawn, change=change)


def next_release(life: StoryLife) -> datetime | None:
    """When the next held version is due."""
    return min((until for _, until in _waiting(life)), default=None)


def _waiting(life: StoryLife) -> Iterator[tuple[Version, datetime]]:
    """The versions that are held back, and until when."""
    for one in life.versions:
        if one.held is not None and (until := let_go_at(one, life.versions)) is not None:
            yield one, until


def _story(held: Version) -> EnrichedStory:
    """The story that is held back in a version."""
    if held.held is None:
        raise ValueError("nothing is held back in this version")
    return held.held


def _learned(life: StoryLife, version: Version) -> tuple[StoryLife, Version]:
    """The story with a version, and the version as it is known: a message that comes again is no other version."""
    known = next((one for one in life.versions if one.order == version.order), None)
    if known is None:
        return bounded(replace(life, versions=(*life.versions, version))), version
    if known.held is None or version.held is not None:
        return life, known
    return replace(life, versions=tuple(version if one is known else one for one in life.versions)), version


def _kept_back(life: StoryLife, version: Version) -> tuple[StoryLife, Tidings]:
    """Tell that a version is held back, and what that changes for older ones; nothing of what it says."""
    weighed, until = weigh(life), let_go_at(version, life.versions)
    cause = Cause(by=_unnamed(version), says=f"version {version.ref.version} is not to be used before {until}")
    change = StoryChange(story=_unnamed(version), change="held", standing=standing(weighed), until=until)
    told = replace(life, told=_still(life.told, weighed))
    return told, Tidings(change=change, withdrawn=_changes(life.told, weighed, cause))


def _told(life: StoryLife, version: Version, story: EnrichedStory) -> tuple[StoryLife, Tidings]:
    """Tell of a version that is known now, and of what it changes."""
    weighed = weigh(life)
    live = version in weighed.live
    own = items(version, withheld=version in weighed.withheld) if live else ()
    heard = {(one.item, one.id): one for one in (*life.told, *own)}.values()
    return replace(life, told=_still(heard, weighed)), Tidings(
        story=_marked(version, story, weighed),
        quotes=story.quotes if live else (),
        sources=story.sources if live else (),
        withdrawn=_changes(heard, weighed, _cause(version, weighed)),
    )


def _still(heard: Iterable[Told], weighed: Weighed) -> tuple[Told, ...]:
    """What subscribers have heard of and still stands, in an order that does not depend on how it came."""
    now = stands(weighed)
    return tuple(now[key] for key in sorted((one.item, one.id) for one in heard) if key in now)


def _changes(heard: Iterable[Told], weighed: Weighed, cause: Cause) -> tuple[Withdrawn, ...]:
    """What subscribers have heard of and does not stand any more, or stands in another way."""
    now = stands(weighed)
    last = weighed.newest[0].ref if weighed.newest else cause.by
    story = replace(last, status=weighed.status)
    changes = ((one, _became(one, now.get((one.item, one.id)), weighed)) for one in heard)
    return tuple(
        Withdrawn(item=one.item, id=one.id, story=story, change=change, cause=cause)
        for one, change in changes
        if change is not None
    )


def _became(before: Told, after: Told | None, weighed: Weighed) -> Change | None:
    """What became of something that was told; None if nothing did."""
    if after is None:
        return "retracted" if weighed.killed_by is not None else "superseded"
    if after.withheld == before.withheld:
        return None
    return "withheld" if after.withheld else "released"


def _version(story: EnrichedStory, now: datetime) -> Version:
    """What is kept of a version."""
    life, until = story.lifecycle, story.lifecycle.embargoed_until
    return Version(
        ref=story_ref(_freed(story, now)),
        sent=story.story.version_created,
        number=life.number,
        notice=_is_notice(story),
        evidence=life.evidence,
        quotes=tuple(dict.fromkeys(quote.id for quote in story.quotes)),
        sources=tuple(dict.fromkeys(source.id for source in story.sources)),
        embargoed_until=until,
        held=story if until is not None and until > now and life.status != "canceled" else None,
    )


def _freed(story: EnrichedStory, now: datetime) -> EnrichedStory:
    """A story whose embargo is over is usable, unless something else than the embargo speaks against it."""
    life = story.lifecycle
    if life.status != "withheld" or life.relation == "hold" or not life.embargoed_until or life.embargoed_until > now:
        return story
    return _with_status(story, "usable")


def _with_status(story: EnrichedStory, status: PubStatus) -> EnrichedStory:
    return replace(
        story,
        lifecycle=replace(story.lifecycle, status=status),
        story=replace(story.story, pub_status=status),
    )


def _is_notice(story: EnrichedStory) -> bool:
    """Whether it is no copy of the story but speaks of it. A hold that only the metadata gives stands on the copy."""
    life = story.lifecycle
    if life.status == "canceled" or life.relation in ("kill", "advisory"):
        return True
    return life.relation == "hold" and not by_metadata_alone(life)


def _marked(version: Version, story: EnrichedStory, weighed: Weighed) -> EnrichedStory:
    """The story as it is published: with its standing, and with the stricter of its own status and the story's."""
    status = version.ref.status
    if weighed.status == "canceled":
        status = "canceled"
    elif version in weighed.withheld:
        status = "withheld"
    return replace(_with_status(story, status), standing=standing(weighed, version))


def _cause(version: Version, weighed: Weighed) -> Cause:
    """Why things changed when a version came in."""
    relation, name = version.ref.relation, version.ref.version
    if weighed.killed_by is not None:
        says = f"the story was killed by version {name}" if version.notice else "the story was killed"
    elif version.notice:
        says = f"{relation} in version {name}"
    else:
        says = f"version {name} ({relation}) stands now and does not have it"
    return Cause(by=version.ref, says=says, evidence=version.evidence)


def _says(notice: Notice) -> str:
    verb = {"kill": "killed", "hold": "held"}.get(notice.relation, "replaced")
    return f"the story was {verb} by another one, {notice.by.uri}"


def _change_of(before: Weighed, after: Weighed) -> Change:
    if after.killed_by is not None:
        return "retracted"
    if len(after.live) < len(before.live):
        return "superseded"
    return "withheld" if len(after.withheld) > len(before.withheld) else "released"


def _last(life: StoryLife, weighed: Weighed) -> StoryRef | None:
    """The version that a change is told of; None if no version is known."""
    if weighed.newest:
        return weighed.newest[0].ref
    if not life.versions:
        return None
    last = life.versions[newest(tuple(one.order for one in life.versions))]
    return last.ref if last.held is None else _unnamed(last)


def _outcome(weighed: Weighed) -> tuple[object, ...]:
    return weighed.status, weighed.live, weighed.withheld


def _unnamed(version: Version) -> StoryRef:
    """The story without its words: those are what the embargo is about."""
    return replace(version.ref, headline="", dateline=None)
