"""How a story stands: a function of the set of its messages, and of nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from wirecopy.events import Standing
from wirecopy.life.embargo import is_postponed
from wirecopy.life.state import Notice, StoryLife, Told, Version
from wirecopy.life.versions import newest
from wirecopy.story import PubStatus, Relation

#: Relations by which another story takes the place of the one that it names.
REPLACING: frozenset[Relation] = frozenset(("correction", "refile", "update", "lead"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A story's versions, weighed against each other and against all notices."""

    #: The newest copy of the story and the later takes of it: what stands if nothing speaks against it.
    newest: tuple[Version, ...] = ()
    #: Those of them against which nothing speaks.
    live: tuple[Version, ...] = ()
    #: Those of the live ones that may not be used for now.
    withheld: tuple[Version, ...] = ()
    #: What killed the story.
    killed_by: Version | Notice | None = None
    #: The other story that took its place.
    replaced_by: Notice | None = None
    #: What holds it.
    held_by: Version | Notice | None = None
    #: Whether an embargoed version waits for its time.
    kept_back: bool = False

    @property
    def status(self) -> PubStatus:
        """Whether the story may be used."""
        if self.killed_by is not None:
            return "canceled"
        if not self.newest:
            return "withheld" if self.kept_back or self.held_by else "usable"
        return "withheld" if self.newest[0] in self.withheld else "usable"

    @property
    def current(self) -> Version | None:
        """The version that stands now."""
        return self.newest[0] if self.newest and self.newest[0] in self.live else None


def weigh(life: StoryLife) -> Weighed:
    """Weigh all messages of a story.

    A kill takes the story off if its newest version is not surely newer than the kill; where nothing says which came
    first, the kill counts. No older version comes back then, and no take stands without its story. A hold does the same
    for the time being.
    """
    copies = [one for one in life.versions if not one.notice and one.held is None]
    stand = _newest(copies)
    kills = _notices(life, "kill")
    killed_by = _against(kills, stand[0]) if stand else (kills[0] if kills else None)
    replaced = [one for one in life.notices if one.relation in REPLACING]
    holds = _notices(life, "hold")
    live = tuple(one for one in stand if killed_by is None and _against([*kills, *replaced], one) is None)
    return Weighed(
        newest=stand,
        live=live,
        withheld=tuple(one for one in live if _is_withheld(one, life) or _against(holds, one)),
        killed_by=killed_by,
        replaced_by=next((one for one in replaced if stand and _against([one], stand[0])), None),
        held_by=_against(holds, stand[0]) if stand else (holds[0] if holds else None),
        kept_back=any(one.held is not None for one in life.versions),
    )


def standing(weighed: Weighed, version: Version | None = None) -> Standing:
    """What an event says of how its story stands, and of one version among the others."""
    superseded_by, reason = _place(weighed, version)
    return Standing(
        status=weighed.status,
        current=weighed.current.ref.version if weighed.current else None,
        live=tuple(one.ref.version for one in weighed.live),
        live_texts=tuple(one.ref.text_sha256 for one in weighed.live),
        superseded_by=superseded_by,
        reason=reason,
    )


def stands(weighed: Weighed) -> dict[tuple[str, str], Told]:
    """What subscribers should know of: every quote and source of the live versions, by kind and id.

    What a story says twice, in its main copy and in a take, may be used if it may be in one of them.
    """
    found: dict[tuple[str, str], Told] = {}
    for version in sorted(weighed.live, key=lambda one: one not in weighed.withheld):
        found |= {(one.item, one.id): one for one in items(version, withheld=version in weighed.withheld)}
    return found


def items(version: Version, *, withheld: bool) -> tuple[Told, ...]:
    """What a version tells of, as subscribers know it once they have heard it."""
    quotes = (Told(item="quote", id=one, withheld=withheld) for one in version.quotes)
    return (*quotes, *(Told(item="source", id=one, withheld=withheld) for one in version.sources))


def _is_withheld(version: Version, life: StoryLife) -> bool:
    return version.ref.status == "withheld" or is_postponed(version, life.versions)


def _newest(copies: Sequence[Version]) -> tuple[Version, ...]:
    """The newest copy, and behind it the newest of each take that was not sent before it."""
    mains = [one for one in copies if one.ref.relation != "take"]
    main = _newest_of(mains)
    takes = {one.number: _newest_of([other for other in copies if _is_take(other, one.number)]) for one in copies
             if one.ref.relation == "take"}  # fmt: skip
    later = [
        take
        for _, take in sorted(takes.items(), key=lambda item: -1 if item[0] is None else item[0])
        if take is not None and (main is None or main.order.newer_than(take.order) is None)
    ]
    return (*((main,) if main else ()), *later)


def _is_take(version: Version, number: int | None) -> bool:
    return version.ref.relation == "take" and version.number == number


def _newest_of(versions: Sequence[Version]) -> Version | None:
    return versions[newest(tuple(one.order for one in versions))] if versions else None


def _notices(life: StoryLife, relation: Relation) -> list[Version | Notice]:
    """The messages of a kind: those of the story itself, and those of others."""
    own = [one for one in life.versions if one.notice and _acts_as(one) == relation]
    return [*own, *(one for one in life.notices if one.relation == relation)]


def _acts_as(version: Version) -> Relation:
    return "kill" if version.ref.status == "canceled" else version.ref.relation


def _against(notices: Sequence[Version | Notice], version: Version) -> "Version | Notice | None":
    """The first notice that a version is not surely newer than."""
    return next((one for one in notices if not version.order.surely_newer_than(one.order)), None)


def _place(weighed: Weighed, version: Version | None) -> tuple[str | None, str]:
    """What replaced a version, and why, in words."""
    if version is None or version.notice or version in weighed.live:
        return None, ""
    if version in weighed.newest:
        by = weighed.replaced_by
        return (by.by.uri, f"replaced by {by.relation} {by.by.uri}") if by and weighed.killed_by is None else (None, "")
    main = weighed.newest[0] if weighed.newest else None
    if main is None:
        return None, ""
    return main.ref.version, main.order.newer_than(version.order) or "nothing says which is newer; this one was chosen"
