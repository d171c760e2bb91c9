"""What the processing signals of news formats say about the life of a story.

A signal is a term of a controlled vocabulary ("sig:correction" of IPTC, "edStat:D" of Reuters, "sttinstruct:remove" of
STT), or a word that a reader puts in its place ("canceled"). Prefixes differ from provider to provider, so that a term
is looked up as it stands, and then without its prefix. One that is not in data/signals.tsv says nothing.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import get_args

from wirecopy.data import rows
from wirecopy.story import Relation

_PREFIX = re.compile(r".*[:/#]", re.DOTALL)


def relation_of(signal: str) -> Relation | None:
    """What a signal says that the story is to its other versions; None if it says nothing of that kind."""
    term = signal.strip().casefold()
    known = _known()
    return known.get(term) or known.get(_PREFIX.sub("", term[:200]))


@cache
def _known() -> Mapping[str, Relation]:
    relations: tuple[Relation, ...] = get_args(Relation)
    by_name = {relation: relation for relation in relations}
    return {term: by_name[name] for term, name, *_ in rows("signals.tsv")}  # type: ignore[index]
