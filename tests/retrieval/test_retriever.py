from __future__ import annotations

import pytest
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from assistant.domain import Question
from assistant.pipeline import Assistant
from assistant.retrieval import Retriever, understand
from assistant.retrieval import retriever as retrieving
from assistant.retrieval.retriever import LOOKED_INTO
from assistant.retrieval.vocabulary import Vocabulary
from tests import small_corpus


@pytest.fixture(scope="module")
def retriever(small: Assistant) -> Retriever:
    return Retriever(small.index, 20, Vocabulary(()))


@pytest.fixture(scope="module")
def found(small: Assistant) -> list[LangChainDocument]:
    return small.retriever.invoke(small_corpus.ANSWERED)


@pytest.mark.parametrize(
    "question",
    [small_corpus.ANSWERED, small_corpus.SILENT, small_corpus.ELSEWHERE, small_corpus.URGENT, "是"],
)
def test_at_least_ten_passages_are_found_whatever_is_asked(
    retriever: Retriever, question: str
) -> None:
    assert len(retriever.retrieve(understand(Question(question), retriever.language)).hits) >= 10


def test_no_more_passages_are_handed_on_than_are_to_be_kept(small: Assistant) -> None:
    query = understand(
        Question(small_corpus.ANSWERED), Retriever(small.index, 11, Vocabulary(())).language
    )
    assert len(Retriever(small.index, 11, Vocabulary(())).retrieve(query).hits) == 11


def test_passages_that_are_not_ranked_again_are_handed_on_after_those_that_are(
    small: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieving, "RERANKED", 3)
    retriever = Retriever(small.index, 20, Vocabulary(()))
    hits = retriever.retrieve(understand(Question(small_corpus.ANSWERED), retriever.language)).hits
    assert len(hits) >= 10
    assert [hit.late > 0 for hit in hits[:3]] == [True] * 3
    assert all(hit.late == 0 for hit in hits[3:])
    scores = [hit.score for hit in hits[3:]]
    assert scores == sorted(scores, reverse=True)


def test_hits_come_best_first(retriever: Retriever) -> None:
    query = understand(Question(small_corpus.ANSWERED), retriever.language)
    scores = [hit.score for hit in retriever.retrieve(query).hits]
    assert scores == sorted(scores, reverse=True)


def test_no_passage_is_found_twice(retriever: Retriever) -> None:
    query = understand(Question(small_corpus.ANSWERED), retriever.language)
    ids = [hit.passage.passage_id for hit in retriever.retrieve(query).hits]
    assert len(ids) == len(set(ids))


def test_the_best_passages_have_a_score_for_every_unit_and_the_others_none(
    retriever: Retriever,
) -> None:
    query = understand(Question(small_corpus.ANSWERED), retriever.language)
    hits = retriever.retrieve(query).hits
    for hit in hits[:LOOKED_INTO]:
        assert len(hit.units) == len(hit.passage.units)
    assert all(hit.units == () for hit in hits[LOOKED_INTO:])


def test_a_short_form_finds_what_its_long_form_finds(retriever: Retriever) -> None:
    first = [
        retriever.retrieve(understand(Question(q), retriever.language)).hits[0].passage.locator
        for q in (
            "Must each GB have an executive lead for orchards?",
            "Must each garden board have an executive lead for orchards?",
        )
    ]
    assert first == ["paragraph 1", "paragraph 1"]


def test_the_search_is_a_langchain_retriever(small: Assistant) -> None:
    assert isinstance(small.retriever, BaseRetriever)


def test_the_retriever_returns_ten_documents_best_first(found: list[LangChainDocument]) -> None:
    assert len(found) == 10
    assert found[0].page_content.endswith("must have an executive lead for orchards.")
    scores = [document.metadata["score"] for document in found]
    assert scores == sorted(scores, reverse=True)


def test_a_document_carries_where_it_stands_and_of_what_authority(
    found: list[LangChainDocument],
) -> None:
    metadata = found[0].metadata
    assert set(metadata) == {"passage_id", "doc_id", "locator", "title", "authority", "score"}
    assert found[0].id == metadata["passage_id"]
    assert metadata["doc_id"] == "leads"
    assert metadata["locator"] == "paragraph 1"
    assert metadata["title"] == "Leads of garden boards"
    assert metadata["authority"] == "statutory guidance"


def test_a_part_gives_its_own_title_and_not_that_of_the_pack(small: Assistant) -> None:
    found = small.retriever.invoke("What does the head gardener recommend about slugs?")
    assert found[0].metadata["title"] == "Report of the head gardener"


def test_the_retriever_composes_with_other_runnables(small: Assistant) -> None:
    chain = small.retriever | RunnableLambda(len)
    assert chain.invoke(small_corpus.ANSWERED) == 10
