from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from assistant.errors import (
    CorpusError,
    IndexLocked,
    IndexMismatch,
    ModelError,
    StoreUnavailable,
)
from assistant.index import Index, SyncReport, generation, plan, sync
from assistant.index.layout import Layout
from assistant.settings import Settings
from tests.fakes import HashedBagOfWords

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Refusing(Embeddings):
    """A model that must not be asked."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise AssertionError(f"asked to embed {texts}")

    embed_query = embed_documents


@pytest.fixture
def synced(settings: Settings, embeddings: HashedBagOfWords) -> SyncReport:
    return sync(settings, embeddings=embeddings)


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file of a folder with its size and the time of its last change."""
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def held(settings: Settings) -> set[str]:
    return set(Index.open(settings, HashedBagOfWords()).documents)


def test_the_first_sync_creates_every_document(settings: Settings, synced: SyncReport) -> None:
    assert synced.created == ("leads", "plans", "voices")
    assert (synced.updated, synced.unchanged, synced.deleted, synced.skipped) == ((), (), (), ())
    assert synced.passages == synced.embedded == len(Index.open(settings).passages)


def test_nothing_is_touched_when_nothing_has_changed(
    embedded: Settings, embeddings: HashedBagOfWords
) -> None:
    sync(embedded, embeddings=embeddings)
    before = contents(embedded.index)
    report = sync(embedded, embeddings=Refusing())
    assert report.unchanged == ("leads", "plans", "voices")
    assert (report.created, report.updated, report.embedded) == ((), (), 0)
    assert contents(embedded.index) == before


def test_only_texts_that_are_new_are_embedded(settings: Settings, synced: SyncReport) -> None:
    path = settings.corpus / "leads.txt"
    path.write_text(path.read_text() + "\n3. The lead may ask for help.\n")
    report = sync(settings, embeddings=HashedBagOfWords())
    assert report.updated == ("leads",)
    assert report.unchanged == ("plans", "voices")
    assert report.embedded == 1
    assert report.passages == synced.passages + 1


def test_an_update_makes_the_same_index_as_a_sync_of_everything(
    settings: Settings, synced: SyncReport
) -> None:
    (settings.corpus / "leads.txt").write_text("1. The lead must write a report.\n")
    (settings.corpus / "voices.txt").unlink()
    sync(settings, embeddings=HashedBagOfWords())
    fresh = settings.model_copy(update={"index": settings.index / "fresh"})
    sync(fresh, embeddings=HashedBagOfWords())
    updated, anew = (Index.open(each, HashedBagOfWords()) for each in (settings, fresh))
    assert updated.passages == anew.passages
    question = "Who must write a report on the plan?"
    asked = anew.embed(question)
    assert updated.dense(asked, 10) == anew.dense(asked, 10)
    assert updated.lexical.search(question, 10) == anew.lexical.search(question, 10)


