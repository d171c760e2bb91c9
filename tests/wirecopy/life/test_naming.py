"""Stories by name: what a notice says of a number reaches every story that bears it, whatever comes first."""

from dataclasses import replace

import pytest

from tests.copy_desk import at, copy
from wirecopy.events import EnrichedStory
from wirecopy.life.naming import LONGEST_NAME, NAME, given, named, namings, notices
from wirecopy.life.state import MOST_NAMED, NameLife, Naming, Notice

DPA_157 = NAME + "dpa%20157"


def naming(uri: str, sent: float | None) -> Naming:
    return Naming(target=DPA_157, uri=uri, sent=None if sent is None else at(sent))


def kill(sent: float | None, uri: str = "urn:x:kill") -> Notice:
    """A kill by the number."""
    found = notices(copy(uri, sent=sent, ed_note="Please kill item dpa 157"))
    return next(one for one in found if one.target == DPA_157)


def reached(*heard: Naming | Notice) -> set[str]:
    """The stories that a notice reached, whenever."""
    life, uris = NameLife(target=DPA_157), set()
    for one in heard:
        life, onward = named(life, one) if isinstance(one, Naming) else given(life, one)
        uris |= {notice.target for notice in onward}
    return uris


def test_a_story_is_called_by_its_number_and_its_slug() -> None:
    """Case, leads and spaces make no difference."""
    story = copy(sent=1, item="dpa 157", slug="BC-Fog,  2nd Ld")
    assert namings(story) == (
        Naming(target=DPA_157, uri="urn:x:fog", sent=at(1)),
        Naming(target=NAME + "bc-fog", uri="urn:x:fog", sent=at(1)),
    )


@pytest.mark.parametrize("slug", ["x" * 1_000_000, ", , ", "", "\ud800" * (LONGEST_NAME * 2)])
def test_what_is_no_name_is_none(slug: str) -> None:
    """Nobody writes a megabyte into a kill."""
    assert namings(copy(slug=slug)) == ()


@pytest.mark.parametrize(
    ("story", "targets"),
    [
        (copy(ed_note="Please kill item dpa 157"), [DPA_157, "dpa 157"]),
        (copy(ed_note="Please kill item 157", provider="dpa"), [DPA_157]),
        (copy(headline="KILL: Fog", refers_to=("urn:x:ice",)), ["urn:x:ice"]),
        (copy(headline="KILL: Fog", refers_to=("urn:x:fog",)), []),
        (copy(headline="KILL: Fog", refers_to=("a1b2c3",)), [NAME + "a1b2c3", "a1b2c3"]),
        (copy(ed_note="Kill BC-Fog, w0123"), [NAME + "bc-fog", "BC-Fog"]),
        (copy(headline="CORRECTED-Fog", ed_note="See BC-Fog"), []),
        (copy(pub_status="canceled", refers_to=("urn:x:ice",)), []),
        (copy(pub_status="canceled", refers_to=("urn:x:ice",), embargoed_until=at(9)), []),
        (copy(pub_status="canceled", refers_to=("urn:x:ice",), headline="UPDATE 1-Fog"), []),
        (copy(refers_to=("urn:x:ice",)), []),
    ],
)
def test_what_a_message_says_of_others(story: EnrichedStory, targets: list[str]) -> None:
    """By uri, by number, by slug; what only its own metadata cancels speaks of itself."""
    assert [one.target for one in notices(story)] == targets


@pytest.mark.parametrize(
    ("sent", "killed", "meant"),
    [
        (5, 10, True),
        (10, 10, True),
        (10, 5, False),
        (0, 29 * 60, True),
        (0, 31 * 60, False),
        (None, 5, True),
        (5, None, True),
    ],
)
def test_a_number_means_the_story_of_the_last_hours(sent: float | None, killed: float | None, meant: bool) -> None:
    """In either order of arrival; agencies count from 1 again each day."""
    story, notice = naming("urn:x:fog", sent), kill(killed)
    assert [reached(story, notice), reached(notice, story)] == [{"urn:x:fog"} if meant else set()] * 2


def test_a_notice_under_its_own_number_does_not_speak_of_itself() -> None:
    """A kill bears the number of the story that it kills in some feeds."""
    assert reached(naming("urn:x:kill", 1), kill(2)) == set()


def test_a_story_that_runs_for_days_is_meant_all_the_time() -> None:
    """Its first version is too old and its last one too new: it ran in between."""
    versions = [naming("urn:x:fog", hours * 60) for hours in (0, 20, 80)]
    assert reached(*versions, kill(40 * 60)) == {"urn:x:fog"}
    assert reached(kill(40 * 60), *versions) == {"urn:x:fog"}


def test_a_name_that_many_stories_bear_means_the_latest_of_them() -> None:
    """ "BRIEF" is borne by hundreds; however often one is sent, it pushes no other out."""
    many = [naming(f"urn:x:{number:03}", number) for number in range(MOST_NAMED * 2)]
    again = [naming("urn:x:199", 1000 + number) for number in range(200)]
    assert len(reached(*many, *again, kill(1500))) == MOST_NAMED


def test_zeros_before_a_number_make_no_difference() -> None:
    """dpa's head line says "dpa 0157", its kill "item dpa 157", or the other way round."""
    assert DPA_157 in {one.target for one in notices(copy(ed_note="Please kill item dpa 0157"))}


def test_nobody_kills_another_agencys_story_by_its_slug() -> None:
    """Every agency has a "FOG" on a foggy day."""
    ours, theirs = (replace(naming(f"urn:x:{who}", 1), agency=who) for who in ("Nordvest", "Sydost"))
    notice = replace(kill(2), by=replace(kill(2).by, agency="Nordvest"))
    assert reached(ours, theirs, notice) == {"urn:x:Nordvest"}
    assert reached(notice, theirs, replace(ours, agency=None)) == {"urn:x:Nordvest"}
