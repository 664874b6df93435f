from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import BlockKind, Outcome, Reader
from assistant.errors import GuidanceError
from evals.external.building import LeftOut
from evals.external.conditionalqa import convert, element, markdown
from evals.suite.cases import Quoted
from tests.evals.external.sets import (
    PAGES,
    cases_of,
    conditional_set,
    indexed,
    missing_quotations,
    write_json,
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    convert(conditional_set(tmp_path / "set"), tmp_path / "out")
    return tmp_path / "out"


def test_every_gold_quotation_stands_in_the_documents_of_the_index(out: Path) -> None:
    assert missing_quotations(out) == []


def test_headings_of_a_page_are_headings_to_the_assistant(out: Path) -> None:
    document = indexed(out).documents["join"]
    headings = [
        block.content[0].slice(document.text)
        for block in document.blocks
        if block.kind is BlockKind.HEADING
    ]
    assert headings == ["Join the city library", "Who can join", "What it costs"]


def test_items_and_rows_of_a_page_are_such_to_the_assistant(out: Path) -> None:
    kinds = [block.kind for block in indexed(out).documents["join"].blocks]
    assert kinds.count(BlockKind.ITEM) == 2
    assert kinds.count(BlockKind.ROW) == 2


def test_a_question_is_its_scenario_and_what_is_asked(out: Path) -> None:
    case = cases_of(out)["dev-0"]
    assert case.question == "I am 17 and live in the city. Can I join?"
    assert case.reader is Reader.PLAIN


def test_each_marked_element_is_something_that_an_answer_has_to_show(out: Path) -> None:
    assert cases_of(out)["dev-0"].evidence == (
        (Quoted("join", "You can join if you’re aged 16 or over and either:"),),
        (Quoted("join", "live in the city"),),
    )


def test_answers_from_the_page_are_facts_and_those_in_other_words_are_not(out: Path) -> None:
    assert [fact.says for fact in cases_of(out)["dev-1"].facts] == ["replacement card - £2"]


def test_a_bare_yes_is_no_fact(out: Path) -> None:
    assert cases_of(out)["dev-0"].facts == ()


def test_questions_are_typed_by_the_form_of_their_answers(out: Path) -> None:
    types = {id_: case.type for id_, case in cases_of(out).items()}
    assert types == {
        "dev-0": "yes_no",
        "dev-1": "fact",
        "dev-2": "conditional",
        "dev-3": "not_covered",
    }


def test_a_question_that_the_page_leaves_open_should_be_declined(out: Path) -> None:
    case = cases_of(out)["dev-3"]
    assert not case.covered
    assert case.outcomes == {Outcome.NOT_IN_DOCUMENTS}


def test_a_question_whose_evidence_is_nowhere_is_left_out_and_counted(tmp_path: Path) -> None:
    built = convert(conditional_set(tmp_path / "set"), tmp_path / "out")
    assert built.left_out == {LeftOut.NOT_FOUND: 1}
    assert (built.documents, built.cases, built.not_covered) == (2, 4, 1)


def test_the_folder_of_the_version_is_found(tmp_path: Path) -> None:
    conditional_set(tmp_path / "set" / "v1_0", questions="train.json")
    assert convert(tmp_path / "set", tmp_path / "out").cases == 4


def test_a_folder_without_the_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GuidanceError, match="does not hold documents"):
        convert(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_file_of_another_form_is_refused_by_the_name_of_what_is_wrong(tmp_path: Path) -> None:
    conditional_set(tmp_path / "set")
    write_json(tmp_path / "set" / "dev.json", [{"id": "dev-0", "question": "Why?"}])
    with pytest.raises(GuidanceError, match="0 › url"):
        convert(tmp_path / "set", tmp_path / "out")


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("<p>Carers &amp; readers</p>", ("p", "Carers & readers")),
        ("<li>a <a href='x'>card</a>, free</li>", ("li", "a card, free")),
        ("<p>one<br>two</p>", ("p", "one two")),
        ("<H2> What it  costs\n</H2>", ("h2", "What it costs")),
        ("no element at all", ("", "no element at all")),
    ],
)
def test_an_element_is_read_as_its_tag_and_words(raw: str, read: tuple[str, str]) -> None:
    assert element(raw) == read


def test_a_page_is_written_with_its_lists_and_tables_together() -> None:
    assert markdown(PAGES[0]["title"], PAGES[0]["contents"]) == (
        "# Join the city library\n\n## Who can join\n\n"
        "You can join if you’re aged 16 or over and either:\n\n"
        "- live in the city\n- work in the city & have a letter from your employer\n\n"
        "### What it costs\n\nA card costs £4 a year. It is free for carers.\n\n"
        "| Card | Price |\n| Replacement card - £2 | Paid at the desk |\n"
    )
