"""Bring the index up to date with the folder of documents.

Whatever interrupts a sync, the index before it goes on answering: everything new is written
beside what is in use, one replaced file (the manifest) makes it current, and only then is the old
removed. What an interrupted sync leaves behind, the next one removes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from langchain_core.embeddings import Embeddings

from assistant.documents import Skipped
from assistant.errors import IndexMismatch, IndexMissing
from assistant.index.embedding import LazyEmbeddings, model_fingerprint
from assistant.index.generation import build_generation, is_whole
from assistant.index.layout import Layout
from assistant.index.leftovers import remove_leftovers
from assistant.index.manifest import Manifest, check_matches, read_manifest, write_manifest
from assistant.index.plan import Plan, Progress, Renamed, make_plan
from assistant.passages import CHUNKER_VERSION
from assistant.settings import Settings

REMOVING = "Removing what is old"


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: ids of documents, files left out, and passages counted."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]
    renamed: tuple[Renamed, ...]
    """Of those that are there: the ones whose file has another name than before."""
    skipped: tuple[Skipped, ...]
    passages: int
    """How many the index holds now."""
    embedded: int
    """How many texts the model was given."""


def _silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


def _now() -> datetime:
    return datetime.now(UTC)


def sync(
    settings: Settings,
    *,
    embeddings: Embeddings | None = None,
    progress: Progress = _silent,
    rebuild: bool = False,
    clock: Callable[[], datetime] = _now,
) -> SyncReport:
    """Make the index hold the documents of the corpus as they are now.

    A document whose file and catalogue entry are the same is not read again, and a text that was
    embedded before is not embedded again, unless ``rebuild`` asks for everything anew. A file that
    was renamed stays the document that it was. Files are read in processes of their own, within
    the limits of the settings; one that cannot be read is reported and left out, the others go on.

    Raises `CorpusError` where no document can be read, `GuidanceError` where no process can be
    started to read them, `IndexMismatch` where the index was made by
    another model, chunker or format and ``rebuild`` is false, `IndexLocked` where another sync is
    at work, `ModelError` and `StoreUnavailable`. In each case the index stays as it was.
    """
    layout = Layout(settings.index)
    embeddings = embeddings or LazyEmbeddings(settings.model)
    with layout.locked():
        previous = _previous(settings, layout, rebuild)
        plan = make_plan(
            settings,
            previous.documents if previous else (),
            layout.documents,
            progress,
            rebuild,
        )
        if previous and not rebuild and _is_current(settings, layout, previous, plan):
            current, embedded = previous, 0
        else:
            reuse = None if rebuild else previous
            current, embedded = _build(settings, layout, plan, reuse, embeddings, progress, clock)
            write_manifest(layout.manifest, current)
            progress(REMOVING, 0, 1)
        remove_leftovers(settings, layout, current)
        progress(REMOVING, 1, 1)
    return SyncReport(
        created=plan.created,
        updated=plan.updated,
        unchanged=plan.unchanged,
        deleted=plan.deleted,
        renamed=plan.renamed,
        skipped=plan.skipped,
        passages=current.passages,
        embedded=embedded,
    )


def _previous(settings: Settings, layout: Layout, rebuild: bool) -> Manifest | None:
    try:
        manifest = read_manifest(layout.manifest)
        if not rebuild:
            check_matches(manifest, model_fingerprint(settings.model), CHUNKER_VERSION)
        return manifest
    except IndexMissing:
        return None
    except IndexMismatch:
        if rebuild:
            return None
        raise


def _is_current(settings: Settings, layout: Layout, previous: Manifest, plan: Plan) -> bool:
    return (
        plan.unchanged == tuple(entry.doc_id for entry in previous.documents)
        and plan.entries == previous.documents
        and is_whole(settings, layout, previous)
    )


def _build(
    settings: Settings,
    layout: Layout,
    plan: Plan,
    reuse: Manifest | None,
    embeddings: Embeddings,
    progress: Progress,
    clock: Callable[[], datetime],
) -> tuple[Manifest, int]:
    written = build_generation(settings, layout, plan, reuse, embeddings, progress)
    manifest = Manifest(
        model=model_fingerprint(settings.model),
        chunker=CHUNKER_VERSION,
        dimension=written.dimension,
        generation=written.generation,
        collection=written.collection,
        built_at=clock().isoformat(timespec="seconds"),
        documents=plan.entries,
    )
    return manifest, written.embedded
