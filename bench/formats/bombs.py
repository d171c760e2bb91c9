r"""`python -m bench.formats.bombs`: messages that are made to blow up, each read in a process of its own.

Three readings of each. At its full size with the default limit of a worker: it must be refused. As large as that limit
lets through: it may be read, but within the same time and memory. At its full size without a limit: told for interest,
because there the reader has to save itself. The bytes are made before the clock starts; the memory is the peak of the
whole process, the interpreter and the message itself included.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.accuracy.readers import ROOT
from copytaster.settings import Settings
from wirecopy.errors import Unreadable
from wirecopy.formats import read

#: What a bomb may cost at the most.
SECONDS, MEGABYTES = 1.0, 500
#: A bomb that takes longer without a limit of size is killed, in seconds.
PATIENCE = 120
#: A limit that limits nothing.
NO_LIMIT = 10**9

MB = 1_000_000
DEPTH = 100_000
G2 = b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1">'
NITF = b"<nitf><body><body.content>"
RSS = b'<rss version="2.0"><channel>'
UTF_16 = '<?xml version="1.0" encoding="UTF-16"?>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
SUBSET = f'<!DOCTYPE nitf [<!ENTITY l0 "ha">{LAUGHS}]>'
LAUGHING = "<nitf><body><body.head><hedline><hl1>&l9;</hl1></hedline></body.head></body></nitf>"
LAUGHING_ID = '<nitf><head><docdata><doc-id id-string="&l9;"/></docdata></head><body><p>Fog.</p></body></nitf>'

#: The bytes of a bomb of a size; those that are small by nature pass it over.
Make = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one reading of one bomb came to."""

    what: str
    refused: bool
    size: int = 0
    seconds: float = 0.0
    megabytes: int = 0

    @property
    def held(self) -> bool:
        """Whether it cost no more than a bomb may."""
        return self.seconds < SECONDS and self.megabytes < MEGABYTES

    def __str__(self) -> str:
        return f"{self.what}, {self.seconds:.3f} s, {self.megabytes} MB"


def _multiparts(depth: int) -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return b"Subject: Fog\nMessage-ID: <1@x>\nMIME-Version: 1.0\n" + opened + b"Content-Type: text/plain\n\nFog.\n"


def _declares(declaration: str, use: str) -> bytes:
    return f"<!DOCTYPE nitf [{declaration}]><nitf><body><p>{use}</p></body></nitf>".encode()


