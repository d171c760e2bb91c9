"""How a story stands: a function of the set of its messages."""

from itertools import permutations

import pytest

from tests.copy_desk import at, copy, quote
from wirecopy.events import EnrichedStory, Standing
from wirecopy.life.bounds import MOST_VERSIONS
from wirecopy.life.course import arrived, noticed
from wirecopy.life.naming import notices
from wirecopy.life.standing import standing, stands, weigh
from wirecopy.life.state import MOST_NOTICES, StoryLife

URI = "urn:x:fog"


def life(*stories: EnrichedStory, minutes: float = 100) -> StoryLife:
    """What is known of the story after messages of its own and of others."""
    known = StoryLife(uri=URI)
    for story in stories:
        if story.uri == URI:
            known, _ = arrived(known, story, at(minutes))
        for notice in notices(story):
            if notice.target == URI:
                known, _ = noticed(known, notice)
    return known


def stand(*stories: EnrichedStory) -> tuple[str, list[str]]:
    """Status, and the quotes that may be used; the same in every order, or the test fails."""
    ends = {_end(life(*some)) for some in permutations(stories)}
    assert len(ends) == 1
    status, quotes = ends.pop()
    return status, list(quotes)


def _end(known: StoryLife) -> tuple[str, tuple[str, ...]]:
    weighed = weigh(known)
    quotes = [one.id for one in stands(weighed).values() if one.item == "quote" and not one.withheld]
    return weighed.status, tuple(sorted(one.rpartition(" ")[2] for one in quotes))


@pytest.mark.parametrize(
    ("stories", "status", "quotes"),
    [
        ([copy(version="1", quotes="a"), copy(version="2", quotes="b")], "usable", ["b"]),
        ([copy(version="3", quotes="a"), copy(version="3", pub_status="canceled")], "canceled", []),
        ([copy(version="3", sent=5, quotes="a"), copy(version="1", sent=9, headline="KILL: Fog")], "canceled", []),
        ([copy(version="3", sent=5, quotes="a"), copy(headline="KILL: Fog")], "canceled", []),
        ([copy(version="2", quotes="a"), copy(version="3"), copy(version="3", pub_status="canceled")], "canceled", []),
        ([copy(sent=1, pub_status="canceled"), copy(sent=2, quotes="a")], "usable", ["a"]),
        ([copy(sent=1, quotes="a"), copy(sent=2, headline="HOLD HOLD HOLD")], "withheld", []),
        ([copy(sent=1, headline="HOLD HOLD HOLD"), copy(sent=2, quotes="a")], "usable", ["a"]),
        ([copy(sent=1, quotes="a"), copy(sent=2, quotes="b", pub_status="withheld")], "withheld", []),
        (
            [copy(sent=1, quotes="a"), copy(sent=2, quotes="b", pub_status="withheld", headline="UPDATE 2-Fog")],
            "withheld",
            [],
        ),
        ([copy(sent=1, quotes="a"), copy(sent=2, headline="MEDIA ADVISORY: Fog", quotes="b")], "usable", ["a"]),
    ],
    ids=[
        "a higher number",
        "a kill without a new number",
        "a kill with a lower number, sent later",
        "a kill without number and time",
        "a kill of the update does not bring the old version back",
        "sent again after a kill",
        "held",
        "sent again after a hold",
        "a version that may not be used",
        "an update that may not be used",
        "a message to editors",
    ],
)
def test_versions_kills_and_holds(stories: list[EnrichedStory], status: str, quotes: list[str]) -> None:
    """In any order of arrival."""
    assert stand(*stories) == (status, quotes)


