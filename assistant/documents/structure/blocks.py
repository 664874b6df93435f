"""Lines to blocks: headings, numbered paragraphs, list items, table rows, notes, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.documents.structure.figures import with_figures
from assistant.documents.structure.furniture import furniture_lines
from assistant.documents.structure.headings import is_date, looks_like_heading
from assistant.documents.structure.joining import join_broken
from assistant.documents.structure.labels import (
    with_labels,
    with_listed,
    with_lost_bullets,
    with_numbers,
)
from assistant.documents.structure.lines import Line, Mark, lines_within, refers, split_lines
from assistant.documents.structure.tables import with_cells
from assistant.domain import Block, BlockKind, Span

# Type as large as a heading's with more words than this sets a whole paragraph apart.
MAX_HEADING_WORDS = 25

_GLUED = re.compile(r"(?<=\S)\*\*(?:\*\*)?(?=\S)")
_SENTENCE_END = re.compile(r"[.;,]\W*$")
_KIND = {
    Mark.HASH: BlockKind.HEADING,
    Mark.DECIMAL: BlockKind.NUMBERED,
    Mark.LETTERED: BlockKind.ITEM,
    Mark.BULLET: BlockKind.ITEM,
    Mark.NOTE: BlockKind.NOTE,
    Mark.ROW: BlockKind.ROW,
    Mark.NONE: BlockKind.PARAGRAPH,
}


def find_blocks(
    text: str, parts: Sequence[Span] = (), lines: Sequence[Line] | None = None
) -> tuple[Block, ...]:
    """Return the blocks of a canonical text in order; together they cover all that is visible.

    Each of its ``parts`` is read by itself, so that no block runs from one into the next.
    ``lines`` are what the format tells of them; without, they end where the text's line breaks are.
    """
    known = split_lines(text) if lines is None else lines
    return tuple(
        block
        for part in parts or (Span(0, len(text)),)
        for block in _blocks(text, lines_within(text, known, part), laid_out=lines is not None)
    )


def _blocks(text: str, lines: Sequence[Line], *, laid_out: bool) -> list[Block]:
    furniture = furniture_lines(lines)
    chunks = list(_chunks(lines, furniture))
    raw = [block for chunk in chunks for block in _block(text, chunk, furniture)]
    if not any(line.level is not None for line in lines):
        raw = with_labels(text, raw, frozenset(c[0][1].start for c in chunks if len(c) > 1))
    raw = with_listed(text, raw, [lines[place] for place in sorted(furniture)])
    if laid_out:
        raw = with_lost_bullets(text, raw)
    told = with_figures(text, with_cells(text, list(with_numbers(text, raw))))
    turns = frozenset(line.start for line in lines if line.turns) if laid_out else None
    going_on = frozenset(line.start for line in lines if line.goes_on)
    return [_unless_bare(text, block) for block in join_broken(text, told, turns, going_on)]


def _unless_bare(text: str, block: Block) -> Block:
    """Return a block, a note of which the mark alone is left as furniture."""
    bare = block.kind is BlockKind.NOTE and not block.content[-1].slice(text).strip()
    return replace(block, kind=BlockKind.FURNITURE) if bare else block


def _chunks(
    lines: Sequence[Line], furniture: Mapping[int, BlockKind]
) -> Iterator[list[tuple[int, Line]]]:
    """Group lines that belong together: a marked line with the unmarked ones wrapped under it."""
    chunk: list[tuple[int, Line]] = []
    for place, line in enumerate(lines):
        alone = place in furniture
        closed = not chunk or chunk[-1][0] in furniture or not _runs_on(chunk[0][1], chunk[-1][1])
        closed = closed or chunk[-1][1].ends_page
        if chunk and (line.blank or alone or closed or _opens(line, chunk[0][1], chunk[-1][1])):
            yield chunk
            chunk = []
        if not line.blank:
            chunk.append((place, line))
    if chunk:
        yield chunk


def _runs_on(first: Line, last: Line) -> bool:
    """Say whether the block of ``first`` may go on after ``last``."""
    if first.mark is Mark.ROW:
        return "|" in first.text and not first.cells and not last.text.rstrip().endswith("|")
    return first.mark is not Mark.HASH


def _opens(line: Line, first: Line, last: Line) -> bool:
    """Say whether ``line`` begins a block of its own rather than wrapping the one of ``first``."""
    open_row = first.mark is Mark.ROW and line.mark is not Mark.ROW
    referred = line.mark in (Mark.DECIMAL, Mark.LETTERED) and refers(last.text)
    return line.opens or (line.mark is not Mark.NONE and not open_row and not referred)


def _block(
    text: str, chunk: Sequence[tuple[int, Line]], furniture: Mapping[int, BlockKind]
) -> Iterator[Block]:
    """Make the block, or the headings run together, of one chunk of lines."""
    first, last = chunk[0][1], chunk[-1][1]
    # The blank cells that a row begins with are part of it.
    row = first.mark is Mark.ROW and not first.figure
    indent = 0 if row else len(first.text) - len(first.text.lstrip())
    end = last.end if row else last.start + len(last.text.rstrip())
    whole = Span(first.start + indent, end)
    content = Span(min(first.content, end), end)
    if chunk[0][0] in furniture:
        yield Block(furniture[chunk[0][0]], (whole,), (whole,))
        return
    glued = list(_GLUED.finditer(whole.slice(text)))
    if glued and first.mark is Mark.NONE and first.level is None:
        yield from _unglue(text, whole, [whole.start + found.start() for found in glued])
        return
    kind, level = _kind_of(first, content.slice(text))
    number = None if first.mark is Mark.HASH else first.number
    yield Block(
        kind,
        (whole,),
        (content,),
        number,
        depth=first.indent if level is None else 0,
        level=level,
        uncertain=first.uncertain or first.figure,
        cells=first.cells,
        header=first.header,
    )


def _kind_of(first: Line, words: str) -> tuple[BlockKind, int | None]:
    """Return what a block is by its first line, and its level where it is shown as a heading."""
    if first.mark is Mark.HASH:
        return BlockKind.HEADING, int(first.number or 1) - 1
    if first.figure:
        return BlockKind.FIGURE, None
    short = len(words.split()) <= MAX_HEADING_WORDS and not _SENTENCE_END.search(words)
    if first.level is not None and short and not is_date(words):
        return BlockKind.HEADING, first.level
    return _KIND[first.mark], None


def _unglue(text: str, whole: Span, cuts: Sequence[int]) -> Iterator[Block]:
    """Part headings that the conversion ran together where one bold run met the next."""
    edges = [whole.start, *cuts, whole.end]
    spans = [Span(a, b) for a, b in pairwise(edges) if a < b]
    if not all(looks_like_heading(span.slice(text)) for span in spans):
        yield Block(BlockKind.PARAGRAPH, (whole,), (whole,))
        return
    for span in spans:
        yield Block(BlockKind.HEADING, (span,), (span,))
