"""What is told after a message: the difference between what is known and what stands."""

import pytest

from tests.copy_desk import at, copy, quote, source
from wirecopy.events import EnrichedStory
from wirecopy.life.course import Tidings, arrived, next_release, noticed, released
from wirecopy.life.naming import notices
from wirecopy.life.state import StoryLife

URI = "urn:x:fog"


class Story:
    """The life of one story, with what was told last."""

    def __init__(self) -> None:
        self.life = StoryLife(uri=URI)

    def hears(self, story: EnrichedStory, minutes: float = 0) -> Tidings:
        """A version arrives."""
        self.life, tidings = arrived(self.life, story, at(minutes))
        return tidings

    def is_spoken_of(self, story: EnrichedStory) -> Tidings:
        """Another story says something of it."""
        (notice,) = notices(story)
        self.life, tidings = noticed(self.life, notice)
        return tidings

    def waits(self, minutes: float) -> list[Tidings]:
        """Time goes by."""
        told = []
        while let_go := released(self.life, at(minutes)):
            self.life, tidings = let_go
            told.append(tidings)
        return told


def gone(tidings: Tidings) -> list[tuple[str, str, str]]:
    return sorted((one.item, one.id, one.change) for one in tidings.withdrawn)


def versions(told: list[Tidings]) -> list[str]:
    """The versions that came out, in their order."""
    return [one.story.version for one in told if one.story is not None]


@pytest.fixture
def story() -> Story:
    return Story()


def test_an_update_supersedes_what_it_does_not_say_any_more(story: Story) -> None:
    """What it still says is told again with it."""
    story.hears(copy(version="1", quotes="ab"))
    tidings = story.hears(copy(version="2", quotes="b"))
    assert [one.id for one in tidings.quotes] == [quote(URI, "b")]
    assert gone(tidings) == [("quote", quote(URI, "a"), "superseded"), ("source", source(URI, "a"), "superseded")]
    assert tidings.withdrawn[0].cause.says == "version 2 (new) stands now and does not have it"


def test_a_kill_retracts_all_and_is_told_itself(story: Story) -> None:
    """Each quote and source by its id, with what killed the story."""
    story.hears(copy(version="1", quotes="a"))
    tidings = story.hears(copy(version="1", headline="KILL: Fog"))
    assert gone(tidings) == [("quote", quote(URI, "a"), "retracted"), ("source", source(URI, "a"), "retracted")]
    assert tidings.story is not None
    assert tidings.story.lifecycle.status == "canceled"


def test_a_kill_that_was_there_first_lets_nothing_out(story: Story) -> None:
    """The story is told as canceled, without its quotes."""
    story.is_spoken_of(copy("urn:x:kill", sent=5, headline="KILL: Fog", refers_to=(URI,)))
    tidings = story.hears(copy(sent=1, quotes="a"))
    assert (tidings.quotes, tidings.withdrawn) == ((), ())
    assert tidings.story is not None
    assert (tidings.story.lifecycle.status, tidings.story.story.pub_status) == ("canceled", "canceled")


def test_a_replaced_story_that_is_killed_afterwards_is_told_to_be_killed(story: Story) -> None:
    """Though nothing of it stood any more."""
    story.hears(copy(sent=1, quotes="a"))
    first = story.is_spoken_of(copy("urn:x:b", sent=2, headline="CORRECTED-Fog", refers_to=(URI,)))
    second = story.is_spoken_of(copy("urn:x:c", sent=3, headline="KILL: Fog", refers_to=(URI,)))
    assert [one.change.change for one in (first, second) if one.change] == ["superseded", "retracted"]


def test_a_hold_and_its_end(story: Story) -> None:
    """Withheld, and told again by the version that follows."""
    story.hears(copy(sent=1, quotes="a"))
    held = story.hears(copy(sent=2, headline="HOLD HOLD HOLD"))
    again = story.hears(copy(sent=3, quotes="a"))
    assert {change for _, _, change in gone(held)} == {"withheld"}
    assert ([one.id for one in again.quotes], again.withdrawn) == ([quote(URI, "a")], ())


def test_a_message_that_comes_again_tells_the_same_again(story: Story) -> None:
    """After a crash: the state is what it was."""
    first = story.hears(copy(sent=1, quotes="a"))
    before = story.life
    assert (story.hears(copy(sent=1, quotes="a")), story.life) == (first, before)


