"""Late interaction: a question compared with passages token by token, telling words counting most.

MaxSim of Khattab and Zaharia, *ColBERT* (2020), untrained, each token of the question weighed by
how rare its word is in the corpus: without that, little words decide.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.domain import Passage
from assistant.index import Index
from assistant.index.lexical import analyse
from assistant.index.tokens import Tokens

NEAR = 0.5
"""Likeness from which a token of a passage counts as a match of one of the question."""

Array = npt.NDArray[np.float32]


NEAREST = 3
"""Of the words that guidance has for what is asked, the nearest so many count: a passage seldom
uses them all. Set once, and no other tried."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How well a passage and each of its units answer, 0 to 1."""

    passage: float
    units: tuple[float, ...]
    unmatched: float
    """Share of the question, by weight, that no token of the passage comes near."""
    every: float = 0.0
    """How well the passage answers where each word of the question counts alike."""
    guidance: float = 0.0
    """How near the passage comes to what guidance calls the things asked about."""


def compare(
    index: Index, question: str, passages: Sequence[Passage], guidance: str = ""
) -> list[Compared]:
    """Return how well each passage and each unit of it answers a question.

    ``guidance`` holds what guidance calls the things asked about, if the vocabulary knows any.
    """
    if not passages:
        return []
    tokens, *also = index.embed_tokens_all([question, guidance] if guidance else [question])
    weights, words = token_weights(index, tokens), _alike(tokens)
    asked = np.concatenate([tokens.vectors, *(other.vectors for other in also)])
    meant = np.array([bool(word) for other in also for word in other.words], dtype=bool)
    compared = []
    for best in _best_matches(asked, [index.unit_tokens(passage) for passage in passages]):
        units, whole = best[:, : len(weights)], best.max(axis=0)
        own, others = whole[: len(weights)], whole[len(weights) :][meant]
        compared.append(
            Compared(
                passage=float(own @ weights),
                units=tuple((units @ weights).tolist()),
                unmatched=float(weights[own < NEAR].sum()),
                every=float(own @ words),
                guidance=float(np.sort(others)[-NEAREST:].mean()) if len(others) else 0.0,
            )
        )
    return compared


def _best_matches(asked: Array, passages: Sequence[Sequence[Array]]) -> list[Array]:
    """Return for each passage the best match of each token asked for in each of its units.

    Units × tokens asked for. All are multiplied at once, which is many times quicker.
    """
    units = [unit for passage in passages for unit in passage]
    starts = np.cumsum([0, *(len(unit) for unit in units[:-1])])
    best: Array = np.maximum.reduceat(np.concatenate(units) @ asked.T, starts, axis=0)
    return np.split(best, np.cumsum([len(passage) for passage in passages[:-1]]).astype(int))


def _alike(tokens: Tokens) -> Array:
    """Return the weight of each token where all words count alike, 1 in all."""
    words = np.array([float(bool(word)) for word in tokens.words], dtype=np.float32)
    total = float(words.sum())
    return words / total if total else np.full(len(words), 1 / len(words), np.float32)


def token_weights(index: Index, tokens: Tokens) -> Array:
    """Return how much each token of a question counts, 1 in all: more the rarer its word."""
    weights = np.array([_weight(index, word) for word in tokens.words], dtype=np.float32)
    # A question of little words alone has none that tells.
    return weights / float(weights.sum()) if weights.any() else _alike(tokens)


def _weight(index: Index, word: str) -> float:
    return max((inverse_frequency(index, stem) for stem in analyse(word)), default=0.0)


def inverse_frequency(index: Index, stem: str) -> float:
    """Return how telling a stem is: the inverse document frequency of BM25, above 0."""
    found = index.lexical.document_frequency(stem)
    return math.log1p((index.lexical.size - found + 0.5) / (found + 0.5))