def test_documents_that_pass_one_at_a_time_make_the_same_index(
    embedded: Settings, embeddings: HashedBagOfWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(embedded, embeddings=embeddings)
    monkeypatch.setattr(generation, "GROUP", 1)
    monkeypatch.setattr(plan, "BYTES_AT_ONCE", 1)
    apart = embedded.model_copy(update={"index": embedded.index / "apart"})
    report = sync(apart, embeddings=embeddings)
    one, other = (Index.open(each, embeddings) for each in (embedded, apart))
    assert report.created == ("leads", "plans", "voices")
    assert other.passages == one.passages
    question = "Who must write a report on the plan?"
    asked = one.embed(question)
    assert other.dense(asked, 10) == one.dense(asked, 10)
    assert other.lexical.search(question, 10) == one.lexical.search(question, 10)
    for passage in one.passages:
        pairs = zip(one.unit_tokens(passage), other.unit_tokens(passage), strict=True)
        assert all((mine == theirs).all() for mine, theirs in pairs)


def test_a_removed_file_is_deleted(settings: Settings, synced: SyncReport) -> None:
    (settings.corpus / "plans.txt").unlink()
    report = sync(settings, embeddings=HashedBagOfWords())
    assert report.deleted == ("plans",)
    assert report.embedded == 0
    assert held(settings) == {"leads", "voices"}


def test_a_new_file_is_created(settings: Settings, synced: SyncReport) -> None:
    (settings.corpus / "money.txt").write_text("1. Boards must balance their budgets.\n")
    report = sync(settings, embeddings=HashedBagOfWords())
    assert report.created == ("money",)
    assert held(settings) == {"leads", "plans", "voices", "money"}


def test_a_file_that_cannot_be_read_is_reported_and_the_others_go_on(settings: Settings) -> None:
    (settings.corpus / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (settings.corpus / "empty.txt").write_text(" \n")
    report = sync(settings, embeddings=HashedBagOfWords())
    assert {file.filename for file in report.skipped} == {"broken.pdf", "empty.txt"}
    assert all(file.reason and file.next_step for file in report.skipped)
    assert report.created == ("leads", "plans", "voices")


def test_a_document_whose_file_became_unreadable_drops_out_and_the_report_says_so(
    settings: Settings, synced: SyncReport
) -> None:
    (settings.corpus / "plans.txt").write_text("")
    report = sync(settings, embeddings=HashedBagOfWords())
    (skipped,) = report.skipped
    assert skipped.filename == "plans.txt"
    assert skipped.reason.endswith("It was in the index and has been taken out.")
    assert report.deleted == ("plans",)
    assert held(settings) == {"leads", "voices"}


def test_where_no_document_can_be_read_the_index_stays(
    settings: Settings, synced: SyncReport
) -> None:
    for path in settings.corpus.iterdir():
        path.write_text("")
    with pytest.raises(CorpusError, match="leads"):
        sync(settings, embeddings=HashedBagOfWords())
    assert held(settings) == {"leads", "plans", "voices"}


def test_a_missing_corpus_leaves_the_index_as_it_was(
    settings: Settings, synced: SyncReport
) -> None:
    elsewhere = settings.model_copy(update={"corpus": settings.corpus / "nowhere"})
    with pytest.raises(CorpusError):
        sync(elsewhere, embeddings=HashedBagOfWords())
    assert held(settings) == {"leads", "plans", "voices"}


def other_model(settings: Settings) -> Settings:
    return settings.model_copy(update={"model": "another/model"})


def other_chunker(settings: Settings) -> Settings:
    return rewritten(settings, chunker="an older one")


def other_format(settings: Settings) -> Settings:
    return rewritten(settings, format=0)


def rewritten(settings: Settings, **values: object) -> Settings:
    path = Layout(settings.index).manifest
    path.write_text(json.dumps(json.loads(path.read_text()) | values))
    return settings


def damaged(settings: Settings) -> Settings:
    Layout(settings.index).manifest.write_bytes(b"{")
    return settings


@pytest.mark.parametrize("change", [other_model, other_chunker, other_format, damaged])
def test_an_index_of_another_making_is_refused_until_it_is_rebuilt(
    settings: Settings,
    synced: SyncReport,
    change: Callable[[Settings], Settings],
) -> None:
    settings = change(settings)
    with pytest.raises(IndexMismatch, match="--rebuild"):
        sync(settings, embeddings=HashedBagOfWords())
    with pytest.raises(IndexMismatch, match="--rebuild"):
        Index.open(settings, HashedBagOfWords())
    report = sync(settings, embeddings=HashedBagOfWords(), rebuild=True)
    assert report.embedded == synced.embedded
    assert held(settings) == {"leads", "plans", "voices"}


def test_a_rebuild_embeds_everything_anew(settings: Settings, synced: SyncReport) -> None:
    report = sync(settings, embeddings=HashedBagOfWords(), rebuild=True)
    assert report.updated == ("leads", "plans", "voices")
    assert report.embedded == synced.embedded


def test_a_sync_that_fails_leaves_the_index_as_it_was(
    settings: Settings, synced: SyncReport
) -> None:
    class Failing(HashedBagOfWords):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise ModelError("It fails.", "Wait.")

    (settings.corpus / "leads.txt").write_text("1. Something else entirely.\n")
    with pytest.raises(ModelError):
        sync(settings, embeddings=Failing())
    assert held(settings) == {"leads", "plans", "voices"}


def test_two_syncs_at_once_are_refused(settings: Settings) -> None:
    with Layout(settings.index).locked(), pytest.raises(IndexLocked, match="Wait"):
        sync(settings, embeddings=HashedBagOfWords())


def test_an_index_folder_that_is_a_file_is_explained(embedded: Settings) -> None:
    embedded.index.write_text("not a folder")
    with pytest.raises(StoreUnavailable, match="GUIDANCE_INDEX"):
        sync(embedded, embeddings=HashedBagOfWords())


def test_it_tells_how_far_it_is(embedded: Settings, embeddings: HashedBagOfWords) -> None:
    told: dict[str, list[tuple[int, int]]] = {}

    def progress(stage: str, done: int, total: int) -> None:
        told.setdefault(stage, []).append((done, total))

    sync(embedded, embeddings=embeddings, progress=progress)
    assert [*told] == [
        "Reading documents",
        "Embedding passages",
        "Writing the index",
        "Embedding sentences",
        "Removing what is old",
    ]
    for steps in told.values():
        assert steps == sorted(steps)
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1]


def test_it_notes_when_the_index_was_built(
    embedded: Settings, embeddings: HashedBagOfWords
) -> None:
    sync(embedded, embeddings=embeddings, clock=lambda: NOON)
    assert Index.open(embedded).manifest.built_at == "2026-11-22T12:00:00+00:00"
