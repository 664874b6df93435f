"""The lexical index: which passages share words with a question, by BM25 over word stems.

BM25 as in Robertson and Zaragoza (2009), in the variant of Lucene; computed by bm25s (Lù 2024).
"""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN_PLUS

from assistant.errors import IndexMismatch
from assistant.index.manifest import REBUILD
from assistant.index.scoping import Mask

# bm25s asks for debug messages on import; they would reach whatever log the program keeps.
logging.getLogger("bm25s").setLevel(logging.WARNING)

K1, B = 1.5, 0.75
"""Saturation of repeated words and weight of a passage's length: the customary values."""

MEANINGFUL = frozenset({"no", "nor", "not", "should", "won"})
"""Usual stop words that these readers ask about: "must or should?", "need not"."""

STOP_WORDS = frozenset(STOPWORDS_EN_PLUS) - MEANINGFUL

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_IDS = "passages.json"
_NOTHING = 0
"""Place in the vocabulary of the stem of a text without words; no question asks for it."""


def analyse(text: str) -> list[str]:
    """Return the stems of a text's words in order, stop words left out.

    Lower-cased; a hyphen separates words; numbers and codes such as ``14z51`` are kept whole.
    """
    plain = (
        unicodedata.normalize("NFKC", text).lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
    words = [word for word in _WORD.findall(plain) if word not in STOP_WORDS]
    return stems(words)


def stems(words: Sequence[str]) -> list[str]:
    """Return the stem of each word, given in small letters."""
    # A stemmer is not safe to share between threads, and costs nothing to make.
    return list(Stemmer.Stemmer("english").stemWords(words))


class LexicalIndex:
    """An index of passages by the stems of their words, in a folder that is written once."""

    def __init__(self, ids: list[str], ranking: bm25s.BM25) -> None:
        self._ids = ids
        self._ranking = ranking

    @property
    def size(self) -> int:
        """How many passages it holds."""
        return len(self._ids)

    @classmethod
    def build(cls, ids: Sequence[str], texts: Iterable[str], folder: Path) -> LexicalIndex:
        """Index ``texts`` under ``ids``, in that order, and save the index to a new ``folder``."""
        vocabulary = {"": _NOTHING}
        stems = [
            [vocabulary.setdefault(stem, len(vocabulary)) for stem in analyse(text)] or [_NOTHING]
            for text in texts
        ]
        ranking = bm25s.BM25(k1=K1, b=B, method="lucene")
        ranking.index((stems, vocabulary), create_empty_token=False, show_progress=False)
        folder.mkdir(parents=True)
        ranking.save(folder, show_progress=False)
        (folder / _IDS).write_text(json.dumps(list(ids)), encoding="utf-8")
        return cls(list(ids), ranking)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Open a saved index, its scores mapped from the files and not read.

        Raises `IndexMismatch` where it is missing or damaged.
        """
        try:
            ids = json.loads((folder / _IDS).read_text(encoding="utf-8"))
            ranking = bm25s.BM25.load(folder, mmap=True, show_progress=False)
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise IndexMismatch(
                f"The lexical index {folder} is missing or damaged.", REBUILD
            ) from error
        return cls(ids, ranking)

    def search(
        self,
        text: str,
        k: int,
        also: Mapping[str, float] | None = None,
        among: Mask | None = None,
    ) -> list[tuple[str, float]]:
        """Return up to ``k`` passages that share a stem with ``text``, best first.

        Each is an id with its BM25 score, above 0; equal scores keep the order of the passages.
        ``also`` holds further stems, each with its weight beside the text's own 1. ``among`` says
        of each passage, in order, whether it may be found.
        """
        weights: dict[str, float] = {**(also or {}), **Counter(analyse(text))}
        known, held = self._ranking.vocab_dict, self._ranking.scores
        scores = np.zeros(self.size)
        for stem, weight in weights.items():
            place = known.get(stem)
            if place is not None:
                # Only the stems asked for are read from the mapped file.
                column = slice(int(held["indptr"][place]), int(held["indptr"][place + 1]))
                scores[held["indices"][column]] += weight * held["data"][column]
        found = np.flatnonzero(scores if among is None else scores * among)
        if len(found) > k:
            # Only what may be among the best is put in order, not the whole corpus.
            last = np.partition(scores[found], -k)[-k]
            found = found[scores[found] >= last]
        best = found[np.argsort(-scores[found], kind="stable")[:k]]
        return [(self._ids[place], float(scores[place])) for place in best]

    def document_frequency(self, stem: str) -> int:
        """Return in how many passages a stem occurs."""
        place = self._ranking.vocab_dict.get(stem)
        if place is None:
            return 0
        ends = self._ranking.scores["indptr"]
        return int(ends[place + 1] - ends[place])
