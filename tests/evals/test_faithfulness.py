"""What the checks of wording catch and withhold, on a small part and with fixed thresholds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answering.checks import Names, find_names
from assistant.errors import GuidanceError
from assistant.pipeline import Assistant
from assistant.retrieval.acronyms import find_acronyms
from evals.common import ROOT
from evals.faithfulness.__main__ import measure
from evals.faithfulness.alter import Names as Others
from evals.faithfulness.alter import altered
from evals.faithfulness.cases import KINDS, read_told
from evals.faithfulness.evidence import Evidence
from evals.faithfulness.quotations import quoted

DEVELOPMENT = ROOT / "evals" / "cases" / "faithfulness" / "development.jsonl"
QUOTATIONS = 60
# What was measured when this was written, rounded towards what is worse.
LEAST_CAUGHT, MOST_WITHHELD = 0.95, 0.20
LEAST_CAUGHT_QUOTED, MOST_WITHHELD_QUOTED = 0.98, 0.02


@pytest.fixture(scope="module")
def names(real: Assistant) -> Names:
    documents, passages = real.documents, real.index.passages
    return find_names(documents, passages, find_acronyms(documents, passages))


@pytest.fixture(scope="module")
def evidence(real: Assistant) -> Evidence:
    return Evidence(real.documents, real.index.passages)


@pytest.mark.slow
def test_statements_that_people_altered_are_caught(evidence: Evidence, names: Names) -> None:
    figures = measure(read_told(DEVELOPMENT, evidence), names)
    assert figures.detection >= LEAST_CAUGHT
    assert figures.false_alarm <= MOST_WITHHELD


@pytest.mark.slow
def test_quotations_altered_by_rule_are_caught(evidence: Evidence, names: Names) -> None:
    figures = measure(quoted(evidence, names, QUOTATIONS), names)
    assert figures.detection >= LEAST_CAUGHT_QUOTED
    assert figures.false_alarm <= MOST_WITHHELD_QUOTED


def test_a_quotation_is_altered_in_each_way_that_its_words_allow() -> None:
    text = "The board must not meet the panel for at least 14 days, weeks, or months under the Act."
    others = Others(("RAP", "LPA"), ("board", "panel", "clerk"), (), frozenset({"board", "panel"}))
    made = {one.kind: one.text for one in altered(text, others)}
    assert set(made) <= set(KINDS)
    assert "17 days" in made["number"]
    assert "must meet" in made["negation"]
    assert "at most" in made["restriction"]
    assert made["role"].startswith("The clerk must not")
    assert "body" not in made


@pytest.mark.slow
def test_a_line_that_cannot_be_read_is_named(evidence: Evidence, tmp_path: Path) -> None:
    line = {"id": "x", "evidence": [], "honest": "", "altered": [{"kind": "colour", "text": ""}]}
    cases = tmp_path / "cases.jsonl"
    for written, message in ((json.dumps(line), "colour"), ("{}", "line 1")):
        cases.write_text(f"{written}\n", encoding="utf-8")
        with pytest.raises(GuidanceError, match=message):
            read_told(cases, evidence)
