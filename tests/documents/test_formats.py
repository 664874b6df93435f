"""The same paper in every format is read the same and answers the same."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from assistant.documents.extracted import Limits
from assistant.domain import Document
from assistant.passages import build_passages
from evals.formats import REFERENCE, answer_lines, index_of, plain, said
from evals.made import FORMATS, read_bytes
from tests.documents.papers import CALL, PAPER, QUESTIONS, Heading, Listing, Table, Text

OTHERS = [name for name in FORMATS if name != REFERENCE]
PAGED = [name for name, (ending, _) in FORMATS.items() if ending == ".pdf"]
NUMBERED = [
    element for element in PAPER.body if isinstance(element, Text) and element.number is not None
]


@cache
def made(name: str) -> bytes:
    return FORMATS[name][1](PAPER)


@cache
def read(name: str) -> Document:
    return read_bytes(made(name), f"lending-boards{FORMATS[name][0]}", Limits())


def expected_locators() -> list[str]:
    """Return the locators of the numbered paragraphs as the paper has them."""
    locators, annex = [], ""
    for element in PAPER.body:
        if isinstance(element, Heading) and element.annex:
            annex = "Annex A, "
        elif isinstance(element, Text) and element.number:
            locators.append(f"{annex}paragraph {element.number}")
    return locators


# --- the files are what they are meant to be ---------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_a_made_file_has_the_same_bytes_every_time(name):
    assert FORMATS[name][1](PAPER) == made(name)


@pytest.mark.parametrize("name", PAGED)
def test_the_made_pdf_has_what_makes_pages_hard_to_read(name):
    reader = PdfReader(io.BytesIO(made(name)))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert 3 <= len(reader.pages) <= 5
    assert reader.page_labels[0] == "i" and reader.page_labels[-1] == "A-1"
    assert text.count(PAPER.title) == len(reader.pages)
    assert any(line.endswith("-") for line in text.splitlines())
    assert len(reader.outline) > 3


# --- each format against the paper itself ------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_every_numbered_paragraph_is_found_by_its_printed_number(name):
    numbered = [p.locator for p in build_passages(read(name), "r1") if p.number]
    assert numbered == expected_locators()


@pytest.mark.parametrize("name", FORMATS)
def test_the_words_of_every_numbered_paragraph_are_whole(name):
    texts = [plain(p.text) for p in build_passages(read(name), "r1") if p.number]
    for element, text in zip(NUMBERED, texts, strict=True):
        assert text.startswith(f"{element.number}. {CALL.sub('', element.text)}")


@pytest.mark.parametrize("name", FORMATS)
def test_every_list_and_table_stands_whole_with_its_paragraph(name):
    texts = {p.locator: plain(p.text) for p in build_passages(read(name), "r1") if p.number}
    locators = iter(expected_locators())
    where = ""
    for element in PAPER.body:
        if isinstance(element, Text):
            where = next(locators)
        elif isinstance(element, Listing):
            for item in element.items:
                assert " ".join([item.text, *item.inner]) in texts[where]
        elif isinstance(element, Table):
            assert all(cell in texts[where] for row in element.rows for cell in row)


@pytest.mark.parametrize("name", FORMATS)
def test_every_note_is_read_whole_and_known_where_it_is_called(name):
    own = said(read(name))
    assert [locator for locator, _ in own.notes] == ["note 1", "note 2", "note 3"]
    for note, (_, text) in zip(PAPER.notes, own.notes, strict=True):
        assert text.endswith(note)
    assert own.calls == (
        ("paragraph 1", "note 1"),
        ("paragraph 7", "note 2"),
        ("paragraph 14", "note 3"),
    )


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_around_the_pages_is_read_as_what_they_say(name):
    words = " ".join(p.text for p in build_passages(read(name), "r1"))
    for around in ("Library Standards Office", "Skip to main", "cookies", "A-1", PAPER.title):
        assert around not in words


# --- each format against the others ------------------------------------------------------------


@pytest.mark.parametrize("name", OTHERS)
def test_another_format_gives_the_same_passages_at_the_same_locators(name):
    assert said(read(name)) == said(read(REFERENCE))


@pytest.mark.parametrize("name", OTHERS)
def test_another_format_gives_the_same_units_to_quote(name):
    def units(document: Document) -> list[tuple[str, str, bool]]:
        return [
            (unit.kind.value, unit.locator, unit.quotable)
            for passage in build_passages(document, "r1")
            if not passage.called_from
            for unit in passage.units
        ]

    assert units(read(name)) == units(read(REFERENCE))


@pytest.mark.parametrize("name", [name for name in OTHERS if name != "HTML"])
def test_a_format_that_shows_levels_puts_passages_under_the_same_headings(name):
    def paths(document: Document) -> list[tuple[str, tuple[str, ...]]]:
        passages = build_passages(document, "r1")
        return [(p.locator, p.headings) for p in passages if not p.called_from]

    assert paths(read(name)) == paths(read("HTML"))


@pytest.mark.parametrize("name", PAGED)
def test_a_passage_of_the_pdf_says_the_label_printed_on_its_page(name):
    labels = {p.locator: p.page_label for p in build_passages(read(name), "r1")}
    assert labels["“Foreword”, 1st paragraph"] == "i"
    assert labels["paragraph 1"] == "1"
    assert labels["Annex A, paragraph 1"] == "A-1"


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a function from a format to the answers that are given from it alone."""
    from assistant.index.embedding import load_embeddings

    embeddings = load_embeddings("")

    @cache
    def answers(name: str) -> list[list[str]]:
        assistant = index_of(name, tmp_path_factory.mktemp("format"), embeddings)
        return [answer_lines(assistant, question) for question in QUESTIONS]

    return answers


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_another_format_gives_the_same_answers(name, answered):
    assert answered(name) == answered(REFERENCE)


@pytest.mark.slow
def test_most_of_the_questions_are_answered_at_all(answered):
    outcomes = [lines[0].rsplit("(", 1)[1] for lines in answered(REFERENCE)]
    assert outcomes.count("answered)") > len(QUESTIONS) / 2
