"""A story's text with marks, as `explain` shows it."""

from copytaster.cli.marked import legend, marked, safe
from tests.newsroom import story
from wirecopy.story import Cue, Quote, Source, Span, Speaker

TEXT = "Fog\n\nBERGEN (NTB) - “We wait,” said Ada Poe. “All of us.” Poe left."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), exact=words)


QUOTE = Quote(
    id="q1",
    kind="direct",
    text="We wait, All of us.",
    parts=(span("We wait,"), span("All of us.")),
    cue=Cue(span=span("said"), lemma="say"),
    speaker=Speaker(mention=span("Ada Poe"), name="Ada Poe"),
)
SOURCE = Source(id="s1", kind="person", anonymity="named", name="Ada Poe", mentions=(span("Ada Poe"), span("Poe left")))


def test_every_find_is_marked_with_its_letter_and_number() -> None:
    """Without colour too; a speaker who is a source is marked once, as both."""
    plain = marked(story(text=TEXT, dateline=None, quotes=(QUOTE,), sources=(SOURCE,))).plain
    assert plain == (
        "Fog\n\nBERGEN (NTB) - “{Q1 We wait,}” {C1 said} {S1 #1 Ada Poe}. “{Q1 All of us.}” {#1 Poe left}."
    )


def test_a_mark_inside_another_stands_inside_it() -> None:
    """The outer one opens first and closes last, where both begin and where both end too."""
    inner = Quote(id="q2", kind="direct", text="We", parts=(span("We"), span("wait,")))
    plain = marked(story(text=TEXT, dateline=None, quotes=(QUOTE, inner), sources=())).plain
    assert "“{Q1 {Q2 We} {Q2 wait,}}” {C1 said}" in plain


def test_a_story_without_finds_is_its_text() -> None:
    """An empty one too."""
    bare = story(text=TEXT, dateline=None, quotes=(), sources=())
    assert (marked(bare).plain, marked(story(text="", dateline=None, quotes=(), sources=())).plain) == (TEXT, "")


def test_the_legend_says_what_the_letters_mean() -> None:
    """In the form of the marks themselves."""
    assert legend().plain == "{D dateline}  {Q1 quote}  {C1 cue}  {S1 speaker}  {#1 source}"


def test_what_steers_a_terminal_never_reaches_it() -> None:
    """Control characters and turns of the writing direction become visible; code points keep their places."""
    hostile = "Calm \x1b[2J words\x07 and \x9b31m more\u202e\u2066\n"
    assert safe(hostile) == "Calm �[2J words� and �31m more��\n"
    assert len(safe(hostile)) == len(hostile)
