"""The scorer's network, to be learned: the same layers as `wirecopy.extract.quotes.scorer`, differentiable, in JAX."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from wirecopy.extract.quotes.features import PAIR_SIZES, TOKEN_SIZES
from wirecopy.extract.tokens import WIDTH

#: Widths of the hidden layers.
HIDDEN, MIDDLE = 64, 32

#: How much of the hidden layers is dropped at random while learning.
DROPPED = 0.35

#: How many of the features are left out at random while learning, so that no one word decides.
FEATURES_DROPPED = 0.15

#: The largest batch, in cues, pairs and tokens: one shape, so that it is compiled once.
CUES, PAIRS, TOKENS = 384, 16384, 16384

Layers = dict[str, jax.Array]
Batch = dict[str, Any]

_TOKEN_OFFSETS = np.cumsum((0, *TOKEN_SIZES[:-1]))
_PAIR_OFFSETS = np.cumsum((0, *PAIR_SIZES[:-1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All stories laid end to end: tokens, and for each cue its pairs."""

    #: Each token's vector with its neighbours' (tokens x 3 WIDTH), half precision.
    vectors: np.ndarray[Any, Any]
    token_features: np.ndarray[Any, Any]
    #: Whether a token cues anything, and cues speech.
    token_right: np.ndarray[Any, Any]
    #: First pair of each cue; one more at the end.
    first: np.ndarray[Any, Any]
    cue: np.ndarray[Any, Any]
    token: np.ndarray[Any, Any]
    features: np.ndarray[Any, Any]
    right: np.ndarray[Any, Any]


def new_layers(seed: int) -> Layers:
    """Layers to begin with."""
    chance = np.random.RandomState(seed)

    def drawn(*shape: int, scale: float = 0.1) -> jax.Array:
        return jnp.asarray(chance.randn(*shape) * scale, jnp.float32)

    return {
        "token_rows": drawn(sum(TOKEN_SIZES), HIDDEN, scale=0.05),
        "vectors": drawn(3 * WIDTH, HIDDEN, scale=0.06),
        "token_hidden_bias": jnp.zeros(HIDDEN),
        "token_out": drawn(HIDDEN, 2),
        "token_bias": jnp.full(2, -2.0),
        "nobody": drawn(HIDDEN, 1),
        "pair_rows": drawn(sum(PAIR_SIZES), HIDDEN, scale=0.05),
        "pair_token": drawn(HIDDEN, HIDDEN),
        "pair_cue": drawn(HIDDEN, HIDDEN),
        "pair_bias": jnp.zeros(HIDDEN),
        "middle": drawn(HIDDEN, MIDDLE, scale=0.12),
        "middle_bias": jnp.zeros(MIDDLE),
        "pair_out": drawn(MIDDLE, 4),
        "pair_out_bias": jnp.array([-1.5, -3.0, -3.0, 0.0]),
    }


def loss(layers: Layers, batch: Batch, key: jax.Array) -> jax.Array:
    """How wrong the layers are on a batch: cues, insides, ends, and the speaker among all tokens and nobody."""
    key_token, key_pair, key_rows, key_more = jax.random.split(key, 4)
    hidden = _kept(jax.nn.relu(_token_sum(layers, batch, key_rows)), key_token)
    says = hidden @ layers["token_out"] + layers["token_bias"]
    of_tokens = (_cross_entropy(says, batch["token_right"]) * batch["is_token"][:, None]).sum() / batch[
        "is_token"
    ].sum()
    pair = hidden @ layers["pair_token"]
    cue = hidden @ layers["pair_cue"]
    rows = _rows(layers["pair_rows"], batch["features"] + _PAIR_OFFSETS, key_more)
    total = _kept(jax.nn.relu(pair[batch["token"]] + cue[batch["cue"]] + rows + layers["pair_bias"]), key_pair)
    middle = jax.nn.relu(total @ layers["middle"] + layers["middle_bias"])
    logits = middle @ layers["pair_out"] + layers["pair_out_bias"]
    return of_tokens + _of_spans(logits, batch) + _of_speakers(logits[:, 3], hidden, layers, batch)


def _token_sum(layers: Layers, batch: Batch, key: jax.Array) -> jax.Array:
    rows = _rows(layers["token_rows"], batch["token_features"] + _TOKEN_OFFSETS, key)
    return batch["vectors"] @ layers["vectors"] + rows + layers["token_hidden_bias"]


def _rows(rows: jax.Array, numbers: jax.Array, key: jax.Array) -> jax.Array:
    """The sum of the features' rows, some of them left out."""
    kept = jax.random.bernoulli(key, 1 - FEATURES_DROPPED, numbers.shape) / (1 - FEATURES_DROPPED)
    return (rows[numbers] * kept[:, :, None]).sum(1)