#: What each is: its full size, and its bytes.
BOMBS: dict[str, tuple[int, Make]] = {
    "a billion laughs": (1, lambda _: (SUBSET + LAUGHING).encode()),
    "a billion laughs in UTF-16": (1, lambda _: f"{UTF_16}{SUBSET}{LAUGHING}".encode("utf-16")),
    "a billion laughs in an attribute, UTF-16": (1, lambda _: f"{UTF_16}{SUBSET}{LAUGHING_ID}".encode("utf-16")),
    "a billion laughs behind a comment that looks like a DOCTYPE": (
        1,
        lambda _: f"<!-- <!DOCTYPE nitf> <a> -->{' ' * 20_000}{SUBSET}{LAUGHING_ID}".encode(),
    ),
    "a billion laughs behind 100 kB of comments": (
        1,
        lambda _: ("<!-- fog -->" * 8_000 + SUBSET + LAUGHING_ID).encode(),
    ),
    "a large entity used 10,000 times": (
        1,
        lambda _: (
            f'<!DOCTYPE nitf [<!ENTITY a "{"a" * 50_000}">]><nitf><body><p>{"&a;" * 10_000}</p></body></nitf>'.encode()
        ),
    ),
    "an external entity": (1, lambda _: _declares('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")),
    "an external parameter entity": (1, lambda _: _declares('<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;', "Fog.")),
    "a DOCTYPE with a subset": (1, lambda _: _declares("<!ELEMENT nitf ANY>", "Fog.")),
    "1 million nested elements": (MB, lambda n: b"<a>" * n),
    "1 million nested elements in NITF": (MB, lambda n: NITF + b"<p>" * n),
    "1 million nested elements in NewsML-G2": (MB, lambda n: G2 + b"<a>" * n),
    "1 million nested elements in NewsML 1.2": (MB, lambda n: b"<NewsML><NewsItem>" + b"<NewsComponent>" * n),
    "1 million nested elements in RSS": (MB, lambda n: b'<rss version="2.0"><channel><item><description>' + b"<b>" * n),
    "1 million elements that close, in NITF": (MB, lambda n: NITF + b"<p>a</p>" * n + b"</body.content></body></nitf>"),
    "1 million attributes": (MB, lambda n: b"<nitf " + b" ".join(b'a%d=""' % k for k in range(n)) + b"/>"),
    "1 million RSS entries": (
        MB,
        lambda n: b'<rss version="2.0"><channel>' + b"<item><title>Fog</title></item>" * n + b"</channel></rss>",
    ),
    "1 million Atom entries": (
        MB,
        lambda n: b'<feed xmlns="http://www.w3.org/2005/Atom">' + b"<entry><title>Fog</title></entry>" * n + b"</feed>",
    ),
    "1 million items in one newsMessage": (
        MB,
        lambda n: (
            b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
            + b'<newsItem guid="a" version="1"/>' * n
            + b"</itemSet></newsMessage>"
        ),
    ),
    "100 MB of comments": (MB, lambda n: b"<!-- " + b"a" * 100 * n),
    "100 MB of XML": (MB, lambda n: NITF + b"<p>" + b"Fog. " * 20 * n + b"</p></body.content></body></nitf>"),
    "100 MB of text": (MB, lambda n: b"Fog closes port\n\n" + b"Fog. " * 20 * n),
    "100 MB of UTF-16": (MB, lambda n: ("Fog. " * 10 * n).encode("utf-16")),
    "100 MB of JSON": (MB, lambda n: b'{"headline": "Fog", "body_text": "' + b"Fog. " * 20 * n + b'"}'),
    "100 MB of control bytes": (MB, lambda n: b"\x01\x02\x03\x04" * 25 * n),
    "1 million nested arrays": (MB, lambda n: b"[" * n + b"]" * n),
    "1 million nested objects": (MB, lambda n: b'{"a":' * n + b"1" + b"}" * n),
    "1 million nested elements in a body_html": (
        MB,
        lambda n: b'{"headline": "Fog", "body_html": "' + b"<div>" * n + b'"}',
    ),
    "1 million keys": (MB, lambda n: b'{"headline": "Fog"' + b"".join(b',"k%d":1' % k for k in range(n)) + b"}"),
    "1 million items in an array": (MB, lambda n: b"[" + b'{"headline":"Fog"},' * (n - 1) + b'{"headline":"Fog"}]'),
    "a number of 1 million digits": (MB, lambda n: b'{"headline": "Fog", "version": ' + b"9" * n + b"}"),
    "100,000 nested multiparts": (DEPTH, _multiparts),
    "100,000 headers": (DEPTH, lambda n: b"Subject: Fog\n" + b"Received: from a by b\n" * n + b"\nFog.\n"),
    "a header of 10 MB": (600_000, lambda n: b"Subject: " + b"=?utf-8?q?Fog?= " * n + b"\n\nFog.\n"),
    "1 million ZCZC marks": (MB, lambda n: b"ZCZC " * n),
    "1 million starts of header": (MB, lambda n: b"\x01a\x02b\x03\x04" * n),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Light every bomb; returns 1 if one is not refused, or costs too much within the limit."""
    wanted = sys.argv[1:] if arguments is None else list(arguments)
    if wanted:
        print(json.dumps(_light(wanted[0], int(wanted[1]), int(wanted[2]))))
        return 0
    limit = Settings().max_story_bytes
    print(f"{len(BOMBS)} bombs: at full size, and as large as the default limit of {limit:,} bytes lets through")
    return 1 if sum([not _told(name, limit) for name in BOMBS]) else 0


def _told(name: str, limit: int) -> bool:
    """Light one bomb three times and print what came of it; whether it held."""
    size, make = BOMBS[name]
    full = len(make(size))
    fitting = size if full <= limit else int(size * 0.98 * limit / full)
    limited, inside, unlimited = (
        _in_a_process(name, size, limit), _in_a_process(name, fitting, limit), _in_a_process(name, size, NO_LIMIT)
    )  # fmt: skip
    held = limited.held and inside.held and (limited.refused or full <= limit)
    print(f"{'   ' if held else 'BAD'} {name} ({full:,} bytes): {limited.what}")
    print(f"        within the limit ({inside.size:,} bytes): {inside}")
    print(f"        without a limit: {unlimited}", flush=True)
    return held


def _in_a_process(name: str, size: int, limit: int) -> Cost:
    command = [sys.executable, "-m", "bench.formats.bombs", name, str(size), str(limit)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return Cost(what=f"not read in {PATIENCE} s", refused=False, seconds=PATIENCE)
    if done.returncode:
        return Cost(what=f"died with {done.returncode}: {done.stderr[-200:]}", refused=False, seconds=PATIENCE)
    return Cost(**json.loads(done.stdout))


def _light(name: str, size: int, limit: int) -> dict[str, object]:
    """Read one bomb in this process."""
    data = BOMBS[name][1](size)
    read(b"Fog closes port\n\nOSLO (AP) - Fog.\n", limit=limit)  # what is imported late is not the bomb's
    began = time.perf_counter()
    try:
        contents = read(data, limit=limit)
    except Unreadable as error:
        what, refused = str(error.reason), True
    else:
        what, refused = f"{len(contents.stories)} stories, {len(contents.set_aside)} set aside", False
    seconds = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"what": what, "refused": refused, "size": len(data), "seconds": seconds, "megabytes": megabytes}


if __name__ == "__main__":
    raise SystemExit(main())
