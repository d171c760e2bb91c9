"""What people marked and what a reader found, as both are written: JSON lines, one story a line."""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import orjson

from bench.scoring.fragments import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One quote with its speaker, marked or found."""

    #: Where its words stand; more than one stretch where an attribution breaks them.
    parts: tuple[Stretch, ...]
    #: The mention that it is attributed to, where the reader gives offsets.
    speaker: Stretch | None = None
    #: The pieces of a broken mention ("Poe, said … , the minister").
    speaker_parts: tuple[Stretch, ...] = ()
    #: The mention's words.
    speaker_text: str | None = None
    #: Marked only: speech, or another attitude (a belief, an intention), which is not counted.
    scope: str = "speech"
    #: Marked only: words in quotation marks that nobody said.
    ignore: bool = False

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """From its JSON object; unknown fields are ignored."""
        speaker = record.get("speaker")
        return cls(
            parts=_stretches(record.get("parts") or [(record["start"], record["end"])]),
            speaker=(speaker[0], speaker[1]) if speaker else None,
            speaker_parts=_stretches(record.get("speaker_parts") or []),
            speaker_text=record.get("speaker_text"),
            scope=record.get("scope", "speech"),
            ignore=bool(record.get("ignore")),
        )

    @property
    def has_speaker(self) -> bool:
        """Whether anybody is named or meant."""
        return bool(self.speaker or self.speaker_text)

    @property
    def speaker_stretches(self) -> tuple[Stretch, ...]:
        """Where the speaker is mentioned."""
        return self.speaker_parts or ((self.speaker,) if self.speaker else ())


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Each line of a file of JSON lines; gzip by its name.

    Raises:
        OSError: it cannot be read.
        ValueError: a line is no JSON.
    """
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield orjson.loads(line)


def attributions(row: Mapping[str, Any] | None) -> list[Attribution]:
    """The quotes of a story's line; none where the reader left the story out."""
    return [Attribution.of(quote) for quote in (row or {}).get("quotes", [])]


def _stretches(pairs: Any) -> tuple[Stretch, ...]:  # noqa: ANN401 - JSON
    return tuple((start, end) for start, end in pairs)
