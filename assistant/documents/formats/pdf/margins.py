"""Running headers, footers and page numbers, known by repeating from page to page.

What repeats is compared with its digits and lone Roman numerals left out, and by how high it
stands. The numbers that rise by one from page to page are the labels that a reader cites.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.documents.formats.pdf.rows import Row, body_size
from assistant.documents.numerals import roman, roman_value

# How many rows from the top and the bottom of a page may be running ones.
EDGE_ROWS = 4
# A running line stands on at least this many pages; in short documents on all but one.
MIN_PAGES = 3
# Rows this close, in points, stand equally high.
SAME_HEIGHT = 4.0
# A line that repeats in the text as well, more often than this share, is a heading.
MAX_ELSEWHERE = 0.2
MOST = 0.6
# Bold type, or type so much larger than the text's, is a heading's.
STANDS_OUT = 1.15
# Cells stand under a header's that begin within so many points; so many of them make a table.
ALIGNED, MIN_UNDER = 2.0, 2
# So many pages in a row must count up before numbers at the edge are taken for their labels.
MIN_RUN = 3
# Between two pages of a run at most so many may lack their number: full-page pictures, title pages.
MAX_MISSING = 6

_NUMERAL = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:^|(?<=\s))(?P<prefix>[A-Za-z]{1,3}[-–.]\s?)?(?P<number>\d{1,4}|[ivxlc]{1,8})(?=$|\s|[.)])",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^\W*(?:page\s*)?(?:[A-Za-z]{1,3}[-–.]\s?)?(?:\d{1,4}|[ivxlc]{1,8})(?:\s+(?:of|/)\s+\d{1,4})?"
    r"(?:\s*\|?\s*page)?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Label:
    """A number that may be a page's: how it is written and what it counts."""

    style: tuple[str, str]
    value: int
    printed: str
    row: Row | None = None
    """Where it stands; none for a page that lacks its number."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands in the margins of a document's pages."""

    running: frozenset[Row]
    """Headers, footers and page numbers."""
    labels: Mapping[int, str]
    """The label printed on each page, by its place from 0; pages without one are left out, unless
    they stand between pages that count on."""


def read_margins(pages: Sequence[Sequence[Row]]) -> Margins:
    """Return what stands in the margins; ``pages`` are the rows of each page."""
    edges = [_edges(rows) for rows in pages]
    running = _repeated(pages, edges)
    numbered = [
        [
            row
            for place, (_, row) in enumerate(rows)
            if row in running or _is_bare(rows, place, running)
        ]
        for rows in edges
    ]
    labels = _label_runs(numbered)
    bare = {label.row for label in labels.values() if label.row is not None}
    return Margins(running | bare, {page: label.printed for page, label in labels.items()})


def _repeated(
    pages: Sequence[Sequence[Row]], edges: Sequence[Sequence[tuple[str, Row]]]
) -> frozenset[Row]:
    """Return the rows at the edges that repeat from page to page, as high and nowhere else."""
    seen: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for rows in edges:
        for side, row in rows:
            if not row.raised:
                seen[side, _shape(row.text)].append(row)
    everywhere = Counter(_shape(row.text) for rows in pages for row in rows)
    body = body_size(row for rows in pages for row in rows)
    found: set[Row] = set()
    for (_, shape), alike in seen.items():
        if everywhere[shape] - len(alike) <= MAX_ELSEWHERE * len(alike):
            for level in _levels(alike):
                if _runs_through(level, body, len(pages)):
                    found.update(row for row in level if not _heads_columns(row, pages[row.page]))
    heights = Counter(round(row.y / SAME_HEIGHT) for row in found)
    for rows in edges:
        found.update(row for _, row in rows if _beyond_text(row, rows, heights, len(pages)))
    return frozenset(found)


