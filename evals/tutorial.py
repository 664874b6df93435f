"""The pipeline that every tutorial builds, to compare with: fixed chunks, MiniLM, Chroma."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import uuid4

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from assistant.domain import Span

CHUNK, OVERLAP = 1_000, 200


class Tutorial:
    """Chunks of fixed size in an in-memory Chroma; ``find`` returns the nearest."""

    def __init__(self, documents: Mapping[str, str], embeddings: Embeddings) -> None:
        """Chunk, embed and store the text of every document, by id."""
        self._store = Chroma(
            collection_name=f"tutorial-{uuid4().hex}",
            embedding_function=embeddings,
            collection_configuration={"hnsw": {"space": "cosine"}},
        )
        texts: list[str] = []
        metadatas: list[dict[str, str | int]] = []
        for doc_id, text in documents.items():
            for start in range(0, len(text), CHUNK - OVERLAP):
                texts.append(text[start : start + CHUNK])
                metadatas.append({"doc_id": doc_id, "start": start})
        self._store.add_texts(texts, [dict(m) for m in metadatas])

    def find(self, question: str, k: int) -> Sequence[tuple[str, Span]]:
        """Return the ``k`` chunks nearest to a question: document and place, nearest first."""
        found = self._store.similarity_search(question, k=k)
        return [
            (
                chunk.metadata["doc_id"],
                Span(chunk.metadata["start"], chunk.metadata["start"] + len(chunk.page_content)),
            )
            for chunk in found
        ]
