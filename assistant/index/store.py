"""The vector store: a Chroma collection that one sync writes and that is only read afterwards.

A collection is never changed once the manifest names it, for reasons found by trying Chroma
1.5.9: an open client keeps the graph that it has loaded and does not see what another process
writes; and a graph file that is cut short ends its reader in a segmentation fault.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from assistant.domain import Document, Passage
from assistant.index.connection import (
    SYNC,
    CollectionMissing,
    Place,
    close,
    opened,
    reported,
    retire,
)

Vector = npt.NDArray[np.float32]

EXPLORE = 400
"""Passages that the graph looks at for a query: more than any ranking asks for, so that on corpora
of some thousands of passages the approximate ranking is the exact one."""

NEIGHBOURS = 128
"""Links of a passage in the graph. With the usual 16 some passages are reached from nowhere and
never found; tests/index/test_store.py holds that with this many none is."""

LARGEST_THRESHOLD = 1_000
"""Each write takes longer the more stands in the write-ahead log (evals/growth.py)."""

SMALLEST_THRESHOLD = 2
"""Chroma refuses a smaller one."""

WRITE_BATCH = 1_000
"""Passages a write: large writes are quicker, and a server takes no more than some 5,000."""


class VectorStore:
    """An open collection of passages and their vectors, by cosine similarity."""

    def __init__(self, place: Place, client: Client, embeddings: Embeddings) -> None:
        self._place = place
        self._client = client
        self._collection = client.get_collection(place.collection, embedding_function=None)
        self.langchain = Chroma(place.collection, embedding_function=embeddings, client=client)
        """The same collection for use in other LangChain chains; it may outlive this object."""
        # Chroma keeps a client until it is closed; a long-lived program opens another one after
        # each sync.
        weakref.finalize(self.langchain, retire, client).atexit = False

    @classmethod
    def create(cls, place: Place, size: int, embeddings: Embeddings) -> VectorStore:
        """Make a new collection for ``size`` passages.

        Raises `StoreUnavailable` where the server does not answer or the folder cannot be written.
        """
        with opened(place) as client:
            client.create_collection(
                place.collection, embedding_function=None, configuration=_configuration(size)
            )
            return cls(place, client, embeddings)

    @classmethod
    def open(cls, place: Place, embeddings: Embeddings) -> VectorStore:
        """Open a collection that is there.

        Raises `CollectionMissing` where it is not, otherwise as `create`.
        """
        # Chroma would make an empty one.
        if not place.url and not is_there(place):
            raise CollectionMissing(f"The vector store {place.folder} is missing.", SYNC)
        with opened(place) as client:
            return cls(place, client, embeddings)

    def add(
        self, document: Document, passages: Sequence[Passage], texts: Sequence[str], vectors: Vector
    ) -> None:
        """Add passages of one document, with the texts that were embedded and their vectors."""
        with reported(self._place):
            for batch in _batches(len(passages)):
                self._collection.upsert(
                    ids=[passage.passage_id for passage in passages[batch]],
                    documents=list(texts[batch]),
                    embeddings=vectors[batch],
                    metadatas=[_metadata(document, passage) for passage in passages[batch]],
                )

    def vectors(self) -> dict[str, Vector]:
        """Return the vector of every text that it holds."""
        found: dict[str, Vector] = {}
        with reported(self._place):
            for batch in _batches(self._collection.count()):
                page = self._collection.get(
                    include=["documents", "embeddings"], limit=WRITE_BATCH, offset=batch.start
                )
                rows = np.asarray(page["embeddings"], dtype=np.float32)
                found.update(zip(page["documents"] or [], rows, strict=True))
        return found

    def search(self, vector: Sequence[float], k: int) -> list[tuple[str, float]]:
        """Return the ``k`` nearest passages, each an id with its cosine similarity, from -1 to 1.

        Best first; equal ones by id.
        """
        with reported(self._place):
            # Ids and distances alone: the texts of the passages are held already.
            hits = self._collection.query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=k,
                include=["distances"],
            )
        distances = (hits["distances"] or [[]])[0]
        found = [(id, 1.0 - float(far)) for id, far in zip(hits["ids"][0], distances, strict=True)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def close(self) -> None:
        """Let go of its files or its connection."""
        close(self._client)


def is_there(place: Place) -> bool:
    """Say whether the collection exists, without opening it where it is embedded.

    Chroma writes to its files on opening, and a sync without changes is to touch nothing.
    """
    if not place.url:
        return (place.folder / "chroma.sqlite3").is_file()
    try:
        with opened(place) as client:
            client.get_collection(place.collection, embedding_function=None)
            close(client)
            return True
    except CollectionMissing:
        return False


def drop_collections(url: str, prefix: str, keep: str) -> None:
    """Delete a server's collections whose names begin with ``prefix``, except ``keep``."""
    place = Place(url, Path(), keep)
    with opened(place) as client:
        names: list[str] = []
        while page := client.list_collections(limit=WRITE_BATCH, offset=len(names)):
            names += [collection.name for collection in page]
        for name in names:
            if name.startswith(prefix) and name != keep:
                client.delete_collection(name)
        close(client)


def _configuration(size: int) -> CreateCollectionConfiguration:
    # The graph of a small corpus goes to disk once, with its last passage. Of a large one it goes
    # in steps, and the rest, fewer than a step, is read from the write-ahead log on opening.
    threshold = min(LARGEST_THRESHOLD, max(SMALLEST_THRESHOLD, size))
    return {
        "hnsw": {
            "space": "cosine",
            "ef_search": EXPLORE,
            "max_neighbors": NEIGHBOURS,
            # One thread builds the same graph each time.
            "num_threads": 1,
            "sync_threshold": threshold,
            "batch_size": min(threshold, 100),
        }
    }


def _metadata(document: Document, passage: Passage) -> dict[str, str]:
    """Return what other LangChain chains may filter by; Chroma refuses None, so it is left out."""
    part = document.parts[passage.part]
    said = {
        "doc_id": passage.doc_id,
        "title": part.title,
        "locator": passage.locator,
        "authority": part.authority,
        "standing": part.standing,
        "voice": part.voice,
        "published": part.published,
    }
    return {key: value for key, value in said.items() if value is not None}


def _batches(size: int) -> Iterator[slice]:
    for start in range(0, size, WRITE_BATCH):
        yield slice(start, min(start + WRITE_BATCH, size))
