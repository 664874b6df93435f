"""What several citations show together, document by document."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.domain import Span, Spans
from evals.suite.records import Cited


def cited_spans(citations: Iterable[Cited]) -> dict[str, Spans]:
    """Return the places that citations show in each document, in order and without overlap.

    Together, because a reader sees them together: a list quoted item by item is a list quoted.
    """
    found: dict[str, list[Span]] = {}
    for citation in citations:
        found.setdefault(citation.doc_id, []).extend(citation.spans)
    return {doc_id: _merged(spans) for doc_id, spans in found.items()}


def _merged(spans: Iterable[Span]) -> Spans:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
