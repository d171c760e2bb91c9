"""The Dockerfile, checked without Docker: what it copies exists, and what it runs is ours."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from copytaster.settings import Settings
from copytaster.web import PAGES

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "deploy" / "docker" / "Dockerfile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def instructions(text: str) -> list[tuple[str, str]]:
    """The instructions of a Dockerfile with their arguments; comments left out, continued lines joined."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ").splitlines()
    return [(name, rest) for name, rest in (line.split(maxsplit=1) for line in joined)]


BUILD, RUN = (
    [("FROM", part), *instructions(rest)] for part, rest in re.findall(r"(?ms)^FROM (.*?)$(.*?)(?=^FROM|\Z)", TEXT)
)


def arguments(stage: list[tuple[str, str]], name: str) -> list[str]:
    return [rest for instruction, rest in stage if instruction == name]


def test_both_stages_stand_on_the_same_pinned_python() -> None:
    """A version that the program supports: its environment is copied from one stage to the other."""
    (build,), (run,) = arguments(BUILD, "FROM"), arguments(RUN, "FROM")
    assert build == f"{run} AS build"
    version = re.fullmatch(r"python:(3\.\d+)-slim", run)
    assert version
    oldest = PROJECT["requires-python"].removeprefix(">=")
    assert [int(n) for n in version[1].split(".")] >= [int(n) for n in oldest.split(".")]


def test_the_wheel_is_installed_and_not_the_checkout() -> None:
    """No editable install, no source in the image that runs."""
    (build,) = [line for line in arguments(BUILD, "RUN") if "wheel" in line]
    assert "pip wheel . --no-deps" in build
    assert "-m pip install --only-binary=:all: /build/dist/*.whl" in build
    assert [line for line in arguments(RUN, "COPY") if not line.startswith("--from=build")] == []


def test_everything_that_is_copied_is_in_the_checkout_and_in_the_build_context() -> None:
    """.dockerignore lets in exactly what the Dockerfile copies."""
    copied = {source for line in arguments(BUILD, "COPY") for source in line.split()[:-1]}
    assert [name for name in copied if not (ROOT / name).exists()] == []
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    assert "*" in rules
    assert allowed == copied


def test_everything_that_the_wheel_is_built_from_is_copied() -> None:
    """The source roots, the readme and the licences that pyproject names."""
    copied = {source for line in arguments(BUILD, "COPY") for source in line.split()[:-1]}
    assert {"pyproject.toml", PROJECT["readme"], *PROJECT["license-files"], "agents", "models"} == copied


def test_it_runs_the_worker_as_an_ordinary_user() -> None:
    """By number, so that Kubernetes can see that it is not root."""
    last = {name: rest for name, rest in RUN if name in {"USER", "ENTRYPOINT", "CMD", "EXPOSE"}}
    assert last == {
        "USER": "10001:10001",
        "ENTRYPOINT": '["copytaster"]',
        "CMD": '["worker"]',
        "EXPOSE": str(Settings().web_port),
    }
    assert "copytaster" in PROJECT["scripts"]


def test_the_health_check_asks_a_page_that_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the port of the settings, or the one that is set."""
    (check,) = arguments(RUN, "HEALTHCHECK")
    python, option, code = json.loads(check[check.index("[") :])
    assert (python, option) == ("python", "-c")
    asked: list[str] = []
    monkeypatch.setattr("urllib.request.urlopen", lambda url, timeout: asked.append(url))
    monkeypatch.delenv("COPYTASTER_WEB_PORT", raising=False)
    exec(code, {})  # noqa: S102 - our own line of the Dockerfile
    monkeypatch.setenv("COPYTASTER_WEB_PORT", "7077")
    exec(code, {})  # noqa: S102 - our own line of the Dockerfile
    assert asked == [f"http://127.0.0.1:{Settings().web_port}/health/live", "http://127.0.0.1:7077/health/live"]
    assert "/health/live" in dict(PAGES)
