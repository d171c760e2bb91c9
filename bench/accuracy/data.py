"""The development data: which files, what is counted on each, and where they are looked for.

The texts are their publishers' own and are no part of this repository; `bench/open` holds the open part of them.
"""

from dataclasses import dataclass
from pathlib import Path

from bench.scoring.quotes import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteData:
    """Stories with marked quotes."""

    name: str
    file: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelineData:
    """Stories with marked datelines."""

    name: str
    file: str


QUOTES = (
    QuoteData(name="PolNeAR dev", file="quotes/polnear/polnear.dev.jsonl.gz", tasks=("direct", "speech")),
    QuoteData(name="GUM dev8", file="quotes/gum/gum_news.dev8.jsonl", tasks=("speech",)),
)
DATELINES = (
    DatelineData(name="Reuters", file="datelines/reuters.dev.jsonl.gz"),
    DatelineData(name="Xinhua", file="datelines/afp-xinhua.dev.jsonl.gz"),
    DatelineData(name="other", file="datelines/other.dev.jsonl.gz"),
)


class DataMissing(Exception):
    """The development data is not where it is looked for; the message is a sentence for the user."""


def folder_of(shared: Path) -> Path:
    """The folder that holds the data.

    Raises:
        DataMissing: a file is not there.
    """
    folder = shared / "data"
    missing = [data.file for data in (*QUOTES, *DATELINES) if not (folder / data.file).is_file()]
    if missing:
        raise DataMissing(
            f"The development data is missing: no {missing[0]} in {folder.resolve()}; it is not part of this "
            "repository. Where you have it elsewhere, say so: make accuracy DATA=FOLDER (the folder that holds data/)."
        )
    return folder
