"""Where paragraphs begin and end, however the wire broke its lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.formats.paragraphs import joined, paragraphs

WRAPPED = """\
Norway's lighthouse keepers went back to work on Tuesday after
their union accepted a rise of four percent over two-and-a-
half years."""
WHOLE = (
    "Norway's lighthouse keepers went back to work on Tuesday after their union accepted a rise of four percent over "
    "two-and-a-half years."
)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        (WRAPPED, WHOLE),
        (f"{WRAPPED}\n\n{WRAPPED}", f"{WHOLE}\n\n{WHOLE}"),
        (f"   {WRAPPED}\n   {WRAPPED}", f"{WHOLE}\n\n{WHOLE}"),
        ("Fog came.\nSnow came.", "Fog came.\n\nSnow came."),
        ("Fog came.\n \t\n\nSnow came.", "Fog came.\n\nSnow came."),
        ("Oslo   7\nBodoe  4\nAlta   1", "Oslo   7\nBodoe  4\nAlta   1"),
        (f"{WRAPPED}\n* One keeper was hurt", f"{WHOLE}\n\n* One keeper was hurt"),
        (f"{WHOLE[:58]}\n{WHOLE}", f"{WHOLE[:58]}\n{WHOLE}"),
        ("", ""),
    ],
    ids=["wrapped", "empty line", "indented", "one line each", "blank line", "table", "bullet", "unbroken", "nothing"],
)
def test_only_wraps_are_joined(text: str, copy: str) -> None:
    """Paragraphs are separated by an empty line, a table keeps its lines, broken compounds are made whole."""
    assert joined(paragraphs(text)) == copy


@given(st.lists(st.sampled_from(["Fog came", ".", "\n", "\n\n", "  ", " ", "x" * 50, "\t7", "-", "=", "\u00a0"])))
def test_no_word_is_lost(pieces: list[str]) -> None:
    """Only white space changes."""
    text = "".join(pieces)
    kept = joined(paragraphs(text))
    assert "".join(kept.split()) == "".join(text.split())