def test_an_embargoed_version_waits_for_its_time(story: Story) -> None:
    """All that is told before is that it waits, and until when: no headline, no quote."""
    held = story.hears(copy(sent=1, quotes="a", embargoed_until=at(60)))
    assert held.story is None
    assert held.change is not None
    assert (held.change.change, held.change.until, held.change.story.headline) == ("held", at(60), "")
    assert (next_release(story.life), story.waits(59)) == (at(60), [])
    (out,) = story.waits(60)
    assert out.story is not None
    assert ([one.id for one in out.quotes], out.story.lifecycle.status) == ([quote(URI, "a")], "usable")
    assert next_release(story.life) is None


@pytest.mark.parametrize("status", ["usable", "withheld"])
def test_an_embargo_that_is_over_is_none(story: Story, status: str) -> None:
    """Whatever status the feed sends along with it."""
    tidings = story.hears(copy(sent=1, quotes="a", embargoed_until=at(60), pub_status=status), 61)
    assert tidings.story is not None
    assert tidings.story.lifecycle.status == "usable"


def test_a_message_that_comes_again_after_its_embargo_is_no_other_version(story: Story) -> None:
    """Before or after it was let go."""
    embargoed = copy(sent=1, quotes="a", embargoed_until=at(60))
    story.hears(embargoed)
    story.hears(embargoed, 60)
    assert (len(story.life.versions), story.waits(60)) == (1, [])
    story.hears(embargoed, 70)
    assert len(story.life.versions) == 1


def test_an_embargo_that_is_moved_to_later_holds_the_old_version_too(story: Story) -> None:
    """At the time that does not count any more, nothing comes out; then the new version does, and the old one late."""
    story.hears(copy(version="1", sent=1, quotes="a", embargoed_until=at(60)))
    story.hears(copy(version="2", sent=2, quotes="b", embargoed_until=at(90)))
    assert (next_release(story.life), story.waits(60), versions(story.waits(90))) == (at(90), [], ["2", "1"])


def test_an_embargo_that_is_moved_to_earlier_lets_the_new_version_go(story: Story) -> None:
    """The old one keeps its own time."""
    story.hears(copy(version="1", sent=1, quotes="a", embargoed_until=at(90)))
    story.hears(copy(version="2", sent=2, quotes="b", embargoed_until=at(60)))
    assert (versions(story.waits(60)), versions(story.waits(90))) == (["2"], ["1"])


def test_an_embargo_that_is_moved_too_late_withholds_what_is_out(story: Story) -> None:
    """The message that moved it was sent in time and came late."""
    story.hears(copy(version="1", sent=1, quotes="a", embargoed_until=at(60)))
    story.waits(60)
    tidings = story.hears(copy(version="2", sent=2, quotes="a", embargoed_until=at(90)), 61)
    assert {change for _, _, change in gone(tidings)} == {"withheld"}
    assert tidings.withdrawn[0].cause.by.headline == ""


def test_a_version_without_embargo_lifts_it(story: Story) -> None:
    """The held version comes out at its own time, as late."""
    story.hears(copy(version="1", sent=1, quotes="a", embargoed_until=at(60)))
    assert story.hears(copy(version="2", sent=2, quotes="b"), 30).quotes != ()
    (late,) = story.waits(60)
    assert late.story is not None
    assert late.story.standing is not None
    assert (late.story.standing.superseded_by, late.quotes) == ("2", ())


@pytest.mark.parametrize("uri", [URI, "urn:x:kill"], ids=["its own", "another story's"])
def test_what_was_killed_while_it_was_held_never_comes_out(story: Story, uri: str) -> None:
    """But that it was killed is told."""
    story.hears(copy(version="1", sent=1, quotes="a", embargoed_until=at(60)))
    kill = copy(uri, "1", sent=2, headline="KILL: Fog", refers_to=(URI,))
    told = story.hears(kill) if uri == URI else story.is_spoken_of(kill)
    assert (told.story or told.change) is not None
    assert versions(story.waits(60)) == []
    assert next_release(story.life) is None


def test_a_hold_that_is_itself_embargoed_holds_at_once(story: Story) -> None:
    """Its words are kept back, what it does is not."""
    story.hears(copy(sent=1, quotes="a"))
    tidings = story.hears(copy(sent=2, quotes="b", headline="HOLD HOLD HOLD", embargoed_until=at(60)))
    assert ({change for _, _, change in gone(tidings)}, tidings.story) == ({"withheld"}, None)


def test_the_clock_of_another_worker_brings_nothing_back(story: Story) -> None:
    """A version that was let go stays out, though the next worker's clock is behind."""
    embargoed = copy(sent=1, quotes="a", embargoed_until=at(60))
    story.hears(embargoed)
    story.waits(60)
    assert story.hears(embargoed, 59).story is not None
