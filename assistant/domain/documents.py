"""Documents as read: places in their text, structure, and what the catalogue says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters in one document's canonical text."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Say whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


def quote_of(text: str, spans: Sequence[Span]) -> str:
    """Return the verbatim quotation at ``spans``: the slices joined by one space."""
    return " ".join(span.slice(text) for span in spans)


class BlockKind(StrEnum):
    """What a careful reader takes a block of a document to be."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NUMBERED = "numbered paragraph"
    ITEM = "list item"
    ROW = "table row"
    NOTE = "note"
    CAPTION = "caption"
    FIGURE = "figure text"
    """Words out of a picture, whose order says little."""
    CONTENTS = "contents list"
    FURNITURE = "furniture"
    """What stands on a page and says nothing: running headers, page numbers, broken fields."""


@dataclass(frozen=True, slots=True)
class Block:
    """One structural piece of a document.

    ``spans`` cover the block as printed, its number or bullet included; more than one where a page
    break or a footer lies inside. ``content`` leaves the number or bullet out.
    """

    kind: BlockKind
    spans: Spans
    content: Spans
    number: str | None = None
    """The number or mark as printed, without punctuation: ``12``, ``1.2``, ``a``, ``iv``."""
    depth: int = 0
    """Nesting of a list item; 0 is outermost."""
    level: int | None = None
    """Of a heading whose level the source shows; 0 is outermost."""
    uncertain: bool = False
    """Whether the order of reading is uncertain here (columns or a figure flattened)."""
    cells: Spans = ()
    """For a table row: its cells in order, blank ones as empty spans."""
    header: bool = False
    """Whether a table row names the columns."""
    inherits: Spans = ()
    """For a table row that begins with blank cells: the cells above that a reader puts there."""

    @property
    def left_out(self) -> bool:
        """Whether a reader passes it over: it is furniture or a contents list."""
        return self.kind in (BlockKind.FURNITURE, BlockKind.CONTENTS)

    @property
    def start(self) -> int:
        """Where the block begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the block ends."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paginated document: its place in the text and the label printed on it."""

    ordinal: int
    label: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Repair:
    """Characters of the canonical text that are read otherwise than they stand.

    A conversion broke something there: a word at the end of a line, a note's mark stuck to a word.
    The canonical text keeps the scar, the reading text has ``reads`` in its place.
    """

    span: Span
    reads: str = ""


@dataclass(frozen=True, slots=True)
class NoteCall:
    """Where the text calls a note: the mark as it stands there, without brackets."""

    span: Span
    mark: str


@dataclass(frozen=True, slots=True)
class Part:
    """A document bound within a document, with its own title, voice and authority."""

    title: str
    locator: str
    """What stands before a place in it: ``Agenda item 6, Appendix 1``; empty for the whole."""
    voice: str
    authority: str
    standing: str
    published: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """What the catalogue knows of a document; ``catalogued`` is false where it knows nothing."""

    doc_id: str
    title: str
    publisher: str
    published: str | None
    published_note: str
    authority: str
    standing: str
    voice: str
    rights: str
    address: str
    sha256: str
    filename: str
    catalogued: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its canonical text and the structure found in it."""

    source: Source
    text: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    pages: tuple[Page, ...] = ()
    marked_up: bool = True
    """Whether its text carries marks of Markdown or tags; words of a printed page carry none."""
    repairs: tuple[Repair, ...] = ()
    """In order; they do not overlap."""
    calls: tuple[NoteCall, ...] = ()
    """In order."""
    remarks: tuple[str, ...] = ()
    """What somebody who keeps the documents should know of how this one was read, a sentence each:
    pages that hold pictures alone, columns that ran together."""
