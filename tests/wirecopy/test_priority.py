"""How urgent a story is: a feed's own sign, IPTC's scale, and what the story's form has to say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.annotate import span
from wirecopy.data import rows
from wirecopy.formats import FORMATS
from wirecopy.priority import LEVELS, priority
from wirecopy.story import Dateline, Priority, RawStory

FLASH = RawStory(format="anpa-1312", headline="CENTRAL BANK RAISES RATE TO 4.5 PCT", provider="AP", priority="f")
FEATURE = RawStory(
    format="anpa-1312",
    headline="For patients, a mirror can be a friend",
    body="LIMA, Peru (AP) _ A mirror hangs on the ward.\n\nNobody looked into it for a year.",
    provider="AP",
    priority="f",
)
BULLETIN = RawStory(
    format="anpa-1312", body="OSLO (AP) _ The government of Norway has resigned.", provider="AP", priority="b"
)
DATELINE = Dateline(span=span("OSLO (AP) _", 0, 9), body_start=12, agency="AP")


def urgency(raw: RawStory, dateline: Dateline | None = None) -> int | None:
    """What comes out, without the reason."""
    found = priority(raw, dateline)
    return found.urgency if found else None


def test_a_feed_that_says_nothing_has_no_priority() -> None:
    """Blanks are nothing."""
    assert priority(RawStory(format="plain", headline="Fog")) is None
    assert priority(RawStory(format="plain", headline="Fog", priority=" ")) is None


def test_the_urgency_of_a_format_with_iptcs_scale_is_taken_as_it_is() -> None:
    """Whatever the story looks like; 1 is "most urgent" there, and a number that a standard defines is no guess."""
    assert priority(RawStory(format="nitf", headline="Fog", urgency=1)) == Priority(
        raw="1", urgency=1, reason="the feed gives IPTC urgency 1"
    )
    assert [urgency(RawStory(format="nitf", urgency=level)) for level in (0, *LEVELS, 10)] == [None, *LEVELS, None]


@pytest.mark.parametrize(
    ("provider", "said", "meant"),
    [("Reuters", 1, 1), ("Thomson Reuters", 3, 5), ("Reuters", 4, 6), ("TT", 4, 5), ("dpa", 4, 5), ("AFP", 4, 4)],
)
def test_some_agencies_count_otherwise(provider: str, said: int, meant: int) -> None:
    """Normal is 5 at IPTC, 4 at TT and dpa, and 3 at Reuters; the agency may stand in the dateline alone."""
    raw = RawStory(format="newsml-g2", headline="Fog", urgency=said)
    dateline = replace(DATELINE, agency="Reuters" if provider == "Thomson Reuters" else provider)
    assert urgency(replace(raw, provider=provider)) == urgency(raw, dateline) == meant
    assert urgency(replace(raw, provider=provider, format="plain")) == said  # a publisher's own, on IPTC's scale


def test_a_lone_letter_makes_no_flash() -> None:
    """The form must agree: one line, in capitals, without a dateline."""
    assert priority(FLASH) == Priority(
        raw="f", urgency=1, reason="'f' is a flash (AP), and the story is written as one"
    )
    assert priority(FEATURE, DATELINE) == Priority(
        raw="f", reason="'f' is a flash (AP), but the story is longer than a line: it is not taken as urgent"
    )


@pytest.mark.parametrize(
    ("changes", "dateline", "against"),
    [
        ({"body": "Markets fell."}, None, "the story is longer than a line"),
        ({"deck": "Markets fall"}, None, "the story is longer than a line"),
        ({"headline": "A" * 201}, None, "the story is longer than a line"),
        ({"headline": "", "body": "RATE RAISED\nMARKETS FALL"}, None, "the story is longer than a line"),
        ({"headline": "", "body": "OSLO (AP) _ RATE RAISED"}, DATELINE, "the story has a dateline"),
        ({"headline": "Rate raised"}, None, "the line is not in capitals"),
        ({"headline": "Rate RAISED again"}, None, "the line is not in capitals"),
    ],
)
def test_each_part_of_the_form_counts(changes: dict[str, str], dateline: Dateline | None, against: str) -> None:
    """And the reason names the part that speaks against it."""
    assert priority(replace(FLASH, **changes), dateline) == Priority(  # type: ignore[arg-type]  # text fields only
        raw="f", reason=f"'f' is a flash (AP), but {against}: it is not taken as urgent"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "CENTRAL BANK RAISES RATE TO 4.5 PCT"},
        {"headline": "", "body": "CENTRAL BANK RAISES RATE TO 4.5 PCT"},
        {"headline": "FERRY INC Q4 NET 1.2 mln VS 1.1 mln"},
        {"headline": "日銀が利上げを決定"},
        {"slug": "BC-Norway--APNewsAlert", "headline": "Rate raised", "body": "OSLO (AP) _ Rate raised."},
        {"ed_note": "NEWS ALERT", "headline": "Rate raised", "body": "OSLO (AP) _ Rate raised."},
        {"headline": "FLASH: Rate raised", "body": "OSLO (AP) _ Rate raised."},
    ],
)
def test_what_is_written_as_a_flash_or_calls_itself_one_is_one(changes: dict[str, str]) -> None:
    """A headline that the copy repeats is one line; a script without capitals is believed."""
    assert urgency(replace(FLASH, **changes)) == 1  # type: ignore[arg-type]  # text fields only


@pytest.mark.parametrize("slug", ["BC-Flash Flood", "FLASHLIGHTS", "BC-Bulletin Board-Sales"])
def test_a_word_that_only_sounds_like_it_is_no_label(slug: str) -> None:
    """A flood is no flash."""
    flood = replace(FEATURE, slug=slug, headline="Flash - a musical about floods")
    assert urgency(flood) is None


def test_a_bulletin_is_short() -> None:
    """AP sends kills and additions under the same letter; these do not wake the desk by their letter."""
    assert priority(BULLETIN, DATELINE) == Priority(
        raw="b",
        urgency=2,
        reason="'b' is a bulletin, an addition to one, or a kill (AP), and the story is written as one",
    )
    assert priority(replace(FEATURE, priority="b"), DATELINE) == Priority(
        raw="b",
        urgency=3,
        reason="'b' is a bulletin, an addition to one, or a kill (AP), but the story is longer than a paragraph: "
        "it is taken as less urgent",
    )


@pytest.mark.parametrize(
    ("format_", "provider", "letters"),
    [
        ("anpa-1312", None, {"u": 3, "r": 4, "d": 5, "a": 6, "s": 6, "h": None, "w": None}),
        ("ap-media", "The Associated Press", {"u": 3, "R": 4, "d": 5}),
        ("anpa-1312", "Reuters", {"u": 4, "r": 5, "d": 6, "b": 4}),
        ("iptc-7901", "Keystone-ATS", {"1": 1, "3": 3, "6": 6, "7": None}),
        ("iptc-7901", "dpa", {"1": 1, "2": 2, "3": 3, "4": 5, "EIL": 2, "Extra": 3}),
        ("ninjs", None, {"1": None, "2": 3, "6": 5}),
        ("plain", None, {"f": None, "1": None, "FLASH": 1, "Bulletin": 2, "urgent": 3, "soon": None}),
    ],
)
def test_the_table_knows_whose_sign_it_is(format_: str, provider: str | None, letters: dict[str, int | None]) -> None:
    """The provider's row before the format's; what is in neither is unknown, and unknown is not urgent."""
    raw = replace(FEATURE, format=format_, provider=provider)
    assert {letter: urgency(replace(raw, priority=letter)) for letter in letters} == letters


def test_an_unknown_sign_is_told() -> None:
    """So that somebody can add a row."""
    assert priority(RawStory(format="plain", headline="Fog", priority="XX")) == Priority(
        raw="XX", reason="what 'XX' means on this feed is unknown: it is not taken as urgent"
    )


def test_the_urgency_counts_before_the_priority() -> None:
    """AP's interface gives both."""
    assert urgency(replace(FEATURE, format="ap-media", urgency=4, priority="b")) == 4


