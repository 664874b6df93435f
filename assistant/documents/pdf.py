"""PDF: the canonical text is what pypdf extracts, page after page, parted by form feeds."""

from __future__ import annotations

import io
import logging
import zlib

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from assistant.documents.extracted import Extracted, Limits
from assistant.domain import Page, Span
from assistant.errors import CorpusError

# What pypdf lets through on files that are not as the standard says.
_DAMAGED = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)

logging.getLogger("pypdf").setLevel(logging.ERROR)


def load_pdf(raw: bytes, limits: Limits) -> Extracted:
    """Return the text of a PDF and its pages, each with the label printed on it.

    Raises `CorpusError` where the file is damaged or locked by a password.
    """
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CorpusError("It is locked by a password.", "Save a version without the password.")
        texts = [page.extract_text() for page in reader.pages]
        labels = list(reader.page_labels)
    except _DAMAGED as error:
        raise CorpusError(
            f"It is damaged or no PDF ({type(error).__name__}).", "Download or export it again."
        ) from error
    pages, start = [], 0
    for place, text in enumerate(texts):
        label = labels[place] if place < len(labels) else None
        pages.append(Page(place + 1, label, Span(start, start + len(text))))
        start += len(text) + 1
    return Extracted("\f".join(texts), tuple(pages))