@pytest.mark.parametrize(
    ("stories", "status", "quotes"),
    [
        ([copy(sent=1, quotes="a"), copy(sent=2, quotes="b", headline="TAKE 2: Fog")], "usable", ["a", "b"]),
        (
            [
                copy(sent=1, quotes="a"),
                copy(sent=2, quotes="b", headline="TAKE 2: Fog"),
                copy(sent=3, quotes="c", headline="2ND LEAD: Fog"),
            ],
            "usable",
            ["c"],
        ),
        (
            [
                copy(sent=1, quotes="a"),
                copy(sent=2, quotes="ab", headline="TAKE 2: Fog"),
                copy(sent=3, quotes="c", headline="TAKE 2: Fog"),
            ],
            "usable",
            ["a", "c"],
        ),
        (
            [
                copy(sent=1, quotes="a"),
                copy(sent=2, pub_status="canceled"),
                copy(sent=3, quotes="b", headline="TAKE 2: Fog"),
            ],
            "canceled",
            [],
        ),
    ],
    ids=["a take", "a lead replaces takes", "a take sent again; what the main copy says stays", "no take survives"],
)
def test_takes(stories: list[EnrichedStory], status: str, quotes: list[str]) -> None:
    """A take stands beside the main copy until a lead takes in both; it brings no killed story back."""
    assert stand(*stories) == (status, quotes)


def test_a_correction_under_another_uri_replaces_a_story_for_good() -> None:
    """That the correction is killed later brings the wrong story not back."""
    right = {"uri": "urn:x:right", "headline": "CORRECTED-Fog", "refers_to": (URI,)}
    assert stand(copy(sent=1, quotes="a"), copy(sent=2, **right)) == ("usable", [])  # type: ignore[arg-type]
    killed = copy(uri="urn:x:right", sent=3, pub_status="canceled")
    assert stand(copy(sent=1, quotes="a"), copy(sent=2, **right), killed) == ("usable", [])  # type: ignore[arg-type]


def test_what_a_version_s_event_says_of_it() -> None:
    """What stands, and what a late one was replaced by, and why."""
    known = life(copy(version="2", sent=2), copy(version="1", sent=1))
    late, current = sorted(known.versions, key=lambda one: one.ref.version)
    texts = (current.ref.text_sha256,)
    assert standing(weigh(known), late) == Standing(
        status="usable",
        current="2",
        live=("2",),
        live_texts=texts,
        superseded_by="2",
        reason="version 2 follows 1",
    )
    assert standing(weigh(known), current) == Standing(status="usable", current="2", live=("2",), live_texts=texts)


def test_two_texts_under_one_version_have_one_that_stands() -> None:
    """The same one in any order; the texts' digests say which."""
    stories = [copy(version="1", quotes="a", text="one"), copy(version="1", quotes="b", text="two")]
    assert len(stand(*stories)[1]) == 1
    assert len(standing(weigh(life(*stories))).live_texts) == 1


def test_a_kill_is_not_pushed_out_by_any_number_of_versions_and_notices() -> None:
    """What is kept is bounded, and what stands never changes by it."""
    versions = [copy(version=str(number), sent=number, quotes="a") for number in range(MOST_VERSIONS * 2)]
    kill = copy(version="0", sent=1000, headline="KILL: Fog")
    fixes = [
        copy(uri=f"urn:x:{number}", sent=2000 + number, headline="CORRECTED-Fog", refers_to=(URI,))
        for number in range(MOST_NOTICES * 2)
    ]
    known = life(kill, *versions, *fixes)
    assert (len(known.versions), len(known.notices)) == (MOST_VERSIONS, MOST_NOTICES)
    assert weigh(known).status == "canceled"
    outside = life(copy(uri="urn:x:k", sent=1000, headline="KILL: Fog", refers_to=(URI,)), *versions, *fixes)
    assert weigh(outside).status == "canceled"


def test_a_version_that_was_forgotten_and_comes_again_is_as_late_as_before() -> None:
    """It replaces nothing."""
    versions = [copy(version=str(number), quotes="a") for number in range(1, MOST_VERSIONS * 2)]
    known = life(*versions)
    _, tidings = arrived(known, versions[0], at(200))
    assert tidings.story is not None
    assert tidings.story.standing is not None
    assert tidings.story.standing.superseded_by == str(MOST_VERSIONS * 2 - 1)
    assert quote(URI, "a") in {one.id for one in known.told}
