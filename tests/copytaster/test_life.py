"""The life agent and the alert agent: state in, state out, and never a message whose state cannot be kept."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from copytaster.alert import AlertStep
from copytaster.delivered import Delivered, Done, Failed, Outcome
from copytaster.envelope import OutgoingRecord, event_type, read_records
from copytaster.life import LifeStep
from copytaster.settings import Settings
from copytaster.store import REMINDER, Entry
from copytaster.topics import topology
from tests.copy_desk import MORNING, at, copy
from tests.in_process import Memory, Wire
from wirecopy.codec import decode, encode
from wirecopy.errors import Unreadable
from wirecopy.events import EnrichedStory
from wirecopy.life.state import NameLife, StoryLife

TOPICS = topology()
FOG = b"urn:x:fog"


class Agent:
    """A life agent with nothing on its topic but what it has put there."""

    def __init__(self, limit: int = 100_000) -> None:
        self.store = Memory(Settings(), TOPICS.lives)
        self.now = MORNING.timestamp()
        self.step = LifeStep(self.store, TOPICS, "desk", limit, lambda: self.now)

    def hears(self, story: EnrichedStory) -> list[Outcome]:
        """A story as it was read, with its names."""
        return [self.takes(record) for record in read_records(story, TOPICS, "desk")]

    def takes(self, record: OutgoingRecord) -> Outcome:
        """One message."""
        message = Delivered(
            topic=record.topic, partition=2, offset=7, key=record.key, value=record.value, headers=record.headers
        )
        return asyncio.run(self.step(message))

    def is_reminded(self, minutes: float) -> Outcome:
        """Of the fog."""
        self.now = at(minutes).timestamp()
        headers = (("ce_type", REMINDER.encode()),)
        return self.takes(OutgoingRecord(topic=TOPICS.read.name, key=FOG, value=None, headers=headers))

    def entry(self) -> Entry | None:
        return self.store.get(2, FOG)


def types(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Done)
    return [event_type(record.headers) for record in outcome.records]


def test_the_state_goes_to_the_partition_of_the_message_and_comes_after_the_events() -> None:
    """Its key is the story; its headers say when it was touched."""
    agent = Agent()
    (outcome,) = agent.hears(copy(sent=1, quotes="a"))
    assert isinstance(outcome, Done)
    (state,) = outcome.state
    assert types(outcome) == ["wire.quote.extracted.v1", "wire.source.mentioned.v1", "wire.story.enriched.v1"]
    assert (state.topic, state.key, state.partition) == ("wire.lives.v1", FOG, 2)
    assert dict(state.headers)["copytaster-touched"] == repr(agent.now).encode()
    assert decode(StoryLife, state.value or b"").uri == "urn:x:fog"


def test_the_same_message_on_the_same_state_gives_the_same_bytes() -> None:
    """What was half published when the worker was killed is published again as it was."""
    outcomes = []
    for _ in range(2):
        agent = Agent()
        agent.hears(copy(version="1", quotes="ab"))
        outcomes += agent.hears(copy(version="2", quotes="b"))
    assert outcomes[0] == outcomes[1]


def test_a_name_goes_on_to_the_stories_that_bear_it() -> None:
    """On our own topic, as a notice; the name is kept under its URN."""
    agent = Agent()
    _, named = agent.hears(copy(sent=1, quotes="a", item="dpa 157"))
    (killed,) = agent.hears(copy("urn:x:kill", sent=2, ed_note="Please kill item dpa 157"))
    assert isinstance(named, Done)
    assert isinstance(killed, Done)
    assert decode(NameLife, named.state[0].value or b"").namings[0].uri == "urn:x:fog"
    by_name = next(one for one in killed.records if (one.key or b"").startswith(b"urn:copytaster:name:"))
    (to_story,) = (one for one in _records(agent.takes(by_name)))
    assert (to_story.topic, to_story.key, types(agent.takes(to_story))[-1]) == (
        "wire.read.v1",
        FOG,
        "wire.story.retracted.v1",
    )


def _records(outcome: Outcome) -> tuple[OutgoingRecord, ...]:
    assert isinstance(outcome, Done)
    return outcome.records


def test_a_correction_that_is_held_back_speaks_of_others_at_its_time() -> None:
    """Until then the wrong story stands; its headline would be out with the notice."""
    wire = Wire(MORNING)
    wire.publish([copy("urn:x:wrong", sent=1, quotes="a")])
    wire.publish(
        [copy("urn:x:right", sent=2, headline="CORRECTED-Ice", refers_to=("urn:x:wrong",), embargoed_until=at(60))]
    )
    assert wire.desk.standing_quotes("urn:x:wrong") != []
    assert not any(b"CORRECTED-Ice" in (one.value or b"") for one in wire.published)
    wire.set_clock(at(60))
    assert wire.desk.standing_quotes("urn:x:wrong") == []


def test_a_held_story_is_due_and_let_go_when_its_time_has_come() -> None:
    """A reminder that comes too early changes nothing."""
    agent = Agent()
    assert types(agent.hears(copy(sent=1, quotes="a", embargoed_until=at(60)))[0]) == ["wire.story.held.v1"]
    assert (entry := agent.entry())
    assert entry.due == at(60).timestamp()
    assert types(agent.is_reminded(59)) == []
    assert types(agent.is_reminded(60))[-1] == "wire.story.enriched.v1"
    assert (entry := agent.entry())
    assert entry.due is None


def test_what_nobody_touches_is_forgotten_with_a_tombstone() -> None:
    """Unless somebody touched it between the reminder and its turn."""
    agent = Agent()
    agent.hears(copy(sent=1))
    days = timedelta(hours=Settings().life_hours + 1) / timedelta(minutes=1)
    assert types(agent.is_reminded(60)) == []
    assert agent.entry() is not None
    outcome = agent.is_reminded(60 + days)
    assert isinstance(outcome, Done)
    assert [(one.key, one.value, one.partition) for one in outcome.state] == [(FOG, None, 2)]
    assert agent.entry() is None


def test_a_kill_gets_into_a_state_that_is_full() -> None:
    """What was superseded long ago, or held back though a newer text is, makes room."""
    agent = Agent(limit=40_000)
    held = copy(version="1", embargoed_until=at(600), text="x" * 4_000)
    size = len(encode(held))
    for number in range(1, 20):
        agent.hears(replace(copy(version=str(number), embargoed_until=at(600), text=f"{number}" + "x" * 4_000)))
    assert (entry := agent.entry())
    assert size < len(entry.value) <= 40_000
    (outcome,) = agent.hears(copy(version="20", headline="KILL: Fog", text="y" * 4_000))
    assert types(outcome) == ["wire.story.enriched.v1"]


def test_a_version_whose_state_cannot_be_kept_is_a_dead_letter_and_leaves_no_trace() -> None:
    """Memory and topic must not part."""
    agent = Agent(limit=20_000)
    (outcome,) = agent.hears(copy(version="1", embargoed_until=at(60), text="x" * 30_000))
    assert isinstance(outcome, Failed)
    assert (outcome.reason, agent.entry()) == ("output-too-large", None)


@pytest.mark.parametrize("agent", ["life", "alert"])
def test_what_is_no_event_of_ours_is_a_dead_letter(agent: str) -> None:
    """Null, or no JSON."""
    store = Memory(Settings(), TOPICS.state_of(agent))
    make: type[LifeStep | AlertStep] = LifeStep if agent == "life" else AlertStep
    step = make(store, TOPICS, "desk", 1000)
    null = Delivered(topic="x", partition=0, offset=0, key=b"k", value=None)
    outcome = asyncio.run(step(null))
    assert isinstance(outcome, Failed)
    assert outcome.reason == "null-value"
    with pytest.raises(Unreadable):
        asyncio.run(step(replace(null, value=b"no event")))
