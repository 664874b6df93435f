"""Token vectors of every unit that can be quoted, for late interaction: reduced, quantised, mapped.

Late interaction after Khattab and Zaharia, *ColBERT* (2020): a text keeps the vector of each of its
tokens, and a question is compared token by token. Vectors are projected on the main directions of
the corpus's own tokens and kept as whole numbers of one byte; `python -m evals.tokens` prints what
that costs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
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

SAMPLE = 60_000
"""Tokens from which the directions are found."""

SEED = 11

BATCH = 256
"""Texts given to the model at once."""

Vectors = npt.NDArray[np.float32]
Small = npt.NDArray[np.int8]

_VECTORS, _ENDS, _KEYS, _BASIS = "vectors.npy", "ends.npy", "keys.npy", "basis.npy"


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
                np.load(folder / _VECTORS, mmap_mode="r"),
                np.load(folder / _ENDS),
                np.load(folder / _KEYS),
                np.load(folder / _BASIS),
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
        return _reduced(vectors, self._basis)

    def of(self, first: int, units: int) -> list[Vectors]:
        """Return the vectors of ``units`` units from ``first`` on, tokens × dimensions each."""
        start = int(self._ends[first - 1]) if first else 0
        ends = self._ends[first : first + units]
        whole = np.asarray(self._vectors[start : int(ends[-1])], dtype=np.float32) / STEPS
        return np.split(whole, (ends[:-1] - start).astype(int))

    def kept(self) -> dict[int, tuple[int, int]]:
        """Return where the vectors of each text begin and end, by the key of the text."""
        starts = np.concatenate([[0], self._ends[:-1]]) if self.size else self._ends
        return {
            int(key): (int(start), int(end))
            for key, start, end in zip(self._keys, starts, self._ends, strict=True)
        }

    def rows(self, start: int, end: int) -> Small:
        """Return kept vectors as they are kept."""
        return np.asarray(self._vectors[start:end])

    @property
    def basis(self) -> Vectors:
        """The directions kept: the model's dimensions × those kept."""
        return self._basis


def write_tokens(
    folder: Path, texts: Sequence[str], model: TokenModel, previous: TokenIndex | None
) -> Iterator[int]:
    """Write the token vectors of ``texts`` into a new folder; yields how many are done.

    A text that ``previous`` holds is not given to the model again, and the directions stay those
    of ``previous``, since others would fit none of what is kept.
    """
    keys = [_key(text) for text in texts]
    kept = previous.kept() if previous else {}
    missing = list(dict.fromkeys(t for t, key in zip(texts, keys, strict=True) if key not in kept))
    missing.sort(key=lambda text: (-len(text), text))
    basis = previous.basis if previous else None
    made: dict[int, Small] = {}
    waiting: list[tuple[int, Vectors]] = []
    for start in range(0, len(missing), BATCH):
        yield start
        batch = missing[start : start + BATCH]
        embedded = model.embed_tokens(batch)
        waiting += [(_key(t), e.vectors) for t, e in zip(batch, embedded, strict=True)]
        if basis is None and (
            sum(len(v) for _, v in waiting) >= SAMPLE or not missing[start + BATCH :]
        ):
            basis = _directions([vectors for _, vectors in waiting])
        if basis is not None:
            made.update((key, _quantised(_reduced(v, basis))) for key, v in waiting)
            waiting = []
    if basis is None:
        basis = _directions([model.embed_tokens([""])[0].vectors])
    folder.mkdir(parents=True)
    _save(folder, keys, kept, made, previous, basis)
    yield len(missing)


def _save(
    folder: Path,
    keys: Sequence[int],
    kept: dict[int, tuple[int, int]],
    made: dict[int, Small],
    previous: TokenIndex | None,
    basis: Vectors,
) -> None:
    lengths = [len(made[key]) if key in made else kept[key][1] - kept[key][0] for key in keys]
    ends = np.cumsum(lengths, dtype=np.int64)
    vectors = np.lib.format.open_memmap(
        folder / _VECTORS, mode="w+", dtype=np.int8, shape=(int(ends[-1]), basis.shape[1])
    )
    for key, end, length in zip(keys, ends, lengths, strict=True):
        own = made.get(key)
        if own is None and previous is not None:
            own = previous.rows(*kept[key])
        vectors[end - length : end] = own
    vectors.flush()
    np.save(folder / _ENDS, ends)
    np.save(folder / _KEYS, np.array(keys, dtype=np.uint64))
    np.save(folder / _BASIS, basis)


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _directions(sample: Sequence[Vectors]) -> Vectors:
    """Return the main directions of a sample, turned so that none carries more than others.

    Turned, a vector has no component near 1, and few steps tell all of them apart.
    """
    tokens = np.concatenate(sample)[:SAMPLE]
    _, directions = np.linalg.eigh(tokens.T @ tokens)
    main = directions[:, ::-1][:, :DIMENSIONS]
    size = main.shape[1]
    turn, _ = np.linalg.qr(np.random.default_rng(SEED).standard_normal((size, size)))
    return np.ascontiguousarray(main @ turn, dtype=np.float32)


def _reduced(vectors: Vectors, basis: Vectors) -> Vectors:
    projected = vectors @ basis
    lengths = np.linalg.norm(projected, axis=1, keepdims=True)
    result: Vectors = projected / np.maximum(lengths, np.finfo(np.float32).tiny)
    return result


def _quantised(vectors: Vectors) -> Small:
    return np.clip(np.rint(vectors * STEPS), -127, 127).astype(np.int8)
