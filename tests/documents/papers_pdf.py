"""The paper as a PDF, set as a typesetter would: one column or two, notes at the foot of a page.

A page has a running header and, in its footer, the label printed on it: roman for the front
matter, prefixed for the annex, the same as the file's own page labels say. Words are broken at the
ends of lines, calls of notes are small and raised, the table is ruled.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.documents.papers import Heading, Paper
from tests.documents.papers_setting import Box, Setting, Typeface, note_lines, set_elements

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
MARGIN, TOP, BOTTOM, GUTTER = 64.0, 770.0, 84.0, 22.0
_NOTE_GAP = 10.0

_PLAIN = Typeface("Helvetica", "Helvetica-Bold")
_EMBEDDED = Typeface("Vera", "Vera-Bold")


@dataclass(frozen=True, slots=True)
class _Frame:
    """A column of one page with what was set in it."""

    boxes: tuple[Box, ...]
    notes: tuple[int, ...]


def pdf(paper: Paper, columns: int = 1, pages: int = 0, *, compressed: bool = True) -> bytes:
    """Return the paper as a PDF of at most ``pages`` pages (0: all), always the same bytes.

    With one column the fonts are those that every viewer has; with two they are embedded.
    """
    face = _PLAIN if columns == 1 else _EMBEDDED
    if face is _EMBEDDED:
        fonts = Path(reportlab.__file__).parent / "fonts"
        pdfmetrics.registerFont(TTFont("Vera", fonts / "Vera.ttf"))
        pdfmetrics.registerFont(TTFont("Vera-Bold", fonts / "VeraBd.ttf"))
    width = (PAGE_WIDTH - 2 * MARGIN - GUTTER * (columns - 1)) / columns
    setting = Setting(face, 12 if columns == 1 else 8.5, width)
    out = io.BytesIO()
    canvas = Canvas(out, (PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=int(compressed))
    canvas.setTitle(paper.title)
    canvas.setAuthor("Library Standards Office")
    made = 0
    for prefix, style, elements in _divisions(paper):
        boxes = list(set_elements(elements, setting, paper.title if style == "r" else ""))
        canvas.addPageLabel(made, {"r": "ROMAN_LOWER"}.get(style, "ARABIC"), 1, prefix or None)
        for place, page in enumerate(_pages(boxes, paper, setting, columns), 1):
            label = f"{prefix}{'i' * place if style == 'r' else place}"
            _draw_page(canvas, paper, setting, page, label, width)
            made += 1
            if made == pages:
                break
        if made == pages:
            break
    canvas.save()
    return out.getvalue()


def _divisions(paper: Paper) -> Iterator[tuple[str, str, Sequence[object]]]:
    """Yield the divisions that have page labels of their own: prefix, style, elements."""
    annex = next(
        (
            n
            for n, element in enumerate(paper.body)
            if isinstance(element, Heading) and element.annex
        ),
        len(paper.body),
    )
    yield "", "r", paper.front
    yield "", "D", paper.body[:annex]
    if annex < len(paper.body):
        yield "A-", "D", paper.body[annex:]


def _pages(
    boxes: Sequence[Box], paper: Paper, setting: Setting, columns: int
) -> Iterator[list[_Frame]]:
    page: list[_Frame] = []
    for frame in _frames(boxes, paper, setting):
        page.append(frame)
        if len(page) == columns:
            yield page
            page = []
    if page:
        yield page


def _frames(boxes: Sequence[Box], paper: Paper, setting: Setting) -> Iterator[_Frame]:
    """Fill one column after another; notes stand at the foot of the column that calls them."""
    inside: list[Box] = []
    notes: list[int] = []
    used = 0.0
    for place, box in enumerate(boxes):
        following = _kept_with(boxes, place)
        foot = sum(_note_height(paper, n, setting) for n in (*notes, *box.notes))
        foot += _NOTE_GAP if foot else 0
        if inside and used + box.height + following + foot > TOP - BOTTOM:
            yield _Frame(tuple(inside), tuple(notes))
            inside, notes, used = [], [], 0.0
        inside.append(box)
        notes += box.notes
        used += box.height
    if inside:
        yield _Frame(tuple(inside), tuple(notes))


def _kept_with(boxes: Sequence[Box], place: int) -> float:
    """Return the height of what must stand in the same column after a box."""
    height = 0.0
    while boxes[place].keeps_with_next and place + 1 < len(boxes):
        place += 1
        height += boxes[place].height
    return height


def _note_height(paper: Paper, number: int, setting: Setting) -> float:
    return sum(box.height for box in note_lines(number, paper.notes[number - 1], setting))


def _draw_page(
    canvas: Canvas, paper: Paper, setting: Setting, page: Sequence[_Frame], label: str, width: float
) -> None:
    face = setting.face
    canvas.setFont(face.regular, 8)
    canvas.drawString(MARGIN, PAGE_HEIGHT - 42, paper.title)
    for column, frame in enumerate(page):
        x, y = MARGIN + column * (width + GUTTER), TOP
        for box in frame.boxes:
            y -= box.height
            _draw(canvas, box, x, y)
        foot = [box for n in frame.notes for box in note_lines(n, paper.notes[n - 1], setting)]
        y = BOTTOM + sum(box.height for box in foot)
        if foot:
            canvas.setLineWidth(0.5)
            canvas.line(x, y + 4, x + 90, y + 4)
        for box in foot:
            y -= box.height
            _draw(canvas, box, x, y)
    canvas.setFont(face.regular, 8)
    canvas.drawString(MARGIN, 48, "Library Standards Office")
    canvas.drawRightString(PAGE_WIDTH - MARGIN, 48, label)
    canvas.showPage()


def _draw(canvas: Canvas, box: Box, x: float, y: float) -> None:
    """Draw a box whose lower edge is at ``y``."""
    if box.outline:
        title, level = box.outline
        key = f"{title}@{canvas.getPageNumber()}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(title, key, level)
    for line in box.lines:
        text = canvas.beginText(x + line.x, y + line.y)
        for run in line.runs:
            text.setFont(run.font, run.size)
            text.setRise(run.rise)
            text.textOut(run.text)
        canvas.drawText(text)
    if box.rules:
        canvas.setLineWidth(0.5)
        left, right = x + box.rules[0], x + box.rules[-1]
        for edge in (y, y + box.height):
            canvas.line(left, edge, right, edge)
        for rule in box.rules:
            canvas.line(x + rule, y, x + rule, y + box.height)
