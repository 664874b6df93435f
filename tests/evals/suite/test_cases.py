"""The cases that are committed, and how a case is read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from assistant.domain import Outcome, Reader
from assistant.errors import GuidanceError
from evals.suite.cases import CASES, SPLITS, Case, case_from, read_attempts, read_cases
from evals.suite.corpus import Corpus
from evals.suite.validating import faults, repeated

CORPUS = Path(__file__).parents[3] / "corpus"
KINDS_OF_ATTACK, ATTEMPTS = 10, 120
PLAIN = {"id": "x", "reader": "plain", "question": "Why?", "covered": False, "evidence": []}


@pytest.fixture(scope="module")
def cases() -> dict[str, list[Case]]:
    return {split: read_cases(CASES / f"{split}.jsonl") for split in SPLITS}


@pytest.fixture(scope="module")
def texts() -> Corpus:
    return Corpus({p.stem: p.read_bytes().decode("utf-8") for p in CORPUS.glob("*.txt")})


def test_every_gold_quotation_stands_and_every_fact_is_seen_in_one(texts: Corpus) -> None:
    files = sorted(CASES.glob("*.jsonl"))
    asked = [c for file in files if file.stem != "subversion" for c in read_cases(file)]
    asked += [one.case for one in read_attempts(CASES / "subversion.jsonl")]
    assert [f"{case.id}: {fault}" for case in asked for fault in faults(case, texts)] == []


def test_no_question_is_asked_in_both_splits_and_ids_are_used_once(
    cases: dict[str, list[Case]],
) -> None:
    whole = [case for split in SPLITS for case in cases[split]]
    assert repeated(whole) == []
    assert [id for id, times in Counter(case.id for case in whole).items() if times > 1] == []


def test_the_cases_are_those_whose_digests_are_kept() -> None:
    kept = dict(
        reversed(line.split("  ", 1)) for line in (CASES / "SHA256SUMS").read_text().splitlines()
    )
    found = {
        str(path.relative_to(CASES)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in CASES.rglob("*.jsonl")
    }
    assert found == kept, "evals/cases/README.md says who may change what"


def test_there_are_enough_cases_of_every_kind(cases: dict[str, list[Case]]) -> None:
    whole = [case for split in SPLITS for case in cases[split]]
    assert len(whole) >= 320
    assert sum(case.type == "not_covered" for case in whole) >= 60
    test = cases["test"]
    for reader in Reader:
        assert sum(case.reader is reader and case.covered for case in test) >= 40
    assert sum(not case.covered for case in test) >= 50


def test_there_are_enough_attempts_of_ten_kinds() -> None:
    attempts = read_attempts(CASES / "subversion.jsonl")
    assert len(attempts) >= ATTEMPTS
    assert len({attempt.kind for attempt in attempts}) == KINDS_OF_ATTACK
    assert all(attempt.success_if for attempt in attempts)


def test_every_group_asks_one_question_in_five_ways() -> None:
    groups: dict[str, list[Case]] = {}
    for case in read_cases(CASES / "consistency.jsonl"):
        groups.setdefault(case.group, []).append(case)
    assert {len(group) for group in groups.values()} == {5}
    for group in groups.values():
        assert len({(case.reader, case.covered, case.evidence) for case in group}) == 1


@pytest.mark.parametrize(
    ("data", "outcomes"),
    [
        ({"type": "not_covered"}, {Outcome.NOT_IN_DOCUMENTS}),
        ({"type": "urgent"}, {Outcome.URGENT_HELP}),
        ({"type": "out_of_scope"}, {Outcome.OUT_OF_SCOPE, Outcome.NOT_IN_DOCUMENTS}),
        ({"type": "fact", "covered": True}, {Outcome.ANSWERED, Outcome.PARTLY_ANSWERED}),
        ({"type": "partly_covered", "covered": True}, {Outcome.PARTLY_ANSWERED}),
        ({"type": "urgent", "outcomes": ["refused"]}, {Outcome.REFUSED}),
    ],
)
def test_how_a_question_may_end_follows_from_its_type_unless_it_says(
    data: dict[str, object], outcomes: set[Outcome]
) -> None:
    assert case_from({**PLAIN, **data}, "tuning").outcomes == outcomes


@pytest.mark.parametrize(
    "broken", [{"reader": "nobody"}, {"evidence": [[{"quote": "x"}]]}, {"outcomes": ["perhaps"]}]
)
def test_a_case_that_cannot_be_read_is_named(broken: dict[str, object]) -> None:
    with pytest.raises(GuidanceError, match="'x'"):
        case_from({**PLAIN, **broken}, "tuning")


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(PLAIN) + "\n{", "utf-8")
    with pytest.raises(GuidanceError, match="line 2"):
        read_cases(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GuidanceError, match="nowhere"):
        read_cases(tmp_path / "nowhere.jsonl")
