"""JSON messages of one item or several: numbering them, and putting together what was read from each."""

from collections.abc import Iterable, Mapping
from typing import Any

from wirecopy.errors import Unreadable
from wirecopy.formats.contents import Contents, SetAside
from wirecopy.formats.item import Item
from wirecopy.formats.metadata import kind
from wirecopy.story import RawStory

#: How many items one message may hold: a story is read as a whole or not at all, so a message must stay small.
MOST_ITEMS = 100

_EMPTY = "an empty item"

#: Values of `type` that are no text story (ninjs 1.x enumeration, IPTC media types, and "photo", which many feeds say).
NO_TEXT = {
    "picture": "a picture",
    "photo": "a picture",
    "image": "a picture",
    "graphic": "a graphic",
    "animation": "an animation",
    "video": "a video",
    "audio": "a sound",
    "event": "an event",
    "planning": "a planning item",
}


def numbered(items: list[Mapping[str, Any]], repairs: tuple[str, ...]) -> list[Item]:
    """The items of a message with their places in it, and with what was mended in its bytes.

    Raises:
        Unreadable: "too-large": there are more than `MOST_ITEMS`.
    """
    if len(items) > MOST_ITEMS:
        raise Unreadable(
            "too-large", f"The message holds {len(items):,} items; send at most {MOST_ITEMS} in one message."
        )
    alone = len(items) == 1
    return [
        Item(item, "The item" if alone else f"Item {number}", list(repairs))
        for number, item in enumerate(items, start=1)
    ]


def objects(elements: list[object]) -> list[Mapping[str, Any]]:
    """Elements of an array, each of which must be an object.

    Raises:
        Unreadable: "bad-field"; the sentence names the first that is none.
    """
    for number, element in enumerate(elements, start=1):
        if not isinstance(element, dict):
            raise Unreadable("bad-field", f"Item {number} is {kind(element)}; give an object, as the format has it.")
    return [element for element in elements if isinstance(element, dict)]


def empty(uri: str | None, lacks: str) -> SetAside:
    """An item without text among others. Nothing is read from it, and nothing is lost."""
    return SetAside(what=_EMPTY, uri=uri, because=lacks)


def gathered(found: Iterable[RawStory | SetAside]) -> Contents:
    """What was read from the items of a message.

    Raises:
        Unreadable: "no-text": all of them are empty; "too-large": they hold more than `MOST_ITEMS` stories.
    """
    found = list(found)
    lacks = [one.because for one in found if isinstance(one, SetAside) and one.what == _EMPTY]
    if len(lacks) == len(found):
        what = "The item has no text" if len(found) == 1 else f"None of the {len(found)} items is a text story"
        raise Unreadable("no-text", f"{what}: {lacks[0] if lacks else 'the message is empty'}.")
    stories = tuple(one for one in found if isinstance(one, RawStory))
    if len(stories) > MOST_ITEMS:  # packages have items in items
        raise Unreadable("too-large", f"The message holds {len(stories):,} stories; send at most {MOST_ITEMS} in one.")
    return Contents(
        stories=stories,
        set_aside=tuple(one for one in found if isinstance(one, SetAside)),
    )
