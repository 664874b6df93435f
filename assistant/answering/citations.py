"""A quotation to its citation: the words by position, the place, and what kind of source it is."""

from __future__ import annotations

from assistant.documents.pages import page_label, pages_of
from assistant.documents.reading import read
from assistant.domain import Citation, Document, Passage, Spans, quote_of


def cite(n: int, document: Document, passage: Passage, spans: Spans, locator: str) -> Citation:
    """Return citation ``n`` of the words at ``spans`` of ``document``."""
    part = document.parts[passage.part]
    pages = pages_of(document, spans)
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
        page=pages[0].ordinal if pages else None,
        page_label=page_label(pages),
        quote=quote_of(document.text, spans),
        shown=read(document, spans),
        spans=spans,
    )
