"""The name finder's layers, learned from the entity recogniser of the language model on wire copy."""

from collections.abc import Iterable, Iterator
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from spacy.tokens import Doc

from learning.network import Layers
from wirecopy.extract.names import NAME_LABELS, REACH, SIZES
from wirecopy.extract.tokens import WIDTH

HIDDEN = 96
DROPPED = 0.2
#: Tokens of a step.
TOKENS = 4096

_OFFSETS = np.cumsum((0, *SIZES[:-1]))

Arrays = np.ndarray[Any, Any]


def classes_of(doc: Doc) -> Arrays:
    """The class of each token by the recogniser: 0 for none, 1 + 2 * label, + 1 inside a name."""
    found = np.zeros(len(doc), np.int64)
    for entity in doc.ents:
        if entity.label_ in NAME_LABELS:
            kind = 1 + 2 * NAME_LABELS.index(entity.label_)
            found[entity.start] = kind
            found[entity.start + 1 : entity.end] = kind + 1
    return found


def learned(
    vectors: Arrays, features: Arrays, classes: Arrays, *, rounds: int, seed: int
) -> Iterator[tuple[Layers, float]]:
    """Learn from tokens laid end to end; gives the layers and the mean loss after each round."""
    chance, key = np.random.RandomState(seed), jax.random.PRNGKey(seed)
    layers = _new_layers(chance)
    steps = max(1, len(classes) // TOKENS)
    optimiser = optax.adamw(optax.cosine_decay_schedule(3e-3, rounds * steps), weight_decay=1e-4)
    state = optimiser.init(layers)
    whole = np.concatenate([np.zeros((REACH, WIDTH), np.float16), vectors, np.zeros((REACH, WIDTH), np.float16)])

    def step(
        layers: Layers, state: optax.OptState, batch: tuple[Arrays, ...], key: jax.Array
    ) -> tuple[Layers, optax.OptState, jax.Array]:
        wrong, slopes = jax.value_and_grad(_loss)(layers, batch, key)
        updates, state = optimiser.update(slopes, state, layers)
        return optax.apply_updates(layers, updates), state, wrong

    compiled = jax.jit(step)
    for _ in range(rounds):
        order, total = chance.permutation(len(classes)), 0.0
        for number in range(steps):
            key, now = jax.random.split(key)
            at = order[number * TOKENS : (number + 1) * TOKENS]
            around = np.concatenate([whole[at + shift] for shift in range(2 * REACH + 1)], axis=1).astype(np.float32)
            layers, state, wrong = compiled(layers, state, (around, features[at], classes[at]), now)
            total += float(wrong)
        yield layers, total / steps


def _new_layers(chance: np.random.RandomState) -> Layers:
    count = 1 + 2 * len(NAME_LABELS)

    def drawn(*shape: int, scale: float = 0.05) -> jax.Array:
        return jnp.asarray(chance.randn(*shape) * scale, jnp.float32)

    return {
        "vectors": drawn((2 * REACH + 1) * WIDTH, HIDDEN),
        "rows": drawn(sum(SIZES), HIDDEN),
        "hidden_bias": jnp.zeros(HIDDEN),
        "out": drawn(HIDDEN, count, scale=0.1),
        "out_bias": jnp.zeros(count),
    }


def _loss(layers: Layers, batch: tuple[Arrays, ...], key: jax.Array) -> jax.Array:
    around, features, classes = batch
    hidden = around @ layers["vectors"] + layers["rows"][features + _OFFSETS].sum(1) + layers["hidden_bias"]
    kept = jax.random.bernoulli(key, 1 - DROPPED, hidden.shape) / (1 - DROPPED)
    logits = (jax.nn.relu(hidden) * kept) @ layers["out"] + layers["out_bias"]
    return -jnp.take_along_axis(jax.nn.log_softmax(logits), jnp.asarray(classes)[:, None], axis=1).mean()


def joined(found: Iterable[tuple[Arrays, Arrays, Arrays]]) -> tuple[Arrays, Arrays, Arrays]:
    """Vectors, features and classes of all docs laid end to end."""
    vectors, features, classes = zip(*found, strict=True)
    return (
        np.concatenate([one.astype(np.float16) for one in vectors]),
        np.concatenate([one.astype(np.int32) for one in features]),
        np.concatenate(classes),
    )
