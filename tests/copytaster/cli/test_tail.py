"""`tail`: each kind of event in each form, and messages that are no events."""

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from copytaster.envelope import OutgoingRecord, alert_record, dead_letter_record, story_records
from copytaster.topics import Topics, topology
from tests import newsroom
from wirecopy.events import DeadLetter, EnrichedStory
from wirecopy.life.course import arrived
from wirecopy.life.state import StoryLife

if TYPE_CHECKING:
    from tests.copytaster.cli.conftest import Desk

pytestmark = pytest.mark.broker


def put(desk: "Desk", title: str, record: OutgoingRecord) -> OutgoingRecord:
    desk.put(title, record.value, key=record.key, headers=record.headers)
    return record


def told(story: EnrichedStory, topics: Topics) -> tuple[OutgoingRecord, ...]:
    """The records of a story that is the first of its uri."""
    _, tidings = arrived(StoryLife(uri=story.uri), story, newsroom.NOON)
    return story_records(tidings, topics, "desk")


def event(desk: "Desk", kind: str) -> OutgoingRecord:
    """An event of a kind, published as the worker does it."""
    topics = topology(desk.settings.topic_prefix)
    story = newsroom.story()
    records = told(story, topics)
    made = {
        "stories": records[-1],
        "quotes": records[0],
        "sources": records[2],
        "alerts": alert_record(newsroom.alert(), topics, "desk"),
    }
    return put(desk, kind, made[kind])


def letter(desk: "Desk", value: bytes | None) -> DeadLetter:
    """A dead letter, published as the worker does it."""
    made = DeadLetter(
        reason="not-utf8",
        message="Byte 0 is not UTF-8; send UTF-8.",
        stage="enrich",
        topic=desk.topic("raw").name,
        partition=0,
        offset=12,
        app_version="9.9.9",
    )
    name = desk.topic("dead-letters").name
    put(desk, "dead-letters", dead_letter_record(made, topic=name, key=b"urn:x:1", value=value, headers=()))
    return made


@pytest.mark.parametrize("kind", ["stories", "quotes", "sources", "alerts"])
def test_an_event_is_printed_as_it_is_as_one_line_or_indented(desk: "Desk", kind: str) -> None:
    """The event's own bytes by default; the same document with indents for people who read JSON."""
    value = event(desk, kind).value or b""
    lines, indented = (desk.run("tail", kind, "--from-start", "--exit", "-o", form) for form in ("jsonl", "json"))
    assert (lines.code, lines.out, lines.err) == (0, value + b"\n", "")
    assert (indented.code, json.loads(indented.out), indented.err) == (0, json.loads(value), "")
    assert indented.out.startswith(b'{\n  "')


PRETTY = {
    "stories": "Harbour reopens after storm\n  story    urn:nordvest:1  version 1  new, usable\n"
    "  dateline Bergen, Norway  ·  no date  ·  Nordvest\n"
    "  quote    “Ships sail again”  — speaker unknown  [direct; no cue]\n"
    "  quote    “storm”  — speaker unknown  [indirect; no cue]\n"
    "  source   the harbour master  [role, role-only; supports 0]\n",
    "quotes": "  quote    “Ships sail again”  — speaker unknown  [direct; no cue]\n",
    "sources": "  source   the harbour master  [role, role-only; supports 0]\n",
    "alerts": "ALERT HIGH  Rests on one unnamed source: Harbour reopens after storm (the only source is not named)\n",
}


@pytest.mark.parametrize("kind", PRETTY)
def test_an_event_is_pretty_for_people(desk: "Desk", kind: str) -> None:
    """A few lines that say what it is."""
    event(desk, kind)
    ran = desk.run("tail", kind, "--from-start", "--exit", "-o", "pretty")
    assert (ran.code, ran.out.decode(), ran.err) == (0, PRETTY[kind], "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(b"Caf\xc3\xa9", {"value": "Café"}), (b"\xff", {"value_base64": "/w=="}), (None, {"value": None})],
    ids=["text", "not text", "null"],
)
def test_a_dead_letter_is_its_headers_and_the_original_bytes(
    desk: "Desk", value: bytes | None, shown: dict[str, object]
) -> None:
    """As one JSON object, and in one line for people."""
    letter(desk, value)
    name = desk.topic("raw").name
    lines, pretty = (desk.run("tail", "dead-letters", "-n", "1", "-e", "-o", form) for form in ("jsonl", "pretty"))
    assert json.loads(lines.out) == {
        "dlq_reason": "not-utf8",
        "dlq_message": "Byte 0 is not UTF-8; send UTF-8.",
        "dlq_stage": "enrich",
        "dlq_topic": name,
        "dlq_partition": "0",
        "dlq_offset": "12",
        "dlq_app_version": "9.9.9",
        "key": "urn:x:1",
        **shown,
    }
    assert pretty.out.decode() == (
        f"DEAD LETTER  not-utf8: Byte 0 is not UTF-8; send UTF-8. ({name}, partition 0, offset 12)\n"
    )


