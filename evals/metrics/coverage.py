"""Whether the assistant knows when it does not know.

The risk–coverage curve and its area after El-Yaniv and Wiener, *On the foundations of noise-free
selective classification* (2010), and Geifman and El-Yaniv (2017): questions are answered from the
surest down, and at each share answered the risk is the share of those that go wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics.retrieval import hit, ranks
from evals.suite.cases import Case
from evals.suite.corpus import Corpus
from evals.suite.records import Record

RISK_DEPTH = 5
"""An answer from the first five passages can only be right if one of them holds evidence."""


def answered(case: Case, record: Record) -> float | None:
    """Return 1 if a question that the documents answer was answered, 0 if not."""
    if record.outcome is None or not case.covered:
        return None
    return float(record.answered)


def declined(case: Case, record: Record) -> float | None:
    """Return 1 if a question that the documents do not answer was declined, 0 if not."""
    if record.outcome is None or case.covered:
        return None
    return float(not record.answered)


def right_outcome(case: Case, record: Record) -> float | None:
    """Return 1 if the question ended in one of the ways that are right for it."""
    return None if record.outcome is None else float(record.outcome in case.outcomes)


def goes_wrong(case: Case, record: Record, corpus: Corpus) -> bool:
    """Say whether answering would go wrong: not covered, or no evidence among the first five."""
    return not case.covered or not hit(ranks(case, record, corpus), RISK_DEPTH)


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """A risk–coverage curve: shares answered, the risk at each, and the area below."""

    coverage: tuple[float, ...]
    risk: tuple[float, ...]
    area: float
    best_area: float
    """The area if every question that goes right came before every one that goes wrong."""


def risk_coverage(confidences: Sequence[float], wrong: Sequence[bool]) -> RiskCoverage:
    """Return the curve for one confidence and one outcome a question.

    Questions with the same confidence are answered together, so no order among them is assumed.
    Raises `ValueError` where there is no question.
    """
    if not confidences:
        raise ValueError("no question has a confidence")
    risks = _risks(confidences, wrong)
    total = len(risks)
    ideal = _risks([float(not w) for w in wrong], wrong, ties_together=False)
    return RiskCoverage(
        coverage=tuple((place + 1) / total for place in range(total)),
        risk=tuple(risks),
        area=sum(risks) / total,
        best_area=sum(ideal) / total,
    )


def _risks(
    confidences: Sequence[float], wrong: Sequence[bool], *, ties_together: bool = True
) -> list[float]:
    """Return the risk after each question; within a tie errors are spread evenly."""
    order = sorted(range(len(wrong)), key=lambda place: -confidences[place])
    errors: list[float] = []
    start = 0
    while start < len(order):
        end = start + 1
        while (
            ties_together
            and end < len(order)
            and confidences[order[end]] == confidences[order[start]]
        ):
            end += 1
        share = sum(wrong[place] for place in order[start:end]) / (end - start)
        errors += [share] * (end - start)
        start = end
    risks, total = [], 0.0
    for place, error in enumerate(errors, start=1):
        total += error
        risks.append(total / place)
    return risks
