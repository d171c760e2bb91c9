"""The tables of an accuracy run in Markdown, for the terminal and for docs/extraction.md. No story text."""

from collections.abc import Iterable, Sequence

from bench.accuracy import errors
from bench.accuracy.compare import Change, change, interval, quote_changes
from bench.accuracy.measure import DatelinesRead, QuotesRead, Reading
from bench.scoring.datelines import MEASURES, Share
from copytaster.generate.markdown import table


def report(tree: Reading, release: Reading | None, peers: Sequence[Reading]) -> list[str]:
    """All tables with their headings, in the order in which they are printed."""
    readings = [tree, *([release] if release else []), *peers]
    blocks = ["### Quotes and speakers", quotes(readings), "### Datelines", datelines(readings)]
    if release:
        blocks += [f"### Against {release.reader}, story by story", changes(tree, release)]
    return [
        *blocks,
        "### What is wrong with quotes",
        quote_errors(tree.quotes),
        "### Whose speakers are wrong",
        speaker_errors(tree.quotes),
        "### What is wrong with datelines",
        dateline_errors(tree.datelines),
    ]


def quotes(readings: Sequence[Reading]) -> str:
    """Every reader on every data set and task."""
    head = (
        "data",
        "reader",
        "e2e F1",
        "e2e P / R",
        "overlap F1",
        "overlap P / R",
        "exact F1",
        "token F1",
        "speaker head",
        "speaker exact",
    )
    return table(
        head,
        (
            _quote_row(r.reader, read)
            for data in zip(*(_quotes_of(r) for r in readings), strict=True)
            for r, read in data
        ),
    )


def datelines(readings: Sequence[Reading]) -> str:
    """Every reader that reads datelines, on every data set."""
    rows = [
        (read.data.name, reading.reader, *(_held(read.score.get(measure)) for measure in MEASURES))
        for reads in zip(*(_datelines_of(reading) for reading in readings if reading.datelines), strict=True)
        for reading, read in reads
    ]
    return table(("data", "reader", *MEASURES[:-1], "false alarms"), rows)


def changes(tree: Reading, release: Reading) -> str:
    """Each measure before and after, and in how many stories more or less is right."""
    head = ("data", "measure", "before", "now", "difference (95 %)", "stories better", "worse", "same", "p")
    quote_rows = (_change_row(old, new) for old, new in zip(release.quotes, tree.quotes, strict=True))
    dateline_rows = (_dateline_change_row(old, new) for old, new in zip(release.datelines, tree.datelines, strict=True))
    return table(head, (*quote_rows, *dateline_rows))


def quote_errors(reads: Iterable[QuotesRead]) -> str:
    """Missed, extra, wrong speaker and none given, by kind."""
    head = ("data", "kind", "marked", "missed", "extra", "wrong speaker", "no speaker given")
    return table(
        head,
        (
            (read.name, e.kind, *map(str, (e.marked, e.missed, e.extra, e.wrong_speaker, e.no_speaker)))
            for read in reads
            for e in errors.by_kind(read.stories.values())
            if e.marked or e.extra
        ),
    )


def speaker_errors(reads: Iterable[QuotesRead]) -> str:
    """Wrong speakers by what the marked speaker is."""
    head = ("data", "the marked speaker is a", "quotes found", "wrong speaker", "none given", "right")
    return table(
        head,
        (
            (
                read.name,
                e.speaker,
                str(e.matched),
                str(e.wrong),
                str(e.none_given),
                _percent(1 - (e.wrong + e.none_given) / e.matched),
            )
            for read in reads
            for e in errors.by_speaker(read.stories.values())
            if e.matched
        ),
    )


def dateline_errors(reads: Iterable[DatelinesRead]) -> str:
    """How many stories have each fault."""
    rows = []
    for read in reads:
        counted = errors.of_datelines(read.marked, read.found)
        rows.append((read.data.name, str(len(read.marked)), *(str(counted[fault]) for fault in errors.DATELINE_FAULTS)))
    return table(("data", "stories", *errors.DATELINE_FAULTS), rows)


def _quotes_of(reading: Reading) -> list[tuple[Reading, QuotesRead]]:
    return [(reading, read) for read in reading.quotes]


def _datelines_of(reading: Reading) -> list[tuple[Reading, DatelinesRead]]:
    return [(reading, read) for read in reading.datelines]


def _quote_row(reader: str, read: QuotesRead) -> tuple[str, ...]:
    score = read.score
    return (
        read.name,
        reader,
        _percent(score.e2e.f1),
        f"{_percent(score.e2e.precision)} / {_percent(score.e2e.recall)}",
        _percent(score.overlap.f1),
        f"{_percent(score.overlap.precision)} / {_percent(score.overlap.recall)}",
        _percent(score.exact.f1),
        _percent(score.token.f1),
        _percent(score.speaker_head),
        _percent(score.speaker_exact),
    )


def _change_row(old: QuotesRead, new: QuotesRead) -> tuple[str, ...]:
    bounds = interval(list(old.stories.values()), list(new.stories.values()))
    told = change(quote_changes(new.texts, old.stories, new.stories))
    before, now = old.score.e2e.f1, new.score.e2e.f1
    difference = f"{_points(now - before)} ({_points(bounds[0])} to {_points(bounds[1])})"
    return (new.name, "e2e F1", _percent(before), _percent(now), difference, *_stories(told))


def _dateline_change_row(old: DatelinesRead, new: DatelinesRead) -> tuple[str, ...]:
    better, worse = len(new.right - old.right), len(old.right - new.right)
    told = Change(better=better, worse=worse, same=len(new.marked) - better - worse)
    before, now = (len(read.right) / len(read.marked) for read in (old, new))
    return (
        new.data.name,
        "all right",
        _percent(before, 2),
        _percent(now, 2),
        _points(now - before, 2),
        *_stories(told),
    )


def _stories(told: Change) -> tuple[str, ...]:
    return str(told.better), str(told.worse), str(told.same), f"{told.chance:.3f}"


def _held(share: Share | None) -> str:
    return f"{_percent(share.value, 2)} ({share.held} of {share.of})" if share else "–"


def _percent(share: float, digits: int = 1) -> str:
    return f"{100 * share:.{digits}f}"


def _points(difference: float, digits: int = 1) -> str:
    return f"{100 * difference:+.{digits}f}"