def test_the_newest_can_be_asked_for(desk: "Desk") -> None:
    """`-n 2`; without it and without --from-start nothing old is printed."""
    for number in range(4):
        desk.put("quotes", f'{{"n":{number}}}'.encode())
    assert desk.run("tail", "quotes", "-n", "2", "--exit").out == b'{"n":2}\n{"n":3}\n'
    assert desk.run("tail", "quotes", "-n", "9", "--exit").out.count(b"\n") == 4
    assert desk.run("tail", "quotes", "--exit").out == b""


FOREIGN = {
    "no JSON": (b"A story.\n", ()),
    "another document": (b'{"some": ["thing"]}', ()),
    "a tombstone": (None, ()),
    "no text": (b"\xff\x00", ()),
    "half a dead letter": (b"x", (("dlq_reason", b"\xff"), ("dlq_partition", b"many"))),
}


@pytest.mark.parametrize("kind", ["stories", "quotes", "sources", "alerts", "dead-letters"])
def test_a_message_that_is_no_event_of_ours_is_one_line_and_no_end(desk: "Desk", kind: str) -> None:
    """What it is and where it stands, on standard error; the good one behind it comes out."""
    for value, headers in FOREIGN.values():
        desk.put(kind, value, key=b"k", headers=headers)
    if kind == "dead-letters":
        letter(desk, b"good")
    else:
        event(desk, kind)
    ran = desk.run("tail", kind, "--from-start", "--exit", "-o", "pretty")
    assert (ran.code, bool(ran.out)) == (0, True)
    said = ran.err.splitlines()
    sizes = [len(value or b"") for value, _ in FOREIGN.values()]
    name = desk.topic(kind).name
    starts = [f"Not an event of ours ({name}, partition 0, offset {n}, {sizes[n]} bytes): " for n in range(len(sizes))]
    assert [line[: len(start)] for line, start in zip(said, starts, strict=True)] == starts


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_is_no_json_does_not_get_into_a_stream_of_json(desk: "Desk", form: str) -> None:
    """A program reads it. A foreign document is printed, on one line."""
    desk.put("quotes", b"A story.\n")
    desk.put("quotes", b'{\n"n": 1}')
    ran = desk.run("tail", "quotes", "--from-start", "--exit", "-o", form)
    assert (ran.code, json.loads(ran.out)) == (0, {"n": 1})
    assert ran.sentence.startswith(f"Not an event of ours ({desk.topic('quotes').name}, partition 0, offset 0, 9 bytes")


def test_control_characters_of_an_event_do_not_reach_the_terminal(desk: "Desk") -> None:
    """Nor does rich's markup mean anything in it."""
    topics = topology(desk.settings.topic_prefix)
    story = newsroom.story("Calm \x1b[2J [bold red]words[/]")
    put(desk, "stories", told(story, topics)[-1])
    ran = desk.run("tail", "stories", "--from-start", "--exit", "-o", "pretty")
    assert ran.out.decode().splitlines()[0] == "Calm �[2J [bold red]words[/]"


def test_a_topic_that_is_missing_is_one_sentence(bare_desk: "Desk") -> None:
    """At once."""
    ran = bare_desk.run("tail", "quotes", "--exit")
    assert (ran.code, ran.out) == (1, b"")
    assert ran.sentence.startswith(f"There is no topic {bare_desk.topic('quotes').name} at ")


@pytest.mark.parametrize("form", ["jsonl", "pretty"])
def test_a_reader_who_has_seen_enough_ends_it_quietly(desk: "Desk", form: str) -> None:
    """`copytaster tail quotes | head -1` ends, though no further event comes."""
    for _ in range(3):
        event(desk, "quotes")
    process = subprocess.Popen(
        [sys.executable, "-m", "copytaster", "tail", "quotes", "--from-start", "-o", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **desk.settings.as_env()},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        assert process.stdout.readline()
        process.stdout.close()
        assert (process.wait(timeout=30), process.stderr.read()) == (0, b"")
