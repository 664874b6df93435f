"""Whether a list is given whole, and if not, whether the answer says so."""

from __future__ import annotations

from evals.metrics.spans import cited_spans
from evals.suite.cases import Case, Quoted
from evals.suite.corpus import Corpus
from evals.suite.records import Cited, Record

INCOMPLETE = "incomplete"
"""The kind of notice that says that a list was cut."""


def list_items_given(case: Case, record: Record, corpus: Corpus) -> float | None:
    """Return the share of the list's items that the citations of statements hold.

    0 where the question was declined; none where the case has no list.
    """
    if record.outcome is None or not case.items:
        return None
    return len(_held(case, record, corpus)) / len(case.items) if record.answered else 0.0


def list_complete(case: Case, record: Record, corpus: Corpus) -> float | None:
    """Return 1 if every item of the list is given, else 0; none where the case has no list."""
    share = list_items_given(case, record, corpus)
    return None if share is None else float(share == 1)


def list_cut_silently(case: Case, record: Record, corpus: Corpus) -> float | None:
    """Return 1 if items are left out and no notice says so of a citation that gives others, else 0.

    None where the case has no list, nothing was answered, or no item is given: that list was not
    cut but missed, which its share of items shows.
    """
    if record.outcome is None or not case.items or not record.answered:
        return None
    held = _held(case, record, corpus)
    if not held:
        return None
    named = {n for notice in record.notices if notice.kind == INCOMPLETE for n in notice.citations}
    giving = {c.n for c in record.cited_in_statements if _gives_any(c, case, corpus)}
    return float(len(held) < len(case.items) and not named & giving)


def _held(case: Case, record: Record, corpus: Corpus) -> list[Quoted]:
    cited = cited_spans(record.cited_in_statements)
    return [
        item
        for item in case.items
        if any(corpus.holds(doc_id, spans, item) for doc_id, spans in cited.items())
    ]


def _gives_any(citation: Cited, case: Case, corpus: Corpus) -> bool:
    return any(corpus.holds(citation.doc_id, citation.spans, item) for item in case.items)
