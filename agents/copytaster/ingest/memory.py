"""What is remembered of feeds across restarts: validators, and which entries are out in which version.

One small JSON file, replaced as a whole. Ids and digests only, none of a feed's words; but the URLs may hold passwords,
so the file is for its owner alone.
"""

import fcntl
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import orjson

from copytaster.ingest.fetching import Validators

#: How many entries of a feed are remembered at least; twice as many as its document has, if that is more.
REMEMBERED = 500


class MemoryUnusable(Exception):
    """The file cannot be used; the message says why and what to do."""


@dataclass(slots=True)
class Feed:
    """What is known of one feed."""

    validators: Validators = field(default_factory=Validators)
    #: Id of an entry to the digest of its last version that is out, the longest unseen first.
    out: dict[str, str] = field(default_factory=dict)

    def mark(self, identity: str, digest: str) -> None:
        """A version of an entry is out, or was seen again."""
        self.out.pop(identity, None)
        self.out[identity] = digest

    def forget(self, current: int) -> None:
        """Forget the entries unseen for longest, given how many the document has now."""
        for identity in list(self.out)[: -max(REMEMBERED, 2 * current)]:
            del self.out[identity]


class Memory:
    """The file, held by one process at a time.

    Args:
        path: where it is or will be.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._feeds: dict[str, Feed] = {}
        self._lock = -1

    def __enter__(self) -> Self:
        """Read it.

        Raises:
            MemoryUnusable: it is another process's, damaged, or cannot be read or written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self._path.with_name(f"{self._path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._feeds = _read(self._path.read_bytes()) if self._path.exists() else {}
            self.save()
        except BlockingIOError:
            raise MemoryUnusable(
                f"{self._path} is used by another copytaster; give this one its own --state."
            ) from None
        except OSError as error:
            raise MemoryUnusable(f"{self._path} cannot be used: {error.strerror}; see --state.") from None
        except (ValueError, TypeError, AttributeError, KeyError):
            raise MemoryUnusable(
                f"{self._path} is damaged. Bring back a copy, or remove it: then every entry that a feed still has "
                "is published again."
            ) from None
        return self

    def __exit__(self, *_: object) -> None:
        """Let another process have it."""
        os.close(self._lock)

    def of(self, url: str) -> Feed:
        """What is known of a feed: nothing, at first."""
        return self._feeds.setdefault(url, Feed())

    def save(self) -> None:
        """Write the file: whole or not at all, also when the power goes. Raises OSError."""
        fresh = self._path.with_name(f".{self._path.name}.tmp")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:  # noqa: PTH123 - a mode
            stream.write(_shown(self._feeds))
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(self._path)


def _shown(feeds: Mapping[str, Feed]) -> bytes:
    shown = {
        url: {"etag": feed.validators.etag, "last_modified": feed.validators.last_modified, "out": feed.out}
        for url, feed in feeds.items()
    }
    return orjson.dumps({"version": 1, "feeds": shown})


def _read(data: bytes) -> dict[str, Feed]:
    document = orjson.loads(data)
    if document["version"] != 1:
        raise ValueError
    return {
        str(url): Feed(
            Validators(etag=str(feed["etag"]), last_modified=str(feed["last_modified"])),
            {str(identity): str(digest) for identity, digest in feed["out"].items()},
        )
        for url, feed in document["feeds"].items()
    }
