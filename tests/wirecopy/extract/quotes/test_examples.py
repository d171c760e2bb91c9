"""What a person marks in an example is what the finder finds: the quotes, their cues, the mentions they hang on."""

import pytest
from spacy.language import Language

from tests.markup import Example, Marked, example
from wirecopy.extract.found import FoundQuote

pytestmark = pytest.mark.model

EXAMPLES = {
    "said after": '"<quote 1 direct>The river is two metres over its banks,</quote>" <speaker 1>Mayor Ana Ruiz</speaker> '
    "<cue 1>said</cue>.",
    "said, subject behind": '"<quote 1 direct>The river is over its banks,</quote>" <cue 1>said</cue> '
    "<speaker 1>Mayor Ana Ruiz</speaker>.",
    "said before": '<speaker 1>Ruiz</speaker> <cue 1>said</cue>: "<quote 1 direct>The river is over its banks.</quote>"',
    "told somebody": '<speaker 1>Ruiz</speaker> <cue 1>told</cue> reporters: "<quote 1 direct>We have to go now.</quote>"',
    "a broken quotation": '"<quote 1 direct>We have to go,</quote>" <speaker 1>she</speaker> <cue 1>said</cue>, '
    '"<quote 1 direct>and we have to go now.</quote>"',
    "a second segment without a cue joins": '"<quote 1 direct>We have to go,</quote>" <speaker 1>Ruiz</speaker> '
    '<cue 1>said</cue>. "<quote 1 direct>The water will not wait for us.</quote>"',
    "a second segment with its own cue does not": '"<quote 1 direct>We have to go,</quote>" <speaker 1>Ruiz</speaker> '
    '<cue 1>said</cue>. "<quote 2 direct>The water will not wait for us,</quote>" <speaker 2>she</speaker> '
    "<cue 2>added</cue>.",
    "several paragraphs": "“<quote 1 direct>The dam held for forty years.</quote>\n\n“<quote 1 direct>It will hold for "
    "forty more,</quote>” <speaker 1>the engineer</speaker> <cue 1>said</cue>.",
    "nobody is named": '"<quote 1 direct>Nobody goes home tonight.</quote>"',
    "insertions stay inside": '"<quote 1 direct>A [city-funded] bridge is what we asked for,</quote>" '
    "<speaker 1>Ruiz</speaker> <cue 1>noted</cue>.",
    "reported clause": "<speaker 1>The ministry</speaker> <cue 1>said</cue> <quote 1 indirect>the bridge would reopen in "
    "March</quote>.",
    "with that": "<speaker 1>Officials</speaker> <cue 1>warned</cue> that <quote 1 indirect>the water could rise "
    "further</quote>.",
    "the cue last": "<quote 1 indirect>The bridge will reopen in March</quote>, <speaker 1>the ministry</speaker> "
    "<cue 1>said</cue>.",
    "according to, first": "<cue 1>According to</cue> <speaker 1>the ministry</speaker>, <quote 1 indirect>the bridge will "
    "reopen in March</quote>.",
    "according to, last": "<quote 1 indirect>The bridge will reopen in March</quote>, <cue 1>according to</cue> "
    "<speaker 1>the ministry</speaker>.",
    "a few words quoted": '<speaker 1>Ruiz</speaker> <cue 1>said</cue> <quote 1 mixed>the council had been "asleep at the '
    'pumps" for years</quote>.',
    "anonymous officials": "<speaker 1>Two officials familiar with the matter</speaker> <cue 1>said</cue> <quote 1 "
    "indirect>the talks had stalled</quote>.",
    "a matter": "<speaker 1>Ruiz</speaker> <cue 1>criticized</cue> <quote 1 indirect>the government's plan to close the "
    "eastern gates</quote>.",
    "quoted as saying": '"<quote 1 direct>The harbour is closed until further notice,</quote>" the agency quoted '
    "<speaker 1>a port official</speaker> as <cue 1>saying</cue>.",
    "old wires' marks": "``<quote 1 direct>The harbour is closed until noon,</quote>'' <speaker 1>a port official</speaker> "
    "<cue 1>said</cue>.",
    "quoted words for a clause": '<speaker 1>Governor Tom Hale</speaker> <cue 1>told</cue> reporters "<quote 1 direct>there '
    'will be consequences for everybody</quote>".',
    "a quotation in a quotation": "“<quote 1 direct>He told me, ‘Go home, all of you,’ and I went,</quote>” "
    "<speaker 1>Ana Ruiz</speaker> <cue 1>said</cue>.",
    "of somebody else": '"<quote 1 direct>It is a lie from beginning to end,</quote>" <cue 1>said</cue> '
    "<speaker 1>Ana Ruiz</speaker> of Tom Smith.",
    "in the passive the agent speaks": "Ruiz was <cue 1>told</cue> by <speaker 1>the governor</speaker> that "
    "<quote 1 indirect>the bridge was closed</quote>.",
    "somebody else's statement": "Governor Tom Hale pointed to <speaker 1>the Red Cross</speaker>'s statement "
    "<cue 1>saying</cue> that <quote 1 indirect>the road to the coast was not safe</quote>.",
    "a statement given out": "<speaker 1>The ministry</speaker> issued a statement <cue 1>saying</cue> that "
    "<quote 1 indirect>the port would open on Monday</quote>.",
    "asked is not said": "Asked whether Tom Smith would resign, <speaker 1>Governor Ana Ruiz</speaker> "
    '<cue 1>said</cue>: "<quote 1 direct>I do not think so.</quote>"',
    "asking for no name": "<quote 1 indirect>The talks had failed</quote>, <speaker 1>an official</speaker> <cue 1>said</cue>, "
    "asking not to be named.",
    "asked, with a question": "“<quote 1 direct>Does anybody know why the gates are closed?</quote>” <speaker 1>Ruiz</speaker> "
    "<cue 1>asked</cue>.",
    "two apostrophes open too": "''<quote 1 direct>The harbour is closed until noon,</quote>'' <speaker 1>a port official</speaker> "
    "<cue 1>said</cue>.",
    "the pronoun of a relative clause is the mention": "The mayor met Tom Smith, <speaker 1>who</speaker> <cue 1>said</cue> "
    "<quote 1 indirect>the dam would hold for another year</quote>.",
    "a denial": "<speaker 1>The company</speaker> <cue 1>denied</cue> that <quote 1 indirect>it was looking for a buyer</quote>.",
    "a denial in a headline": "<speaker 1>Fjellvann</speaker> <cue 1>denies</cue> <quote 1 indirect>it plans to sell its bottling "
    "unit</quote>",
    "today is nobody": "<speaker 1>Acme</speaker>, a maker of anvils, today <cue 1>announced</cue> that <quote 1 indirect>the first "
    "anvil had been sold</quote>.",
    "the wires' order": "<quote 1 indirect>The deal is near</quote>, <speaker 1>an official</speaker> who knows the talks "
    "<cue 1>said</cue> on Tuesday.",
    "as somebody said": "As <speaker 1>the mayor</speaker> <cue 1>told</cue> reporters, <quote 1 indirect>the port will close "
    "for a month</quote>.",
    "citing is no saying": "The paper rose, citing the ministry, and then it fell.",
    "nobody said": "Neither Ruiz nor Smith said that the bridge was safe.",
    "a statement is where it was said": "In a statement, the army denied the reports.",
    "did not say": "The ministry did not say when the bridge would reopen.",
    "would say": "The minister would say nothing about the bridge.",
    "scare quotes": 'The so-called "night train" leaves at noon.',
    "a title": 'She starred in "The Long Road Home" and two other films.',
    "no speech": "The bridge was closed on Monday and reopened on Tuesday.",
}


def found(text: str, quote: FoundQuote) -> Marked:
    """A found quote in the words of an example. Commas at the end of quoted words are the agency's habit."""
    return Marked(
        kind=quote.kind,
        parts=tuple(text[slice(*part)] for part in quote.parts),
        cue=text[slice(*quote.cue)] if quote.cue else None,
        speaker=text[slice(*quote.mention)] if quote.mention else None,
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_finds_what_a_person_marks(name: str, nlp: Language) -> None:
    """Kind, words, cue and mention."""
    marked = example(EXAMPLES[name])
    doc = nlp(marked.text)
    assert Example(doc.text, tuple(found(doc.text, one) for one in doc._.found)) == marked


def test_every_quote_gives_a_reason(nlp: Language) -> None:
    """In words, with the cue."""
    (quote,) = nlp('"The river is over its banks," Mayor Ana Ruiz said.')._.found
    assert quote.reason == "quotation marks; cue 'said' behind them, speaker 'Mayor Ana Ruiz'"
