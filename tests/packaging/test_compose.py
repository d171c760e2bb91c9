"""docker-compose.yml, checked without Docker: what it asks of copytaster exists, and nothing is open to the network."""

import re
import shlex
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from typer.testing import CliRunner

from copytaster.app import LAST_CALL
from copytaster.cli import app
from copytaster.samples import samples
from copytaster.settings import PREFIX, Settings
from copytaster.topics import topology

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = sorted(name for name, service in SERVICES.items() if service["image"].startswith("copytaster"))


def command_of(service: dict[str, Any]) -> list[str]:
    """What comes after `copytaster`, whether it is the image's entry point or called by a shell."""
    if "entrypoint" not in service:
        return list(service["command"])
    assert service["entrypoint"] == ["sh", "-c"]
    (line,) = service["command"]
    words = shlex.split(line)
    assert words[:2] == ["exec", "copytaster"], line
    return words[2:]


def settings_of(service: dict[str, Any]) -> Settings:
    """The settings that the service runs with; raises BadSetting on a variable that is none of ours."""
    environment = service["environment"]
    assert all(name.startswith(PREFIX) and isinstance(value, str) for name, value in environment.items())
    return Settings.from_env(environment)


def test_there_are_kafka_the_topics_and_a_worker_and_two_profiles() -> None:
    """`docker compose up` starts the first three; a user interface and the samples are there for the asking."""
    assert {name: service.get("profiles", []) for name, service in SERVICES.items()} == {
        "kafka": [],
        "topics": [],
        "worker": [],
        "demo": ["demo"],
        "ui": ["ui"],
    }


@pytest.mark.parametrize("name", OURS)
def test_every_command_and_option_is_one_of_the_command_line(name: str) -> None:
    """Help is asked for behind the words, so that all of them are parsed and nothing is done."""
    outcome = CliRunner().invoke(app, [*command_of(SERVICES[name]), "--help"])
    assert outcome.exit_code == 0, outcome.output


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_a_setting(name: str) -> None:
    """And together they make settings of a production run on the Kafka beside it."""
    settings = settings_of(SERVICES[name])
    assert (settings.environment, settings.bootstrap) == ("production", "kafka:19092")


@pytest.mark.parametrize("name", OURS)
def test_our_containers_may_do_nothing_but_run(name: str) -> None:
    """A disk that cannot be written, no rights that an ordinary process does not need."""
    service = SERVICES[name]
    assert {key: service[key] for key in ("read_only", "cap_drop", "security_opt", "tmpfs", "init")} == {
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "tmpfs": ["/tmp"],  # noqa: S108 - a path inside the container
        "init": True,
    }


def test_every_service_waits_for_services_that_exist_and_can_say_that_they_are_well() -> None:
    """Healthy means that there is a health check; completed means that it ends by itself."""
    waits = {
        (name, other, how["condition"])
        for name, service in SERVICES.items()
        for other, how in service.get("depends_on", {}).items()
    }
    assert waits == {
        ("topics", "kafka", "service_healthy"),
        ("worker", "topics", "service_completed_successfully"),
        ("demo", "topics", "service_completed_successfully"),
        ("ui", "kafka", "service_healthy"),
    }
    assert SERVICES["kafka"]["healthcheck"]["test"][0] == "CMD"
    assert "restart" not in SERVICES["topics"]


def test_nothing_is_published_but_on_loopback() -> None:
    """Kafka, the web view and the user interface have no password."""
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "kafka": ["127.0.0.1:9092:9092"],
        "worker": ["127.0.0.1:6066:6066"],
        "ui": ["127.0.0.1:8080:8080"],
    }


def test_the_published_web_view_is_the_one_that_the_worker_serves() -> None:
    """Inside the container it listens on all addresses, on the port that is published."""
    settings = settings_of(SERVICES["worker"])
    assert (settings.web_bind, settings.web_port) == ("0.0.0.0", 6066)  # noqa: S104 - inside the container


def test_the_worker_has_time_to_finish() -> None:
    """Docker kills it only when it should have ended by itself."""
    seconds = int(SERVICES["worker"]["stop_grace_period"].removesuffix("s"))
    assert seconds > settings_of(SERVICES["worker"]).grace + LAST_CALL


def test_the_broker_takes_the_largest_message_of_every_topic() -> None:
    """Exactly: `topics create` must not be refused, and a larger limit would never be used."""
    topics = topology()
    largest = max(int(topics.config(topic, Settings())["max.message.bytes"]) for topic in topics.all())
    kafka = SERVICES["kafka"]["environment"]
    assert (kafka["KAFKA_MESSAGE_MAX_BYTES"], kafka["KAFKA_REPLICA_FETCH_MAX_BYTES"]) == (largest, largest)


def test_each_listener_of_kafka_is_named_everywhere() -> None:
    """INTERNAL for containers, EXTERNAL for this machine, CONTROLLER for Kafka itself, which is not advertised."""
    kafka = SERVICES["kafka"]["environment"]
    listeners = dict(one.split("://") for one in kafka["KAFKA_LISTENERS"].split(","))
    advertised = dict(one.split("://") for one in kafka["KAFKA_ADVERTISED_LISTENERS"].split(","))
    protocols = dict(one.split(":") for one in kafka["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"].split(","))
    assert listeners == {"CONTROLLER": ":29093", "INTERNAL": ":19092", "EXTERNAL": ":9092"}
    assert advertised == {"INTERNAL": "kafka:19092", "EXTERNAL": "127.0.0.1:9092"}
    assert protocols == dict.fromkeys(listeners, "PLAINTEXT")
    assert SERVICES["ui"]["environment"]["KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS"] == advertised["INTERNAL"]


def test_every_image_of_others_is_pinned() -> None:
    """To a version, so that the same file starts the same programs tomorrow; and Kafka to the one the tests run on."""
    images = {name: service["image"] for name, service in SERVICES.items() if name not in OURS}
    assert [image for image in images.values() if not re.search(r":v?\d+\.\d+\.\d+$", image)] == []
    pom = ElementTree.parse(ROOT / "deploy" / "kafka" / "pom.xml")  # noqa: S314 - our own file
    versions = {one.findtext("{*}artifactId"): one.findtext("{*}version") for one in pom.iterfind(".//{*}dependency")}
    assert images["kafka"] == f"apache/kafka:{versions['kafka_2.13']}"


def test_what_is_kept_is_on_a_volume() -> None:
    """Kafka's data outlives its container; the volume is declared and is where Kafka writes."""
    (mount,) = SERVICES["kafka"]["volumes"]
    volume, folder = mount.split(":")
    assert volume in COMPOSE["volumes"]
    assert folder == SERVICES["kafka"]["environment"]["KAFKA_LOG_DIRS"]


def test_the_demo_publishes_every_sample_and_nothing_else() -> None:
    """The pattern of its command, matched against the packaged folder."""
    pattern = Path(command_of(SERVICES["demo"])[-1])
    folder = ROOT / "agents" / "copytaster" / pattern.parent.name
    assert sorted(path.name for path in folder.glob(pattern.name)) == [sample.name for sample in samples()]
