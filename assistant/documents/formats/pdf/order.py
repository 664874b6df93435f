"""What a file draws out of order is put where it stands on the page.

A box with a heading is often drawn after the text below it. Read in the order of drawing, its
heading would stand over the next page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.formats.pdf.rows import Row, moved

# A row this many sizes above the one drawn before it begins another stretch.
UP = 1.0
# Stretches stand over one another where they share at least this part of the narrower's width.
SHARED = 0.5


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rows that were drawn from the top down."""

    rows: tuple[Row, ...]

    @property
    def top(self) -> float:
        return max(row.y for row in self.rows)

    @property
    def bottom(self) -> float:
        return min(row.y for row in self.rows)

    def over(self, other: _Stretch) -> bool:
        """Say whether it stands wholly above another in the same column."""
        left, right = min(r.x for r in self.rows), max(r.right for r in self.rows)
        others = min(r.x for r in other.rows), max(r.right for r in other.rows)
        shared = min(right, others[1]) - max(left, others[0])
        narrower = min(right - left, others[1] - others[0])
        return self.bottom > other.top and shared > SHARED * max(narrower, 1.0)


def in_order(text: str, rows: Sequence[Row]) -> tuple[str, list[Row]]:
    """Return a page's text and rows with each stretch where it stands; ``rows`` are in its text."""
    stretches = _stretches(rows)
    ordered: list[_Stretch] = []
    for stretch in stretches:
        place = len(ordered)
        while place and stretch.over(ordered[place - 1]):
            place -= 1
        ordered.insert(place, stretch)
    if ordered == stretches:
        return text, list(rows)
    starts = [stretch.rows[0].span.start for stretch in stretches]
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    # What stands before the first row, white space, stays at the top.
    pieces, found = [text[: starts[0]]], []
    length = starts[0]
    for stretch in ordered:
        start = stretch.rows[0].span.start
        piece = text[start : ends[start]]
        piece = piece if piece.endswith("\n") else f"{piece}\n"
        found += [moved(row, length - start) for row in stretch.rows]
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), found


def _stretches(rows: Sequence[Row]) -> list[_Stretch]:
    found: list[list[Row]] = []
    for row in rows:
        if found and row.y <= found[-1][-1].y + UP * row.size:
            found[-1].append(row)
        else:
            found.append([row])
    return [_Stretch(tuple(stretch)) for stretch in found]
