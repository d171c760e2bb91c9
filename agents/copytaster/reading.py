"""The work of a pool process: from the bytes of a message to the bytes of its events.

Runs in a process of its own (spaCy holds the GIL), so everything that comes in or goes out is plain, picklable data.
"""

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from copytaster.delivered import Done, Failed, Outcome
from copytaster.envelope import read_records
from copytaster.settings import Settings
from copytaster.topics import topology
from wirecopy.errors import ModelMissing, Unreadable
from wirecopy.formats import read
from wirecopy.formats.contents import SetAside
from wirecopy.identity import Copy, identify_all

if TYPE_CHECKING:
    from spacy.language import Language

    from wirecopy.events import EnrichedStory

#: How often a pool process looks whether its worker still lives, in seconds.
ORPHAN_CHECK = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a pool process must know: a picklable part of the settings."""

    model: str
    topic_prefix: str
    group: str
    max_story_bytes: int

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What the settings say of it."""
        return cls(
            model=settings.model,
            topic_prefix=settings.topic_prefix,
            group=settings.group,
            max_story_bytes=settings.max_story_bytes,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The part of a message that reading needs."""

    key: bytes | None
    value: bytes | None
    #: When its publisher says that it was sent.
    sent: datetime | None = None

    @property
    def size(self) -> int:
        """Bytes of the value."""
        return len(self.value or b"")


class _Found(NamedTuple):
    """What stands in one message."""

    copies: tuple[Copy, ...]
    set_aside: tuple[SetAside, ...]


class Reader:
    """A loaded pipeline and what it needs to make events."""

    def __init__(self, plan: Plan, nlp: "Language") -> None:
        self._plan = plan
        self._nlp = nlp
        self._topics = topology(plan.topic_prefix)

    def read(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Read messages, several at once because the network is faster on a batch. One outcome for each, in order."""
        copies = [self._found(job) for job in jobs]
        try:
            return self._enriched(copies)
        except Exception:  # find out which one it was: the others must not suffer
            return [self._alone(found) for found in copies]

    def _found(self, job: Job) -> "_Found | Failed":
        try:
            contents = read(job.value, limit=self._plan.max_story_bytes)
            return _Found(identify_all(contents.stories, job.key, job.sent), contents.set_aside)
        except Unreadable as error:
            return Failed(reason=error.reason, message=str(error), exception=type(error).__name__)

    def _enriched(self, found: Sequence["_Found | Failed"]) -> list[Outcome]:
        from wirecopy.extract import enrich

        readable = [copy for one in found if not isinstance(one, Failed) for copy in one.copies]
        stories = iter(enrich(self._nlp, readable))
        return [
            one if isinstance(one, Failed) else self._done([next(stories) for _ in one.copies], one.set_aside)
            for one in found
        ]

    def _done(self, stories: Sequence["EnrichedStory"], set_aside: tuple[SetAside, ...]) -> Done:
        records = [record for story in stories for record in read_records(story, self._topics, self._plan.group)]
        return Done(records=tuple(records), stories=tuple(stories), set_aside=set_aside)

    def _alone(self, found: "_Found | Failed") -> Outcome:
        try:
            return self._enriched([found])[0]
        except Exception as error:
            return Failed(
                reason="internal-error",
                message="The reader failed on this story; please report it with the story.",
                exception=f"{type(error).__name__}: {error}"[:200],
            )


_reader: Reader | None = None
_trouble: str = ""


def start(plan: Plan, parent: int) -> None:
    """Load the model, once per process. What goes wrong is kept for `ready`, because a pool hides it."""
    global _reader, _trouble  # noqa: PLW0603 - one reader per process is the point of the pool
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    from wirecopy.extract import load

    try:
        _reader = Reader(plan, load(plan.model))
        _reader.read([Job(key=None, value=b'Warm-up\n\nLONDON, Jan 1 (Reuters) - "It works," she said.\n')])
    except ModelMissing as error:
        _trouble = str(error)


def ready() -> str:
    """What went wrong at the start, in a sentence; empty if the process can read."""
    return _trouble


def read_batch(jobs: Sequence[Job]) -> list[Outcome]:
    """Read messages in this process; `start` must have run."""
    if _reader is None:
        raise RuntimeError(_trouble or "this pool process was not started")
    return _reader.read(jobs)


def _end_with(parent: int) -> None:
    """End this process when its worker is gone: kill -9 gives a worker no chance to end its pool."""
    while os.getppid() == parent:
        time.sleep(ORPHAN_CHECK)
    os._exit(0)
