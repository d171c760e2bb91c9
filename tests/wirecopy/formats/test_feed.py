"""RSS and Atom: what of an entry is headline, deck, copy and identity, and what is broken and read all the same."""

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.contents import SetAside
from wirecopy.formats.feed import LONGEST_WORD, MOST_ENTRIES, read, sniff
from wirecopy.story import RawStory

COPY = "OSLO (NW) - Fog closed the port.\n\nShips wait."
HTML = "<p>OSLO (NW) - Fog closed the port.</p><p>Ships wait.</p>"
CONTENT = f"<content:encoded><![CDATA[{HTML}]]></content:encoded>"
FOG = RawStory(format="feed", uri="nw:fog", headline="Fog", body=COPY)
SUMMARY = "there is no content: the summary was read as the copy"


def feed(*entries: str, about: str = "") -> bytes:
    """An RSS feed."""
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"'
    )
    return f'<rss version="2.0" {names}><channel>{about}{items}</channel></rss>'.encode()


def entry(more: str = "", title: str = "Fog", guid: str = "<guid>nw:fog</guid>", content: str = CONTENT) -> str:
    """An entry."""
    return f"<title>{title}</title>{guid}{content}{more}"


def story(data: bytes) -> RawStory:
    """The only story of a feed."""
    (found,) = read(data).stories
    return found


def test_every_entry_is_a_story() -> None:
    """In the order of the feed, with the feed's title as the provider."""
    data = feed(entry(), entry(title="Herring", guid="<guid>nw:herring</guid>"), about="<title>NW</title>")
    assert [(one.uri, one.headline, one.provider) for one in read(data).stories] == [
        ("nw:fog", "Fog", "NW"),
        ("nw:herring", "Herring", "NW"),
    ]


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("&lt;b&gt;Fog&lt;/b&gt;", "Fog"),
        ("<![CDATA[<b>Fog</b>]]>", "Fog"),
        ("Smith &amp; Sons", "Smith & Sons"),
        ("Smith &amp;amp; Sons", "Smith & Sons"),
        ("<![CDATA[Smith & Sons]]>", "Smith & Sons"),
        ("<![CDATA[Smith &amp; Sons]]>", "Smith & Sons"),
        ("5 &lt; 6", "5 < 6"),
        ("Fog\n  closes port", "Fog closes port"),
    ],
)
def test_titles_are_read_whatever_they_are_escaped_with(title: str, headline: str) -> None:
    """HTML in them is nothing that a headline has."""
    assert story(feed(entry(title=title))).headline == headline


def test_the_summary_is_the_copy_where_there_is_no_content() -> None:
    """And the deck where there is one, unless the copy begins with it."""
    summary = "<description>{}</description>"
    escaped = summary.format(HTML.replace("<", "&lt;"))
    assert story(feed(entry(escaped, content=""))) == replace(FOG, repairs=(SUMMARY,))
    assert story(feed(entry(summary.format("No wind for days")))) == replace(FOG, deck="No wind for days")
    assert story(feed(entry(summary.format("OSLO (NW) - Fog closed the po...")))) == FOG


def test_plain_summaries_keep_their_paragraphs() -> None:
    """They are no HTML, whatever the specification says."""
    summary = f"<description>{COPY}</description>"
    assert story(feed(entry(summary, content=""))) == replace(FOG, repairs=(SUMMARY,))


@pytest.mark.parametrize(
    ("names", "uri"),
    [
        ("<guid>nw:fog</guid><link>http://nw.example/fog</link>", "nw:fog"),
        ("<link>http://nw.example/fog</link>", "http://nw.example/fog"),
        (
            "<guid>0b1f6e0a-6d56-4a53-9b0e-0d6f2b8f7a11</guid><link>http://nw.example/fog</link>",
            "http://nw.example/fog",
        ),
        ("<guid>0b1f6e0a6d564a539b0e0d6f2b8f7a11</guid>", "0b1f6e0a6d564a539b0e0d6f2b8f7a11"),
        (f"<guid>{'x' * 1001}</guid>", None),
        ("", None),
    ],
)
def test_the_identity_is_the_guid_else_the_link(names: str, uri: str | None) -> None:
    """A number that may be drawn anew each time is less of a name than a link; without either there is none."""
    assert story(feed(entry(guid=names))).uri == uri


