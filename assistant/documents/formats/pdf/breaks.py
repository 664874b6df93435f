"""Where a line of print was ended on purpose: the next word would have stood on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from assistant.documents.formats.pdf.rows import Row, width
from assistant.documents.formats.pdf.style import Style, edge_of
from assistant.domain import Span

# Widths are known only roughly: the next word must fit with so much to spare.
SPARE = 1.2
DOUBT = 0.03
# One row that ends early must leave at least this share of its column.
MIN_LEFT = 0.12
# Where so many rows of a run end early, all of them are lines of a list.
MOST = 0.5
# A row that ends with one of these broke a word.
HYPHENS = ("-", "‐", "\u00ad")
MIN_RUN = 3
# Rows of so few words within so much of their column are labels, wherever the longest ends.
MAX_LABEL_WORDS, LABELS = 4, 0.5


def forced_breaks(rows: Sequence[Row], style: Style, edges: Mapping[int, float]) -> frozenset[Span]:
    """Return the places of the rows before which a line was ended on purpose.

    ``edges`` are where columns end, by `column_edges`.
    """
    found: set[Span] = set()
    for run in _runs(rows, style):
        edge = max(row.right for row in run)
        column = max(edge_of(run[0], edges), edge)
        if edge < run[0].x + LABELS * (column - run[0].x) and _are_labels(run):
            edge = column
        early = [_fits(other, one, edge) for one, other in pairwise(run)]
        narrow = edge < run[0].x + (1 - MIN_LEFT) * (column - run[0].x)
        if len(run) >= MIN_RUN and sum(early) >= MOST * len(early) and narrow:
            found.update(row.span for row in run[1:])
            continue
        for (one, other), fits in zip(pairwise(run), early, strict=True):
            if fits and edge - one.right > MIN_LEFT * (edge - one.x):
                found.add(other.span)
    return frozenset(found)


def _are_labels(run: Sequence[Row]) -> bool:
    return all(len(row.text.split()) <= MAX_LABEL_WORDS for row in run)


def _runs(rows: Sequence[Row], style: Style) -> Iterator[list[Row]]:
    """Yield the runs of rows that stand close below one another and begin alike."""
    run: list[Row] = []
    for row in rows:
        if run and not _close(run[-1], row, style):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _close(one: Row, other: Row, style: Style) -> bool:
    return (
        0 < one.y - other.y <= 1.25 * style.gap(one)
        and abs(one.x - other.x) < one.size
        and abs(one.size - other.size) < 0.5
    )


def _fits(row: Row, before: Row, edge: float) -> bool:
    """Say whether the first word of ``row`` would have stood on the row before it."""
    if before.text.rstrip().endswith(HYPHENS):
        return False
    word = row.text.split()[0] if row.text.split() else ""
    doubt = DOUBT * (before.right - before.x)
    return before.right + doubt + SPARE * width(f" {word}", row.size) < edge
