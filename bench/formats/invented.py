"""Made-up stories of 5 kB in every format, no two the same: what the speed of the readers is taken on."""

import html
import json
from collections.abc import Callable, Sequence

#: How large a message is, in bytes.
SIZE = 5_000
PLACES = ("BERGEN", "STAVANGER", "TRONDHEIM", "BODOE", "TROMSOE")


def _headline(number: int) -> str:
    return f"Harbour {number} closes for {number % 28 + 2} days as storm nears"


def _paragraphs(number: int, size: int = SIZE - 900) -> list[str]:
    """Copy with a dateline, numbers and quotes."""
    place = PLACES[number % len(PLACES)]
    found = [
        f"{place}, Norway, March 3 (Nordvest) - The harbour of {place.title()} closed on Tuesday, its {number}th day."
    ]
    while sum(map(len, found)) < size:
        mark = number * 31 + len(found)
        found.append(
            f"“We count {mark} boats & {mark % 97} crews,” the harbour master, Ada Lunde, said. Nobody sails before "
            f"the wind drops below {mark % 40 + 10} knots, and that may take until day {mark % 7 + 3} of the storm."
        )
    return found


def _ninjs(number: int) -> bytes:
    copy = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in _paragraphs(number))
    return json.dumps(
        {
            "uri": f"urn:newsml:nordvest.example:20260303:{number}",
            "type": "text",
            "version": str(number % 9 + 1),
            "versioncreated": "2026-03-03T09:30:00Z",
            "pubstatus": "usable",
            "urgency": 4,
            "language": "en",
            "slugline": "NORDVEST-HARBOUR/",
            "byline": "By Ingrid Sol",
            "located": "Bergen, Norway",
            "headline": _headline(number),
            "body_html": copy,
        }
    ).encode()


def _elements(number: int) -> str:
    return "\n".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in _paragraphs(number))


def _nitf(number: int) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf version="-//IPTC//DTD NITF 3.6//EN"><head><title>{_headline(number)}</title>
<docdata management-status="usable"><doc-id regsrc="nordvest.example" id-string="harbour-{number}"/>
<urgency ed-urg="4"/><date.issue norm="20260303T093000Z"/><du-key version="2" key="NORDVEST-HARBOUR"/></docdata></head>
<body><body.head><hedline><hl1>{_headline(number)}</hl1></hedline><byline>By <person>Ingrid Sol</person></byline>
<distributor>Nordvest</distributor></body.head>
<body.content><block>{_elements(number)}</block></body.content></body></nitf>""".encode()


def _newsml_g2(number: int) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:nordvest.example,2026:{number}" version="2"
 standard="NewsML-G2" standardversion="2.24" conformance="power" xml:lang="en"><itemMeta>
<itemClass qcode="ninat:text"/><provider literal="Nordvest"/><versionCreated>2026-03-03T09:30:00Z</versionCreated>
<firstCreated>2026-03-03T09:00:00Z</firstCreated><pubStatus qcode="stat:usable"/></itemMeta><contentMeta>
<urgency>4</urgency><located literal="Bergen"><name>Bergen</name></located><by>Ingrid Sol</by><language tag="en"/>
<slugline>NORDVEST-HARBOUR/</slugline><headline>{_headline(number)}</headline></contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>
{_elements(number)}
</body></html></inlineXML></contentSet></newsItem>""".encode()


def _newsml_12(number: int) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20260303T093000Z</DateAndTime><Priority FormalName="4"/></NewsEnvelope>
<NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>nordvest.example</ProviderId>
<DateId>20260303</DateId><NewsItemId>harbour-{number}</NewsItemId>
<RevisionId PreviousRevision="1" Update="N">2</RevisionId>
<PublicIdentifier>urn:newsml:nordvest.example:20260303:harbour-{number}:2N</PublicIdentifier></NewsIdentifier>
</Identification><NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20260303T090000Z</FirstCreated>
<ThisRevisionCreated>20260303T093000Z</ThisRevisionCreated><Status FormalName="Usable"/><Urgency FormalName="4"/>
</NewsManagement><NewsComponent><NewsLines><HeadLine>{_headline(number)}</HeadLine><ByLine>Ingrid Sol</ByLine>
<SlugLine>NORDVEST-HARBOUR/</SlugLine></NewsLines><ContentItem><Format FormalName="NITF"/><DataContent><nitf><body>
<body.content>{_elements(number)}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem>
</NewsML>""".encode()


def _anpa(number: int) -> bytes:
    copy = "\r\n".join(f"    {paragraph}" for paragraph in _paragraphs(number))
    copy = copy.replace("“", "``").replace("”", "''").replace(") - ", ") _ ")
    return (
        f"\x16\x16\x01a{number:04}\x1fbc-\r\nr i\x13\x11 BC-Harbour-{number}   03-03 0800\r\n"
        f"\x02^BC-Harbour-{number},800<\r\n^{_headline(number)}<\r\n^By INGRID SOL=\r\n^Nordvest Writer=\r\n{copy}"
        "\r\n\x03\r\nNV-03-03-26 0930GMT<\r\n\x04"
    ).encode()


def _plain(number: int) -> bytes:
    copy = "\n\n".join(_paragraphs(number))
    return f"Subject: {_headline(number)}\nGuid: harbour-{number}\nVersion: 2\n\n{copy}\n".encode()


def feed(numbers: Sequence[int]) -> bytes:
    """An RSS feed with an entry for each number."""
    entries = "".join(
        f"<item><title>{_headline(number)}</title><guid>harbour-{number}</guid>"
        "<pubDate>Tue, 03 Mar 2026 09:30:00 GMT</pubDate>"
        f"<description>{html.escape(_elements(number))}</description></item>"
        for number in numbers
    )
    return f'<rss version="2.0"><channel><title>Nordvest</title>{entries}</channel></rss>'.encode()


#: The message that holds one story, by its number.
FORMATS: dict[str, Callable[[int], bytes]] = {
    "ninjs": _ninjs,
    "NITF": _nitf,
    "NewsML-G2": _newsml_g2,
    "NewsML 1.2": _newsml_12,
    "ANPA 1312": _anpa,
    "plain": _plain,
}
