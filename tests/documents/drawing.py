"""Pages drawn word by word where a test wants them, as a PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.assemble import assemble
from assistant.documents.catalogue import uncatalogued
from assistant.documents.extracted import Limits
from assistant.documents.formats.pdf import load_pdf
from assistant.domain import Document

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
LEADING = 14.0


@dataclass(frozen=True, slots=True)
class Words:
    """Words on one baseline; places and size in points, from the lower left corner."""

    text: str
    x: float
    y: float
    size: float = 11.0
    font: str = PLAIN


def below(
    lines: Sequence[str], y: float = 760.0, x: float = 72.0, size: float = 11.0
) -> list[Words]:
    """Return lines under one another, an empty one leaving a gap."""
    return [Words(text, x, y - LEADING * place, size) for place, text in enumerate(lines) if text]


def raised(before: str, mark: str, after: str, y: float) -> list[Words]:
    """Return a row in which a small mark stands raised, straight after the words before it."""
    x = 72.0
    end = x + stringWidth(before, PLAIN, 11)
    then = end + stringWidth(mark, PLAIN, 6) + stringWidth(" ", PLAIN, 11)
    return [Words(before, x, y), Words(mark, end, y + 4, 6), Words(after, then, y)]


def drawn(pages: Sequence[Sequence[Words]], labels: Sequence[tuple[int, str, str]] = ()) -> bytes:
    """Return a PDF of ``pages``; ``labels`` are (from page, style, prefix) of its page labels."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for page in pages:
        for words in page:
            canvas.setFont(words.font, words.size)
            canvas.drawString(words.x, words.y, words.text)
        canvas.showPage()
    for start, style, prefix in labels:
        canvas.addPageLabel(start, style=style, start=1, prefix=prefix or None)
    canvas.save()
    return out.getvalue()


def read_pages(
    pages: Sequence[Sequence[Words]], labels: Sequence[tuple[int, str, str]] = ()
) -> Document:
    """Return what the reader makes of drawn pages."""
    source = uncatalogued(Path("paper.pdf"), "0" * 64)
    return assemble(source, None, load_pdf(drawn(pages, labels), Limits()))
