"""A folder as a way in: whole files only, moved when they are confirmed, hostile names."""

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from copytaster.ingest.carry import Carrier
from copytaster.ingest.folder import AT_ONCE, EMPTY_SETTLE, NAME_MAX, Folder, FolderUnusable, free_name, is_unfinished
from copytaster.ingest.reception import Reception
from copytaster.ingest.stopping import Stop
from copytaster.ingest.tally import Tally
from copytaster.outlet import NotConfirmed, Placed, Raw
from tests.faketopic import FakeTopic

SETTLE = 2.0
COPY = "LONDON, Jan 1 (Reuters) - “It works,” she said.\r\n".encode()


class Clock:
    """Monotonic seconds that stand still until they are moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Room:
    """A watched folder, a topic, and what was said."""

    path: Path
    topic: FakeTopic = field(default_factory=FakeTopic)
    clock: Clock = field(default_factory=Clock)
    said: list[str] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)
    key: bytes | None = None

    def __post_init__(self) -> None:
        self.tally = Tally(self.clock)
        self.start()

    def start(self) -> None:
        """As a process that begins: nothing is known."""
        self.folder = Folder(self.path, settle=SETTLE, on_trouble=self.said.append, ticks=self.clock)
        self.folder.open()

    def restart(self) -> None:
        """The process was killed, and a new one began."""
        self.folder.close()
        self.start()

    def round(self, stop: Stop | None = None) -> None:
        """Look once, and carry what is whole."""

        async def work() -> None:
            await self.carrier().round(stop or Stop())

        asyncio.run(work())

    def carrier(self) -> Carrier:
        def tell(name: str, _: Placed) -> None:
            self.placed.append(name)

        reception = Reception(put=self.topic.put, tally=self.tally, on_placed=tell, on_trouble=self.said.append)
        return Carrier(self.folder, reception, limit=self.topic.limit, key=self.key)

    def settle(self, seconds: float = SETTLE) -> None:
        """A first look, some time without a change, and a second look."""
        self.round()
        self.clock.now += seconds
        self.round()

    def files(self) -> set[str]:
        """Every file, but for the lock."""
        return {
            str(path.relative_to(self.path))
            for path in self.path.rglob("*")
            if path.is_file() and path.name != ".copytaster.lock"
        }


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_a_file_is_published_byte_for_byte_and_moved(room: Room) -> None:
    """The header says where it came from; there is no key."""
    (room.path / "one.txt").write_bytes(COPY)
    room.settle()
    assert room.topic.held == [
        Raw(name="one.txt", value=COPY, headers=(("copytaster-from", b"folder/one.txt"),)),
    ]
    assert (room.files(), room.placed, room.said) == ({"done/one.txt"}, ["one.txt"], [])
    assert (room.path / "done" / "one.txt").read_bytes() == COPY
    assert str(room.tally) == "published 1, waiting 0, failed 0; 0.5 per second"


def test_the_key_is_the_one_that_was_given(tmp_path: Path) -> None:
    """For a folder that belongs to one story, or to none."""
    room = Room(tmp_path, key=b"urn:x:1")
    (room.path / "one.txt").write_bytes(COPY)
    room.settle()
    assert [raw.key for raw in room.topic.held] == [b"urn:x:1"]


def test_a_file_that_is_still_being_written_is_left_alone(room: Room) -> None:
    """Each change begins the waiting anew; the time is counted between looks, not by the file's own clock."""
    file = room.path / "one.txt"
    for part in (b"LONDON, ", b"Jan 1 ", b"(Reuters) - "):
        with file.open("ab") as stream:
            stream.write(part)
        room.round()
        room.clock.now += SETTLE - 0.1
        room.round()
        assert room.topic.held == []
    assert room.tally.waiting == 1
    room.clock.now += 0.1
    room.round()
    assert room.topic.values == [b"LONDON, Jan 1 (Reuters) - "]


def test_a_change_of_the_same_length_is_seen_too(room: Room) -> None:
    """By the time of change."""
    file = room.path / "one.txt"
    file.write_bytes(b"first")
    room.round()
    file.write_bytes(b"again")
    os.utime(file, ns=(1, 1))
    room.clock.now += SETTLE
    room.round()
    assert room.topic.held == []


@pytest.mark.parametrize("name", [".hidden", "a.part", "a.PART", "a.xml.tmp", "a.filepart", "a~", ".a.xml.x8Fq"])
def test_hidden_and_temporary_names_are_left_alone(room: Room, name: str) -> None:
    """Whoever writes carefully writes there and renames."""
    (room.path / name).write_bytes(COPY)
    room.settle()
    assert (room.topic.held, room.files(), room.tally.waiting) == ([], {name}, 0)
    assert is_unfinished(name)


def test_the_oldest_comes_first(room: Room) -> None:
    """So versions come in the order in which they were written."""
    for age, name in enumerate(["c.txt", "a.txt", "b.txt"]):
        (room.path / name).write_text(name)
        os.utime(room.path / name, (1_000 - age, 1_000 - age))
    room.settle()
    assert room.topic.values == [b"b.txt", b"a.txt", b"c.txt"]


