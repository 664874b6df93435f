"""How a document is set: its sizes of type, the distance of its rows, where its columns end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assistant.documents.formats.pdf.rows import Row, body_size

# Type this much larger than the text's is a heading's; this much smaller a note's.
LARGER, SMALLER = 1.12, 0.93
HEADING_LEADING = 1.3
# Columns that begin within so many points of each other end alike.
COLUMN_STEP = 100


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
    # Large type stands in few rows: what parts its headings is not taken for what parts its rows.
    leading = {
        size: min(gap, HEADING_LEADING * size) if size >= LARGER * body else gap
        for size, gap in leading.items()
    }
    return Style(body, tuple(float(size) for size in sizes), leading)


def column_edges(rows: Sequence[Row]) -> Mapping[int, float]:
    """Return the right edge of the text by where its column begins, in steps of `COLUMN_STEP`."""
    edges: dict[int, float] = defaultdict(float)
    for row in rows:
        edges[int(row.x // COLUMN_STEP)] = max(edges[int(row.x // COLUMN_STEP)], row.right)
    return edges


def edge_of(row: Row, edges: Mapping[int, float]) -> float:
    """Return where the column of a row ends, in points."""
    return edges.get(int(row.x // COLUMN_STEP), row.right)
