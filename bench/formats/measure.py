"""Read every feed file and compare what comes back with the manifest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.formats.fixtures import Fixture, Known
from bench.formats.same import FIELDS, Field
from wirecopy.errors import REASONS, Unreadable
from wirecopy.formats import read
from wirecopy.formats.contents import Contents
from wirecopy.story import RawStory

LIMIT = 1_000_000

Verdict = Literal["right", "wrong", "explained", "not in manifest"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "explained", "not in manifest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field of one file."""

    field: Field
    verdict: Verdict
    wanted: object = None
    got: object = None
    #: Why the difference is not the reader's fault, where it is explained.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What came of one file."""

    fixture: Fixture
    #: What was read; None where it was refused.
    contents: Contents | None
    #: The reason code and the sentence of a refusal, or the exception that it broke with.
    reason: str = ""
    sentence: str = ""
    compared: tuple[Compared, ...] = ()

    @property
    def outcome(self) -> str:
        """Read, set aside, refused, or broken: an exception that no reader may raise."""
        if self.contents is None:
            return "refused" if self.reason in REASONS else "broken"
        return "read" if self.contents.stories else "set aside"


def measure(fixtures: Iterable[Fixture], known: Iterable[Known]) -> list[Read]:
    """Every file, in their order."""
    explained = {(one.file, one.field): one.why for one in known}
    return [_measured(fixture, explained) for fixture in fixtures]


def stale(reads: Sequence[Read], known: Iterable[Known]) -> list[Known]:
    """Explained differences that are none any more."""
    met = {(r.fixture.name, c.field.name) for r in reads for c in r.compared if c.verdict == "explained"}
    return [one for one in known if (one.file, one.field) not in met and one.field != "file"]


def _measured(fixture: Fixture, explained: dict[tuple[str, str], str]) -> Read:
    try:
        contents = read(fixture.data, limit=LIMIT)
    except Unreadable as error:
        return Read(fixture=fixture, contents=None, reason=error.reason, sentence=str(error))
    except Exception as error:  # told as what it is: the other files are measured all the same
        return Read(fixture=fixture, contents=None, reason=type(error).__name__, sentence=str(error))
    story = _story(fixture, contents)
    compared = tuple(_compared(fixture, field, story, explained) for field in FIELDS) if story else ()
    return Read(fixture=fixture, contents=contents, compared=compared)


def _story(fixture: Fixture, contents: Contents) -> RawStory | None:
    """Of several stories the one that the manifest speaks of, by its identity; else the first."""
    guid = fixture.derived.get("guid")
    named = [story for story in contents.stories if story.uri == guid]
    return next(iter([*named, *contents.stories]), None)


def _compared(fixture: Fixture, field: Field, story: RawStory, explained: dict[tuple[str, str], str]) -> Compared:
    wanted = field.wanted(fixture.derived)
    if wanted is None:
        return Compared(field=field, verdict="not in manifest")
    if field.same(wanted, story):
        return Compared(field=field, verdict="right")
    why = explained.get((fixture.name, field.name), "")
    verdict: Verdict = "explained" if why else "wrong"
    return Compared(field=field, verdict=verdict, wanted=wanted, got=field.got(story), why=why)
