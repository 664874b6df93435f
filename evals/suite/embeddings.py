"""An embedding model that remembers, so that many pipelines cost little more than one."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.embeddings import Embeddings

from assistant.index.tokens import Tokens, token_model


class Remembering(Embeddings):
    """Hands out the vectors of another model, each text embedded once.

    Only for comparisons: a pipeline that is timed embeds for itself.
    """

    def __init__(self, model: Embeddings) -> None:
        self._model = model
        self._documents: dict[str, list[float]] = {}
        self._tokens: dict[str, Tokens] = {}
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

    def embed_tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the tokens of each text, in order."""
        new = [text for text in dict.fromkeys(texts) if text not in self._tokens]
        if new:
            self._tokens.update(zip(new, token_model(self._model).embed_tokens(new), strict=True))
        return [self._tokens[text] for text in texts]
