"""From bytes to clean text, and what is noted as mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.formats.clean import cleaned, one_line


@pytest.mark.parametrize(
    ("text", "clean", "repairs"),
    [
        ("Fog\n\nIt came.", "Fog\n\nIt came.", ()),
        ("Fog\r\n\r\nIt came.", "Fog\n\nIt came.", ("line ends were CRLF",)),
        ("Fog\r\r\nIt came.", "Fog\nIt came.", ("line ends were CRLF",)),
        ("Fog\r\rIt came.", "Fog\n\nIt came.", ("line ends were CR",)),
        ("\ufeffFog", "Fog", ("a byte order mark was left out",)),
        ("Fog\x0cIt came.", "Fog\n\nIt came.", ("form feeds or paragraph separators became empty lines",)),
        ("Fog\u2029It came.", "Fog\n\nIt came.", ("form feeds or paragraph separators became empty lines",)),
        ("Fog\x0bIt came.\x85", "Fog\nIt came.\n", ()),
        ("F\x00og", "Fog", ("1 control character was left out",)),
        ("\x01\x02Fog\x03", "Fog", ("3 control characters were left out",)),
        ("Fog\ud800", "Fog", ("1 control character was left out",)),
        ("4\u00a0p.m.\tGMT", "4\u00a0p.m.\tGMT", ()),
    ],
    ids=ascii,
)
def test_what_is_mended_is_noted(text: str, clean: str, repairs: tuple[str, ...]) -> None:
    """Non-breaking spaces and tabs are no damage: the offsets of all events count in them."""
    assert cleaned(text) == (clean, repairs)


@given(st.text(st.characters() | st.sampled_from("\r\n\x0c\ufeff\x00\x85\u2028"), max_size=30))
def test_clean_text_is_not_cleaned_again(text: str) -> None:
    """What was mended once needs no mending, but for a second byte order mark."""
    clean = cleaned(text)[0].lstrip("\ufeff")
    assert cleaned(clean) == (clean, ())


def test_one_line_keeps_non_breaking_spaces() -> None:
    """Other runs of white space become one space."""
    assert one_line(" Fog\r\n at \t 4\u00a0p.m. ") == "Fog at 4\u00a0p.m."
