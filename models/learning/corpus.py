"""Stories laid end to end, with the words that cue: what the network learns from."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from learning.gold import Story, answers
from learning.network import Corpus
from wirecopy.extract.quotes.features import token_features

#: A word is in the cues' list if it cued so often, and in so large a part of its uses.
_OFTEN, _PART = 2, 0.02


def cue_words(found: Sequence[tuple[Story, Sequence[str]]]) -> list[str]:
    """The words that cue, sorted; found: the stories, each with the lower-case form of its tokens."""
    cued = Counter(words[one.cue] for story, words in found for one in story.attributions)
    used = Counter(word for _, words in found for word in words)
    return sorted(word for word, often in cued.items() if often >= _OFTEN and often / used[word] >= _PART)


def corpus(found: Sequence[tuple[Story, Sequence[str]]], words: Sequence[str]) -> Corpus:
    """One corpus of all stories; every word of the cues' list is a cue, right or wrong."""
    wanted = set(words)
    rows: dict[str, list[np.ndarray[Any, Any]]] = {name: [] for name in Corpus.__dataclass_fields__}
    base = pairs = 0
    for story, forms in found:
        cued = {one.cue for one in story.attributions}
        cues = np.array(sorted({at for at, form in enumerate(forms) if form in wanted} | cued), np.int64)
        those, right = answers(story, cues)
        vectors = story.tokens.vectors
        around = np.concatenate(
            [vectors[[0, *range(len(vectors) - 1)]], vectors, vectors[[*range(1, len(vectors)), -1]]], 1
        )
        rows["vectors"].append(around.astype(np.float16))
        rows["token_features"].append(token_features(story.tokens).astype(np.int32))
        rows["token_right"].append(right.tokens)
        rows["first"].append(those.first[:-1] + pairs)
        rows["cue"].append(those.cue + base)
        rows["token"].append(those.token + base)
        rows["features"].append(those.features.astype(np.int32))
        rows["right"].append(right.pairs)
        base, pairs = base + len(vectors), pairs + len(those.token)
    rows["first"].append(np.array([pairs]))
    return Corpus(**{name: np.concatenate(values) for name, values in rows.items()})
