"""Matrix products by numpy's BLAS: the network's vectors cost half the time that spaCy's own BLAS takes.

One thread, for several reading processes share the cores, and many small products gain nothing from more.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

#: The component that makes the vectors: nearly all large products are its own.
VECTORS = "tok2vec"


class NumpyProducts(NumpyOps):  # type: ignore[misc]  # thinc's operations are compiled and have no types
    """thinc's operations with numpy's product of matrices."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002, RUF100 - the signature is thinc's
        """The product of two matrices, each transposed if asked for, into `out` if given."""
        return np.dot(x.T if trans1 else x, y.T if trans2 else y, out)


class OneByOne:
    """Vectors for each doc by itself.

    In a batch the last bits of a doc's vectors would depend on the docs beside it, and so might an event's bytes.
    """

    def __init__(self, component: Tok2Vec) -> None:
        self._predict = component.predict

    def __call__(self, docs: Iterable[Doc]) -> list[Any]:
        """The vectors of each doc (tokens x width)."""
        return [vectors for doc in docs for vectors in self._predict([doc])]


def use_numpys_products(nlp: Language) -> None:
    """Let a pipeline make its vectors by numpy's products, on one thread."""
    threadpool_limits(limits=1, user_api="blas")
    if VECTORS not in nlp.pipe_names:
        return
    component = nlp.get_pipe(VECTORS)
    products = NumpyProducts()
    for node in component.model.walk():  # type: ignore[attr-defined]
        node.ops = products
    component.predict = OneByOne(component)  # type: ignore[attr-defined, arg-type]
