"""Pages by the labels printed on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.documents.numerals import roman_value
from assistant.documents.pages import RANGE, pages_of
from assistant.domain import Citation, Document, Page, Span

MAX_RUNS = 4
"""Of printed page labels that are told one by one."""

_LABEL = re.compile(r"(?P<before>.*?)(?P<number>\d+|\b[ivxlc]+|\b[IVXLC]+)")


def where(document: Document, spans: Sequence[Span]) -> str:
    """Return the printed pages of ``spans``: ``page 4``, ``pages 4–5``; empty without pages."""
    pages = pages_of(document, spans)
    if not pages:
        return ""
    labels = [page_name(page) for page in pages]
    if len(pages) == 1:
        return f"page {labels[0]}"
    together = all(b.ordinal == a.ordinal + 1 for a, b in pairwise(pages))
    return f"pages {labels[0]}–{labels[-1]}" if together else f"pages {', '.join(labels)}"


def page_name(page: Page) -> str:
    """Return what a page is called: the label printed on it, otherwise its place in the file."""
    return page.label or str(page.ordinal)


def page_of(citation: Citation) -> str:
    """Return where a quotation stands: the pages as printed, else the first by its place."""
    if citation.page_label:
        return f"{'pages' if RANGE in citation.page_label else 'page'} {citation.page_label}"
    return f"page {citation.page} of the file" if citation.page else ""


def describe_pages(pages: Sequence[Page]) -> str:
    """Return how many pages there are and how they are numbered, in one line."""
    if not pages:
        return "no pages"
    total = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
    runs = _runs([page.label for page in pages if page.label])
    if not runs:
        return f"{total}, none with a printed number; counted from 1"
    told = [first if first == last else f"{first}–{last}" for first, last in runs[:MAX_RUNS]]
    more = " and others" if len(runs) > MAX_RUNS else ""
    joined = (
        ", ".join(told) if more else " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
    )
    bare = sum(1 for page in pages if not page.label)
    return f"{total}, printed {joined}{more}" + (f"; {bare} without a number" if bare else "")


def _runs(labels: Sequence[str]) -> list[tuple[str, str]]:
    """Return the first and last label of each run of labels that count on."""
    runs: list[tuple[str, str]] = []
    for label in labels:
        if runs and _follows(runs[-1][1], label):
            runs[-1] = (runs[-1][0], label)
        else:
            runs.append((label, label))
    return runs


def _follows(label: str, after: str) -> bool:
    one, two = _LABEL.fullmatch(label), _LABEL.fullmatch(after)
    if not one or not two or one["before"] != two["before"]:
        return False
    alike = one["number"].isdigit() == two["number"].isdigit()
    return alike and _number(two["number"]) == _number(one["number"]) + 1


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else roman_value(numeral)
