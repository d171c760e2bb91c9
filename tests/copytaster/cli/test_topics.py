"""`topics create` and `topics check`."""

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.copytaster.cli.conftest import Desk

pytestmark = pytest.mark.broker

TITLES = ("raw", "read", "stories", "quotes", "sources", "alerts", "lives", "alert-lives", "dead-letters")


def test_what_is_missing_is_named_with_the_command_that_mends_it(bare_desk: "Desk") -> None:
    """Code 1, a line a topic."""
    ran = bare_desk.run("topics", "check")
    names = [bare_desk.topic(title).name for title in TITLES]
    assert ran.out.decode().splitlines() == [f"{name}: it is missing; run: copytaster topics create." for name in names]
    assert (ran.code, ran.err) == (1, "")


def test_creating_is_idempotent(bare_desk: "Desk") -> None:
    """The second time there is nothing to do, and then the check is content."""
    first, second, check = (bare_desk.run("topics", verb) for verb in ("create", "create", "check"))
    created = "".join(f"created {bare_desk.topic(title).name}\n" for title in TITLES)
    assert (first.code, first.out.decode(), first.err) == (0, created, "")
    assert (second.code, second.out, second.err) == (0, b"", "All topics are there.\n")
    assert (check.code, check.out, check.err) == (0, b"", "All topics are as they should be.\n")


def test_programs_read_the_same_as_json(bare_desk: "Desk") -> None:
    """A line a topic."""
    missing, created = (bare_desk.run("topics", verb, "-o", "jsonl") for verb in ("check", "create"))
    names = [bare_desk.topic(title).name for title in TITLES]
    says = "it is missing; run: copytaster topics create."
    assert [json.loads(line) for line in missing.out.splitlines()] == [{"topic": n, "says": says} for n in names]
    assert [json.loads(line) for line in created.out.splitlines()] == [{"topic": n, "says": "created"} for n in names]


def test_too_few_partitions_are_found(desk: "Desk") -> None:
    """They limit how many workers can share the work; more than set are no fault."""
    ran = desk.run("topics", "check", PARTITIONS="3")
    says = "it has 1 partitions, 3 are set; add partitions, or set COPYTASTER_PARTITIONS=1."
    assert (ran.code, ran.out.decode().splitlines()[0]) == (1, f"{desk.topic('raw').name}: {says}")
    assert len(ran.out.splitlines()) == len(TITLES)


def test_too_few_copies_are_found(desk: "Desk") -> None:
    """A risk of loss."""
    ran = desk.run("topics", "check", REPLICATION="3")
    says = "its partitions are kept 1 times, 3 are set; reassign replicas."
    assert (ran.code, ran.out.decode().splitlines()[0]) == (1, f"{desk.topic('raw').name}: {says}")


@pytest.mark.kafka
@pytest.mark.usefixtures("kafka")
def test_another_configuration_is_found(desk: "Desk") -> None:
    """What is, what should be, and the command that mends it. (The embedded broker does not tell its configuration.)"""
    ran = desk.run("topics", "check", MAX_MESSAGE_BYTES="1000000")
    name = desk.topic("dead-letters").name
    says = f"max.message.bytes is 16065536, it should be 1065536; set it with kafka-configs --alter --topic {name}."
    assert (ran.code, ran.out.decode().splitlines()[-1]) == (1, f"{name}: {says}")


@pytest.mark.kafka
@pytest.mark.usefixtures("kafka")
def test_a_refusal_to_create_is_one_sentence_with_kafka_s_reason(bare_desk: "Desk") -> None:
    """Said once, though it holds for every topic."""
    ran = bare_desk.run("topics", "create", REPLICATION="3")
    assert (ran.code, ran.out) == (1, b"")
    assert ran.sentence.startswith(f"Kafka refused to create {bare_desk.topic('raw').name}, ")
    assert ran.sentence.count("replication factor of 3") == 1


def test_a_prefix_that_no_topic_can_have_is_a_bad_setting(bare_desk: "Desk") -> None:
    """Code 2, and the setting is named."""
    ran = bare_desk.run("topics", "create", TOPIC_PREFIX="wire/desk")
    assert (ran.code, ran.out) == (2, b"")
    assert ran.sentence.startswith("COPYTASTER_TOPIC_PREFIX is 'wire/desk'; ")
