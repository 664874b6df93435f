"""Whether the same question, put in other words, gets the same answer.

After Elazar et al., *Measuring and improving consistency in pretrained language models* (2021):
agreement over all pairs of ways of asking.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from statistics import mean

from evals.metrics.evidence import evidence_cited
from evals.suite.cases import Case
from evals.suite.corpus import Corpus
from evals.suite.records import Record

Asked = tuple[Case, Record]


def same_ending(group: Sequence[Asked]) -> float:
    """Return the share of pairs that are both answered or both declined."""
    return mean(one.answered == other.answered for (_, one), (_, other) in combinations(group, 2))


def same_evidence(group: Sequence[Asked]) -> float | None:
    """Return the mean Jaccard overlap of the passages cited, over pairs both answered.

    None where no pair is.
    """
    cited = [
        {(citation.doc_id, citation.spans) for citation in record.cited_in_statements}
        for _, record in group
        if record.answered
    ]
    pairs = [len(one & other) / len(one | other) for one, other in combinations(cited, 2)]
    return mean(pairs) if pairs else None


def all_right(group: Sequence[Asked], corpus: Corpus) -> float:
    """Return 1 if every way of asking is answered from gold evidence, or declined where due."""
    return float(all(_right(case, record, corpus) for case, record in group))


def _right(case: Case, record: Record, corpus: Corpus) -> bool:
    if not case.covered:
        return not record.answered
    return bool(evidence_cited(case, record, corpus))
