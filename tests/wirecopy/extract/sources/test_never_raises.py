"""Whatever the text: no exception, every span in place, every quote's source among the sources."""

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from wirecopy.extract.found import FoundQuote
from wirecopy.extract.sources.component import SourceReader

BLANK = spacy.blank("en")
READER = SourceReader(BLANK, "sources")
TAGS = ("NN", "NNS", "NNP", "NNPS", "DT", "PRP", "PRP$", "IN", "VBD", "VBN", "VBZ", "CC", "CD", "POS", ",", "WP", "JJ")
DEPS = ("nsubj", "compound", "appos", "relcl", "acl", "pobj", "conj", "det", "dep")
LABELS = ("", "B-PERSON", "I-PERSON", "B-ORG", "B-GPE", "B-NORP", "B-DATE", "O")

SPELLED = """
    said according to Jane Roe Roe's the minister a draft seen by AFP X sources one of two officials who asked not be
    named because he she it they I Dr. United Nations percent 🚨 𠮷野 , . “ ” - ’s (
"""
words = st.sampled_from((*SPELLED.split(), "\n\n", "\n"))
texts = st.lists(words, max_size=40).map(" ".join)


def check(doc: Doc) -> None:
    """Spans are the text's, ids are unique, and what a quote or a source points at is there."""
    ids = [source.id for source in doc._.sources]
    quotes = {quote.id for quote in doc._.quotes}
    assert len(ids) == len(set(ids))
    for quote in doc._.quotes:
        speaker = quote.speaker
        assert speaker is None or speaker.source_id is None or speaker.source_id in ids
        spans = [
            *quote.parts,
            *([quote.cue.span] if quote.cue else []),
            *([speaker.mention] if speaker and speaker.mention else []),
        ]
        assert all(doc.text[one.start : one.end] == one.exact for one in spans)
    for source in doc._.sources:
        assert source.descriptor
        assert source.mentions
        assert all(doc.text[one.start : one.end] == one.exact for one in source.mentions)
        assert source.reason_for_anonymity is None or source.reason_for_anonymity in doc.text
        assert set(source.supports) <= quotes


@st.composite
def parsed(draw: st.DrawFn) -> Doc:
    """A doc with tags, heads, labels and sentences by chance, and found quotes anywhere, outside the text too."""
    spelled = draw(st.lists(words, min_size=1, max_size=25))
    size = len(spelled)

    def each(values: tuple[str, ...]) -> list[str]:
        return draw(st.lists(st.sampled_from(values), min_size=size, max_size=size))

    heads = [draw(st.integers(max(0, at - 3), min(size - 1, at + 3))) for at in range(size)]
    doc = Doc(BLANK.vocab, words=spelled, tags=each(TAGS), deps=each(DEPS), heads=heads, ents=None)
    for token, label in zip(doc, each(LABELS), strict=True):
        token.ent_type_ = label.partition("-")[2]
    stretch = st.tuples(st.integers(-1, len(doc.text) + 1), st.integers(-1, len(doc.text) + 1))
    doc._.found = tuple(
        FoundQuote(
            kind=draw(st.sampled_from(("direct", "indirect", "mixed"))),
            parts=(draw(stretch),),
            cue=draw(st.none() | stretch),
            mention=draw(st.none() | stretch),
            lemma=draw(st.sampled_from(("say", "according to", ""))),
        )
        for _ in range(draw(st.integers(0, 4)))
    )
    return doc


@given(parsed())
def test_on_any_parse_and_any_found_quotes(doc: Doc) -> None:
    """Parsers are wrong at times; this must not matter."""
    check(READER(doc))


@given(texts)
def test_without_a_parse(text: str) -> None:
    """A blank pipeline finds nothing and says so."""
    doc = READER(BLANK.make_doc(text))
    check(doc)
    assert (doc._.quotes, doc._.sources) == ((), ())


@pytest.mark.model
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts | st.text(max_size=60))
def test_with_the_trained_model(nlp: Language, text: str) -> None:
    """The whole pipeline."""
    check(nlp(text))
