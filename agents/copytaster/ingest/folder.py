"""A folder as a way in: which of its files are whole, and where a file goes when its story is out.

A file is whole when nothing about it (inode, size, time of change) has changed for some seconds; whoever can, writes
under a hidden or temporary name and renames. What is in the folder is a stranger's: only plain files are read, no link
is followed, and a name is printed only through `one_line`.
"""

import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from copytaster.envelope import one_line

DONE, FAILED = "done", "failed"

#: What the name of a file ends with that is still being written: by scp clients, browsers, rsync, and by hand.
UNFINISHED = (".crdownload", ".filepart", ".part", ".partial", ".tmp", "~")

#: Seconds that an empty file is waited for: a slow upload makes the name first, and empty files are rarely meant.
EMPTY_SETTLE = 60.0

#: How many files one look gives at the most, so that what comes meanwhile is not behind all of a backlog.
AT_ONCE = 500

#: The longest file name in bytes, on every file system that matters.
NAME_MAX = 255

_LOCK = ".copytaster.lock"


class FolderUnusable(Exception):
    """The folder cannot be watched; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells a file from what it was before."""

    inode: int
    size: int
    changed: int

    @classmethod
    def of(cls, seen: os.stat_result) -> "Mark":
        """The mark of a file."""
        return cls(seen.st_ino, seen.st_size, seen.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that is whole."""

    name: str
    mark: Mark

    @property
    def shown(self) -> str:
        """Its name as it may be printed."""
        return one_line(self.name)


class Folder:
    """One folder that is watched, by this process alone.

    Args:
        path: the folder. `done` and `failed` are made in it.
        settle: seconds without a change after which a file counts as whole.
        on_trouble: told, in a sentence, of a file that cannot be read or moved; once for each.
        ticks: a monotonic clock, in seconds.
    """

    def __init__(
        self,
        path: Path,
        *,
        settle: float,
        on_trouble: Callable[[str], None],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._settle = settle
        self._on_trouble = on_trouble
        self._ticks = ticks
        self._seen: dict[str, tuple[Mark, float]] = {}
        self._out: dict[str, Mark] = {}
        self._troubled: set[str] = set()
        self._lock = -1
        #: Files that were there at the last look, whole or not.
        self.waiting = 0

    @property
    def stuck(self) -> int:
        """How many of them were in trouble and will not move by themselves."""
        return len(self._troubled)

    def open(self) -> None:
        """Make `done` and `failed`, and see that nobody else watches the folder.

        Raises:
            FolderUnusable: it is no folder, cannot be written to, or is watched already.
        """
        try:
            device = self._path.stat().st_dev
            for name in (DONE, FAILED):
                (self._path / name).mkdir(exist_ok=True)
                if (self._path / name).stat().st_dev != device:
                    raise FolderUnusable(f"{self._path / name} is on another disk: files could not be moved at once.")
            self._lock = os.open(self._path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderUnusable(f"{self._path} is watched by another copytaster; stop one of the two.") from None
        except OSError as error:
            where = one_line(str(error.filename or self._path))
            raise FolderUnusable(f"{where} cannot be used: {error.strerror}.") from None

    def close(self) -> None:
        """Let another process watch the folder."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def whole(self) -> list[Whole]:
        """The files that are whole now, the oldest first.

        Raises:
            FolderUnusable: the folder is gone.
        """
        try:
            found = dict(self._files())
        except OSError as error:
            raise FolderUnusable(f"{self._path} cannot be read any more: {error.strerror}.") from None
        now = self._ticks()
        self.waiting = len(found)
        self._troubled &= found.keys()
        self._out = {name: mark for name, mark in self._out.items() if found.get(name) == mark}
        before, self._seen = self._seen, {}
        for name, mark in found.items():
            earlier, since = before.get(name, (None, now))
            self._seen[name] = (mark, since if earlier == mark else now)
        ready = [Whole(name, mark) for name, (mark, since) in self._seen.items() if now - since >= self._patience(mark)]
        return sorted(ready, key=lambda one: (one.mark.changed, one.name))[:AT_ONCE]

    def is_out(self, file: Whole) -> bool:
        """Whether the story of this very file is out already, and only its move failed."""
        return self._out.get(file.name) == file.mark

    def read(self, file: Whole) -> bytes | None:
        """The bytes of a file; None if it cannot be read, or is no longer what it was when it counted as whole."""
        try:
            opened = os.open(self._path / file.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with open(opened, "rb") as stream:  # noqa: PTH123 - Path.open would follow a link
                data = stream.read(file.mark.size + 1)
                same = Mark.of(os.fstat(opened)) == file.mark and len(data) == file.mark.size
        except FileNotFoundError:
            return None
        except OSError as error:
            self._trouble(file, f"{file.shown} cannot be read: {error.strerror}.")
            return None
        return data if same else None

    def done(self, file: Whole) -> None:
        """The story of a file is out: move it. If that fails, the move is tried again; nothing is published again."""
        self._out[file.name] = file.mark
        if self._move(file, DONE):
            self._out.pop(file.name, None)

    def fail(self, file: Whole, why: str) -> bool:
        """A file can never be published: move it, with the reason beside it. Returns whether it is there."""
        target = free_name(self._path / FAILED, file.name, beside=".why")
        reason = self._path / FAILED / f"{target}.why"
        try:
            hidden = reason.with_name(f".{os.getpid()}.why.tmp")
            hidden.write_text(f"{why}\n", encoding="utf-8")
            hidden.rename(reason)
        except OSError as error:
            self._trouble(file, f"{file.shown} failed, and its reason cannot be written: {error.strerror}.")
            return False
        moved = self._move(file, FAILED, target)
        if not moved:
            reason.unlink(missing_ok=True)
        return moved

    def _files(self) -> Iterator[tuple[str, Mark]]:
        with os.scandir(self._path) as entries:
            for entry in entries:
                if is_unfinished(entry.name):
                    continue
                try:
                    seen = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                if stat.S_ISREG(seen.st_mode):
                    yield entry.name, Mark.of(seen)

    def _patience(self, mark: Mark) -> float:
        return self._settle if mark.size else max(self._settle, EMPTY_SETTLE)

    def _move(self, file: Whole, into: str, target: str | None = None) -> bool:
        """Move a file that is still what it was; one that has changed since stays, to be taken again."""
        source = self._path / file.name
        try:
            if Mark.of(source.lstat()) == file.mark:
                source.rename(self._path / into / (target or free_name(self._path / into, file.name)))
        except FileNotFoundError:
            pass
        except OSError as error:
            self._trouble(file, f"{file.shown} cannot be moved to {into}: {error.strerror}.")
            return False
        return True

    def _trouble(self, file: Whole, says: str) -> None:
        if file.name not in self._troubled:
            self._troubled.add(file.name)
            self._on_trouble(says)


def is_unfinished(name: str) -> bool:
    """Whether a file is hidden, or its name says that it is still being written."""
    return name.startswith(".") or name.lower().endswith(UNFINISHED)


def free_name(folder: Path, name: str, beside: str = "") -> str:
    """A name that is not taken in a folder: the same if it is free, else with a number ("story-2.xml").

    Args:
        folder: where.
        name: the name wanted; cut where it would become too long.
        beside: the ending of a second file that must be free as well.
    """

    def numbered(number: int) -> str:
        tail = suffix if number == 1 else f"-{number}{suffix}"
        room = NAME_MAX - len(os.fsencode(tail + beside))
        return os.fsdecode(os.fsencode(stem)[:room]) + tail

    def taken(number: int) -> bool:
        return any(os.path.lexists(folder / (numbered(number) + ending)) for ending in {"", beside})

    path = Path(name)
    stem, suffix = (path.stem, path.suffix) if len(os.fsencode(path.suffix)) <= 16 else (name, "")
    if not taken(1):
        return numbered(1)
    low, high = 1, 2
    while taken(high):
        low, high = high, high * 2
    while high - low > 1:  # a feed that calls every file the same must not make each move slower than the last
        middle = (low + high) // 2
        low, high = (middle, high) if taken(middle) else (low, middle)
    return numbered(high)
