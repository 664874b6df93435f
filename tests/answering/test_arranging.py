"""What a question wants side by side, and what it wants whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answering import QuotingComposer
from assistant.answering.arranging import for_sides, named_whole
from assistant.documents.reading import read
from assistant.domain import Evidence, Reader
from assistant.retrieval import Retriever

COMPARED = "What is the difference between ladders and spades?"
PLACE = "What does paragraph 2 of Leads of garden boards say?"


def test_each_of_two_things_compared_gets_quotations_that_name_it(
    retriever: Retriever, evidence_for: Callable[..., Evidence]
) -> None:
    sides = for_sides(evidence_for(COMPARED), retriever.index)
    documents = retriever.index.documents
    said = {
        thing: [read(documents[q.passage.doc_id], q.spans) for q in about] for thing, about in sides
    }
    assert said == {
        "ladders": ["Ladders should be checked by two people before they are climbed."],
        "spades": ["Spades must not be left in the rain."],
    }


def test_where_one_of_the_two_is_not_in_the_documents_nothing_is_set_side_by_side(
    retriever: Retriever, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("What is the difference between ladders and submarines?")
    assert for_sides(evidence, retriever.index) == ()


def test_a_comparison_is_written_under_the_name_of_each_thing(
    retriever: Retriever, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = replace(evidence_for(COMPARED, Reader.BOARD), coverage=0.9, on_subject=True)
    draft = QuotingComposer().compose(evidence, retriever.index, retriever.language.acronyms)
    assert [dict(s.values)["thing"] for s in draft.segments if s.wording == "side"] == [
        "ladders",
        "spades",
    ]


def test_a_place_that_is_named_is_quoted_whole_and_in_order(
    retriever: Retriever, evidence_for: Callable[..., Evidence]
) -> None:
    (whole,) = named_whole(evidence_for(PLACE), retriever.index)
    document = retriever.index.documents[whole.passage.doc_id]
    assert read(document, whole.spans) == (
        "The executive lead should report to the board every spring. This report must be "
        "published on the website of the board."
    )


def test_a_list_that_is_named_by_its_number_comes_with_its_lead_in(
    retriever: Retriever, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for("What does paragraph 3 of Leads of garden boards say?")
    (whole,) = named_whole(evidence, retriever.index)
    assert (len(whole.pieces), whole.of) == (3, 3)


def test_what_names_no_place_is_not_quoted_whole(
    retriever: Retriever, evidence_for: Callable[..., Evidence]
) -> None:
    assert named_whole(evidence_for("Who checks the ladders?"), retriever.index) == ()
