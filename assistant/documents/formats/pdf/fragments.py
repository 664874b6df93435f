"""One page of a PDF to its text, exactly as pypdf extracts it, and where each piece of it stands.

pypdf reports a piece of text with the place where it began, and ends a piece where the
transformation matrix changes. A change that changes nothing is therefore put before each operator
that moves the pen: then every move begins a piece, the small raised mark of a note among them,
and the text stays what it was.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, NameObject, NumberObject

from assistant.domain import Span

_STAY = [NumberObject(n) for n in (1, 0, 0, 1, 0, 0)]
_MOVES = frozenset({b"Tm", b"Td", b"TD", b"T*", b"Ts", b"'", b'"'})
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
# Font flags (ISO 32000-1, table 123): bit 19, ForceBold.
_FORCE_BOLD = 1 << 18


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text that was drawn in one go: its place in the page's text and on the page.

    ``x`` and ``y`` are the start of its baseline in points, from the lower left corner of the page
    as it is read; ``size`` is the height of its type in points.
    """

    span: Span
    text: str
    x: float
    y: float
    size: float
    font: str
    """The name of its type."""
    bold: bool
    upright: bool
    follows: bool
    """Whether the pen was not moved before it, so that ``x`` is where an earlier piece began."""


def page_fragments(page: PageObject) -> tuple[str, list[Fragment]]:
    """Return the text of a page and the pieces that it was drawn in, in order.

    White space that stands between pieces belongs to none.
    """
    _part_at_moves(page)
    turn = int(page.get("/Rotate", 0) or 0) % 360
    found: list[Fragment] = []
    state: dict[str, Any] = {"rise": 0.0, "length": 0, "pen": None}
    bold: dict[int, bool] = {}

    def operator(name: bytes, operands: list[Any], _cm: object, _tm: object) -> None:
        if name == b"Ts" and operands and isinstance(operands[0], int | float):
            state["rise"] = float(operands[0])
        elif name == b"BT":
            state["rise"] = 0.0

    def piece(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        """Keep one run of characters as it is placed on the page."""
        start = state["length"]
        state["length"] = start + len(text)
        words = text.strip()
        if not words:
            return
        if id(font) not in bold:
            bold[id(font)] = _is_bold(font)
        start += len(text) - len(text.lstrip())
        x, y, height, upright = _placed(cm, tm, float(size), state["rise"], turn)
        span = Span(start, start + len(words))
        pen = (cm[4], cm[5], tm[4], tm[5])
        follows = state["pen"] == pen
        state["pen"] = pen
        name = str(font.get("/BaseFont", "")) if font else ""
        found.append(Fragment(span, words, x, y, height, name, bold[id(font)], upright, follows))

    text = page.extract_text(visitor_operand_before=operator, visitor_text=piece)
    return text, found


def _part_at_moves(page: PageObject) -> None:
    """Put a change that changes nothing before each operator that moves the pen."""
    if "/Contents" not in page:
        return
    stream = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")
    operations = []
    for operation in stream.operations:
        if operation[1] in _MOVES:
            operations.append((_STAY, b"cm"))
        operations.append(operation)
    stream.operations = operations
    page[NameObject("/Contents")] = stream


def _is_bold(font: Any) -> bool:
    """Say whether a font is a bold one, by its name or by what its descriptor says."""
    if not font:
        return False
    name = str(font.get("/BaseFont", "")).lower()
    if any(word in name for word in _BOLD):
        return True
    descriptor = font.get("/FontDescriptor")
    if descriptor is None:
        return False
    flags = descriptor.get_object().get("/Flags", 0)
    return isinstance(flags, int) and bool(flags & _FORCE_BOLD)


def _placed(
    cm: Sequence[float], tm: Sequence[float], size: float, rise: float, turn: int
) -> tuple[float, float, float, bool]:
    """Return x, y and size of a piece on the page as it is read, and whether it stands upright."""
    a = tm[0] * cm[0] + tm[1] * cm[2]
    b = tm[0] * cm[1] + tm[1] * cm[3]
    c = tm[2] * cm[0] + tm[3] * cm[2]
    d = tm[2] * cm[1] + tm[3] * cm[3]
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4] + rise * c
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5] + rise * d
    if turn == 90:
        x, y, a, b = y, -x, b, -a
    elif turn == 180:
        x, y, a, b = -x, -y, -a, -b
    elif turn == 270:
        x, y, a, b = -y, x, -b, a
    return x, y, abs(size) * math.hypot(c, d), a > 0 and abs(b) < a / 2
