"""Messages as bad lines deliver them: cut off, with wrong bytes, in another character set. The seed repeats it.

And as somebody makes them who wants to keep a reader busy: one thing over and over in the middle of a good message.
"""

import random
from collections.abc import Iterator

#: How many bytes are changed in one copy.
CHANGED = 50
#: The character sets that a message is written in anew.
CHARSETS = ("latin-1", "utf-16", "cp1252")

#: What is hostile when it is repeated: it opens without closing, or makes an expression look ahead or behind.
UNITS: tuple[bytes, ...] = (
    *(b" ", b"\t", b"\n", b"\r", b"\r\n", b" \n", b"\xc2\xa0", b"a ", b"A", b"9", b"9 ", b"A.", b"- ", b"_ ", b"-"),
    *(
        b"<",
        b"<p>",
        b"</p>",
        b"<p/>",
        b"<a href='",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<?",
        b"<x:",
        b"&",
        b"&amp;",
    ),
    *(b"&#1;", b'"', b"'", b"``", b"''", b"(", b")", b"[", b"{", b"\\", b"\\u0041", b'",', b'":"', b":", b"a:\n", b"/"),
    *(b"^", b"<\r\n", b"=\r\n", b"=", b"+", b";", b"|", b"a;", b"\x01", b"\x02", b"\x03", b"\x1f", b"\x1e", b"\x00"),
    *(
        b"ZCZC ",
        b"NNNN\n",
        b"\xff",
        b"\xc3",
        b"\xe2\x80",
        b"=?utf-8?q?a?= ",
        b"From a\n",
        b"--b\n",
        b"By A\n",
        b"Eds: a\n",
    ),
    *(b"AP-WF-", b"BC-A, ", b"$", b"#", b"*", b"* a\n", b"\n\n", b"OSLO (AP) - ", b"Nov ", b"A, "),
)


def swollen(data: bytes, seed: str, size: int) -> Iterator[tuple[str, bytes]]:
    """Copies of a message with `size` bytes of one thing put in: at the beginning, at a random place, at the end."""
    chance = random.Random(seed)  # noqa: S311 - chance that can be repeated
    for unit in UNITS:
        for at in (0, chance.randrange(len(data) + 1), len(data)):
            yield f"{size:,} bytes of {unit!r} at {at}", data[:at] + unit * (size // len(unit)) + data[at:]


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
