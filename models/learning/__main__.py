"""`make train`: learn the weights of the quote finder and of the name finder anew, from the stories of --data.

Seeded: the same data, versions and machine give the same weights. Stories that are used for scoring are left out.
"""

import argparse
import datetime
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import spacy
from spacy.language import Language

from learning import names, network
from learning.card import names_card, quotes_card
from learning.corpus import corpus, cue_words
from learning.gold import records, stories
from wirecopy.extract.found import declare_extensions
from wirecopy.extract.names import name_features
from wirecopy.extract.pipeline import ALIASES, BEFORE_THE_PARSE, DEFAULT
from wirecopy.extract.quotes.scorer import PROBE
from wirecopy.extract.tokens import Labels, tokens_of

SEED = 7
#: Rounds over the data; more of them learn the training stories by heart.
QUOTE_ROUNDS, NAME_ROUNDS = 12, 8
#: Stories of Reuters that the name finder is taught on, beside all others.
REUTERS = 2000

POLNEAR = "data/quotes/polnear/polnear.{}.jsonl.gz"
DATELINES = "data/datelines/{}.dev.jsonl.gz"

Record = Mapping[str, Any]


def main() -> None:
    """Learn, and write weights and cards."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, default=Path("../shared"), help="the folder that holds data/quotes")
    arguments.add_argument("--out", type=Path, default=Path("models/wirecopy/data"), help="where the weights go")
    given = arguments.parse_args()
    needed = given.data / POLNEAR.format("train_nowire")
    if not needed.is_file():
        sys.exit(f"There is nothing to learn from: {needed} is missing; name the folder that holds it with --data.")
    nlp = _model()
    labels = Labels(tags=("", *nlp.pipe_labels["tagger"]), deps=("", *nlp.pipe_labels["parser"]))
    annotated = _training_stories(given.data)
    _learn_quotes(nlp, annotated, labels, given.out)
    _learn_names(nlp, [*annotated, *_other_copy(given.data)], labels, given.out)


def _model() -> Language:
    """The language model with the components that stand before its parse, as the product has them."""
    declare_extensions()
    for module in ("wirecopy.extract.dateline.component", "wirecopy.extract.breaks"):
        import_module(module)  # each registers its component; the entry points of the wheel are not installed here
    nlp = spacy.load(ALIASES[DEFAULT], exclude=["lemmatizer", "attribute_ruler"])
    for name in reversed(BEFORE_THE_PARSE):
        nlp.add_pipe(name, first=True)
    return nlp


def _training_stories(data: Path) -> list[Record]:
    """PolNeAR's training stories without those that several people annotated: these are for scoring."""
    scored = {one["id"] for part in ("dev", "multi_dev") for one in records(data / POLNEAR.format(part))}
    return [one for one in records(data / POLNEAR.format("train_nowire")) if one["id"] not in scored]


def _other_copy(data: Path) -> list[Record]:
    """Copy of the wires for the name finder."""
    reuters = records(data / DATELINES.format("reuters"))
    Random(SEED).shuffle(reuters)  # noqa: S311 - seeded, so that the same stories are drawn again
    others = [one for part in ("afp-xinhua", "other") for one in records(data / DATELINES.format(part))]
    return [*reuters[:REUTERS], *others]


def _learn_quotes(nlp: Language, annotated: Sequence[Record], labels: Labels, out: Path) -> None:
    with nlp.select_pipes(disable=["ner"]):
        found = [(story, [token.lower_ for token in story.doc]) for story in stories(nlp, annotated, labels)]
    words = cue_words(found)
    layers = _last(network.learned(corpus(found, words), rounds=QUOTE_ROUNDS, seed=SEED))
    held = {name: np.asarray(values).astype(np.float16) for name, values in layers.items()}
    names_of = {"tags": np.array(labels.tags), "deps": np.array(labels.deps), "cues": np.array(words)}
    held["probe"] = nlp(PROBE).tensor.astype(np.float16)
    np.savez_compressed(out / "quotes.npz", allow_pickle=False, **names_of, **held)
    said = sum(len(story.attributions) for story, _ in found)
    card = quotes_card(_today(), stories=len(found), attributions=said, cues=len(words), seed=SEED, rounds=QUOTE_ROUNDS)
    (out / "quotes.md").write_text(card, encoding="utf-8")


def _learn_names(nlp: Language, copy: Sequence[Record], labels: Labels, out: Path) -> None:
    parts = []
    for doc in nlp.pipe((str(one["text"]) for one in copy), batch_size=16):
        tokens = tokens_of(doc, (), labels)
        parts.append((tokens.vectors, name_features(tokens), names.classes_of(doc)))
    vectors, features, classes = names.joined(parts)
    layers = _last(names.learned(vectors, features, classes, rounds=NAME_ROUNDS, seed=SEED))
    held = {name: np.asarray(values).astype(np.float16) for name, values in layers.items()}
    np.savez_compressed(out / "names.npz", allow_pickle=False, tags=np.array(labels.tags), **held)
    card = names_card(_today(), stories=len(copy), tokens=len(classes), seed=SEED, rounds=NAME_ROUNDS)
    (out / "names.md").write_text(card, encoding="utf-8")


def _last(rounds: Iterator[tuple[network.Layers, float]]) -> network.Layers:
    """The layers of the last round; prints the loss of each."""
    layers: network.Layers = {}
    for number, (layers, wrong) in enumerate(rounds, start=1):  # noqa: B007 - the last one is what is wanted
        print(f"round {number}: mean loss {wrong:.4f}", flush=True)
    return layers


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()


if __name__ == "__main__":
    main()
