"""deploy/README.md: its commands are run where they can be, and all that it names exists."""

import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from copytaster.app import LAST_CALL
from copytaster.settings import EMBEDDED, PREFIX, Settings
from copytaster.supervised import free_port, worker_process
from tests.brokers import RunningBroker

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def commands(name: str) -> list[list[str]]:
    """The commands of a tested block, as words, comments left out."""
    found = re.search(rf"<!-- tested: {name} -->\n```sh\n(.*?)```", PAGE, re.DOTALL)
    assert found, f"the page has no block called {name}"
    return [shlex.split(line, comments=True) for line in found[1].replace("\\\n", " ").splitlines()]


def given(words: list[str]) -> dict[str, str]:
    """The settings among the words of a command."""
    return dict(word.split("=", 1) for word in words if word.startswith(PREFIX))


@pytest.mark.model
@pytest.mark.broker
def test_a_laptop_needs_one_command(tansu: RunningBroker) -> None:
    """It ends up with a worker that is ready. Ports and prefix are this test's own; the broker here is shared."""
    ((assignment, program, command),) = commands("embedded")
    assert (assignment, program) == (f"{PREFIX}BROKER={EMBEDDED}", "copytaster")
    name = tansu.unique()
    settings = tansu.settings(topic_prefix=name, group=name, web_port=free_port(0), processes=1)
    with worker_process(settings, [sys.executable, "-m", program, command]) as worker:
        assert worker.process.poll() is None


@pytest.mark.kafka
@pytest.mark.usefixtures("kafka")
def test_kafka_comes_from_jars_with_one_command() -> None:
    """It says when it is up, and ends with its terminal."""
    ((_, script, option, _),) = commands("jars")
    port = free_port(0)
    command = [sys.executable, str(ROOT / script), option, str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline().decode() == f"Kafka is up at 127.0.0.1:{port}; Ctrl+C ends it.\n"
        process.send_signal(2)
        assert process.wait(timeout=30) == 0


def test_compose_has_what_the_page_starts() -> None:
    """Profiles and ports."""
    profiles = {words[words.index("--profile") + 1] for words in commands("compose") if "--profile" in words}
    services = COMPOSE["services"].values()
    assert profiles == {profile for service in services for profile in service.get("profiles", [])}
    published = {port.split(":")[1] for service in services for port in service.get("ports", [])}
    assert set(re.findall(r"^\| (\d{4}) \|", PAGE, re.MULTILINE)) == published
    assert list(COMPOSE["volumes"]) == re.findall(r"the volume `([\w-]+)`", PAGE)


def test_the_image_is_built_from_what_is_there_and_run_with_settings_that_exist() -> None:
    """The commands of the block, without a container."""
    build, topics, run = commands("image")
    assert (ROOT / build[build.index("-f") + 1]).is_file()
    assert topics[-3:] == ["copytaster", "topics", "create"]
    for words in (topics, run):
        Settings.from_env(given(words))
    assert Settings.from_env(given(run)).environment == "production"


def test_the_times_to_stop_suffice() -> None:
    """For the grace period and the last call, in Docker and in Kubernetes."""
    needed = Settings().grace + LAST_CALL
    times = [int(found) for found in re.findall(r"(?:--stop-timeout |terminationGracePeriodSeconds: )(\d+)", PAGE)]
    assert len(times) == 2
    assert min(times) > needed
    assert f"COPYTASTER_GRACE ({Settings().grace:g} s), {LAST_CALL:g} s more" in PAGE


def test_everything_that_is_named_exists() -> None:
    """Settings, commands and files."""
    from copytaster.cli import app

    known = {PREFIX + field.name.upper() for field in fields(Settings)}
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", PAGE)) - known == set()
    for command in set(re.findall(r"`copytaster ([a-z]+(?: [a-z]+)?)`", PAGE)):
        assert CliRunner().invoke(app, [*command.split(), "--help"]).exit_code == 0, command
    links = re.findall(r"\]\(([^)#]+)", PAGE)
    assert [link for link in links if not (ROOT / "deploy" / link).exists()] == []
    assert "## Who may look" in (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