@pytest.mark.parametrize(
    ("times", "sent", "first_sent"),
    [
        ("<pubDate>Tue, 24 Nov 2026 10:00:00 +0100</pubDate>", 9, 9),
        ("<dc:date>2026-11-24T10:00:00Z</dc:date>", 10, None),
        (
            "<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate><dcterms:modified>2026-11-24T12:00:00Z</dcterms:modified>",
            12,
            10,
        ),
        ("", None, None),
        ("<pubDate>at noon</pubDate>", None, None),
    ],
)
def test_times_are_of_the_version_and_of_the_first_one(times: str, sent: int | None, first_sent: int | None) -> None:
    """Without a date there is none: the time at which a feed was fetched is not the story's."""
    found = story(feed(entry(times)))
    hours = [moment and moment.hour for moment in (found.sent, found.first_sent)]
    assert hours == [sent, first_sent]
    assert found.sent is None or found.sent == datetime(2026, 11, 24, sent or 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("<author>desk@nw.example (Liv Dahl)</author>", "Liv Dahl"),
        ("<author>desk@nw.example</author>", None),
        ("<author>Liv Dahl</author>", "Liv Dahl"),
        ("<dc:creator>By Liv Dahl</dc:creator>", "Liv Dahl"),
        ("<dc:creator>Liv Dahl</dc:creator><dc:creator>Ola Berg</dc:creator>", "Liv Dahl, Ola Berg"),
    ],
)
def test_bylines_are_names_without_addresses(author: str, byline: str | None) -> None:
    """RSS wants an address; nobody prints it."""
    assert story(feed(entry(author))).byline == byline


def test_a_feed_without_entries_is_no_failure() -> None:
    """A poller sees many."""
    assert read(feed()).set_aside == (SetAside(what="a feed", because="it has no entries"),)


def test_broken_feeds_are_read_and_told() -> None:
    """As feedparser tolerates them."""
    data = feed(entry(title="Smith & Sons")).replace(b"</channel></rss>", b"")
    found = story(data)
    assert found.headline == "Smith & Sons"
    assert found.repairs[0] == "1 ampersand was not escaped"
    assert found.repairs[1].startswith("the feed is not well-formed (")


def test_nothing_is_opened_or_fetched() -> None:
    """A feed may name whatever it likes; relative addresses stay relative."""
    bomb = b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + feed(entry(title="&a;"))
    with pytest.raises(Unreadable) as caught:
        read(bomb)
    assert caught.value.reason == "unsafe-xml"
    enclosed = story(feed(entry('<enclosure url="file:///etc/passwd" type="text/plain" length="1"/>')))
    assert enclosed.repairs == ("text/plain file:///etc/passwd was not fetched",)


@pytest.mark.parametrize("word", ["a", "a.", "-", "&#97;", "a<!-- -->", "a<![CDATA[a]]>"])
def test_long_words_are_kept_from_feedparsers_search_for_addresses(word: str) -> None:
    """It is quadratic: 100 kB took 80 seconds. Two seconds are for slow machines; it takes a tenth of one."""
    started = time.perf_counter()
    found = story(feed(entry(f"<author>{word * (100_000 // len(word))}</author>")))
    assert time.perf_counter() - started < 2
    assert (found.headline, found.byline) == ("Fog", None)
    assert f"authors were not read: the feed holds a word of more than {LONGEST_WORD} characters" in found.repairs


def test_too_many_entries_are_refused() -> None:
    """A story is read as a whole or not at all."""
    with pytest.raises(Unreadable) as caught:
        read(feed(*[entry()] * (MOST_ENTRIES + 1)))
    assert caught.value.reason == "too-large"


def test_only_feeds_are_claimed() -> None:
    """By the outermost element: everything else is not even given to feedparser."""
    roots = (b"<rss/>", b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'/>", b"<rdf:RDF/>")
    assert all(sniff(root) > 0 for root in roots)
    assert not any(sniff(root) for root in (b"<nitf/>", b"<html/>", b"Fog", b"{}", b""))
    with pytest.raises(NotThisFormat):
        read(b"<nitf/>")
