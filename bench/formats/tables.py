"""The tables of the measurement in Markdown, for the terminal and docs/formats-measured.md. No text of the files."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bench.formats.fixtures import Known
from bench.formats.measure import VERDICTS, Read, Verdict
from bench.formats.same import FIELDS
from copytaster.generate.markdown import table

#: The share of the fields that count which must be right.
BAR = 0.98


def report(reads: Sequence[Read], stale: Sequence[Known]) -> list[str]:
    """All blocks of the page."""
    return [
        "## What was read",
        files(reads),
        verdict(reads),
        "## Field by field",
        fields(reads),
        "## Files that gave no text story",
        without_story(reads),
        "## Differences",
        "Explained: what the manifest says there is not what the file says, or cannot be compared.",
        differences(reads),
        *([f"{len(stale)} explained differences are none any more: mend bench/formats/differences.tsv."] * bool(stale)),
        "## What counts as the same",
        "\n".join(f"* **{field.name}**: {field.how}" for field in FIELDS),
    ]


def files(reads: Sequence[Read]) -> str:
    """For each format of the manifest: how many files, and what came of them."""
    rows = [
        (
            name,
            str(len(mine)),
            *(str(sum(read.outcome == outcome for read in mine)) for outcome in ("read", "set aside", "refused")),
            str(sum(len(read.contents.stories) for read in mine if read.contents)),
            ", ".join(sorted({story.format for read in mine if read.contents for story in read.contents.stories})),
        )
        for name, mine in _by_format(reads)
    ]
    return table(("format", "files", "read", "set aside", "refused", "stories", "read as"), rows)


def verdict(reads: Sequence[Read]) -> str:
    """The two bars, in words."""
    outcomes = Counter(read.outcome for read in reads)
    right, explained, wrong = (counted(reads, verdict) for verdict in ("right", "explained", "wrong"))
    return (
        f"{len(reads)} files: {outcomes['read']} give text stories, {outcomes['set aside']} are set aside, "
        f"{outcomes['refused']} are refused, {outcomes['broken']} broke the reader. Of headline, guid, version, "
        f"urgency, pubstatus and dateline {right} of {right + explained + wrong} are as the manifest says: "
        f"{share(reads):.1%} (the bar is {BAR:.0%}). Of the others {explained} are explained below, {wrong} are not."
    )


def share(reads: Sequence[Read]) -> float:
    """The share of the fields that count which are as the manifest says; a difference that is explained is one too."""
    right, explained, wrong = (counted(reads, verdict) for verdict in ("right", "explained", "wrong"))
    return right / (right + explained + wrong or 1)


def counted(reads: Iterable[Read], verdict: Verdict) -> int:
    """How many of the fields that count have this verdict."""
    return sum(one.field.counts and one.verdict == verdict for read in reads for one in read.compared)


def fields(reads: Sequence[Read]) -> str:
    """Right, wrong, explained, not in the manifest: for each field and each format."""
    rows = [
        (name, field.name, *map(str, numbers), "yes" if field.counts else "")
        for name, mine in [*_by_format(reads), ("**all**", list(reads))]
        for field in FIELDS
        if sum((numbers := _numbers(mine, field.name))[:3])
    ]
    return table(("format", "field", *VERDICTS, "counts"), rows)


def without_story(reads: Sequence[Read]) -> str:
    """Which files, and why; a text story among them is marked."""
    rows = [
        (
            read.fixture.name,
            read.outcome,
            read.reason
            or "; ".join(sorted({item.because for item in read.contents.set_aside} if read.contents else ())),
            "text story" if read.fixture.is_text else "",
        )
        for read in reads
        if read.outcome != "read"
    ]
    return table(("file", "what became of it", "reason", "the manifest thinks"), rows)


def differences(reads: Sequence[Read]) -> str:
    """Every difference with its explanation, without the values: those are the agencies'."""
    rows = [
        (read.fixture.name, one.field.name, one.why or "**not explained**")
        for read in reads
        for one in read.compared
        if one.verdict in ("wrong", "explained") and (one.field.counts or one.why)
    ]
    return table(("file", "field", "why"), rows)


def values(reads: Sequence[Read]) -> list[str]:
    """Every unexplained difference with its values, for the terminal only."""
    return [
        f"{read.fixture.name}\t{'' if one.field.counts else '(beside) '}{one.field.name}"
        f"\n    wanted {str(one.wanted)[:160]!r}\n    got    {str(one.got)[:160]!r}"
        for read in reads
        for one in read.compared
        if one.verdict == "wrong"
    ] + [f"{read.fixture.name}\trefused\n    {read.sentence}" for read in reads if read.outcome == "refused"]


def _by_format(reads: Sequence[Read]) -> list[tuple[str, list[Read]]]:
    names = dict.fromkeys(read.fixture.format for read in reads)
    return [(name, [read for read in reads if read.fixture.format == name]) for name in sorted(names)]


def _numbers(reads: Iterable[Read], name: str) -> list[int]:
    found = [one.verdict for read in reads for one in read.compared if one.field.name == name]
    return [found.count(verdict) for verdict in VERDICTS]
