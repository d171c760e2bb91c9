"""The text of NITF elements: what is copy, where paragraphs end, who wrote it and where."""

import pytest

from wirecopy.formats.nitf_body import body_text, byline, dateline, deck, headline, located, notes
from wirecopy.formats.xml import parse


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>Fog\n   closed  the</p><p/><p>port.</p>", "Fog closed the\n\nport."),
        ("Fog <p>closed</p> the port", "Fog\n\nclosed\n\nthe port"),
        ("<p>  Fog<br/>closed<br/><br/>the port<br/></p>", "Fog\nclosed\n\nthe port"),
        ("<p>Fog\xa0 <em>shut</em> <org>the<alt-code idsrc='a'/></org> <q>port</q>.</p>", 'Fog\xa0 shut the "port".'),
        ("<block><hl2>Fog</hl2><bq><p>Wait</p><credit>Roe</credit></bq></block>", "Fog\n\nWait\n\nRoe"),
        ("<ul><li>Skua</li><li><p>Tern</p></li></ul><dl><dt>a</dt><dd>b</dd></dl>", "Skua\n\nTern\n\na\n\nb"),
        ("<pre>\n Skua   11\n\n Tern    9\n</pre><p>Fog</p>", " Skua   11\n\n Tern    9\n\nFog"),
        ("<table><tr><th/><th>Ship</th></tr><tr><td>1</td><td><p>Sk</p>ua</td></tr></table>", "Ship\n1\tSk ua"),
        ("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>", "a b"),
        ("<media><media-caption>The port</media-caption></media><p>Fog</p>tail", "Fog\n\ntail"),
        ("<p>Fog</p><note type='npa'><body.content><p>Check!</p></body.content></note>", "Fog"),
        ("<p>Fog</p><note type='std'><body.content><p>Strong words.</p></body.content></note>", "Fog\n\nStrong words."),
        ("<p>2<frac><frac-num>1</frac-num><frac-sep>/</frac-sep><frac-den>2</frac-den></frac></p>", "2 1/2"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_copy_is_paragraphs(content: str, text: str) -> None:
    """In documents, in parts of them, with and without a namespace."""
    body = f"<body><body.head><byline>Roe</byline></body.head><body.content>{content}</body.content></body>"
    for document in (
        f"<nitf><head><title>x</title></head>{body}</nitf>",
        f'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">{body}</nitf>',
        f'<inlineXML><n:nitf xmlns:n="u">{body}</n:nitf></inlineXML>'.replace("<body", "<n:body").replace(
            "</body", "</n:body"
        ),
        f"<body.content>{content}</body.content>",
    ):
        assert body_text(parse(document.encode())) == text


def head(inner: str) -> bytes:
    """A document with a head of the body."""
    return f"<nitf><body><body.head>{inner}</body.head><body.content><p>Fog.</p></body.content></body></nitf>".encode()


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        ("<hedline><hl1>Fog <em>closes</em> port</hl1><hl2>Wait</hl2></hedline>", ("Fog closes port", "Wait")),
        ("<hedline><hl1>Fog</hl1><hl2>FOG</hl2></hedline><abstract><p>Wait</p><p>a day</p></abstract>", ("Fog", "")),
        ("<hedline><hl1>Fog</hl1></hedline><abstract><p>Wait</p><p>a day</p></abstract>", ("Fog", "Wait a day")),
        ("<hedline>Fog</hedline><abstract><media/></abstract>", ("Fog", "")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_headline_and_deck(inner: str, found: tuple[str, str]) -> None:
    """The deck is hl2 or the abstract, and never the headline over again."""
    document = parse(head(inner))
    assert (headline(document), deck(document)) == found


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        ("<byline>By Jane Roe<byttl>Harbour Correspondent</byttl></byline>", "Jane Roe, Harbour Correspondent"),
        ("<byline>By <person>Jane Roe</person>, <byttl>NW</byttl></byline>", "Jane Roe, NW"),
        ("<byline><byttl>Our Correspondent</byttl></byline>", "Our Correspondent"),
        ("<byline>By Jane Roe</byline><byline>John Doe</byline><byline/>", "Jane Roe; John Doe"),
        ("<byline/>", None),
        ("", None),
    ],
)
def test_the_byline_names_who_wrote_it(inner: str, found: str | None) -> None:
    """Without "By", with the title after a comma."""
    assert byline(parse(head(inner))) == found


@pytest.mark.parametrize(
    ("inner", "printed", "place"),
    [
        ("<location>NEW YORK</location>", "NEW YORK", "NEW YORK"),
        ("<location><city>Newport News</city>, <state>VA</state></location>", "Newport News, VA", "Newport News, VA"),
        ("<location><city>Ottawa</city><country>Canada</country></location>", "Ottawa, Canada", "Ottawa, Canada"),
        ("<location>BEIJING</location><story.date>July 23</story.date>", "BEIJING, July 23", "BEIJING"),
        ("<story.date norm='20170102'>20170102T222800+0000</story.date>", "20170102T222800+0000", None),
        ("SYDNEY March 22 AAP -", "SYDNEY March 22 AAP -", "SYDNEY"),
        ("Tarnhaven, Nov 25, 2026 (NW) -", "Tarnhaven, Nov 25, 2026 (NW) -", "Tarnhaven"),
        ("Stockholm", "Stockholm", "Stockholm"),
        ("4/4/2018", "4/4/2018", None),
        ("", "", None),
    ],
)
def test_the_dateline_and_its_place(inner: str, printed: str, place: str | None) -> None:
    """As it is printed, and where it says the story was filed."""
    document = parse(head(f"<dateline>{inner}</dateline>"))
    assert (dateline(document), located(document)) == (printed, place)


def test_notes_that_are_not_for_publication() -> None:
    """By their type or their class."""
    document = parse(
        head("<note type='npa'><p>Check.</p></note><note noteclass='editorsnote'>Hold.</note><note>x</note>")
    )
    assert notes(document) == ("Check.", "Hold.")
