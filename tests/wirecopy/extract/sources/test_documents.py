"""Documents that an agency has seen: the pattern on words that are written by hand, without a language model."""

import pytest

from wirecopy.extract.sources.documents import seen_documents
from wirecopy.extract.sources.words import Word


def words(line: str) -> list[Word]:
    """One word for each of the line: "seen/VBN>2" is tagged, and hangs on the word with that number."""
    made: list[Word] = []
    at = 0
    for number, item in enumerate(line.split()):
        text, _, rest = item.partition("/")
        tag, _, head = rest.partition(">")
        made.append(Word(text, at, at + len(text), tag or "XX", head=int(head) if head else number))
        at += len(text) + 1
    return made


def seen(line: str, quoted: set[int] | None = None) -> dict[str, str]:
    made = words(line)
    return {made[at].text: agency for at, agency in seen_documents(made, quoted or set()).items()}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A draft/NN seen/VBN>1 by AFP sets/VBZ two windows/NNS", {"draft": "AFP"}),
        ("A memo/NN obtained/VBN>1 by The Associated Press says/VBZ", {"memo": "Associated Press"}),
        ("The letter/NN , seen/VBN>1 by Reuters , asks/VBZ", {"letter": "Reuters"}),
        ("Footage/NN verified/VBN>0 by AFP showed/VBD", {"Footage": "AFP"}),
        ("Emails/NNS shared/VBN>0 with dpa show/VBP", {"Emails": "dpa"}),
        ("a statement/NN sent/VBN>1 to Kyodo News", {"statement": "Kyodo News"}),
        ("A copy/NN of the deal/NN reviewed/VBN>1 by Reuters", {"copy": "Reuters"}),
        ("A draft/NN and/CC a memo/NN seen/VBN by AFP", {"memo": "AFP"}),
    ],
)
def test_a_document_and_who_has_seen_it(line: str, expected: dict[str, str]) -> None:
    """The noun that the participle hangs on, else the nearest one before it."""
    assert seen(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "A draft/NN seen/VBN>1 by lawmakers/NNS",
        "Trucks/NNS seen/VBN>0 by AFP",
        "A woman/NN seen/VBN>1 by Reuters",
        "The draft/NN was/VBD seen/VBN>1 as/IN AFP",
        "seen/VBN by AFP",
        "A draft/NN seen/VBN>1 by",
        "A draft/NN seen/VBN>1",
        "",
    ],
)
def test_no_document_or_no_agency(line: str) -> None:
    """People, trucks and the copy that others have seen are no sources of this story."""
    assert seen(line) == {}


def test_what_somebody_is_quoted_with_is_their_affair() -> None:
    """ "The draft seen by AFP is a fake," the minister said."""
    assert seen("The draft/NN seen/VBN>1 by AFP is/VBZ a fake/NN", quoted={0, 1, 2, 3, 4, 5, 6, 7}) == {}
