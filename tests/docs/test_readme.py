"""What the README shows is run: the subscriber, the Faust agent, and every command it names."""

import asyncio
import json
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from copytaster import provision
from copytaster.clients import producer
from copytaster.settings import Settings
from copytaster.topics import topology
from tests.brokers import RunningBroker

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def snippet(name: str) -> str:
    found = re.search(rf"<!-- tested: {name} -->\n```python\n(.*?)```", README, re.DOTALL)
    assert found, f"the README has no snippet called {name}"
    return found.group(1)


def test_the_consumer_is_ten_lines() -> None:
    """As promised."""
    assert len([line for line in snippet("consumer").splitlines() if line.strip()]) <= 10


@pytest.mark.broker
@pytest.mark.parametrize(
    ("name", "topic", "event", "printed"),
    [
        (
            "consumer",
            "quotes",
            {"quote": {"speaker": {"name": "Ada Poe"}, "text": "It works."}},
            "Ada Poe — It works.",
        ),
        (
            "agent",
            "alerts",
            {"title": "A story was killed", "story": {"headline": "Dam gives way"}},
            "A story was killed — Dam gives way",
        ),
    ],
    ids=["aiokafka", "faust"],
)
def test_a_subscriber_of_the_readme_prints_what_is_published(
    broker: RunningBroker, tmp_path: Path, name: str, topic: str, event: dict[str, object], printed: str
) -> None:
    """The snippet as it stands but for the names of topic and broker, which are this test's own."""
    prefix = broker.unique()
    settings = broker.settings(topic_prefix=prefix, group=prefix)
    asyncio.run(provision.create(settings))
    code = snippet(name).replace('"wire.', f'"{prefix}.').replace("localhost:9092", settings.bootstrap)
    code = code.replace('"my-desk"', f'"{prefix}-desk"')
    script = tmp_path / "subscriber.py"
    script.write_text(code + ("\napp.main()\n" if name == "agent" else ""), encoding="utf-8")
    arguments = ["worker", "-l", "info", "--without-web"] if name == "agent" else []
    command = [sys.executable, "-u", str(script), *arguments]
    asyncio.run(see_printed(command, tmp_path, settings, topic, json.dumps(event).encode(), printed))


async def see_printed(
    command: list[str], folder: Path, settings: Settings, title: str, value: bytes, wanted: str
) -> None:
    """Run a subscriber and publish the event, again and again because it joins when it likes, until it is printed."""
    name = next(topic.name for topic in topology(settings.topic_prefix).all() if topic.title == title)
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    assert process.stdout is not None
    reading = asyncio.create_task(until_printed(process.stdout, wanted))
    try:
        async with producer(settings) as out, asyncio.timeout(60):
            while not reading.done():
                await out.send_and_wait(name, value, key=b"k")
                await asyncio.wait([reading], timeout=0.5)
        reading.result()
    finally:
        reading.cancel()
        process.kill()
        await process.wait()


async def until_printed(lines: asyncio.StreamReader, wanted: str) -> None:
    """Read what is printed until the wanted words come; an end before that is a failure."""
    said: list[str] = []
    async for line in lines:
        said.append(line.decode(errors="replace"))
        if wanted in said[-1]:
            return
    raise AssertionError("the subscriber ended and said: " + "".join(said[-20:]))


def test_every_command_of_the_readme_exists() -> None:
    """Its name, and the options shown with it."""
    from copytaster.cli import app

    shown = re.findall(r"^(?:\.venv/bin/)?copytaster ([a-z]+(?: create| check)?)(.*)$", README, re.MULTILINE)
    assert {name for name, _ in shown} >= {"explain", "process", "worker", "publish", "tail", "topics create"}
    for name, rest in shown:
        help_text = CliRunner().invoke(app, [*name.split(), "--help"], env={"COLUMNS": "200"})
        assert help_text.exit_code == 0, name
        for option in re.findall(r"(?<!\S)(--?[a-z-]+)", rest.split("#")[0]):
            assert option in help_text.output, f"{name} has no {option}"


def test_every_file_that_the_readme_links_to_exists() -> None:
    """Links that point into the repository."""
    root = Path(__file__).resolve().parents[2]
    links = [link for link in re.findall(r"\]\(([^)#]+)", README) if not link.startswith("http")]
    assert [link for link in links if not (root / link).exists()] == []
    paths = re.findall(r"agents/copytaster/samples/[\w-]+\.\w+", README)
    assert [path for path in paths if not (root / path).exists()] == []
