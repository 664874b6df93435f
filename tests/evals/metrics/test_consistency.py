from __future__ import annotations

import pytest

from assistant.domain import Outcome
from evals.metrics.consistency import all_right, same_ending, same_evidence
from tests.evals.suite.made import CORPUS, case, need, record

LIST = "Each library must keep a list."
LONG = "The list may be long."
ASKED = case(need(LIST))
DECLINED = record(outcome=Outcome.NOT_IN_DOCUMENTS)


def test_endings_agree_over_all_pairs() -> None:
    group = [(ASKED, record(LIST)), (ASKED, record(LONG)), (ASKED, DECLINED)]
    # Of three pairs one is both answered.
    assert same_ending(group) == pytest.approx(1 / 3)


def test_evidence_agrees_by_jaccard_over_pairs_that_are_answered() -> None:
    both = record(LIST, LONG)
    assert same_evidence([(ASKED, record(LIST)), (ASKED, both)]) == 0.5
    assert same_evidence([(ASKED, record(LIST)), (ASKED, DECLINED)]) is None


def test_all_are_right_where_each_cites_evidence_or_is_rightly_declined() -> None:
    assert all_right([(ASKED, record(LIST)), (ASKED, record(LIST, LONG))], CORPUS) == 1.0
    assert all_right([(ASKED, record(LIST)), (ASKED, record(LONG))], CORPUS) == 0.0
    assert all_right([(case(), DECLINED), (case(), DECLINED)], CORPUS) == 1.0
    assert all_right([(case(), DECLINED), (case(), record(LIST))], CORPUS) == 0.0
