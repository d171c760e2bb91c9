"""Whatever messages there are of some stories, in whatever order and how often they come: the desk ends the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.copy_desk import MORNING, at, copy
from tests.desk import Desk
from tests.in_process import Wire
from wirecopy.codec import decode
from wirecopy.events import EnrichedStory
from wirecopy.life.standing import stands, weigh
from wirecopy.life.state import StoryLife

URIS = ("urn:x:fog", "urn:x:ice", "wind")

#: What a message may be: fields of RawStory. The names are those that `ITEMS` gives to the stories.
KINDS: tuple[dict[str, object], ...] = (
    {},
    {},
    {"headline": "UPDATE 1-Fog"},
    {"headline": "UPDATE 2-Fog"},
    {"headline": "2ND LEAD: Fog"},
    {"headline": "CORRECTED-Fog on the strait"},
    {"headline": "CORRECTED-Fog on the strait", "refers_to": ("urn:x:ice",)},
    {"headline": "CORRECTED-Fog on the strait", "refers_to": ("wind",)},
    {"headline": "MEDIA ADVISORY: Fog tour"},
    {"ed_note": "Please kill item dpa 157"},
    {"headline": "KILL: Fog", "refers_to": ("urn:x:ice", "wind")},
    {"headline": "HOLD HOLD HOLD"},
    {"ed_note": "Please hold item dpa 157"},
    {"pub_status": "withheld"},
    {"pub_status": "withheld", "headline": "UPDATE 2-Fog"},
    {"embargoed_until": at(20)},
    {"embargoed_until": at(40), "pub_status": "withheld"},
    {"embargoed_until": at(60), "headline": "UPDATE 2-Fog"},
    {"embargoed_until": at(60), "headline": "CORRECTED-Fog on the strait", "refers_to": ("urn:x:ice",)},
    {"embargoed_until": at(40), "headline": "HOLD HOLD HOLD"},
)
KILLS: tuple[dict[str, object], ...] = ({"pub_status": "canceled"}, {"headline": "KILL: Fog"})
TAKES: tuple[dict[str, object], ...] = ({"headline": "TAKE 2: Fog"}, {"headline": "TAKE 3: Fog"})

#: What may become of each story. Takes of a story that is killed and comes back are another matter (test_standing).
OF_STORY = {"urn:x:fog": (*KINDS, *KILLS), "urn:x:ice": (*KINDS, *KILLS), "wind": (*KINDS[:7], *TAKES, *KINDS[10:])}

ITEMS = {"urn:x:fog": "dpa 156", "urn:x:ice": "dpa 157", "wind": "dpa 157"}


class Sent(NamedTuple):
    """One message, in short."""

    uri: str
    version: str | None
    sent: int | None
    quotes: str
    kind: dict[str, object]
    urgency: int

    def read(self, number: int) -> EnrichedStory:
        """As the pool reads it; its number makes it another text."""
        raw = {"text": str(number), "item": ITEMS[self.uri], **self.kind}
        story = copy(self.uri, self.version, self.sent, self.quotes, **raw)  # type: ignore[arg-type]
        return replace(story, urgency=self.urgency)


@st.composite
def messages(draw: st.DrawFn) -> list[Sent]:
    """Some messages. A story's feed numbers and stamps its versions, or does not; a kill may be careless."""
    numbered, timed = ({uri: draw(st.booleans()) for uri in URIS} for _ in range(2))
    sent = []
    for _ in range(draw(st.integers(2, 7))):
        uri = draw(st.sampled_from(URIS))
        kind = draw(st.sampled_from(OF_STORY[uri]))
        careless = kind in KILLS and draw(st.booleans())
        version = draw(st.sampled_from(("1", "2", "3") if numbered[uri] else ("1132689232", "1132689300")))
        minutes = draw(st.sampled_from((0, 5, 10, 15, 25)))
        sent.append(
            Sent(
                uri,
                None if careless else version,
                minutes if timed[uri] and not careless else None,
                draw(st.sampled_from(("", "a", "ab", "bc"))),
                kind,
                draw(st.sampled_from((2, 5))),
            )
        )
    return sent


def read(sent: Sequence[Sent]) -> list[EnrichedStory]:
    """Several messages, each another text."""
    return [one.read(number) for number, one in enumerate(sent)]


def arrive(stories: list[EnrichedStory]) -> Wire:
    """All of them within the first half hour, in an order; then the day goes by."""
    wire = Wire(MORNING)
    for slot, story in enumerate(stories):
        wire.set_clock(MORNING + timedelta(minutes=slot))
        wire.publish([story])
    for minutes in (20, 40, 60, 90):
        wire.set_clock(at(minutes))
    return wire


def outcome(desk: Desk) -> dict[str, object]:
    """What stands; but an alert about a correction that a kill took back is not raised again with the story."""
    ends = desk.outcome()
    return ends | {"alerts": [one for one in ends["alerts"] if desk.alerts[one][1] != "correction"]}


@settings(max_examples=150)
@given(messages(), st.integers(0, 10_000))
def test_any_order_and_any_repetition_ends_the_same(sent: list[Sent], seed: int) -> None:
    """Kills before their stories, takes before the main copy, late versions, embargoes that move."""
    stories, dice = read(sent), Random(seed)
    other = dice.sample([*stories, *dice.choices(stories, k=3)], len(stories) + 3)
    assert outcome(arrive(other).desk) == outcome(arrive(stories).desk)


@settings(max_examples=150)
@given(messages())
def test_the_desk_knows_what_stands_and_nothing_that_was_killed(sent: list[Sent]) -> None:
    """Told item by item, it is what the state says as a whole; what was told and does not stand was withdrawn."""
    wire = arrive(read(sent))
    stand: set[str] = set()
    for entry in wire.lives.due(0, float("inf")).values():
        if wire.lives.kind_of(entry) is StoryLife:
            found = stands(weigh(decode(StoryLife, entry.value)))
            stand |= {one.id for one in found.values() if one.item == "quote" and not one.withheld}
    assert sorted(stand) == wire.desk.outcome()["quotes"]
    for uri, standing in wire.desk.stories.items():
        if standing["status"] == "canceled":
            assert (wire.desk.standing_quotes(uri), standing["live"]) == ([], [])


@settings(max_examples=150)
@given(messages())
def test_one_id_is_one_event(sent: list[Sent]) -> None:
    """Who drops what has an id that was there before drops nothing but repetitions."""
    seen: dict[bytes, set[tuple[str, bytes | None, bytes | None]]] = {}
    wire = arrive(read(sent) * 2)
    for record in wire.published:
        seen.setdefault(dict(record.headers)["ce_id"], set()).add((record.topic, record.key, record.value))
    assert [events for events in seen.values() if len(events) > 1] == []


@settings(max_examples=150)
@given(messages())
def test_nothing_that_is_embargoed_is_told_before_its_time(sent: list[Sent]) -> None:
    """Not by its own events, nor by those of others that it causes."""
    secret = [replace(one, text=f"{one.text} SECRET-{at}") for at, one in enumerate(read(sent))]
    wire = Wire(MORNING)
    wire.publish(secret)
    held = [f"SECRET-{at}" for at, one in enumerate(secret) if _is_held(one)]
    told = b"".join(record.value or b"" for record in wire.published).decode()
    assert [one for one in held if f'{one}"' in told] == []


def _is_held(story: EnrichedStory) -> bool:
    return story.lifecycle.embargoed_until is not None and story.lifecycle.status != "canceled"
