"""Which words of a mention speak, on words that are written by hand, without a language model."""

import pytest

from wirecopy.extract.sources.speaking import speaking_words
from wirecopy.extract.sources.words import Word


def words(line: str) -> list[Word]:
    """One word for each of the line: "Roe/NNP/conj>0" has a tag, a dependency and the number of its head."""
    made: list[Word] = []
    at = 0
    for number, item in enumerate(line.split()):
        spelled, _, head = item.partition(">")
        text, tag, dep = (*spelled.split("/"), "", "")[:3]
        made.append(Word(text, at, at + len(text), tag or "XX", dep, int(head) if head else number))
        at += len(text) + 1
    return made


def speaking(line: str, size: int) -> list[str]:
    made = words(line)
    return [made[at].text for at in speaking_words(made, range(size))]


@pytest.mark.parametrize(
    ("line", "size", "expected"),
    [
        ("Mayor/NNP>1 Marsh/NNP said/VBD", 2, ["Marsh"]),
        ("the/DT>1 minister/NN said/VBD", 2, ["minister"]),
        ("Marsh/NNP and/CC>0 Roe/NNP/conj>0 said/VBD", 3, ["Marsh", "Roe"]),
        ("Marsh/NNP ,/,>0 Roe/NNP/conj>0 and/CC>2 Kim/NNP/conj>2 said/VBD", 5, ["Marsh", "Roe", "Kim"]),
        ("the/DT>1 network/NN and/CC>1 its/PRP$>4 defenders/NNS/conj>1 say/VBP", 5, ["network", "defenders"]),
        ("the/DT>1 minister/NN and/CC>1 candidate/NN/conj>1 said/VBD", 4, ["minister"]),
        ("Marsh/NNP 's/POS>0 former/JJ>3 doctor/NN>0 said/VBD", 4, ["doctor"]),
        ("Roe/NNP ,/,>0 who/WP>3 backed/VBD>0 Kim/NNP>3 and/CC>3 opposed/VBD/conj>3 said/VBD", 7, ["Roe"]),
        ("one/CD of/IN>0 the/DT>3 lawyers/NNS>1 ,/, Ada/NNP>6 Marsh/NNP>0 ,/, said/VBD", 8, ["Marsh"]),
        ("one/CD of/IN>0 the/DT>3 lawyers/NNS>1 ,/, Ada/NNP>6 Marsh/NNP>0 ,/, said/VBD", 4, ["Marsh"]),
        ("some/DT say/VBP", 1, ["some"]),
        ("said/VBD", 0, []),
        ("the/DT said/VBD", 1, []),
    ],
)
def test_who_speaks(line: str, size: int, expected: list[str]) -> None:
    """The head of the noun phrase; both of two; the owner's man, not the owner; the name behind a description."""
    assert speaking(line, size) == expected


def test_who_is_whom_it_stands_for() -> None:
    """A relative pronoun speaks for the noun that its clause modifies, also behind "many of"."""
    made = words("Marsh/NNP ,/, who/WP>3 said/VBD/relcl>0")
    assert [made[at].text for at in speaking_words(made, range(2, 3))] == ["Marsh"]
    made = words("voters/NNS ,/, many/JJ>5 of/IN>2 whom/WP>3 say/VBP/relcl>0")
    assert [made[at].text for at in speaking_words(made, range(2, 5))] == ["voters"]
