from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.catalogue import ID, read_catalogue
from assistant.domain import Reader
from assistant.errors import GuidanceError
from evals.external.building import (
    About,
    Asked,
    Built,
    LeftOut,
    Paper,
    Wanted,
    build,
    identifier,
    quotation,
)
from tests.evals.external.sets import cases_of

ABOUT = About("Library Office", "guidance", "made up", "none")
PAPERS = (
    Paper("a", "Loans.md", b"# Loans\n\nBooks are lent for\na week.\n", "Loans", ABOUT),
    Paper("b", "rooms.md", b"# Rooms\n\nRooms are **warm** and quiet.\n", "Rooms", ABOUT),
)


def asked(
    question: str = "How long?",
    evidence: Sequence[Wanted] = (),
    covered: bool = True,
    id: str = "q",
) -> Asked:
    return Asked(id, question, Reader.BOARD, "fact", covered, tuple(evidence))


def built(out: Path, *questions: Asked, limit: int | None = None) -> Built:
    return build(PAPERS, questions, out, limit=limit)


def test_evidence_is_quoted_as_it_stands_in_the_canonical_text(tmp_path: Path) -> None:
    built(tmp_path, asked(evidence=[Wanted(("Books are lent for a week.",), "a")]))
    ((quoted,),) = cases_of(tmp_path)["q"].evidence
    assert (quoted.doc_id, quoted.quote) == ("loans", "Books are lent for\na week.")


def test_evidence_of_no_document_in_particular_is_looked_for_in_all(tmp_path: Path) -> None:
    built(tmp_path, asked(evidence=[Wanted(("Rooms are warm", "Books are"))]))
    ((first, second),) = cases_of(tmp_path)["q"].evidence
    assert (first.doc_id, first.quote) == ("loans", "Books are")
    assert (second.doc_id, second.quote) == ("rooms", "Rooms are **warm")


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (asked(question=" "), LeftOut.NO_QUESTION),
        (asked(question="why " * 1_000), LeftOut.TOO_LONG),
        (asked(), LeftOut.NO_EVIDENCE),
        (asked(evidence=[Wanted(("Books",), "c")]), LeftOut.NO_DOCUMENT),
        (asked(evidence=[Wanted(("Books are lent for a month.",), "a")]), LeftOut.NOT_FOUND),
        (
            asked(evidence=[Wanted(("Books are lent",), "a"), Wanted(("Books",), "b")]),
            LeftOut.NOT_FOUND,
        ),
    ],
)
def test_a_question_that_cannot_be_a_case_is_left_out_and_counted(
    tmp_path: Path, question: Asked, why: LeftOut
) -> None:
    report = built(tmp_path, question)
    assert (report.cases, report.left_out) == (0, {why: 1})
    assert cases_of(tmp_path) == {}


def test_a_question_that_is_not_answered_needs_no_evidence(tmp_path: Path) -> None:
    report = built(tmp_path, asked(covered=False))
    assert (report.cases, report.not_covered, report.left_out) == (1, 1, {})


def test_only_the_first_questions_are_taken_where_there_is_a_limit(tmp_path: Path) -> None:
    questions = [asked(covered=False, id=str(number)) for number in range(5)]
    assert built(tmp_path, *questions, limit=2).cases == 2
    assert list(cases_of(tmp_path)) == ["0", "1"]


def test_a_document_that_cannot_be_read_is_reported_with_the_reason(tmp_path: Path) -> None:
    blank = Paper("c", "blank.md", b" \n", "Blank", ABOUT)
    report = build([*PAPERS, blank], [asked(evidence=[Wanted(("Books",), "c")])], tmp_path)
    assert report.documents == 2
    assert [file.filename for file in report.unread] == ["blank.md"]
    assert report.left_out == {LeftOut.NO_DOCUMENT: 1}


def test_what_is_there_already_is_not_written_over(tmp_path: Path) -> None:
    built(tmp_path, asked(covered=False))
    before = (tmp_path / "cases.jsonl").read_bytes()
    with pytest.raises(GuidanceError, match="holds a corpus or cases already"):
        built(tmp_path)
    assert (tmp_path / "cases.jsonl").read_bytes() == before


def test_documents_of_one_name_are_told_apart(tmp_path: Path) -> None:
    twins = [Paper(key, "Loans.md", f"{key}\n".encode(), key, ABOUT) for key in ("one", "two")]
    build(twins, [asked(evidence=[Wanted(("two",), "two")])], tmp_path)
    entries = read_catalogue(tmp_path / "corpus").entries.values()
    assert {entry.id: entry.title for entry in entries} == {"loans": "one", "loans-2": "two"}
    ((quoted,),) = cases_of(tmp_path)["q"].evidence
    assert quoted.doc_id == "loans-2"


def test_a_catalogue_that_came_along_is_kept(tmp_path: Path) -> None:
    entry = (
        '[[document]]\nid = "rules-of-loans"\nfile = "Loans.md"\ntitle = "Rules"\n'
        'publisher = "Library"\nauthority = "statutory guidance"\nstanding = "in force"\n'
    )
    question = asked(evidence=[Wanted(("Books are lent",), "a")])
    build(PAPERS, [question], tmp_path, catalogue=entry)
    entries = read_catalogue(tmp_path / "corpus").entries
    assert entries["Loans.md"].authority == "statutory guidance"
    assert entries["rooms.md"].publisher == "Library Office"
    ((quoted,),) = cases_of(tmp_path)["q"].evidence
    assert quoted.doc_id == "rules-of-loans"


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("must close", "A gate must close.", "must close"),
        (" must close ", "A gate must close.", "must close"),
        ("must close", "A gate must\n  close.", "must\n  close"),
        ("must close", "A gate **must** close.", "must** close"),
        ("must close", "A gate must not close.", None),
        ("must close", "A gate must, close.", None),
        ("must close", "A gate Must close.", None),
        ("", "A gate must close.", None),
        (" \n", "A gate must close.", None),
    ],
)
def test_nothing_but_spaces_and_emphasis_may_differ_in_a_quotation(
    words: str, text: str, found: str | None
) -> None:
    assert quotation(words, text) == found


@given(st.text(max_size=200), st.sets(st.text(max_size=5)))
def test_any_name_makes_an_id_that_the_catalogue_takes(name: str, taken: set[str]) -> None:
    made = identifier(name, taken)
    assert ID.fullmatch(made)
    assert made not in taken


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert identifier("Loans", {"loans", "loans-2"}) == "loans-3"
