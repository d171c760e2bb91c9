"""Quotes beside what people marked."""

from bench.scoring.quotes import Rate, score_story, summary
from bench.scoring.records import Attribution
from bench.scoring.speakers import speaker_class
from tests.bench.marked import said

TEXT = (
    '"The road is open again," Ada Poe said. The ferry will wait until noon, a spokesman said. '
    "He hopes for better weather soon. Poe warned of rocks below the bridge."
)
ROAD = said(TEXT, '"The road is open again,"', by="Ada Poe")
FERRY = said(TEXT, "The ferry will wait until noon", by="a spokesman")
ROCKS = said(TEXT, "of rocks below the bridge")
HOPE = said(TEXT, "better weather soon", by="He", scope="other")


def test_what_is_read_as_it_is_marked_scores_full() -> None:
    """Every measure."""
    score = summary([score_story(TEXT, [ROAD, FERRY, HOPE], [ROAD, FERRY], "speech")])
    full = Rate(2, 2, 2)
    assert (score.exact, score.overlap, score.e2e, score.token.f1) == (full, full, full, 1.0)
    assert (score.speaker_exact, score.speaker_head) == (1.0, 1.0)


def test_missed_extra_and_wrong_speaker_are_told_apart() -> None:
    """Each by its fragment."""
    wrong = said(TEXT, "The ferry will wait until noon", by="Ada Poe")
    extra = said(TEXT, "a spokesman said. He hopes")
    scored = score_story(TEXT, [ROAD, FERRY], [wrong, extra], "speech")
    words = [[TEXT[part.start : part.end] for part in parts] for parts in (scored.missed, scored.extra, scored.right)]
    assert words == [["The road is open again"], ["a spokesman said. He hopes"], []]
    assert [match.speaker for match in scored.matches] == ["wrong"]


def test_direct_counts_only_what_stands_in_quotation_marks() -> None:
    """On both sides."""
    scored = score_story(TEXT, [ROAD, FERRY], [FERRY], "direct")
    assert (len(scored.gold), len(scored.found)) == (1, 0)


def test_what_is_marked_and_not_counted_is_not_held_against_a_reader() -> None:
    """A belief that was read as speech is left out; a find where nothing is marked is not."""
    assert len(score_story(TEXT, [HOPE], [HOPE], "speech").found) == 0
    assert len(score_story(TEXT, [], [HOPE], "speech").found) == 1


def test_words_in_marks_that_nobody_said_are_not_counted() -> None:
    """They are marked to be ignored."""
    name = said(TEXT, "The road is open again", ignore=True)
    assert summary([score_story(TEXT, [name], [ROAD], "direct")]).overlap == Rate(0, 0, 0)


def test_two_words_are_no_quote() -> None:
    """Scare quotes, on both sides."""
    two = said(TEXT, "The road")
    assert summary([score_story(TEXT, [two], [two], "speech")]).overlap == Rate(0, 0, 0)


def test_half_of_the_words_is_a_match_and_less_is_none() -> None:
    """The F1 of the words, at least one half: 2 of 3 found words among 5 marked is 0.5."""
    half = said(TEXT, 'open again," Ada')
    less = said(TEXT, 'again," Ada Poe')
    assert [len(score_story(TEXT, [ROAD], [guess], "speech").matches) for guess in (half, less)] == [1, 0]


def test_a_marked_fragment_is_matched_once_by_the_best() -> None:
    """The second guess at the same words is extra."""
    near = said(TEXT, "road is open again")
    scored = score_story(TEXT, [ROAD], [near, ROAD], "speech")
    assert [match.found.quote for match in scored.matches] == [ROAD]
    assert [fragment.quote for fragment in scored.extra] == [near]


def test_a_speaker_is_right_by_its_head() -> None:
    """A surname for the whole name is; an article or a title in common is not; without offsets, the words decide."""

    def verdict(gold: Attribution, speaker: tuple[int, int] | None, text: str | None) -> str | None:
        guess = Attribution(parts=gold.parts, speaker=speaker, speaker_text=text)
        return score_story(TEXT, [gold], [guess], "speech").matches[0].speaker

    start = TEXT.index("Ada Poe")
    assert verdict(ROAD, (start + 4, start + 7), "Poe") == "head"
    assert verdict(ROAD, None, "Mrs Poe") == "head"
    assert verdict(ROAD, None, "the ADA POE") == "exact"
    assert verdict(FERRY, None, "a president") == "wrong"
    assert verdict(ROAD, None, None) == "none given"
    assert verdict(said(TEXT, "The ferry will wait until noon"), None, "Poe") is None


def test_stories_are_added_up_before_they_are_divided() -> None:
    """A long story counts for more than a short one."""
    full, none = score_story(TEXT, [ROAD, FERRY], [ROAD, FERRY], "speech"), score_story(TEXT, [ROCKS], [], "speech")
    assert summary([full, none]).overlap == Rate(2, 2, 3)


def test_no_story_is_no_score() -> None:
    """And no division by nothing."""
    score = summary([])
    assert (score.stories, score.e2e.f1, score.speaker_head) == (0, 0.0, 0.0)


def test_what_a_speaker_is_can_be_seen_by_its_words() -> None:
    """Roughly: for tables of errors."""
    words = [
        "he",
        "Ada Poe",
        "Poe, the mayor",
        "a senior official",
        "a Poe spokesman",
        "the Treasury",
        "UNESCO",
        "Norway",
    ]
    assert [speaker_class(text) for text in words] == [
        "pronoun",
        "name",
        "name",
        "nominal",
        "nominal with a name",
        "body",
        "body",
        "body",
    ]
