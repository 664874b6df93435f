"""Whether an answer cites the gold evidence, and how much else.

Recall and precision over evidence as in Thorne et al., *FEVER: a large-scale dataset for fact
extraction and verification* (2018), section 5: a need is met by any of its alternatives, and what
counts is what the statements cite, not what was retrieved.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.domain import Spans
from evals.metrics.spans import cited_spans
from evals.suite.cases import Case
from evals.suite.corpus import Corpus, overlap
from evals.suite.records import Cited, Record


def evidence_cited(case: Case, record: Record, corpus: Corpus) -> float | None:
    """Return the share of needs that the citations of statements satisfy, 0 where it declined.

    None where the documents do not answer.
    """
    if not _applies(case, record):
        return None
    if not record.answered:
        return 0.0
    cited = cited_spans(record.cited_in_statements)
    return sum(_met(cited, case, corpus)) / len(case.evidence)


def all_evidence_cited(case: Case, record: Record, corpus: Corpus) -> float | None:
    """Return 1 if every need is satisfied, else 0; none where the documents do not answer."""
    share = evidence_cited(case, record, corpus)
    return None if share is None else float(share == 1)


def first_cites_evidence(case: Case, record: Record, corpus: Corpus) -> float | None:
    """Return 1 if the first statement alone satisfies a need, else 0, also where it declined.

    None where the documents do not answer.
    """
    if not _applies(case, record):
        return None
    if not record.answered or not record.statements:
        return 0.0
    cited = cited_spans(record.cited(record.statements[0]))
    return float(any(_met(cited, case, corpus)))


def citations_of_evidence(case: Case, record: Record, corpus: Corpus) -> float | None:
    """Return the share of quotations cited by statements that hold or touch gold evidence.

    Items of the case's list count as evidence. None where nothing was answered or cited, or the
    documents do not answer.
    """
    citations = record.cited_in_statements
    if not _applies(case, record) or not record.answered or not citations:
        return None
    return sum(_touches(citation, case, corpus) for citation in citations) / len(citations)


def _applies(case: Case, record: Record) -> bool:
    return record.outcome is not None and case.covered and bool(case.evidence)


def _met(cited: dict[str, Spans], case: Case, corpus: Corpus) -> Iterable[bool]:
    """Yield for each need whether the words cited satisfy it."""
    return (
        any(corpus.satisfies(doc_id, spans, need) for doc_id, spans in cited.items())
        for need in case.evidence
    )


def _touches(citation: Cited, case: Case, corpus: Corpus) -> bool:
    gold = [quoted for need in case.evidence for quoted in need] + list(case.items)
    return any(
        quoted.doc_id == citation.doc_id and overlap(citation.spans, place) > 0
        for quoted in gold
        for place in corpus.places(quoted)
    )
