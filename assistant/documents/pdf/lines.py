"""Rows of print to lines: where a paragraph begins, what is a heading, a note, a table row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from assistant.documents.lines import Line, Mark, opening
from assistant.documents.pdf.breaks import forced_breaks
from assistant.documents.pdf.rows import Row, body_size, width
from assistant.documents.pdf.tables import Cell, Columns, TableRow, find_tables
from assistant.domain import NoteCall, Repair, Span

# A gap this much wider than the usual one between rows begins a paragraph.
WIDER_GAP = 1.2
# Type this much larger than the text's is a heading's; this much smaller a note's.
LARGER, SMALLER = 1.12, 0.93
# A row that ends this share of the column short of its right edge ends its paragraph.
SHORT = 0.18
# A row that begins this many sizes further in or out begins a paragraph.
INDENT = 0.7
# Between a mark that stands out and its words is a gap of at least so many sizes.
HANG = 0.75
# A number or bullet stands at most this many sizes before its words.
MARK_REACH = 6.0
MAX_HEADING_WORDS = 25
# So many short rows without a sentence among them are words out of a picture.
MIN_FIGURE_ROWS = 6
MAX_FIGURE_WORDS = 4

# One character that is no letter, figure, bracket or quotation mark; or a Latin o set apart.
_GLYPH = re.compile(r"^(?:[^\w\s()\[\]{}“”‘’\"\'.,;:!?£$%&/@#+=<>|]|o)$")
_ENUMERATED = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,3}){0,4}\.?|\(?(?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,6})[.)])$"
)
_END = re.compile(r"[.?!:;][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is set: sizes in points, the usual distance of rows by size."""

    body: float
    larger: tuple[float, ...]
    """Sizes of headings, largest first."""
    leading: Mapping[float, float]

    def level(self, row: Row) -> int | None:
        """Return the level of heading that a row's type is of, 0 outermost; none for text."""
        if row.size >= LARGER * self.body:
            return next(i for i, size in enumerate(self.larger) if row.size > size - 0.6)
        return len(self.larger) if row.bold and row.size >= SMALLER * self.body else None

    def gap(self, row: Row) -> float:
        """Return the usual distance from a row to the next of its paragraph."""
        return self.leading.get(round(row.size), 1.25 * row.size)


