"""Where a paragraph of Word stands among items of lists: Word says only how far it is set in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from assistant.documents.formats.notation import Kind, Piece

# Paragraphs set in by less than this of one another look as if they stood in one line; 1/20 point.
TOLERANCE = 100

# "1.2" is a paragraph of its own wherever its level.
_OWN = re.compile(r"\d+(?:\.\d+)+\.?")


@dataclass(frozen=True, slots=True)
class _Open:
    list_id: str
    level: int
    left: int


@dataclass(slots=True)
class Places:
    """The items within which the next paragraph may stand, outermost first."""

    _open: list[_Open] = field(default_factory=list)
    _outermost: str = ""
    """The list of the item last read that stands in no other."""

    def item(self, piece: Piece, where: tuple[str, int], left: int) -> Piece:
        """Return an item with its nesting: by level within one list, else by how far it is in."""
        list_id, level = where
        if _OWN.fullmatch(piece.label):
            self._open.clear()
        while self._open and not self._holds(self._open[-1], list_id, level, left):
            self._open.pop()
        depth = len(self._open)
        opens = not depth and list_id != self._outermost
        if not depth:
            self._outermost = list_id
        self._open.append(_Open(list_id, level, left))
        return replace(piece, level=depth, opens=opens)

    def further(self, words: str, left: int) -> Piece:
        """Return an unnumbered paragraph: of the item that it is set in as far as, or by itself."""
        while self._open and self._open[-1].left > left + TOLERANCE:
            self._open.pop()
        if self._open and left > 0 and self._open[-1].left > 0:
            return Piece(Kind.MORE, words, len(self._open) - 1)
        self.leave()
        return Piece(Kind.PARAGRAPH, words)

    def leave(self) -> None:
        """Note that what comes next stands in no list."""
        self._open.clear()
        self._outermost = ""

    @staticmethod
    def _holds(outer: _Open, list_id: str, level: int, left: int) -> bool:
        if outer.list_id == list_id:
            return outer.level < level
        return outer.left + TOLERANCE < left
