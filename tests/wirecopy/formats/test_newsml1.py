"""NewsML 1.2: what the golden pairs do not show."""

from dataclasses import replace

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats import read as read_any
from wirecopy.formats.newsml1 import DIALECTS, MOST_ITEMS, TAKEN, read, sniff
from wirecopy.story import RawStory

FOG = RawStory(format="newsml-1.2", headline="Fog", body="Ferries wait.")
LINES = "<NewsLines><HeadLine>Fog</HeadLine></NewsLines>"


def text(content: str, kind: str = "") -> str:
    """A content item."""
    return f"<ContentItem>{kind}<DataContent>{content}</DataContent></ContentItem>"


def component(inner: str, role: str = "", lines: str = "") -> str:
    """A component."""
    return f'<NewsComponent><Role FormalName="{role}"/>{lines}{inner}</NewsComponent>'


def message(inner: str, management: str = "", identification: str = "") -> bytes:
    """A message with one item."""
    identification = f"<Identification><NewsIdentifier>{identification}</NewsIdentifier></Identification>"
    management = f"<NewsManagement>{management}</NewsManagement>"
    return f"<NewsML><NewsItem>{identification}{management}{inner}</NewsItem></NewsML>".encode()


def stories(inner: str, management: str = "", identification: str = "") -> tuple[RawStory, ...]:
    """The stories of a message with one item."""
    return read(message(inner, management, identification)).stories


EARLIER = '<RevisionStatus Revision="1"><Status FormalName="Canceled"/></RevisionStatus>'
CHANGE = '<FutureStatus FormalName="Usable"/><DateAndTime>20261126T060000Z</DateAndTime>'
QUOTED = '<Encoding Notation="quoted-printable"><DataContent>F=6Fg.</DataContent></Encoding>'
HTML = '<MimeType FormalName="text/html"/>'
WAIT = text("Ferries wait.")
NITF = "<nitf><body><body.head><hedline><hl1>{}</hl1></hedline></body.head><body.content><p>Ferries wait.</p></body.content></body></nitf>"  # noqa: E501


@pytest.mark.parametrize(
    "inner",
    [
        component(WAIT, lines=LINES),
        component(component(WAIT), lines=LINES),
        component(component(component(WAIT, lines=LINES), "Main")),
        component(component("Fog", "x") + component(WAIT, "Main"), lines=LINES),
        component(component(text("Fog"), "Title") + component(WAIT, "Body")),
        component(component(text("Fog"), "HeadLine") + component(WAIT, "Quote") + component(text("x"), "Contact")),
        component(text(NITF.format("Fog"))),
        component(text("Wait.") + text("&lt;p&gt;Ferries wait.&lt;/p&gt;", HTML), lines=LINES),
        component(text("p {color: red}", '<MimeType FormalName="text/css"/>') + WAIT, lines=LINES),
        component(component(text("Ferries"), "Lead") + component(WAIT, "Body"), lines=LINES),
        component(component(WAIT) + component(component(text("The port"), "Caption"), "Photo"), lines=LINES),
    ],
)  # fmt: skip
def test_a_story_is_found_however_its_components_are_nested(inner: str) -> None:
    """One component, one for each part, the headline in the news lines, in NITF or in a part of its own."""
    assert stories(inner) == (FOG,)


def test_components_with_headlines_of_their_own_are_stories_of_their_own() -> None:
    """Unless the one that holds them says that they are equivalent."""
    both = component(WAIT, lines=LINES) + component(text("Nobody is hurt."), lines=LINES.replace("Fog", "Fire"))
    fire = replace(FOG, headline="Fire", body="Nobody is hurt.")
    assert stories(component(both)) == (FOG, fire)
    assert stories(f'<NewsComponent EquivalentsList="yes">{both}</NewsComponent>') == (FOG,)


def test_stories_of_one_item_have_names_of_their_own() -> None:
    """The first one the item's, the others with their language or their number."""
    part = component(WAIT, lines=LINES)
    named = "<ProviderId>nw</ProviderId><DateId>20261125</DateId><NewsItemId>7</NewsItemId>"
    inner = component(part + part.replace("<NewsComponent", '<NewsComponent xml:lang="en"') + part)
    assert [story.uri for story in stories(inner, identification=named)] == [
        "urn:newsml:nw:20261125:7",
        "urn:newsml:nw:20261125:7#en",
        "urn:newsml:nw:20261125:7#3",
    ]


@pytest.mark.parametrize(
    ("identification", "uri"),
    [
        ("<DateId>20261125</DateId><NewsItemId>7</NewsItemId><RevisionId>3</RevisionId>", "urn:newsml:nw:20261125:7"),
        ("<NewsItemId>7-v3</NewsItemId><RevisionId>3</RevisionId>", "urn:newsml:nw:7"),
        ("<PublicIdentifier>urn:newsml:nw:20261125:a:b:3N</PublicIdentifier>", "urn:newsml:nw:20261125:a:b"),
        ("<NewsItemId/><PublicIdentifier>urn:newsml:nw</PublicIdentifier>", None),
        ("", None),
    ],
)
def test_the_identity_has_no_revision(identification: str, uri: str | None) -> None:
    """A public identifier that names the provider only would make all its stories one."""
    (story,) = stories(component(WAIT), identification=f"<ProviderId>nw</ProviderId>{identification}")
    assert story.uri == uri


