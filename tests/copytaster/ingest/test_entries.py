"""A feed cut into documents of one entry each: the publisher's bytes, in any shape that feeds come in."""

import time
from contextlib import suppress

import feedparser
import pytest

from copytaster.ingest.entries import ENTRIES_MAX, NoFeed, entries

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Nordvest</title><language>en</language>
<item><guid isPermaLink="false">urn:nv:2</guid><title>Fog lifts</title><dc:x>Ada Poe</dc:x></item>

<item dc:x="x"><link>https://nordvest.example/1</link><title>Fog</title></item>
<copyright>Nordvest</copyright></channel></rss>
"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Nordvest</title>
<entry><id>urn:nv:1</id><title>Fog</title><content type="html"><![CDATA[<p>An <entry>.</p>]]></content></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://nordvest.example/"><title>Nordvest</title>
<items><rdf:Seq><rdf:li resource="https://nordvest.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://nordvest.example/1"><title>Fog</title><link>https://nordvest.example/1</link></item>
</rdf:RDF>"""


def documents(text: str) -> list[str]:
    return [entry.document.decode() for entry in entries(text.encode())]


def uris(text: str) -> list[str | None]:
    return [one.uri for one in entries(text.encode())]


def test_each_entry_is_a_feed_of_its_own_with_the_channel_around_it() -> None:
    """Byte for byte: what stands before the first entry, the entry, and what stands between or behind them."""
    assert documents(RSS) == [
        RSS[: RSS.index("<item>")]
        + '<item><guid isPermaLink="false">urn:nv:2</guid><title>Fog lifts</title><dc:x>Ada Poe</dc:x></item>'
        + "\n<copyright>Nordvest</copyright></channel></rss>\n",
        RSS[: RSS.index("<item>")]
        + '<item dc:x="x"><link>https://nordvest.example/1</link><title>Fog</title></item>'
        + "\n<copyright>Nordvest</copyright></channel></rss>\n",
    ]


@pytest.mark.parametrize("text", [RSS, ATOM, RDF], ids=["RSS 2.0", "Atom", "RSS 1.0"])
def test_feedparser_reads_each_as_it_reads_the_whole(text: str) -> None:
    """Title, text and channel."""
    whole = feedparser.parse(text.encode())
    parts = [feedparser.parse(document.encode()) for document in documents(text)]
    assert [part.entries[0] for part in parts] == whole.entries
    assert {part.feed.title for part in parts} == {whole.feed.title}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [(RSS, ["urn:nv:2", "https://nordvest.example/1"]), (ATOM, ["urn:nv:1"]), (RDF, ["https://nordvest.example/1"])],
    ids=["RSS 2.0", "Atom", "RSS 1.0"],
)
def test_an_entry_is_known_by_guid_or_link(text: str, wanted: list[str]) -> None:
    """What feeds give."""
    assert uris(text) == wanted


ITEM = "<rss><channel><item>{}<title>Fog</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("inside", "uri"),
    [
        ("<description>&lt;guid>no</description><guid> a&amp;b </guid>", "a&b"),
        ("<content:encoded><![CDATA[<guid>no</guid>]]></content:encoded><guid><![CDATA[yes]]></guid>", "yes"),
        ("<atom:link rel='self' href='no'/><link>https://x.example/1</link><guid></guid>", "https://x.example/1"),
        ('<link rel="enclosure" href="no"/><link href="yes" rel="alternate"/>', "yes"),
        ('<link href="yes"/>', "yes"),
        ("<guid>3f2504e0-4f89-11d3-9a0c-0305e82c3301</guid><link>https://x.example/1</link>", "https://x.example/1"),
        ("<guid>3f2504e0-4f89-11d3-9a0c-0305e82c3301</guid>", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
        ("<source><id>no</id></source><id>yes</id>", "yes"),
        ("<guid>Tromsø</guid>", "Tromsø"),
        ("<guid/><identity>no</identity>", None),
    ],
)
def test_the_name_of_an_entry_is_found_in_any_dress(inside: str, uri: str | None) -> None:
    """Not in the copy, and not a number that was drawn, if there is a link."""
    assert uris(ITEM.format(inside)) == [uri]


def test_a_guid_that_is_drawn_anew_at_each_poll_makes_no_new_version() -> None:
    """Where the link says which entry it is."""
    one, two = (
        entries(ITEM.format(f"<guid>3f2504e0-4f89-11d3-9a0c-0305e82c330{n}</guid><link>https://x/</link>").encode())
        for n in (1, 2)
    )
    assert [(entry.id, entry.digest) for entry in one] == [(entry.id, entry.digest) for entry in two]


def test_an_entry_with_neither_is_known_by_its_words() -> None:
    """The same words are the same entry."""
    text = "<rss><channel><item><title>Fog</title></item><item><title>Rain</title></item></channel></rss>"
    one, two = entries(text.encode())
    assert (one.uri, two.uri) == (None, None)
    assert one.id != two.id
    assert entries(text.encode()) == (one, two)


def test_entries_that_share_a_guid_are_told_apart() -> None:
    """Some feeds give all the same."""
    text = "<rss><channel><item><guid>0</guid><title>Fog</title></item><item><guid>0</guid></item></channel></rss>"
    one, two = entries(text.encode())
    assert one.uri == two.uri
    assert one.id != two.id


def test_another_wording_is_another_version() -> None:
    """Channel and comment counts do not make one."""
    before, after = (
        f"<rss><channel><lastBuildDate>{when}</lastBuildDate><item><guid>1</guid><title>{title}</title>"
        f'<slash:comments>{when}</slash:comments><link thr:count="{when}" /></item></channel></rss>'
        for when, title in ((1, "Fog"), (2, "Fog"))
    )
    (one,), (same,) = entries(before.encode()), entries(after.encode())
    (other,) = entries(after.replace("Fog", "CORRECTED: Fog").encode())
    assert one.digest == same.digest != other.digest
    assert one.id == other.id


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<rss><channel><item><title>a</title><item><title>b</title></item></channel></rss>", 2),
        ("<rss><channel><item><title>a</title></channel></rss>", 0),
        ("<rss><channel><item/><item><title>AT&T & nbsp;</title></item></channel></rss>", 1),
        ("<rss><channel><!-- <item></item> --><item><title>a</title></item></channel></rss>", 1),
        ("<rss><channel></channel></rss>", 0),
        ("<atom:feed xmlns:atom='x'><atom:entry></atom:entry><entry></entry></atom:feed>", 1),
        ("\n <!DOCTYPE rss>\n<rss><ITEM></ITEM><item></item></rss>", 1),
    ],
    ids=["not closed", "cut off", "not well-formed", "comment", "empty", "prefixed", "capitals"],
)
def test_broken_feeds_are_cut_as_far_as_they_can_be(text: str, count: int) -> None:
    """An entry that is cut off comes with the next poll."""
    assert len(entries(text.encode())) == count


@pytest.mark.parametrize(
    "text", ["", "<html><item></item></html>", '{"items": []}', "Fog\n\nBERGEN — Fog.", "\x00\xff"]
)
def test_what_is_no_feed_is_said_so(text: str) -> None:
    """A login page, say."""
    with pytest.raises(NoFeed, match="is no RSS or Atom feed"):
        entries(text.encode())


def test_other_encodings_stay_what_they_are() -> None:
    """The declaration and the bytes agree as before."""
    text = '<?xml version="1.0" encoding="{}"?><rss><channel><item><title>Tromsø</title></item></channel></rss>'
    for codec in ("iso-8859-1", "utf-16", "utf-8-sig"):
        document = text.format(codec).encode(codec)
        assert [entry.document for entry in entries(document)] == [document]


@pytest.mark.parametrize(("charset", "title"), [("iso-8859-1", "Tromsø"), ("no-such-charset", None), (None, None)])
def test_the_encoding_of_http_is_kept_where_the_document_has_none(charset: str | None, title: str | None) -> None:
    """Kafka has no such header; so the document becomes UTF-8."""
    document = "<rss><channel><item><title>Tromsø</title></item></channel></rss>".encode("iso-8859-1")
    (entry,) = entries(document, charset)
    assert entry.document == (document if title is None else document.decode("iso-8859-1").encode())


@pytest.mark.parametrize(
    "document",
    [
        b"<rss>" + b"<item>" * 200_000,
        b"<rss>" + b"<item " * 200_000,
        b"<rss>" + b"<![CDATA[" * 200_000,
        b"<rss>" + b"<!--" * 200_000,
        b"<rss>" + b"<" * 1_000_000,
        b"<rss>" + b"<aaaa:" * 200_000,
        b"<rss>" + b"a" * 1_000_000 + b"<item></item>",
        b"<rss>" + b"<item></item>" * (ENTRIES_MAX + 1),
        *(
            b"<rss><item>" + part * 200_000 + b"</item></rss>"
            for part in (
                b"<guid>",
                b"<guid ",
                b"<link ",
                b"<link href='",
                b"<link rel='x",
                b"<content>",
                b"<source ",
                b"a ",
            )
        ),
        b"<rss><item " + b" rdf:about=" * 200_000 + b"></item></rss>",
        b"<rss><item><link " + b" rel='" * 200_000 + b"></item></rss>",
    ],
)
def test_hostile_documents_take_linear_time(document: bytes) -> None:
    """And give few entries, or a reason."""
    began = time.process_time()
    with suppress(NoFeed):
        assert len(entries(document)) <= ENTRIES_MAX
    assert time.process_time() - began < 2
