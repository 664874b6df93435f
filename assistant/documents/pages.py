"""Which pages words stand on, as a reader would name them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from assistant.domain import Document, Page, Span

RANGE = "–"
"""Between the labels of the first and the last page."""


def pages_of(document: Document, spans: Sequence[Span]) -> tuple[Page, ...]:
    """Return the pages that ``spans`` touch, in order; none where the document has no pages."""
    found: dict[int, Page] = {}
    starts = [page.span.start for page in document.pages]
    for span in spans:
        place = max(bisect_right(starts, span.start) - 1, 0)
        while place < len(starts) and starts[place] < max(span.end, span.start + 1):
            found[place] = document.pages[place]
            place += 1
    return tuple(found[place] for place in sorted(found))


def page_label(pages: Sequence[Page]) -> str | None:
    """Return the labels printed on ``pages``, such as ``4–5``; none where none is printed."""
    labels = [page.label for page in pages if page.label is not None]
    if not labels:
        return None
    return labels[0] if labels[0] == labels[-1] else f"{labels[0]}{RANGE}{labels[-1]}"
