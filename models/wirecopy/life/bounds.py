"""What is forgotten of a story that has more messages than can be kept."""

from collections.abc import Iterator
from dataclasses import replace

from wirecopy.life.standing import weigh
from wirecopy.life.state import StoryLife, Version

#: How many versions of a story are kept, as long as any can be spared.
MOST_VERSIONS = 40


def bounded(life: StoryLife) -> StoryLife:
    """The story with no more versions than are kept."""
    while len(life.versions) > MOST_VERSIONS and (less := lighter(life)):
        life = less
    return life


def lighter(life: StoryLife) -> StoryLife | None:
    """The story without the one version that can best be spared; None if none can: how it stands never changes.

    First go copies that were superseded long ago, then texts that are held back though a newer text of them is held
    back too, and last notices that others make needless.
    """
    before = weigh(life)
    for one in _spare(life, before.newest):
        less = replace(life, versions=tuple(other for other in life.versions if other is not one))
        after = weigh(less)
        if (after.newest, after.live, after.withheld, after.status) == (
            before.newest,
            before.live,
            before.withheld,
            before.status,
        ):
            return less
    return None


def _spare(life: StoryLife, newest: tuple[Version, ...]) -> Iterator[Version]:
    oldest_first = sorted(life.versions, key=lambda one: one.order.tie)
    yield from (one for one in oldest_first if not one.notice and one.held is None and one not in newest)
    held = [one for one in oldest_first if one.held is not None]
    yield from (one for one in held if any(other.order.newer_than(one.order) for other in held))
    yield from (one for one in oldest_first if one.notice and one.held is None)
