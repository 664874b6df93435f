"""Corpora of any size, resampled from real documents, and a model that costs nothing for them."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.documents import find_files, load
from assistant.documents.extracted import Limits
from assistant.domain import Document, Passage
from assistant.index.tokens import Tokens
from assistant.passages import build_passages
from assistant.settings import Settings
from evals.suite.embeddings import Remembering

NOISE = 0.05
"""Length of what is added to a vector of length 1: copies stay near, and none is another's twin."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a real document with its list and its heading; as many passages as it made."""

    text: str
    passages: int


class Noisy(Embeddings):
    """Remembers the model's vector of each paragraph and hands it out with noise, seeded by text.

    The first line of a text, the document's title, is all that tells two copies of a paragraph
    apart: it decides the noise, and the rest the vector.
    """

    def __init__(self, model: Embeddings) -> None:
        self.seconds = 0.0
        """Spent by the model itself on passages."""
        self.token_seconds = 0.0
        """Spent by it on the tokens of their units."""
        self._model = model
        self._remembered = Remembering(model)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector of length 1 for each text."""
        start = time.perf_counter()
        plain = self._remembered.embed_documents([t.partition("\n")[2] or t for t in texts])
        self.seconds += time.perf_counter() - start
        return [_with_noise(vector, text) for vector, text in zip(plain, texts, strict=True)]

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the model's own tokens of each text, each distinct text embedded once."""
        start = time.perf_counter()
        found = self._remembered.embed_tokens(texts)
        self.token_seconds += time.perf_counter() - start
        return found

    def embed_query(self, text: str) -> list[float]:
        """Return the model's own vector of a question."""
        return self._model.embed_query(text)


def _with_noise(vector: Sequence[float], text: str) -> list[float]:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    noise = np.random.default_rng(seed).normal(size=len(vector))
    moved = np.asarray(vector) + NOISE * noise / np.linalg.norm(noise)
    found: list[float] = (moved / np.linalg.norm(moved)).tolist()
    return found


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
