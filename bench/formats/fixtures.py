"""The real feed files that formats are measured on, and what an independent extractor found in each.

The files are their agencies' own and are no part of this repository. `MANIFEST.jsonl` beside them has a line for each:
the format, the agency, and `derived`, the key fields. That extractor is not always right; where it is not, the file is
named in `differences.tsv` with the reason.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DIFFERENCES = Path(__file__).parent / "differences.tsv"

#: Items of NewsML-G2 that are no news item, classes and types that are no text.
_NO_TEXT_ITEMS = ("packageItem", "conceptItem", "planningItem")
_NO_TEXT_TYPES = ("picture", "photo", "graphic", "video", "audio", "composite", "concept", "audio_bulletin")


class DataMissing(Exception):
    """The files are not where they are looked for; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixture:
    """One feed file."""

    name: str
    format: str
    agency: str
    derived: Mapping[str, Any]
    data: bytes

    @property
    def is_text(self) -> bool:
        """Whether it holds a text story, as far as the manifest tells."""
        kinds = (self.derived.get(name) for name in ("item_class", "type", "news_item_type"))
        told = {str(kind).rpartition(":")[2].casefold() for kind in kinds if kind}
        return self.derived.get("item_element") not in _NO_TEXT_ITEMS and told.isdisjoint(_NO_TEXT_TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A difference that is not the reader's fault, or of which nobody can say who is right."""

    file: str
    field: str
    why: str


def fixtures(shared: Path) -> list[Fixture]:
    """Every file of the manifest.

    Raises:
        DataMissing: the manifest, or a file that it names, is not there.
    """
    folder = shared / "data" / "wire-fixtures"
    try:
        rows = [json.loads(line) for line in (folder / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines()]
        return [
            Fixture(
                name=row["file"],
                format=row["format"],
                agency=row["agency"],
                derived=row["derived"],
                data=(folder / row["file"]).read_bytes(),
            )
            for row in rows
        ]
    except OSError as error:
        raise DataMissing(
            f"The feed files are missing: no {error.filename}; they are no part of this repository. Where you have "
            "them elsewhere, say so: make formats DATA=FOLDER (the folder that holds data/)."
        ) from None


def open_files(shared: Path) -> list[tuple[str, bytes]]:
    """The open examples of IPTC, by name; none where they are not there."""
    folder = shared / "data" / "wire-fixtures-open"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in (".xml", ".json"))
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in files]


def known_differences(path: Path = DIFFERENCES) -> Iterator[Known]:
    """The differences that are explained."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            file, field, why = line.split("\t")
            yield Known(file=file, field=field, why=why)
