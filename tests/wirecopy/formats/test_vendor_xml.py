"""XML of single vendors: the table has what it needs, and its rows do not get into each other's way."""

import pytest

from wirecopy.errors import NotThisFormat, Unreadable
from wirecopy.formats.vendor_xml import MOST_ITEMS, VENDORS, read, sniff
from wirecopy.lifecycle import lifecycle
from wirecopy.story import RawStory

FOG = "<RBNews><NewsID>1</NewsID><headline>Fog</headline><content>Fog closed the port.</content>{}</RBNews>"


def story(more: str = "") -> RawStory:
    """Ritzau's story with more in it."""
    (found,) = read(FOG.format(more).encode()).stories
    return found


@pytest.mark.parametrize(
    ("flags", "relation", "status"),
    [
        ("<Annuleret>true</Annuleret>", "kill", "canceled"),
        ("<Korrektion>true</Korrektion><NyVersion>true</NyVersion>", "correction", "usable"),
        ("<NyVersion>true</NyVersion>", "update", "usable"),
        ("<Annuleret>false</Annuleret>", "new", "usable"),
    ],
)
def test_flags_reach_the_life_of_the_story(flags: str, relation: str, status: str) -> None:
    """Ritzau says in elements of their own what a version is."""
    life = lifecycle(story(flags))
    assert (life.relation, life.status) == (relation, status)


@pytest.mark.parametrize(
    ("embargo", "hold", "status"),
    [
        ("0001-01-01T00:00:00", "false", "usable"),
        ("soon", "false", "withheld"),
        ("0001-01-01T00:00:00", "true", "withheld"),
    ],
)
def test_an_embargo_or_a_hold_withholds_the_story(embargo: str, hold: str, status: str) -> None:
    """The smallest time of .NET is none."""
    xml = (
        f"<Publish><ContentItem><HoldFlag>{hold}</HoldFlag><EmbargoTime>{embargo}</EmbargoTime>"
        "<ContentText>Fog.</ContentText></ContentItem></Publish>"
    )
    (found,) = read(xml.encode()).stories
    assert (found.pub_status, found.embargoed_until) == (status, None)


def test_every_row_is_explained_and_can_be_told_from_the_others() -> None:
    """For the page, and because two rows for the same root must look for different marks."""
    assert [vendor.dialect.agency for vendor in VENDORS if not vendor.dialect.about] == []
    keys = [(root, vendor.dialect.mark.pattern) for vendor in VENDORS for root in vendor.roots]
    assert len(keys) == len(set(keys))


def test_roots_alone_are_not_claimed() -> None:
    """ "Response" and "document" are everybody's."""
    for root in sorted({root for vendor in VENDORS for root in vendor.roots}):
        data = f"<{root}><a/></{root}>".encode()
        assert root == "RBNews" or sniff(data) == 0
    with pytest.raises(NotThisFormat):
        read(b"<document><title>Fog</title></document>")


def test_too_many_items_are_refused() -> None:
    """A story is read as a whole or not at all."""
    with pytest.raises(Unreadable) as caught:
        read(f"<XMLNewsQueuedResponse>{FOG.format('') * (MOST_ITEMS + 1)}</XMLNewsQueuedResponse>".encode())
    assert caught.value.reason == "too-large"
