"""What holds of every span, whatever the document."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from assistant.domain import BlockKind, Document, Passage, Span, UnitKind, quote_of
from assistant.passages import build_passages
from assistant.passages.sentences import split_sentences
from tests.documents.making import (
    CORPUS_IDS,
    UNSEEN,
    anything,
    corpus_document,
    document,
    structured,
    visible,
)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    text = draw(st.one_of(structured, anything))
    cut = draw(st.one_of(st.none(), st.integers(0, len(text))))
    return document(text, cut)


def _read(read: Document) -> tuple[Passage, ...]:
    return build_passages(read, "r1")


def _positions(spans: list[Span]) -> list[int]:
    return [place for span in spans for place in range(span.start, span.end)]


def _states(read: Document, kinds: set[BlockKind]) -> set[int]:
    """Return the visible positions of the blocks of some kinds that hold words."""
    seen = set(visible(read.text))
    return {
        place
        for block in read.blocks
        if block.kind in kinds and seen & set(_positions(list(block.content)))
        for place in _positions(list(block.spans))
        if place in seen
    }


def _check_blocks_cover_the_text_once(read: Document) -> None:
    covered = _positions([span for block in read.blocks for span in block.spans])
    assert len(covered) == len(set(covered))
    assert set(visible(read.text)) <= set(covered)


def _check_bodies_cover_what_is_said_once(read: Document) -> None:
    body = _positions([span for passage in _read(read) for span in passage.spans])
    unsaid = {BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.CONTENTS}
    said = _states(read, set(BlockKind) - unsaid)
    assert len(body) == len(set(body))
    assert said == set(visible(read.text)) & set(body)


def _check_passages_stand_in_order(read: Document) -> None:
    passages = _read(read)
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    assert all(one.start < next_.start for one, next_ in pairwise(passages))
    for passage in passages:
        spans = passage.spans
        assert all(one.end <= next_.start for one, next_ in pairwise(spans))


def _check_passages_keep_to_one_part(read: Document) -> None:
    for passage in _read(read):
        part = read.parts[passage.part].span
        assert all(part.contains(span) for span in (*passage.spans, *passage.context))


def _check_context_is_outside_the_body(read: Document) -> None:
    for passage in _read(read):
        context = set(_positions(list(passage.context)))
        assert not context & set(_positions(list(passage.spans)))


def _check_headings_stand_in_context_alone(read: Document) -> None:
    headings = _states(read, {BlockKind.HEADING})
    for passage in _read(read):
        assert not headings & set(_positions(list(passage.spans)))


def _check_units_stand_in_their_passage(read: Document) -> None:
    for passage in _read(read):
        body = set(_positions(list(passage.spans)))
        shown = body | set(_positions(list(passage.context)))
        for unit in passage.units:
            assert set(_positions(list(unit.spans))) <= body
            assert set(_positions(list(unit.lead_in))) <= shown


def _check_units_cover_the_words_of_the_body(read: Document) -> None:
    content = _positions([span for block in read.blocks for span in block.content])
    for passage in _read(read):
        units = _positions([span for unit in passage.units for span in unit.spans])
        body = _positions(list(passage.spans))
        assert len(units) == len(set(units))
        assert set(visible(read.text)) & set(body) & set(content) <= set(units)


def _check_quotations_begin_and_end_with_words(read: Document) -> None:
    for passage in _read(read):
        for unit in passage.units:
            if unit.kind is not UnitKind.ROW:
                quote = quote_of(read.text, unit.spans)
                assert quote == quote.strip()
                assert quote.strip(UNSEEN)


# Making a long document shorter takes minutes, and the first that fails is short enough to read.
FAST = (Phase.explicit, Phase.generate)
CHECKS = [value for name, value in sorted(globals().items()) if name.startswith("_check_")]
NAMES = [check.__name__.removeprefix("_check_").replace("_", " ") for check in CHECKS]


@pytest.mark.parametrize("check", CHECKS, ids=NAMES)
@given(read=_documents())
@settings(max_examples=60, phases=FAST)
def test_of_any_document(check, read):
    check(read)


@pytest.mark.parametrize("check", CHECKS, ids=NAMES)
@pytest.mark.parametrize("doc_id", CORPUS_IDS)
def test_of_the_corpus(check, doc_id):
    check(corpus_document(doc_id))


@given(st.one_of(structured, anything), st.data())
def test_sentences_cover_all_that_is_not_blank_in_order(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    spans = [Span(a, b) for a, b in list(pairwise([0, *cuts, len(text)]))[::2] if a < b]
    sentences = [span for sentence in split_sentences(text, spans) for span in sentence]
    blank = set(" \t\r\n\x0b\x0c\x1c\x1d\x1e\x85\u00a0\u2028\u2029")
    within = [place for place in _positions(spans) if text[place] not in blank]
    assert [place for place in _positions(sentences) if text[place] not in blank] == within


@given(text=structured)
@settings(max_examples=40, phases=FAST)
def test_the_same_document_is_read_the_same_way_twice(text):
    assert _read(document(text)) == _read(document(text))
