"""Elements of a web page to pieces, in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml.etree import _Element

from assistant.documents.formats.html.lists import labels, own_marks
from assistant.documents.formats.html.notes import Notes, lists_notes
from assistant.documents.formats.html.page import HEADINGS, role, says_nothing, tag
from assistant.documents.formats.html.tables import Cell, grid
from assistant.documents.formats.notation import (
    MAX_LEVEL,
    Kind,
    Piece,
    call,
    clean,
    flat,
    raised,
    without_mark,
)

_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BLOCKS = (
    frozenset(
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
        "figcaption figure footer form header hgroup hr legend li main p pre search section "
        "summary table tbody td tfoot th thead tr".split()
    )
    | HEADINGS
    | _LISTS
)
_LAYOUT_ROLES = frozenset({"presentation", "none"})
_SPACE = re.compile(r"\s+")
_CONTENTS = re.compile(r"\W*(?:table of )?contents\W*|\W*(?:on|in) this page\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page as a whole: its notes, and which elements hold a block."""

    notes: Notes
    holders: frozenset[_Element]


def block_holders(root: _Element) -> frozenset[_Element]:
    """Return the elements within which a block stands, at any depth."""
    found: set[_Element] = set()
    for element in root.iter():
        if tag(element) in _BLOCKS or role(element) == "heading":
            for above in element.iterancestors():
                if above in found:
                    break
                found.add(above)
    return frozenset(found)


def page_pieces(page: Page, root: _Element) -> Iterator[Piece]:
    """Yield the pieces of a page; a list of links to its own headings is not one of them."""
    yield from _flow(page, root, 0)


def _flow(page: Page, element: _Element, level: int) -> Iterator[Piece]:
    """Yield what stands within an element; words between blocks are paragraphs."""
    run = [_text(element.text)]
    for child in element:
        if tag(child) and not _left_out(child) and child not in page.notes.back:
            if _is_block(page, child):
                yield from _paragraph(run)
                run = []
                yield from _block(page, child, level)
            else:
                run.append(_inline(page, child))
        run.append(_text(child.tail))
    yield from _paragraph(run)


def _paragraph(run: Iterable[str]) -> Iterator[Piece]:
    words = "".join(run)
    if words.strip():
        yield Piece(Kind.PARAGRAPH, words)


def _is_block(page: Page, element: _Element) -> bool:
    return (
        tag(element) in _BLOCKS
        or role(element) == "heading"
        or element in page.holders
        or element in page.notes.texts
    )


def _left_out(element: _Element) -> bool:
    return says_nothing(element) or _contents_list(element)


def _contents_list(element: _Element) -> bool:
    """Say whether an element is the page's list of its own headings, or the title of that list."""
    following = element.getnext()
    if following is not None and tag(element) in HEADINGS | {"p"} and _links_within(following):
        return bool(_CONTENTS.fullmatch(_all_text(element)))
    title = element.getprevious() if _links_within(element) else None
    return title is not None and bool(_CONTENTS.fullmatch(_all_text(title)))


def _links_within(element: _Element) -> bool:
    """Say whether all the items of a list are links within the page."""
    if tag(element) not in _LISTS:
        return False
    links = [a for a in element.iter("a") if "#" in (a.get("href") or "")]
    said = "".join(_all_text(link) for link in links)
    return bool(links) and len(said.split()) == len(_all_text(element).split())


def _all_text(element: _Element) -> str:
    return "".join(str(text) for text in element.itertext()).strip() + " "


def _block(page: Page, element: _Element, level: int) -> Iterator[Piece]:
    name = tag(element)
    if mark := page.notes.texts.get(element):
        yield from _note(page, element, mark)
    elif name in HEADINGS or role(element) == "heading":
        words = flat(_flow(page, element, level))
        yield Piece(Kind.HEADING, words, _heading_level(element))
    elif name in _LISTS:
        yield from _list(page, element, level)
    elif name == "li":
        yield from _item(page, element, Piece(Kind.ITEM, level=level, label="-"))
    elif name == "table":
        yield from _table(page, element, level)
    elif name == "dl":
        yield from _definitions(page, element, level)
    elif name == "pre":
        yield from _paragraph([_preformatted(page, element)])
    else:
        yield from _flow(page, element, level)


def _heading_level(element: _Element) -> int:
    name = tag(element)
    said = element.get("aria-level", "") if name not in HEADINGS else name[1]
    return min(max(int(said), 1), MAX_LEVEL) if said.isdecimal() else 2


def _note(page: Page, element: _Element, mark: str) -> Iterator[Piece]:
    words = flat(_flow(page, element, 0))
    words = without_mark(words, mark)
    if words.strip():
        yield Piece(Kind.NOTE, words.lstrip(". "), label=mark)


