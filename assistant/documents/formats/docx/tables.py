"""The grid of a table in Word: which cell stands where, and which rows name the columns."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from assistant.documents.formats.docx.names import W, child, integer, switched_on, value
from assistant.documents.formats.docx.words import chosen

# Word tables have at most 63 columns.
MAX_COLUMNS = 63

_WRAPPERS = frozenset(f"{W}{name}" for name in "sdt sdtContent customXml ins moveTo".split())

Row = list[_Element | None]


def table_rows(table: _Element) -> tuple[list[Row], int]:
    """Return the rows of a table, and how many at its top name the columns.

    A place is none where a cell beside or above reaches over it.
    """
    rows: list[Row] = []
    headers = 0
    for row in _named(table, f"{W}tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        if headers == len(rows) and switched_on(child(properties, "tblHeader")):
            headers += 1
        cells: Row = [None] * _width(child(properties, "gridBefore"), 0)
        for cell in _named(row, f"{W}tc"):
            about = child(cell, "tcPr")
            merged = child(about, "vMerge")
            goes_on = merged is not None and value(merged) != "restart"
            cells += [None if goes_on else cell]
            cells += [None] * (_width(child(about, "gridSpan"), 1) - 1)
        rows.append(cells)
    return rows, headers if headers < len(rows) else min(headers, 1)


def _named(element: _Element, name: str) -> Iterator[_Element]:
    for inner in chosen(element):
        if inner.tag == name:
            yield inner
        elif inner.tag in _WRAPPERS:
            yield from _named(inner, name)


def _width(element: _Element | None, otherwise: int) -> int:
    said = integer(value(element), otherwise)
    return min(max(said, otherwise), MAX_COLUMNS)
