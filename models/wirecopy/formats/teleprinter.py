"""Transmissions framed by control characters, as teleprinters had them: IPTC 7901 and ANPA 1312.

Both frame a message in the same way (ISO 646's transmission controls):

    SYN SYN SOH header STX text ETX trailer EOT

Gateways and files lose some of them. So a transmission is read as far as it goes: without STX the header is all there
is, without ETX the text runs to the end.
"""

from typing import NamedTuple

from wirecopy.errors import Unreadable
from wirecopy.formats.charset import decoded

SOH, STX, ETX, EOT = "\x01", "\x02", "\x03", "\x04"

#: How many messages one transmission may hold.
MOST_MESSAGES = 100
#: How far the header of a message reaches at the most: honest ones have 100 characters, with a keyword line 200.
LONGEST_HEADER = 1_000
#: What stands before SOH and after EOT: idle signals, padding, blanks.
_IDLE = "\x00\x16\x7f \t\n"


class Transmission(NamedTuple):
    """One message: the three parts as they came, with newlines for line ends, not yet cleaned."""

    header: str
    text: str
    trailer: str


def transmissions(data: bytes) -> tuple[tuple[Transmission, ...], tuple[str, ...]]:
    """The messages of a transmission, at least one, and what was mended in their character set.

    Raises:
        Unreadable: "not-utf8"; "too-large" for more than `MOST_MESSAGES`.
    """
    text, repairs = decoded(data)
    # CR LF is the line end that both specifications have: no repair.
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip(_IDLE)
    pieces = [piece for piece in text.split(SOH) if piece.strip(_IDLE + EOT)]
    if len(pieces) > MOST_MESSAGES:
        raise Unreadable(
            "too-large", f"The message holds {len(pieces):,} stories; send at most {MOST_MESSAGES} in one message."
        )
    return tuple(map(_parts, pieces)) or (Transmission("", "", ""),), repairs


def _parts(piece: str) -> Transmission:
    header, stx, rest = piece.partition(STX)
    if not stx or len(header) > LONGEST_HEADER:
        header, rest = "", piece
    text, _, trailer = rest.partition(ETX)
    return Transmission(header=header, text=text, trailer=trailer.partition(EOT)[0].strip(_IDLE + "\x0c"))
