"""Token vectors of every unit that can be quoted, for late interaction: reduced, quantised, mapped.

Late interaction after Khattab and Zaharia, *ColBERT* (2020): a text keeps the vector of each of its
tokens, and a question is compared token by token. Vectors are projected on the main directions of
the corpus's own tokens and kept as whole numbers of one byte; `python -m evals.tokens` prints what
that costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from assistant.errors import IndexMismatch, ModelError
from assistant.index.manifest import REBUILD

DIMENSIONS = 128
"""Directions kept of each vector; evals/tokens.py prints that this costs little, if anything."""

STEPS = 254
"""Whole numbers a unit of length: a component beyond ±0.5 is cut, which hardly occurs."""

Vectors = npt.NDArray[np.float32]
Small = npt.NDArray[np.int8]

VECTORS, ENDS, KEYS, BASIS = "vectors.npy", "ends.npy", "keys.npy", "basis.npy"
"""The files of a folder."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: a vector of length 1 each, and the word that it is a piece of.

    A token that is no piece of a word, such as a mark of the model's own, has an empty one.
    """

    vectors: Vectors
    """Tokens × dimensions."""
    words: tuple[str, ...]


@runtime_checkable
class TokenModel(Protocol):
    """A model that can say what each token of a text means in its place."""

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the tokens of each text, in order."""
        ...


@runtime_checkable
class WholeModel(Protocol):
    """A model that gives the vector of a text and those of its tokens in one go."""

    def embed_whole(self, texts: Sequence[str]) -> list[tuple[list[float], Tokens]]:
        """Return the vector and the tokens of each text, in order."""
        ...


def token_model(embeddings: Embeddings) -> TokenModel:
    """Return an embedding model as one that gives a vector for each token.

    Raises `ModelError` where it gives none.
    """
    if isinstance(embeddings, TokenModel):
        return embeddings
    raise ModelError(
        "The embedding model gives no vector for each token of a text.",
        "Use a sentence-transformers model, or add a method embed_tokens.",
    )


class TokenIndex:
    """The token vectors of units in the order of the passages, in a folder written once."""

    def __init__(
        self,
        vectors: Small,
        ends: npt.NDArray[np.int64],
        keys: npt.NDArray[np.uint64],
        basis: Vectors,
    ) -> None:
        self._vectors = vectors
        self._ends = ends
        self._keys = keys
        self._basis = basis

    @classmethod
    def load(cls, folder: Path) -> TokenIndex:
        """Open a saved index, its vectors mapped and not read.

        Raises `IndexMismatch` where it is missing or damaged.
        """
        try:
            return cls(
                np.load(folder / VECTORS, mmap_mode="r"),
                np.load(folder / ENDS),
                np.load(folder / KEYS),
                np.load(folder / BASIS),
            )
        except (OSError, ValueError) as error:
            raise IndexMismatch(
                f"The token index {folder} is missing or damaged.", REBUILD
            ) from error

    @property
    def size(self) -> int:
        """How many units it holds."""
        return len(self._ends)

    def reduced(self, vectors: Vectors) -> Vectors:
        """Return vectors of the model as they compare with those that are kept."""
        return reduced(vectors, self._basis)

    def of(self, first: int, units: int) -> list[Vectors]:
        """Return the vectors of ``units`` units from ``first`` on, tokens × dimensions each."""
        start = int(self._ends[first - 1]) if first else 0
        ends = self._ends[first : first + units]
        whole = np.asarray(self._vectors[start : int(ends[-1])], dtype=np.float32) / STEPS
        return np.split(whole, (ends[:-1] - start).astype(int))

    def places(self) -> dict[int, tuple[int, int]]:
        """Return where the vectors of each text begin and end, by the key of the text."""
        starts = np.concatenate([[0], self._ends[:-1]]) if self.size else self._ends
        return dict(
            zip(
                self._keys.tolist(),
                zip(starts.tolist(), self._ends.tolist(), strict=True),
                strict=True,
            )
        )

    def rows(self, start: int, end: int) -> Small:
        """Return kept vectors as they are kept."""
        return np.asarray(self._vectors[start:end])

    @property
    def basis(self) -> Vectors:
        """The directions kept: the model's dimensions × those kept."""
        return self._basis


def reduced(vectors: Vectors, basis: Vectors) -> Vectors:
    """Return vectors projected on the directions of ``basis``, of length 1 again."""
    projected = vectors @ basis
    lengths = np.linalg.norm(projected, axis=1, keepdims=True)
    result: Vectors = projected / np.maximum(lengths, np.finfo(np.float32).tiny)
    return result
