"""`doctor`: a line for each thing that a worker needs, and the exit code."""

import json
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from copytaster.supervised import free_port

if TYPE_CHECKING:
    from tests.copytaster.cli.conftest import Desk, Ran


def lines(ran: "Ran") -> list[str]:
    return ran.out.decode().splitlines()


def trouble(ran: "Ran") -> list[str]:
    return [line for line in lines(ran) if line.startswith("✘")]


@pytest.fixture
def web_port() -> str:
    """A port that is free: the one that workers have by default may be in use on this machine."""
    return str(free_port(0))


@pytest.mark.broker
@pytest.mark.model
def test_a_good_set_up_is_six_ticks(desk: "Desk", web_port: str) -> None:
    """Python, packages, model, web port, broker, topics; code 0."""
    ran = desk.run("doctor", WEB_PORT=web_port)
    assert (ran.code, [line[0] for line in lines(ran)], ran.err) == (0, ["✔"] * 6, "")
    assert lines(ran)[-3] == f"✔ The web view's port {web_port} is free"


def test_programs_read_the_same_as_json(command: Callable[..., "Ran"], web_port: str) -> None:
    """A line a finding; the exit code is the same."""
    ran = command("doctor", "-o", "jsonl", BROKER=f"127.0.0.1:{free_port(0)}", WEB_PORT=web_port)
    findings = [json.loads(line) for line in lines(ran)]
    assert (ran.code, findings[-1]["well"], {tuple(one) for one in findings}) == (3, False, {("well", "says")})


@pytest.mark.broker
@pytest.mark.kafka
@pytest.mark.usefixtures("kafka")
def test_missing_topics_are_named_with_the_command_that_mends_it(bare_desk: "Desk", web_port: str) -> None:
    """Code 1."""
    ran = bare_desk.run("doctor", WEB_PORT=web_port)
    (line,) = trouble(ran)
    name = bare_desk.topic("raw").name
    assert (ran.code, ran.err) == (1, "")
    assert line.startswith(f"✘ {name}: it is missing; run: copytaster topics create. ")


def test_a_broker_that_is_down_is_code_3_and_the_end(command: Callable[..., "Ran"], web_port: str) -> None:
    """The topics cannot be looked at then."""
    address = f"127.0.0.1:{free_port(0)}"
    ran = command("doctor", BROKER=address, WEB_PORT=web_port)
    (line,) = trouble(ran)
    assert (ran.code, ran.err, lines(ran)[-1]) == (3, "", line)
    assert line.startswith(f"✘ Kafka does not answer at {address} (Connection refused): ")


def test_something_else_at_the_broker_s_port_is_code_3(command: Callable[..., "Ran"], web_port: str) -> None:
    """A web server, say."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        ran = command("doctor", BROKER=address, WEB_PORT=web_port)
    (line,) = trouble(ran)
    assert ran.code == 3
    assert line.startswith(f"✘ Kafka does not answer at {address} (")


def test_a_missing_model_is_code_1(command: Callable[..., "Ran"], web_port: str) -> None:
    """And the rest is looked at all the same."""
    ran = command("doctor", BROKER="embedded", MODEL="en_core_web_xxl", WEB_PORT=web_port)
    (line,) = trouble(ran)
    assert (ran.code, len(lines(ran)), ran.err) == (1, 6, "")
    assert "python -m pip install en-core-web-xxl" in line


def test_a_web_port_that_is_taken_is_code_1(command: Callable[..., "Ran"]) -> None:
    """The port, and the setting that mends it."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = command("doctor", BROKER="embedded", WEB_PORT=str(port))
    assert ran.code == 1
    (line,) = trouble(ran)
    assert line == (
        f"✘ The web view cannot bind to 127.0.0.1:{port} (Address already in use): is a worker running already? "
        "Set COPYTASTER_WEB_PORT to another port."
    )


def test_an_embedded_port_that_is_taken_is_trouble(command: Callable[..., "Ran"], web_port: str) -> None:
    """Unless an embedded broker has it, which is shared."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = command("doctor", BROKER="embedded", EMBEDDED_PORT=str(port), WEB_PORT=web_port)
    (line,) = trouble(ran)
    assert ran.code == 1
    assert line.startswith(f"✘ Port {port}, on which the embedded broker would listen, belongs to another program; ")


def test_a_bad_setting_is_code_2(command: Callable[..., "Ran"]) -> None:
    """Nothing is looked at."""
    ran = command("doctor", WEB_PORT="many")
    assert (ran.code, ran.out, ran.sentence) == (2, b"", "COPYTASTER_WEB_PORT is 'many'; give a number.")
