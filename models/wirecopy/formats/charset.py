"""From bytes to text when nobody said in which character set, or said it wrongly.

What wires send is UTF-8, windows-1252 (Latin-1 is read as windows-1252 by everybody, https://encoding.spec.whatwg.org),
both in one message, and UTF-16. Each is decided by what cannot be chance: valid UTF-8 of any length is UTF-8; what is
not, and reads as windows-1252 does in real copy, is windows-1252. What reads as neither is refused, because a wrong
table changes words: Polish in ISO 8859-2, Russian in KOI8-R or German in code page 850 give themselves away by signs in
the middle of words. (Hungarian and Turkish Latin sets do not always; declare them, or send UTF-8.)

Every repair is told in words. Nothing here knows a format.
"""

import codecs
import re
from functools import cache

from wirecopy.errors import Unreadable

#: Byte order marks of what is not UTF-8, the longer ones first, and the codec that obeys them.
_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32", "utf-32"),
    (b"\x00\x00\xfe\xff", "UTF-32", "utf-32"),
    (b"\xff\xfe", "UTF-16", "utf-16"),
    (b"\xfe\xff", "UTF-16", "utf-16"),
)
#: How much of a message is looked at for UTF-16 without a mark.
_WIDE_SAMPLE = 2_000

_HIGH = re.compile("[^\x00-\x7f]")
_HIGH_LETTER = re.compile("[^\\W\\d_\x00-\x7f]")
_WORD = re.compile("[^\\W\\d_]+")
#: What windows-1252 copy does not have in the middle of a word: a sign, a low or double quotation mark, or a capital.
_NOT_IN_WORDS = re.compile("(?<=[a-zß-ÿ])[¢-§©-¬¯±-³µ¶¸-¿×÷ƒ†‡ˆ‰˜™€‚„“”‹›À-ÖØ-ÞŒŠŽŸ](?=[a-zß-ÿ])")
#: What no text has: unassigned and private code points and controls tell that bytes were paired wrongly.
_NO_TEXT = re.compile("[\x00\x01-\x08\x0e-\x1f\ufffe\uffff\u20c2-\u20cf\u20f1-\u20ff\ue000-\uf8ff]")

#: Bytes that are not UTF-8, as `surrogateescape` keeps them; and a sequence that lost its end.
_STRAY = re.compile("[\udc80-\udcff]")
_HALF_SEQUENCE = re.compile(
    "[\udce1-\udcef][\udc80-\udcbf]{1,2}|[\udcf0-\udcf4][\udc80-\udcbf]{1,3}|[\udcc2-\udcf4]\\Z"
)
#: What windows-1252 does not define.
_UNDEFINED = re.compile("[\x81\x8d\x8f\x90\x9d]")
#: Languages that need another set have more than one letter in a hundred beyond ASCII: fewer are noise, or names.
_NOISE = 100
#: So few letters beyond ASCII tell nothing: "ÉTÉ".
_FEW_LETTERS = 8

#: windows-1252 with the five bytes that it leaves undefined as the C1 controls that WHATWG gives.
_CP1252 = tuple(bytes((byte,)).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in range(256))
_C1_TABLE = {byte: _CP1252[byte] for byte in range(0x80, 0xA0) if _CP1252[byte] != chr(byte)}
_C1 = re.compile("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")

_BYTE_OF = {character: byte for byte, character in enumerate(_CP1252)}
#: Python's names of what everybody reads as windows-1252.
_LATIN = ("iso8859-1", "cp1252")
_WIDE = ("utf-16", "utf-32")

#: Python's names of the sets that text is decoded in: it knows others that are no character sets, or are quadratic.
_SETS = re.compile(
    r"utf-(?:8|16|32)|ascii|iso8859-\d{1,2}|cp125\d|cp437|cp850|cp932|cp949|mac-roman|koi8-[ru]|gb2312|gbk|gb18030|big5"
    r"|euc_(?:kr|jp)|iso2022_(?:jp|kr)|shift_jis"
)

