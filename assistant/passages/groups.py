"""Blocks to groups: a paragraph with the list that it leads in, a table with its header, a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from assistant.documents.numerals import ordinal
from assistant.documents.pages import page_label, pages_of
from assistant.documents.reading import read
from assistant.domain import Block, BlockKind, Document, Part, Spans, Unit, UnitKind
from assistant.passages.pieces import ENDS, Group, Piece, sentences_of
from assistant.passages.sections import Place, next_visible
from assistant.passages.tables import captioned, headless, with_label, with_row

_LEAD_IN = re.compile(r"[:—–]\W*$|\b(?:following|by|that|to|must|should|will|may)\W*$")
_ROMAN = re.compile(r"^(?:i{1,3}|i?v|vi{1,3}|i?x|xi{0,3})$")
# A shorter lead-in ("In particular:") says nothing without the sentence before it.
MIN_LEAD_IN_WORDS = 5


@dataclass(frozen=True, slots=True)
class _List:
    """A list that is being read: its lead-in, the kind of its marks, the item that opens deeper."""

    lead_in: Spans
    style: str = ""
    depth: int = 0
    count: int = 0
    run_in: bool = False
    """Whether its first item begins in lower case, as the end of the lead-in's sentence."""
    name: str = ""
    """The locator of the item that opened it, for a list within a list."""
    parent: _List | None = None


def find_groups(document: Document, blocks: Sequence[Block], part: Part) -> Iterator[Group]:
    """Yield the groups of one part in order; headings and furniture are in none."""
    place = Place(part=part.locator)
    current: Group | None = None
    open_list, outer = _List(()), _List(())
    after_heading = False
    noted: Counter[str] = Counter()
    for index, block in enumerate(blocks):
        if block.left_out:
            continue
        if block.kind is BlockKind.NOTE:
            noted[block.number or ""] += 1
            yield _note(document, block, place, noted[block.number or ""])
            continue
        if block.kind in (BlockKind.ITEM, BlockKind.ROW, BlockKind.FIGURE):
            if current and _ends_with(current, block):
                yield current
                current = None
            current = current or headless(place, block)
            if block.kind is BlockKind.ROW:
                current = with_row(document, current, block)
            elif block.kind is BlockKind.FIGURE:
                current = with_label(document, current, block)
            else:
                current, open_list = _with_item(document, current, block, open_list, outer)
                place = place.at_item(block.number or "") if _is_number(block) else place
            after_heading = False
            continue
        if current:
            yield current
        current = None
        if block.kind is BlockKind.CAPTION:
            current = captioned(document, block, place)
        elif block.kind is BlockKind.HEADING:
            following = next_visible(blocks, index)
            place = place.under(document, block, following, after_heading)
            open_list = outer = _List(())
        else:
            current, place = _paragraph(document, block, place, next_visible(blocks, index))
            outer = _List(()) if block.kind is BlockKind.NUMBERED else _outermost(open_list)
            open_list = _List(current.lead_in)
        after_heading = block.kind is BlockKind.HEADING
    if current:
        yield current


def _ends_with(group: Group, block: Block) -> bool:
    """Say whether a group is over where ``block`` comes: a picture holds no list or table."""
    return bool(group.pieces) and group.figure != (block.kind is BlockKind.FIGURE)


def _outermost(inner: _List) -> _List:
    while inner.parent:
        inner = inner.parent
    return inner


def _is_number(block: Block) -> bool:
    return block.number is not None and block.number.isdecimal()


def _note(document: Document, block: Block, place: Place, time: int) -> Group:
    """Begin the group of a note; of those whose marks start again the pages tell them apart."""
    pages = pages_of(document, block.spans)
    page = (
        f", page {page_label(pages) or pages[0].ordinal}" if pages else f", {ordinal(time)} of it"
    )
    locator = f"note {block.number}" + (page if time > 1 else "")
    pieces = sentences_of(document, block, locator)
    return Group(pieces, locator, None, replace(place, path=()), note=block.number or "")


def _paragraph(
    document: Document, block: Block, place: Place, following: Block | None
) -> tuple[Group, Place]:
    if block.kind is BlockKind.NUMBERED and block.number:
        place, locator = place.at_number(block.number)
        number: str | None = block.number
    else:
        place, locator = place.at_paragraph()
        number = None
    pieces = sentences_of(document, block, locator)
    runs_on = _is_item(following) and not block.uncertain and not _capital(document, following)
    lead_in = _lead_in(document, pieces, runs_on=runs_on)
    return Group(pieces, locator, number, place, lead_in, uncertain=block.uncertain), place


