"""Rows of print to lines: where a paragraph begins, what is a heading, a note, a table row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.documents.formats.pdf.breaks import forced_breaks
from assistant.documents.formats.pdf.marks import hangs, mark_of, note_mark, words_after
from assistant.documents.formats.pdf.rows import Row
from assistant.documents.formats.pdf.style import SMALLER, Style, column_edges, edge_of
from assistant.documents.formats.pdf.tables import Cell, Columns, TableRow, find_tables
from assistant.documents.structure.lines import Line, Mark, refers
from assistant.domain import Span

# A gap this much wider than the usual one between rows begins a paragraph.
WIDER_GAP = 1.2
# A row that ends this share of the column short of its right edge ends its paragraph.
SHORT = 0.18
# A row that begins this many sizes further in or out begins a paragraph.
INDENT = 0.7
# Items that begin within so many points of each other are nested alike.
SAME_INDENT = 4
# So many short rows without a sentence among them are words out of a picture.
MIN_FIGURE_ROWS = 6
MAX_FIGURE_WORDS = 4

_END = re.compile(r"[.?!:;][\"'”’)\]]*$")


def document_lines(
    text: str, pages: Sequence[Sequence[Row]], running: frozenset[Row], style: Style
) -> tuple[Line, ...]:
    """Return the lines of a document in the order of its text; ``pages`` are the rows of each."""
    lines: list[Line] = []
    before: Row | None = None
    for rows in pages:
        found, before = _page_lines(text, rows, running, style, before)
        lines += found
    return _with_depths(lines)


def _with_depths(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines, the indent of marked ones as their place among all indents, from 0."""
    marked = (Mark.BULLET, Mark.LETTERED)
    indents = sorted({line.indent for line in lines if line.mark in marked})
    ranks: dict[int, int] = {}
    for before, indent in zip([None, *indents], indents, strict=False):
        near = before is not None and indent - before <= SAME_INDENT
        ranks[indent] = ranks[before] if near and before is not None else len(set(ranks.values()))
    return tuple(
        replace(line, indent=ranks[line.indent]) if line.mark in marked else line for line in lines
    )


def _page_lines(
    text: str, rows: Sequence[Row], running: frozenset[Row], style: Style, before: Row | None
) -> tuple[list[Line], Row | None]:
    """Return the lines of a page, and the last row of its text, from which the next page goes on.

    ``before`` is that of the page before.
    """
    lines = [_line(row, opens=True, furniture=True) for row in rows if row in running]
    body = [row for row in rows if row not in running]
    edges = column_edges(body)
    marks = frozenset(span.slice(text) for row in body for span in row.raised)
    broken = forced_breaks(body, style, edges)
    above: Row | None = None
    fresh = True
    for piece in find_tables(body):
        if isinstance(piece, TableRow):
            lines.append(_table_line(text, piece))
            above = before = None
        elif isinstance(piece, Columns):
            lines.extend(_line(row, opens=True, uncertain=True) for row in piece.rows)
            above = before = None
        else:
            forced = piece.span in broken
            line = _text_line(piece, above, style, edges, marks, forced=forced, fresh=fresh)
            fresh = line.opens
            turns = above is None or piece.y > above.y
            if line.opens and turns:
                on = before is not None and _goes_on(piece, line, before, style, edges)
                line = replace(line, turns=True, goes_on=on)
            lines.append(line)
            above = piece
            before = before if _is_note(line, piece, style) else piece
    return _figures(sorted(lines, key=lambda line: line.start)), before


def _is_note(line: Line, row: Row, style: Style) -> bool:
    return line.mark is Mark.NOTE or row.size <= SMALLER * style.body


def _goes_on(row: Row, line: Line, before: Row, style: Style, edges: Mapping[int, float]) -> bool:
    """Say whether the first row of a page or column goes on from the last row of the one before.

    It does where that row is full and ends no sentence, and both are set alike.
    """
    alike = abs(row.size - before.size) <= 0.08 * style.body and row.bold == before.bold
    full = before.right > before.x + (1 - SHORT) * (edge_of(before, edges) - before.x)
    return (
        alike
        and full
        and line.mark is Mark.NONE
        and line.level is None
        and not _END.search(before.text.strip())
    )


