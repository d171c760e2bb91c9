"""The golden output: what the whole reading, from raw bytes to the enriched story, makes of each sample story.

`make golden` writes tests/golden/*.json anew. Look at the diff before you commit it: it is the list of every story that
your change reads differently. (tests/golden/expected/*.json is another thing: a person's reading, never generated.)
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from spacy.language import Language

from copytaster.samples import Sample, samples
from copytaster.settings import Settings
from wirecopy.codec import as_json
from wirecopy.events import EnrichedStory
from wirecopy.extract import enrich, load
from wirecopy.formats import read
from wirecopy.identity import Copy, identify

FOLDER = Path(__file__).parent / "golden"


def copy_of(sample: Sample) -> Copy:
    """A sample as an identified copy, before any language work."""
    (raw,) = read(sample.value, limit=Settings().max_story_bytes).stories
    return identify(raw, sample.key)


def enriched(nlp: Language) -> Mapping[str, EnrichedStory]:
    """Every sample's enriched story, by the sample's name without its extension."""
    stories = enrich(nlp, [copy_of(sample) for sample in samples()])
    return {stem(sample): story for sample, story in zip(samples(), stories, strict=True)}


def stem(sample: Sample) -> str:
    """A sample's name without its extension: "01-tass-caspian"."""
    return Path(sample.name).stem


def pretty(story: EnrichedStory) -> str:
    """An enriched story as a golden file holds it: keys sorted, a line per value, so that a diff can be read."""
    return json.dumps(as_json(story), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def stale() -> Iterator[Path]:
    """Golden files whose sample is gone."""
    names = {stem(sample) for sample in samples()}
    return (path for path in sorted(FOLDER.glob("*.json")) if path.stem not in names)


def main() -> None:
    """Write every golden file anew, and remove those whose sample is gone."""
    for path in stale():
        path.unlink()
    for name, story in enriched(load()).items():
        (FOLDER / f"{name}.json").write_text(pretty(story), encoding="utf-8")


if __name__ == "__main__":
    main()
