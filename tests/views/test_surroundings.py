"""A quotation in its surroundings, over every unit of the five documents."""

from __future__ import annotations

from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents import find_files, load
from assistant.documents.extracted import Limits
from assistant.documents.reading import read
from assistant.domain import BlockKind, Document, Span, Spans
from assistant.passages import build_passages
from assistant.views.surroundings import Stretch, StretchKind, surroundings

CORPUS = Path(__file__).parents[2] / "corpus"
LIMITS = Limits()
DOC_IDS = (
    "cdc-ics-and-send",
    "contact-health-systems",
    "nhs-england-executive-lead-roles",
    "nottinghamshire-committee-pack-2021-02-08",
    "thriving-places",
)


@cache
def documents() -> dict[str, Document]:
    found, _ = find_files(CORPUS, LIMITS)
    return {file.source.doc_id: load(file, LIMITS) for file in found}


@cache
def quotations(doc_id: str) -> tuple[Spans, ...]:
    """Return the spans of all that may be quoted from a document, with its lead-in."""
    passages = build_passages(documents()[doc_id], "0")
    return tuple(unit.lead_in + unit.spans for passage in passages for unit in passage.units)


@cache
def excerpts(doc_id: str) -> tuple[tuple[Spans, tuple[Stretch, ...]], ...]:
    """Return each quotation of a document with its surroundings."""
    document = documents()[doc_id]
    return tuple((spans, surroundings(document, spans)) for spans in quotations(doc_id))


def quoted(stretches: tuple[Stretch, ...]) -> str:
    return " ".join(s.text for s in stretches if s.kind is StretchKind.QUOTE)


@pytest.mark.parametrize("doc_id", DOC_IDS)
def test_the_quoted_words_are_exactly_the_quotation(doc_id: str) -> None:
    document = documents()[doc_id]
    for spans, stretches in excerpts(doc_id):
        assert quoted(stretches) == read(document, spans)


@pytest.mark.parametrize("doc_id", DOC_IDS)
def test_surroundings_are_in_order_within_the_part_and_without_furniture(doc_id: str) -> None:
    document = documents()[doc_id]
    for spans, stretches in excerpts(doc_id):
        part = next(p for p in document.parts if p.span.contains(spans[0]))
        assert all(a.block <= b.block for a, b in pairwise(stretches))
        for stretch in stretches:
            if stretch.kind is not StretchKind.GAP:
                block = document.blocks[stretch.block]
                assert part.span.contains(Span(block.start, block.end))
                assert not block.left_out


@given(st.data(), st.integers(0, 2_000), st.integers(0, 2_000))
def test_no_more_than_the_limits_is_shown_on_either_side(
    data: st.DataObject, before: int, after: int
) -> None:
    doc_id = data.draw(st.sampled_from(DOC_IDS))
    spans = data.draw(st.sampled_from(quotations(doc_id)))
    stretches = surroundings(documents()[doc_id], spans, before_chars=before, after_chars=after)
    places = [s.block for s in stretches if s.kind is StretchKind.QUOTE]
    kinds = (StretchKind.TEXT, StretchKind.MARK)
    above = [s.text for s in stretches if s.block < places[0] and s.kind in kinds]
    below = [s.text for s in stretches if s.block > places[-1] and s.kind in kinds]
    assert sum(map(len, above)) <= before
    assert sum(map(len, below)) <= after
    last = next(s for s in reversed(stretches) if s.kind is not StretchKind.GAP)
    assert last.block_kind is not BlockKind.HEADING or last.block in places


@pytest.mark.parametrize("doc_id", DOC_IDS)
def test_blocks_are_shown_whole(doc_id: str) -> None:
    document = documents()[doc_id]
    for _, stretches in excerpts(doc_id):
        for place, group in groupby(stretches, key=lambda stretch: stretch.block):
            pieces = list(group)
            if pieces[0].kind is StretchKind.GAP:
                continue
            pieced = "".join((" " if s.spaced else "") + s.text for s in pieces).strip()
            # A link that runs on from a quotation is cut in two, and its brackets are left.
            pieced = pieced.replace("](#)", "").replace("¹ [", "¹ ").replace("⁴ [", "⁴ ")
            assert pieced == read(document, document.blocks[place].spans)


def test_the_heading_above_is_shown_over_a_gap() -> None:
    document = documents()["nhs-england-executive-lead-roles"]
    words = "ICBs should be open and transparent"
    start = document.text.index(words)
    stretches = surroundings(
        document, (Span(start, start + len(words)),), before_chars=0, after_chars=0
    )
    heading, gap, mark, before, quote, after, rest = stretches
    assert (heading.kind, heading.text) == (StretchKind.HEADING, "Background and introduction")
    assert gap.kind is StretchKind.GAP
    assert (mark.kind, mark.text) == (StretchKind.MARK, "4.")
    assert before.text.endswith("within their wider portfolio.")
    assert (quote.kind, quote.text) == (StretchKind.QUOTE, words)
    assert after.text.startswith("about who holds these roles")
    assert rest.kind is StretchKind.GAP


@pytest.mark.parametrize("doc_id", DOC_IDS)
def test_whatever_else_is_left_out_of_the_part_leaves_a_gap(doc_id: str) -> None:
    document = documents()[doc_id]
    for spans, stretches in excerpts(doc_id):
        part = next(p for p in document.parts if p.span.contains(spans[0]))
        shown = sorted({s.block for s in stretches if s.kind is not StretchKind.GAP})
        gaps = [s.block for s in stretches if s.kind is StretchKind.GAP]
        for low, high in pairwise([-1, *shown, len(document.blocks)]):
            left_out = any(
                part.span.contains(block.spans[0]) and not block.left_out
                for block in document.blocks[low + 1 : high]
            )
            opens = low < 0 and document.blocks[high].kind is BlockKind.HEADING
            assert any(low < gap < high for gap in gaps) == (left_out and not opens)


def test_a_quotation_within_a_word_is_not_given_spaces() -> None:
    document = documents()["nhs-england-executive-lead-roles"]
    start = document.text.index("transparent")
    stretches = surroundings(document, (Span(start + 5, start + 8),))
    place = next(i for i, s in enumerate(stretches) if s.kind is StretchKind.QUOTE)
    assert not stretches[place].spaced
    assert not stretches[place + 1].spaced
