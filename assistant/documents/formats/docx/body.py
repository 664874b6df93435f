"""The body of a Word document to pieces: paragraphs, lists, tables and boxes in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from assistant.documents.formats.docx.names import W, child, integer, switched_on, value
from assistant.documents.formats.docx.numbering import Label, Numbering
from assistant.documents.formats.docx.places import Places
from assistant.documents.formats.docx.styles import BODY_TEXT, Style, left_indent, outline_level
from assistant.documents.formats.docx.tables import table_rows
from assistant.documents.formats.docx.words import Reader, boxes, chosen
from assistant.documents.formats.notation import BULLET, Kind, Piece, flat, without_mark

# A numbered paragraph in the style of a heading is no title when it is as long as a sentence.
MAX_HEADING_WORDS = 20
MAX_SENTENCE_HEADING_WORDS = 12

_UNWRAPPED = frozenset(
    f"{W}{name}" for name in "ins moveTo customXml smartTag sdtContent dir bdo".split()
)
_CONTENTS_TITLE = re.compile(r"\W*(?:table of )?contents\W*", re.IGNORECASE)
# "12<tab>Words": the tab parts a number that was typed from the paragraph that it numbers.
_TYPED_NUMBER = re.compile(r"\s*(\d{1,3})\t+(?=[“\"‘(]?[A-Z][^\t]*$)")


@dataclass(slots=True)
class Body:
    """Reads a document's blocks in order; counters and open lists go on from one to the next."""

    reader: Reader
    styles: dict[str, Style]
    numbering: Numbering
    titled: bool = False
    """Whether the document has a title, under which its headings stand a level deeper."""
    places: Places = field(default_factory=Places)
    _carried: str = ""
    """Words of a paragraph whose end was deleted: the next one goes on with them."""

    def pieces(self, container: _Element) -> list[Piece]:
        """Return the pieces of what stands in a body, a cell, a note or a text box."""
        made: list[Piece] = []
        for block in blocks(container):
            if block.tag == f"{W}tbl":
                self.places.leave()
                made += self._table(block)
                continue
            if self._opens_contents(block) and made and _is_contents_title(made[-1]):
                made.pop()
            made += self._paragraph(block)
            for box in boxes(block):
                made += self.inside().pieces(box)
        return made

    def inside(self) -> Body:
        """Return what reads a cell, a note or a text box: the same counters, lists of its own."""
        return Body(self.reader, self.styles, self.numbering, self.titled)

    def _opens_contents(self, paragraph: _Element) -> bool:
        return any(mark in self.reader.contents for mark in paragraph.iter(f"{W}fldChar"))

    def _paragraph(self, paragraph: _Element) -> Iterator[Piece]:
        properties = child(paragraph, "pPr")
        style = self.styles.get(value(child(properties, "pStyle")), self.styles.get("", Style()))
        words = self._carried + self.reader.words(paragraph)
        if switched_on(child(child(properties, "rPr"), "del")):
            self._carried = words
            return
        self._carried = ""
        label, where = self._label(properties, style)
        if style.contents or style.hidden or not words.strip(" \t\n"):
            return
        left = left_indent(properties)
        if left is None:
            left = label.left if label else style.left or 0
        level = _heading_level(properties, style, words, label)
        if level:
            level += self.titled and not style.title
            self.places.leave()
            printed = label.text if label and label.text != BULLET else ""
            yield Piece(Kind.HEADING, _on_one_line(words), level, printed)
        elif label and label.text:
            yield self.places.item(Piece(Kind.ITEM, words, label=label.text), where, left)
        elif found := _TYPED_NUMBER.match(words):
            said = words[found.end() :]
            yield self.places.item(Piece(Kind.ITEM, said, label=found[1]), ("typed", 0), left)
        else:
            yield self.places.further(words, 0 if _all_bold(paragraph) else left)

    def _label(
        self, properties: _Element | None, style: Style
    ) -> tuple[Label | None, tuple[str, int]]:
        """Count a paragraph in its list; return what is printed before it, and list and level."""
        numbers = child(properties, "numPr")
        list_id = value(child(numbers, "numId")) or style.list_id
        said = value(child(numbers, "ilvl"))
        if said:
            level: int | None = integer(said, 0)
        elif style.list_level is not None:
            level = style.list_level
        else:
            names = (value(child(properties, "pStyle")), style.list_style)
            found = (self.numbering.level_of_style(list_id, name) for name in names)
            level = next((place for place in found if place is not None), None)
        where = (list_id, level or 0)
        return (self.numbering.next(*where) if list_id not in ("", "0") else None), where

    def _table(self, table: _Element) -> Iterator[Piece]:
        rows, headers = table_rows(table)
        held = [cell for row in rows for cell in row if cell is not None]
        if len(held) == 1:
            yield from self.pieces(held[0])
            return
        said = tuple(tuple(self._cell(cell) for cell in row) for row in rows)
        self.places.leave()
        if any(any(row) for row in said):
            yield Piece(Kind.TABLE, rows=said, headers=headers)

    def _cell(self, cell: _Element | None) -> str:
        if cell is None:
            return ""
        return flat(self.inside().pieces(cell))


def blocks(container: _Element) -> Iterator[_Element]:
    """Yield the paragraphs and tables of a container in order, wrappers opened."""
    for element in chosen(container):
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag == f"{W}sdt":
            content = child(element, "sdtContent")
            if content is not None and not _is_contents_control(element):
                yield from blocks(content)
        elif element.tag in _UNWRAPPED:
            yield from blocks(element)


def _is_contents_control(control: _Element) -> bool:
    gallery = next(control.iter(f"{W}docPartGallery"), None)
    return value(gallery) == "Table of Contents"


def _is_contents_title(piece: Piece) -> bool:
    return bool(_CONTENTS_TITLE.fullmatch(piece.words))


def _heading_level(
    properties: _Element | None, style: Style, words: str, label: Label | None
) -> int | None:
    outline = outline_level(properties)
    level = style.level
    if outline is not None:
        level = outline + 1 if outline < BODY_TEXT else None
    count = len(words.split())
    sentence = words.rstrip().endswith((".", ";", ":")) and count > MAX_SENTENCE_HEADING_WORDS
    if level is None or (label and (count > MAX_HEADING_WORDS or sentence)):
        return None
    return level


def _all_bold(paragraph: _Element) -> bool:
    """Say whether all words of a paragraph are set in bold, as a title is."""
    runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
    return bool(runs) and all(switched_on(child(child(run, "rPr"), "b")) for run in runs)


def _on_one_line(words: str) -> str:
    return " ".join(words.split())


def note_pieces(body: Body) -> Iterator[Piece]:
    """Yield the notes that were called, each as one piece; a note may call another."""
    printed: set[tuple[str, str]] = set()
    notes = body.reader.notes
    while pending := [called for called in notes.in_order() if called.key not in printed]:
        for called in pending:
            printed.add(called.key)
            words = flat(body.inside().pieces(called.element))
            yield Piece(Kind.NOTE, without_mark(words, called.mark), label=called.mark)
