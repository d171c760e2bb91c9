"""What the product reads, carried back to the text that was given."""

import gzip
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from bench.predict import Origin, dateline_reader, json_lines, predictions
from wirecopy.annotate import span
from wirecopy.errors import Unreadable
from wirecopy.formats import read
from wirecopy.identity import identify

WRAPPED = (
    "FERRY RUNS AGAIN\n\n    BERGEN, Norway, May 5 (NTB) - The ferry over the fjord at\nBergen runs again "
    "after a week, the well-\nknown line said on Friday.\n    It had lost its rudder.\n NTB\n"
)


def test_a_dateline_counts_in_the_given_text() -> None:
    """Headline, indent and wraps are taken out by the reader; the offsets are those of the text as it came."""
    [row] = predictions(dateline_reader(), "datelines", [("a", WRAPPED)])
    assert row == {
        "id": "a",
        "dateline": {
            "start": 22,
            "end": 49,
            "body_start": 52,
            "places": [{"name": "BERGEN", "region": "Norway"}],
            "date_text": "May 5",
            "agency_text": "NTB",
        },
    }


@pytest.mark.parametrize("text", ["It rains in Bergen today.", "", " \n", '{"broken": ', "\ud800"])
def test_no_dateline_and_nothing_to_read(text: str) -> None:
    """A text without a dateline, and one that no reader can read, have none."""
    assert list(predictions(dateline_reader(), "datelines", [("a", text)])) == [{"id": "a", "dateline": None}]


def test_order_and_ids_are_kept_over_what_cannot_be_read() -> None:
    """Each line of the input has its line in the output."""
    texts = [("a", ""), ("b", WRAPPED), ("c", "No dateline here."), ("d", WRAPPED)]
    rows = list(predictions(dateline_reader(), "datelines", texts))
    assert [(row["id"], row["dateline"] is not None) for row in rows] == [
        ("a", False),
        ("b", True),
        ("c", False),
        ("d", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        WRAPPED,
        "\ufeffHeadline here\r\n\r\nOSLO (AP) — “It\xa0rains,” he said.\r\n\r\nIt\x00 does.\r\n",
        "All news\n\nHEADLINE ONE TWO\n\nBy Eva Muster\n\nOSLO (AP) - It rains.\n\nOSLO again, it rained.\n\nNNNN\n",
        "Subject: Rain\nDate: Fri, 5 May 2026 10:00:00 +0000\n\nOSLO (AP) - It rains.\n",
    ],
)
def test_words_are_the_same_in_both_texts(text: str) -> None:
    """Every word of the product's text is found again in the given one."""
    try:
        ours = identify(read(text.encode(), limit=10_000).stories[0]).text
    except Unreadable:
        pytest.fail("an example must be readable")
    origin = Origin(text, ours)
    begin = 0
    for word in ours.split():
        begin = ours.index(word, begin)
        stretch = origin.stretch(span(ours, begin, begin + len(word)))
        assert stretch is not None
        assert "".join(text[slice(*stretch)].split()).replace("\x00", "") == word.replace("\xa0", "")
        begin += len(word)


def test_words_that_were_not_given_have_no_place() -> None:
    """What the product's text has and the given one has not is nowhere."""
    assert Origin("It rains.", "It snows.").stretch(span("It snows.", 3, 8)) is None


def test_the_command(tmp_path: Path) -> None:
    """From JSON lines, gzip too, to JSON lines; other fields do not matter."""
    given, out = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl"
    given.write_bytes(gzip.compress(orjson.dumps({"id": "a", "text": WRAPPED, "dateline": "x"}) + b"\n\n"))
    program = Path(__file__).parents[2] / "bench" / "predict.py"
    subprocess.run([sys.executable, program, "datelines", given, out], check=True, timeout=120)
    assert [(row["id"], row["dateline"]["start"]) for row in json_lines(out)] == [("a", 22)]
