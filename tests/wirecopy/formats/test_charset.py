"""Character sets: what is repaired and told, what is refused, and that no word is changed by a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.errors import Unreadable
from wirecopy.formats.charset import decoded, decoded_as, mended, narrowed, repaired_utf8

CP1252 = ("the message was not UTF-8: it was read as windows-1252",)
LOST = "1 question mark inside words may have been apostrophes; nothing was changed"
C1 = "2 C1 controls became what windows-1252 has there"


@pytest.mark.parametrize(
    ("data", "text", "repairs"),
    [
        (b"Fog", "Fog", ()),
        ("Nebel über Tromsø", "Nebel über Tromsø", ()),
        ("Nebel über Tromsø".encode("latin-1"), "Nebel über Tromsø", CP1252),
        ("„Spaß“ – 5 €…".encode("cp1252"), "„Spaß“ – 5 €…", CP1252),
        ("« Ça s’est passé »".encode("cp1252"), "« Ça s’est passé »", CP1252),
        ("le café»".encode("latin-1"), "le café»", CP1252),
        ("ÉTÉ".encode("latin-1"), "ÉTÉ", CP1252),
        ("Mañana”".encode() + b" \xa35", "Mañana” £5", ("1 byte of windows-1252 stood in UTF-8 and was converted",)),
        (
            "“Ja” – ”".encode() + b" \x93so\x94",
            "“Ja” – ” “so”",
            ("2 bytes of windows-1252 stood in UTF-8 and were converted",),
        ),
        ("“Ja” – ”".encode()[:-1], "“Ja” – \ufffd", ("1 character had lost bytes and became U+FFFD",)),
        (
            b"Fog closes port. " * 30 + b"Ferries wa\xb3t, \x81 \xa35.",
            "Fog closes port. " * 30 + "Ferries wa\ufffdt, \ufffd £5.",
            (*CP1252, "2 bytes that no copy has were damaged and became U+FFFD"),
        ),
        ("Fog".encode("utf-16"), "Fog", ("the message was UTF-16 with a byte order mark",)),
        ("Fog".encode("utf-32"), "Fog", ("the message was UTF-32 with a byte order mark",)),
        ("Fog – it".encode("utf-16-le"), "Fog – it", ("the message was UTF-16 without a byte order mark",)),
        ("Fog – it".encode("utf-16-be"), "Fog – it", ("the message was UTF-16 without a byte order mark",)),
        (
            "Fog".encode("utf-16")[:-1],
            "Fo",
            ("the message was UTF-16 with a byte order mark", "half a character at its end was left out"),
        ),
    ],
    ids=ascii,
)
def test_bytes_become_text_and_the_repair_is_told(data: bytes | str, text: str, repairs: tuple[str, ...]) -> None:
    """UTF-8 says so itself; what else wires send is windows-1252, both at once, and UTF-16."""
    assert decoded(data.encode() if isinstance(data, str) else data) == (text, repairs)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Większość posłów żądała głosowania, wyłącznie wbrew rządowi, mówił źle o łąkach", "iso-8859-2"),
        ("Větší část poslanců žádala příští týden hlasování, říká předseda klubu všech šestnácti", "iso-8859-2"),
        ("Министр сказал, что туман закрыл порт", "koi8-r"),
        ("Министр сказал, что туман закрыл порт", "cp1251"),
        ("Ο υπουργός είπε ότι η ομίχλη έκλεισε το λιμάνι", "iso-8859-7"),
        ("Die Häfen der Küste müssen schließen, hieß es im Büro für Öffentlichkeit", "cp850"),
        ("部长说大雾关闭了港口", "gb18030"),
        ("霧のため港が閉鎖された", "shift_jis"),
    ],
)
def test_another_character_set_is_refused_and_not_guessed(text: str, charset: str) -> None:
    """Read as windows-1252, the words would be others and nobody would see it."""
    with pytest.raises(Unreadable, match=r"does not read as windows-1252 either; convert it to UTF-8"):
        decoded(text.encode(charset))


def test_a_mark_without_a_text_is_refused() -> None:
    """The mark of UTF-16 before bytes that are none."""
    with pytest.raises(Unreadable, match=r"The message begins as UTF-16 does and is no text; send it as UTF-8."):
        decoded(b"\xff\xfe\xfd broken")
    with pytest.raises(Unreadable, match=r"The message is UTF-16 and broken at byte 2; send it as UTF-8."):
        decoded(b"\xff\xfe\x00\xd8a\x00")


@pytest.mark.parametrize(
    ("data", "declared", "text", "repairs"),
    [
        ("Tromsø", "UTF-8", "Tromsø", ()),
        ("Tromsø", "ISO-8859-1", "Tromsø", ("the text was declared 'ISO-8859-1', which is UTF-8",)),
        ("Tromsø".encode("latin-1"), "ISO-8859-1", "Tromsø", ()),
        (b"\x93Tromso\x94", "iso-8859-1", "“Tromso”", ()),
        ("Tromsø".encode("latin-1"), "utf-8", "Tromsø", CP1252),
        ("Tromsø".encode("latin-1"), "us-ascii", "Tromsø", CP1252),
        ("Głos".encode("iso-8859-2"), "iso-8859-2", "Głos", ()),
        ("Порт".encode("koi8-r"), "koi8-r", "Порт", ()),
        (b"Port", "x-unknown", "Port", ("the text was declared 'x-unknown', which is unknown",)),
        (b"Port", "rot13", "Port", ("the text was declared 'rot13', which is unknown",)),
        ("Port".encode("utf-16"), "utf-16", "Port", ()),
        (b"Port", "utf-16", "Port", ("the text was declared 'utf-16', which is UTF-8",)),
    ],
    ids=ascii,
)
def test_a_declaration_holds_if_it_can_be_true(
    data: bytes | str, declared: str, text: str, repairs: tuple[str, ...]
) -> None:
    """Valid UTF-8 is UTF-8 whatever is declared; Latin-1 is read as windows-1252."""
    assert decoded_as(data.encode() if isinstance(data, str) else data, declared) == (text, repairs)


@pytest.mark.parametrize(
    ("text", "clean", "notes"),
    [
        ("Itâ€™s Ã©tÃ©", "It’s été", ("3 characters had been encoded in UTF-8 twice",)),
        ("â€œSoâ€\x9d", "“So”", ("2 characters had been encoded in UTF-8 twice",)),
        ("lÃ©gende", "légende", ("1 character had been encoded in UTF-8 twice",)),
        ("Â£5", "£5", ("1 character had been encoded in UTF-8 twice",)),
        ("Itâ\x80\x99s", "It’s", (C1, "1 character had been encoded in UTF-8 twice")),
        ("ItÃ¢â‚¬â„¢s", "It’s", ("3 characters had been encoded in UTF-8 twice",)),
        ("\x93So\x94\x85", "“So”…", (C1,)),
        ("Re\u00adgie\u00ad\nrung", "Regierung", ("2 soft hyphens were left out",)),
        ("the EU?s ports", "the EU?s ports", (LOST,)),
        ("Why? So? page?s=1 Is it Fred?", "Why? So? page?s=1 Is it Fred?", ()),
    ],
    ids=ascii,
)  # fmt: skip
def test_old_damage_is_mended_where_it_is_certain(text: str, clean: str, notes: tuple[str, ...]) -> None:
    """What nobody can have meant; a lost apostrophe is only told, because a question mark may be one."""
    assert mended(text) == (clean, notes)


@pytest.mark.parametrize("text", ["IRMÃ»", "CÂMARA «Â»", "„BLÅ“", "café\u00a0»", "voilà…»", "SÃO", "5 €", "“So”…"])
def test_what_may_be_meant_stays(text: str) -> None:
    """A capital before a quotation mark is Portuguese or Danish, not damage."""
    assert mended(text) == (text, ())


@given(st.text())
def test_utf_8_stays_the_very_same(text: str) -> None:
    """Valid UTF-8 is never touched, unless it holds the zeros of UTF-16."""
    data = text.replace("\x00", "").removeprefix("\ufeff").encode("utf-8", "replace")
    assert repaired_utf8(data) == (data, ())
    assert narrowed(data) == (data, ())


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """Whatever comes back is text that an event can carry."""
    try:
        text = decoded(data)[0]
    except Unreadable:
        return
    assert repaired_utf8(data)[0].decode() == text
