"""Messages as bad lines deliver them: cut off, with wrong bytes, in another character set. The seed repeats it."""

import random
from collections.abc import Iterator

#: How many bytes are changed in one copy.
CHANGED = 50
#: The character sets that a message is written in anew.
CHARSETS = ("latin-1", "utf-16", "cp1252")


def damaged(data: bytes, seed: str, *, cut: int, changed: int) -> Iterator[tuple[str, bytes]]:
    """Damaged copies of a message, each with what was done to it.

    Args:
        data: the message.
        seed: the same seed gives the same damage.
        cut: how many copies are cut off at a random place.
        changed: how many copies have `CHANGED` random bytes in random places.
    """
    chance = random.Random(seed)  # noqa: S311 - chance that can be repeated
    for _ in range(cut):
        end = chance.randrange(len(data) + 1)
        yield f"cut off at {end}", data[:end]
    for number in range(changed):
        yield f"{CHANGED} bytes changed, copy {number}", _changed(data, chance)
    for charset in CHARSETS:
        yield f"in {charset}", data.decode("utf-8", "replace").encode(charset, "replace")


def _changed(data: bytes, chance: random.Random) -> bytes:
    copy = bytearray(data)
    for _ in range(CHANGED if copy else 0):
        copy[chance.randrange(len(copy))] = chance.randrange(256)
    return bytes(copy)
