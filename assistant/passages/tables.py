"""Rows of tables, captions and words of pictures to the groups that they belong to."""

from __future__ import annotations

from dataclasses import replace

from assistant.documents.reading import read
from assistant.domain import Block, BlockKind, Document, Unit, UnitKind
from assistant.passages.pieces import ENDS, MIN_QUOTABLE_WORDS, Group, Piece
from assistant.passages.sections import Place


def headless(place: Place, block: Block) -> Group:
    """Begin the group of a list, table or picture that no paragraph announces."""
    what = {BlockKind.ROW: "table", BlockKind.FIGURE: "figure"}.get(block.kind, "list")
    where = place.here()
    figure = block.kind is BlockKind.FIGURE
    return Group((), f"{what} under {where}" if where else what, None, place, figure=figure)


def captioned(document: Document, block: Block, place: Place) -> Group:
    """Begin the group of a table or picture with its caption, which is not quoted by itself."""
    words = read(document, block.content)
    name = f"“{words}”"
    locator = f"{place.here()}, {name}" if place.here() else name
    unit = Unit(UnitKind.SENTENCE, block.content, locator=locator, quotable=False)
    return Group((Piece(unit, block.spans),), locator, None, place)


def with_row(document: Document, group: Group, block: Block) -> Group:
    """Add a row to its table, with the header and the cells that a reader takes from above.

    A header printed again on the next page is not quoted.
    """
    rows = [piece.unit for piece in group.pieces if piece.unit.kind is UnitKind.ROW]
    header = group.header
    if not rows:
        header = block.content if block.header else ()
    names_columns = bool(header) and read(document, block.content) == read(document, header)
    number = sum(row.quotable for row in rows) + 1
    locator = f"{group.locator}, " + ("table header" if names_columns else f"table row {number}")
    lead_in = () if names_columns else (*header, *block.inherits)
    unit = Unit(UnitKind.ROW, block.content, lead_in, locator, quotable=not names_columns)
    return replace(group, pieces=(*group.pieces, Piece(unit, block.spans)), header=header)


def with_label(document: Document, group: Group, block: Block) -> Group:
    """Add words of a picture; a label alone says nothing that could be quoted."""
    words = read(document, block.content)
    quotable = len(words.split()) >= MIN_QUOTABLE_WORDS and not words[:1].islower()
    unit = Unit(
        UnitKind.SENTENCE,
        block.content,
        locator=group.locator,
        quotable=quotable and bool(ENDS.search(words) or len(words.split()) > MIN_QUOTABLE_WORDS),
    )
    return replace(
        group, pieces=(*group.pieces, Piece(unit, block.spans)), uncertain=True, figure=True
    )
