"""What is remembered of feeds: whole or not at all, bounded, for one process, for its owner only."""

import stat
from pathlib import Path

import orjson
import pytest

from copytaster.ingest.fetching import Validators
from copytaster.ingest.memory import REMEMBERED, Feed, Memory, MemoryUnusable

URL = "https://user:secret@nordvest.example/rss"


def test_what_is_saved_is_there_after_a_restart(tmp_path: Path) -> None:
    """Validators, and which version of each entry is out."""
    path = tmp_path / "new" / "feeds.json"
    with Memory(path) as memory:
        feed = memory.of(URL)
        feed.validators = Validators(etag='"1"', last_modified="Tue, 3 Mar 2026 06:30:00 GMT")
        feed.mark("one", "first")
        feed.mark("two", "first")
        feed.mark("one", "second")
        memory.save()
    with Memory(path) as memory:
        assert memory.of(URL) == Feed(feed.validators, {"two": "first", "one": "second"})
        assert memory.of("https://other.example/") == Feed()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_not_saved_is_not_there(tmp_path: Path) -> None:
    """As after a crash."""
    with Memory(tmp_path / "feeds.json") as memory:
        memory.of(URL).mark("one", "first")
    with Memory(tmp_path / "feeds.json") as memory:
        assert memory.of(URL) == Feed()


def test_the_entries_unseen_for_longest_are_forgotten() -> None:
    """But never one that may still be in the document."""
    feed = Feed()
    for number in range(REMEMBERED + 5):
        feed.mark(str(number), "first")
    feed.mark("0", "first")
    feed.forget(current=10)
    assert (len(feed.out), "0" in feed.out, "1" in feed.out) == (REMEMBERED, True, False)
    for number in range(5_000):
        feed.mark(str(number), "first")
    feed.forget(current=4_000)
    assert len(feed.out) == 5_000


def test_two_processes_cannot_share_it(tmp_path: Path) -> None:
    """Each would forget what the other remembers."""
    with Memory(tmp_path / "feeds.json"), pytest.raises(MemoryUnusable, match="give this one its own --state"):
        Memory(tmp_path / "feeds.json").__enter__()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 2, "feeds": {}}', b'{"version": 1, "feeds": {"u": {"out": []}}}']
)
def test_a_damaged_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    """It is not passed over: every entry would be published again."""
    path = tmp_path / "feeds.json"
    path.write_bytes(content)
    with pytest.raises(MemoryUnusable, match="is damaged"):
        Memory(path).__enter__()
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """At the start, not after the first story."""
    (tmp_path / "feeds.json").mkdir()
    with pytest.raises(MemoryUnusable, match=r"cannot be used: Is a directory; see --state"):
        Memory(tmp_path / "feeds.json").__enter__()


def test_it_holds_none_of_a_feed_s_words(tmp_path: Path) -> None:
    """Ids and digests only."""
    with Memory(tmp_path / "feeds.json") as memory:
        memory.of(URL).mark("1f", "2e")
        memory.save()
    assert orjson.loads((tmp_path / "feeds.json").read_bytes()) == {
        "version": 1,
        "feeds": {URL: {"etag": "", "last_modified": "", "out": {"1f": "2e"}}},
    }
