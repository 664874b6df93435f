from __future__ import annotations

from pathlib import Path

import pytest

from evals.external.__main__ import main
from tests.evals.external.sets import cases_of, conditional_set, regulatory_set


def test_the_command_prints_what_was_written_and_what_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = conditional_set(tmp_path / "set"), tmp_path / "out"
    assert main(["conditionalqa", str(source), str(out)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"documents: 2, in {out / 'corpus'}",
        "documents left out: 0",
        "questions: 5",
        f"cases: 4, 1 of them not answered by the documents, in {out / 'cases.jsonl'}",
        "questions left out: 1",
        "  1: its evidence does not stand in the document",
    ]


def test_a_limit_takes_the_first_questions(tmp_path: Path) -> None:
    source = regulatory_set(tmp_path / "set")
    assert main(["obliqa", str(source), str(tmp_path / "out"), "--limit", "2"]) == 0
    assert list(cases_of(tmp_path / "out")) == ["q-lamps", "q-loans"]


def test_an_error_is_printed_with_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["folder", str(tmp_path), str(tmp_path / "out")]) == 1
    assert "Put the questions there, one a line." in capsys.readouterr().err
