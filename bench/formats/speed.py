"""How many stories of 5 kB a second are read on one core, format by format, beside newsmlg2 and feedparser alone.

A story is read from bytes to `RawStory`: no language work. The stories are made up, and no two are the same. newsmlg2
reads the metadata of NewsML-G2 items, and feedparser the fields of a feed; neither gives copy as a reader gives it
(paragraphs, dateline, repairs). All take turns, round by round, on the same bytes.
"""

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.accuracy.readers import PEERS_PYTHON, ROOT
from bench.formats.invented import FORMATS, SIZE, feed
from bench.turns import ROUNDS, Round, in_a_process, one_core, take_turns, timed, times_as_fast
from wirecopy.errors import Unreadable
from wirecopy.formats import read

#: How many stories a round has.
STORIES = 200
#: How many entries a feed has.
ENTRIES = 20
LIMIT = 1_000_000
#: Stories a second that NITF and ninjs must reach.
BAR = 2_000
BARRED = ("NITF", "ninjs")


def main() -> None:
    """Print stories per second of each format, and the ratios."""
    messages = {name: [make(number) for number in range(STORIES)] for name, make in FORMATS.items()}
    messages["RSS feed"] = [feed(range(at, at + ENTRIES)) for at in range(0, STORIES, ENTRIES)]
    ours = {name: timed(_reading(values)) for name, values in messages.items() if _is_read(name, values[0])}
    with one_core() as pinned, _newsmlg2(messages["NewsML-G2"]) as newsmlg2:
        theirs = {"feedparser alone": timed(_feedparser(messages["RSS feed"]))}
        if newsmlg2:
            theirs["newsmlg2"] = newsmlg2
        seconds = take_turns({**ours, **theirs})
    print(f"formats, {pinned}, {STORIES} stories of about {SIZE:,} bytes, {ROUNDS} rounds taking turns (median):")
    for name in ours:
        _told(name, seconds[name], f"   the bar is {BAR:,}" if name in BARRED else "")
    for name, mine in (("feedparser alone", "RSS feed"), ("newsmlg2", "NewsML-G2")):
        if name in seconds and mine in seconds:
            _told(name, seconds[name], f"   ours ({mine}) is {times_as_fast(seconds[mine], seconds[name])}")
    if not newsmlg2:
        print("  newsmlg2 is left out: it is not installed; run: make peers")


def _told(name: str, seconds: Sequence[float], beside: str = "") -> None:
    print(f"  {name:18} {STORIES / statistics.median(seconds):8.0f} stories/s{beside}")


def _is_read(name: str, message: bytes) -> bool:
    """Whether there is a reader for it here; a sentence where there is none."""
    try:
        read(message, limit=LIMIT)
    except Unreadable as error:
        print(f"{name} is left out: {error}")
        return False
    return True


def _reading(messages: Sequence[bytes]) -> Callable[[], int]:
    def work() -> int:
        stories = sum(len(read(message, limit=LIMIT).stories) for message in messages)
        if stories != STORIES:
            raise RuntimeError(f"{stories} stories were read from messages that hold {STORIES}")
        return stories

    return work


def _feedparser(messages: Sequence[bytes]) -> Callable[[], object]:
    import feedparser

    return lambda: [feedparser.parse(message) for message in messages]


@contextmanager
def _newsmlg2(messages: Sequence[bytes]) -> Iterator[Round | None]:
    """Rounds of newsmlg2 in a process of the peers' environment; None where it is not installed."""
    if not any(PEERS_PYTHON.parent.parent.glob("lib*/python*/site-packages/NewsMLG2")):
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "messages.jsonl"
        given.write_text("".join(json.dumps(message.decode()) + "\n" for message in messages), encoding="utf-8")
        with in_a_process([str(PEERS_PYTHON), "-m", "bench.formats.peers", "newsmlg2", str(given)], ROOT) as newsmlg2:
            yield newsmlg2


if __name__ == "__main__":
    main()
