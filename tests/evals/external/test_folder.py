from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain import Outcome, Reader
from assistant.errors import GuidanceError
from evals.external.building import LeftOut
from evals.external.folder import convert
from tests.evals.external.sets import cases_of, indexed, missing_quotations, own_folder

PAGE = """<!DOCTYPE html>
<html><head><title>Joining</title></head><body><main><h1>Joining</h1>
<p>A reader <b>must</b> show
a card &amp; a letter.</p><h2>Cost</h2><ul><li>Carers pay nothing.</li></ul></main></body></html>
"""
FILES = {
    "joining.html": PAGE,
    "rooms/quiet.md": "# Quiet rooms\n\nA quiet room is closed at night.\n",
    "rooms/loans.txt": "Loans\n\nBooks are lent for a week. Carers pay nothing.\n",
    "notes.csv": "a,b\n",
    ".draft.md": "A draft says that rooms are open at night.\n",
}
QUESTIONS = [
    {"id": "card", "question": "What to show?", "evidence": ["must show a card & a letter."]},
    {"id": 2, "question": "What do carers pay?", "evidence": ["Carers pay nothing."]},
    {"id": "café", "question": "Is there a café?", "answerable": False, "reader": "plain"},
    {"id": "open", "question": "Open at night?", "evidence": ["rooms are open at night"]},
]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    convert(own_folder(tmp_path / "set", FILES, QUESTIONS), tmp_path / "out")
    return tmp_path / "out"


def test_every_gold_quotation_stands_in_the_documents_of_the_index(out: Path) -> None:
    assert missing_quotations(out) == []


def test_documents_in_folders_are_found_and_other_files_passed_over(out: Path) -> None:
    assert set(indexed(out).documents) == {"joining", "rooms-loans", "rooms-quiet"}


def test_evidence_without_markup_is_found_in_a_web_page(out: Path) -> None:
    ((quoted,),) = cases_of(out)["card"].evidence
    assert (quoted.doc_id, quoted.quote) == ("joining", "must show a card & a letter.")


def test_each_document_that_says_it_is_enough(out: Path) -> None:
    (need,) = cases_of(out)["2"].evidence
    assert [quoted.doc_id for quoted in need] == ["joining", "rooms-loans"]


def test_a_question_that_cannot_be_answered_should_be_declined(out: Path) -> None:
    case = cases_of(out)["café"]
    assert (case.covered, case.reader) == (False, Reader.PLAIN)
    assert case.outcomes == {Outcome.NOT_IN_DOCUMENTS}


def test_evidence_that_only_a_hidden_file_has_is_not_found(tmp_path: Path) -> None:
    built = convert(own_folder(tmp_path / "set", FILES, QUESTIONS), tmp_path / "out")
    assert built.left_out == {LeftOut.NOT_FOUND: 1}


def test_what_was_written_into_the_folder_itself_is_no_document_of_it(tmp_path: Path) -> None:
    source = own_folder(tmp_path, FILES, QUESTIONS)
    assert convert(source, tmp_path / "first").documents == 3
    assert convert(source, tmp_path / "first" / "second").documents == 6


def test_a_folder_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GuidanceError, match=r"questions\.jsonl cannot be read"):
        convert(tmp_path, tmp_path / "out")


def test_a_line_that_is_no_question_is_refused_by_its_number(tmp_path: Path) -> None:
    own_folder(tmp_path, FILES, [*QUESTIONS, {"id": "x", "evidence": []}])
    with pytest.raises(GuidanceError, match="line 5, is no question: question"):
        convert(tmp_path, tmp_path / "out")
