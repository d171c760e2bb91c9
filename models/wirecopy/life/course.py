"""The course of a story's life: a message comes in, and what has to be told comes out. Pure; the clock is an argument.

What is told is the difference between what subscribers know (`StoryLife.told`) and what stands now (`standing.stands`),
so it does not matter in which order versions, kills and corrections arrive: the end is the same.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from wirecopy.events import Cause, Change, EnrichedStory, StoryChange, StoryRef
from wirecopy.life.standing import Weighed, standing, stands, weigh
from wirecopy.life.state import MOST_NOTICES, MOST_VERSIONS, Item, Notice, StoryLife, Told, Version
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
    version = _version(story, now)
    known = replace(life, versions=_with(life.versions, version))
    if version.held is not None:
        change = StoryChange(story=_unnamed(version), change="held", standing=standing(known), until=version.held_until)
        return known, Tidings(change=change)
    return _told(known, version, story)


def released(life: StoryLife, now: datetime) -> tuple[StoryLife, Tidings] | None:
    """The first version whose time has come is let go; None if there is none. To be called until there is none."""
    due = next((one for one in life.versions if one.held_until is not None and one.held_until <= now), None)
    if due is None or due.held is None:
        return None
    version = _version(due.held, now)
    known = replace(life, versions=tuple(version if one == due else one for one in life.versions))
    return _told(known, version, due.held)


def noticed(life: StoryLife, notice: Notice) -> tuple[StoryLife, Tidings]:
    """Another story's notice about this one came in; it may come before the story does."""
    if notice in life.notices:
        return life, Tidings()
    known = replace(life, notices=(*life.notices, notice)[-MOST_NOTICES:])
    before, after = weigh(life), weigh(known)
    cause = Cause(by=notice.by, says=_says(notice), evidence=notice.evidence)
    changed = _changes(known, after, cause)
    told = replace(known, told=tuple(stands(after)[key] for key in sorted(stands(after))))
    if not before.newest or (before.live, before.withheld) == (after.live, after.withheld):
        return told, Tidings(withdrawn=changed)
    change = StoryChange(
        story=replace(before.newest[0].ref, status=after.status),
        change=_change_of(before, after),
        standing=standing(known),
        cause=cause,
    )
    return told, Tidings(withdrawn=changed, change=change)


def next_release(life: StoryLife) -> datetime | None:
    """When the next held version is due."""
    return min((one.held_until for one in life.versions if one.held_until is not None and one.held), default=None)


def _told(life: StoryLife, version: Version, story: EnrichedStory) -> tuple[StoryLife, Tidings]:
    """Tell of a version that is known now, and of what it changes."""
    weighed = weigh(life)
    live = version in weighed.live
    own = {("quote", one) for one in version.quotes} | {("source", one) for one in version.sources} if live else set()
    changed = tuple(one for one in _changes(life, weighed, _cause(version, weighed)) if (one.item, one.id) not in own)
    now = stands(weighed)
    return replace(life, told=tuple(now[key] for key in sorted(now))), Tidings(
        story=_marked(life, version, story, weighed),
        quotes=story.quotes if live else (),
        sources=story.sources if live else (),
        withdrawn=changed,
    )


def _changes(life: StoryLife, weighed: Weighed, cause: Cause) -> tuple[Withdrawn, ...]:
    """What was told and does not stand any more, or stands in another way."""
    now = stands(weighed)
    last = weighed.newest[0].ref if weighed.newest else cause.by
    story = replace(last, status=weighed.status)
    changes = ((one, _became(one, now.get((one.item, one.id)), weighed)) for one in life.told)
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
    held = until is not None and until > now and life.status != "canceled"
    return Version(
        ref=story_ref(_freed(story, now)),
        sent=story.story.version_created,
        number=life.number,
        notice=_is_notice(story),
        evidence=life.evidence,
        quotes=tuple(dict.fromkeys(quote.id for quote in story.quotes)),
        sources=tuple(dict.fromkeys(source.id for source in story.sources)),
        held_until=until if held else None,
        held=story if held else None,
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
    return life.relation == "hold" and any(one.field != "pub_status" for one in life.evidence)


def _with(versions: tuple[Version, ...], version: Version) -> tuple[Version, ...]:
    """The versions with this one, each once; of too many, copies that were superseded long ago are forgotten."""
    if any(one.ref == version.ref and one.sent == version.sent for one in versions):
        return versions
    kept = (*versions, version)
    if len(kept) <= MOST_VERSIONS:
        return kept
    weighed = weigh(StoryLife(uri=version.ref.uri, versions=kept))
    old = next((one for one in kept if not one.notice and one.held is None and one not in weighed.newest), kept[0])
    return tuple(one for one in kept if one is not old)


def _marked(life: StoryLife, version: Version, story: EnrichedStory, weighed: Weighed) -> EnrichedStory:
    """The story as it is published: with its standing, and with the stricter of its own status and the story's."""
    where = standing(life, version)
    told = replace(story, lifecycle=replace(story.lifecycle, status=version.ref.status))
    status = version.ref.status
    if where.status == "canceled" and version not in weighed.live:
        status = "canceled"
    elif version in weighed.withheld:
        status = "withheld"
    return replace(_with_status(told, status), standing=where)


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


def _unnamed(version: Version) -> StoryRef:
    """The story without its words: those are what the embargo is about."""
    return replace(version.ref, headline="", dateline=None)
