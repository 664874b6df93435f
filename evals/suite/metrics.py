"""The metrics of a case, in the order in which a report shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evals.metrics import (
    alce,
    claims,
    completeness,
    coverage,
    evidence,
    exactness,
    faithfulness,
    notices,
    overall,
    readability,
)
from evals.metrics.retrieval import (
    Measure,
    by_rank,
    by_words,
    discounted_gain,
    hit,
    recall,
    reciprocal_rank,
)
from evals.suite.cases import Case
from evals.suite.records import Record

BALANCED = "balanced accuracy"
COVERAGE_PAIR = ("covered, answered", "not covered, declined")
"""Balanced accuracy is the mean of these two."""

HEADLINE = (
    "fully right",
    "hit@1",
    "hit@5",
    "recall@10",
    "evidence cited",
    "facts stated",
    "list items given",
)
"""With balanced accuracy, the figures that must not get worse from one change to the next."""

PARTS = {
    "whole": "The whole answer",
    "retrieval": "Finding the passage",
    "evidence": "Evidence and citations",
    "coverage": "Knowing when the documents do not answer",
    "completeness": "Lists and facts",
    "wording": "Faithful wording",
    "notices": "Standing, date and disagreement",
    "reading": "Our own words",
}


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure that one answer has, or has not where it does not apply."""

    name: str
    part: str
    """Key of `PARTS`."""
    meaning: str
    measure: Measure
    more_is_better: bool = True


def _plain(measure: Callable[[Case, Record], float | None]) -> Measure:
    return lambda case, record, corpus: measure(case, record)


def _of_record(measure: Callable[[Record], float | None]) -> Measure:
    return lambda case, record, corpus: measure(record)


METRICS: tuple[Metric, ...] = (
    Metric("fully right", "whole", "Right, whole and safe in every respect", overall.fully_right),
    # Finding the passage
    Metric("hit@1", "retrieval", "The first passage holds evidence", by_rank(lambda r: hit(r, 1))),
    Metric("hit@5", "retrieval", "One of the first 5 does", by_rank(lambda r: hit(r, 5))),
    Metric("hit@10", "retrieval", "One of the first 10 does", by_rank(lambda r: hit(r, 10))),
    Metric("recall@5", "retrieval", "Needs shown by the first 5", by_rank(lambda r: recall(r, 5))),
    Metric(
        "recall@10", "retrieval", "Needs shown by the first 10", by_rank(lambda r: recall(r, 10))
    ),
    Metric("MRR@10", "retrieval", "One over the rank of the first", by_rank(reciprocal_rank)),
    Metric("nDCG@10", "retrieval", "Gain of new needs, sooner is more", by_rank(discounted_gain)),
    Metric(
        "hit in 300 words",
        "retrieval",
        "The first 300 words retrieved hold evidence",
        by_words(300, any_need=True),
    ),
    Metric(
        "recall in 300 words",
        "retrieval",
        "Needs shown by the first 300 words",
        by_words(300, any_need=False),
    ),
    Metric(
        "hit in 1000 words",
        "retrieval",
        "The first 1,000 words retrieved hold evidence",
        by_words(1_000, any_need=True),
    ),
    Metric(
        "recall in 1000 words",
        "retrieval",
        "Needs shown by the first 1,000 words",
        by_words(1_000, any_need=False),
    ),
    # Evidence and citations
    Metric("evidence cited", "evidence", "Needs that the answer cites", evidence.evidence_cited),
    Metric("all evidence cited", "evidence", "Every need is cited", evidence.all_evidence_cited),
    Metric(
        "first statement",
        "evidence",
        "The first statement cites evidence",
        evidence.first_cites_evidence,
    ),
    Metric(
        "cited is evidence",
        "evidence",
        "Quotations that are or touch evidence",
        evidence.citations_of_evidence,
    ),
    Metric(
        "citation recall",
        "evidence",
        "Statements that their citations support (ALCE)",
        _of_record(alce.citation_recall),
    ),
    Metric(
        "citation precision",
        "evidence",
        "Citations that are needed (ALCE)",
        _of_record(alce.citation_precision),
    ),
    Metric(
        "quotation faults",
        "evidence",
        "Quotations not at their place, statements without one",
        lambda case, record, corpus: exactness.faults(record, corpus),
        more_is_better=False,
    ),
    # Knowing when the documents do not answer
    Metric("right ending", "coverage", "It ends as it should", _plain(coverage.right_outcome)),
    Metric(COVERAGE_PAIR[0], "coverage", "Covered and answered", _plain(coverage.answered)),
    Metric(COVERAGE_PAIR[1], "coverage", "Not covered and declined", _plain(coverage.declined)),
    Metric(
        "says what is missing",
        "coverage",
        "Answered in part, and says which part is missing",
        _plain(claims.says_missing),
    ),
    # Lists and facts
    Metric(
        "facts stated", "completeness", "Facts that the answer states", _plain(claims.facts_stated)
    ),
    Metric(
        "forbidden said",
        "completeness",
        "A statement says what it must not",
        _plain(claims.forbidden_made),
        more_is_better=False,
    ),
    Metric(
        "list items given",
        "completeness",
        "Items of the list that are given",
        completeness.list_items_given,
    ),
    Metric("list complete", "completeness", "All of them are", completeness.list_complete),
    Metric(
        "list cut silently",
        "completeness",
        "Items are left out and nothing says so",
        completeness.list_cut_silently,
        more_is_better=False,
    ),
    # Faithful wording
    Metric(
        "strength kept",
        "wording",
        "Neither raised nor lowered",
        _of_record(faithfulness.strength_kept),
    ),
    Metric(
        "negation kept", "wording", "No “not” lost or added", _of_record(faithfulness.negation_kept)
    ),
    Metric(
        "numbers kept",
        "wording",
        "Numbers, dates, ages, money",
        _of_record(faithfulness.numbers_kept),
    ),
    Metric("names kept", "wording", "Bodies, roles and laws", _of_record(faithfulness.names_kept)),
    Metric(
        "conditions kept",
        "wording",
        "Only, unless, except, at least, not limited to",
        _of_record(faithfulness.conditions_kept),
    ),
    # Standing, date and disagreement
    Metric(
        "notices due", "notices", "Notices that the case calls for", _plain(notices.notices_shown)
    ),
    Metric(
        "standing shown",
        "notices",
        "Documents cited whose standing or date is told",
        _of_record(notices.standing_shown),
    ),
    # Our own words
    Metric(
        "grade of our words",
        "reading",
        "Flesch–Kincaid grade; reading age is about five years more",
        _of_record(readability.grade),
        more_is_better=False,
    ),
    Metric(
        "long words of ours",
        "reading",
        "Share of words of more than two syllables",
        _of_record(readability.long_words),
        more_is_better=False,
    ),
)
