"""Who is who: the identity of a story, of its versions, and of everything made from it.

Every id is made from content alone, so that a story read twice, by whichever worker, gives the same ids.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from wirecopy.annotate import Layout, lay_out
from wirecopy.events import StoryRef
from wirecopy.story import RawStory

#: Parts of an id are joined by a character that stands in none of them: where a publisher sends one, it is escaped.
_JOINT, _ESCAPE = "\x1f", "\x1e"
#: A Kafka key that is longer is no name: every event of the story would carry it.
LONGEST_KEY = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One identified story: what the extractors and the events work on."""

    uri: str
    version: str
    raw: RawStory
    layout: Layout

    @property
    def text(self) -> str:
        """The text that every offset counts in."""
        return self.layout.text


def identify(raw: RawStory, key: bytes | None = None, sent: datetime | None = None) -> Copy:
    """Give a raw story its uri and version, and the time it was sent if it does not give that itself.

    Args:
        raw: the story as it was read.
        key: the Kafka key of its message.
        sent: when its publisher says that the message was sent; plain text has no place for that.

    The uri is the publisher's; else the Kafka key, if it is printable text of at most `LONGEST_KEY` bytes; else it is
    made from the text. The version is the publisher's; else the time it was sent; else it is made from the text, so
    that two different texts can never pass for the same version. A uri of blanks is none.
    """
    raw = replace(raw, sent=raw.sent or sent)
    layout = lay_out(raw)
    digest = text_sha256(layout.text)
    return Copy(
        uri=(raw.uri if raw.uri and not raw.uri.isspace() else None)
        or _printable(key)
        or f"urn:copytaster:text:{digest[:32]}",
        version=raw.version or (raw.sent.isoformat() if raw.sent else f"text:{digest[:16]}"),
        raw=raw,
        layout=layout,
    )


def identify_all(raws: Sequence[RawStory], key: bytes | None = None, sent: datetime | None = None) -> tuple[Copy, ...]:
    """Identify the stories of one message. Where there are several, the message's key is the name of none of them."""
    return tuple(identify(raw, key if len(raws) == 1 else None, sent) for raw in raws)


def text_sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def event_id(story: StoryRef, event_type: str, which: str = "") -> str:
    """The CloudEvents id of one event of one version of a story: 32 hexadecimal digits.

    The digest of the text and the status are in it: a publisher that sends two texts as one version, or kills a story
    without a new version number, must not have the second message dropped as a duplicate.

    Args:
        story: the story that the event belongs to; `text_sha256` must be filled.
        event_type: its CloudEvents type.
        which: what tells it from the other events of this type that the version gives rise to (an ordinal, an id).
    """
    return _digest(story.uri, story.version, story.text_sha256, story.status, story.relation, event_type, which)


def quote_id(uri: str, words: str, speaker: str | None) -> str:
    """The id of a quote, the same in all versions of a story while words and speaker stay: 32 hexadecimal digits."""
    return _digest("quote", uri, _folded(words), _folded(speaker or ""))


def source_id(uri: str, kind: str, who: str) -> str:
    """The id of a source within a story; `who` is the name, else the description: 32 hexadecimal digits."""
    return _digest("source", uri, kind, _folded(who))


def alert_id(rule: str, uri: str, which: str = "") -> str:
    """The id of an alert that a rule raises on a story: 32 hexadecimal digits.

    Args:
        rule: the rule's id.
        uri: the story.
        which: nothing for what is true of the story, so that a new version updates the alert; the version for what one
            message did (a correction), so that the next correction is another alert.
    """
    return _digest("alert", rule, uri, which)


def _printable(key: bytes | None) -> str | None:
    """A Kafka key as text, if it is text that can serve as a name."""
    if key is None or len(key) > LONGEST_KEY:
        return None
    try:
        text = key.decode()
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() and text.strip() else None


def _folded(words: str) -> str:
    """Letters and digits only, case folded: re-punctuated words keep their id."""
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def _digest(*parts: str) -> str:
    joined = _JOINT.join(part if part.isprintable() else _escaped(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _escaped(part: str) -> str:
    return part.replace(_ESCAPE, _ESCAPE * 2).replace(_JOINT, _ESCAPE + _JOINT)
