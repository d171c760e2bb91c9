"""The cards beside the weights: from what, when and how they were learned, and what they are not good for."""

import datetime

_QUOTES = """# quotes.npz: the quote finder's weights

What it is: two small layers on the vectors of en_core_web_sm 3.8.0 and a list of {cues:,} words that cue, as
`wirecopy/extract/quotes/scorer.py` reads them. It says of each word of a story whether it cues a quote, and of each
word of the cue's sentence whether it is part of the quote, its first or last word, or the head of its speaker.

- Learned on {date} by `make train` ({rounds} rounds, seed {seed}).
- Learned from {stories:,} stories of PolNeAR 1.0 (Newell, Margolin and Ruths 2018; US politics news of 2015 and 2016,
  seven publishers) with {attributions:,} annotated attributions. No wire story is among them, none of the stories that
  are scored, and no text can be read back from the weights.
- Figures: docs/extraction.md, written by `make accuracy`.

Limits: English; the model that it was learned with and no other, for its vectors mean nothing elsewhere; copy of one
subject and one time, so that cues of sport and of markets are known less well. Annotators agree on 88 of 100 quotes of
speech among themselves: nothing learned from them is better than that.
"""

_NAMES = """# names.npz: the name finder's weights

What it is: one small layer on the vectors of en_core_web_sm 3.8.0, as `wirecopy/extract/names.py` reads it. It says of
each word whether it begins or goes on a person's, a body's, a place's or a nationality's name.

- Learned on {date} by `make train` ({rounds} rounds, seed {seed}).
- Taught by the model's own entity recogniser on {stories:,} stories of {tokens:,} words: news of PolNeAR 1.0,
  Reuters-21578, Xinhua and others. No text can be read back from the weights.

Limits: it makes the recogniser's mistakes and some of its own; they agree on about 8 of 10 names, label included.
"""


def quotes_card(date: datetime.date, *, stories: int, attributions: int, cues: int, seed: int, rounds: int) -> str:
    """The card of quotes.npz."""
    return _QUOTES.format(date=date, stories=stories, attributions=attributions, cues=cues, seed=seed, rounds=rounds)


def names_card(date: datetime.date, *, stories: int, tokens: int, seed: int, rounds: int) -> str:
    """The card of names.npz."""
    return _NAMES.format(date=date, stories=stories, tokens=tokens, seed=seed, rounds=rounds)
