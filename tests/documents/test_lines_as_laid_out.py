"""What holds of spans where a format tells more of its lines than their text does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.assemble import with_structure
from assistant.documents.extracted import Extracted
from assistant.documents.structure.lines import Line, split_lines
from assistant.domain import Document, NoteCall, Page, Repair, Span
from assistant.passages import build_passages
from evals.invariants import broken
from tests.documents.making import document, structured
from tests.passages.test_spans import CHECKS, FAST, NAMES

_shapes = st.fixed_dictionaries(
    {
        "opens": st.booleans(),
        "goes_on": st.booleans(),
        "ends_page": st.booleans(),
        "furniture": st.sampled_from([False, False, False, True]),
        "figure": st.sampled_from([False, False, False, True]),
        "uncertain": st.sampled_from([False, False, True]),
        "level": st.sampled_from([None, None, None, 0, 1, 2]),
        "indent": st.integers(0, 60),
    }
)


@st.composite
def laid_out(draw: st.DrawFn) -> Document:
    """Return a document of much repeated text whose format told of every line how it is set."""
    text = "".join(draw(st.lists(structured, min_size=1, max_size=2))) * draw(st.integers(1, 2))
    lines = [replace(line, **draw(_shapes)) for line in split_lines(text)]
    told = Extracted(
        text,
        _pages(text),
        tuple(lines),
        repairs=_repairs(draw, text),
        calls=_calls(draw, lines),
    )
    plain = document(text)
    return with_structure(plain.source, plain.parts, told)


def _pages(text: str) -> tuple[Page, ...]:
    half = len(text) // 2
    return (Page(1, "i", Span(0, half)), Page(2, "1", Span(half, len(text))))


def _repairs(draw: st.DrawFn, text: str) -> tuple[Repair, ...]:
    starts = draw(st.sets(st.integers(0, max(len(text) - 1, 0)), max_size=4))
    reads = draw(st.sampled_from(["", " ", "-"]))
    return tuple(Repair(Span(start, start + 1), reads) for start in sorted(starts))


def _calls(draw: st.DrawFn, lines: list[Line]) -> tuple[NoteCall, ...]:
    ends = [line.end for line in lines if line.end > line.start]
    called = draw(st.sets(st.sampled_from(ends), max_size=2)) if ends else set()
    return tuple(NoteCall(Span(end - 1, end), "1") for end in sorted(called))


@pytest.mark.parametrize("check", CHECKS, ids=NAMES)
@given(read=laid_out())
@settings(max_examples=30, phases=FAST)
def test_of_any_lines(check, read):
    check(read)


@given(read=laid_out())
@settings(max_examples=60, phases=FAST)
def test_the_places_of_any_lines_hold(read):
    assert broken(read, build_passages(read, "r1")) == ""


@given(read=laid_out())
@settings(max_examples=30, phases=FAST)
def test_repeated_text_is_told_apart_by_its_place(read):
    passages = build_passages(read, "r1")
    assert len({passage.spans for passage in passages}) == len(passages)
    assert len({passage.passage_id for passage in passages}) == len(passages)
