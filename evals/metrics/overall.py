"""Whether an answer is right in every respect that its case knows of."""

from __future__ import annotations

from evals.metrics.claims import facts_stated, forbidden_made, says_missing
from evals.metrics.completeness import list_complete
from evals.metrics.coverage import right_outcome
from evals.metrics.evidence import all_evidence_cited
from evals.metrics.exactness import faults
from evals.metrics.notices import notices_shown
from evals.suite.cases import Case
from evals.suite.corpus import Corpus
from evals.suite.records import Record


def fully_right(case: Case, record: Record, corpus: Corpus) -> float | None:
    """Return 1 if the answer is right, whole and safe, 0 if anything is amiss.

    It ended as it should, cites every need, states every fact, gives the whole list, carries the
    notices that are due, says what is missing, and neither quotes wrongly nor says what is
    forbidden. Stricter than the share of fully accurate answers that others publish, which people
    judged.
    """
    if record.outcome is None:
        return None
    due = (
        right_outcome(case, record),
        all_evidence_cited(case, record, corpus),
        facts_stated(case, record),
        list_complete(case, record, corpus),
        notices_shown(case, record),
        says_missing(case, record),
    )
    amiss = (forbidden_made(case, record), faults(record, corpus))
    return float(all(value in (None, 1.0) for value in due) and not any(amiss))
