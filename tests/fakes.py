"""Stand-ins that several tests share."""

from __future__ import annotations

import math
import re
import zlib

from langchain_core.embeddings import Embeddings


class HashedBagOfWords(Embeddings):
    """A model without weights: texts that share words are alike, on every run and machine.

    Each word adds 1 to one of ``dimension`` numbers, chosen by its checksum; the vector is then
    brought to length 1.
    """

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        counts = [0.0] * self.dimension
        # The empty word keeps a text without words from having no direction.
        for word in ["", *re.findall(r"\w+", text.lower())]:
            counts[zlib.crc32(word.encode()) % self.dimension] += 1.0
        length = math.sqrt(sum(count * count for count in counts))
        return [count / length for count in counts]
