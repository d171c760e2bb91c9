"""From text to clean text: what every reader does first, and what it notes as mended.

Clean text has newlines for line ends, an empty line for every form feed and Unicode paragraph separator, no control
characters but tab and newline, and none of the damage that `charset.mended` knows. Everything else stays as it came,
non-breaking spaces too: the offsets of all events count in it.
"""

import re

from wirecopy.formats.charset import mended

BOM = "\ufeff"

#: ASCII white space. `str.strip()` without an argument would take non-breaking spaces along.
BLANKS = " \t\n"

#: C0 and C1 control characters; tab, newline and what is mended before are left out, and so are halves of surrogate
#: pairs, which no event can carry.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LINE_BREAKS = re.compile("[\x0b\x85]")
_PARAGRAPH_BREAKS = re.compile("[\x0c\u2028\u2029]")
_SPACES = re.compile("[ \t\n]+")
#: Some gateways double the carriage return: "\r\r\n" is one line end, not an empty line. A run is looked at from its
#: first character only; without that, half a megabyte of returns takes a minute.
_DOUBLED_RETURNS = re.compile("(?<!\r)\r++\n")


def cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """Text without what does not belong in copy, and what was mended, in words."""
    repairs: list[str] = []
    if text.startswith(BOM):
        text = text.removeprefix(BOM)
        repairs.append("a byte order mark was left out")
    text, damage = mended(text)
    repairs.extend(damage)
    text = _newlines(text, repairs)
    text, breaks = _PARAGRAPH_BREAKS.subn("\n\n", _LINE_BREAKS.sub("\n", text))
    if breaks:
        repairs.append("form feeds or paragraph separators became empty lines")
    text, controls = _CONTROLS.subn("", text)
    if controls:
        repairs.append(f"{controls} control character{'s were' if controls > 1 else ' was'} left out")
    return text, tuple(repairs)


def one_line(text: str) -> str:
    """Clean text on one line: runs of ASCII white space become one space, non-breaking spaces stay."""
    if text.isprintable() and "  " not in text:  # as most metadata is: nothing to mend
        return text.strip(BLANKS)
    return _SPACES.sub(" ", cleaned(text)[0]).strip(BLANKS)


def _newlines(text: str, repairs: list[str]) -> str:
    if "\r" not in text:
        return text
    repairs.append("line ends were CRLF" if "\r\n" in text else "line ends were CR")
    return _DOUBLED_RETURNS.sub("\n", text).replace("\r", "\n")
