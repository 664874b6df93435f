"""Write the token vectors of a corpus, a window of texts at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import numpy as np

from assistant.index.tokens import (
    BASIS,
    DIMENSIONS,
    ENDS,
    KEYS,
    STEPS,
    VECTORS,
    Small,
    TokenIndex,
    TokenModel,
    Vectors,
    reduced,
)

WINDOW = 8_192
"""Texts in memory at once: their vectors take some 50 MiB, and texts of like length are found
among so many to be embedded together."""

BATCH = 256
"""Texts given to the model at once."""

SAMPLE = 60_000
"""Tokens from which the directions are found."""

SEED = 11


def write_tokens(
    folder: Path, texts: Iterable[str], model: TokenModel, previous: TokenIndex | None
) -> Iterator[int]:
    """Write the token vectors of ``texts`` into a new folder; yields how many are done.

    A text that ``previous`` holds, or that stood before, is not given to the model again. The
    directions stay those of ``previous``, since others would fit none of what is kept; otherwise
    they are those of the first texts, or of all where these are few.
    """
    folder.mkdir(parents=True)
    rest = iter(texts)
    done = 0
    yield done
    with (folder / VECTORS).open("w+b") as file:
        writing = _Writing(file, model, previous)
        while window := list(islice(rest, WINDOW)):
            for within in writing.add(window):
                yield done + within
            done += len(window)
            yield done
        writing.finish(folder)


class _Writing:
    """A file of vectors to which windows of texts are added."""

    def __init__(self, file: BinaryIO, model: TokenModel, previous: TokenIndex | None) -> None:
        self._file, self._model, self._previous = file, model, previous
        self._before = previous.places() if previous else {}
        self._basis = previous.basis if previous else None
        self._written: dict[int, tuple[int, int]] = {}
        self._keys: list[int] = []
        self._ends: list[int] = []
        self._rows = 0
        if previous:
            self._begin()

    def add(self, window: Sequence[str]) -> Iterator[int]:
        """Add the vectors of some texts; yields how many of those to embed are done."""
        keys = [_key(text) for text in window]
        missing = list(
            dict.fromkeys(
                text
                for text, key in zip(window, keys, strict=True)
                if key not in self._before and key not in self._written
            )
        )
        missing.sort(key=lambda text: (-len(text), text))
        made: dict[int, Small] = {}
        waiting: list[tuple[int, Vectors]] = []
        for start in range(0, len(missing), BATCH):
            if start:
                yield start
            batch = missing[start : start + BATCH]
            embedded = self._model.embed_tokens(batch)
            waiting += [(_key(t), e.vectors) for t, e in zip(batch, embedded, strict=True)]
            enough = sum(len(vectors) for _, vectors in waiting) >= SAMPLE
            if self._basis is None and (enough or not missing[start + BATCH :]):
                self._basis = _directions([vectors for _, vectors in waiting])
                self._begin()
            if self._basis is not None:
                made.update(_small(waiting, self._basis))
                waiting = []
        for key in keys:
            self._append(key, made)

    def _append(self, key: int, made: dict[int, Small]) -> None:
        if key in made:
            rows = made[key]
        elif key in self._written:
            rows = self._read(*self._written[key])
        else:
            assert self._previous is not None, "a text is embedded, or kept from before"
            rows = self._previous.rows(*self._before[key])
        self._file.seek(0, 2)
        self._file.write(rows.tobytes())
        self._written.setdefault(key, (self._rows, self._rows + len(rows)))
        self._rows += len(rows)
        self._keys.append(key)
        self._ends.append(self._rows)

    def _read(self, start: int, end: int) -> Small:
        width = self._width
        self._file.seek(self._header + start * width)
        read = self._file.read((end - start) * width)
        return np.frombuffer(read, dtype=np.int8).reshape(-1, width)

    @property
    def _width(self) -> int:
        assert self._basis is not None, "nothing is written before there are directions"
        return int(self._basis.shape[1])

    def _begin(self) -> None:
        """Write the head of the file, which NumPy makes long enough for any number of rows."""
        self._file.seek(0)
        np.lib.format.write_array_header_1_0(
            self._file,
            {"descr": "|i1", "fortran_order": False, "shape": (self._rows, self._width)},
        )
        self._header = self._file.tell()

    def finish(self, folder: Path) -> None:
        """Complete the file, and write beside it what tells one text's vectors from another's."""
        if self._basis is None:
            self._basis = _directions([self._model.embed_tokens([""])[0].vectors])
        self._begin()
        np.save(folder / ENDS, np.array(self._ends, dtype=np.int64))
        np.save(folder / KEYS, np.array(self._keys, dtype=np.uint64))
        np.save(folder / BASIS, self._basis)


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


def _small(texts: Sequence[tuple[int, Vectors]], basis: Vectors) -> Iterator[tuple[int, Small]]:
    """Yield the vectors of each text as they are kept, by the key of the text."""
    # All at once: a product of small matrices each costs the threads more than it saves.
    whole = reduced(np.concatenate([vectors for _, vectors in texts]), basis)
    small = np.clip(np.rint(whole * STEPS), -127, 127).astype(np.int8)
    ends = np.cumsum([len(vectors) for _, vectors in texts])
    for (key, _), rows in zip(texts, np.split(small, ends[:-1]), strict=True):
        yield key, rows
