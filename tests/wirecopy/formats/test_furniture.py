"""Slug lines, labels, notes, trash lines, bylines and end marks: one line, one question."""

import pytest

from wirecopy.formats.endmarks import is_end_mark, without_end_marks
from wirecopy.formats.furniture import affiliation, byline_name, is_label, is_note, is_trash, slug_of


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("BY JANE ROE", "JANE ROE"),
        ("By: Jane Roe and Juan Gómez", "Jane Roe and Juan Gómez"),
        ("By Ludwig van der Berg, dpa =", "Ludwig van der Berg, dpa"),
        ("By Frances d'Afflisio", "Frances d'Afflisio"),
        ("By noon the fog had gone", None),
        ("By Tuesday the port was open", None),
        ("Bystanders Saw Fog", None),
        ("By ", None),
    ],
)
def test_a_byline_names_somebody(line: str, name: str | None) -> None:
    """Every word but a few small ones has a capital."""
    assert byline_name(line) == name


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("BC-Norway-Fog, 2nd Ld-Writethru", "BC-Norway-Fog, 2nd Ld-Writethru"),
        ("dpa 0142", "dpa 0142"),
        ("Strikes/Norway", "Strikes/Norway"),
        ("CHILE-MINE/", "CHILE-MINE/"),
        ("Fog closes port", None),
        ("BC cuts taxes", None),
    ],
)
def test_a_slug_line(line: str, slug: str | None) -> None:
    """An AP slug, an item's number, a keyword line."""
    assert slug_of(line) == slug


def test_labels_notes_and_trash() -> None:
    """What each says yes to, of lines that look alike."""
    lines = {
        "1ST LEAD": "label",
        "KILL KILL KILL": "label",
        "EMBARGOED UNTIL FRIDAY 1600 GMT": "label",
        "Fog leads to 3 crashes": "",
        "Eds: ADDS quotes": "note",
        "ATTN EDITORS: photos follow": "note",
        "Editors resign": "",
        "(Adds quotes)": "trash",
        "* Four missing": "trash",
        "(Adds quotes) and more": "",
    }
    questions = {"label": is_label, "note": is_note, "trash": is_trash}
    said = {line: " ".join(name for name, asks in questions.items() if asks(line)) for line in lines}
    assert said == lines


@pytest.mark.parametrize(
    "line", ["Associated Press Writer", "Reuters", "AP Sports Writer", "Chief Science Correspondent"]
)
def test_an_affiliation_stands_under_a_byline(line: str) -> None:
    """For whom the writer works."""
    assert affiliation(line) == line


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("ZCZC NW042\nFog.\nNNNN", "Fog."),
        ("Fog.\n\n###", "Fog."),
        ("Fog.\n(END) hb\n\n- 30 -\nNNNN\n", "Fog."),
        ("Fog. Enditem", "Fog."),
        ("Fog.\nAP-WF-02-10-16 0423GMT", "Fog."),
        ("Fog.\n-- BERNAMA", "Fog."),
        ("Fog.\nThe end is near", "Fog.\nThe end is near"),
        ("Ends well", "Ends well"),
    ],
)
def test_end_marks_are_no_copy(text: str, copy: str) -> None:
    """Several may stand below one another."""
    assert without_end_marks(text) == copy


@pytest.mark.parametrize("line", ["", "30", "The end", "x" * 41])
def test_what_is_no_end_mark(line: str) -> None:
    """A number alone may be copy."""
    assert not is_end_mark(line)
