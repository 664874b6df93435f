"""What a sync does about the remains of an earlier one, and about losses."""

from __future__ import annotations

import errno
import os

import pytest

from assistant.errors import StoreUnavailable
from assistant.index import Index, SyncReport, generation, plan, sync
from assistant.index import manifest as manifests
from assistant.index.layout import Layout
from assistant.settings import Settings
from tests.fakes import HashedBagOfWords


@pytest.fixture
def synced(settings: Settings, embeddings: HashedBagOfWords) -> SyncReport:
    return sync(settings, embeddings=embeddings)


def held(settings: Settings) -> set[str]:
    return set(Index.open(settings, HashedBagOfWords()).documents)


def test_a_full_disk_is_explained_and_the_index_stays(
    settings: Settings, synced: SyncReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (settings.corpus / "leads.txt").write_text("1. Something else entirely.\n")
    monkeypatch.setattr(plan, "write_snapshot", full)
    with pytest.raises(StoreUnavailable, match="No space left"):
        sync(settings, embeddings=HashedBagOfWords())
    assert held(settings) == {"leads", "plans", "voices"}


def test_what_an_interrupted_sync_left_is_removed_by_the_next(
    settings: Settings, synced: SyncReport
) -> None:
    layout = Layout(settings.index)
    left = [
        layout.documents / "0123.json",
        layout.documents / "0123.json.tmp",
        layout.root / "manifest.jsonabc.tmp",
        layout.lexical / "half" / "params.index.json",
        layout.chroma / "half" / "chroma.sqlite3",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("half")
    readme = settings.index / "README.md"
    readme.write_text("stays")
    assert sync(settings, embeddings=HashedBagOfWords()).embedded == 0
    assert not [path for path in left if path.exists()]
    assert readme.exists()


def test_an_old_collection_on_the_server_is_removed(
    server: str, embedded: Settings, embeddings: HashedBagOfWords
) -> None:
    settings = embedded.model_copy(update={"chroma_url": server})
    sync(settings, embeddings=embeddings)
    old = Index.open(settings, embeddings)
    sync(settings, embeddings=embeddings, rebuild=True)
    place = generation.place_of(
        settings, Layout(settings.index), old.manifest.generation, old.manifest.collection
    )
    with pytest.raises(StoreUnavailable):
        generation.VectorStore.open(place, embeddings)


def test_a_store_that_lost_its_vectors_is_filled_again(
    settings: Settings, synced: SyncReport
) -> None:
    manifest = manifests.read_manifest(Layout(settings.index).manifest)
    manifests.write_manifest(
        Layout(settings.index).manifest,
        manifest.model_copy(update={"collection": "guidance-lost", "generation": "lost"}),
    )
    report = sync(settings, embeddings=HashedBagOfWords())
    assert report.unchanged == ("leads", "plans", "voices")
    assert report.embedded == synced.embedded
    assert held(settings) == {"leads", "plans", "voices"}


def test_moving_to_a_server_needs_only_another_sync(
    server: str, embedded: Settings, embeddings: HashedBagOfWords
) -> None:
    sync(embedded, embeddings=embeddings)
    moved = embedded.model_copy(update={"chroma_url": server})
    with pytest.raises(StoreUnavailable, match="guidance sync"):
        Index.open(moved, embeddings)
    sync(moved, embeddings=embeddings)
    assert held(moved) == {"leads", "plans", "voices"}