def test_every_row_of_the_table_is_one() -> None:
    """Sorted, without doubles, folded as the look-up folds; formats are read, or will be."""
    table = [tuple(row) for row in rows("priorities.tsv")]
    keys = [row[:4] for row in table]
    assert keys == sorted(set(keys))
    for _provider, _format, field, sign, level, otherwise, says in table:
        assert field in ("urgency", "priority")
        assert sign == sign.casefold()
        assert int(level) in LEVELS
        assert otherwise in ("", "?", *"123456789")
        assert says


@given(
    st.builds(
        RawStory,
        format=st.sampled_from([reader.NAME for reader in FORMATS]),
        headline=st.text(max_size=20),
        body=st.text(max_size=20),
        slug=st.none() | st.text(max_size=20),
        provider=st.none() | st.sampled_from(["AP", "Reuters", "dpa", "X"]),
        urgency=st.none() | st.integers(-2, 12),
        priority=st.none() | st.text(max_size=9) | st.sampled_from("fburd123"),
    ),
    st.sampled_from([None, DATELINE]),
)
def test_any_story_has_a_level_or_none(raw: RawStory, dateline: Dateline | None) -> None:
    """Never anything else, and never without a reason."""
    found = priority(raw, dateline)
    assert found is None or (found.reason and (found.urgency is None or found.urgency in LEVELS))
