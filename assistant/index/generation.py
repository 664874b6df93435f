"""Write what a sync decided: vectors and lexical index in new folders, beside what is in use.

Documents pass through a few at a time, so that memory does not grow with the corpus; what does are
the ids, the stems of the passages while they are counted, and the graph that Chroma keeps.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.index.connection import CollectionMissing, Place
from assistant.index.layout import Layout
from assistant.index.lexical import LexicalIndex
from assistant.index.manifest import Manifest
from assistant.index.plan import Plan, Progress
from assistant.index.snapshot import Snapshot, read_snapshot
from assistant.index.store import Vector, VectorStore, is_there
from assistant.index.tokens import TokenIndex, token_model
from assistant.index.writing_tokens import write_tokens
from assistant.settings import Settings

EMBED_BATCH = 256
"""Texts given to the model at once: enough to be quick, few enough for progress to move."""

GROUP = 4_096
"""Passages in memory at once; among so many there are texts of like length to embed together."""

EMBEDDING = "Embedding passages"
READING_CLOSELY = "Embedding sentences"
WRITING = "Writing the index"


@dataclass(frozen=True, slots=True)
class Written:
    """A generation as written: its names, the length of a vector, and how many were embedded."""

    generation: str
    collection: str
    dimension: int
    embedded: int


def collection_prefix(layout: Layout) -> str:
    """Return how the names of all this index's collections begin."""
    return f"guidance-{layout.identity()}-"


def place_of(settings: Settings, layout: Layout, generation: str, collection: str) -> Place:
    """Return where the vectors of a generation are."""
    return Place(settings.chroma_url, layout.chroma / generation, collection)


def is_whole(settings: Settings, layout: Layout, manifest: Manifest) -> bool:
    """Say whether vectors, token vectors and lexical index of the manifest are there."""
    place = place_of(settings, layout, manifest.generation, manifest.collection)
    folders = (layout.lexical, layout.tokens)
    return all((folder / manifest.generation).is_dir() for folder in folders) and is_there(place)


def build_generation(
    settings: Settings,
    layout: Layout,
    plan: Plan,
    reuse: Manifest | None,
    embeddings: Embeddings,
    progress: Progress,
) -> Written:
    """Write a new generation; nothing refers to it until a manifest does.

    A text that the index ``reuse`` holds is not embedded again.
    """
    generation = uuid.uuid4().hex[:12]
    place = place_of(settings, layout, generation, collection_prefix(layout) + generation)
    writing = _Writing(layout, plan, embeddings, progress)
    with _opened(settings, layout, reuse, embeddings) as before:
        dimension = writing.vectors(place, before)
    LexicalIndex.build(writing.ids, writing.texts(), layout.lexical / generation)
    writing.tokens(layout.tokens / generation, layout.tokens / reuse.generation if reuse else None)
    return Written(generation, place.collection, dimension, writing.embedded)


@contextlib.contextmanager
def _opened(
    settings: Settings, layout: Layout, manifest: Manifest | None, embeddings: Embeddings
) -> Iterator[VectorStore | None]:
    """Open the vectors of an index that is to be replaced; none where it has lost them."""
    if manifest is None:
        yield None
        return
    place = place_of(settings, layout, manifest.generation, manifest.collection)
    try:
        store = VectorStore.open(place, embeddings)
    except CollectionMissing:
        yield None
        return
    with contextlib.closing(store):
        yield store


class _Writing:
    """Writes what the snapshots of a plan hold, a few documents at a time."""

    def __init__(
        self, layout: Layout, plan: Plan, embeddings: Embeddings, progress: Progress
    ) -> None:
        self._paths = [layout.documents / entry.snapshot for entry in plan.entries]
        self._size = sum(entry.passages for entry in plan.entries)
        self._embeddings, self._progress = embeddings, progress
        self.ids: list[str] = []
        """Of the passages, in order, once their vectors are written."""
        self._units = 0
        self.embedded = 0
        """How many texts the model was given."""

    def vectors(self, place: Place, before: VectorStore | None) -> int:
        """Write all vectors; a text that ``before`` holds of its document is not embedded again.

        Returns the length of a vector.
        """
        self._progress(EMBEDDING, 0, self._size)
        with contextlib.closing(VectorStore.create(place, self._size, self._embeddings)) as store:
            for group in self._groups():
                known: dict[str, Vector] = {}
                for snapshot in group if before else ():
                    assert before is not None
                    known.update(before.vectors_of(snapshot.document.source.doc_id))
                self._embed([text for s in group for text in s.texts()], known)
                for snapshot in group:
                    self._add(store, snapshot, known)
            last = next(iter(known.values()))
            # Chroma builds and saves its graph behind our back; an answer comes only after that.
            store.search(last.tolist(), 1)
        return len(last)

    def _groups(self) -> Iterator[list[Snapshot]]:
        """Yield documents that have together enough passages to be embedded well."""
        group: list[Snapshot] = []
        for path in self._paths:
            group.append(read_snapshot(path))
            if sum(len(snapshot.passages) for snapshot in group) >= GROUP:
                yield group
                group = []
        if group:
            yield group

    def _embed(self, texts: Sequence[str], known: dict[str, Vector]) -> None:
        """Embed texts of like length together, so that little is spent on padding."""
        missing = sorted(set(texts) - known.keys(), key=lambda text: (-len(text), text))
        done = len(self.ids)
        for start in range(0, len(missing), EMBED_BATCH):
            if start:
                self._progress(EMBEDDING, done + start, self._size)
            batch = missing[start : start + EMBED_BATCH]
            rows = np.asarray(self._embeddings.embed_documents(batch), dtype=np.float32)
            known.update(zip(batch, rows, strict=True))
        self.embedded += len(missing)
        self._progress(EMBEDDING, done + len(texts), self._size)

    def _add(self, store: VectorStore, snapshot: Snapshot, known: dict[str, Vector]) -> None:
        self._progress(WRITING, len(self.ids), self._size)
        texts = snapshot.texts()
        rows = np.stack([known[text] for text in texts])
        store.add(snapshot.document, snapshot.passages, texts, rows)
        self.ids += [passage.passage_id for passage in snapshot.passages]
        self._units += sum(len(passage.units) for passage in snapshot.passages)
        self._progress(WRITING, len(self.ids), self._size)

    def texts(self) -> Iterator[str]:
        """Yield what both indexes see of each passage."""
        for path in self._paths:
            yield from read_snapshot(path).texts()

    def tokens(self, folder: Path, before: Path | None) -> None:
        """Write the token vectors of all units; those that ``before`` holds are taken over."""
        # An index of before token vectors were kept has none to take over.
        previous = TokenIndex.load(before) if before and before.is_dir() else None
        texts = (text for path in self._paths for text in read_snapshot(path).unit_texts())
        for done in write_tokens(folder, texts, token_model(self._embeddings), previous):
            self._progress(READING_CLOSELY, done, self._units)
