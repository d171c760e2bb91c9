"""When a version that is held back may be let go: at its own time, or later if a newer version says so."""

from collections.abc import Sequence
from datetime import datetime

from wirecopy.life.state import Version


def let_go_at(version: Version, versions: Sequence[Version]) -> datetime | None:
    """The end of a version's embargo; None where it has none.

    A publisher moves an embargo by a new version, which is itself held back. It moves that of an older version too, if
    that was still running when the new one was sent: else the old text would be out before the time that counts now.

    Args:
        version: the version.
        versions: all that are known of the story.
    """
    until = version.embargoed_until
    if until is None:
        return None
    return max((until, *(end for one in versions if (end := one.embargoed_until) and _moves(one, version))))


def is_postponed(version: Version, versions: Sequence[Version]) -> bool:
    """Whether a version that was let go must not be used again until a later time."""
    return version.held is None and let_go_at(version, versions) != version.embargoed_until


def _moves(one: Version, older: Version) -> bool:
    """Whether a version that is held back moves the embargo of another one."""
    if one.held is None or one.order.newer_than(older.order) is None:
        return False
    return one.sent is None or older.embargoed_until is None or one.sent <= older.embargoed_until
