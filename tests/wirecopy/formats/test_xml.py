"""XML from strangers: nothing is fetched, nothing blows up, and what wires get wrong is mended."""

import pytest

from wirecopy.errors import Unreadable
from wirecopy.formats import read
from wirecopy.formats.elements import all_text
from wirecopy.formats.xml import LARGEST, parse, root, without_declared_encoding

#: Above every document here: the size limit of a message is not what saves us.
NO_LIMIT = 1_000_000_000
BODY = "<nitf><body><body.content><p>{}</p></body.content></body></nitf>"


def laughs(levels: int) -> str:
    """Ten times as much text with every level."""
    entities = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, levels))
    return f'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a0 "lol">{entities}]>' + BODY.format(f"&a{levels - 1};")


UNSAFE = {
    "billion laughs": laughs(10),
    "quadratic blow-up": f'<!DOCTYPE nitf [<!ENTITY a "{"a" * 50_000}">]>' + BODY.format("&a;" * 50_000),
    "external entity": '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY.format("&x;"),
    "parameter entity with a value": "<!DOCTYPE nitf [<!ENTITY % x \"<!ENTITY y SYSTEM 'a'>\"> %x;]>"
    + BODY.format("&y;"),
    "declared element": "<!DOCTYPE nitf [<!ELEMENT nitf ANY>]>" + BODY.format("x"),
    "declared attribute": '<!DOCTYPE nitf [<!ATTLIST p a CDATA "x">]>' + BODY.format("x"),
    "second declaration": '<!DOCTYPE nitf><!-- --><!DOCTYPE nitf [<!ENTITY a "b">]>' + BODY.format("&a;"),
    "declaration without end": "<!DOCTYPE nitf [" + "<!--" * 100_000 + BODY.format("x"),
    "behind a comment": '<!-- > --><?a ?>\n<!DOCTYPE nitf SYSTEM "a>b" [<!ENTITY a "b">]>' + BODY.format("&a;"),
}


@pytest.mark.parametrize("document", UNSAFE.values(), ids=UNSAFE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_with_declarations_of_its_own_is_refused(document: str, encoding: str) -> None:
    """Before the parser sees it, whatever it is encoded in."""
    with pytest.raises(Unreadable) as caught:
        parse(document.encode(encoding))
    assert caught.value.reason == "unsafe-xml"


@pytest.mark.parametrize("name", UNSAFE)
def test_and_so_it_is_as_a_message(name: str) -> None:
    """By whatever reader takes it."""
    with pytest.raises(Unreadable):
        read(UNSAFE[name].encode(), limit=NO_LIMIT)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"<nitf>" + b"<a>" * 700_000 + b"</a>" * 10, "not-xml"),
        (b"<nitf>" + b"<a>" * 1_000_000 + b"</a>" * 1_000_000 + b"</nitf>", "too-large"),
        (b"<nitf>" + b"<p>Fog.</p>" * 10_000_000 + b"</nitf>", "too-large"),
    ],
    ids=["700,000 levels", "a million levels, closed", "100 MB"],
)
def test_depth_and_size_have_limits_of_their_own(document: bytes, reason: str) -> None:
    """Nobody relies on the limit of a message."""
    with pytest.raises(Unreadable) as caught:
        read(document, limit=NO_LIMIT)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "above",
    [
        "",
        '<?xml version="1.0" encoding="utf-8"?>',
        '\n  <?xml version="1.0"?>',
        "\ufeff<?xml version='1.0' encoding='UTF8'?>",
        '<?xml version="1.0" encoding="klingon-1"?>',
        '<?xml version="1.0" encoding="UTF-16"?>',
        '<!DOCTYPE nitf SYSTEM "../dtd/nitf-3-2.dtd">',
        '<!-- > --><!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.6//EN" "nitf>.dtd" [ ]>',
        '<!DOCTYPE NewsML PUBLIC "a" "b" [<!ENTITY % nitf SYSTEM "file:///etc/passwd"> <!-- ]> --> %nitf; ]>',
        '<!DOCTYPE NewsML SYSTEM "b" [<!ENTITY % nitf PUBLIC "it\'s" "n.dtd">%nitf;]><?style sheet?>',
    ],
)
def test_what_real_documents_open_with_is_passed_over(above: str) -> None:
    """A DTD that is only named declares nothing, because nobody reads it."""
    assert all_text(parse((above + BODY.format("Fog – tåke")).encode())) == "Fog – tåke"


