"""From scores to quotes, with scores made by hand."""

import numpy as np

from wirecopy.extract.quotes.scorer import Scored
from wirecopy.extract.quotes.spans import Scoped, scoped


def scored(inside: str, speaker: int, cue: int) -> Scored:
    """A sentence of ten words; inside: "x" for a word of the quote, else "."."""
    logits = np.full((10, 4), -4.0, np.float32)
    for at, mark in enumerate(inside):
        if mark == "x":
            logits[at, 0] = 4
            logits[at, 1] = 4 if at == 0 or inside[at - 1] != "x" else -4
            logits[at, 2] = 4 if at == len(inside) - 1 or inside[at + 1] != "x" else -4
    logits[speaker, 3] = 6
    return Scored(cue=20 + cue, begin=20, is_cue=2.0, is_speech=1.0, logits=logits, nobody=1.0)


def test_one_piece() -> None:
    """First and last word, the speaker's head, and the sum of what speaks for it."""
    found = scoped(scored("...xxxxx..", speaker=1, cue=2))
    assert found == Scoped(
        cue=22, begin=20, runs=((23, 28),), speaker=21, speaker_lead=5.0, score=4 + 4 + 5 * 4 * 0.5 + 2 + 1
    )


def test_two_pieces_around_a_cue() -> None:
    """`"A," he said, "B"`."""
    found = scoped(scored("xxx..xxxx.", speaker=3, cue=4))
    assert found is not None
    assert found.runs == ((20, 23), (25, 29))


def test_a_cue_alone_has_no_quote() -> None:
    """A sentence of one word."""
    one = Scored(cue=0, begin=0, is_cue=0.0, is_speech=0.0, logits=np.zeros((1, 4), np.float32), nobody=0.0)
    assert scoped(one) is None
