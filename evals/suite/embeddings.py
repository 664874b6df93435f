"""An embedding model that remembers, so that many pipelines cost little more than one."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings


class Remembering(Embeddings):
    """Hands out the vectors of another model, each text embedded once.

    Only for comparisons: a pipeline that is timed embeds for itself.
    """

    def __init__(self, model: Embeddings) -> None:
        self._model = model
        self._documents: dict[str, list[float]] = {}
        self._queries: dict[str, list[float]] = {}

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of one question."""
        if text not in self._queries:
            self._queries[text] = self._model.embed_query(text)
        return self._queries[text]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vector of each text, in order."""
        new = [text for text in dict.fromkeys(texts) if text not in self._documents]
        if new:
            self._documents.update(zip(new, self._model.embed_documents(new), strict=True))
        return [self._documents[text] for text in texts]