@pytest.mark.parametrize(
    ("data", "text", "repairs"),
    [
        (
            '<?xml version="1.0" encoding="ISO-8859-1"?><a>tåke</a>'.encode(),
            "tåke",
            ["the text was declared 'ISO-8859-1', which is UTF-8"],
        ),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>tåke “x”</a>'.encode("cp1252"), "tåke “x”", []),
        ('<?xml version="1.0" encoding="ISO-8859-15"?><a>tåke €</a>'.encode("iso8859-15"), "tåke €", []),
        ('<?xml version="1.0" encoding="koi8-r"?><a>туман</a>'.encode("koi8-r"), "туман", []),
        ("<a>tåke</a>".encode("utf-16"), "tåke", ["the message was UTF-16 with a byte order mark"]),
        (b"<a>\x00f\x03og&#0;&#x1F;&#27;</a>", "fog", ["2 control characters were left out"]),
        (b"<a>caf&eacute;&nbsp;&ndash;&amp;&lt;&#233;&#10;</a>", "café\xa0–&<é\n", []),
        (b"<a><![CDATA[R&amp;D]]></a>", "R&amp;D", []),
    ],
)
def test_what_wires_get_wrong_is_mended(data: bytes, text: str, repairs: list[str]) -> None:
    """A false encoding, control characters, HTML's names of characters."""
    notes: list[str] = []
    assert (all_text(parse(data, notes)), notes) == (text, repairs)


def test_an_error_names_the_line_of_the_document_as_it_came() -> None:
    """The declaration and the document type are cut out, their lines are not."""
    with pytest.raises(Unreadable, match=r"p line 5 and nitf, line 5"):
        parse(b'<?xml version="1.0"?>\n<!DOCTYPE nitf\n SYSTEM "a">\n<nitf>\n  <p>Fog.</nitf>')


@pytest.mark.parametrize(
    "data", [b"", b"Fog", b"<", b"<nitf", b"<nitf/><nitf/>", b"<a>&undeclared;</a>", b"<a>R & D</a>"]
)
def test_what_is_no_xml_is_refused(data: bytes) -> None:
    """With one reason."""
    with pytest.raises(Unreadable) as caught:
        parse(data)
    assert caught.value.reason == "not-xml"


def test_a_document_has_a_largest_size() -> None:
    """Up to it, it is parsed."""
    assert all_text(parse(b"<a>" + b"a" * (LARGEST - 7) + b"</a>"))[:1] == "a"
    with pytest.raises(Unreadable, match="5,000,001 bytes"):
        parse(b"<a>" + b"a" * (LARGEST - 6) + b"</a>")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<?xml version="1.0"?><!-- <b> --><!DOCTYPE a [<!ENTITY b "c">]><x:nitf xmlns:x="u">', "nitf"),
        (b"\xef\xbb\xbf <NewsML/>", "NewsML"),
        (b"Fog <nitf>", None),
        (b"", None),
    ],
)
def test_the_root_is_known_without_parsing(data: bytes, name: str | None) -> None:
    """For those who only want to know whose it is."""
    found = root(data)
    assert (found and found.name) == name


def test_a_declared_encoding_is_left_out() -> None:
    """The rest of the declaration stays."""
    assert without_declared_encoding(b'<?xml version="1.0" encoding="UTF-16"?><a/>') == b'<?xml version="1.0"?><a/>'
    assert without_declared_encoding(b"<a/>") == b"<a/>"
