"""One place of a document, as it stands there and as it is read: a page, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.documents.pages import pages_of
from assistant.documents.reading import read
from assistant.domain import Block, Document, Page, Passage, Span, Spans, quote_of
from assistant.errors import GuidanceError
from assistant.views.page_labels import describe_pages, page_name
from assistant.views.structure import homes

SHOWN_PLACES = 8
"""Of the places that an error names as examples."""


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block, or as much of one as stands on a page, with both of its texts."""

    block: Block
    passage: Passage | None
    locator: str
    """Where its words stand, as a citation would say it; empty where they are not quoted."""
    spans: Spans
    extracted: str
    """The canonical text."""
    reads: str
    """The reading text, the number or bullet included."""
    elsewhere: tuple[str, ...] = ()
    """The other pages that it stands on."""

    @property
    def left_out(self) -> bool:
        """Whether it is in no passage, so that nothing is found by it or quoted from it."""
        return self.passage is None

    @property
    def differs(self) -> bool:
        """Whether it reads otherwise than it stands, line breaks and spacing apart."""
        return " ".join(self.extracted.split()) != self.reads


def placed(
    document: Document, passages: Sequence[Passage], page: Page | None = None
) -> tuple[PlacedBlock, ...]:
    """Return the blocks of a document in order, or what of them stands on one page."""
    inside = homes(document, passages)
    return tuple(
        _placed(document, block, passage, spans, page)
        for block, passage in zip(document.blocks, inside, strict=True)
        if (spans := _on(block.spans, page))
    )


def _on(spans: Spans, page: Page | None) -> Spans:
    if page is None:
        return spans
    cut = (Span(max(s.start, page.span.start), min(s.end, page.span.end)) for s in spans)
    return tuple(span for span in cut if span.start < span.end)


def _placed(
    document: Document, block: Block, passage: Passage | None, spans: Spans, page: Page | None
) -> PlacedBlock:
    others = (p for p in pages_of(document, block.spans) if page and p.ordinal != page.ordinal)
    return PlacedBlock(
        block=block,
        passage=passage,
        locator=locator_of(block, passage),
        spans=spans,
        extracted=quote_of(document.text, spans),
        reads=read(document, spans),
        elsewhere=tuple(page_name(other) for other in others),
    )


def locator_of(block: Block, passage: Passage | None) -> str:
    """Return where a block of ``passage`` stands: the locator of what is quoted first from it."""
    if passage is None:
        return ""
    for unit in passage.units:
        if unit.locator and any(block.start <= span.start < block.end for span in unit.spans):
            return unit.locator
    return passage.locator


def find_pages(document: Document, wanted: str) -> tuple[Page, ...]:
    """Return the pages with this label printed on them, otherwise the page of this ordinal.

    Raises `GuidanceError` where there is none, with those that there are.
    """
    label = wanted.strip().casefold()
    printed = tuple(page for page in document.pages if (page.label or "").casefold() == label)
    counted = tuple(page for page in document.pages if str(page.ordinal) == label)
    if found := printed or counted:
        return found
    if not document.pages:
        raise GuidanceError(
            "This document has no pages.", "Show one of its paragraphs with --paragraph."
        )
    raise GuidanceError(
        f"There is no page “{wanted}”.", f"The document has {describe_pages(document.pages)}."
    )


def find_paragraphs(passages: Sequence[Passage], wanted: str) -> tuple[tuple[Passage, ...], ...]:
    """Return the places that ``wanted`` may name, each as the passages that it was split into.

    ``wanted`` is a paragraph number or the end of a locator, in capitals or not; a whole locator
    or number goes before an end. Raises `GuidanceError` where there is no such place.
    """
    end = " ".join(wanted.split()).casefold().rstrip(".")
    tests = (
        lambda passage, place: place == end,
        lambda passage, place: (passage.number or "").casefold() == end or place == f"note {end}",
        lambda passage, place: bool(re.search(rf"(?<![\w.]){re.escape(end)}$", place)),
    )
    for fits in tests if end else ():
        found = [
            passage
            for passage in passages
            if any(fits(passage, place.casefold()) for place in _locators(passage))
        ]
        if found:
            return _by_group(found)
    named = list(dict.fromkeys(passage.locator for passage in passages))
    examples = "; ".join(named[:: max(len(named) // SHOWN_PLACES, 1)][:SHOWN_PLACES])
    raise GuidanceError(
        f"There is no paragraph “{wanted}”.",
        f"Among the {len(named)} places of this document are: {examples}."
        if named
        else "Nothing in this document can be quoted.",
    )


def _locators(passage: Passage) -> Iterator[str]:
    yield passage.locator
    yield from (unit.locator for unit in passage.units if unit.locator)


def _by_group(found: Sequence[Passage]) -> tuple[tuple[Passage, ...], ...]:
    groups: dict[str, list[Passage]] = {}
    for passage in found:
        groups.setdefault(passage.group, []).append(passage)
    return tuple(tuple(group) for group in groups.values())