def _levels(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows that stand equally high together."""
    level: list[Row] = []
    for row in sorted(rows, key=lambda row: row.y):
        if level and row.y - level[-1].y > SAME_HEIGHT:
            yield level
            level = []
        level.append(row)
    if level:
        yield level


def _runs_through(rows: Sequence[Row], body: float, pages: int) -> bool:
    """Say whether rows that are alike run from page to page, and do not merely open some pages.

    What stands out as headings do must stand on most pages.
    """
    on = {row.page for row in rows}
    beside = sum(bool(on & {p - 2, p - 1, p + 1, p + 2}) for p in on)
    needed = min(MIN_PAGES, max(2, pages - 1))
    stands_out = any(row.bold or row.size > STANDS_OUT * body for row in rows)
    return beside >= (max(needed, MOST * pages) if stands_out else needed)


def _heads_columns(row: Row, page: Sequence[Row]) -> bool:
    """Say whether a row is a cell of a table's header: columns go on below those beside it."""
    level = [r for r in page if abs(r.y - row.y) < SAME_HEIGHT / 2]
    starts = sorted(r.x for r in level)[1:]
    under = sum(
        any(abs(r.x - x) < ALIGNED for x in starts) for r in page if r.y < row.y - SAME_HEIGHT
    )
    return len(level) > 1 and under >= MIN_UNDER


def _beyond_text(
    row: Row, rows: Sequence[tuple[str, Row]], heights: Mapping[int, int], pages: int
) -> bool:
    """Say whether a row stands where most pages have a running one, and is its page's outermost."""
    level = round(row.y / SAME_HEIGHT)
    near = sum(heights.get(level + step, 0) for step in (-1, 0, 1))
    extremes = {max(r.y for _, r in rows), min(r.y for _, r in rows)}
    return pages >= MIN_PAGES and near > MOST * pages and row.y in extremes and not row.raised


def _is_bare(rows: Sequence[tuple[str, Row]], place: int, running: frozenset[Row]) -> bool:
    """Say whether a row is a number alone, the outermost of its page but for one running line.

    A number that stands before words of the text is a paragraph's.
    """
    _, row = rows[place]
    heights = sorted({round(r.y) for _, r in rows})
    outer = {*heights[:2], *heights[-2:]}
    beside = any(
        r is not row and abs(r.y - row.y) < SAME_HEIGHT and r not in running for _, r in rows
    )
    return bool(_BARE.match(row.text)) and round(row.y) in outer and not row.raised and not beside


def _edges(rows: Sequence[Row]) -> list[tuple[str, Row]]:
    """Return the highest and the lowest rows of a page with the side that they stand on."""
    ordered = sorted(rows, key=lambda row: -row.y)
    heights = sorted({round(row.y) for row in rows}, reverse=True)
    top, bottom = set(heights[:EDGE_ROWS]), set(heights[-EDGE_ROWS:])
    middle = (heights[0] + heights[-1]) / 2 if heights else 0
    return [
        ("top" if row.y > middle else "bottom", row)
        for row in ordered
        if round(row.y) in (top if row.y > middle else bottom)
    ]


def _shape(text: str) -> str:
    """Return what of a running line stays the same from page to page."""
    return " ".join(_NUMERAL.sub("#", text).lower().split())


def _label_runs(pages: Sequence[Sequence[Row]]) -> dict[int, _Label]:
    """Return the labels of pages that stand in a run whose numbers rise with the pages."""
    found: dict[tuple[tuple[str, str], int], dict[int, _Label]] = defaultdict(dict)
    for page, rows in enumerate(pages):
        for row in rows:
            for label in _labels(row):
                found[label.style, label.value - page].setdefault(page, label)
    labels: dict[int, _Label] = {}
    needed = min(MIN_RUN, max(2, len(pages) - 1))
    runs = [run for numbers in found.values() for run in _runs(numbers) if len(run) >= needed]
    for run in sorted(runs, key=lambda run: (-len(run), min(run))):
        for page in range(min(run), max(run) + 1):
            labels.setdefault(page, run.get(page) or _between(run, page))
    return labels


def _labels(row: Row) -> Iterator[_Label]:
    """Yield the numbers at the start and at the end of a row that may be its page's label."""
    words = row.text.strip()
    matches = list(_LABEL.finditer(words))
    for found in dict.fromkeys([*matches[:2], *matches[-2:]]):
        number, prefix = found["number"], found["prefix"] or ""
        value = int(number) if number.isdigit() else roman_value(number)
        if value:
            style = "1" if number.isdigit() else "i" if number.islower() else "I"
            yield _Label((prefix, style), value, f"{prefix}{number}".replace(" ", ""), row)


def _runs(numbers: Mapping[int, _Label]) -> Iterator[dict[int, _Label]]:
    """Cut the pages whose numbers keep step with them where too many pages lack one."""
    run: dict[int, _Label] = {}
    for page in sorted(numbers):
        if run and page - max(run) > MAX_MISSING:
            yield run
            run = {}
        run[page] = numbers[page]
    if run:
        yield run


def _between(run: Mapping[int, _Label], page: int) -> _Label:
    """Return the label of a page that lacks one, from the pages around it."""
    first = min(run)
    near = run[first]
    value = near.value + page - first
    prefix, style = near.style
    number = str(value) if style == "1" else roman(value)
    return _Label(near.style, value, prefix.strip() + (number.upper() if style == "I" else number))
