"""Citation recall and precision after Gao et al., *Enabling large language models to generate text
with citations* (ALCE, 2023), section 4.

There a model of entailment judges support; here `evals.metrics.support` does, so that the same
answer always scores the same. What is judged is the reading text that a reader sees behind a
citation. Declined questions are scored apart: their value is none.
"""

from __future__ import annotations

from statistics import mean

from evals.metrics.support import supports
from evals.suite.records import Record, Said


def citation_recall(record: Record) -> float | None:
    """Return the share of statements that their citations, taken together, support."""
    if not record.answered or not record.statements:
        return None
    return mean(float(_supported(statement, record)) for statement in record.statements)


def citation_precision(record: Record) -> float | None:
    """Return the share of citations that are needed, over all statements of the answer.

    A citation of a statement that is not supported is not needed; neither is one that does not
    support the statement by itself while the others do without it; nor one that is not there.
    None where no statement cites anything.
    """
    if not record.answered:
        return None
    needed = [float(n) for statement in record.statements for n in _needed(statement, record)]
    return mean(needed) if needed else None


def _supported(statement: Said, record: Record) -> bool:
    return supports(statement.text, [citation.shown for citation in record.cited(statement)])


def _needed(statement: Said, record: Record) -> list[bool]:
    """Return for each citation that a statement names whether the statement needs it."""
    supported = _supported(statement, record)
    cited = {citation.n: citation.shown for citation in record.cited(statement)}
    found = []
    for n in statement.citations:
        others = [shown for other, shown in cited.items() if other != n]
        found.append(
            supported
            and n in cited
            and (supports(statement.text, [cited[n]]) or not supports(statement.text, others))
        )
    return found
