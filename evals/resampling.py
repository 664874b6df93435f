"""Corpora of any size, resampled from real documents, and a model that costs nothing for them."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from assistant.documents import find_files, load
from assistant.documents.extracted import Limits
from assistant.domain import Document, Passage
from assistant.index.tokens import Tokens, token_model
from assistant.passages import build_passages
from assistant.settings import Settings

DIMENSION = 384
"""Numbers of a vector: as many as the model in use makes."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a real document with its list and its heading; as many passages as it made."""

    text: str
    passages: int


class Worded(Embeddings):
    """A model whose vectors cost nothing: a text's is the sum of directions drawn for its words.

    So texts that share words are near each other, copies of a paragraph nearest, and none is
    another's twin, since the titles above them differ. A question is embedded by the real model
    too, and its result left, so that its time counts.
    """

    def __init__(self, model: Embeddings | None = None) -> None:
        """Take ``model`` to spend on questions the time that they take."""
        self._model = model
        self._directions: dict[str, npt.NDArray[np.float32]] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector of length 1 for each text."""
        return [self._vector(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        if self._model:
            self._model.embed_query(text)
        return self._vector(text)

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Return a vector for each word of each text."""
        if self._model and len(texts) == 1:
            token_model(self._model).embed_tokens(texts)
        return [self._tokens(text) for text in texts]

    def _tokens(self, text: str) -> Tokens:
        words = tuple(_WORD.findall(text)) or ("",)
        return Tokens(np.stack([self._direction(word.lower()) for word in words]), words)

    def _vector(self, text: str) -> list[float]:
        whole = self._tokens(text).vectors.sum(axis=0)
        found: list[float] = (whole / np.linalg.norm(whole)).tolist()
        return found

    def _direction(self, word: str) -> npt.NDArray[np.float32]:
        if word not in self._directions:
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
            drawn = np.random.default_rng(seed).normal(size=DIMENSION)
            self._directions[word] = (drawn / np.linalg.norm(drawn)).astype(np.float32)
        return self._directions[word]


def paragraphs_of(document: Document, passages: Iterable[Passage]) -> Iterator[Paragraph]:
    """Yield what a document's passages were made of, whole, each below its own heading."""
    for _, group in groupby(passages, key=lambda passage: passage.group):
        made = list(group)
        heading = f"## {made[0].headings[-1]}\n\n" if made[0].headings else ""
        body = document.text[made[0].start : max(span.end for p in made for span in p.spans)]
        yield Paragraph(f"{heading}{body.strip()}", len(made))


def resampled(
    paragraphs: Sequence[Paragraph], passages: int, each: int, seed: int
) -> Iterator[str]:
    """Yield made documents of about ``each`` passages, ``passages`` in all or just above.

    All paragraphs are shuffled and dealt out, then shuffled again, until there are enough.
    """
    order = random.Random(seed)
    pool: list[Paragraph] = []
    document: list[str] = []
    dealt = in_document = 0
    while dealt < passages:
        if not pool:
            pool = order.sample(paragraphs, len(paragraphs))
        paragraph = pool.pop()
        document.append(paragraph.text)
        dealt += paragraph.passages
        in_document += paragraph.passages
        if in_document >= each or dealt >= passages:
            yield "\n\n".join(document) + "\n"
            document, in_document = [], 0


def questions_from(headings: Iterable[str], count: int, seed: int) -> list[str]:
    """Return ``count`` questions, each about one heading; all of them where there are fewer."""
    distinct = sorted(set(headings))
    chosen = random.Random(seed).sample(distinct, min(count, len(distinct)))
    return [f"What do the documents say about {heading}?" for heading in chosen]


def read_real(corpus: Path) -> tuple[list[Paragraph], list[str]]:
    """Return the paragraphs and the headings of the real documents."""
    limits = Limits.of(Settings())
    paragraphs: list[Paragraph] = []
    headings: list[str] = []
    for file in find_files(corpus, limits)[0]:
        document = load(file, limits)
        passages = build_passages(document, "made")
        paragraphs += paragraphs_of(document, passages)
        headings += [passage.headings[-1] for passage in passages if passage.headings]
    return paragraphs, headings
