"""Write what a sync decided: vectors and lexical index in new folders, beside what is in use."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.index.connection import CollectionMissing, Place
from assistant.index.layout import Layout
from assistant.index.lexical import LexicalIndex
from assistant.index.manifest import Manifest
from assistant.index.plan import Plan, Progress
from assistant.index.snapshot import Snapshot, read_snapshot, write_snapshot
from assistant.index.store import Vector, VectorStore, is_there
from assistant.index.tokens import TokenIndex, token_model, write_tokens
from assistant.settings import Settings

EMBED_BATCH = 256
"""Texts given to the model at once: enough to be quick, few enough for progress to move."""

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
    snapshots = [
        plan.fresh.get(entry.doc_id) or read_snapshot(layout.documents / entry.snapshot)
        for entry in plan.entries
    ]
    known = _known_vectors(settings, layout, reuse, embeddings) if reuse else {}
    texts = [text for snapshot in snapshots for text in snapshot.texts()]
    missing = sorted(set(texts) - known.keys(), key=lambda text: (-len(text), text))
    known.update(_embedded(missing, embeddings, progress))
    progress(WRITING, 0, len(texts))
    _write_vectors(place, snapshots, known, embeddings, progress)
    for entry in plan.entries:
        if entry.doc_id in plan.fresh:
            write_snapshot(layout.documents / entry.snapshot, plan.fresh[entry.doc_id])
    ids = [passage.passage_id for snapshot in snapshots for passage in snapshot.passages]
    LexicalIndex.build(ids, texts, layout.lexical / generation)
    _write_tokens(layout, generation, snapshots, reuse, embeddings, progress)
    return Written(generation, place.collection, len(known[texts[0]]), len(missing))


def _write_tokens(
    layout: Layout,
    generation: str,
    snapshots: Sequence[Snapshot],
    reuse: Manifest | None,
    embeddings: Embeddings,
    progress: Progress,
) -> None:
    texts = [text for snapshot in snapshots for text in snapshot.unit_texts()]
    before = layout.tokens / reuse.generation if reuse else None
    # An index of before token vectors were kept has none to take over.
    previous = TokenIndex.load(before) if before and before.is_dir() else None
    model = token_model(embeddings)
    for done in write_tokens(layout.tokens / generation, texts, model, previous):
        progress(READING_CLOSELY, done, len(texts))
    progress(READING_CLOSELY, len(texts), len(texts))


def _known_vectors(
    settings: Settings, layout: Layout, manifest: Manifest, embeddings: Embeddings
) -> dict[str, Vector]:
    place = place_of(settings, layout, manifest.generation, manifest.collection)
    try:
        with contextlib.closing(VectorStore.open(place, embeddings)) as store:
            return store.vectors()
    except CollectionMissing:
        return {}


def _embedded(
    texts: Sequence[str], embeddings: Embeddings, progress: Progress
) -> Iterable[tuple[str, Vector]]:
    """Embed texts of like length together, so that little is spent on padding."""
    for start in range(0, len(texts), EMBED_BATCH):
        progress(EMBEDDING, start, len(texts))
        batch = list(texts[start : start + EMBED_BATCH])
        rows = np.asarray(embeddings.embed_documents(batch), dtype=np.float32)
        yield from zip(batch, rows, strict=True)
    progress(EMBEDDING, len(texts), len(texts))


def _write_vectors(
    place: Place,
    snapshots: Sequence[Snapshot],
    vectors: dict[str, Vector],
    embeddings: Embeddings,
    progress: Progress,
) -> None:
    size = sum(len(snapshot.passages) for snapshot in snapshots)
    with contextlib.closing(VectorStore.create(place, size, embeddings)) as store:
        done = 0
        for snapshot in snapshots:
            texts = snapshot.texts()
            rows = np.stack([vectors[text] for text in texts])
            store.add(snapshot.document, snapshot.passages, texts, rows)
            done += len(texts)
            progress(WRITING, done, size)
        # Chroma builds and saves its graph behind our back; an answer comes only after that.
        store.search(rows[0].tolist(), 1)
