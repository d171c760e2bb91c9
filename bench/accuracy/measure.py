"""One reader on all data: its predictions, scored story by story."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.accuracy.data import DATELINES, QUOTES, DatelineData, QuoteData
from bench.accuracy.readers import Reader
from bench.scoring.datelines import Measure, Record, Share, Verdict, is_right, judge, tally
from bench.scoring.quotes import Score, StoryScore, Task, score_story, summary
from bench.scoring.records import attributions, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesRead:
    """The stories of one data set and task, scored, by their ids."""

    data: QuoteData
    task: Task
    predictions: Path
    texts: Mapping[str, str]
    stories: Mapping[str, StoryScore]

    @property
    def name(self) -> str:
        """Data set and task."""
        return f"{self.data.name}, {self.task}"

    @property
    def score(self) -> Score:
        """All stories together."""
        return summary(self.stories.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelinesRead:
    """The stories of one data set: what is marked, what was found, by their ids."""

    data: DatelineData
    predictions: Path
    texts: Mapping[str, str]
    marked: Mapping[str, Record | None]
    found: Mapping[str, Record | None]

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """What holds of each story."""
        return {story: judge(dateline, self.found.get(story)) for story, dateline in self.marked.items()}

    @property
    def score(self) -> dict[Measure, Share]:
        """All stories together."""
        return tally(self.verdicts.values())

    @property
    def right(self) -> frozenset[str]:
        """The stories whose dateline is wholly right."""
        return frozenset(story for story, verdict in self.verdicts.items() if is_right(verdict))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one reader read."""

    reader: str
    quotes: list[QuotesRead] = field(default_factory=list)
    datelines: list[DatelinesRead] = field(default_factory=list)


def measure(reader: Reader, folder: Path) -> Reading:
    """Let a reader read the data, and score it.

    Raises:
        DoesNotRead: the reader failed.
    """
    quotes = [read for data in QUOTES for read in _quotes(reader, folder / data.file, data)]
    wanted = DATELINES if "datelines" in reader.reads else ()
    datelines = [_datelines(reader, folder / data.file, data) for data in wanted]
    return Reading(reader=reader.name, quotes=quotes, datelines=datelines)


def _quotes(reader: Reader, gold: Path, data: QuoteData) -> list[QuotesRead]:
    predictions = reader.predict("quotes", gold)
    found = {row["id"]: row for row in rows(predictions)}
    marked = list(rows(gold))
    return [
        QuotesRead(
            data=data,
            task=task,
            predictions=predictions,
            texts={row["id"]: row["text"] for row in marked},
            stories={
                row["id"]: score_story(row["text"], attributions(row), attributions(found.get(row["id"])), task)
                for row in marked
            },
        )
        for task in data.tasks
    ]


def _datelines(reader: Reader, gold: Path, data: DatelineData) -> DatelinesRead:
    """Made-up datelines among the marked ones ("real": false) are left out."""
    predictions = reader.predict("datelines", gold)
    marked = [row for row in rows(gold) if row.get("real") is not False]
    return DatelinesRead(
        data=data,
        predictions=predictions,
        texts={row["id"]: row["text"] for row in marked},
        marked={row["id"]: row["dateline"] for row in marked},
        found={row["id"]: row.get("dateline") for row in rows(predictions)},
    )
