"""A quotation to its citation: the words by position, the place, and what kind of source it is."""

from __future__ import annotations

from assistant.documents.reading import read_spans
from assistant.domain import Citation, Document, Passage, Spans, quote_of


def cite(n: int, document: Document, passage: Passage, spans: Spans, locator: str) -> Citation:
    """Return citation ``n`` of the words at ``spans`` of ``document``."""
    part = document.parts[passage.part]
    source = document.source
    title = source.title if part.title == source.title else f"{part.title}, in: {source.title}"
    return Citation(
        n=n,
        doc_id=source.doc_id,
        passage_id=passage.passage_id,
        title=title,
        publisher=source.publisher,
        published=part.published,
        authority=part.authority,
        standing=part.standing,
        voice=part.voice,
        locator=locator,
        page=passage.page,
        page_label=passage.page_label,
        quote=quote_of(document.text, spans),
        shown=read_spans(document.text, spans),
        spans=spans,
    )
