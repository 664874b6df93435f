from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.answering.selection import MAX_QUOTATIONS, Quotation, list_of, select
from assistant.documents.reading import read_spans
from assistant.domain import Evidence, Hit, Passage
from assistant.retrieval import Retriever
from tests import small_corpus

LEAD_IN = "The executive lead is responsible for the following:"
ITEMS = ["listening to growers", "pruning the apple trees", "publishing a yearly harvest plan"]


@pytest.fixture
def chosen(
    retriever: Retriever, evidence_for: Callable[[str], Evidence]
) -> Callable[[str], tuple[Quotation, ...]]:
    return lambda question: select(evidence_for(question), retriever.index)


def words(retriever: Retriever, quotation: Quotation) -> list[str]:
    text = retriever.index.documents[quotation.passage.doc_id].text
    return [read_spans(text, piece) for piece in quotation.pieces]


def lead_in(retriever: Retriever, quotation: Quotation) -> str:
    text = retriever.index.documents[quotation.passage.doc_id].text
    return read_spans(text, quotation.lead_in)


def passage(retriever: Retriever, locator: str) -> Passage:
    return next(p for p in retriever.index.passages if p.locator == locator)


def weighed(evidence: Evidence, *hits: tuple[Passage, tuple[float, ...]]) -> Evidence:
    """Evidence of these passages alone, their units scored as said."""
    return replace(
        evidence, hits=tuple(Hit(found, max(units), 0.5, units) for found, units in hits)
    )


def test_a_list_that_is_asked_for_comes_whole_with_its_lead_in(retriever, chosen) -> None:
    first = chosen("What is the executive lead responsible for?")[0]
    assert lead_in(retriever, first) == LEAD_IN
    assert words(retriever, first) == ITEMS
    assert first.of == 3


def test_a_list_whose_lead_in_answers_comes_whole_where_it_is_short(
    retriever, evidence_for
) -> None:
    listed = passage(retriever, "paragraph 3")
    evidence = weighed(evidence_for(small_corpus.SILENT), (listed, (0.9, 0.1, 0.1, 0.1)))
    (only,) = select(evidence, retriever.index)
    assert words(retriever, only) == ITEMS


def test_a_single_item_comes_with_its_lead_in_and_the_length_of_its_list(
    retriever, evidence_for
) -> None:
    listed = passage(retriever, "paragraph 3")
    evidence = weighed(evidence_for(small_corpus.ANSWERED), (listed, (0.1, 0.1, 0.9, 0.1)))
    (only,) = select(evidence, retriever.index)
    assert lead_in(retriever, only) == LEAD_IN
    assert words(retriever, only) == ["pruning the apple trees"]
    assert (only.of, only.locator) == (3, "paragraph 3, 2nd bullet")


def test_a_lead_in_is_never_quoted_without_an_item(retriever, chosen) -> None:
    for quotation in chosen("The executive lead is responsible for the following"):
        assert words(retriever, quotation) != [LEAD_IN]


def test_a_sentence_that_points_back_brings_the_one_before(retriever, chosen) -> None:
    first = chosen("Must the report be published on the website of the board?")[0]
    assert words(retriever, first) == [
        "The executive lead should report to the board every spring.",
        "This report must be published on the website of the board.",
    ]


def test_a_sentence_that_points_at_nothing_comes_alone(retriever, chosen) -> None:
    first = chosen("Should minutes be kept for six years?")[0]
    assert words(retriever, first) == ["Minutes should be kept for six years."]


def test_what_says_the_same_is_quoted_once(retriever, evidence_for) -> None:
    own = passage(retriever, "paragraph 1")
    evidence = weighed(
        evidence_for(small_corpus.ANSWERED),
        (own, (0.9,)),
        (replace(own, passage_id="another"), (0.9,)),
    )
    assert len(select(evidence, retriever.index)) == 1


def test_the_same_words_in_two_documents_are_quoted_once_from_the_firmer(
    retriever, evidence_for
) -> None:
    own = passage(retriever, "paragraph 1")
    index = retriever.index
    documents = {
        **index.documents,
        "leaflet": replace(index.documents["leads"], parts=index.documents["leaflet"].parts),
    }
    twin = replace(own, passage_id="twin", doc_id="leaflet")
    evidence = weighed(evidence_for(small_corpus.ANSWERED), (twin, (0.9,)), (own, (0.9,)))
    stand_in = type(
        "TwoOfOne", (), {"documents": documents, "group": index.group, "passage": index.passage}
    )()
    assert [q.passage.doc_id for q in select(evidence, stand_in)] == ["leads"]


def test_no_more_is_quoted_than_answers_nearly_as_well(retriever, evidence_for) -> None:
    good, poor = passage(retriever, "paragraph 1"), passage(retriever, "paragraph 5")
    evidence = weighed(evidence_for(small_corpus.ANSWERED), (good, (0.9,)), (poor, (0.2,)))
    assert [q.passage for q in select(evidence, retriever.index)] == [good]


def test_there_are_never_more_quotations_than_the_most(retriever, evidence_for) -> None:
    hits = [(p, (0.9,) * len(p.units)) for p in retriever.index.passages]
    evidence = weighed(evidence_for(small_corpus.ANSWERED), *hits)
    assert len(select(evidence, retriever.index)) == MAX_QUOTATIONS


def test_what_is_not_quotable_is_never_quoted(retriever, evidence_for) -> None:
    own = passage(retriever, "paragraph 1")
    torn = replace(own, units=tuple(replace(unit, quotable=False) for unit in own.units))
    evidence = weighed(evidence_for(small_corpus.ANSWERED), (torn, (0.9,)))
    assert select(evidence, retriever.index) == ()


def test_of_sources_that_answer_alike_the_firmer_comes_first(retriever, evidence_for) -> None:
    leaflet = passage(retriever, "“For growers”, 2nd paragraph")
    guidance = passage(retriever, "paragraph 4")
    evidence = weighed(evidence_for(small_corpus.ANSWERED), (leaflet, (0.9,)), (guidance, (0.9,)))
    assert [q.passage.doc_id for q in select(evidence, retriever.index)] == ["leads", "leaflet"]


def test_a_lead_in_and_each_item_know_their_whole_list(retriever) -> None:
    listed = passage(retriever, "paragraph 3")
    for unit in listed.units:
        assert list_of(unit, listed, retriever.index) == listed.units[1:]


def test_a_sentence_that_leads_in_nothing_is_in_no_list(retriever) -> None:
    own = passage(retriever, "paragraph 1")
    assert list_of(own.units[0], own, retriever.index) == ()