def test_only_plain_files_are_read(room: Room, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link could lead to anything, and a pipe would hold us for ever."""
    secret = tmp_path_factory.mktemp("elsewhere") / "secret"
    secret.write_text("secret")
    (room.path / "link.txt").symlink_to(secret)
    (room.path / "folder.txt").mkdir()
    os.mkfifo(room.path / "pipe.txt")
    room.settle()
    assert (room.topic.held, room.said) == ([], [])


def test_a_file_that_becomes_a_link_after_the_look_is_not_followed(room: Room) -> None:
    """Between the look and the reading there is time for mischief."""
    file = room.path / "one.txt"
    file.write_bytes(COPY)
    room.folder.whole()
    room.clock.now += SETTLE
    (whole,) = room.folder.whole()
    file.unlink()
    file.symlink_to("/etc/hostname")
    assert room.folder.read(whole) is None


HOSTILE = [
    "new\nline.txt",
    "\x1b[31mred.txt",
    "up\N{FRACTION SLASH}...txt",
    "-rf.txt",
    "x" * 251 + ".txt",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_do_no_harm(room: Room, name: str) -> None:
    """They move as they are; what is printed and put into headers is escaped."""
    (room.path / name).write_bytes(COPY)
    room.settle()
    assert room.files() == {f"done/{name}"}
    assert all(shown.isprintable() for shown in room.placed)
    assert all(value.decode().isprintable() for _, value in room.topic.held[0].headers)


def test_a_name_that_is_no_utf_8_is_one_too(room: Room) -> None:
    """Old wires' machines write Latin-1."""
    (room.path / os.fsdecode(b"caf\xe9.txt")).write_bytes(COPY)
    room.settle()
    assert room.files() == {"done/" + os.fsdecode(b"caf\xe9.txt")}
    assert room.topic.held[0].headers == (("copytaster-from", "folder/caf\N{REPLACEMENT CHARACTER}.txt".encode()),)


def test_what_kafka_does_not_confirm_stays(room: Room) -> None:
    """And comes again, the same bytes."""

    def away(_: Raw) -> None:
        raise NotConfirmed("Kafka did not confirm.")

    (room.path / "one.txt").write_bytes(COPY)
    room.topic.before = away
    room.round()
    room.clock.now += SETTLE
    with pytest.raises(NotConfirmed):
        room.round()
    assert room.files() == {"one.txt"}
    room.topic.before = lambda _: None
    room.restart()
    room.settle()
    assert (room.topic.values, room.files()) == ([COPY], {"done/one.txt"})


def test_a_crash_between_confirmation_and_move_publishes_the_same_bytes_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At least once, never less."""

    class Killed(BaseException):
        pass

    def kill(_: object) -> None:
        raise Killed

    (room.path / "one.txt").write_bytes(COPY)
    monkeypatch.setattr(room.folder, "done", kill)
    room.round()
    room.clock.now += SETTLE
    with pytest.raises(Killed):
        room.round()
    room.restart()
    room.settle()
    assert (room.topic.values, room.files()) == ([COPY, COPY], {"done/one.txt"})


def test_a_file_that_grows_while_it_is_published_is_published_again_whole(room: Room) -> None:
    """It is not moved half."""
    file = room.path / "one.txt"

    def grow(_: Raw) -> None:
        file.write_bytes(COPY + b"More.")
        room.topic.before = lambda _: None

    file.write_bytes(COPY)
    room.topic.before = grow
    room.settle()
    assert room.files() == {"one.txt"}
    room.settle()
    assert (room.topic.values, room.files()) == ([COPY, COPY + b"More."], {"done/one.txt"})


def test_a_file_that_cannot_be_moved_is_not_published_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence; and the move is tried until it works."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (room.path / "one.txt").write_bytes(COPY)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", full)
        room.settle()
        room.settle()
    assert (room.topic.values, room.files()) == ([COPY], {"one.txt"})
    assert room.said == ["one.txt cannot be moved to done: No space left on device."]
    room.round()
    assert (room.topic.values, room.files()) == ([COPY], {"done/one.txt"})


def test_what_is_too_large_moves_to_failed_with_the_reason_beside_it(tmp_path: Path) -> None:
    """Whether it is seen before it is read, or by the topic."""
    room = Room(tmp_path, FakeTopic(limit=1_000))
    (room.path / "large.txt").write_bytes(b"x" * 1_001)
    (room.path / "nearly.txt").write_bytes(b"x" * 999)
    (room.path / "small.txt").write_bytes(COPY)
    room.settle()
    assert room.files() == {
        "done/small.txt",
        *("failed/large.txt", "failed/large.txt.why"),
        *("failed/nearly.txt", "failed/nearly.txt.why"),
    }
    why = (room.path / "failed" / "large.txt.why").read_text()
    assert why == (
        "large.txt has 1001 bytes, more than the 1000 that the topic takes; it was not published. Raise "
        "COPYTASTER_MAX_MESSAGE_BYTES and the topic's max.message.bytes.\n"
    )
    assert [says.split(",")[0] for says in room.said] == ["large.txt has 1001 bytes", "nearly.txt has 999 bytes"]
    assert str(room.tally).startswith("published 1, waiting 0, failed 2; ")


def test_an_empty_file_is_waited_for_and_then_failed(room: Room) -> None:
    """A slow upload makes the name first."""
    (room.path / "one.txt").touch()
    room.settle()
    assert room.files() == {"one.txt"}
    room.settle(EMPTY_SETTLE)
    assert room.files() == {"failed/one.txt", "failed/one.txt.why"}


def test_a_failed_file_that_cannot_be_moved_leaves_no_heap_of_reasons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays where it is, and is tried again."""
    room = Room(tmp_path, FakeTopic(limit=1_000))
    (room.path / "large.txt").write_bytes(b"x" * 2_000)
    moved = Path.rename

    def only_reasons(source: Path, target: Path) -> Path:
        if source.name == "large.txt":
            raise PermissionError(13, "Permission denied")
        return moved(source, target)

    monkeypatch.setattr(Path, "rename", only_reasons)
    room.settle()
    room.settle()
    assert (room.files(), room.said) == ({"large.txt"}, ["large.txt cannot be moved to failed: Permission denied."])


@pytest.mark.parametrize("folder", ["done", "failed"])
def test_a_name_that_exists_already_gets_a_number(tmp_path: Path, folder: str) -> None:
    """Nothing is overwritten, and the reason keeps its file's name."""
    room = Room(tmp_path, FakeTopic(limit=1_000))
    body = COPY if folder == "done" else b"x" * 2_000
    for _ in range(3):
        (room.path / "a.b.xml").write_bytes(body)
        room.settle()
    names = {"a.b.xml", "a.b-2.xml", "a.b-3.xml"}
    whys = {f"{name}.why" for name in names} if folder == "failed" else set()
    assert room.files() == {f"{folder}/{name}" for name in names | whys}


def test_a_free_name_is_found_fast_and_fits(tmp_path: Path) -> None:
    """A feed that calls each file the same; a name as long as can be, in letters of several bytes."""
    for number in range(1, 1_001):
        (tmp_path / ("latest.xml" if number == 1 else f"latest-{number}.xml")).touch()
    assert free_name(tmp_path, "latest.xml") == "latest-1001.xml"
    long = "é" * 127 + "x"
    (tmp_path / long).touch()
    for beside in ("", ".why"):
        name = free_name(tmp_path, long, beside)
        assert len(os.fsencode(name + beside)) <= NAME_MAX
        assert not (tmp_path / name).exists()


def test_a_file_that_cannot_be_read_waits_and_is_told_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever mends its rights gets it published."""

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (room.path / "one.txt").write_bytes(COPY)
    with monkeypatch.context() as broken:
        broken.setattr("copytaster.ingest.folder.os.open", denied)
        room.settle()
        room.round()
    assert (room.said, room.folder.stuck, room.tally.waiting) == (["one.txt cannot be read: Permission denied."], 1, 1)
    room.round()
    assert room.topic.values == [COPY]


def test_a_stop_is_heeded_between_two_files(room: Room) -> None:
    """What was begun is finished."""
    stop = Stop()
    for number in range(3):
        (room.path / f"{number}.txt").write_bytes(COPY)
    room.round()
    room.clock.now += SETTLE
    room.topic.before = lambda _: stop.now()
    room.round(stop)
    assert (len(room.topic.held), len(room.files() & {"done/0.txt", "1.txt", "2.txt"})) == (1, 3)


def test_a_backlog_does_not_hold_up_what_comes_next(room: Room) -> None:
    """One look gives a bounded number of files."""
    for number in range(AT_ONCE + 5):
        (room.path / f"{number}.txt").write_bytes(b"x")
    room.folder.whole()
    room.clock.now += SETTLE
    assert len(room.folder.whole()) == AT_ONCE


def test_two_cannot_watch_the_same_folder(room: Room) -> None:
    """They would publish everything twice."""
    with pytest.raises(FolderUnusable, match="is watched by another copytaster; stop one of the two"):
        Folder(room.path, settle=SETTLE, on_trouble=print).open()


@pytest.mark.parametrize("kind", ["missing", "file", "done is a file"])
def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path, kind: str) -> None:
    """At the start, not at the first story."""
    path = tmp_path / "in"
    if kind == "file":
        path.touch()
    if kind == "done is a file":
        path.mkdir()
        (path / "done").touch()
    with pytest.raises(FolderUnusable, match=r"^\S+ cannot be used: [A-Z][a-z ]+\.$"):
        Folder(path, settle=SETTLE, on_trouble=print).open()


def test_a_folder_that_goes_away_is_one_sentence(room: Room) -> None:
    """A disk that is unmounted, say."""
    for name in ("done", "failed"):
        (room.path / name).rmdir()
    (room.path / ".copytaster.lock").unlink()
    room.path.rmdir()
    with pytest.raises(FolderUnusable, match="cannot be read any more: No such file or directory"):
        room.round()
