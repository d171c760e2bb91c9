"""E-mail: parts, encodings, character sets, attachments, and messages that are built to take long."""

import base64
import time
from contextlib import suppress

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.contents import Contents, SetAside
from wirecopy.formats.rfc822 import read, sniff
from wirecopy.story import RawStory

TOP = "MIME-Version: 1.0\nSubject: Fog\n"


def only(text: str | bytes) -> RawStory:
    """The one story of a message."""
    (story,) = read(text if isinstance(text, bytes) else text.encode()).stories
    return story


def multipart(kind: str, *parts: str) -> str:
    """A message in parts."""
    return (
        f'{TOP}Content-Type: multipart/{kind}; boundary="b b"\n\n'
        + "".join(f"--b b\n{p}\n" for p in parts)
        + "--b b--\n"
    )


@pytest.mark.parametrize(
    ("data", "sure"),
    [
        (TOP.encode() + b"\nFog", 0.8),
        (TOP.replace("\n", "\r\n").encode() + b"\r\nFog", 0.8),
        (b"From a@b Tue Nov 24 09:15:00 2026\nReceived: from a by b\n\nFog", 0.8),
        (b"Subject: Fog\nSlug: FOG\n\nFog", 0.0),
        (b"Fog closes port\nMIME-Version: 1.0\n\n", 0.0),
        (b"Subject: Fog\n\nMIME-Version: 1.0\n", 0.0),
    ],
)
def test_it_is_known_by_headers_that_a_machine_wrote(data: bytes, sure: float) -> None:
    """Headers that people type above their copy are the plain reader's."""
    assert sniff(data) == sure


@pytest.mark.parametrize(
    ("headers", "body", "copy"),
    [
        ("", b"Fog came.", "Fog came."),
        ("Content-Transfer-Encoding: base64\n", base64.encodebytes("Tåke.".encode()), "Tåke."),
        ("Content-Transfer-Encoding: base64\n", base64.b64encode("Tåker.".encode())[:-1], "Tåker."),
        ("Content-Transfer-Encoding: quoted-printable\n", b"T=C3=A5=\nke.", "Tåke."),
        ("Content-Type: text/plain; charset=iso-8859-2\n", "Głos.".encode("iso-8859-2"), "Głos."),
        ('Content-Type: text/plain; format=flowed; charset="koi8-r"\n', "Туман.".encode("koi8-r"), "Туман."),
        ("Content-Type: text/plain; charset=windows-1252\n", b"\x93So.\x94", "“So.”"),
        ("Content-Type: text/html\n", "<p>Tåke.</p>".encode(), "Tåke."),
    ],
)
def test_a_body_is_decoded(headers: str, body: bytes, copy: str) -> None:
    """Transfer encoding first, then the character set, then the tags."""
    assert only((TOP + headers + "\n").encode() + body).body == copy


def test_of_alternatives_the_plain_text_is_read() -> None:
    """The HTML says the same again."""
    story = only(
        multipart("alternative", "Content-Type: text/html\n\n<p>HTML.</p>", "Content-Type: text/plain\n\nPlain.")
    )
    assert (story.body, story.repairs) == ("Plain.", ())


def test_html_is_read_where_the_plain_text_is_empty() -> None:
    """Some programs send an empty one."""
    story = only(multipart("alternative", "Content-Type: text/plain\n\n \n", "Content-Type: text/html\n\n<p>Fog.</p>"))
    assert (story.body, story.repairs) == ("Fog.", ("the copy was HTML: its tags were left out",))


def test_attachments_are_named_and_not_opened() -> None:
    """By the name that they come with, in every way that MIME writes it."""
    story = only(
        multipart(
            "mixed",
            "\nFog.",
            "Content-Type: image/jpeg; name=a.jpg\n\nxx",
            "Content-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''%C3%A5.txt\n\nnot copy",
            'Content-Type: application/pdf\nContent-Disposition: attachment; filename="=?utf-8?q?=C3=A5?="\n\nxx',
        )
    )
    assert story.body == "Fog."
    assert story.repairs == (
        "the attachment a.jpg (image/jpeg) was not read",
        "the attachment å.txt (text/plain) was not read",
        "the attachment å (application/pdf) was not read",
    )


def test_a_message_that_only_encloses_another_is_that_one() -> None:
    """A forwarded story keeps its own sender."""
    story = only(multipart("mixed", "Content-Type: message/rfc822\n\nSubject: Rain\nFrom: NW <a@b>\n\nRain came."))
    assert (story.headline, story.body, story.provider) == ("Rain", "Rain came.", "NW")


def test_a_signature_is_no_copy() -> None:
    """Two dashes and a blank on a line of their own."""
    assert only(TOP + "\nFog came.\n\n-- \nDesk").body == "Fog came."


def test_a_mail_of_attachments_is_set_aside() -> None:
    """It holds no story, and that is no failure."""
    assert read((TOP + "Message-ID: <1@x>\nContent-Type: image/png; name=a.png\n\nx").encode()) == Contents(
        set_aside=(SetAside(what="an e-mail", uri="1@x", because="it holds nothing but a.png (image/png)"),)
    )


def test_a_kill_needs_no_copy() -> None:
    """An identity and the status are enough."""
    story = only("MIME-Version: 1.0\nGuid: urn:nw:1\nStatus: canceled\n\n")
    assert (story.uri, story.pub_status, story.headline) == ("urn:nw:1", "canceled", "")


def test_what_is_no_message_of_this_format_is_left_to_others() -> None:
    """And one without words is refused."""
    with pytest.raises(NotThisFormat):
        read(b"Fog closes port")
    with pytest.raises(Unreadable, match="holds no words"):
        read(b"MIME-Version: 1.0\n\n \n")


@pytest.mark.parametrize(
    "data",
    [
        "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(12_000)),
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n" * 150_000,
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 90_000,
        "Content-Type: " + "text/plain; a=" * 40_000,
        'Content-Type: text/plain; a="' + "\\;" * 250_000,
        "Content-Type: text/plain\n" + "References: <x>\n" * 40_000,
        "Content-Type: text/plain\nTo: " + "(" * 500_000,
        "Content-Type: text/plain\nSubject: " + "=?utf-8?q?x?= " * 40_000,
        "Content-Transfer-Encoding: base64\n\n" + "=" * 500_000,
        "MIME-Version: 1.0\n" + "\n \t" * 150_000,
    ],
    ids=range(10),
)
def test_half_a_megabyte_that_is_built_to_take_long_does_not(data: str) -> None:
    """The work grows with the bytes and not with their square."""
    started = time.perf_counter()
    with suppress(Unreadable):
        read(data.encode())
    assert time.perf_counter() - started < 5
