"""Evidence packs, read back from the files that they are written to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document as WordDocument
from markdown_it import MarkdownIt
from pypdf import PdfReader

from assistant.domain import Answer
from assistant.errors import GuidanceError
from assistant.pipeline import Assistant
from assistant.views.pack import CHANGED, DISCLAIMER, exported, pack_lines
from assistant.views.pack_pdf import LACKS
from tests import small_corpus

ASKED_ON = date(2026, 11, 24)
HOSTILE = (
    "<script>alert(1)</script> [press](javascript:x) ![i](http://x.test/i.png) # not a heading "
    "**bold** `code` | a | $x$ www.x.test https://x.test {{ y }} &lt; “quoted” – dash … £5"
)


def flat(text: str) -> str:
    """Return text without white space, which a page may put anywhere."""
    return "".join(text.split())


def from_markdown(data: bytes) -> str:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(data.decode("utf-8"))
    return "".join(
        child.content for token in tokens for child in (token.children or []) if child.content
    )


def from_docx(data: bytes) -> str:
    return "\n".join(p.text for p in WordDocument(BytesIO(data)).paragraphs)


def from_pdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


FORMATS = pytest.mark.parametrize(
    ("name", "read_back"),
    [("answer.md", from_markdown), ("ANSWER.DOCX", from_docx), ("answer.pdf", from_pdf)],
)


@pytest.fixture(scope="module")
def answer(small: Assistant) -> Answer:
    return small.ask(small_corpus.ANSWERED)


@FORMATS
def test_a_pack_holds_all_that_is_needed_to_check_an_answer(
    small: Assistant, answer: Answer, name: str, read_back: Callable[[bytes], str]
) -> None:
    said = flat(read_back(exported(name, [answer], small.documents, ASKED_ON)))
    assert answer.citations
    assert answer.notices
    expected = [answer.question, DISCLAIMER, "24 November 2026"]
    expected += [notice.text for notice in answer.notices]
    expected += [line for line in answer.answer.splitlines() if line]
    for citation in answer.citations:
        expected += [citation.shown, citation.locator, citation.standing, citation.publisher]
        expected += [small.documents[citation.doc_id].source.sha256]
    assert [words for words in expected if flat(words) not in said] == []


@FORMATS
def test_a_conversation_is_told_in_order(
    small: Assistant, answer: Answer, name: str, read_back: Callable[[bytes], str]
) -> None:
    second = small.ask("Should minutes be kept for six years?")
    said = flat(read_back(exported(name, [answer, second], small.documents, ASKED_ON)))
    assert 0 < said.index(flat(answer.question)) < said.index(flat(second.question))
    assert flat(second.citations[0].shown) in said


@FORMATS
def test_hostile_words_are_shown_as_they_are(
    small: Assistant, answer: Answer, name: str, read_back: Callable[[bytes], str]
) -> None:
    first = replace(answer.citations[0], shown=HOSTILE)
    asked = replace(
        answer, question=HOSTILE, citations=(first,), answer=f"1. {HOSTILE}\n- {HOSTILE}"
    )
    said = flat(read_back(exported(name, [asked], small.documents, ASKED_ON)))
    assert said.count(flat(HOSTILE)) == 4


def test_nothing_quoted_becomes_a_link_a_picture_or_html_in_markdown(
    small: Assistant, answer: Answer
) -> None:
    asked = replace(answer, question=HOSTILE, answer=f"{HOSTILE}\n=====\n-----\n+ {HOSTILE}")
    data = exported("a.md", [asked], small.documents, ASKED_ON)
    kinds = {
        child.type
        for token in MarkdownIt("commonmark").parse(data.decode("utf-8"))
        for child in [token, *(token.children or [])]
    }
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "code_inline", "hr"}


@pytest.mark.parametrize("name", ["a.md", "a.docx", "a.pdf"])
def test_control_characters_do_not_spoil_a_file(
    small: Assistant, answer: Answer, name: str
) -> None:
    asked = replace(answer, question="What\x00\x1b[2J\x0b now?\u202e")
    assert exported(name, [asked], small.documents, ASKED_ON)


@pytest.mark.parametrize("name", ["a.md", "a.pdf"])
def test_the_same_answer_makes_the_same_file(small: Assistant, answer: Answer, name: str) -> None:
    one, other = (exported(name, [answer], small.documents, ASKED_ON) for _ in range(2))
    assert one == other


def test_a_character_that_the_typeface_lacks_is_told_by_its_number(
    small: Assistant, answer: Answer
) -> None:
    asked = replace(answer, question="What is 中?")
    said = flat(from_pdf(exported("a.pdf", [asked], small.documents, ASKED_ON)))
    assert "[U+4E2D]" in said
    assert flat(LACKS) in said


def test_a_document_that_is_gone_is_said_to_be(answer: Answer) -> None:
    told = [line.text for line in pack_lines([answer], {}, ASKED_ON)]
    assert told.count(CHANGED) == len(answer.citations)


def test_an_answer_without_quotations_is_exported_too(small: Assistant) -> None:
    answer = small.ask(small_corpus.ELSEWHERE)
    assert answer.answer.splitlines()[0] in exported(
        "a.md", [answer], small.documents, ASKED_ON
    ).decode("utf-8")


@pytest.mark.parametrize("name", ["answer", "answer.html", "answer.doc", ".pdf"])
def test_another_ending_is_refused_with_those_that_are_known(answer: Answer, name: str) -> None:
    with pytest.raises(GuidanceError, match=r"\.md, \.docx or \.pdf"):
        exported(name, [answer], {}, ASKED_ON)