def read_style(rows: Sequence[Row]) -> Style:
    """Return how a document is set, from all its rows."""
    body = body_size(rows)
    sizes = sorted({round(row.size) for row in rows if row.size >= LARGER * body}, reverse=True)
    gaps: dict[float, list[float]] = defaultdict(list)
    for one, other in pairwise(rows):
        drop = one.y - other.y
        alike = one.page == other.page and round(one.size) == round(other.size)
        if alike and 0.8 * one.size < drop < 2.5 * one.size:
            gaps[round(one.size)].append(drop)
    leading = {
        size: median(sorted(found)[: max(1, len(found) * 3 // 4)]) for size, found in gaps.items()
    }
    return Style(body, tuple(float(size) for size in sizes), leading)


def document_lines(
    text: str, pages: Sequence[Sequence[Row]], running: frozenset[Row], style: Style
) -> tuple[Line, ...]:
    """Return the lines of a document in the order of its text; ``pages`` are the rows of each."""
    lines: list[Line] = []
    before: Row | None = None
    for rows in pages:
        found, before = _page_lines(text, rows, running, style, before)
        lines += found
    return tuple(lines)


def _page_lines(
    text: str, rows: Sequence[Row], running: frozenset[Row], style: Style, before: Row | None
) -> tuple[list[Line], Row | None]:
    """Return the lines of a page, and the last row of its text, from which the next page goes on.

    ``before`` is that of the page before.
    """
    lines = [_line(row, opens=True, furniture=True) for row in rows if row in running]
    body = _with_marks([row for row in rows if row not in running])
    edges = _edges(body)
    marks = frozenset(span.slice(text) for row in body for span in row.raised)
    broken = forced_breaks(body, style.leading, edges)
    above: Row | None = None
    for piece in find_tables(body):
        if isinstance(piece, TableRow):
            lines.append(_table_line(text, piece))
            above = before = None
        elif isinstance(piece, Columns):
            lines.extend(_line(row, opens=True, uncertain=True) for row in piece.rows)
            above = before = None
        else:
            line = _text_line(piece, above, style, edges, marks, forced=piece.span in broken)
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
    full = before.right > before.x + (1 - SHORT) * (_edge(before, edges) - before.x)
    return (
        alike
        and full
        and line.mark is Mark.NONE
        and line.level is None
        and not _END.search(before.text.strip())
    )


def _with_marks(rows: Sequence[Row]) -> list[Row]:
    """Join a number or bullet that stands by itself to the words beside it."""
    joined: list[Row] = []
    for row in rows:
        last = joined[-1] if joined else None
        if (
            last
            and abs(last.y - row.y) < 0.4 * row.size
            and 0 < row.x - last.x < MARK_REACH * row.size
            and (_GLYPH.match(last.text) or _ENUMERATED.match(last.text))
        ):
            joined[-1] = replace(
                row,
                span=Span(last.span.start, row.span.end),
                x=last.x,
                text=f"{last.text}{' ' * (row.span.start - last.span.end)}{row.text}",
                raised=last.raised + row.raised,
                lead=last.text,
                after_lead=row.x,
            )
        else:
            joined.append(row)
    return joined


def _edges(rows: Sequence[Row]) -> Mapping[int, float]:
    """Return the right edge of the text by where its column begins, in steps of 100 points."""
    edges: dict[int, float] = defaultdict(float)
    for row in rows:
        edges[int(row.x // 100)] = max(edges[int(row.x // 100)], row.right)
    return edges


def _edge(row: Row, edges: Mapping[int, float]) -> float:
    return edges.get(int(row.x // 100), row.right)


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
) -> Line:
    level = style.level(row)
    note = _note_mark(row, style, marks)
    if note:
        content = row.span.start + _skip(row, note)
        return replace(_line(row, opens=True), mark=Mark.NOTE, number=note, content=content)
    mark, number, offset = _mark(row)
    opens = forced or _opens(row, before, style, edges, marked=mark is not Mark.NONE)
    if not opens:
        mark, number, offset = Mark.NONE, None, 0
    return replace(
        _line(row, opens=opens),
        mark=mark,
        number=number,
        content=row.span.start + offset,
        indent=round(row.x / 10),
        level=level if mark in (Mark.NONE, Mark.DECIMAL) else None,
    )


def _mark(row: Row) -> tuple[Mark, str | None, int]:
    """Return the mark that a row opens with, its number, and the offset of its words."""
    first, _, rest = row.text.partition(" ")
    if not rest and row.lead != row.text and _GLYPH.match(row.lead):
        first, rest = row.lead, row.text[len(row.lead) :]
    if _GLYPH.match(first) and rest.strip():
        return Mark.BULLET, None, len(row.text) - len(rest.lstrip())
    mark, number, offset, _ = opening(row.text)
    return (Mark.NONE, None, 0) if mark in (Mark.HASH, Mark.NOTE) else (mark, number, offset)


def _opens(
    row: Row, before: Row | None, style: Style, edges: Mapping[int, float], *, marked: bool
) -> bool:
    """Say whether a row begins a paragraph, a heading or an item."""
    if before is None or before.page != row.page:
        return True
    drop, gap = before.y - row.y, style.gap(before)
    if drop <= 0 or drop > max(WIDER_GAP * gap, gap + 0.2 * row.size):
        return True
    if abs(row.size - before.size) > 0.08 * style.body or row.bold != before.bold:
        return True
    after_mark = _mark(before)[0] is not Mark.NONE
    outdented = row.x < before.x - INDENT * row.size / 2
    next_mark = after_mark and abs(row.x - before.x) < INDENT * row.size
    if marked and (outdented or next_mark or _hangs(row) or _stops(before, edges)):
        return True
    if after_mark:
        # Below a number or bullet that stands out the words are indented, otherwise they are not.
        return _hangs(before) and row.x < before.x + INDENT * row.size / 2
    if row.x > before.x + INDENT * row.size:
        return True
    return _stops(before, edges) and row.text[:1].isupper()


def _hangs(row: Row) -> bool:
    """Say whether the mark that a row opens with is a piece by itself, its words set apart."""
    alone = bool(_GLYPH.match(row.lead) or _ENUMERATED.match(row.lead))
    return alone and row.after_lead > row.x + width(row.lead, row.size) + HANG * row.size


def _stops(row: Row, edges: Mapping[int, float]) -> bool:
    """Say whether a row ends its sentence well before the right edge."""
    edge = _edge(row, edges)
    return row.right < edge - SHORT * (edge - row.x) and bool(_END.search(row.text.strip()))


def _note_mark(row: Row, style: Style, marks: frozenset[str]) -> str:
    """Return the mark of the note that begins on a row, or nothing.

    ``marks`` are those that are raised anywhere on the page.
    """
    raised = bool(row.raised) and row.raised[0].start == row.span.start
    mark = row.text[: row.raised[0].end - row.raised[0].start] if raised else row.lead
    known = raised or (mark in marks and row.after_lead > 0)
    small = row.size <= SMALLER * style.body
    return mark if known and small and len(mark) < len(row.text) else ""


def _skip(row: Row, mark: str) -> int:
    """Return the offset of a note's words, after its mark."""
    rest = row.text[len(mark) :]
    return len(row.text) - len(rest.lstrip())


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


def note_calls(text: str, rows: Sequence[Row]) -> Iterator[NoteCall]:
    """Yield the calls of notes: raised marks that are not the start of a note."""
    for row in rows:
        for span in row.raised:
            mark = span.slice(text)
            if span.start > row.span.start and (mark.isdigit() or not mark.isalpha()):
                yield NoteCall(span, mark)


def call_repairs(calls: Sequence[NoteCall]) -> list[Repair]:
    """Return what takes the marks of notes out of the words that they stick to."""
    return [Repair(call.span) for call in calls]
