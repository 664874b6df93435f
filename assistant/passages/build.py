"""A document to its passages: groups, cut where they are long, with context and linked notes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.documents.pages import page_label, pages_of
from assistant.documents.reading import read
from assistant.domain import Document, Passage, Span, Spans
from assistant.passages.groups import find_groups
from assistant.passages.pieces import Group, Piece

CHUNKER_VERSION = "2"
"""Changes when the same document would be cut differently, so that an index is not mixed."""

# Longest body, in characters of reading text: with its headings it fits the 256 tokens that
# all-MiniLM-L6-v2 reads.
MAX_CHARS = 900


def build_passages(document: Document, revision: str) -> tuple[Passage, ...]:
    """Return the passages of ``document`` in order.

    ``revision`` stands for the document's content in the passages' ids, so that a changed
    document has new ones.
    """
    passages: list[Passage] = []
    notes: dict[tuple[int, str], list[int]] = {}
    for index, part in enumerate(document.parts):
        blocks = [b for b in document.blocks if part.span.start <= b.start < part.span.end]
        groups = [group for group in find_groups(document, blocks, part) if group.pieces]
        runs = [
            (run, group, number)
            for number, group in enumerate(groups)
            for run in _runs(document, group)
        ]
        # A note may stand inside a paragraph or list that goes on after it.
        for run, group, number in sorted(runs, key=lambda made: made[0][0].cover[0].start):
            if group.note:
                notes.setdefault((index, group.note), []).append(len(passages))
            passages.append(_passage(document, index, group, number, run, len(passages), revision))
    return tuple(_linked(document, passages, notes))


def _runs(document: Document, group: Group) -> Iterator[list[Piece]]:
    """Cut a group into runs of pieces of at most `MAX_CHARS`; a longer piece stays whole."""
    run: list[Piece] = []
    length = 0
    for piece in group.pieces:
        size = len(read(document, piece.cover))
        if run and length + size > MAX_CHARS:
            yield run
            run, length = [], 0
        run.append(piece)
        length += size + 1
    yield run


def _passage(
    document: Document,
    part: int,
    group: Group,
    group_number: int,
    run: Sequence[Piece],
    ordinal: int,
    revision: str,
) -> Passage:
    text, source = document.text, document.source
    body = merge_spans(text, [span for piece in run for span in piece.cover])
    lead_ins = {piece.unit.lead_in for piece in run if piece.unit.lead_in}
    context = tuple(heading.span for heading in group.place.path) + tuple(
        span
        for lead_in in sorted(lead_ins)
        for span in lead_in
        if not any(inside.contains(span) for inside in body)
    )
    outside = context[len(group.place.path) :]
    within = document.parts[part].locator
    pages = pages_of(document, body)
    return Passage(
        passage_id=f"{source.doc_id}@{revision}#{ordinal}",
        doc_id=source.doc_id,
        ordinal=ordinal,
        part=part,
        headings=tuple(h for h in group.place.headings if h != document.parts[part].title),
        number=group.number,
        locator=_within(within, group.locator),
        spans=body,
        context=tuple(dict.fromkeys(context)),
        units=tuple(
            replace(piece.unit, locator=_within(within, piece.unit.locator)) for piece in run
        ),
        text=read(document, [*sorted(set(outside)), *body]),
        group=f"{source.doc_id}@{revision}/{part}.{group_number}",
        page=pages[0].ordinal if pages else None,
        page_label=page_label(pages),
        uncertain=group.uncertain,
    )


def _within(part: str, locator: str) -> str:
    return f"{part}, {locator}" if part else locator


def merge_spans(text: str, spans: Sequence[Span]) -> Spans:
    """Return ``spans``, in order, those parted by white space alone joined."""
    merged: list[Span] = []
    for span in spans:
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _linked(
    document: Document, passages: Sequence[Passage], notes: dict[tuple[int, str], list[int]]
) -> list[Passage]:
    """Link each passage that calls a note to the next note of that mark in the same part."""
    linked = list(passages)
    own = {place for places in notes.values() for place in places}
    for place, passage in enumerate(passages):
        if place in own:
            continue
        for mark in _calls(document, passage):
            targets = notes.get((passage.part, mark), [])
            target = next((n for n in targets if n > place), targets[-1] if targets else None)
            if target is None:
                continue
            note = linked[target]
            linked[place] = replace(linked[place], notes=(*linked[place].notes, note.passage_id))
            linked[target] = replace(note, called_from=(*note.called_from, passage.passage_id))
    return linked


def _calls(document: Document, passage: Passage) -> list[str]:
    """Return the marks of the notes that a passage calls, each once, in order."""
    marks: dict[str, None] = {}
    for span in passage.spans:
        first = bisect_left(document.calls, span.start, key=lambda call: call.span.start)
        for call in islice(document.calls, first, None):
            if call.span.start >= span.end:
                break
            marks[call.mark] = None
    return list(marks)
