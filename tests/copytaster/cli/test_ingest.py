"""`ingest`: from a folder and from feeds onto the raw topic of a real broker, and a clean stop."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.copytaster.cli.conftest import environment

if TYPE_CHECKING:
    from tests.copytaster.cli.conftest import Desk, Ran

PLAIN = "LONDON, Jan 1 (Reuters) - “It works,” she said.\r\n".encode()
BROKEN = b"\xff\xfe not UTF-8 \x00\n\n"
FAST = ("--settle", "0", "--every", "0.05")

RSS = (
    b'<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Nordvest</title>'
    b"<item><guid>urn:nv:2</guid><title>Troms\xf8</title></item><item><guid>urn:nv:1</guid><title>Fog</title></item>"
    b"</channel></rss>"
)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@contextmanager
def serving(document: bytes) -> Iterator[str]:
    """A feed on a real web server; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/rss" else 500)
            self.end_headers()
            self.wfile.write(document)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def watching(desk: "Desk", *arguments: str) -> "Iterator[subprocess.Popen[bytes]]":
    """The command as it runs on; it is gone at the end in any case."""
    with subprocess.Popen(
        [sys.executable, "-m", "copytaster", "ingest", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**environment(), **desk.settings.as_env()},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.broker
def test_the_files_of_a_folder_arrive_byte_for_byte_and_are_moved(desk: "Desk", inbox: Path) -> None:
    """The oldest first; what is printed says where each went, and how many there were."""
    for age, (name, value) in enumerate([("b.txt", PLAIN), ("a.bin", BROKEN)]):
        (inbox / name).write_bytes(value)
        os.utime(inbox / name, (age, age))
    ran = desk.run("ingest", "folder", str(inbox), "--once", *FAST, "--key", "urn:x:1")
    assert (ran.code, ran.out.decode().splitlines()) == (
        0,
        [f"{name} → {desk.topic('raw').name}, partition 0, offset {n}" for n, name in enumerate(["b.txt", "a.bin"])],
    )
    assert ran.sentence.startswith("published 2, waiting 0, failed 0; ")
    assert desk.held("raw", 2) == [(b"urn:x:1", PLAIN), (b"urn:x:1", BROKEN)]
    assert desk.headers("raw") == (("copytaster-from", b"folder/b.txt"),)
    assert sorted(path.name for path in (inbox / "done").iterdir()) == ["a.bin", "b.txt"]


@pytest.mark.broker
def test_a_watched_folder_is_stopped_in_order(desk: "Desk", inbox: Path) -> None:
    """SIGTERM: code 0, and the counts."""
    with watching(desk, "folder", str(inbox), *FAST) as process:
        (inbox / "one.txt").write_bytes(PLAIN)
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"one.txt")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err.decode().split(";")[0]) == (0, "published 1, waiting 0, failed 0")
    assert desk.held("raw", 1) == [(None, PLAIN)]


@pytest.mark.broker
def test_a_watcher_that_is_killed_loses_nothing(desk: "Desk", inbox: Path) -> None:
    """kill -9 in the middle: after a restart every file is out, at least once, with the same bytes."""
    names = {f"{number:03}.txt" for number in range(100)}
    for name in names:
        (inbox / name).write_bytes(name.encode())
    with watching(desk, "folder", str(inbox), *FAST) as process:
        assert process.stdout is not None
        for _ in range(10):
            process.stdout.readline()
        process.kill()
        process.communicate(timeout=30)
    out = {path.name for path in (inbox / "done").iterdir()}
    assert len(out) >= 9
    assert desk.run("ingest", "folder", str(inbox), "--once", *FAST).code == 0
    assert {path.name for path in (inbox / "done").iterdir()} == names
    held = {value for _, value in desk.held("raw", 100)}
    assert held <= {name.encode() for name in names}
    assert len(held) >= 99


@pytest.mark.broker
def test_a_file_that_fails_gives_code_1(desk: "Desk", inbox: Path) -> None:
    """With one sentence, and the reason beside the file."""
    (inbox / "large.txt").write_bytes(b"x" * 16_000_001)
    ran = desk.run("ingest", "folder", str(inbox), "--once", *FAST)
    says, counts = ran.err.splitlines()
    assert (ran.code, counts.split(";")[0]) == (1, "published 0, waiting 0, failed 1")
    assert says.startswith("large.txt has 16000001 bytes, more than the 16000000 that the topic takes; ")
    assert (inbox / "failed" / "large.txt.why").read_text() == says + "\n"


