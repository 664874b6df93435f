"""Whether an answer carries the notices that a reader must see beside it."""

from __future__ import annotations

from evals.suite.cases import Case
from evals.suite.records import Record

TELLS_STANDING = frozenset({"currency", "proposal", "voice"})
"""Kinds of notice that say how old a source is, or what it is worth."""


def notices_shown(case: Case, record: Record) -> float | None:
    """Return the share of the kinds of notice due that an answer shows; none where none is due."""
    if record.outcome is None or not case.notices:
        return None
    due = set(case.notices)
    return len(due & {notice.kind for notice in record.notices}) / len(due)


def standing_shown(record: Record) -> float | None:
    """Return the share of documents cited by statements whose standing or date a notice tells.

    A notice tells it if it names one of the document's citations. None where nothing is cited.
    """
    cited = {citation.doc_id for citation in record.cited_in_statements}
    if record.outcome is None or not cited:
        return None
    named = {
        n for notice in record.notices if notice.kind in TELLS_STANDING for n in notice.citations
    }
    told = {citation.doc_id for citation in record.citations if citation.n in named}
    return len(cited & told) / len(cited)
