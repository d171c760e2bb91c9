"""Why a source is not named: the reason proper, else the words that withhold the name, else nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.extract.sources.anonymity import reason_for_anonymity


def reason(sentence: str) -> str | None:
    found = reason_for_anonymity(sentence)
    return sentence[found[0] : found[1]] if found else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("…, who spoke on condition of anonymity because the talks are private.", "because the talks are private"),
        ("…, under condition of anonymity, in line with company rules.", "in line with company rules"),
        ("They spoke on customary condition of anonymity under ministry rules.", "under ministry rules"),
        ("The official requested anonymity because he feared reprisals.", "because he feared reprisals"),
        ("The official declined to be named, citing the talks, and hung up.", "citing the talks"),
        ("The three declined to be identified as the report is not public.", "as the report is not public"),
        ("The nurse did not want to be named for fear of losing her job.", "for fear of losing her job"),
        ("… asked not to be identified discussing private matters.", "discussing private matters"),
        ("… was granted anonymity to discuss the plan said it was late.", "to discuss the plan"),
        ("… on condition of anonymity because they were told to.", "because they were told to"),
        ("… on condition of anonymity as talks go on said it was late.", "as talks go on"),
        ("The envoy spoke anonymously to describe the meeting.", "to describe the meeting"),
        ("The aide was not authorised to speak publicly.", "not authorised to speak publicly"),
        ("The aide wasn’t authorized to talk to the media and hung up.", "wasn’t authorized to talk to the media"),
        (
            "The aide was not authorised to brief the press and spoke on condition of anonymity.",
            "not authorised to brief the press",
        ),
    ],
)
def test_the_reason_proper(sentence: str, expected: str) -> None:
    """In the words of the story, to the end of the clause."""
    assert reason(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("…, who asked not to be named, said so.", "who asked not to be named"),
        ("One official spoke on condition of anonymity.", "spoke on condition of anonymity"),
        ("…, who wanted to remain anonymous, said so because it was late.", "who wanted to remain anonymous"),
        ("The source, speaking on background, said so.", "speaking on background"),
        ("The officials asked for anonymity.", "asked for anonymity"),
        ("The woman, who didn't want to be named, wept.", "who didn't want to be named"),
    ],
)
def test_without_a_reason_the_words_that_withhold_the_name(sentence: str, expected: str) -> None:
    """What is given as the reason for something else is not taken for it."""
    assert reason(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "A ship is to be named after the queen.",
        "Alcoholics Anonymous said 400 people came.",
        "An anonymous donor paid because the roof leaked.",
        "They responded anonymously because the form allowed it.",
        "She was not permitted to speak at the convention.",
        "The minister declined to comment because the talks are private.",
        "",
    ],
)
def test_nothing_is_withheld(sentence: str) -> None:
    """Names, comments and forms may be missing for other reasons."""
    assert reason(sentence) is None


def test_a_sentence_is_looked_at_to_its_400th_code_point() -> None:
    """Whatever the length of a sentence that never ends, the work stays small."""
    assert reason("x " * 200 + "on condition of anonymity") is None


words = st.sampled_from(
    (
        "who",
        "asked",
        "not",
        "n't",
        "to",
        "be",
        "named",
        "on",
        "condition",
        "of",
        "anonymity",
        "because",
        ",",
        ". ",
        "said",
        "🚨",
    )
)


@given(st.text(max_size=60) | st.lists(words, max_size=200).map(" ".join))
def test_what_is_found_is_words_of_the_sentence(sentence: str) -> None:
    """Never empty, never outside, never ending in a blank."""
    found = reason_for_anonymity(sentence)
    if found is not None:
        start, end = found
        assert 0 <= start < end <= len(sentence)
        assert sentence[start:end] == sentence[start:end].rstrip(" ,")