def _is_item(block: Block | None) -> TypeGuard[Block]:
    return block is not None and block.kind is BlockKind.ITEM


def _capital(document: Document, block: Block) -> bool:
    return read(document, block.content)[:1].isupper()


def _lead_in(document: Document, pieces: Sequence[Piece], *, runs_on: bool) -> Spans:
    """Return the words at the end of a paragraph that announce a list, if they do.

    A list that begins in lower case runs on from an unfinished sentence, colon or none.
    """
    last = pieces[-1].unit.spans if pieces else ()
    words = read(document, last)
    if not _LEAD_IN.search(words) and (not runs_on or ENDS.search(words)):
        return ()
    if len(words.split()) < MIN_LEAD_IN_WORDS and len(pieces) > 1:
        return (*pieces[-2].unit.spans, *last)
    return last


def _with_item(
    document: Document, group: Group, block: Block, open_list: _List, outer: _List
) -> tuple[Group, _List]:
    """Add a list item to its group, under the lead-in of the list that it belongs to."""
    style = _style(block, open_list)
    current = open_list
    while current.parent and _closes(current.parent, style, block.depth):
        current = current.parent
    if current.style and not current.parent and _another_list(current, outer, style):
        # The inner list is over; this item goes on with the list outside it.
        current = outer
    if _ended(document, group, block, current, style):
        current = _List((), count=current.count)
    current = replace(
        current,
        run_in=current.run_in if current.style else not _capital(document, block),
        style=current.style or style,
        depth=block.depth if not current.style else current.depth,
        count=current.count + 1,
    )
    locator = _item_locator(group, block, current)
    uncertain = block.uncertain and not ENDS.search(read(document, block.content))
    unit = Unit(UnitKind.ITEM, block.content, current.lead_in, locator, quotable=not uncertain)
    group = replace(
        group,
        pieces=(*group.pieces, Piece(unit, block.spans)),
        uncertain=group.uncertain or block.uncertain,
    )
    if read(document, block.content[-1:]).endswith((":", "—", "–")):
        lead_in = (*current.lead_in, *block.content)
        return group, _List(lead_in, name=locator, parent=current)
    return group, current


def _ended(document: Document, group: Group, block: Block, current: _List, style: str) -> bool:
    """Say whether the list before was over, so that this item is not announced by its lead-in.

    It was, if its last item closed with a full stop, a blank line follows, and now the marks are
    of another kind, no deeper, or items run in from a lead-in give way to one with a capital.
    """
    last = group.pieces[-1] if group.pieces else None
    if last is None or last.unit.kind is not UnitKind.ITEM or not current.style:
        return False
    apart = document.text[last.cover[-1].end : block.start].count("\n") > 1
    if not apart or not read(document, last.unit.spans).endswith("."):
        return False
    other_marks = style != current.style and block.depth <= current.depth
    return other_marks or (current.run_in and read(document, block.content)[:2].istitle())


def _style(block: Block, current: _List) -> str:
    if block.number is None:
        # An item with no bullet either is one of a numbered list that lost its number.
        bare = block.start == block.content[0].start
        return "number" if bare and _counts(current) else "bullet"
    if block.number[:1].isdecimal():
        return "number"
    # The ninth of a list of letters is no Roman one.
    roman = _ROMAN.match(block.number) and (current.style != "letter" or len(block.number) > 1)
    return "roman" if roman else "letter"


def _counts(current: _List | None) -> bool:
    """Say whether a list or one that it stands in has numbers."""
    return current is not None and (current.style == "number" or _counts(current.parent))


def _closes(parent: _List, style: str, depth: int) -> bool:
    return style == parent.style and (style == "number" or depth <= parent.depth)


def _another_list(current: _List, outer: _List, style: str) -> bool:
    return style != current.style and style == outer.style and bool(outer.lead_in)


def _item_locator(group: Group, block: Block, current: _List) -> str:
    """Return where an item stands; numbered items of an annex are known by their number alone."""
    base = current.name or group.locator
    if current.style == "number" and not group.number and not current.name:
        base = group.place.annex or group.place.here() or base
    if block.number:
        return f"{base}, item {block.number}"
    if current.style == "number":
        return f"{base}, unnumbered item after item {current.count - 1}"
    return f"{base}, {ordinal(current.count)} bullet"
