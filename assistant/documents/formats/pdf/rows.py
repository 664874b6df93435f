"""Placed pieces of text to rows of print: what stands on one baseline, parted at wide gaps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from assistant.documents.formats.pdf.fragments import Fragment
from assistant.domain import Span

# Widths of letters in thousandths of the size, of Helvetica (Adobe's font metrics); Arial and most
# types of its kind have the same. Other types are scaled to it, see `scales`.
_WIDTHS_IN_ORDER = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 "
    "556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 "
    "260 334 584"
)
_WIDTHS = {chr(32 + i): int(wide) for i, wide in enumerate(_WIDTHS_IN_ORDER.split())}
_WIDTHS |= {"’": 222, "‘": 222, "“": 333, "”": 333, "—": 1000, "•": 350}
_USUAL_WIDTH = 556
# A gap wider than this many sizes parts two columns; justified lines have gaps of up to one.
COLUMN_GAP = 1.5
# The width of a long piece is known only to this share of it.
DOUBT = 0.05
# In justified lines each space may be so many sizes wider than usual.
STRETCH = 0.12
# A smaller piece that stands this far above the baseline, in sizes, is raised.
RAISED = 0.12
SMALLER = 0.85
# Pieces whose baselines differ by less than this many sizes stand on one row.
SAME_ROW = 0.5
RAISED_ROW = 0.65
# A piece that begins this many sizes before the end of the one before it goes back: a new row.
BACK = 1.5

# A type is measured by so many pieces of at least so many sizes' width.
MIN_RATIOS, MIN_MEASURED = 5, 4

Scales = Mapping[str, float]
"""By the name of a type, how much wider than Helvetica it is."""

_MARK = re.compile(r"^(?:\d{1,3}|[a-z*†‡§])$")


@dataclass(frozen=True, slots=True)
class Row:
    """Print on one baseline between two wide gaps.

    Places are in points from the lower left corner; ``span`` is in the text that it was found in.
    """

    span: Span
    page: int
    """Place of the page among all pages, from 0."""
    x: float
    right: float
    y: float
    size: float
    bold: bool
    upright: bool
    text: str
    """The characters at ``span``, line breaks as spaces."""
    raised: tuple[Span, ...] = ()
    """Small marks that stand above the line."""
    sizes: frozenset[int] = frozenset()
    """Of all its pieces, rounded."""
    lead: str = ""
    """Its first piece."""
    after_lead: float = 0.0
    """Where its second piece begins, in points; 0 where it has one alone."""


def page_rows(text: str, page: int, fragments: Sequence[Fragment], scale: Scales) -> list[Row]:
    """Return the rows of a page in the order of its text; their places are in that text."""
    rows: list[Row] = []
    group: list[Fragment] = []
    for fragment in fragments:
        if group and not _goes_on(group, fragment, scale):
            rows.append(_row(text, page, group, scale))
            group = []
        group.append(fragment)
    if group:
        rows.append(_row(text, page, group, scale))
    return rows


def width(text: str, size: float) -> float:
    """Return about how wide ``text`` is in points."""
    return size * sum(_WIDTHS.get(letter, _USUAL_WIDTH) for letter in text) / 1000


def scales(pages: Iterable[Sequence[Fragment]]) -> Scales:
    """Return how much wider than Helvetica each type is, from pieces that follow closely."""
    found: dict[str, list[float]] = defaultdict(list)
    for fragments in pages:
        for one, other in pairwise(fragments):
            wide = width(f"{one.text} ", one.size)
            alike = one.y == other.y and one.size == other.size and not other.follows
            if alike and wide > MIN_MEASURED * one.size:
                ratio = (other.x - one.x) / wide
                if 0.75 < ratio < 1.3:
                    found[one.font].append(ratio)
    return {font: median(ratios) for font, ratios in found.items() if len(ratios) >= MIN_RATIOS}


def _goes_on(group: Sequence[Fragment], fragment: Fragment, scale: Scales) -> bool:
    """Say whether a piece stands on the row of those before it, with no wide gap between.

    Where pypdf, which knows the true widths, puts no space there is none.
    """
    last, size = group[-1], max(max(f.size for f in group), fragment.size)
    if fragment.upright != last.upright:
        return False
    if not fragment.upright:
        return abs(fragment.x - last.x) < SAME_ROW * size
    base = _baseline(group)
    apart = abs(fragment.y - base)
    raised = min(fragment.size, last.size) < SMALLER * size
    if apart > (RAISED_ROW if raised else SAME_ROW) * size:
        return False
    if fragment.follows:
        return True
    if last.span.end == fragment.span.start:
        return fragment.x > last.x
    wide = _pen(group, scale) - last.x
    gap = fragment.x - last.x - wide
    doubt = DOUBT * wide + STRETCH * size * last.text.count(" ")
    return -BACK * size - doubt < gap < COLUMN_GAP * size + doubt


def _pen(group: Sequence[Fragment], scale: Scales) -> float:
    """Return about where the pen stands after the pieces of a row, in points."""
    wide = 0.0
    for fragment in reversed(group):
        wide += width(fragment.text, fragment.size) * scale.get(fragment.font, 1.0)
        if not fragment.follows:
            break
    return group[-1].x + wide


def _baseline(group: Sequence[Fragment]) -> float:
    return max(group, key=lambda f: (f.size, len(f.text))).y


def _row(text: str, page: int, group: Sequence[Fragment], scale: Scales) -> Row:
    span = Span(group[0].span.start, group[-1].span.end)
    letters = sum(len(f.text) for f in group)
    size = _usual_size(group)
    base = _baseline(group)
    return Row(
        span=span,
        page=page,
        x=group[0].x,
        right=_pen(group, scale),
        y=base,
        size=size,
        bold=sum(len(f.text) for f in group if f.bold) > 0.8 * letters,
        upright=group[0].upright,
        text=re.sub(r"\s", " ", span.slice(text)),
        raised=tuple(
            f.span
            for f in group
            if _MARK.match(f.text) and f.size < SMALLER * size and f.y > base + RAISED * f.size
        ),
        sizes=frozenset(round(f.size) for f in group),
        lead=group[0].text,
        after_lead=next((f.x for f in group[1:] if f.x > group[0].x), 0.0),
    )


def _usual_size(group: Sequence[Fragment]) -> float:
    """Return the size in which most of the letters stand."""
    sizes: dict[float, int] = {}
    for fragment in group:
        key = round(fragment.size, 1)
        sizes[key] = sizes.get(key, 0) + len(fragment.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def body_size(rows: Iterable[Row]) -> float:
    """Return the size in points in which most of a document stands."""
    sizes: dict[float, int] = {}
    for row in rows:
        key = round(row.size * 2) / 2
        sizes[key] = sizes.get(key, 0) + len(row.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=10.0)


def moved(row: Row, by: int) -> Row:
    """Return ``row`` in a text in which it stands ``by`` characters further on."""
    raised = tuple(Span(span.start + by, span.end + by) for span in row.raised)
    return replace(row, span=Span(row.span.start + by, row.span.end + by), raised=raised)
