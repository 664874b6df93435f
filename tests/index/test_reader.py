from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.errors import IndexMismatch, IndexMissing, ModelError, StoreUnavailable
from assistant.index import Index, sync
from assistant.index.layout import Layout
from assistant.index.reader import Index as Reader
from assistant.settings import Settings
from tests.fakes import HashedBagOfWords


@pytest.fixture
def index(settings: Settings, embeddings: HashedBagOfWords) -> Index:
    sync(settings, embeddings=embeddings)
    return Index.open(settings, embeddings)


def test_passages_come_in_the_order_of_documents_and_places(index: Index) -> None:
    places = [([*index.documents].index(p.doc_id), p.ordinal) for p in index.passages]
    assert places == sorted(places)
    assert {p.doc_id for p in index.passages} == {*index.documents}


def test_a_document_comes_back_as_it_was_read(settings: Settings, index: Index) -> None:
    document = index.documents["leads"]
    assert document.text == (settings.corpus / "leads.txt").read_text()
    passage = index.passages[0]
    assert index.passage(passage.passage_id) is passage
    assert passage.passage_id == f"leads@{index.manifest.documents[0].revision}#0"


def test_the_nearest_passage_is_found_by_its_vector(index: Index) -> None:
    for passage in index.passages:
        title = index.documents[passage.doc_id].parts[passage.part].title
        ((found, similarity),) = index.dense(index.embed(passage.searchable(title)), 1)
        assert found == passage.passage_id
        assert similarity == pytest.approx(1.0, abs=1e-5)


def test_both_rankings_know_the_same_passages(index: Index) -> None:
    ids = {passage.passage_id for passage in index.passages}
    assert {found for found, _ in index.dense(index.embed("board"), 100)} == ids
    assert {found for found, _ in index.lexical.search("board lead plan heard", 100)} <= ids
    assert index.lexical.size == len(ids)


def test_an_index_that_has_not_changed_is_its_own_refreshment(index: Index) -> None:
    assert index.refreshed() is index


def test_a_removed_document_is_gone_after_refreshing(settings: Settings, index: Index) -> None:
    (settings.corpus / "plans.txt").unlink()
    sync(settings, embeddings=HashedBagOfWords())
    fresh = index.refreshed()
    assert fresh is not index
    assert "plans" not in fresh.documents
    hits = fresh.dense(fresh.embed("joint forward plan"), 100)
    assert all(fresh.passage(found).doc_id != "plans" for found, _ in hits)


def test_a_question_under_way_during_a_sync_is_still_answered(
    settings: Settings, index: Index
) -> None:
    (settings.corpus / "plans.txt").write_text("1. Plans are now something else.\n")
    sync(settings, embeddings=HashedBagOfWords())
    found = {index.passage(found).doc_id for found, _ in index.dense(index.embed("lead"), 100)}
    assert {"leads", "voices"} <= found
    assert index.lexical.search("lead", 1)


def test_no_index_says_how_to_build_one(settings: Settings) -> None:
    with pytest.raises(IndexMissing, match="guidance sync"):
        Index.open(settings)


def test_an_index_that_is_gone_is_noticed_when_refreshing(index: Index, settings: Settings) -> None:
    Layout(settings.index).manifest.unlink()
    with pytest.raises(IndexMissing):
        index.refreshed()


@pytest.mark.parametrize("piece", ["documents", "lexical", "chroma"])
def test_a_missing_piece_is_named_with_its_cure(
    embedded: Settings, embeddings: HashedBagOfWords, piece: str
) -> None:
    sync(embedded, embeddings=embeddings)
    shutil.rmtree(embedded.index / piece)
    with pytest.raises((IndexMismatch, StoreUnavailable), match="guidance sync"):
        Index.open(embedded, embeddings)


def test_a_damaged_snapshot_is_named_with_its_cure(
    embedded: Settings, embeddings: HashedBagOfWords
) -> None:
    sync(embedded, embeddings=embeddings)
    for path in Layout(embedded.index).documents.iterdir():
        path.write_text("{}")
    with pytest.raises(IndexMismatch, match="--rebuild"):
        Index.open(embedded, embeddings)


def test_an_index_replaced_while_it_is_opened_is_opened_as_it_is_then(
    settings: Settings, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Reader._opened
    syncs = iter([True])

    def meanwhile(*arguments: object) -> Index:
        if next(syncs, False):
            (settings.corpus / "plans.txt").unlink()
            sync(settings, embeddings=HashedBagOfWords())
        return opened(*arguments)

    monkeypatch.setattr(Reader, "_opened", meanwhile)
    assert set(Index.open(settings, HashedBagOfWords()).documents) == {"leads", "voices"}


def test_a_model_with_vectors_of_another_length_is_refused(
    settings: Settings, index: Index
) -> None:
    with pytest.raises(IndexMismatch, match="--rebuild"):
        Index.open(settings, HashedBagOfWords(dimension=8)).embed("board")


def test_opening_needs_no_model(embedded: Settings, embeddings: HashedBagOfWords) -> None:
    settings = embedded.model_copy(update={"model": "no/such-model"})
    sync(settings, embeddings=embeddings)
    index = Index.open(settings)
    assert index.lexical.search("lead", 1)
    with pytest.raises(ModelError):
        index.embed("lead")


def test_the_passages_serve_other_langchain_chains(index: Index) -> None:
    retriever = index.langchain.as_retriever(search_kwargs={"k": 1, "filter": {"doc_id": "voices"}})
    (found,) = retriever.invoke("lead of the board")
    assert "Parent carers" in found.page_content
    assert found.metadata["doc_id"] == "voices"


@pytest.mark.slow
def test_the_real_model_finds_what_words_alone_do_not(corpus: Path) -> None:
    settings = Settings(corpus=corpus, index=corpus.parent / "index")
    sync(settings)
    index = Index.open(settings)
    assert index.manifest.dimension == 384
    ((found, _),) = index.dense(index.embed("mums and dads need a say"), 1)
    assert index.passage(found).doc_id == "voices"
