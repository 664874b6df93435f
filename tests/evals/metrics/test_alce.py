from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import Outcome, Strength
from evals.metrics.alce import citation_precision, citation_recall
from evals.suite.records import Record, Said
from tests.evals.metrics.told import cited, told

LEAD = "Each ICB must have an executive lead for children."
PAY = "The lead should not be paid more than £3,000."
HALL = "Halls open late."
BOTH = f"“{LEAD}” and “{PAY}”"


def test_a_quotation_with_its_citation_is_recalled_and_needed() -> None:
    assert citation_recall(told(f"“{LEAD}”", LEAD)) == 1.0
    assert citation_precision(told(f"“{LEAD}”", LEAD)) == 1.0


def test_two_citations_that_support_only_together_are_both_needed() -> None:
    assert citation_recall(told(BOTH, LEAD, PAY)) == 1.0
    assert citation_precision(told(BOTH, LEAD, PAY)) == 1.0


def test_a_citation_that_adds_nothing_is_not_needed() -> None:
    assert citation_recall(told(BOTH, LEAD, PAY, HALL)) == 1.0
    assert citation_precision(told(BOTH, LEAD, PAY, HALL)) == pytest.approx(2 / 3)


def test_two_citations_that_each_support_by_themselves_both_count() -> None:
    # After the paper: a citation that supports by itself is never irrelevant.
    assert citation_precision(told(f"“{LEAD}”", LEAD, f"{LEAD} {HALL}")) == 1.0


def test_citations_of_a_statement_that_is_not_supported_are_not_needed() -> None:
    assert citation_recall(told(BOTH, LEAD)) == 0.0
    assert citation_precision(told(BOTH, LEAD)) == 0.0


def test_recall_is_over_statements_and_precision_over_citations() -> None:
    answer = Record(
        "c1",
        (),
        Outcome.ANSWERED,
        statements=(
            Said(f"“{LEAD}”", (1,), Strength.MUST),
            Said(f"“{PAY}”", (1, 3), Strength.SHOULD_NOT),
            Said("Lists are kept.", (), Strength.NONE),
        ),
        citations=(cited(1, LEAD), cited(2, PAY), cited(3, HALL)),
    )
    assert citation_recall(answer) == pytest.approx(1 / 3)
    assert citation_precision(answer) == pytest.approx(1 / 3)


def test_a_citation_that_is_not_there_is_not_needed() -> None:
    answer = told(f"“{LEAD}”", LEAD)
    (statement,) = answer.statements
    answer = replace(answer, statements=(replace(statement, citations=(1, 7)),))
    assert citation_recall(answer) == 1.0
    assert citation_precision(answer) == 0.5


def test_a_statement_that_cites_nothing_is_not_recalled_and_has_no_precision() -> None:
    assert citation_recall(told(f"“{LEAD}”")) == 0.0
    assert citation_precision(told(f"“{LEAD}”")) is None


@pytest.mark.parametrize("outcome", [None, Outcome.NOT_IN_DOCUMENTS, Outcome.REFUSED])
def test_what_was_not_answered_is_not_scored(outcome: Outcome | None) -> None:
    answer = told(f"“{LEAD}”", LEAD, outcome=outcome)
    assert citation_recall(answer) is None
    assert citation_precision(answer) is None


def test_an_answer_without_statements_is_not_scored() -> None:
    assert citation_recall(Record("c1", (), Outcome.ANSWERED)) is None
    assert citation_precision(Record("c1", (), Outcome.ANSWERED)) is None
