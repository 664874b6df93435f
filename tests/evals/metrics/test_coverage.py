from __future__ import annotations

import pytest

from assistant.domain import Outcome
from evals.metrics.coverage import (
    answered,
    declined,
    goes_wrong,
    right_outcome,
    risk_coverage,
)
from tests.evals.suite.made import CORPUS, case, need, record

LIST = "Each library must keep a list."
LIKE = "Readers like it."


def test_answered_is_scored_where_covered_and_declined_where_not() -> None:
    covered, silent = case(need(LIST)), case()
    told, refused = record(LIST), record(outcome=Outcome.NOT_IN_DOCUMENTS)
    assert (answered(covered, told), answered(covered, refused)) == (1.0, 0.0)
    assert (declined(silent, told), declined(silent, refused)) == (0.0, 1.0)
    assert answered(silent, told) is None
    assert declined(covered, told) is None


def test_a_part_answered_is_answered_and_danger_is_declined() -> None:
    assert answered(case(need(LIST)), record(LIST, outcome=Outcome.PARTLY_ANSWERED)) == 1.0
    assert declined(case(), record(outcome=Outcome.URGENT_HELP)) == 1.0


def test_the_right_outcome_is_one_that_the_case_accepts() -> None:
    assert right_outcome(case(), record(outcome=Outcome.NOT_IN_DOCUMENTS)) == 1.0
    assert right_outcome(case(), record(outcome=Outcome.OUT_OF_SCOPE)) == 0.0


def test_a_pipeline_that_only_finds_is_not_scored() -> None:
    finds = record(outcome=None, retrieved=[LIST])
    assert answered(case(need(LIST)), finds) is None
    assert declined(case(), finds) is None
    assert right_outcome(case(), finds) is None


def test_an_answer_goes_wrong_without_evidence_among_the_first_five() -> None:
    asked = case(need(LIST))
    assert not goes_wrong(asked, record(retrieved=[*[LIKE] * 4, LIST]), CORPUS)
    assert goes_wrong(asked, record(retrieved=[*[LIKE] * 5, LIST]), CORPUS)
    assert goes_wrong(case(), record(retrieved=[LIST]), CORPUS)


def test_the_curve_by_hand() -> None:
    curve = risk_coverage([0.9, 0.8, 0.7, 0.6], [False, True, False, True])
    assert curve.coverage == (0.25, 0.5, 0.75, 1.0)
    assert curve.risk == pytest.approx((0.0, 1 / 2, 1 / 3, 1 / 2))
    assert curve.area == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    # At best both that go right come first: 0, 0, 1/3, 1/2.
    assert curve.best_area == pytest.approx((1 / 3 + 1 / 2) / 4)


def test_equal_confidences_are_answered_together_whatever_their_order() -> None:
    one = risk_coverage([0.5, 0.5], [True, False])
    assert one.risk == risk_coverage([0.5, 0.5], [False, True]).risk == (0.5, 0.5)


def test_no_question_has_no_curve() -> None:
    with pytest.raises(ValueError, match="no question"):
        risk_coverage([], [])
