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
    unmatched: float
    """Share of the question, by weight, that no token of the passage comes near."""


def compare(index: Index, question: str, passages: Sequence[Passage]) -> list[Compared]:
    """Return how well each passage and each unit of it answers a question."""
    tokens = index.embed_tokens(question)
    weights = token_weights(index, tokens)
    compared = []
    for passage in passages:
        # Units × tokens of the question: the best match of each token in each unit.
        best = np.stack(
            [(tokens.vectors @ unit.T).max(axis=1) for unit in index.unit_tokens(passage)]
        )
        whole = best.max(axis=0)
        compared.append(
            Compared(
                passage=float(whole @ weights),
                units=tuple((best @ weights).tolist()),
                unmatched=float(weights[whole < NEAR].sum()),
            )
        )
    return compared


def token_weights(index: Index, tokens: Tokens) -> Array:
    """Return how much each token of a question counts, 1 in all: more the rarer its word."""
    weights = np.array([_weight(index, word) for word in tokens.words], dtype=np.float32)
    if not weights.any():
        # A question of little words alone.
        weights = np.array([float(bool(word)) for word in tokens.words], dtype=np.float32)
    total = float(weights.sum())
    return weights / total if total else np.full(len(weights), 1 / len(weights), np.float32)


def _weight(index: Index, word: str) -> float:
    return max((inverse_frequency(index, stem) for stem in analyse(word)), default=0.0)


def inverse_frequency(index: Index, stem: str) -> float:
    """Return how telling a stem is: the inverse document frequency of BM25, above 0."""
    found = index.lexical.document_frequency(stem)
    return math.log1p((index.lexical.size - found + 0.5) / (found + 0.5))