@pytest.mark.parametrize(
    ("content", "body", "repairs"),
    [
        (
            '<ContentItem><Encoding Notation="base64"><DataContent>Rm9nLg==</DataContent></Encoding></ContentItem>',
            "Fog.",
            (),
        ),
        (
            f"<ContentItem>{QUOTED}</ContentItem>",
            "Fog.",
            (),
        ),
        (
            '<ContentItem><Encoding Notation="base64"><DataContent>&#8364;</DataContent></Encoding></ContentItem>',
            "",
            (),
        ),
        (
            '<ContentItem><Encoding Notation="rot13"><DataContent>Sbt</DataContent></Encoding></ContentItem>',
            "",
            ("a content item was left out: its encoding is rot13",),
        ),
        (
            '<ContentItem Href="http://a.example/7"/>',
            "",
            ("text at http://a.example/7 was not fetched: send it in the message",),
        ),
        (text("&lt;nitf&gt;&lt;p&gt;Fog.&lt;/p&gt;"), "Fog.", ()),
        (text("<![CDATA[<P>Fog.</P><P>Wait.</P>]]>"), "Fog.\n\nWait.", ()),
    ],
)
def test_content_in_every_wrapping(content: str, body: str, repairs: tuple[str, ...]) -> None:
    """What cannot be read is named."""
    assert stories(component(content, lines=LINES)) == (replace(FOG, body=body, repairs=repairs),)


@pytest.mark.parametrize(
    ("kinds", "what"),
    [
        ('<MediaType FormalName="Photo"/>', "a picture"),
        ('<MediaType FormalName="Graphic"/>', "a graphic"),
        ('<MimeType FormalName="video/mp4"/>', "a video"),
        ('<Format FormalName="JPEG Baseline"/>', "a picture"),
        ('<Format FormalName="Mpeg3"/>', "a sound"),
        ('<MimeType FormalName="application/pdf"/>', "an attachment"),
    ],
)
def test_media_are_set_aside(kinds: str, what: str) -> None:
    """Beside a story, and alone; a caption makes no story."""
    media = f'<ContentItem Href="a">{kinds}</ContentItem>'
    alone = read(message(component(media + component(text("Fog."), "Caption"))))
    beside = read(message(component(WAIT + component(media), lines=LINES)))
    assert (alone.stories, [aside.what for aside in alone.set_aside]) == ((), [what])
    assert (beside.stories, [aside.uri for aside in beside.set_aside]) == ((FOG,), ["a"])


@pytest.mark.parametrize(
    ("management", "status"),
    [
        ("", "usable"),
        ('<Status FormalName="USABLE"/>', "usable"),
        ('<Status FormalName="Cancelled"/>', "canceled"),
        ('<Status FormalName="Withheld"/>', "withheld"),
        ('<Status FormalName="Embargoed"/>', "withheld"),
        ('<Status FormalName="Spiked"/>', "withheld"),
        ('<Status FormalName="Usable"/><Instruction FormalName="Kill"/>', "canceled"),
        (f'<Status FormalName="Usable"/><Instruction FormalName="Update">{EARLIER}</Instruction>', "usable"),
    ],
)
def test_an_unclear_status_is_never_usable(management: str, status: str) -> None:
    """The status of an earlier revision is not the status of the story."""
    assert [story.pub_status for story in stories(component(WAIT), management)] == [status]


def test_a_withheld_story_tells_when_it_will_be_usable() -> None:
    """And stays withheld: only "Embargoed" ends by itself."""
    change = f"<StatusWillChange>{CHANGE}</StatusWillChange>"
    (held,) = stories(component(WAIT), f'<Status FormalName="Withheld"/>{change}')
    (embargoed,) = stories(component(WAIT), f'<Status FormalName="Embargoed"/>{change}')
    assert (held.pub_status, embargoed.pub_status) == ("withheld", "usable")
    assert held.embargoed_until == embargoed.embargoed_until is not None


def test_items_without_text_do_not_spoil_the_others() -> None:
    """They are told with the first story."""
    data = message(component(WAIT, lines=LINES)).replace(b"</NewsML>", b"<NewsItem/></NewsML>")
    empty = (
        "The NewsItem without an identity has no text: no HeadLine, and no ContentItem with text in its DataContent."
    )
    assert read(data).stories == (replace(FOG, repairs=(empty,)),)


@pytest.mark.parametrize(
    "inner",
    ["<NewsItem/>" * MOST_ITEMS, component(component(WAIT, lines=LINES) * (MOST_ITEMS + 1))],
    ids=["items", "stories"],
)
def test_a_message_holds_few_stories(inner: str) -> None:
    """It is read as a whole or not at all."""
    with pytest.raises(Unreadable) as caught:
        read(message(inner))
    assert caught.value.reason == "too-large"


def test_only_newsml_1_is_claimed() -> None:
    """NewsML-G2 has other names."""
    assert sniff(message("")) == sniff(b"<NewsItem/>") == 0.95
    assert [sniff(data) for data in (b"", b"<newsItem/>", b"<newsMessage/>", b"<nitf/>", b"{}")] == [0.0] * 5
    with pytest.raises(NotThisFormat):
        read(b"<newsItem/>")
    with pytest.raises(Unreadable, match="holds no NewsItem"):
        read(b"<NewsML/>")


def test_every_row_of_the_tables_is_about_a_field_of_a_story() -> None:
    """The documentation is made from them."""
    rows = TAKEN + tuple(row for dialect in DIALECTS for row in dialect.taken)
    assert {row.field for row in rows} <= set(RawStory.__dataclass_fields__)


@pytest.mark.parametrize(
    "unit", ["<NewsComponent>", "<NewsItem>", "<Encoding>", "&lt;nitf>", WAIT, component(WAIT, lines=LINES)]
)
def test_one_thing_over_and_over(unit: str) -> None:
    """Is read or refused, in time that grows with the text."""
    for inner in (unit * 5_000, component(unit * 100)):
        assert outcome(message(inner))


def outcome(data: bytes) -> object:
    """The contents of a message, or the reason why there are none."""
    try:
        return read_any(data, limit=10_000_000)
    except Unreadable as error:
        return error.reason
