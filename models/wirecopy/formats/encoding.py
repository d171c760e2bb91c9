"""What a document's bytes are in truth: the encoding that an XML declaration names is often wrong.

Bytes that are UTF-8 are read as UTF-8, whatever is declared: text in another encoding is hardly ever valid UTF-8. Else
the declaration is believed, if Python knows the encoding and the bytes fit it. Else single wrong bytes are read as
windows-1252, and the rest as UTF-8.
"""

import codecs
import re

from wirecopy.errors import Unreadable

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    # Without a byte order mark: XML 1.0 appendix F.1, by the "<" that begins every document.
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*+<\?xml\s[^<>]{0,200}?encoding\s*+=\s*+["']([A-Za-z][\w.:+-]{0,40})["']""")
_DECLARATION = re.compile(r"\s*+<\?xml\s[^<>?]{0,500}+\?>")
#: Encodings of text, by Python's names; "unicode_escape", "punycode" and "utf_7" are none for our purpose.
_ENCODINGS = re.compile(
    "utf-(?:8|16|32)|ascii|iso8859-|latin|cp[0-9]|koi8|mac-|gb|big5|shift_jis|euc_|iso2022_|hz$|johab|tis-620|ptcp"
)
#: Encodings whose bytes are all ASCII: that they are valid UTF-8 says nothing.
_SEVEN_BITS = re.compile("iso2022_|hz$")
#: ISO 8859-1 means windows-1252 (WHATWG Encoding 4.2): nobody sends its control characters.
_MEANS = {"iso8859-1": "cp1252", "ascii": "cp1252"}


def starts_wide(data: bytes) -> bool:
    """Whether bytes begin as UTF-16 or UTF-32 does."""
    return any(data.startswith(mark) for mark, _ in _MARKS[1:])


def decoded_xml(data: bytes, repairs: list[str]) -> str:
    """The text of an XML document; what was declared wrongly is noted in `repairs`.

    Raises:
        Unreadable: "not-xml": it begins as UTF-16 or UTF-32, and is not.
    """
    for mark, name in _MARKS:
        if data.startswith(mark) and name != "utf-8":
            return _wide(data, name)
    declared = _declared(data)
    name = _known(declared)
    if not _SEVEN_BITS.match(name):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        else:
            if declared and name != "utf-8" and not data.isascii():
                repairs.append(f"the document declares {declared} and is UTF-8")
            return text
    if name and not name.startswith("utf-"):
        try:
            return data.decode(_MEANS.get(name, name))
        except (UnicodeDecodeError, ValueError):
            pass
    return _mixed(data, declared, repairs)


def without_declaration(text: str) -> str:
    """The document without its XML declaration and the white space before it, which XML does not allow."""
    found = _DECLARATION.match(text)
    return "\n" * found[0].count("\n") + text[found.end() :] if found else text.lstrip()


def _declared(data: bytes) -> str:
    found = _DECLARED.match(data.removeprefix(_MARKS[0][0]))
    return found[1].decode("ascii") if found else ""


def _known(declared: str) -> str:
    """Python's name of an encoding of text; "" if it knows none of that name."""
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""
    return name if _ENCODINGS.match(name) else ""


def _wide(data: bytes, name: str) -> str:
    try:
        return data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Unreadable(
            "not-xml", f"The message begins as {name.upper()} and is not (position {error.start}); send it as UTF-8."
        ) from None


def _mixed(data: bytes, declared: str, repairs: list[str]) -> str:
    """UTF-8 with bytes of windows-1252 in it; what that does not know is left out as a control character."""
    pieces, position, wrong = [], 0, 0
    text = data.removeprefix(_MARKS[0][0]).decode("utf-8", "surrogateescape")
    for found in re.finditer("[\udc80-\udcff]+", text):
        stray = bytes(ord(c) - 0xDC00 for c in found[0])
        pieces += [text[position : found.start()], stray.decode("cp1252", "replace")]
        position, wrong = found.end(), wrong + len(stray)
    what = f"declares {declared}" if declared else "declares no encoding"
    repairs.append(f"the document {what} and is not UTF-8: {wrong} bytes were read as windows-1252")
    return "".join(pieces) + text[position:]
