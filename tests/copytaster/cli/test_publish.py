"""`publish`: byte for byte onto a topic, and what is said where it cannot be."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.copytaster.cli.conftest import Desk

pytestmark = pytest.mark.broker

PLAIN = "LONDON, Jan 1 (Reuters) - “It works,” she said.\r\n".encode()
BROKEN = b"\xff\xfe not UTF-8 \x00\n\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, value in (("one.txt", PLAIN), ("two.bin", BROKEN)):
        (tmp_path / name).write_bytes(value)
    return [str(tmp_path / "one.txt"), str(tmp_path / "two.bin")]


def test_files_arrive_byte_for_byte_in_order_under_the_key(desk: "Desk", files: list[str]) -> None:
    """Nothing is read into them, not even where they are no text."""
    ran = desk.run("publish", *files, "--key", "urn:x:1")
    assert (ran.code, ran.err) == (0, "")
    assert desk.held("raw", 2) == [(b"urn:x:1", PLAIN), (b"urn:x:1", BROKEN)]


def test_standard_input_is_a_story_and_needs_no_key(desk: "Desk") -> None:
    """For pipes."""
    assert desk.run("publish", "-", stdin=BROKEN).code == 0
    assert desk.held("raw", 1) == [(None, BROKEN)]


def test_each_line_can_be_a_story(desk: "Desk") -> None:
    """JSON lines; empty lines are none. The line's number stands where the file is named."""
    ran = desk.run("publish", "--lines", "-", "-o", "jsonl", stdin=b'{"a":1}\n\n{"b":2}\r\n')
    assert [json.loads(line)["file"] for line in ran.out.splitlines()] == ["-:1", "-:3"]
    assert desk.held("raw", 2) == [(None, b'{"a":1}'), (None, b'{"b":2}')]


@pytest.mark.parametrize("form", ["pretty", "json", "jsonl"])
def test_where_each_story_went_is_printed(desk: "Desk", files: list[str], form: str) -> None:
    """For people, and as JSON."""
    ran = desk.run("publish", files[0], "-o", form)
    where = {"file": files[0], "topic": desk.topic("raw").name, "partition": 0, "offset": 0}
    shown = {
        "pretty": f"{files[0]} → {where['topic']}, partition 0, offset 0\n",
        "json": json.dumps(where, indent=2) + "\n",
        "jsonl": json.dumps(where) + "\n",
    }
    assert (ran.code, ran.out.decode(), ran.err) == (0, shown[form], "")


def test_another_topic_can_be_named(desk: "Desk", files: list[str]) -> None:
    """To put a dead letter back, or to try a subscriber."""
    assert desk.run("publish", files[0], "--topic", desk.topic("alerts").name).code == 0
    assert desk.held("alerts", 1) == [(None, PLAIN)]


def test_a_rate_spreads_the_stories(desk: "Desk", files: list[str]) -> None:
    """They all arrive; nothing but data is printed where standard error is no terminal."""
    ran = desk.run("publish", *files, "--rate", "50")
    assert (ran.code, len(ran.out.splitlines()), ran.err) == (0, 2, "")
    assert len(desk.held("raw", 2)) == 2


def test_a_topic_that_does_not_exist_is_one_sentence(desk: "Desk", files: list[str]) -> None:
    """At once, and it does not come into being."""
    for _ in range(2):
        ran = desk.run("publish", files[0], "--topic", "no-such-topic")
        assert (ran.code, ran.out) == (1, b"")
        assert ran.sentence.startswith(f"There is no topic no-such-topic at {desk.settings.bootstrap}; ")


@pytest.mark.parametrize("name", ["", "wire/raw", "Agentur überall", "..", "x" * 250])
def test_a_name_that_no_topic_can_have_is_one_sentence(desk: "Desk", files: list[str], name: str) -> None:
    """Wrong usage: Kafka is not even asked."""
    ran = desk.run("publish", files[0], "--topic", name)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.sentence.startswith(f"{name!r} is no name of a topic; ")


@pytest.mark.kafka
@pytest.mark.usefixtures("kafka")  # the embedded broker takes whatever comes
def test_a_story_larger_than_the_topic_takes_is_one_sentence(desk: "Desk", tmp_path: Path) -> None:
    """Whether our own client refuses it or the broker does."""
    file = tmp_path / "large.txt"
    for size in (16_001_000, 17_000_000):
        file.write_bytes(b"x" * size)
        ran = desk.run("publish", str(file))
        assert (ran.code, ran.out) == (1, b"")
        assert ran.sentence.startswith(f"{file} has {size} bytes, more than {desk.topic('raw').name} takes; ")


def test_a_negative_rate_is_wrong_usage(desk: "Desk", files: list[str]) -> None:
    """The option is named."""
    ran = desk.run("publish", files[0], "--rate", "-1")
    assert (ran.code, ran.out) == (2, b"")
    assert "Invalid value for '--rate'" in ran.err


def test_the_time_of_transmission_goes_into_a_header(desk: "Desk", files: list[str]) -> None:
    """For stories that do not say when they were sent."""
    assert desk.run("publish", files[0], "--sent", "2026-03-03T10:00:00+01:00").code == 0
    assert desk.headers("raw") == (("ce_time", b"2026-03-03T09:00:00+00:00"),)