#: Characters that UTF-8's continuation bytes 80 to BF become when they are read as windows-1252.
_CONTINUATION = "".join(_CP1252[0x80:0xC0])
_LEAD = "[\u00c2-\u00c5]"
#: UTF-8 that was read as windows-1252 and written as UTF-8: a letter or sign of Latin-1 or Latin Extended-A, a mark of
#: punctuation, the euro, the trade mark.
_DOUBLED = re.compile(f"{_LEAD}[{re.escape(_CONTINUATION)}]|â€[{re.escape(_CONTINUATION)}]|â‚¬|â„¢")
#: Of these, what nobody can have meant: "â€™", "lÃ©g" in the middle of a small word, "Â£" that no letter goes before.
_CERTAIN = re.compile(
    f"â€[{re.escape(_CONTINUATION)}]|â‚¬|â„¢"
    f"|(?<=[a-z])[ÃÄÅ][{re.escape(_CONTINUATION)}](?=[a-z])"
    "|(?<![^\\W\\d_])Â[\u00a0£©®°§·¿¡¢´]"
)
#: Cheap: what a doubled text must hold.
_DOUBLED_LEADS = re.compile("[ÂÃÄÅâ]")
#: Doubled twice or three times is seen; more is not.
_MOST_DOUBLINGS = 3
#: "EU?s": the set of some gateway had no apostrophe. "page?s=1" is an address.
_LOST_APOSTROPHE = re.compile(r"(?<=[A-Za-z])\?(?:s|t|re|ve|ll|d|m)(?![\w=&/])")
_SOFT_HYPHEN = re.compile("\u00ad\n?")


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes as text, and what had to be mended.

    Raises:
        Unreadable: "not-utf8"; the sentence says where the first wrong byte stands.
    """
    if wide := _wide(data):
        return wide
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        return _narrow(data, error)


def repaired_utf8(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The same text as UTF-8, for parsers that take nothing else (JSON: RFC 8259 section 8.1), and what was mended.

    Valid UTF-8 comes back as the very same bytes.

    Raises:
        Unreadable: "not-utf8", as `decoded`.
    """
    text, repairs = decoded(data)
    return (text.encode() if repairs else data), repairs