def _line(row: Row, *, opens: bool, furniture: bool = False, uncertain: bool = False) -> Line:
    return Line(
        row.span.start,
        row.span.end,
        row.text,
        Mark.NONE,
        content=row.span.start,
        opens=opens,
        furniture=furniture,
        uncertain=uncertain,
        figure=not row.upright and not furniture,
    )


def _text_line(
    row: Row,
    before: Row | None,
    style: Style,
    edges: Mapping[int, float],
    marks: frozenset[str],
    *,
    forced: bool,
    fresh: bool,
) -> Line:
    level = style.level(row)
    note = note_mark(row, style, marks)
    if note:
        content = row.span.start + words_after(row, note)
        return replace(_line(row, opens=True), mark=Mark.NOTE, number=note, content=content)
    mark, number, offset = mark_of(row)
    marked = mark is not Mark.NONE
    opens = forced or _opens(row, before, style, edges, marked=marked, fresh=fresh)
    if not opens:
        mark, number, offset = Mark.NONE, None, 0
    return replace(
        _line(row, opens=opens),
        mark=mark,
        number=number,
        content=row.span.start + offset,
        indent=round(row.x),
        level=level if mark in (Mark.NONE, Mark.DECIMAL) else None,
    )


def _opens(
    row: Row,
    before: Row | None,
    style: Style,
    edges: Mapping[int, float],
    *,
    marked: bool,
    fresh: bool,
) -> bool:
    """Say whether a row begins a paragraph, a heading or an item.

    ``marked`` says whether it opens with a number or bullet, ``fresh`` whether the row before it
    began its paragraph.
    """
    if before is None or before.page != row.page:
        return True
    drop, gap = before.y - row.y, style.gap(before)
    if drop <= 0 or drop > max(WIDER_GAP * gap, gap + 0.2 * row.size):
        return True
    unlike = abs(row.size - before.size) > 0.08 * style.body and not row.sizes & before.sizes
    if unlike or row.bold != before.bold:
        return True
    after_mark = mark_of(before)[0] is not Mark.NONE
    outdented = row.x < before.x - INDENT * row.size / 2
    marked = marked and not refers(before.text)
    next_mark = after_mark and abs(row.x - before.x) < INDENT * row.size
    if marked and (outdented or next_mark or hangs(row) or _stops(before, edges)):
        return True
    if after_mark:
        # Below a number or bullet that stands out the words are indented, otherwise they are not.
        return hangs(before) and row.x < before.x + INDENT * row.size / 2
    if row.x > before.x + INDENT * row.size:
        return True
    if not fresh and row.x < before.x - INDENT * row.size:
        # Only the first row of a paragraph may stand further in than the ones below it.
        return True
    return _stops(before, edges) and row.text[:1].isupper()


def _stops(row: Row, edges: Mapping[int, float]) -> bool:
    """Say whether a row ends its sentence well before the right edge."""
    edge = edge_of(row, edges)
    return row.right < edge - SHORT * (edge - row.x) and bool(_END.search(row.text.strip()))


def _table_line(text: str, row: TableRow) -> Line:
    printed = [cell for cell in row.cells if cell]
    spans = [_cell_span(cell) for cell in printed]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    given = iter(spans)
    position = start
    cells = []
    for cell in row.cells:
        span = next(given) if cell else Span(position, position)
        position = span.end
        cells.append(span)
    words = re.sub(r"\s", " ", text[start:end])
    return Line(
        start, end, words, Mark.ROW, content=start, opens=True, cells=tuple(cells), header=row.first
    )


def _cell_span(cell: Cell) -> Span:
    return Span(cell.rows[0].span.start, cell.rows[-1].span.end)


def _figures(lines: Sequence[Line]) -> list[Line]:
    """Mark runs of short rows that hold no sentence: words out of a picture."""
    made = list(lines)
    run: list[int] = []
    for place, line in enumerate([*lines, None]):
        if line is not None and line.furniture:
            continue
        label = (
            line is not None
            and line.mark is Mark.NONE
            and line.opens
            and line.level is None
            and len(line.text.split()) <= MAX_FIGURE_WORDS
            and not _END.search(line.text.strip())
        )
        if label:
            run.append(place)
            continue
        if len(run) >= MIN_FIGURE_ROWS:
            for member in run:
                made[member] = replace(made[member], figure=True)
        run = []
    return made
