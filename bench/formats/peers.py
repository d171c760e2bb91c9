"""What other programs read of wire formats: `python -m bench.formats.peers newsmlg2 FILE`.

Runs in an environment of its own (`make peers`) and imports nothing of this project. FILE holds messages, one JSON
string a line. It takes the time: for each line of standard input it reads all messages once and prints the seconds of
the processor.

* newsmlg2 1.1 (IPTC, MIT) builds an object for each element of a NewsML-G2 item. It gives metadata and no copy: what
  it does is less than a reader does.
"""

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Take the time."""
    from NewsMLG2 import NewsMLG2Document

    messages = [json.loads(line).encode() for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
    for _ in sys.stdin:
        started = time.process_time()
        for message in messages:
            NewsMLG2Document(message).get_item()
        print(time.process_time() - started, flush=True)


if __name__ == "__main__":
    main()