def narrowed(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """UTF-16 and UTF-32 as UTF-8, so that every format is known by its bytes; anything else as it is.

    Raises:
        Unreadable: "not-utf8" where it has their mark, and is broken.
    """
    wide = _wide(data)
    return (wide[0].encode(), wide[1]) if wide else (data, ())


def decoded_as(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    """Bytes as text whose character set was declared (by XML, by MIME), and what had to be mended.

    A declaration that cannot be true is set aside with a note: bytes that are valid UTF-8 beyond ASCII are UTF-8
    whatever was declared; Latin-1 and US-ASCII are read as windows-1252, as WHATWG has it.

    Raises:
        Unreadable: "not-utf8" where neither the declared set nor `decoded` can read it.
    """
    name, said = codec_name(declared), declared.strip()[:40]
    if name in _LATIN and not data.isascii() and not _is_utf8(data) and _wide(data) is None:
        return _as_cp1252(data), ()
    if name in ("utf-8", "ascii") or (data.isascii() and name in _LATIN):
        return decoded(data)
    if name in _WIDE and _wide(data):
        return decoded(data)[0], ()
    if name is not None and name not in (*_LATIN, *_WIDE) and not _is_utf8(data):
        try:
            return data.decode(name), ()
        except UnicodeDecodeError:
            pass
    text, repairs = decoded(data)
    what = "is UTF-8" if not repairs else "is not"
    return text, (f"the text was declared {said!r}, which {'is unknown' if name is None else what}", *repairs)


@cache
def codec_name(declared: str) -> str | None:
    """Python's name of a declared character set; None if it is none, or one that no message is written in."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")[:40]).name
    except (LookupError, ValueError):
        return None
    return name if _SETS.fullmatch(name) else None


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """Text without the damage that a wrong character set left in it earlier on, and what was mended or only seen.

    Mended: windows-1252 bytes that became C1 controls (a text declared Latin-1), UTF-8 that was taken for windows-1252
    and encoded again ("â€™"), soft hyphens. Seen and left: apostrophes that became question marks ("EU?s").
    """
    notes: list[str] = []
    if not text.isascii():
        text, controls = _C1.subn(lambda match: _C1_TABLE[ord(match[0])], text)
        if controls:
            text = text.replace("\x85", "…")
            notes.append(f"{_counted(controls, 'C1 control')} became what windows-1252 has there")
        text, doubled = _undoubled(text)
        if doubled:
            notes.append(f"{_counted(doubled, 'character')} had been encoded in UTF-8 twice")
        if "\u00ad" in text:
            text, hyphens = _SOFT_HYPHEN.subn("", text)
            notes.append(f"{_counted(hyphens, 'soft hyphen')} {_were(hyphens)} left out")
    if "?" in text and (lost := len(_LOST_APOSTROPHE.findall(text))):
        notes.append(f"{_counted(lost, 'question mark')} inside words may have been apostrophes; nothing was changed")
    return text, tuple(notes)


def _wide(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """UTF-16 or UTF-32 as text; None if it is neither.

    Raises:
        Unreadable: it has the byte order mark, and is broken.
    """
    for mark, name, codec in _WIDE_MARKS:
        if data.startswith(mark):
            return _wide_text(data, codec, name, "with")
    zeros = data[:_WIDE_SAMPLE].count(0)
    if zeros * 5 < min(len(data), _WIDE_SAMPLE) or len(data) < 4:
        return None
    even = data[0:_WIDE_SAMPLE:2].count(0)
    if even * 20 < zeros:
        return _wide_text(data, "utf-16-le", "UTF-16", "without")
    if (zeros - even) * 20 < zeros:
        return _wide_text(data, "utf-16-be", "UTF-16", "without")
    return None


def _wide_text(data: bytes, codec: str, name: str, mark: str) -> tuple[str, tuple[str, ...]]:
    half = len(data) % (4 if name == "UTF-32" else 2)
    try:
        text = data[: len(data) - half].decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(
            "not-utf8", f"The message is {name} and broken at byte {error.start}; send it as UTF-8."
        ) from None
    if not text or len(_NO_TEXT.findall(text)) * 50 > len(text):
        raise Unreadable("not-utf8", f"The message begins as {name} does and is no text; send it as UTF-8.")
    cut = ("half a character at its end was left out",) * (half > 0)
    return text, (f"the message was {name} {mark} a byte order mark", *cut)


def _narrow(data: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    """windows-1252, or UTF-8 with single bytes of windows-1252 in it.

    Raises:
        Unreadable: it reads as neither.
    """
    # PEP 383: a byte that is not UTF-8 becomes half of a surrogate pair, which UTF-8 itself can never hold.
    text = data.decode("utf-8", "surrogateescape")
    halves, broken = _HALF_SEQUENCE.subn("\ufffd", text)
    strays = len(_STRAY.findall(halves))
    valid = len(_HIGH.findall(halves)) - strays - broken
    if valid > strays + broken or (valid and not strays):
        return _STRAY.sub(lambda stray: _CP1252[ord(stray[0]) & 0xFF], halves), _mixed(strays, broken)
    text, noise = _without_noise(_as_cp1252(data))
    if not _reads_as_copy(text):
        raise Unreadable(
            "not-utf8",
            f"The message is not UTF-8 (byte 0x{data[error.start]:02x} at position {error.start} is wrong) and does "
            "not read as windows-1252 either; convert it to UTF-8 and send it again.",
        )
    told = f"{_counted(noise, 'byte')} that no copy has {_were(noise)} damaged and became U+FFFD"
    return text, ("the message was not UTF-8: it was read as windows-1252", *(told,) * (noise > 0))


def _without_noise(text: str) -> tuple[str, int]:
    """Text in which so few characters are beyond ASCII that what cannot be copy is noise on the line, and how much."""
    high = len(_HIGH.findall(text))
    if high * _NOISE > len(text):
        return text, 0
    text, signs = _NOT_IN_WORDS.subn("\ufffd", text)
    text, undefined = _UNDEFINED.subn("\ufffd", text)
    return text, signs + undefined


def _mixed(strays: int, broken: int) -> tuple[str, ...]:
    """What is told of UTF-8 with strays in it."""
    stray = f"{_counted(strays, 'byte')} of windows-1252 stood in UTF-8 and {_were(strays)} converted"
    lost = f"{_counted(broken, 'character')} had lost bytes and became U+FFFD"
    return (stray,) * (strays > 0) + (lost,) * (broken > 0)


def _as_cp1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate(_C1_TABLE)


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are valid UTF-8, and more than ASCII."""
    try:
        return not data.decode().isascii()
    except UnicodeDecodeError:
        return False


def _reads_as_copy(text: str) -> bool:
    """Whether text that was read as windows-1252 looks like copy of a language that is written in it.

    Two signs in the middle of words may be line noise, and more than one in eight characters is another set. So is
    text whose words hold letters beyond ASCII and hardly others: "été" is rare in French, and every word in Russian.
    """
    high = len(_HIGH.findall(text))
    wrong = len(_NOT_IN_WORDS.findall(text)) + len(_UNDEFINED.findall(text))
    if wrong > 2 and wrong * 8 > high:
        return False
    foreign = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = sum(len(_HIGH_LETTER.findall(word)) for word in foreign)
    return letters < _FEW_LETTERS or letters * 5 < sum(map(len, foreign)) * 3


def _undoubled(text: str) -> tuple[str, int]:
    """Text without UTF-8 that had been encoded twice, and how many characters that was.

    Where something in the text cannot be meant ("â€™"), every such sequence is mended, unless the text has other
    characters beyond ASCII, too: then only what is certain.
    """
    count = 0
    for _ in range(_MOST_DOUBLINGS):
        if not _DOUBLED_LEADS.search(text) or not _CERTAIN.search(text):
            break
        whole = _DOUBLED.sub("", text).isascii()
        text, found = (_DOUBLED if whole else _CERTAIN).subn(_once, text)
        count = count or found
    return text, count


def _once(match: re.Match[str]) -> str:
    """The character that a doubled sequence stands for; the sequence itself if it is none after all."""
    data = bytes(_BYTE_OF[character] for character in match[0])
    return data.decode("utf-8", "replace") if _is_utf8(data) else match[0]


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' if number != 1 else ''}"


def _were(number: int) -> str:
    return "were" if number != 1 else "was"
