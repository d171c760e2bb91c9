"""Plain text: where the headline ends and the copy begins, and which headers outrank it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.plain import read
from wirecopy.story import RawStory

COPY = "OSLO, Nov 24 (NW) - Fog closed the port on Tuesday."
FOG = RawStory(format="plain", headline="Fog closes port", body=COPY)


def story(text: str) -> RawStory:
    """The one story of a text."""
    (found,) = read(text.encode()).stories
    return found


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        ("Fog closes port", FOG),
        ("All news\n\nFog closes port", replace(FOG, section="All news")),
        ("WORLD\nFog closes port", replace(FOG, section="WORLD")),
        ("World / Europe\n\nFog closes port", replace(FOG, section="World / Europe")),
        ("All news\n\nWeather\n\nFog closes port", replace(FOG, section="All news / Weather")),
        ("Fog closes port\n\nShips wait", replace(FOG, deck="Ships wait")),
        ("Fog closes port\nShips wait", replace(FOG, deck="Ships wait")),
        ("Fog closes port\n\nShips wait for the sun.", replace(FOG, deck="Ships wait for the sun.")),
        ("All news\n\nFog closes port\n\nShips wait", replace(FOG, section="All news", deck="Ships wait")),
        (
            "Harbor desk\n\nFog closes port of Oslo\n\nShips wait",
            replace(FOG, section="Harbor desk", headline="Fog closes port of Oslo", deck="Ships wait"),
        ),
        (
            "Fog closes port\n\nBy Jane Roe\nAssociated Press Writer",
            replace(FOG, byline="Jane Roe, Associated Press Writer"),
        ),
        ("nw 0142\nFog closes port", replace(FOG, slug="nw 0142", item="nw 142")),
        ("BC-Norway-Fog, 2nd Ld\nFog closes port", replace(FOG, slug="BC-Norway-Fog, 2nd Ld")),
        ("1ST LEAD\nFog closes port", replace(FOG, ed_note="1ST LEAD")),
        (
            "EMBARGOED UNTIL FRIDAY 1600 GMT\n\nFog closes port",
            replace(FOG, ed_note="EMBARGOED UNTIL FRIDAY 1600 GMT"),
        ),
        ("Fog closes port\n\nEds: ADDS quotes", replace(FOG, ed_note="Eds: ADDS quotes")),
        ("Fog closes port\n\n(Adds quotes)", replace(FOG, body=f"(Adds quotes)\n\n{COPY}")),
        ("***\n\nFog closes port\n=", FOG),
    ],
    ids=lambda value: value.replace("\n", "|") if isinstance(value, str) else "",
)
def test_what_stands_above_the_copy_is_told_apart(above: str, wanted: RawStory) -> None:
    """Furniture goes where it belongs; trash lines stay in the copy."""
    assert story(f"{above}\n\n{COPY}\n") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("PORT CLOSED BY FOG", RawStory(format="plain", headline="PORT CLOSED BY FOG")),
        ("Fog will stay, they said.", RawStory(format="plain", body="Fog will stay, they said.")),
        (COPY, RawStory(format="plain", body=COPY)),
        ("World", RawStory(format="plain", headline="World")),
        ("1ST LEAD", RawStory(format="plain", headline="1ST LEAD")),
        ("OSLO — Fog closed the port", RawStory(format="plain", body="OSLO — Fog closed the port")),
        ("Reuters - Fog closed the port", RawStory(format="plain", body="Reuters - Fog closed the port")),
        ("OSLO (CNN)Fog closed the port", RawStory(format="plain", body="OSLO (CNN)Fog closed the port")),
        ("OSLO _\n\nFog closed the port", RawStory(format="plain", body="OSLO _\n\nFog closed the port")),
        (
            "Norway - Denmark talks resume\n\nThey met by the sea.",
            RawStory(format="plain", headline="Norway - Denmark talks resume", body="They met by the sea."),
        ),
        (
            "All news\n\nWeather\n\nIt will rain, they said.",
            RawStory(format="plain", section="All news", headline="Weather", body="It will rain, they said."),
        ),
    ],
)
def test_a_story_may_be_very_short(text: str, wanted: RawStory) -> None:
    """A flash is a headline without copy; a brief is copy without a headline; no line is taken twice."""
    assert story(text) == wanted


def test_headers_outrank_the_copy() -> None:
    """Where both speak, the header is right; notes to editors are kept from both."""
    text = (
        "Subject: Fog closes port\nSlug: FOG\nBy: By Jane Roe\nEd-Note: Subs Monday's\n\n"
        f"nw 0142\nFog closes port\nBy John Doe\nEds: ADDS quotes\n{COPY}"
    )
    notes = "Subs Monday's; Eds: ADDS quotes"
    assert story(text) == replace(FOG, slug="FOG", item="nw 142", byline="Jane Roe", ed_note=notes)


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        ("Status: canceled", replace(FOG, pub_status="canceled")),
        ("Status: stat:withheld", replace(FOG, pub_status="withheld")),
        (
            "Status: spiked",
            replace(
                FOG,
                pub_status="withheld",
                repairs=("Status 'spiked' is not usable, withheld or canceled: the story is withheld",),
            ),
        ),
        ("Embargo: 2026-11-24T12:00Z", replace(FOG, embargoed_until=datetime(2026, 11, 24, 12, tzinfo=UTC))),
        (
            "Embargo: noon",
            replace(
                FOG,
                pub_status="withheld",
                repairs=("Embargo 'noon' is no time: the story is withheld until further notice",),
            ),
        ),
        (
            "Embargo: noon\nStatus: canceled",
            replace(
                FOG,
                pub_status="canceled",
                repairs=("Embargo 'noon' is no time: the story is withheld until further notice",),
            ),
        ),
        ("Urgency: 1", replace(FOG, urgency=1)),
        (
            "Urgency: f",
            replace(FOG, repairs=("urgency 'f' was ignored: it is no number from 1 to 9",)),
        ),
        ("Date: soon", replace(FOG, repairs=("Date 'soon' was ignored: it is no time",))),
        ("Replaces: <a>, <b>, <a>", replace(FOG, refers_to=("a", "b"))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_doubt_withholds_a_story_and_never_frees_it(headers: str, wanted: RawStory) -> None:
    """An unclear status or embargo withholds, a kill outlasts both, an unclear urgency is none."""
    assert story(f"Slug: FOG\n{headers}\n\nFog closes port\n\n{COPY}") == replace(wanted, slug="FOG")


@pytest.mark.parametrize(
    ("sender", "provider"),
    [
        ("NW <desk@nw.example>", "NW"),
        ('"Wire, Northern" <desk@nw.example>', "Wire, Northern"),
        ("=?utf-8?q?Nordl=C3=BDs?= <desk@nw.example>", "Nordlýs"),
        ("desk@nw.example (Northern Wire)", "Northern Wire"),
        ("<desk@nw.example>", "desk@nw.example"),
        ("desk@nw.example", "desk@nw.example"),
        ("Northern Wire", "Northern Wire"),
        ("<>", None),
    ],
)
def test_the_sender_is_the_provider(sender: str, provider: str | None) -> None:
    """By name, else by address, unless a header names the provider."""
    assert story(f"Slug: FOG\nFrom: {sender}\n\n{COPY}").provider == provider
    assert story(f"Slug: FOG\nFrom: {sender}\nProvider: PA\n\n{COPY}").provider == "PA"


def test_the_storys_uri_comes_before_the_messages() -> None:
    """A Message-ID is new with every message; one that is no honest identity is left out with a note."""
    assert story(f"Uri: urn:x:1\nMessage-ID: <7@nw>\n\n{COPY}").uri == "urn:x:1"
    assert story(f"Message-ID: <7@nw>\n\n{COPY}").uri == "7@nw"
    long = story(f"Uri: {'x' * 1001}\n\n{COPY}")
    assert (long.uri, long.repairs) == (None, ("a uri of 1,001 characters was ignored: it is too long",))


@pytest.mark.parametrize("data", [b'{"headline": "Fog"}', b"<p>Fog</p>"])
def test_json_and_markup_are_another_readers(data: bytes) -> None:
    """Even when it is asked for them."""
    with pytest.raises(NotThisFormat):
        read(data)


def test_headers_alone_without_words_are_no_story() -> None:
    """A slug is no text."""
    with pytest.raises(Unreadable) as caught:
        read(b"Slug: FOG\nUri: urn:x:1\n\n")
    assert caught.value.reason == "no-text"
