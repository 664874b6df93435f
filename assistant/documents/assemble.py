"""What a loader made of a file to a document: its parts, its structure, its mended words."""

from __future__ import annotations

from assistant.documents.catalogue import Entry, find_parts
from assistant.documents.extracted import Extracted
from assistant.documents.structure.blocks import find_blocks
from assistant.documents.structure.bound import bound_parts
from assistant.documents.structure.calls import find_calls
from assistant.documents.structure.echoes import without_echoes
from assistant.documents.structure.repairs import broken_words
from assistant.domain import Document, Part, Repair, Source
from assistant.errors import CorpusError


def assemble(source: Source, entry: Entry | None, read: Extracted) -> Document:
    """Return the document that a file holds.

    Raises `CorpusError` where it holds no text, or not the parts that the catalogue names.
    """
    text = read.text
    if not text.strip():
        raise CorpusError(
            "It holds no text.", "If it is a scan, put a version with recognised text in its place."
        )
    parts = find_parts(source, entry, text, bound_parts(text, read.pages))
    return with_structure(source, parts, read)


def with_structure(source: Source, parts: tuple[Part, ...], read: Extracted) -> Document:
    """Return a document of the given parts with its blocks, mended words and calls of notes."""
    text = read.text
    found = find_blocks(text, [part.span for part in parts], read.lines)
    blocks = without_echoes(text, found, parts)
    calls = tuple(sorted({*read.calls, *find_calls(text, blocks)}, key=lambda call: call.span))
    # Reading takes the marks of notes off text that is marked up; elsewhere it has to be told.
    glued = () if read.marked_up else tuple(Repair(call.span) for call in calls)
    return Document(
        source=source,
        text=text,
        blocks=blocks,
        parts=parts,
        pages=read.pages,
        marked_up=read.marked_up,
        repairs=_apart([*read.repairs, *glued, *broken_words(text, blocks)]),
        calls=calls,
        remarks=read.remarks,
    )


def _apart(repairs: list[Repair]) -> tuple[Repair, ...]:
    """Return repairs in order; of two that overlap, the one that begins first."""
    kept: list[Repair] = []
    for repair in sorted(repairs, key=lambda repair: repair.span):
        if not kept or kept[-1].span.end <= repair.span.start:
            kept.append(repair)
    return tuple(kept)
