"""An evidence pack as a PDF, in a typeface that comes with the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.resources import files

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from assistant.views.pack import TITLE, Kind, Line

FAMILY = "DejaVu Sans"

# Size in points, bold, space above and indent in millimetres.
_SET = {
    Kind.TITLE: (18, True, 0, 0),
    Kind.QUESTION: (14, True, 6, 0),
    Kind.HEADING: (11, True, 4, 0),
    Kind.TEXT: (10, False, 2, 0),
    Kind.ITEM: (10, False, 2, 4),
    Kind.QUOTE: (10, True, 4, 4),
    Kind.FACT: (9, False, 0.5, 8),
}
_LEADING = 0.5
"""Millimetres from line to line for each point of size."""

LACKS = "Characters that this typeface lacks are shown by their number in Unicode, as [U+4E2D]."


def as_pdf(lines: Sequence[Line], asked_on: date) -> bytes:
    """Return the file, on A4, its pages numbered."""
    pdf = _Pages()
    pdf.set_title(TITLE)
    pdf.set_creation_date(datetime(asked_on.year, asked_on.month, asked_on.day, tzinfo=UTC))
    pdf.set_lang("en-GB")
    pdf.add_page()
    shown = [pdf.shown(line) for line in lines]
    if any(text != _whole(line) for text, line in zip(shown, lines, strict=True)):
        lines, shown = [*lines, Line(Kind.TEXT, LACKS)], [*shown, LACKS]
    for line, text in zip(lines, shown, strict=True):
        pdf.write_line(line.kind, text)
    return bytes(pdf.output())


def _whole(line: Line) -> str:
    mark = "• " if line.kind is Kind.ITEM else ""
    return f"{mark}{line.name}: {line.text}" if line.name else f"{mark}{line.text}"


class _Pages(FPDF):
    """A4 pages with their numbers at the foot."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        folder = files("assistant.views") / "fonts"
        self.add_font(FAMILY, "", str(folder / "DejaVuSans.ttf"))
        self.add_font(FAMILY, "B", str(folder / "DejaVuSans-Bold.ttf"))
        self.set_margin(20)
        self.set_auto_page_break(True, 20)
        faces = (face for face in self.fonts.values() if isinstance(face, TTFFont))
        self._has = frozenset.intersection(*(frozenset(face.cmap) for face in faces))

    def footer(self) -> None:
        """Write the number of the page."""
        self.set_y(-14)
        self.set_font(FAMILY, "", 8)
        self.cell(0, 5, f"{TITLE}, page {self.page_no()}", align="C")

    def shown(self, line: Line) -> str:
        """Return a line in characters that the typeface has."""
        return "".join(c if ord(c) in self._has else f"[U+{ord(c):04X}]" for c in _whole(line))

    def write_line(self, kind: Kind, text: str) -> None:
        """Write one paragraph."""
        size, bold, above, indent = _SET[kind]
        self.ln(above)
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_x(self.l_margin + indent)
        self.multi_cell(
            self.epw - indent, size * _LEADING, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )
