"""Whatever stands in XML: stories or `Unreadable`, in an amount of work that grows with the bytes."""

import pytest

from wirecopy.codec import encode
from wirecopy.errors import REASONS, Unreadable
from wirecopy.formats import read
from wirecopy.formats.clean import one_line

G2 = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a">'
    '<itemMeta><itemClass qcode="ninat:text"/></itemMeta>'
)
PLACES = {
    "g2 xhtml": G2 + "<contentSet><inlineXML><html><body><p>{}</p></body></html></inlineXML></contentSet></newsItem>",
    "g2 data": G2 + "<contentSet><inlineData>{}</inlineData></contentSet></newsItem>",
    "g2 headline": G2 + "<contentMeta><headline>{0}</headline><dateline>{0}</dateline></contentMeta></newsItem>",
    "rss": '<rss version="2.0"><channel><item><title>{0}</title><description>{0}</description></item></channel></rss>',
    "rss names": '<rss version="2.0"><channel><item><title>a</title><author>{0}</author><guid>{0}</guid>'
    "<pubDate>{0}</pubDate><category>{0}</category></item></channel></rss>",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><author><name>{0}</name></author>'
    '<content type="html">{0}</content></entry></feed>',
    "ritzau": "<RBNews><NewsID>1</NewsID><headline>{0}</headline><content>{0}</content><PublishDate>{0}</PublishDate>"
    "</RBNews>",
}
UNITS = [
    *(
        "a",
        "a ",
        "a\n",
        " ",
        "\n",
        "   a",
        "a.",
        "a@",
        "@",
        "9",
        "9:",
        "(",
        "&amp;",
        "&lt;",
        "&lt;p&gt;",
        "&lt;a ",
        "&#38;",
    ),
    *(
        "&amp;#39;",
        "&amp;quot;",
        "<b>",
        "<p>a</p>",
        "<h2>a</h2>",
        "<pre>a\n</pre>",
        "<td>a</td>",
        "<br/>",
        "</p>",
        "<p>",
    ),
    *("<a ", "<!--", "<![CDATA[", "<?", "&", "&a;", "...", "\u2026", "-", "By A\n", "* a\n", "a   b\n", "[\u2026]"),
]


def outcome(data: bytes) -> str:
    """ "ok", or the reason; every story can be published, every sentence is one line."""
    try:
        contents = read(data, limit=1_000_000)
    except Unreadable as error:
        return error.reason if str(error) == one_line(str(error)) else ""
    for story in contents.stories:
        encode(story)
    return "ok"


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
@pytest.mark.parametrize("place", PLACES)
def test_hostile_repetition(place: str, unit: str) -> None:
    """One thing over and over is read or refused; were any of it quadratic, it would be felt."""
    assert outcome(PLACES[place].format(unit * (20_000 // len(unit))).encode()) in {"ok", *REASONS}