def _list(page: Page, element: _Element, level: int) -> Iterator[Piece]:
    items = [child for child in element if tag(child) == "li" and not says_nothing(child)]
    marks = [""] * len(items) if own_marks(items) else labels(element, items)
    noted = tag(element) == "ol" and lists_notes(page.notes, element)
    printed = dict(zip(items, marks, strict=True))
    opens = level == 0
    for child in element:
        if child in page.notes.texts:
            yield from _note(page, child, page.notes.texts[child])
        elif child in printed and noted:
            yield from _note(page, child, printed[child].strip("."))
        elif child in printed:
            yield from _item(page, child, Piece(Kind.ITEM, "", level, printed[child], opens=opens))
            opens = False
        elif tag(child) in _LISTS and not says_nothing(child):
            yield from _list(page, child, level + 1)
        elif tag(child) and not _left_out(child):
            yield from _flow(page, child, level)


def _item(page: Page, element: _Element, item: Piece) -> Iterator[Piece]:
    """Yield an item with all that stands in it; its first words take its label."""
    inner = list(_flow(page, element, item.level + 1))
    if not inner:
        return
    first, rest = inner[0], inner[1:]
    match first.kind:
        case Kind.PARAGRAPH:
            yield replace(item, words=first.words)
        case Kind.HEADING:
            label = "" if item.label == "-" else item.label
            yield replace(first, label=label)
        case Kind.ITEM:
            label = "" if first.label == "-" else first.label
            yield replace(item, words=f"{label} {first.words}".strip())
        case _:
            yield first
    for piece in rest:
        further = piece.kind is Kind.PARAGRAPH
        yield replace(piece, kind=Kind.MORE, level=item.level) if further else piece


def _table(page: Page, element: _Element, level: int) -> Iterator[Piece]:
    caption = next((c for c in element if tag(c) == "caption" and not says_nothing(c)), None)
    if caption is not None:
        yield from _flow(page, caption, level)
    rows, headers = grid(element)
    cells = [cell for row in rows for cell in row if cell.element is not None]
    if len(cells) == 1 or role(element) in _LAYOUT_ROLES or _lays_out(page, cells):
        for cell in cells:
            if cell.element is not None:
                yield from _flow(page, cell.element, level)
        return
    said = tuple(tuple(_cell(page, cell) for cell in row) for row in rows)
    if any(any(row) for row in said):
        yield Piece(Kind.TABLE, rows=said, headers=headers)


def _lays_out(page: Page, cells: Iterable[Cell]) -> bool:
    """Say whether a table only places what is on the page: no cell names others, one has titles."""
    held = [cell.element for cell in cells if cell.element is not None]
    if any(tag(element) == "th" for element in held):
        return False
    return any(
        tag(inner) in HEADINGS for element in held if element in page.holders for inner in element
    )


def _cell(page: Page, cell: Cell) -> str:
    return "" if cell.element is None else flat(_flow(page, cell.element, 0))


def _definitions(page: Page, element: _Element, level: int) -> Iterator[Piece]:
    """Yield a list of terms as a table of two columns, so that each keeps what is said of it."""
    # Its columns have no names: a first row of blank cells says so.
    rows: list[tuple[str, str]] = [("", "")]
    for child in _terms(element):
        words = flat(_flow(page, child, 0))
        if tag(child) == "dt":
            rows.append((words, ""))
        elif len(rows) > 1 and not rows[-1][1]:
            rows[-1] = (rows[-1][0], words)
        else:
            rows.append(("", words))
    if any(any(row) for row in rows):
        yield Piece(Kind.TABLE, rows=tuple(rows), headers=1)


def _terms(element: _Element) -> Iterator[_Element]:
    for child in element:
        if tag(child) in ("dt", "dd") and not says_nothing(child):
            yield child
        elif tag(child) and not says_nothing(child):
            yield from _terms(child)


def _inline(page: Page, element: _Element) -> str:
    """Return the words of an element that holds no block."""
    if mark := page.notes.calls.get(element):
        return call(mark)
    name = tag(element)
    if name == "br":
        return "\n"
    said = [_text(element.text)]
    for child in element:
        if tag(child) and not says_nothing(child) and child not in page.notes.back:
            said.append(_inline(page, child))
        said.append(_text(child.tail))
    words = "".join(said)
    if name == "sup":
        return raised(words)
    return f"“{words}”" if name == "q" and words.strip() else words


def _preformatted(page: Page, element: _Element) -> str:
    said = [clean(element.text or "")]
    for child in element:
        if tag(child) and not says_nothing(child):
            said.append("\n" if tag(child) == "br" else _preformatted(page, child))
        said.append(clean(child.tail or ""))
    return "".join(said)


def _text(text: str | None) -> str:
    return _SPACE.sub(" ", clean(text)) if text else ""
