"""A question that asks several things: what is answered, and what is said to be missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.answering import QuotingComposer
from assistant.answering.wording import assembled
from assistant.domain import Draft, Evidence, Outcome
from assistant.retrieval import Retriever
from tests import small_corpus

ASKED = "Who checks the ladders, and how long are minutes kept?"


@pytest.fixture
def compose(
    retriever: Retriever, evidence_for: Callable[..., Evidence]
) -> Callable[[float, float, float], Draft]:
    """Compose an answer to a question of two parts with these estimates of coverage."""

    def composed(whole: float, first: float, second: float) -> Draft:
        evidence = evidence_for(ASKED)
        parts = tuple(
            replace(part, coverage=coverage, on_subject=True)
            for part, coverage in zip(evidence.parts, (first, second), strict=True)
        )
        evidence = replace(evidence, coverage=whole, on_subject=True, parts=parts)
        return QuotingComposer().compose(evidence, retriever.index, retriever.language.acronyms)

    return composed


def test_both_parts_are_quoted_where_both_are_covered(
    compose: Callable[[float, float, float], Draft],
) -> None:
    draft = compose(0.9, 0.9, 0.9)
    said = "\n".join(statement.text for statement in draft.statements)
    assert draft.outcome is Outcome.ANSWERED
    assert "Ladders should be checked" in said and "Minutes should be kept" in said


def test_a_part_that_is_covered_is_answered_and_the_other_named(
    compose: Callable[[float, float, float], Draft],
) -> None:
    draft = compose(0.1, 0.9, 0.1)
    answer = assembled(draft.segments, draft.statements)
    assert draft.outcome is Outcome.PARTLY_ANSWERED
    assert "Ladders should be checked" in answer
    assert "do not seem to answer this part: “how long are minutes kept”" in answer
    assert "this part: “Who checks" not in answer


def test_where_no_part_is_covered_the_whole_is_judged(
    compose: Callable[[float, float, float], Draft],
) -> None:
    assert compose(0.1, 0.1, 0.1).outcome is Outcome.NOT_IN_DOCUMENTS
    whole = compose(0.9, 0.1, 0.1)
    assert whole.outcome is Outcome.ANSWERED
    assert not any(segment.wording == "missing" for segment in whole.segments)


def test_where_only_an_order_was_given_the_answer_says_that_there_is_no_question(
    retriever: Retriever, evidence_for: Callable[..., Evidence]
) -> None:
    evidence = evidence_for(small_corpus.ANSWERED)
    refused = replace(evidence, query=replace(evidence.query, asks_nothing=True))
    draft = QuotingComposer().compose(refused, retriever.index, retriever.language.acronyms)
    assert draft.outcome is Outcome.REFUSED
    assert draft.statements == ()
    assert "no question here" in assembled(draft.segments, draft.statements)
