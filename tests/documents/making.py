"""Documents made in a test: from a few lines, as a strategy, and the five of the corpus."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from assistant.documents import catalogue, find_files, load
from assistant.documents.assemble import with_structure
from assistant.documents.extracted import Extracted, Limits
from assistant.documents.reading import read_spans
from assistant.documents.structure.blocks import find_blocks
from assistant.domain import Block, BlockKind, Document, Span

CORPUS = Path(__file__).parents[2] / "corpus"
CORPUS_IDS = tuple(entry.id for entry in catalogue.read_catalogue(CORPUS).entries.values())
UNSEEN = " \t\r\n\x0b\x0c\x1c\x1d\x1e\x85\u00a0\u00ad\u200b\u2028\u2029\ufeff"
"""Characters that show nothing by themselves."""


def document(text: str, second_part_at: int | None = None) -> Document:
    """Return ``text`` as a document that no catalogue names, in one part or in two."""
    source = catalogue.uncatalogued(Path("paper.txt"), "0" * 64)
    (whole,) = catalogue.find_parts(source, None, text)
    parts = (whole,)
    if second_part_at is not None:
        parts = (
            replace(whole, span=Span(0, second_part_at)),
            replace(whole, locator="Appendix", span=Span(second_part_at, len(text))),
        )
    return with_structure(source, parts, Extracted(text))


@cache
def corpus_document(doc_id: str) -> Document:
    """Return one of the five documents, read once for all tests."""
    found, skipped = find_files(CORPUS, Limits())
    assert not skipped
    return load(next(file for file in found if file.source.doc_id == doc_id), Limits())


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    """Return the kind and the reading text of each block of ``text``."""
    return [(block.kind, words(text, block)) for block in find_blocks(text)]


def words(text: str, block: Block) -> str:
    """Return a block, its number or bullet left out, as reading text."""
    return read_spans(text, block.content)


def visible(text: str) -> list[int]:
    """Return the positions of the characters of ``text`` that show something."""
    return [place for place, character in enumerate(text) if character not in UNSEEN]


_words = st.sampled_from(
    ["the", "board", "must", "Act", "2022", "lead", "SEND", "(ICB)", "e.g.", "should", "no", "a"]
)
_sentence = st.builds(
    lambda first, rest, end: " ".join([first, *rest]) + end,
    st.sampled_from(["The", "Each", "This", "and", "of", "ICBs", "“Boards", "Key points"]),
    st.lists(_words, min_size=0, max_size=8),
    st.sampled_from([".", "", ":", ";", "?", ".[1]", ".¹", " the", ",", "-", ".)", "[2]"]),
)
_prose = st.lists(_sentence, min_size=1, max_size=3).map(" ".join)
_mark = st.sampled_from(
    "|||1. |2. |3. |1.1. |7 |- 1.2. |**4.** |a) |b) |(i) |ii. |- |  • |    - |* |# |### |[1] |[2] "
    "|¹ |² |(2) ".split("|")
)
_furniture = st.sampled_from(
    "Page 3 of 9~Contents~Purpose.......... 4~| | |~|---|---|~© A Publisher~[1]~12~Annex A: Roles"
    "~Error! Bookmark not defined.~References~**ONE****TWO**~1. PURPOSE".split("~")
)
_row = st.lists(_prose, min_size=2, max_size=4).map(lambda cells: "\t".join(cells) + "\t")
_pipes = st.lists(_prose, min_size=2, max_size=4).map(lambda cells: "| " + " | ".join(cells) + " |")
_line = st.one_of(st.builds(str.__add__, _mark, _prose), _furniture, _row, _pipes)
_break = st.sampled_from(
    ["\n", "\n\n", " \u00a0\n", "\r\n", "\n \t\n", "\n\n\u00a0\n\n", "\x0c", "\n\u200b\n"]
)

structured = st.lists(st.tuples(_line, _break), min_size=1, max_size=14).map(
    lambda lines: "".join(line + end for line, end in lines)
)
"""Texts of headings, paragraphs, lists, tables, notes and footers, much of it repeated."""

anything = st.text(alphabet=" \n\t\r\x0c\u00a0\u200b-•*#|[]()¹.:;1aiAZ\u2028", max_size=80)
"""Texts without sense, of the characters that structure is made of."""