def _of_spans(logits: jax.Array, batch: Batch) -> jax.Array:
    wrong = (_cross_entropy(logits[:, :3], batch["right"][:, :3]) * batch["is_pair"][:, None]).sum(0)
    return (0.1 * wrong[0] + wrong[1] + wrong[2]) / batch["is_cue"].sum()


def _of_speakers(scores: jax.Array, hidden: jax.Array, layers: Layers, batch: Batch) -> jax.Array:
    """Soft maximum over the tokens of each cue's sentence and nobody."""
    count, owner, real = batch["is_cue"].shape[0], batch["owner"], batch["is_pair"]
    nobody = (hidden[batch["cue_token"]] @ layers["nobody"])[:, 0]
    scores = jnp.where(real > 0, scores, -1e9)
    highest = jnp.maximum(jax.ops.segment_max(scores, owner, count), nobody)
    sums = jax.ops.segment_sum(jnp.exp(scores - highest[owner]) * real, owner, count) + jnp.exp(nobody - highest)
    right = batch["right"][:, 3] * real
    named = jax.ops.segment_sum(right, owner, count)
    picked = jnp.where(named > 0, jax.ops.segment_sum(scores * right, owner, count), nobody)
    wrong = (jnp.log(sums) + highest) * jnp.maximum(named, 1) - picked
    return (wrong * batch["is_cue"]).sum() / batch["is_cue"].sum()


def _cross_entropy(logits: jax.Array, right: jax.Array) -> jax.Array:
    return jnp.maximum(logits, 0) - logits * right + jnp.log1p(jnp.exp(-jnp.abs(logits)))


def _kept(values: jax.Array, key: jax.Array) -> jax.Array:
    return values * jax.random.bernoulli(key, 1 - DROPPED, values.shape) / (1 - DROPPED)


def learned(corpus: Corpus, *, rounds: int, seed: int) -> Iterator[tuple[Layers, float]]:
    """Learn from a corpus, round by round; gives the layers and the mean loss after each."""
    chance = np.random.RandomState(seed)
    layers, key = new_layers(seed), jax.random.PRNGKey(seed)
    count = len(corpus.first) - 1
    steps = max(1, count // CUES)
    rate = optax.warmup_cosine_decay_schedule(1e-4, 4e-3, min(50, steps), rounds * steps, 1e-5)
    optimiser = optax.adamw(rate, weight_decay=1e-3)
    state = optimiser.init(layers)

    def step(
        layers: Layers, state: optax.OptState, batch: Batch, key: jax.Array
    ) -> tuple[Layers, optax.OptState, jax.Array]:
        wrong, slopes = jax.value_and_grad(loss)(layers, batch, key)
        updates, state = optimiser.update(slopes, state, layers)
        return optax.apply_updates(layers, updates), state, wrong

    compiled = jax.jit(step)
    for _ in range(rounds):
        order, total = chance.permutation(count), 0.0
        for at in range(steps):
            key, now = jax.random.split(key)
            cues = np.sort(order[at * CUES : (at + 1) * CUES])
            layers, state, wrong = compiled(layers, state, batch_of(corpus, cues), now)
            total += float(wrong)
        yield layers, total / steps


def batch_of(corpus: Corpus, cues: np.ndarray[Any, Any]) -> Batch:
    """The arrays of some cues, padded to one shape; what does not fit is left out."""
    lengths = corpus.first[cues + 1] - corpus.first[cues]
    owner = np.repeat(np.arange(len(cues)), lengths)[:PAIRS]
    at = np.concatenate([np.arange(corpus.first[cue], corpus.first[cue + 1]) for cue in cues])[:PAIRS]
    used, number = np.unique(np.r_[corpus.token[at], corpus.cue[at]], return_inverse=True)
    of_pair = number[: len(at)], number[len(at) :]
    used = used[:TOKENS]
    present = np.searchsorted(owner, np.arange(len(cues)))
    here = present < len(owner)
    return {
        "vectors": _padded(corpus.vectors[used].astype(np.float32), TOKENS),
        "token_features": _padded(corpus.token_features[used], TOKENS),
        "token_right": _padded(corpus.token_right[used], TOKENS),
        "is_token": _padded(np.ones(len(used), np.float32), TOKENS),
        "token": _padded(of_pair[0], PAIRS),
        "cue": _padded(of_pair[1], PAIRS),
        "features": _padded(corpus.features[at], PAIRS),
        "right": _padded(corpus.right[at], PAIRS),
        "is_pair": _padded(np.ones(len(at), np.float32), PAIRS),
        "owner": _padded(owner, PAIRS),
        "cue_token": _padded(of_pair[1][np.minimum(present, len(owner) - 1)], CUES),
        "is_cue": _padded(here.astype(np.float32), CUES),
    }


def _padded(values: np.ndarray[Any, Any], length: int) -> np.ndarray[Any, Any]:
    whole = np.zeros((length, *values.shape[1:]), values.dtype)
    whole[: len(values)] = values[:length]
    return whole
