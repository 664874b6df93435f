"""A PDF file to its text, exactly as pypdf extracts it, with what its layout tells."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from assistant.documents.extracted import Extracted, Limits
from assistant.documents.lines import Line
from assistant.documents.pdf.fragments import page_fragments
from assistant.documents.pdf.lines import call_repairs, document_lines, note_calls, read_style
from assistant.documents.pdf.margins import Margins, read_margins
from assistant.documents.pdf.rows import Row, page_rows, scales
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

    Raises `CorpusError` where the file is damaged, locked by a password, has more pages than the
    limits allow or holds pictures alone.
    """
    try:
        texts, rows, named = _pages(raw, limits)
    except _DAMAGED as error:
        raise CorpusError(
            f"It is damaged or no PDF ({type(error).__name__}).", "Download or export it again."
        ) from error
    text = "\f".join(texts)
    margins = read_margins(rows)
    printed = [row for page in rows for row in page if row not in margins.running]
    style = read_style(printed)
    calls = tuple(note_calls(text, printed, style))
    lines = document_lines(text, rows, margins.running, style)
    return Extracted(
        text,
        _placed(texts, margins, named),
        lines,
        repairs=tuple(sorted([*call_repairs(calls), *_between_cells(lines)], key=lambda r: r.span)),
        calls=calls,
        remarks=_remarks(texts),
    )


def _pages(raw: bytes, limits: Limits) -> tuple[list[str], list[list[Row]], list[str] | None]:
    """Return text and rows of each page, and the labels that the file gives them, if it does."""
    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        raise CorpusError("It is locked by a password.", "Save a version without the password.")
    if (count := len(reader.pages)) > limits.pages:
        raise CorpusError(
            f"It has {count:,} pages; the limit is {limits.pages:,}.",
            "Split it, or raise GUIDANCE_MAX_PAGES.",
        )
    pages = [page_fragments(reader.pages[place]) for place in range(count)]
    scale = scales(fragments for _, fragments in pages)
    rows: list[list[Row]] = []
    start = 0
    for place, (text, fragments) in enumerate(pages):
        rows.append(page_rows(text, start, place, fragments, scale))
        start += len(text) + 1
    texts = [text for text, _ in pages]
    named = list(reader.page_labels) if "/PageLabels" in reader.root_object else None
    return texts, rows, named


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
