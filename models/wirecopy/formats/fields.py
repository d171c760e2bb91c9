"""The metadata of a JSON item, whichever names its format has for it: identity, status, embargo, times."""

from datetime import datetime

from wirecopy.formats import metadata
from wirecopy.formats.clean import one_line
from wirecopy.formats.item import Item
from wirecopy.formats.times import iso_time
from wirecopy.story import PubStatus


def identity(item: Item, *names: str) -> str | None:
    """The first of these fields that names the story.

    Raises:
        Unreadable: "bad-field": one of them is no text, or longer than any name.
    """
    uri = next((value for name in names if (value := item.needed_text(name))), "")
    return metadata.identity(uri, item.where, "a uri")


def status(item: Item, *names: str) -> PubStatus:
    """The publishing status. An unknown one withholds the story: taken as usable, it could be a kill that nobody sees.

    Raises:
        Unreadable: "bad-field" where it is no text; the sentence names the item.
    """
    value = next((value for name in names if (value := item.needed_text(name))), "")
    found = metadata.pub_status(value) if value else "usable"
    if found is None:
        item.repairs.append(
            f"pubstatus {metadata.shown(value)} is not usable, withheld or canceled: the story is withheld"
        )
    return found or "withheld"


def embargo(item: Item, *names: str) -> tuple[datetime | None, PubStatus | None]:
    """The end of the embargo, and "withheld" if it cannot be read; a value of a wrong type is an embargo too.

    An empty text is none, and that is doubted in `repairs`: ninjs says "If absent, this object is not embargoed" and
    allows nothing but a time, and many a system writes every field, empty or not. NewsML-G2, where an empty element
    does mean "until further notice" (NAR 1.4, DateTimeOrNullPropType), has a reader of its own.
    """
    values = [value for value in map(item.fields.get, names) if value is not None and value is not False]
    written = next((line for value in values if (line := one_line(str(value)))), None)
    if written is None and values:
        item.repairs.append("the embargo is empty: taken as none")
    return metadata.embargo("embargoed", written, iso_time, item.repairs)


def time(item: Item, *names: str) -> datetime | None:
    """A time in UTC under the first of these names that holds text; one that cannot be read is ignored with a note."""
    return metadata.time(names[-1], item.text(*names), iso_time, item.repairs)


def urgency(item: Item, name: str) -> int | None:
    """IPTC urgency; what is none is ignored with a note."""
    return metadata.urgency(item.fields[name], item.repairs) if item.has(name) else None


def notes(*notes: str | None) -> str | None:
    """Notes to editors as one."""
    return "; ".join(note for note in notes if note) or None
