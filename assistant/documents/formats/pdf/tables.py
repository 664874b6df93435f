"""Rows of print to the rows of a table, where cells stand beside each other in columns.

Nothing in a page's text says that it is a table. Its cells are known by where they stand: each is
a run of rows of print below one another, and the next one begins to its right and as high.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.documents.formats.pdf.rows import Row

# Rows of print further apart than this, in sizes, are not of one cell.
CELL_LEADING = 2.0
# Rows of print of one cell begin, and cells of one row of a table stand, within this many sizes.
ALIGNED = 1.0
# Words of one cell are indented by no more sizes than this.
CELL_INDENT = 5.0
MIN_CELLS = 2
MIN_ROWS = 2
# So many rows in which sentences run on in both columns are no table but prose in columns.
MIN_PROSE_ROWS = 4
PROSE_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Cell:
    """Rows of print below one another."""

    rows: tuple[Row, ...]

    @property
    def left(self) -> float:
        """Where its leftmost row begins, in points."""
        return min(row.x for row in self.rows)

    @property
    def right(self) -> float:
        """Where its rightmost row ends, in points."""
        return max(row.right for row in self.rows)

    @property
    def top(self) -> float:
        """The baseline of its first row, in points from the foot of the page."""
        return self.rows[0].y

    @property
    def bottom(self) -> float:
        """The baseline of its last row, in points from the foot of the page."""
        return self.rows[-1].y

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(row.text for row in self.rows)


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells beside each other; a blank one is none."""

    cells: tuple[Cell | None, ...]
    first: bool
    """Whether a table begins with it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows of print that ran together from columns of prose: their order is uncertain."""

    rows: tuple[Row, ...]


def find_tables(rows: Sequence[Row]) -> Iterator[Row | TableRow | Columns]:
    """Yield the rows of print of a page in order, those of tables gathered into table rows."""
    lines = list(_lines(list(_cells(rows))))
    place = 0
    while place < len(lines):
        end = _table_end(lines, place)
        table = lines[place:end]
        if sum(len(line) >= MIN_CELLS for line in table) < MIN_ROWS:
            yield from (row for cell in lines[place] for row in cell.rows)
            place += 1
            continue
        if _is_prose(table):
            yield Columns(tuple(row for line in table for cell in line for row in cell.rows))
        else:
            yield from _table_rows(table)
        place = end


def _cells(rows: Sequence[Row]) -> Iterator[Cell]:
    run: list[Row] = []
    for row in rows:
        if run and not _below(run, row):
            yield Cell(tuple(run))
            run = []
        run.append(row)
    if run:
        yield Cell(tuple(run))


def _below(run: Sequence[Row], row: Row) -> bool:
    last, size = run[-1], max(run[-1].size, row.size)
    drop = last.y - row.y
    return (
        row.upright
        and last.upright
        and bool(row.sizes & last.sizes)
        and 0 < drop <= CELL_LEADING * size
        and -ALIGNED * size <= row.x - run[0].x <= CELL_INDENT * size
    )


def _lines(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Group cells that stand beside each other, left to right."""
    line: list[Cell] = []
    for cell in cells:
        if line and not _beside(line, cell):
            yield line
            line = []
        line.append(cell)
    if line:
        yield line


def _beside(line: Sequence[Cell], cell: Cell) -> bool:
    last, size = line[-1], cell.rows[0].size
    shared = min(cell.top, last.top) - max(cell.bottom, last.bottom) + size
    height = min(cell.top - cell.bottom, last.top - last.bottom) + size
    return (
        cell.rows[0].upright
        and cell.left > last.left + ALIGNED * size
        and cell.left > last.right - ALIGNED * size
        and shared > height / 2
    )


def _table_end(lines: Sequence[Sequence[Cell]], start: int) -> int:
    """Return where the lines that share their columns with the one at ``start`` end."""
    if len(lines[start]) < MIN_CELLS:
        return start + 1
    end = start + 1
    for place in range(start + 1, len(lines)):
        line, last = lines[place], lines[end - 1]
        if not _follows(last, line):
            break
        if len(line) >= MIN_CELLS:
            if not _share_columns(lines[start:end], line):
                break
            end = place + 1
        elif place > end or not _in_a_column(lines[start:end], line[0]):
            break
    return end


def _follows(last: Sequence[Cell], line: Sequence[Cell]) -> bool:
    bottom = min(cell.bottom for cell in last)
    return line[0].top < max(cell.top for cell in last) and line[0].top > bottom - 60


def _share_columns(table: Sequence[Sequence[Cell]], line: Sequence[Cell]) -> bool:
    """Say whether at least two cells of a line stand under cells of the table's rows."""
    above = [cell for row in table[-3:] for cell in row]
    under = sum(any(_overlap(cell, other) for other in above) for cell in line)
    return under >= MIN_CELLS


def _in_a_column(table: Sequence[Sequence[Cell]], cell: Cell) -> bool:
    """Say whether a cell on a line of its own keeps to one column of the table."""
    columns = [other for row in table if len(row) >= MIN_CELLS for other in row]
    under = [other for other in columns if _overlap(cell, other)]
    widest = max((other.right for other in under), default=0.0)
    return bool(under) and cell.right <= widest + cell.rows[0].size


def _overlap(one: Cell, other: Cell) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0


def _is_prose(table: Sequence[Sequence[Cell]]) -> bool:
    """Say whether sentences run on from row to row in the columns, as they do in no table."""
    single = [line for line in table if all(len(cell.rows) == 1 for cell in line)]
    if len(single) < MIN_PROSE_ROWS or len(single) < len(table) / 2:
        return False
    cells = [cell.text.strip() for line in single[1:] for cell in line]
    running = sum(text[:1].islower() and len(text.split()) >= 3 for text in cells)
    return running > PROSE_SHARE * len(cells)


def _table_rows(table: Sequence[Sequence[Cell]]) -> Iterator[TableRow]:
    """Yield the rows of a table, each cell in its column."""
    edges = _columns(table)
    for number, line in enumerate(table):
        cells: list[Cell | None] = [None] * len(edges)
        for cell in line:
            column = max(
                range(len(edges)),
                key=lambda c: (min(cell.right, edges[c][1]) - max(cell.left, edges[c][0]), -c),
            )
            taken = cells[column]
            cells[column] = Cell(taken.rows + cell.rows) if taken else cell
        yield TableRow(tuple(cells), number == 0)


def _columns(table: Sequence[Sequence[Cell]]) -> list[tuple[float, float]]:
    """Return the left and right edge of each column, from the cells of the fullest rows."""
    most = max(len(line) for line in table)
    edges = [(cell.left, cell.right) for cell in next(line for line in table if len(line) == most)]
    for line in table:
        if len(line) == most:
            edges = [
                (min(left, cell.left), max(right, cell.right))
                for (left, right), cell in zip(edges, line, strict=True)
            ]
    return edges
