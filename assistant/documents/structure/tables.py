"""Rows of tables: their cells, the row that names the columns, what a blank cell inherits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.documents.reading import reading_text
from assistant.domain import Block, BlockKind, Span, Spans

_PIPE = re.compile(r"(?<!\\)\|")
_BULLET = re.compile(r"^[ \t]*(?:[-•*▪●◦‣–][ \t]+)?(?=\|)")
# The rule of a Markdown table below the names of its columns, or below none.
_RULE = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|?)+[ \t]*$")


def with_cells(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, each row of a table with its cells and with those that it inherits.

    A row that begins with blank cells takes them from the row above, as a reader does. The first
    row names the columns, unless it opens with a number or stands below a rule.
    """
    made: list[Block] = []
    above: Block | None = None
    ruled = False
    for block in blocks:
        if block.left_out:
            ruled = bool(_RULE.match(block.spans[0].slice(text)))
            made.append(block)
            continue
        if block.kind is not BlockKind.ROW:
            above, ruled = None, False
            made.append(block)
            continue
        row = _row(text, block)
        if above is None:
            row = replace(row, header=not ruled and _names_columns(text, row))
        elif row.cells:
            row = replace(row, header=False, inherits=_inherited(row, above))
        above = row
        made.append(row)
    return made


def _row(text: str, block: Block) -> Block:
    """Return a row with its cells; its content runs from the first that says something on."""
    whole = block.content[0]
    cells = block.cells or _cells(text, whole)
    said = [cell for cell in cells if cell.slice(text).strip()]
    content = (Span(said[0].start, said[-1].end),) if said else block.content
    return replace(block, content=content, cells=cells)


def _cells(text: str, whole: Span) -> Spans:
    raw = whole.slice(text)
    bullet = _BULLET.match(raw)
    if bullet or ("|" in raw and "\t" not in raw):
        cuts = [found.start() for found in _PIPE.finditer(raw)]
        # The bars at both ends stand outside the cells.
        edges = cuts if raw.rstrip().endswith("|") else [*cuts, len(raw)]
        if not raw.lstrip("-•*▪●◦‣– \t").startswith("|"):
            edges = [-1, *edges]
    else:
        edges = [-1, *(place for place, letter in enumerate(raw) if letter == "\t"), len(raw)]
    return tuple(
        _trimmed(text, Span(whole.start + one + 1, whole.start + other))
        for one, other in pairwise(edges)
    )


def _trimmed(text: str, span: Span) -> Span:
    words = span.slice(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else Span(span.end, span.end)


def _names_columns(text: str, row: Block) -> bool:
    first = next((reading_text(c.slice(text)) for c in row.cells if c.slice(text).strip()), "")
    return not first.split(" ")[0].rstrip(".").isdecimal()


def _inherited(row: Block, above: Block) -> Spans:
    """Return the cells above that stand for the blank ones at the start of a row."""
    blank = next((i for i, cell in enumerate(row.cells) if cell.start < cell.end), 0)
    if not blank or above.header or len(above.cells) != len(row.cells):
        return ()
    known = (*above.inherits, *(cell for cell in above.cells if cell.start < cell.end))
    return tuple(known[:blank])
