"""The header block above plain text: what is one, what it says, and what is only a headline with a colon."""

import pytest

from wirecopy.formats.mail import decoded, known_headers, split


@pytest.mark.parametrize(
    ("text", "headers", "copy"),
    [
        ("Subject: Fog\n\nIt came.", {"headline": "Fog"}, "\n\nIt came."),
        ("\n\nSubject: Fog\n \t\nIt came.", {"headline": "Fog"}, "\n \t\nIt came."),
        ("Subject: Fog\n", {"headline": "Fog"}, "\n"),
        ("SLUG: FOG\nurgency: 2\n\nIt came.", {"slug": "FOG", "urgency": "2"}, "\n\nIt came."),
        ("Subject: Fog closes\n\tthe port\n\nx", {"headline": "Fog closes the port"}, "\n\nx"),
        ("Subject: Fog\nSubject: Snow\nHeadline:\n\nx", {"headline": "Fog"}, "\n\nx"),
        ("Slug: FOG\nX-Wire: 7\n\nx", {"slug": "FOG"}, "\n\nx"),
        ("Uri: b\nReferences: <a>\nReplaces: <c>\n\nx", {"uri": "b", "refers_to": "<a> <c>"}, "\n\nx"),
        ("Date: Tue, 3 Mar 2026 06:30:00 +0100\n\nx", {"sent": "Tue, 3 Mar 2026 06:30:00 +0100"}, "\n\nx"),
        ("Embargo: 2026-03-03T06:30Z\n\nx", {"embargoed_until": "2026-03-03T06:30Z"}, "\n\nx"),
        ("Date: today\nFrom: NW\n\nx", {"sent": "today", "sender": "NW"}, "\n\nx"),
    ],
)
def test_a_header_block_is_split_off(text: str, headers: dict[str, str], copy: str) -> None:
    """Of several values for one field the first counts, but every story that is referred to."""
    assert split(text) == (headers, copy)


@pytest.mark.parametrize(
    "text",
    [
        "Urgent: flood kills 47\n\nPARIS (AFP) - A flood.",
        "Note: no trading on Monday\n\nPARIS (AFP) - No trading.",
        "Embargo: ministers hope for an end by March\n\nPARIS (AFP) - They hope.",
        "Date: a fruit conquers Europe\n\nTUNIS (AFP) - A fruit.",
        "Subject: Fog\nIt came.\n\nMore fog.",
        "Fog\nSubject: Fog\n\nIt came.",
        "Subject:Fog\n\nIt came.",
        " Subject: Fog\n\nIt came.",
        "Subject: Fog\n" + "X: y\n" * 10_000,
        "",
    ],
    ids=lambda text: text[:20],
)
def test_a_headline_with_a_colon_is_no_header(text: str) -> None:
    """One line that is no header, no telling name, or too long a block: all of it is copy."""
    headers, copy = split(text)
    assert headers == {}
    assert copy.strip("\n") == text.strip("\n")


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Fog  in\n Oslo", "Fog in Oslo"),
        ("=?utf-8?q?Troms=C3=B8?= fog", "Tromsø fog"),
        ("=?iso-8859-1?B?VHJvbXP4?=", "Tromsø"),
        ("=?utf-8?q?Trom?= =?utf-8?q?s=C3=B8?=", "Tromsø"),
        ("=?rot13?q?Sbt?=", "Sbt"),
        ("=?utf-8?q?=FF?=", "\ufffd"),
        ("=?utf-8?b?x?=", "=?utf-8?b?x?="),
        ("Is it =? or ?=", "Is it =? or ?="),
    ],
)
def test_encoded_words_are_decoded(value: str, line: str) -> None:
    """RFC 2047; what cannot be decoded stays as it is, and no codec runs that is no character set."""
    assert decoded(value) == line


def test_a_value_without_end_is_not_decoded() -> None:
    """Decoding is quadratic; no honest header is longer."""
    value = "=?utf-8?q?a?= " * 1000
    assert decoded(value) == value.strip()


def test_plain_mime_is_read() -> None:
    """Whatever its character set says: the bytes were UTF-8."""
    text = "Subject: Fog\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nx"
    assert split(text) == ({"headline": "Fog"}, "\n\nx")


def test_known_headers_are_in_lower_case() -> None:
    """They are looked up that way."""
    assert all(name == name.lower() for name in known_headers())