@pytest.mark.broker
def test_the_entries_of_a_feed_arrive_each_as_a_feed_once(desk: "Desk", tmp_path: Path) -> None:
    """The second run, of another process, finds nothing new."""
    state = str(tmp_path / "state" / "feeds.json")
    with serving(RSS) as address:
        runs = [
            desk.run("ingest", "feed", f"{address}/rss", "--once", "--state", state, "-o", "jsonl") for _ in range(2)
        ]
    assert [(ran.code, len(ran.out.splitlines()), ran.sentence.split(";")[0]) for ran in runs] == [
        (0, 2, "published 2, waiting 0, failed 0"),
        (0, 0, "published 0, waiting 0, failed 0"),
    ]
    item = {1: b"<item><guid>urn:nv:1</guid><title>Fog</title></item>"}
    item[2] = b"<item><guid>urn:nv:2</guid><title>Troms\xf8</title></item>"
    assert desk.held("raw", 2) == [(b"urn:nv:%d" % n, RSS.replace(item[3 - n], b"")) for n in (1, 2)]
    assert desk.headers("raw") == (("copytaster-from", f"feed/{address}/rss".encode()),)


@pytest.mark.broker
def test_a_feed_that_fails_gives_code_1_and_the_others_are_polled(desk: "Desk", tmp_path: Path) -> None:
    """With one sentence."""
    with serving(RSS) as address:
        urls = [f"{address}/broken", f"{address}/rss"]
        ran = desk.run("ingest", "feed", *urls, "--once", "--state", str(tmp_path / "feeds.json"))
    says, counts = ran.err.splitlines()
    assert (ran.code, counts.split(";")[0]) == (1, "published 2, waiting 0, failed 1")
    assert says.startswith(f"{address}/broken answers 500; it is asked again in ")


@pytest.mark.broker
def test_a_polled_feed_is_stopped_in_order(desk: "Desk", tmp_path: Path) -> None:
    """Ctrl+C: code 0; what is out is remembered."""
    state = str(tmp_path / "feeds.json")
    with serving(RSS) as address:
        with watching(desk, "feed", f"{address}/rss", "--state", state) as process:
            assert process.stdout is not None
            for _ in range(2):
                process.stdout.readline()
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=30)
        assert (process.returncode, err.decode().split(";")[0]) == (0, "published 2, waiting 0, failed 0")
        assert desk.run("ingest", "feed", f"{address}/rss", "--once", "--state", state).out == b""


@pytest.mark.broker
@pytest.mark.parametrize("way", ["folder", "feed"])
def test_without_its_topic_nothing_is_begun(bare_desk: "Desk", inbox: Path, way: str) -> None:
    """One sentence, code 1."""
    what = {"folder": str(inbox), "feed": "http://127.0.0.1:1/"}[way]
    ran = bare_desk.run("ingest", way, what, "--once")
    assert ran.code == 1
    assert ran.sentence.startswith("There is no topic ")


@pytest.mark.broker
def test_a_damaged_state_is_one_sentence(desk: "Desk", tmp_path: Path) -> None:
    """It is not passed over."""
    state = tmp_path / "feeds.json"
    state.write_text("{")
    ran = desk.run("ingest", "feed", "http://127.0.0.1:1/", "--once", "--state", str(state))
    assert ran.code == 1
    assert ran.sentence.startswith(f"{state} is damaged.")


@pytest.mark.broker
def test_a_folder_that_is_not_there_is_one_sentence(desk: "Desk", tmp_path: Path) -> None:
    """Wrong usage."""
    ran = desk.run("ingest", "folder", str(tmp_path / "none"), "--once")
    assert (ran.code, ran.sentence) == (2, f"{tmp_path / 'none'} cannot be used: No such file or directory.")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "nordvest.example/rss", "ftp://x.example/", "http://", "http://["]
)
def test_what_is_no_web_address_is_wrong_usage(command: "Callable[..., Ran]", url: str) -> None:
    """Kafka is not even asked."""
    ran = command("ingest", "feed", url)
    assert ran.code == 2
    assert "is no http or https address" in ran.err


@pytest.mark.parametrize("way", ["folder", "feed"])
def test_without_a_broker_it_ends_with_code_3(command: "Callable[..., Ran]", inbox: Path, way: str) -> None:
    """At the start; later it waits."""
    what = {"folder": str(inbox), "feed": "http://127.0.0.1:1/"}[way]
    ran = command("ingest", way, what, BROKER="127.0.0.1:1")
    assert ran.code == 3
    assert ran.sentence.startswith("Kafka does not answer at 127.0.0.1:1 (")
