"""The grid of a table on a web page: which cell stands where, and which rows name the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from assistant.documents.formats.html.page import says_nothing, tag

# No table that a person reads is wider; a page may ask for a thousand columns a cell.
MAX_SPAN = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the grid; ``element`` is none where a cell beside or above reaches over it."""

    element: _Element | None = None


_REACHED = Cell()


def grid(table: _Element) -> tuple[list[list[Cell]], int]:
    """Return the rows of a table, and how many at its top name the columns."""
    rows = list(_rows(table))
    made: list[list[Cell]] = []
    # Columns that cells above reach down into, with how many more rows they do.
    reaching: dict[int, int] = {}
    for row, _ in rows:
        cells: list[Cell] = []
        above, reaching = reaching, {}
        for element in (c for c in row if tag(c) in ("td", "th") and not says_nothing(c)):
            while len(cells) in above:
                cells.append(_REACHED)
            down = _span(element, "rowspan", len(rows))
            for place in range(_span(element, "colspan", MAX_SPAN)):
                if down > 1:
                    reaching[len(cells)] = down - 1
                cells.append(_REACHED if place else Cell(element))
        while len(cells) in above:
            cells.append(_REACHED)
        reaching |= {c: left - 1 for c, left in above.items() if left > 1 and c not in reaching}
        made.append(cells)
    return made, _headers(rows, made)


def _rows(table: _Element) -> Iterator[tuple[_Element, bool]]:
    """Yield each row with whether it stands in the table's head; the foot comes last."""
    sections = [child for child in table if not says_nothing(child)]
    for wanted in ("thead", "", "tfoot"):
        for section in sections:
            name = tag(section)
            if name == "tr" and not wanted:
                yield section, False
            elif name == wanted or (name == "tbody" and not wanted):
                for row in section:
                    if tag(row) == "tr" and not says_nothing(row):
                        yield row, name == "thead"


def _headers(rows: list[tuple[_Element, bool]], made: list[list[Cell]]) -> int:
    count = 0
    for (_, in_head), cells in zip(rows, made, strict=True):
        held = [cell.element for cell in cells if cell.element is not None]
        named = [element for element in held if "".join(map(str, element.itertext())).strip()]
        all_named = bool(named) and all(tag(element) == "th" for element in named)
        if not in_head and not (all_named and len(held) > 1):
            break
        count += 1
    return count if count < len(rows) else min(count, 1)


def _span(element: _Element, name: str, most: int) -> int:
    found = re.match(r"\s*\d{1,6}", element.get(name) or "")
    span = int(found[0]) if found else 1
    # No rows at all means all that follow.
    if name == "rowspan" and not span:
        return most
    return min(max(span, 1), most)
