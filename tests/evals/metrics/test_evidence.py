from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain import Outcome, Span, Strength
from evals.metrics.evidence import (
    all_evidence_cited,
    citations_of_evidence,
    evidence_cited,
    first_cites_evidence,
)
from evals.metrics.spans import cited_spans
from evals.suite.cases import Quoted
from evals.suite.records import Cited, Said
from tests.evals.suite.made import CORPUS, ONE, case, need, record

KEEP = "Each library must keep a list."
LONG = "The list may be long."
LIKE = "Readers like it."
HALL = "Nobody should run in the hall."
LEAD = "A lead looks after the hall."

DECLINED = record(outcome=Outcome.NOT_IN_DOCUMENTS)


def test_half_the_needs_cited_is_a_half_and_not_all() -> None:
    asked, answer = case(need(KEEP), need(HALL)), record(KEEP)
    assert evidence_cited(asked, answer, CORPUS) == 0.5
    assert all_evidence_cited(asked, answer, CORPUS) == 0.0


def test_each_need_may_be_met_by_any_of_its_alternatives() -> None:
    asked = case(need(KEEP, HALL), need(LONG, LEAD))
    assert evidence_cited(asked, record(HALL, LEAD), CORPUS) == 1.0
    assert all_evidence_cited(asked, record(HALL, LEAD), CORPUS) == 1.0


def test_two_quotations_may_show_one_long_need_together() -> None:
    whole = case(need(f"{KEEP} {LONG} {LIKE}"))
    assert evidence_cited(whole, record(LIKE), CORPUS) == 0.0
    assert evidence_cited(whole, record(LIKE, LONG), CORPUS) == 1.0


def test_a_citation_of_a_notice_alone_cites_no_evidence() -> None:
    answer = record(KEEP, HALL)
    answer = replace(answer, statements=answer.statements[:1])
    assert evidence_cited(case(need(HALL)), answer, CORPUS) == 0.0


def test_the_same_words_elsewhere_are_no_evidence() -> None:
    start = ONE.index(KEEP)
    elsewhere = Cited(1, "two", (Span(start, start + len(KEEP)),), KEEP, KEEP, "guidance", None)
    answer = replace(record(KEEP), citations=(elsewhere,))
    assert evidence_cited(case(need(KEEP)), answer, CORPUS) == 0.0


@pytest.mark.parametrize(
    "metric", [evidence_cited, all_evidence_cited, first_cites_evidence], ids=lambda m: m.__name__
)
def test_a_covered_question_that_was_declined_counts_nothing(metric) -> None:
    assert metric(case(need(KEEP)), DECLINED, CORPUS) == 0.0
    # The closest place, shown with a refusal, is no answer.
    closest = record(KEEP, outcome=Outcome.NOT_IN_DOCUMENTS)
    assert metric(case(need(KEEP)), closest, CORPUS) == 0.0


@pytest.mark.parametrize(
    "metric",
    [evidence_cited, all_evidence_cited, first_cites_evidence, citations_of_evidence],
    ids=lambda m: m.__name__,
)
def test_what_is_not_covered_or_not_answered_at_all_is_not_scored(metric) -> None:
    assert metric(case(), record(KEEP), CORPUS) is None
    assert metric(case(need(KEEP)), record(outcome=None, retrieved=[KEEP]), CORPUS) is None


def test_the_first_statement_is_judged_alone() -> None:
    asked = case(need(KEEP))
    assert first_cites_evidence(asked, record(KEEP, HALL), CORPUS) == 1.0
    assert first_cites_evidence(asked, record(HALL, KEEP), CORPUS) == 0.0
    assert first_cites_evidence(asked, record(), CORPUS) == 0.0


def test_one_of_three_quotations_that_touches_evidence_is_a_third() -> None:
    asked = case(need("keep a list. The"))
    assert citations_of_evidence(asked, record(KEEP, HALL, LEAD), CORPUS) == pytest.approx(1 / 3)
    assert citations_of_evidence(asked, record(KEEP, LONG), CORPUS) == 1.0


def test_items_of_the_list_count_as_evidence() -> None:
    asked = case(need(KEEP), items=(Quoted("two", LEAD),))
    assert citations_of_evidence(asked, record(LEAD, HALL), CORPUS) == 0.5


def test_precision_is_not_scored_where_nothing_was_answered_or_cited() -> None:
    asked = case(need(KEEP))
    assert citations_of_evidence(asked, DECLINED, CORPUS) is None
    uncited = record(statements=(Said("Lists are kept.", (), Strength.NONE),))
    assert citations_of_evidence(asked, uncited, CORPUS) is None


def test_spans_that_touch_or_overlap_are_shown_once() -> None:
    def at(doc_id: str, *spans: Span) -> Cited:
        return Cited(1, doc_id, spans, "", "", "", None)

    cited = [at("a", Span(5, 9)), at("b", Span(0, 2)), at("a", Span(0, 3), Span(8, 12))]
    assert cited_spans(cited) == {"a": (Span(0, 3), Span(5, 12)), "b": (Span(0, 2),)}
    assert cited_spans([]) == {}
