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


@dataclass(frozen=True, slots=True)
class Compared:
    """How well a passage and each of its units answer, 0 to 1."""

    passage: float
    units: tuple[float, ...]
    every: float = 0.0
    """How well the passage answers where each word of the question counts alike."""


def compare(index: Index, question: Tokens, passages: Sequence[Passage]) -> list[Compared]:
    """Return how well each passage and each unit of it answers a question."""
    if not passages:
        return []
    weights, alike = token_weights(index, question), _alike(question)
    compared = []
    for best in _best_matches(question, [index.unit_tokens(passage) for passage in passages]):
        whole = best.max(axis=0)
        compared.append(
            Compared(
                passage=float(whole @ weights),
                units=tuple((best @ weights).tolist()),
                every=float(whole @ alike),
            )
        )
    return compared


def _best_matches(question: Tokens, passages: Sequence[Sequence[Array]]) -> list[Array]:
    """Return for each passage the best match of each token of the question in each unit.

    Units × tokens of the question. All are multiplied at once, which is many times quicker.
    """
    units = [unit for passage in passages for unit in passage]
    starts = np.cumsum([0, *(len(unit) for unit in units[:-1])])
    best: Array = np.maximum.reduceat(np.concatenate(units) @ question.vectors.T, starts, axis=0)
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
