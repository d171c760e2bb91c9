"""What the source says of a class."""

from dataclasses import dataclass
from typing import ClassVar

from wirecopy.schema.described import Description, described


@dataclass(frozen=True, slots=True, kw_only=True)
class Telex:
    """A message.

    It has takes.
    """

    #: No field, and no comment for the next one.
    SPEED: ClassVar = 50
    slug: str
    #: The first
    #: is 1.
    take: int = 1
    # A remark that is for readers of the code.
    desk: str = ""
    #: A comment that stands too far away.

    sent: str = ""


def test_comments_and_docstring_are_read() -> None:
    """`#:` lines right above a field belong to it; other comments, and ones further away, do not."""
    assert described(Telex) == Description(
        about="A message. It has takes.",
        fields={"SPEED": "No field, and no comment for the next one.", "take": "The first is 1."},
    )
