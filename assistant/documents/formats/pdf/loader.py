"""A PDF file to its text, exactly as pypdf extracts it, with what its layout tells."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from assistant.documents.extracted import Extracted, Limits
from assistant.documents.formats.pdf.fragments import Fragment, page_fragments
from assistant.documents.formats.pdf.lines import document_lines
from assistant.documents.formats.pdf.margins import Margins, read_margins
from assistant.documents.formats.pdf.marks import note_calls, with_marks
from assistant.documents.formats.pdf.order import in_order
from assistant.documents.formats.pdf.rows import Row, moved, page_rows, scales
from assistant.documents.formats.pdf.style import read_style
from assistant.documents.structure.lines import Line
from assistant.domain import Page, Repair, Span
from assistant.errors import CorpusError

# What pypdf lets through on files that are not as the standard says.
_DAMAGED = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
# A page with fewer letters than this holds a picture, or nothing.
MIN_LETTERS = 3

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def load_pdf(raw: bytes, limits: Limits) -> Extracted:
    """Return the text of a PDF, its pages parted by form feeds, and its lines as printed.

    Raises `CorpusError` where the file is damaged, locked by a password or has more pages than the
    limits allow.
    """
    try:
        drawn, named = _drawn(raw, limits)
    except _DAMAGED as error:
        raise CorpusError(
            f"It is damaged or no PDF ({type(error).__name__}).", "Download or export it again."
        ) from error
    texts, rows = _rows(drawn)
    text = "\f".join(texts)
    margins = read_margins(rows)
    printed = [row for page in rows for row in page if row not in margins.running]
    style = read_style(printed)
    calls = tuple(note_calls(text, printed))
    lines = document_lines(text, rows, margins.running, style)
    return Extracted(
        text,
        _placed(texts, margins, named),
        lines,
        marked_up=False,
        repairs=tuple(_between_cells(lines)),
        calls=calls,
        remarks=_remarks(texts),
    )


def title_of_pdf(raw: bytes) -> str:
    """Return the title in the properties of a PDF; empty where there is none or it is no PDF."""
    try:
        metadata = PdfReader(io.BytesIO(raw)).metadata
        return ((metadata.title if metadata else None) or "").strip()
    except _DAMAGED:
        # The words were read; that the properties are not as they should be is no loss.
        return ""


def _drawn(raw: bytes, limits: Limits) -> tuple[list[tuple[str, list[Fragment]]], list[str] | None]:
    """Return text and pieces of each page, and the labels that the file gives them, if it does."""
    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise CorpusError("It is locked by a password.", "Save a version without the password.")
    if (count := len(reader.pages)) > limits.pages:
        raise CorpusError(
            f"It has {count:,} pages; the limit is {limits.pages:,}.",
            "Split it, or raise GUIDANCE_MAX_PAGES.",
        )
    pages = [page_fragments(reader.pages[place]) for place in range(count)]
    named = list(reader.page_labels) if "/PageLabels" in reader.root_object else None
    return pages, named


def _rows(pages: Sequence[tuple[str, list[Fragment]]]) -> tuple[list[str], list[list[Row]]]:
    """Return the text of each page, and its rows with their places in the whole text."""
    scale = scales(fragments for _, fragments in pages)
    texts: list[str] = []
    rows: list[list[Row]] = []
    start = 0
    for place, (drawn, fragments) in enumerate(pages):
        text, found = in_order(drawn, page_rows(drawn, place, fragments, scale))
        texts.append(text)
        # Joined before margins are read: a number beside its words is no page's.
        rows.append([moved(row, start) for row in with_marks(found)])
        start += len(text) + 1
    return texts, rows


def _placed(
    texts: Sequence[str], margins: Margins, named: Sequence[str] | None
) -> tuple[Page, ...]:
    """Return the pages; what is printed on one counts before what the file says of it."""
    pages, start = [], 0
    for place, text in enumerate(texts):
        label = margins.labels.get(place)
        if label is None and named is not None and place < len(named):
            label = named[place] or None
        pages.append(Page(place + 1, label, Span(start, start + len(text))))
        start += len(text) + 1
    return tuple(pages)


def _between_cells(lines: Sequence[Line]) -> list[Repair]:
    """Return what puts a bar between the cells of a row, as between those of a text's table."""
    repairs = []
    for line in lines:
        before: Span | None = None
        bars = 0
        for cell in line.cells:
            bars += 1
            if cell.start == cell.end:
                continue
            if before:
                repairs.append(Repair(Span(before.end, cell.start), " |" * bars + " "))
            before, bars = cell, 0
    return repairs


def _remarks(texts: Sequence[str]) -> tuple[str, ...]:
    """Return which pages hold no words, where others do."""
    empty = [place + 1 for place, text in enumerate(texts) if len(text.strip()) < MIN_LETTERS]
    if not empty or len(empty) == len(texts):
        return ()
    listed = ", ".join(map(str, empty[:20])) + (" …" if len(empty) > 20 else "")
    return (
        f"{len(empty)} of {len(texts)} pages hold no text that can be read, only pictures or "
        f"nothing: {listed}.",
    )
