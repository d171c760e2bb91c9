"""How far two people who label the same attributions agree: canonical name, kind, anonymity.

Run: `python -m bench.gold.agreement ../shared/data/quotes/polnear`. The second labels are `second.jsonl`.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.predict import json_lines
from bench.who import plain_name

FOLDER = Path(__file__).parent


def main() -> None:
    """Print the agreement, and each difference by its document and offset."""
    texts = dict(_texts(Path(sys.argv[1])))
    first = {_key(one): one for one in _records(FOLDER / "attributions.jsonl") if not one.get("skip")}
    both = [(first[_key(one)], one) for one in _records(FOLDER / "second.jsonl") if _key(one) in first]
    print(f"{len(both)} attributions labelled twice")
    for field in ("canonical", "kind", "anonymity"):
        apart = [one for one, other in both if _label(one, field, texts) != _label(other, field, texts)]
        print(f"{field:10} {len(both) - len(apart)} of {len(both)} the same")
        for one in apart:
            print(f"    {one['id']} {one['start']}")


def _label(record: dict[str, Any], field: str, texts: dict[str, str]) -> object:
    if field != "canonical":
        return record[field]
    text = texts[record["id"]]
    return {plain_name(text[start:end]) for start, end in record["canonical"]}


def _key(record: dict[str, Any]) -> tuple[str, int, int]:
    return record["id"], record["start"], record["end"]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for part in ("multi_dev", "dev"):
        yield from ((one["id"], one["text"]) for one in json_lines(folder / f"polnear.{part}.jsonl.gz"))


if __name__ == "__main__":
    main()
