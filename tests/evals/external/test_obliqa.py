from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import BlockKind, Reader
from assistant.errors import GuidanceError
from evals.external.building import LeftOut
from evals.external.obliqa import alternatives, convert, label, markdown, parted
from evals.suite.cases import Quoted
from tests.evals.external.sets import RULES, cases_of, indexed, missing_quotations, regulatory_set


@pytest.fixture
def out(tmp_path: Path) -> Path:
    convert(regulatory_set(tmp_path / "set"), tmp_path / "out")
    return tmp_path / "out"


def test_every_gold_quotation_stands_in_the_documents_of_the_index(out: Path) -> None:
    assert missing_quotations(out) == []


def test_headings_are_headings_once_and_rules_are_numbered_paragraphs(out: Path) -> None:
    document = indexed(out).documents["document-1"]
    headings = [
        block.content[0].slice(document.text)
        for block in document.blocks
        if block.kind is BlockKind.HEADING
    ]
    assert headings == [
        "Document 1",
        "1. INTRODUCTION",
        "1.1 Application",
        "1.1.1.Guidance",
        "2. READING ROOMS",
        "LOANS",
        "To readers",
        "LOANS",
        "To other libraries",
    ]
    numbers = [b.number for b in document.blocks if b.kind is BlockKind.NUMBERED]
    assert numbers == ["1.1.1", "3", "4", "5"]


def test_a_rule_with_its_list_is_satisfied_by_any_telling_line(out: Path) -> None:
    (need,) = cases_of(out)["q-lamps"].evidence
    assert need == (
        Quoted("document-1", "A keeper of a reading room must ensure that:"),
        Quoted("document-1", "(a) the lamps are lit before readers are let in;"),
        Quoted("document-1", "(b) the windows are closed in the evening and at night; and"),
    )


def test_each_passage_of_a_question_is_something_that_an_answer_has_to_show(out: Path) -> None:
    case = cases_of(out)["q-loans"]
    assert case.type == "several_sources"
    assert [[quoted.quote for quoted in need] for need in case.evidence] == [
        ["A reader may borrow six books at a time from a reading room."],
        ["A reader must not lend a borrowed book to another reader."],
    ]


def test_cells_of_a_table_do_not_stand_for_its_passage(out: Path) -> None:
    (need,) = cases_of(out)["q-fee"].evidence
    quoted = [q.quote for q in need]
    assert quoted == ["The fee for a loan to another library is set out below."]


def test_questions_are_those_of_a_policy_officer(out: Path) -> None:
    assert {case.reader for case in cases_of(out).values()} == {Reader.POLICY}


def test_a_passage_of_a_document_that_is_not_there_is_counted(tmp_path: Path) -> None:
    built = convert(regulatory_set(tmp_path / "set"), tmp_path / "out")
    assert built.left_out == {LeftOut.NO_DOCUMENT: 1}
    assert built.cases == 4


def test_a_passage_that_reads_otherwise_in_its_document_is_no_evidence() -> None:
    text = markdown("Document 1", RULES)
    told = "A keeper of a reading room must ensure that:\n(a)\tthe lamps are all new and bright."
    assert alternatives(told, text) == (
        "A keeper of a reading room must ensure that:\n(a) the lamps are all new and bright.",
    )


def test_only_the_questions_that_are_there_are_taken(tmp_path: Path) -> None:
    regulatory_set(tmp_path / "set", questions="ObliQA_dev.json")
    assert convert(tmp_path / "set", tmp_path / "out").cases == 4


def test_a_folder_without_the_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GuidanceError, match="does not hold Structured"):
        convert(tmp_path, tmp_path / "out")


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("READING ROOMS\n", (("READING ROOMS",), "")),
        ("", ((), "")),
        ("LOANS\n\nA book is lent for a week.\n", (("LOANS",), "A book is lent for a week.")),
        ("It is lent for a week.", ((), "It is lent for a week.")),
        ("Readers must:\n(a)\tbe quiet.", ((), "Readers must:\n(a) be quiet.")),
        ("/Table Start\nBooks\tFee", ((), "/Table Start\nBooks\tFee")),
    ],
)
def test_titles_above_a_passage_are_parted_from_its_words(
    raw: str, read: tuple[tuple[str, ...], str]
) -> None:
    assert parted(raw) == read


@pytest.mark.parametrize(
    ("passage_id", "shown"),
    [("12)", "12."), ("7.", "7."), ("14.8.1A", "14.8.1A"), ("4.2.", "4.2"), ("2.1.(1)", "2.1.(1)")],
)
def test_the_id_of_a_passage_becomes_a_number_where_it_is_one(passage_id: str, shown: str) -> None:
    assert label(passage_id) == shown
