"""Quotations as what a statement rests on: their words, what leads them in, who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.answering.checks import Source
from assistant.documents.reading import read
from assistant.domain import Document, Passage, Span, Unit

_NOT_A_WORD = re.compile(r"\W+")


class Evidence:
    """Finds quotations in documents, whatever breaks a line within them."""

    def __init__(self, documents: Mapping[str, Document], passages: Sequence[Passage]) -> None:
        self._documents = documents
        self._by_document: dict[str, list[Passage]] = {}
        for passage in passages:
            self._by_document.setdefault(passage.doc_id, []).append(passage)

    def source(self, doc_id: str, quote: str) -> Source | None:
        """Return what rests on a quotation, or none where the document does not have it.

        Its words are the quotation's own, as it reads; the context is that of the passage in
        which it begins.
        """
        wanted = _bare(quote)
        passages = self._by_document.get(doc_id, [])
        reading = [_bare(passage.text) for passage in passages]
        for at, passage in enumerate(passages):
            # A quotation may run on into the passages after the one in which it begins.
            if wanted in reading[at]:
                return self._source(passage, " ".join(quote.split()))
            run = " ".join(reading[at : at + 12])
            if wanted in run and run.index(wanted) < len(reading[at]):
                return self._source(passage, " ".join(quote.split()))
        return self._as_stored(doc_id, quote)

    def _as_stored(self, doc_id: str, quote: str) -> Source | None:
        """Return what rests on words as the file has them, marks of its making included."""
        document = self._documents.get(doc_id)
        pattern = r"\s+".join(map(re.escape, quote.split()))
        found = re.search(pattern, document.text) if document else None
        if not document or not found:
            return None
        place = Span(*found.span())
        passages = self._by_document[doc_id]
        # A heading belongs to what follows it.
        after = (p for p in passages if any(place.start < span.end for span in p.spans))
        return self._source(next(after, passages[-1]), read(document, (place,)))

    def units(self) -> Iterator[tuple[str, Source]]:
        """Yield every sentence and list item that may be quoted, with the document's id."""
        for doc_id, passages in self._by_document.items():
            for passage in passages:
                for unit in passage.units:
                    if unit.quotable:
                        text = read(self._documents[doc_id], unit.spans)
                        yield doc_id, self._source(passage, text, unit)

    def _source(self, passage: Passage, text: str, unit: Unit | None = None) -> Source:
        document = self._documents[passage.doc_id]
        part = document.parts[passage.part]
        leads: Sequence[Span] = unit.lead_in if unit else _lead_ins(document, passage, text)
        context = [*passage.headings, read(document, tuple(leads))]
        return Source(
            quoted=text,
            context="\n".join(filter(None, context)),
            authority=part.authority,
            standing=part.standing,
            voice=part.voice,
            title=part.title,
            publisher=document.source.publisher,
            published=part.published or "",
            locator=passage.locator,
        )


def _lead_ins(document: Document, passage: Passage, text: str) -> Sequence[Span]:
    """Return the words that lead in the first unit which the quotation shares words with."""
    wanted = _bare(text)
    for unit in passage.units:
        words = _bare(read(document, unit.spans))
        if words and (words in wanted or wanted in words):
            return unit.lead_in
    return ()


def _bare(text: str) -> str:
    """Return the letters and digits of a text in small letters, a space between words."""
    return _NOT_A_WORD.sub(" ", text).strip().lower()
